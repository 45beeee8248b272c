"""What `Pregon.exe` and `pregon-cli.exe` run once Python is there.

`Pregon.exe [FILE.pregon]` is the window. `Pregon.exe -m core WORDS` is the command line without a
console, said as to `python` in a checkout: `sys.executable` means the same in both, and the Task
Scheduler has a program that opens no black window. `pregon-cli.exe WORDS` is the same in a console.
"""

import os
import sys
import traceback
from pathlib import Path

COMMAND_LINE = ["-m", "core"]

_BESIDE = Path(sys.executable).parent
CARRIED = (_BESIDE / "portable.txt").is_file()
"""As `core/places.py` tells it, which may not be there to be asked."""
FOLDER = (
    _BESIDE / "settings"
    if CARRIED
    else Path(os.environ.get("LOCALAPPDATA", Path.home())) / "Pregon"
)
"""The settings are there; the uninstaller tells of it."""

_SAID = {
    "es": "Pregón no puede abrirse. Instálelo otra vez; sus archivos no se tocan.",
    "en": "Pregón cannot start. Install it again; your files are not touched.",
}
_ENGLISH = 9
"""LANG_ENGLISH, the lower ten bits of a language of Windows."""
_ERROR = 0x10
"""MB_ICONERROR."""


def main() -> int:
    """Run what was asked for; returns the exit code."""
    # Its list of fonts would get a folder of its own among the person's.
    os.environ["MPLCONFIGDIR"] = str(FOLDER / "matplotlib")
    words = sys.argv[1:]
    if words[:2] == COMMAND_LINE:
        from core.__main__ import main as command_line

        return command_line(words[2:])
    sys.argv[0] = sys.executable
    try:
        from desktop.__main__ import main as window

        return window()
    except Exception:
        # Before there is a window nobody could say it, and there is no console.
        tell(traceback.format_exc())
        return 1


def tell(trace: str) -> None:
    """Keep the trace beside the settings, and say where it is."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / "start-error.txt"
    file.write_text(trace, encoding="utf-8")
    if sys.platform == "win32":
        import ctypes

        english = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == _ENGLISH
        said = _SAID["en" if english else "es"]
        ctypes.windll.user32.MessageBoxW(None, f"{said}\n\n{file}", "Pregón", _ERROR)


if __name__ == "__main__":
    sys.exit(main())
