"""The lock file of what is shipped: one line per package, the hash of the one file taken."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LOCK = Path(__file__).with_name("windows.lock")

NOT_SHIPPED = ("pip",)
"""Required by sqlite-utils for a command of its own that installs packages."""

_LINE = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>\S+) --hash=sha256:(?P<sha256>[0-9a-f]{64})")


@dataclass(frozen=True)
class Pinned:
    """One package at one version; `sha256` of its wheel."""

    name: str
    version: str
    sha256: str


def parse(text: str) -> list[Pinned]:
    """The packages of a lock file. Raises ValueError at a line of another form."""
    found = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"Not a line of windows.lock: {line}")
        found.append(Pinned(match["name"], match["version"], match["sha256"]))
    return found


def render(packages: Iterable[Pinned]) -> str:
    """The text of a lock file, by name."""
    ordered = sorted(packages, key=lambda package: package.name)
    return "".join(f"{item.name}=={item.version} --hash=sha256:{item.sha256}\n" for item in ordered)


def key(name: str) -> str:
    """The name of a package as every tool compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()
