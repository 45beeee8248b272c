"""Other programs to measure against: installed by the bench, and left out where they cannot be."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.measuring import run, say

_READ = """
import sys
from reader import make_reader
reader = make_reader(sys.argv[1], feed_root=None)
for address in sys.argv[2:]:
    reader.add_feed(address, exist_ok=True)
# With its own schedule it would pass over what it read this hour.
reader.update_feeds(scheduled=False, workers=16)
"""
_INDEX = """
import sys
from reader import make_reader
reader = make_reader(sys.argv[1])
reader.enable_search()
reader.update_search()
"""
_SEARCH = """
import json, sys, time
from reader import make_reader
reader = make_reader(sys.argv[1])
for _round in range(2):
    times = []
    for query in json.loads(sys.argv[2]):
        start = time.perf_counter()
        list(reader.search_entries(query, sort=sys.argv[3], limit=100))
        times.append((time.perf_counter() - start) * 1000)
print(json.dumps(times))
"""
_SCAN = """
import json, sqlite3, sys, time, unicodedata
import ahocorasick

class Folding(dict):
    def __missing__(self, code):
        kept = unicodedata.normalize("NFD", chr(code).casefold())
        if kept == "n\\u0303":
            kept = "ñ"
        folded = self[code] = "".join(one for one in kept if not unicodedata.combining(one))
        return folded

words = json.loads(sys.argv[2])
connection = sqlite3.connect(sys.argv[1])
start = time.process_time()
folding = Folding()
automaton = ahocorasick.Automaton()
for at, word in enumerate(words):
    automaton.add_word(word, (at, len(word)))
automaton.make_automaton()
found = set()
for item, title, text in connection.execute("SELECT id, title, text FROM item"):
    folded = f" {title} {text} ".translate(folding)
    for end, (at, size) in automaton.iter(folded):
        if not folded[end - size].isalnum() and not folded[end + 1].isalnum():
            found.add((at, item))
print(json.dumps([time.process_time() - start, len(found)]))
"""
_PRINT = """
import json, sys, time
times = []
for _round in range(2):
    start = time.process_time()
    from weasyprint import HTML
    HTML(filename=sys.argv[1]).write_pdf(pdf_variant="pdf/ua-1")
    times.append(time.process_time() - start)
print(json.dumps(times))
"""


class Newsboat:
    """Debian's newsboat, with a home of its own."""

    def __init__(self, home: Path, addresses: Sequence[str]) -> None:
        self._home = home
        home.mkdir()
        home.joinpath("urls").write_text("\n".join(addresses), encoding="utf-8")
        # As many readings at a time as ours; without it, one after the other.
        home.joinpath("config").write_text("reload-threads 16\n", encoding="utf-8")

    def read(self) -> None:
        """Ask for every feed."""
        files = {"-u": "urls", "-c": "cache.db", "-C": "config"}
        words = [word for flag, name in files.items() for word in (flag, self._home / name)]
        run(["newsboat", *words, "-x", "reload"], env={**os.environ, "HOME": str(self._home)})

    def copy(self, home: Path) -> "Newsboat":
        """Another that has read the same."""
        made = Newsboat(home, [])
        shutil.copytree(self._home, home, dirs_exist_ok=True)
        return made


def newsboat() -> bool:
    """Whether it is there; root has it installed."""
    if not shutil.which("newsboat") and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, capture_output=True)
        install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "newsboat"]
        subprocess.run(install, env=quiet, capture_output=True)
    there = shutil.which("newsboat") is not None
    if not there:
        say("newsboat is not here: skipped.")
    return there


class Python:
    """The Python packages to measure against, in an environment of the bench's own."""

    def __init__(self, folder: Path) -> None:
        self._python = folder / "bin" / "python"
        run([sys.executable, "-m", "venv", folder])
        quiet = ["install", "--quiet", "--disable-pip-version-check"]
        run([self._python, "-m", "pip", *quiet, "reader", "sgmllib3k", "pyahocorasick"])

    def read(self, file: Path, addresses: Sequence[str]) -> None:
        """Have lemon24/reader ask for every feed."""
        run([self._python, "-c", _READ, file, *addresses])

    def index(self, file: Path) -> None:
        """Have reader make what it searches in."""
        run([self._python, "-c", _INDEX, file])

    def search(self, file: Path, queries: Sequence[str], sort: str) -> list[float]:
        """Milliseconds of reader for the first hundred finds of each query."""
        told = run([self._python, "-c", _SEARCH, file, json.dumps(queries), sort])
        times: list[float] = json.loads(told)
        return times

    def scan(self, file: Path, words: Sequence[str]) -> tuple[float, int]:
        """CPU seconds of an Aho-Corasick automaton for whole words over the items of a workspace.

        And how many it found, each once in an item; `words` are folded.
        """
        told = run([self._python, "-c", _SCAN, file, json.dumps(words)])
        seconds, found = json.loads(told)
        return seconds, found


def python(folder: Path) -> Python | None:
    """None where they cannot be installed."""
    try:
        return Python(folder)
    except (OSError, RuntimeError) as error:
        say(f"reader and pyahocorasick cannot be installed: skipped. {error}")
        return None


class WeasyPrint:
    """The package that makes a PDF of a page of the web, in an environment of its own."""

    def __init__(self, folder: Path) -> None:
        self._python = folder / "bin" / "python"
        run([sys.executable, "-m", "venv", folder])
        quiet = ["install", "--quiet", "--disable-pip-version-check"]
        run([self._python, "-m", "pip", *quiet, "weasyprint"])
        run([self._python, "-c", "import weasyprint"])

    def printed(self, page: Path) -> list[float]:
        """CPU seconds of the first PDF of a page and of the next one."""
        times: list[float] = json.loads(run([self._python, "-c", _PRINT, page]))
        return times


def weasyprint(folder: Path) -> WeasyPrint | None:
    """None where it cannot be installed; it asks the system for Pango."""
    try:
        return WeasyPrint(folder)
    except (OSError, RuntimeError) as error:
        say(f"WeasyPrint cannot be installed: skipped. {error}")
        return None
