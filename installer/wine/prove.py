"""`python3 installer/wine/prove.py [SETUP.exe]`: the installer and what it installs, under Wine.

Without a file it is built twice, here and in a clone: one commit, one file. In a fresh Windows of
Wine's: an earlier version, upgraded; the program's self-test; three of its pages, photographed; an
upgrade refused while it runs, and one stopped by a file that is held, then mended; other people's
files left alone; uninstalled, with the person's files kept; then installed once more in a folder
with blanks, accents and letters of another script, tested and taken away. Exits with 0 when every
step went well. What Wine cannot show is listed in installer/README.md.
"""

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from installer.commands import (  # noqa: E402 - found by the line above
    SIGNING_TOOLS,
    TOOLS,
    BuildFailed,
    ToolsMissing,
    make_ready,
)
from installer.wine import screen, setups, steps  # noqa: E402 - found by the line above
from installer.wine.prefix import WineFailed, fresh, require  # noqa: E402 - found by the line above
from installer.wine.steps import Proof  # noqa: E402 - found by the line above

PACKAGES = {
    "wine": "wine",
    "wineserver": "wine64",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
}
"""Program and the Debian package that brings it."""


def prove(proof: Proof) -> bool:
    """Take every step, saying how each went; true when all went well. Stops at the first that
    does not, for those after it rest on it."""
    for name, step in steps.of(proof):
        begun = time.monotonic()
        try:
            detail, well = step(), True
        except WineFailed as error:
            detail, well = str(error), False
        word = "ok" if well else "FAILED"
        seconds = time.monotonic() - begun
        sys.stdout.write(f"{word:<7}{name:<17}{seconds:6.1f} s  {detail}\n")
        sys.stdout.flush()
        if not well:
            return False
    return True


def main(words: Sequence[str] | None = None) -> int:
    """Parse the words of the command line; returns the exit code."""
    chosen = _parser().parse_args(words)
    try:
        make_ready(TOOLS | SIGNING_TOOLS | PACKAGES)
    except ToolsMissing as error:
        sys.stdout.write(f"The installer was not tried. {error}\n")
        return 0 if chosen.where_possible else 1
    kept = chosen.keep.resolve()
    kept.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix="pregon-wine-") as place:
            folder = Path(place)
            setup, earlier, signer = chosen.setup, chosen.earlier, None
            packages: list[Path] = []
            if setup is None or earlier is None:
                filled = setups.filled(folder)
            if setup is None:
                setup, *packages = setups.built_twice(filled, fast=chosen.fast)
            require(setup.is_file(), f"there is no {setup}")
            require(
                chosen.fast or setup.stat().st_size <= setups.LARGEST,
                f"larger than {setups.LARGEST} bytes",
            )
            if earlier is None:
                signer = folder / "prueba, firma.pem"
                earlier = setups.built_earlier(filled, signer)
            setup, earlier = setup.resolve(), earlier.resolve()
            with screen.shown() as shown, fresh(folder / "prefix", shown.name) as prefix:
                proof = Proof(
                    prefix, shown, setup, packages, earlier, kept, signer, brief=chosen.fast
                )
                return 0 if prove(proof) else 1
    except (BuildFailed, WineFailed) as error:
        sys.stdout.write(f"FAILED {error}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("setup", type=Path, metavar="SETUP.exe", nargs="?")
    parser.add_argument(
        "--fast", action="store_true", help="of whatever size; brief where only the place differs"
    )
    parser.add_argument("--earlier", type=Path, metavar="SETUP.exe", help="else one is built")
    parser.add_argument("--keep", type=Path, default=ROOT / "build" / "wine", metavar="DIR")
    parser.add_argument(
        "--where-possible", action="store_true", help="no failure where Wine cannot be installed"
    )
    return parser


def _stop(_number: int, _frame: FrameType | None) -> None:
    """End what was begun, once: who stops a group of processes tells each of them, often twice."""
    for item in (signal.SIGINT, signal.SIGTERM):
        signal.signal(item, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # as it may be replaced
    for signals in (signal.SIGINT, signal.SIGTERM):
        # Beside other work a shell starts it deaf to the first, and what it began must be ended.
        signal.signal(signals, _stop)
    sys.exit(main())
