"""Tables of what somebody looked at: each thing by its file and place there, with a digest."""

import csv
from hashlib import blake2b
from pathlib import Path

Sights = dict[tuple[str, str], str]


def digest(data: bytes | memoryview) -> str:
    """Short, and another when anything of it is."""
    return blake2b(data, digest_size=6).hexdigest()


def read(table: Path) -> Sights:
    """All that was looked at."""
    with table.open(encoding="utf-8", newline="") as rows:
        return {(file, place): told for file, place, told in csv.reader(rows)}


def write(table: Path, sights: Sights) -> None:
    """Take them as looked at."""
    with table.open("w", encoding="utf-8", newline="") as rows:
        written = ([*key, sights[key]] for key in sorted(sights))
        csv.writer(rows, lineterminator="\n").writerows(written)


def changed(now: Sights, before: Sights) -> list[tuple[str, str]]:
    """What looks otherwise, is new or is gone."""
    return sorted(key for key in now.keys() | before.keys() if now.get(key) != before.get(key))
