"""What a Linux desktop is told of the program, for this person: menu, icon, file types, help."""

import argparse
import os
import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import resources
from core import files
from core.cli import usage
from core.cli.terminal import say
from core.clock import Clock
from core.errors import AppError
from core.i18n import _

_RENEWALS = (
    ("update-desktop-database", "applications"),
    ("update-mime-database", "mime"),
    ("gtk-update-icon-cache", "icons/hicolor"),
)
"""What makes a desktop look again, and at which folder; where it is missing, it looks by itself."""


def menu(chosen: Namespace, _clock: Clock) -> int:
    """Put the program into the menu, with its file types, or take it out again."""
    if sys.platform != "linux":
        raise AppError(
            _("The menu is for Linux: on Windows the installer makes it."),
            _("Use the installer for Windows."),
        )
    folder = chosen.folder or Path(
        os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    )
    for name, data in _everything(chosen.parser()):
        path = folder / name
        if chosen.remove:
            path.unlink(missing_ok=True)
            continue
        with files.writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        files.write(path, data)
    _renew(folder)
    told = (
        _("Pregón is no longer in the menu.")
        if chosen.remove
        else _("Pregón is in the menu, and its files open with a double click.")
    )
    say(told)
    return 0


def _everything(parser: argparse.ArgumentParser) -> Iterator[tuple[str, bytes]]:
    """Every file, by its place below a folder of data (XDG Base Directory Specification)."""
    import shtab

    for name, place in (
        ("pregon.desktop", "applications"),
        ("pregon.xml", "mime/packages"),
        ("pregon.metainfo.xml", "metainfo"),
    ):
        text = resources.path("linux", name).read_text(encoding="utf-8")
        yield f"{place}/{name}", text.replace("{program}", _program()).encode()
    icon = resources.path("images", "pregon.svg").read_bytes()
    yield "icons/hicolor/scalable/apps/pregon.svg", icon
    complete = {"bash": "bash-completion/completions/{}", "zsh": "zsh/site-functions/_{}"}
    for shell, place in complete.items():
        yield place.format(parser.prog), shtab.complete(parser, shell).encode()
    yield f"man/man1/{parser.prog}.1", usage.manual_page(parser).encode()


def _program() -> str:
    """The command of the window, as it stands in a menu: its place, quoted where it must be."""
    found = Path(sys.executable).with_name("pregon")
    words = [str(found)] if found.is_file() else [sys.executable, "-m", "desktop"]
    return " ".join(f'"{word}"' if set(word) & set(" \t'$&()") else word for word in words)


def _renew(folder: Path) -> None:
    for program, below in _RENEWALS:
        if shutil.which(program) and (folder / below).is_dir():
            words = [program, *(["-f", "-t"] if "icon" in program else []), str(folder / below)]
            subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True)
