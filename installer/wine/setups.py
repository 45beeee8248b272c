"""What is proven, built for it: this commit's installers twice, and an earlier version, signed."""

import shlex
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from installer import build
from installer.commands import run
from installer.fetch import CACHE
from installer.licences import Part
from installer.nsis import How
from installer.release import current
from installer.signing import FILE
from installer.wine import timestamps
from installer.wine.prefix import require

EARLIER = "0.0.1"
"""Version of the installer that is upgraded from, made of the same files."""

STAMPER = "prueba, hora.pem"
"""Certificate of who told the time, beside the signer's."""

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


def built_twice(what: Filled, *, fast: bool) -> tuple[Path, Path]:
    """The installer and the package of this commit, from what was built here and in a clone.

    Raises WineFailed where anything of the two differs. A checkout with changes is built once: a
    clone has not got them.
    """
    release, place = current(), what.place
    how, here = How(fast), what.here
    setup, package, *_others = build.deliver(release, what.parts, here, place, how)
    if release.changed:
        sys.stdout.write("The checkout has changes that are not committed: built once.\n")
        return setup, package
    clone = place / "clone"
    run(["git", "clone", "--quiet", build.ROOT, clone])
    (clone / "build").mkdir()
    (clone / "build" / "installer").symlink_to(CACHE)
    words = ["--out", str(place / "there"), *(["--fast"] if fast else [])]
    sys.stdout.write(run([sys.executable, clone / "installer" / "build.py", *words]))
    first, second = ((place / name / build.SUMS).read_text() for name in ("here", "there"))
    require(first == second, f"two builds differ:\n{first}{second}")
    sys.stdout.write(f"Built again in a clone: the same {len(first.splitlines())} files.\n")
    return setup, package


def built_earlier(what: Filled, signer: Path) -> Path:
    """The same files under an earlier version's number, signed; they bear it from then on.

    `signer` becomes the certificate of who signed for a day, `stamper` beside it the one of who
    told the time.
    """
    key, stamper = signer.with_name("prueba, clave.pem"), signer.with_name(STAMPER)
    timestamps.identity(signer, key, "codeSigning")
    release = replace(current(), version=EARLIER)
    build.number(release, what.here / "folder", what.parts, what.place)
    with timestamps.server(stamper) as url:
        words = [sys.executable, build.ROOT / "installer" / "signing.py", signer, key]
        words += ["--timestamp", url, FILE]
        how = How(fast=True, sign_with=shlex.join(map(str, words)))
        return build.pack(release, what.here, what.place, how)
