"""How this program starts itself again: as a window, or as its command line."""

import sys
from pathlib import PureWindowsPath

INSTALLED = "pregon"
"""Name of the program where it is installed on Windows, without its ending."""


def installed() -> bool:
    """Whether this runs from the installed folder, where the interpreter is the program itself."""
    return PureWindowsPath(sys.executable).stem.casefold() == INSTALLED


def window(*words: str) -> list[str]:
    """Program and words of another window."""
    return [sys.executable, *([] if installed() else ["-m", "desktop"]), *words]


def command_line(*words: str) -> list[str]:
    """Program and words of a command (`core.__main__`); no console opens for it."""
    return [sys.executable, "-m", "core", *words]
