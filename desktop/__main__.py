"""Start of the window: `pregon [FILE]`, of a workspace or of something to import into one.

With `--alarms` it only tells of these, as what Windows starts to listen asks.
"""

import argparse
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from core.cli import usage
from core.clock import of_process
from core.places import settings_file
from desktop import crash_log
from desktop.app.application import Application
from desktop.app.beginning import begin


def main() -> int:
    """Open the file named, or the last workspace, or the first screen; returns the exit code."""
    # Help needs no screen. The rest is read once Qt has taken its own words out.
    _parser().parse_known_args()
    app = QApplication(sys.argv)
    app.setApplicationName("Pregón")
    app.setDesktopFileName("pregon")
    chosen = _parser().parse_args(app.arguments()[1:])
    if chosen.self_test is not None:
        # Only whoever asks for it waits for what it imports.
        from desktop.selftest import run

        return run.main(app, chosen.self_test, brief=chosen.brief)
    with crash_log.with_faults(crash_log.file_beside(chosen.settings)):
        program = Application(app, chosen.settings, clock=of_process())
        sys.excepthook = lambda _kind, error, _trace: program.crashed(error)
        if chosen.alarms:
            from desktop.app.herald import Herald

            Herald(program, chosen.workspace, chosen.alarms, app.quit)
        else:
            begin(program, chosen.workspace)
        app.aboutToQuit.connect(program.close)
        return app.exec()


def _parser() -> argparse.ArgumentParser:
    """The words that may follow the name of the program."""
    parser = argparse.ArgumentParser(prog="pregon")
    parser.add_argument("workspace", type=Path, nargs="?")
    parser.add_argument("--settings", type=Path, default=settings_file(), metavar="FILE")
    parser.add_argument("--self-test", type=Path, metavar="REPORT.json")
    parser.add_argument("--alarms", type=int, nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--version", action=usage.VersionAction)
    parser.add_argument("--brief", action="store_true", help="of the self-test the short parts")
    return parser


if __name__ == "__main__":
    sys.exit(main())
