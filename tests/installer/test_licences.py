"""The list of the parts of others, each with its text."""

from email.parser import HeaderParser
from pathlib import Path

import pytest

from installer import licences, lock
from installer.commands import BuildFailed
from installer.licences import Part
from installer.release import Release

NOW = Release("1.2.3", 0, changed=False)


def package(lib: Path, name: str, told: str, texts: dict[str, str]) -> None:
    about = lib / f"{name}-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Name: {name}\nVersion: 1\n{told}", encoding="utf-8")
    for inside, text in texts.items():
        path = lib / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """What the table of the repository expects, and nothing more."""
    folder = tmp_path / "lib"
    for name in ("pyside6_essentials", "shiboken6"):
        package(folder, name, "License: LGPL-3.0-only\n", {})
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """`licenses` with the texts that no package brings."""
    made = tmp_path / "licenses"
    made.mkdir()
    for name in ("LGPL-3.0.txt", "GPL-3.0.txt", "PYTHON.txt", "MINGW.txt", "NSIS.txt"):
        (made / name).write_text("text", encoding="utf-8")
    return made


def test_a_text_moves_out_of_its_package(lib, folder):
    text = "a-1.dist-info/licenses/LICENSE.txt"
    told = "License-Expression: MIT\nProject-URL: Homepage, https://a.example\n"
    package(lib, "a", told, {text: "free"})
    parts = licences.everything(folder, lib)
    texts = ("packages/a/LICENSE.txt",)
    part = Part("a", "1", "MIT", "https://a.example", texts, purl="pkg:pypi/a@1")
    assert part in parts
    assert (folder / "packages" / "a" / "LICENSE.txt").read_text(encoding="utf-8") == "free"
    assert not (lib / text).exists()


def test_a_text_inside_the_package_counts(lib, folder):
    package(lib, "a", "License: OFL\n", {"a/files/LICENSE.txt": "", "a/license.py": ""})
    (part,) = (licence for licence in licences.everything(folder, lib) if licence.name == "a")
    assert part.texts == ("packages/a/LICENSE.txt",)
    assert (lib / "a" / "license.py").exists()


def test_a_package_without_a_text_stops_the_build(lib, folder):
    package(lib, "a", "License: MIT\n", {"a/__init__.py": ""})
    with pytest.raises(BuildFailed, match="No licence text for a:"):
        licences.everything(folder, lib)


def test_qt_is_listed_with_the_texts_that_its_wheels_lack(lib, folder):
    parts = {licence.name: licence for licence in licences.everything(folder, lib)}
    assert parts["Qt"].version == "1"
    for name in ("Qt", "pyside6_essentials", "shiboken6"):
        assert parts[name].texts == ("LGPL-3.0.txt", "GPL-3.0.txt")
    said = licences.listing(NOW, list(parts.values()))
    assert "Pregón 1.2.3 is licensed under the EUPL-1.2" in said
    assert "Qt 1\n    LGPL-3.0-only\n" in said


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("License-Expression: MIT\nLicense: other\n", "MIT"),
        ("License: BSD\n", "BSD"),
        ("License: UNKNOWN\nClassifier: License :: OSI Approved :: MIT License\n", "MIT License"),
        (f"License: {'the whole text ' * 20}\n", "see the text"),
        ("", "see the text"),
    ],
)
def test_a_licence_is_named_as_its_package_states_it(told, expected):
    assert licences.stated(HeaderParser().parsestr(told)) == expected


def test_the_packages_of_the_table_are_shipped():
    import tomllib

    table = tomllib.loads(licences.TABLE.read_text(encoding="utf-8"))
    named = {*table["replaced"], *(item["package"] for item in table["part"] if "package" in item)}
    assert named <= {pinned.name for pinned in lock.parse(lock.LOCK.read_text(encoding="utf-8"))}
