"""Start of the window: `pregon [WORKSPACE]`."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from core.places import settings_file
from desktop.application import Application


def main() -> int:
    """Open the workspace named, or the last one, or the first screen; returns the exit code."""
    app = QApplication(sys.argv)
    app.setApplicationName("Pregón")
    app.setDesktopFileName("pregon")
    place = settings_file()
    program = Application(app, place)
    sys.excepthook = lambda _kind, error, _trace: program.crashed(error)
    arguments = app.arguments()[1:]
    program.start(Path(arguments[0]) if arguments else None)
    app.aboutToQuit.connect(program.close)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
