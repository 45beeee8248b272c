"""The installers that are proven, built for it: this commit's twice, and an earlier version."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from installer import build
from installer.commands import run
from installer.fetch import CACHE, sha256
from installer.licences import Part
from installer.nsis import How
from installer.release import current
from installer.signing import Identity
from installer.wine.prefix import require

EARLIER = "0.0.1"
"""Version of the installer that is upgraded from, made of the same files."""

LARGEST = 75_000_000
"""Bytes of an installer: what a bad network and a small memory stick bear."""


@dataclass(frozen=True)
class Filled:
    """What this checkout ships, lying in `here/folder`, to be packed once or more."""

    place: Path
    parts: list[Part]

    @property
    def here(self) -> Path:
        """Where its installers go."""
        return self.place / "here"


def filled(place: Path) -> Filled:
    """Everything but the packing. Raises BuildFailed."""
    return Filled(place, build.fill(current(), place / "here" / "folder", place))


def built_twice(what: Filled, *, fast: bool) -> Path:
    """The installer of this commit, built here and in a clone. Raises WineFailed where they differ.

    A checkout with changes is built once: a clone has not got them.
    """
    release, place = current(), what.place
    first = build.pack(release, what.here, place, How(fast))
    if release.changed:
        sys.stdout.write("The checkout has changes that are not committed: built once.\n")
        return first
    clone = place / "clone"
    run(["git", "clone", "--quiet", build.ROOT, clone])
    (clone / "build").mkdir()
    (clone / "build" / "installer").symlink_to(CACHE)
    words = ["--out", str(place / "there"), *(["--fast"] if fast else [])]
    sys.stdout.write(run([sys.executable, clone / "installer" / "build.py", *words]))
    second = place / "there" / first.name
    require(sha256(first) == sha256(second), f"two builds differ: {sha256(second)}")
    sys.stdout.write("Built again in a clone: the same file.\n")
    return first


def built_earlier(what: Filled, signer: Identity) -> Path:
    """The same files under an earlier version's number, signed; they bear it from then on."""
    release = replace(current(), version=EARLIER)
    build.number(release, what.here / "folder", what.parts, what.place)
    return build.pack(release, what.here, what.place, How(fast=True, identity=signer))


def identity(folder: Path) -> Identity:
    """Somebody to sign for a day."""
    made = Identity(folder / "prueba, firma.pem", folder / "prueba, clave.pem")
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    words += ["-subj", "/CN=Prueba", "-addext", "extendedKeyUsage=codeSigning"]
    run([*words, "-keyout", made.key, "-out", made.certificate])
    return made
