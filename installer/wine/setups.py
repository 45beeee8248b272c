"""The installers that are proven, built for it: this commit's twice, and an earlier version."""

import sys
from collections.abc import Sequence
from pathlib import Path

from installer import build
from installer.commands import run
from installer.fetch import sha256
from installer.release import current
from installer.signing import Identity
from installer.wine.prefix import require

EARLIER = "0.0.1"
"""Version of the installer that is upgraded from, made of the same files."""

LARGEST = 75_000_000
"""Bytes of an installer: what a bad network and a small memory stick bear."""


def built(out: Path, words: Sequence[str]) -> Path:
    """The installer of this checkout. Raises WineFailed where the build fails."""
    code = build.main(["--out", str(out), *words])
    require(code == 0, f"the build ended with {code}")
    [found] = out.glob("*-setup.exe")
    return found


def built_earlier(out: Path, signer: Identity) -> Path:
    """The same under an earlier version's number, signed. Raises WineFailed."""
    identity = [str(signer.certificate), str(signer.key)]
    return built(out, ["--fast", "--version", EARLIER, "--sign", *identity])


def built_twice(folder: Path, words: Sequence[str]) -> Path:
    """The installer of this commit, built here and in a clone. Raises WineFailed where they differ.

    A checkout with changes is built once: a clone has not got them.
    """
    first = built(folder / "here", words)
    if current().changed:
        return first
    clone = folder / "clone"
    run(["git", "clone", "--quiet", build.ROOT, clone])
    (clone / "build").mkdir()
    (clone / "build" / "installer").symlink_to(build.CACHE)
    run([sys.executable, clone / "installer" / "build.py", "--out", folder / "there", *words])
    [second] = (folder / "there").glob("*-setup.exe")
    require(sha256(first) == sha256(second), f"two builds differ: {sha256(second)}")
    sys.stdout.write("Built again in a clone: the same file.\n")
    return first


def identity(folder: Path) -> Identity:
    """Somebody to sign for a day."""
    made = Identity(folder / "prueba, firma.pem", folder / "prueba, clave.pem")
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    words += ["-subj", "/CN=Prueba", "-addext", "extendedKeyUsage=codeSigning"]
    run([*words, "-keyout", made.key, "-out", made.certificate])
    return made
