"""A start with a file: a workspace to open, or something to import into the last one."""

from functools import partial
from pathlib import Path

from desktop.app.application import Application


def begin(program: Application, file: Path | None) -> None:
    """Open a workspace. Another file goes into the last one, or the first screen says it cannot."""
    if file is None:
        program.start()
        return
    # Most starts name none, and are not kept waiting for it.
    from desktop.shell import dropped

    if not dropped.is_imported(file):
        program.start(file)
        return
    program.start()
    services = program.services
    if services is not None:
        take = dropped.way([file], "").take
        services.when_painted(partial(take, services.desk, services.go))
    elif program.window is not None:
        program.notifier.notice(dropped.way_before_town([file]).words)
