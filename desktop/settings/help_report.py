"""A file for whoever helps from afar: versions, settings, errors, sizes; nothing of the town."""

import io
import json
import platform
import re
import zipfile
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication

from core.settings import Settings
from core.store import Store, dump
from desktop.settings import licences

_LEFT_OUT = ("recent", "backup_folder", "listened", "proxy", "window", "columns")
"""Settings that name files, addresses and people, or say nothing to whoever helps."""
_MOST_OF_LOG = 100_000
"""Bytes of its end."""
_PERSONAL = re.compile(
    r"[^\s@'\"«»“”<>()]+@[^\s@'\"«»“”<>()]+|"
    r"(?<![\d-])(?!\d{4}-\d\d-\d\d\b)\+?\d[\d .-]{5,}\d"
)
"""E-mail addresses, and numbers as long as a telephone's; not the day of an entry."""


def made(store: Store, settings: Settings, log: Path) -> bytes:
    """The zip. A log that is not there, or cannot be read, is left out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("versions.json", _json(_versions()))
        kept = {name: value for name, value in asdict(settings).items() if name not in _LEFT_OUT}
        kept["fixed"] = sorted(settings.fixed)
        zipped.writestr("settings.json", _json(kept))
        zipped.writestr("town-file.json", _json(_sizes(store)))
        zipped.writestr("errors.txt", _log(log))
    return packed.getvalue()


def _versions() -> dict[str, object]:
    return {
        "program": licences.version(),
        "python": platform.python_version(),
        "qt": qVersion(),
        "system": platform.platform(),
        "screens": [
            {
                "size": [screen.size().width(), screen.size().height()],
                "scale": screen.devicePixelRatio(),
            }
            for screen in QApplication.screens()
        ],
        "parts": {part.name: part.version for part in licences.components()},
    }


def _sizes(store: Store) -> dict[str, object]:
    with store.read() as connection:
        counts = {table: dump.count(connection, table) for table in dump.columns(connection)}
    return {"bytes": store.path.stat().st_size, "rows": counts, "unreadable": len(store.unreadable)}


def _log(file: Path) -> str:
    """The end of the log, without the person's folder, addresses and numbers."""
    try:
        text = file.read_bytes()[-_MOST_OF_LOG:].decode("utf-8", "replace")
    except OSError:
        return ""
    home = re.escape(str(Path.home()))
    return _PERSONAL.sub("…", re.sub(home, "~", text, flags=re.IGNORECASE))


def _json(facts: dict[str, object]) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=1)
