"""`app`: the files of the program, with its description as a package."""

import shutil
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from installer.release import ROOT, Release, shipped

LAUNCH = Path(__file__).with_name("launcher") / "launch.py"

_LEFT_OUT = (".po",)
"""Sources of what is compiled beside them."""


def lay(folder: Path) -> None:
    """Fill `folder` with the program."""
    for name in shipped():
        if not name.endswith(_LEFT_OUT):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
    shutil.copyfile(LAUNCH, folder / LAUNCH.name)


def describe(release: Release, folder: Path) -> None:
    """Say in `folder` of which version the program is, and of no other."""
    for other in folder.glob("pregon-*.dist-info"):
        shutil.rmtree(other)
    about = folder / f"pregon-{release.version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(metadata(release), encoding="utf-8")


def metadata(release: Release) -> str:
    """What the program knows of itself: its version and day, and of whom it is made."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {release.version}",
        f"Pregon-Released: {datetime.fromtimestamp(release.time, UTC).date()}",
        f"Summary: {project['description']}",
        f"License-Expression: {project['license']}",
        *([f"Project-URL: Homepage, {release.address}"] if release.address else []),
        *(f"Requires-Dist: {item}" for item in project["dependencies"]),
    ]
    return "".join(f"{line}\n" for line in lines)
