"""The parts of other people that the program is made of, with their licences."""

import platform
import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

_DISTRIBUTION = "pregon"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LONGEST = 60
"""Characters; some packages put the whole text of the licence where its name belongs."""


@dataclass(frozen=True)
class Component:
    """One part: name, version, licence as its authors state it."""

    name: str
    version: str
    licence: str


def version() -> str:
    """The version of this program."""
    return distribution(_DISTRIBUTION).version


def components() -> list[Component]:
    """Python and every package needed to run, directly or not, by name."""
    found = {"python": Component("Python", platform.python_version(), "PSF-2.0")}
    _collect(distribution(_DISTRIBUTION), found)
    return [found[key] for key in sorted(found)]


def _collect(package: Distribution, found: dict[str, Component]) -> None:
    for requirement in package.requires or []:
        name = _NAME.match(requirement)
        marker = requirement.partition(";")[2]
        if name is None or "extra" in marker or _key(name[0]) in found:
            continue
        try:
            needed = distribution(name[0])
        except PackageNotFoundError:
            continue  # needed on another system only
        found[_key(name[0])] = Component(needed.name, needed.version, _licence(needed))
        _collect(needed, found)


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(package: Distribution) -> str:
    stated = package.metadata
    for field in ("License-Expression", "License"):
        text = str(stated[field] or "").strip() if field in stated else ""
        if text and text != "UNKNOWN" and len(text) <= _LONGEST and "\n" not in text:
            return text
    classes = [
        line.rpartition(" :: ")[2]
        for line in stated.get_all("Classifier") or []
        if line.startswith("License :: ")
    ]
    return " / ".join(classes) or "—"
