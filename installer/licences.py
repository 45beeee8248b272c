"""`licenses`: the program's licence, the texts of every part, and the list of all of them."""

import re
import shutil
import tomllib
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from installer.commands import BuildFailed
from installer.lock import key
from installer.release import ROOT, Release
from installer.trim import files

TABLE = Path(__file__).with_name("licences.toml")
TEXTS = Path(__file__).with_name("licenses")
LIST = "THIRD-PARTY.txt"
FROM_DEBIAN = {
    "MINGW.txt": Path("/usr/share/doc/mingw-w64-common/copyright"),
    "NSIS.txt": Path("/usr/share/doc/nsis/copyright"),
}
"""Texts that come with the tools that put something of theirs into what is shipped."""

_LONGEST = 60
"""Characters; some packages put the whole text where the licence's name belongs."""
_TEXT = re.compile(r"(?i)(.*[-_.])?(licen[cs]e|copying|notice|copyright)[^/]*")
_CODE = (".py", ".pyc", ".pyd", ".dll")

_HEAD = """\
Pregón {version} is licensed under the EUPL-1.2 (EUPL-1.2.txt).

It is made with the parts below. Each stays under its own licence; the texts lie beside this list.

Qt and PySide6 are used under the LGPL-3.0 as separate libraries in lib\\PySide6 and lib\\shiboken6:
you may replace them by others of a fitting version, and study the whole for that purpose. Their
source is where the list says; whoever gave you this program owes it to you on request.
"""


@dataclass(frozen=True)
class Part:
    """Something of others that is shipped."""

    name: str
    version: str
    licence: str
    home: str
    texts: tuple[str, ...]
    """Files below `licenses`, with `/`."""
    source: str = ""
    purl: str = ""
    """Of a package of the Python index, as the package-url specification writes it."""


def lay(folder: Path, lib: Path, python_text: Path) -> list[Part]:
    """Fill `folder`; `python_text` is the licence that came with Python, and is moved there.

    Returns all parts, for `tell` to list. The texts of packages move out of `lib`. Raises
    BuildFailed for a package without one.
    """
    folder.mkdir()
    shutil.copyfile(ROOT / "LICENSE", folder / "EUPL-1.2.txt")
    for text in files(TEXTS):
        shutil.copyfile(text, folder / text.name)
    for name, text in FROM_DEBIAN.items():
        shutil.copyfile(text, folder / name)
    python_text.rename(folder / "PYTHON.txt")
    return everything(folder, lib)


def tell(release: Release, folder: Path, parts: list[Part]) -> None:
    """Write the list of the parts into `folder`."""
    (folder / LIST).write_text(listing(release, parts), encoding="utf-8-sig", newline="\r\n")


def everything(folder: Path, lib: Path) -> list[Part]:
    """All parts by name, with their texts moved from `lib` into `folder`."""
    with TABLE.open("rb") as file:
        table = tomllib.load(file)
    replaced: dict[str, list[str]] = table["replaced"]
    packages = {}
    for about in sorted(lib.glob("*.dist-info")):
        part = _package(about, folder, lib, replaced)
        packages[key(part.name)] = part
    others = [
        Part(
            item["name"],
            packages[item["package"]].version if "package" in item else "",
            item["licence"],
            item["home"],
            tuple(item["texts"]),
            item.get("source", ""),
        )
        for item in table["part"]
    ]
    parts = sorted([*others, *packages.values()], key=lambda part: part.name.lower())
    wanting = [part.name for part in parts if not _has_texts(part, folder)]
    if wanting:
        raise BuildFailed(f"No licence text for {', '.join(wanting)}: see licences.toml.")
    return parts


def listing(release: Release, parts: list[Part]) -> str:
    """The list for a person to read."""
    lines = [_HEAD.format(version=release.version)]
    for part in parts:
        lines += [f"{part.name} {part.version}".strip(), f"    {part.licence}"]
        lines += [f"    {text}" for text in (part.home, part.source) if text]
        lines += [f"    {text}" for text in part.texts]
        lines.append("")
    return "\n".join(lines)


def stated(about: Message) -> str:
    """The licence that a package states, in one line."""
    for field in ("License-Expression", "License"):
        text = str(about.get(field, "")).strip()
        if text and text != "UNKNOWN" and len(text) <= _LONGEST and "\n" not in text:
            return text
    classes: list[str] = [str(other) for other in about.get_all("Classifier", [])]
    found = [other.rpartition(" :: ")[2] for other in classes if other.startswith("License :: ")]
    return " / ".join(found) or "see the text"


def _package(about: Path, folder: Path, lib: Path, replaced: dict[str, list[str]]) -> Part:
    told = HeaderParser().parsestr((about / "METADATA").read_text(encoding="utf-8"))
    name = str(told["Name"])
    texts = replaced.get(key(name))
    moved = _move_texts(_texts_of(about, lib), folder / "packages" / key(name), lib)
    if texts is None:
        texts = [path.relative_to(folder).as_posix() for path in moved]
    version = str(told["Version"])
    purl = f"pkg:pypi/{key(name)}@{version}"
    return Part(name, version, stated(told), _home(told), tuple(texts), purl=purl)


def _texts_of(about: Path, lib: Path) -> list[Path]:
    """Licence files of a package: in its description, else in the package itself."""
    beside = [
        path
        for path in files(about)
        if _TEXT.fullmatch(path.name) or "licenses" in path.relative_to(about).parts
    ]
    if beside:
        return beside
    package = lib / about.name.split("-")[0]
    return [
        path for path in files(package) if _TEXT.fullmatch(path.name) and path.suffix not in _CODE
    ]


def _move_texts(texts: list[Path], target: Path, lib: Path) -> list[Path]:
    moved = []
    for text in texts:
        below = [
            part for part in text.relative_to(lib).parts[1:] if part not in ("licenses", "files")
        ]
        path = target.joinpath(*below)
        path.parent.mkdir(parents=True, exist_ok=True)
        text.rename(path)
        moved.append(path)
    return moved


def _home(about: Message) -> str:
    """Where a package is made, as it says itself."""
    plain = str(about.get("Home-page", ""))
    if plain.startswith("http"):
        return plain
    named = dict(str(text).split(", ", 1) for text in about.get_all("Project-URL", []))
    lower = {label.lower(): address for label, address in named.items()}
    wanted = ("homepage", "home", "source", "source code", "repository", "code", "documentation")
    return next((lower[label] for label in wanted if label in lower), "")


def _has_texts(part: Part, folder: Path) -> bool:
    return part.licence == "Public domain" or (
        bool(part.texts) and all((folder / text).is_file() for text in part.texts)
    )
