"""Everything a developer or a curious person runs: `python3 dev.py COMMAND`.

    run        set up and open the program (without a display: take its pictures instead)
    test       set up and run the tests, on all cores; instead, what follows goes to pytest
    check      format, lint, types, imports, translations, core's tests without Qt, all others
    tour       pictures of every page: --out DIR [--lang en] [--theme dark] [--zoom 1.5]
               [--size 1024x600]; those of the README and of docs/: --readme
    cli        the command line: dev.py cli -- --workspace FILE contacts
    bench      how fast, as ratios in one run, and how right: [--only B1,alarms] [--json FILE]
    mutate     how many small faults the tests notice: --sample N [--seed S] [--of core/plan]
    endurance  300 windows killed, all pressed by chance, 335 files damaged, 10,000 feeds spoilt:
               [--minutes N] [--seed S] [--only hands]
    hear       what a screen reader gets, on a real accessibility bus: [--lang en] [--tree DIR]
    translate  collect the messages into resources/locale; check and compile them and the lists of
               words; a language is begun with: [--new ca]

Standard library only, Python 3.11 or later, Linux and Windows.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import tomllib
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
LOCALE = ROOT / "resources" / "locale"
CATALOGUE = LOCALE / "es" / "LC_MESSAGES" / "pregon.po"
QT = ("pyside6", "shiboken6", "pytest-qt")
"""How the names of the locked packages begin that core does without."""
SHIPPED = (3, 13)
"""The Python of the installer: with it core is tested, whatever the window is tested with."""
STAMP = "pregon.stamp"
ON_ALL_CORES = ["-n", "auto", "--dist", "worksteal"]
# A test that waits for its window leaves its core to one more.
AND_ONE_MORE = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal"]
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}

# What Debian and Ubuntu call the libraries that Qt's wheels load, the printers', Wayland's
# and the network's among them; and the zones, which libc and the tests ask.
DEBIAN = [
    "libbrotli1",
    "libcups2t64 | libcups2",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0t64 | libglib2.0-0",
    "libgssapi-krb5-2",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-shape0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxkbcommon-x11-0",
    "tzdata",
]

NO_VENV = "This Python has no venv module. Install it and run this again."
PATIENCE_S = 300
"""Another apt at work, as on a system just installed, is waited for."""


def main(arguments: list[str]) -> int:
    """Run one command; returns its exit code."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if rest[:1] == ["--"]:
        rest = rest[1:]
    commands = {
        "run": run,
        "test": test,
        "check": check,
        "tour": tour,
        "cli": cli,
        "translate": translate,
        "bench": bench,
        "mutate": mutate,
        "endurance": endurance,
        "hear": hear,
    }
    if command not in commands:
        print(__doc__)
        return 2
    return commands[command](rest)


def run(rest: list[str]) -> int:
    """Open the program, or take its pictures where there is no screen."""
    python = ready()
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not screen:
        print("There is no display here: taking pictures of every page instead.")
        return tour(rest or ["--out", str(ROOT / "tour")])
    return call([python, "-m", "desktop", *rest])


def test(rest: list[str]) -> int:
    """Run the tests: all of them on all cores, or what pytest is told."""
    return call([ready(), "-m", "pytest", *(rest or ON_ALL_CORES)], variables=OFFSCREEN)


def tour(rest: list[str]) -> int:
    """Take the pictures."""
    return call([ready(), "-m", "desktop.tour", *rest], variables=OFFSCREEN)


def cli(rest: list[str]) -> int:
    """Run the command line."""
    return call([ready(), "-m", "core", *rest])


def bench(rest: list[str]) -> int:
    """Measure."""
    return call([ready(), "-m", "tests.bench.bench", *rest])


def mutate(rest: list[str]) -> int:
    """Try small faults on a copy of the tree."""
    return call([ready(), "-m", "tests.mutation.mutate", *rest], variables=OFFSCREEN)


def endurance(rest: list[str]) -> int:
    """Try for as long as it takes what no test has the time for."""
    return call([ready(), "-m", "tests.endurance.endurance", *rest], variables=OFFSCREEN)


def hear(rest: list[str]) -> int:
    """Listen as a screen reader does, on a screen of its own."""
    return call([ready(), "-m", "tests.accessibility.hear", *rest])


def translate(rest: list[str]) -> int:
    """Collect, check and compile the messages; with --check, only say what was forgotten."""
    python = ready()
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    template = build / "pregon.pot"
    babel = [python, "-m", "babel.messages.frontend", "-q"]
    keywords = ["-k", "_", "-k", "mark", "-k", "ngettext:1,2", "-k", "pgettext:1c,2"]
    # Without numbers of lines, which would change with every edit of the source.
    said = ["--add-location=file", "--add-comments=Translators:", "--strip-comments"]
    extract = [*babel, "extract", *keywords, *said, "--sort-output"]
    failed = call([*extract, "-o", str(template), "core", "desktop"])
    if rest[:1] == ["--new"]:
        begin = [*babel, "init", "-D", "pregon", "-i", str(template), "-d", str(LOCALE)]
        failed = failed or call([*begin, "-l", *rest[1:]])
    catalogues = sorted(LOCALE.glob("*/LC_MESSAGES/pregon.po"))
    for catalogue in catalogues:
        language = catalogue.parents[1].name
        compiled = build / f"{language}.mo"
        if rest != ["--check"]:
            update = [*babel, "update", "-D", "pregon", "-i", str(template), "-l", language]
            update += ["-d", str(LOCALE), "--no-fuzzy-matching", "--ignore-obsolete"]
            failed = failed or call([*update, "--ignore-pot-creation-date"])
            compiled = catalogue.with_suffix(".mo")
        failed = failed or call([*babel, "compile", "-i", str(catalogue), "-o", str(compiled)])
        if not failed and compiled.read_bytes() != catalogue.with_suffix(".mo").read_bytes():
            print("The compiled messages are old: run dev.py translate.")
            failed = 1
    if failed:
        return failed
    if rest != ["--check"]:
        compile_words()
    checks = [python, "-m", "tests.translation.catalogues", *map(str, catalogues)]
    return forgotten(template) or unfinished() or call(checks)


def compile_words() -> None:
    """Write each TOML file of resources/data as JSON, which is read fifty times as quickly."""
    for path in (ROOT / "resources" / "data").glob("*.toml"):
        told = path.read_bytes()
        words = json.dumps(tomllib.loads(told.decode()), ensure_ascii=False, separators=(",", ":"))
        # `core.decoding.from_data` reads it, and by the first line knows of what it was made.
        path.with_suffix(".json").write_bytes(f"{zlib.crc32(told):08x}\n{words}\n".encode())


def forgotten(template: Path) -> int:
    """1 and the messages of the code that the catalogue lacks, or 0."""
    lacking = messages(template) - messages(CATALOGUE)
    if lacking:
        print(f"{len(lacking)} messages are new: run dev.py translate.\n\n" + "\n".join(lacking))
    return int(bool(lacking))


def messages(catalogue: Path) -> set[str]:
    """Context and msgid of every message in a catalogue, as they stand in the file."""
    found = set()
    for block in catalogue.read_text(encoding="utf-8").split("\n\n")[1:]:
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        found.add("\n".join(lines).split("\nmsgstr")[0])
    return found


def unfinished() -> int:
    """1 and the messages that have no Spanish yet, or 0."""
    blocks = CATALOGUE.read_text(encoding="utf-8").split("\n\n")[1:]
    open_ = [block for block in blocks if block.rstrip().endswith(('msgstr ""', '] ""'))]
    if open_:
        print(f"{len(open_)} messages have no Spanish yet:\n\n" + "\n\n".join(open_))
    return int(bool(open_))


def check(rest: list[str]) -> int:
    """Everything CI asks for beside the installer, in the order in which it fails fastest."""
    python = ready()
    tool = Path(python).parent
    steps: list[tuple[str, list[str]]] = [
        ("format", [python, "-m", "ruff", "format", "--check", "."]),
        ("lint", [python, "-m", "ruff", "check", "."]),
        ("types", [python, "-m", "mypy"]),
        ("imports", [str(tool / "lint-imports"), "--no-cache"]),
    ]
    for name, command in steps:
        print(f"== {name}", flush=True)
        if call(command):
            return 1
    print("== translations", flush=True)
    if translate(["--check"]):
        return 1
    print("== tests of core, without Qt", flush=True)
    if core_without_qt():
        return 1
    print("== all other tests", flush=True)
    return test([*AND_ONE_MORE, "--ignore=tests/core", *rest])


def core_without_qt() -> int:
    """The tests of core where PySide6 is not installed and the day is another than in Spain."""
    # From the root: else some modules of the tests would have the names of those of the program.
    words = ["-q", "-c", "tests/core.ini", "--rootdir=.", *ON_ALL_CORES, "tests/core"]
    return call([without_qt(), "-m", "pytest", *words], variables={"TZ": "Pacific/Auckland"})


def ready() -> str:
    """The interpreter of `.venv`, after making or renewing it and what Qt needs."""
    there = install_debian(missing(DEBIAN + venv_module()))
    if not there and venv_module():
        sys.exit(NO_VENV)
    python = environment()
    if not there and call([python, "-c", "import PySide6.QtWidgets"], quiet=True):
        sys.exit("Qt does not load without those packages. Install them and run this again.")
    return python


def environment() -> str:
    """The interpreter of `.venv`, which holds the locked packages and this project."""
    folder = ROOT / ".venv"
    if not is_current(folder):
        make_environment(folder)
        install(folder, LOCK.read_text(encoding="utf-8"))
    return interpreter(folder)


def without_qt() -> str:
    """The interpreter of `.venv-core`: the same packages less Qt, on the Python that is shipped."""
    folder, python = ROOT / ".venv-core", shipped_python()
    if not is_current(folder, python):
        make_environment(folder, "--without-pip", python=python)
        install(folder, less_qt(LOCK.read_text(encoding="utf-8")), python)
    return interpreter(folder)


def shipped_python() -> str:
    """The Python that Windows gets, where it is here; empty where it is not."""
    found = shutil.which("python{}.{}".format(*SHIPPED))
    # Of those who keep several, a shim may stand where none is chosen.
    return found if found and not call([found, "-c", "import venv"], quiet=True) else ""


def less_qt(locked: str) -> str:
    """The lock without what core does without."""
    return "\n".join(item for item in re.split(r"\n(?=\S)", locked) if not item.startswith(QT))


def install(folder: Path, locked: str, python: str = "") -> None:
    """The locked packages and this project, by the pip of `.venv`, as the other has none."""
    told = folder / LOCK.name
    told.write_text(locked, encoding="utf-8")
    pip = [interpreter(ROOT / ".venv"), "-m", "pip", "--python", interpreter(folder), "install"]
    pip += ["--quiet", "--disable-pip-version-check", "--no-deps"]
    packages = ["--require-hashes", "-r", str(told)]
    editable = ["--no-build-isolation", "--editable", str(ROOT)]
    if call([*pip, *packages]) or call([*pip, *editable]):
        sys.exit("The packages could not be installed: pip says why. Run this again to go on.")
    (folder / STAMP).write_text(fingerprint(python))


def interpreter(folder: Path) -> str:
    """The Python of a virtual environment."""
    return str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def is_current(folder: Path, python: str = "") -> bool:
    """Whether an environment was made, by that Python, of the packages that are wanted now."""
    stamp = folder / STAMP
    return stamp.exists() and stamp.read_text() == fingerprint(python)


def make_environment(folder: Path, *options: str, python: str = "") -> None:
    """A new, empty virtual environment; in place of a link, whose environment is another's."""
    print(f"Setting up {folder.name} (once, a minute or two)…", flush=True)
    if not install_debian(venv_module()):
        sys.exit(NO_VENV)
    if folder.is_symlink():
        folder.unlink()
    command = [python or sys.executable, "-m", "venv", "--clear", *options, str(folder)]
    subprocess.run(command, check=True)


def fingerprint(python: str = "") -> str:
    """Changes when the environment must be made again; of another Python it has its path."""
    told = hashlib.sha256()
    for part in (LOCK, ROOT / "pyproject.toml"):
        told.update(part.read_bytes())
    return f"{python or sys.version_info[:2]} {told.hexdigest()}"


def venv_module() -> list[str]:
    """The Debian package that completes this Python, or none."""
    there = importlib.util.find_spec("ensurepip")
    return [] if there else [f"python{sysconfig.get_python_version()}-venv"]


def missing(packages: Sequence[str]) -> list[str]:
    """Those of which dpkg has neither name; none where there is no dpkg."""
    if not shutil.which("dpkg-query"):
        return []
    show = ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\\n"]
    show += [name for package in packages for name in package.split(" | ")]
    told = subprocess.run(show, capture_output=True, text=True).stdout
    there = {line.split()[0] for line in told.splitlines() if line.endswith(" installed")}
    return [package for package in packages if there.isdisjoint(package.split(" | "))]


def install_debian(packages: Sequence[str]) -> bool:
    """Install as root; otherwise print the one command that does. True when nothing is missing."""
    if not packages:
        return True
    if not shutil.which("apt-get") or not hasattr(os, "geteuid"):
        return False
    # Unlike `install`, it takes either name.
    satisfy = ["satisfy", "--no-install-recommends"]
    if os.geteuid() != 0:
        command = f"sudo apt-get update && sudo apt-get {' '.join(satisfy)}"
        told = f"Debian packages are missing. This installs them:\n\n  {command} "
        print(f"{told}'{', '.join(packages)}'\n", flush=True)
        return False
    print(f"Installing {', '.join(packages)}…", flush=True)
    apt("update", "-o", "APT::Update::Error-Mode=any")
    if apt(*satisfy, ", ".join(packages)):
        return True
    # One that cannot be had does not keep the others away.
    to_be_had = [item for item in packages if apt(*satisfy, "--simulate", item, quiet=True)]
    if 0 < len(to_be_had) < len(packages):
        apt(*satisfy, ", ".join(to_be_had))
    lacking = missing(packages) or packages
    print(f"These Debian packages could not be installed: {', '.join(lacking)}.", flush=True)
    return False


def apt(*words: str, quiet: bool = False) -> bool:
    """Run apt-get, after any other apt that is at work; True when it did what was asked."""
    command = ["apt-get", "-qq", "-y", *words]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    for second in range(PATIENCE_S):
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        # Its own option for a time limit is for the packages alone, not for the lists.
        if "Could not get lock" not in done.stderr:
            break
        if not second:
            print("Another apt is at work; waiting for it…", flush=True)
        # apt tells nobody when it lets go of its lock.
        time.sleep(1)
    if done.returncode and not quiet:
        errors = [line for line in done.stderr.splitlines() if line.startswith("E:")]
        print("apt-get says:", *errors[:1], flush=True)
    return not done.returncode


def call(
    command: list[str], *, quiet: bool = False, variables: Mapping[str, str] | None = None
) -> int:
    """Run a command in the checkout with more environment variables; returns its exit code."""
    environment = {**os.environ, **(variables or {})}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=quiet).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
