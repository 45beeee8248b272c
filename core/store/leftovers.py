"""What a program that was killed leaves behind: half a copy, half a workspace."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.clock import Clock

OLD = timedelta(days=1)
"""What is younger may be another program's that is at work."""

_OURS = re.compile(
    r"(.+\.pregon(\.restored)?\.partial(-journal|-wal|-shm)?|.+\.damaged\.partial"
    r"|(?P<waiting>.+\.pregon)\.restored)"
)


def sweep(folders: Iterable[Path], clock: Clock) -> None:
    """Delete in these folders what bears a name of ours and has been half for more than a day.

    A copy that was to take the place of a workspace stays where that is missing.
    """
    for path in (one for folder in folders for one in _inside(folder)):
        found = _OURS.fullmatch(path.name)
        if found is None or (found["waiting"] and not path.with_name(found["waiting"]).exists()):
            continue
        with suppress(OSError):
            age = clock.now() - datetime.fromtimestamp(path.stat().st_mtime, UTC)
            # From what is still to come, too: the clock was ahead.
            if abs(age) > OLD:
                path.unlink()


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
