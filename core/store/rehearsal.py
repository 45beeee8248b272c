"""Files of earlier versions, made on the spot: what a migration is rehearsed with."""

from contextlib import closing
from pathlib import Path

from core.store import connection, failures, migrations


def earlier(path: Path, steps: int = 1) -> None:
    """Write an empty workspace as the version that knew the first `steps` of the schema did."""
    with failures.explained(path), closing(connection.connect(path, "rwc")) as made:
        migrations.apply(made, steps)


def steps_of(path: Path) -> set[str]:
    """Names of the steps that a file has had; it is only read."""
    with failures.explained(path), closing(connection.connect(path, "ro")) as opened:
        return migrations.applied(opened)
