"""The program to be carried about: a zip that is unpacked and started, with its settings beside it.

Settings, log and town files stay in its folder (`core/places.py`): nothing of it is left behind.
"""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

from installer.launchers import WINDOW
from installer.release import Release
from installer.trim import files

CARRIED = "portable.txt"
"""As `core/places.py` looks for it; what builds needs no packages, and so not core."""

_TOLD = """\
Pregón, para llevar: abra Pregon.exe. Los ajustes y los archivos de los municipios se quedan aquí.
Si borra este texto, Pregón usará los ajustes de la cuenta de Windows.

Pregón, to carry about: open Pregon.exe. The settings and the town files stay in this folder.
If you delete this text, Pregón will use the settings of the Windows account.
"""


def make(release: Release, folder: Path, out: Path, *, fast: bool) -> None:
    """Pack `folder` into the zip `out`: the same for the same commit."""
    kind = zipfile.ZIP_STORED if fast else zipfile.ZIP_DEFLATED
    time = datetime.fromtimestamp(release.time, UTC).timetuple()[:6]
    with zipfile.ZipFile(out, "w", compresslevel=9) as zipped:

        def add(name: str, data: bytes) -> None:
            told = zipfile.ZipInfo(f"{WINDOW}/{name}", time)
            told.compress_type = kind
            told.external_attr = 0o644 << 16
            zipped.writestr(told, data)

        add(CARRIED, _TOLD.replace("\n", "\r\n").encode("utf-8-sig"))
        for path in files(folder):
            add(path.relative_to(folder).as_posix(), path.read_bytes())
