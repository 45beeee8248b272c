"""Small pictures the style sheet names by address: ticks and arrows in the colours of a theme.

A style sheet can only show files, so they are written once into a private folder, reachable as
`theme:check-1d4e79.svg`, and removed with the process.
"""

import atexit
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.theme.lucide import STROKE, tinted_svg
from desktop.theme.tokens import Tokens

if TYPE_CHECKING:
    from PySide6.QtCore import QTemporaryDir

SCHEME = "theme"
# A tick drawn 14 px wide needs a heavier line than an icon of 18.
_HEAVY = {"check": "3.2", "minus": "3.2", "chevron-down": "2.4", "chevron-up": "2.4"}


def mark_file(name: str, colour: str) -> str:
    """Address of a mark in a colour, for `url()` in a style sheet."""
    return f"{SCHEME}:{name}-{colour.lstrip('#').lower()}.svg"


def write_marks(tokens: Tokens) -> None:
    """Write the marks a style sheet of these tokens names."""
    _write("check", tokens.on_brand)
    _write("minus", tokens.on_brand)
    for name in ("chevron-down", "chevron-up", "chevron-left", "chevron-right"):
        for colour in (tokens.muted, tokens.control, tokens.ink):
            _write(name, colour)


def _write(name: str, colour: str) -> None:
    file = _folder() / mark_file(name, colour).removeprefix(f"{SCHEME}:")
    if file.exists():
        return
    heavy = _HEAVY.get(name, STROKE).encode()
    svg = tinted_svg(name, colour).replace(
        f'stroke-width="{STROKE}"'.encode(), b'stroke-width="%s"' % heavy
    )
    file.write_bytes(svg)


@cache
def _kept() -> "QTemporaryDir":
    from PySide6.QtCore import QDir, QTemporaryDir

    folder = QTemporaryDir()
    # Kept here it is never destroyed, and so would not remove itself.
    atexit.register(folder.remove)
    QDir.addSearchPath(SCHEME, folder.path())
    return folder


def _folder() -> Path:
    return Path(_kept().path())
