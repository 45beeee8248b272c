"""A start with a file: a workspace to open, or something to import into the last one."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.files import gone
from desktop.app.session import ring

if TYPE_CHECKING:
    from desktop.app.application import Application


def begin(program: "Application", file: Path | None) -> None:
    """Open a workspace. Another file goes into the last one, wherever that is open, or the first
    screen says that it cannot."""
    if file is None:
        program.start()
        return
    # Most starts name none, and are not kept waiting for it.
    from desktop.shell import dropped

    if not dropped.is_imported(file):
        program.start(file)
        return
    program.start()
    if program.window is not None:
        take(program, file)
    else:
        last = next(text for text in program.settings.recent if not gone(text))
        ring(Path(last), file.absolute())


def take(program: "Application", file: Path) -> None:
    """Have the window that is open take in a file."""
    from desktop.shell import dropped

    services = program.services
    if services is not None:
        go = dropped.way([file], "").take
        services.when_painted(partial(go, services.desk, services.go))
    else:
        program.notifier.notice(dropped.way_before_town([file]).words)
