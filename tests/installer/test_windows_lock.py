"""What is shipped is what was tested, and nothing committed names a registry."""

import re
import tomllib
from pathlib import Path

import pytest

from installer import lock
from installer.lock import Pinned

ROOT = Path(__file__).resolve().parents[2]
HASH = "0123456789abcdef" * 4


def packages() -> list[Pinned]:
    return lock.parse(lock.LOCK.read_text(encoding="utf-8"))


def test_a_lock_file_reads_as_it_was_written():
    pinned = [Pinned("b-c", "2.0", HASH), Pinned("a", "1", HASH)]
    assert lock.parse(lock.render(pinned)) == sorted(pinned, key=lambda other: other.name)


@pytest.mark.parametrize("line", ["a==1", f"a>=1 --hash=sha256:{HASH}", "--index-url there"])
def test_a_line_without_version_and_hash_is_refused(line):
    with pytest.raises(ValueError, match=re.escape(line)):
        lock.parse(line)


def test_the_versions_shipped_are_those_that_were_tested():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    tested = set(re.findall(r"^(\S+)==([^\s;]+)", text, re.MULTILINE))
    # What only Windows needs is in both files too: requirements.lock is for every system.
    assert not [package for package in packages() if (package.name, package.version) not in tested]


def test_everything_that_the_program_requires_is_shipped():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = {lock.key(re.split(r"[^A-Za-z0-9._-]", item)[0]) for item in project["dependencies"]}
    assert required <= {package.name for package in packages()}


HOSTS = {
    "www.w3.org", "fsf.org", "www.fsf.org", "www.gnu.org", "download.qt.io", "www.qt.io",
    "nsis.sourceforge.io", "www.mingw-w64.org", "visualstudio.microsoft.com", "sqlite.org",
    "docs.python.org", "python.org", "www.python.org", "schemas.microsoft.com",
}  # fmt: skip
"""Named for a licence, a source or a schema. Nothing else is, least of all where packages lie."""


def test_no_file_of_the_installer_names_a_registry_or_a_place_of_one_computer():
    host = re.compile(r"(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:org|com|io|net)\b")
    place = re.compile(r"(?:index-url|find-links) \S+|(?<![\w.])/(?:root|home|work|tmp|Users)/\S*")
    files = [
        path
        for path in sorted((ROOT / "installer").rglob("*"))
        if path.is_file() and path.suffix not in {".pyc", ".png"}
    ]
    found = [
        f"{path.name}: {match}"
        for path in files
        for text in [path.read_text(encoding="utf-8")]
        for match in [*sorted(set(host.findall(text)) - HOSTS), *place.findall(text)]
    ]
    assert not found
