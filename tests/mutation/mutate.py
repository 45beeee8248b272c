"""How many small faults the tests notice: `dev.py mutate --sample N [--seed S] [--of FOLDER]`.

By hand before a release. Which test runs which line is found out once for each state of the code
and its tests, and kept under build/. A mutant is tried against the tests that run its line, the
nearest and quickest first; one of a line that runs at import, against all tests of its folder. What
they do not notice may still be noticed by others: the figure is a lower bound.
"""

import argparse
import ast
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from tests.mutation.lines import FOLDER, Map
from tests.mutation.mutants import Mutant, enums, sample
from tests.mutation.trial import BASELINE, OPTIONS, SURVIVED, Trial, Verdict, copied

ROOT = Path(__file__).parents[2]
MOST = 350
MOST_SECONDS = 120.0
"""How many tests a mutant meets at most, and how long they usually compute together."""


def main(arguments: Sequence[str]) -> int:
    """0, or 2 where a test fails without any fault or the arguments are wrong."""
    parser = argparse.ArgumentParser(prog="mutate", description=__doc__)
    parser.add_argument("--sample", type=int, required=True, metavar="N")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), metavar="S")
    parser.add_argument("--of", default="core", metavar="core|desktop|FOLDER")
    parser.add_argument("--tree", type=Path, default=ROOT, help="of another checkout")
    given = parser.parse_args(arguments)
    checkout, of = given.tree.resolve(), Path(given.of).as_posix()
    side = of.split("/")[0]
    if side not in ("core", "desktop") or not (checkout / of).exists():
        parser.error(f"{of} is no folder of core or desktop")
    if not hasattr(os, "pidfd_open"):
        parser.error("this needs Linux")
    say(f"seed {given.seed}")
    with tempfile.TemporaryDirectory(prefix="pregon-mutate-") as made:
        tree = copied(checkout, Path(made) / "tree")
        kept = checkout / "build" / "mutation" / f"{side}-{digest(tree, side)}"
        failing = [] if kept.exists() else map_lines(tree, side, kept)
        if failing:
            say("These tests fail without any fault:", *failing)
            return 2
        read = {str(path.relative_to(tree)): path.read_bytes() for path in modules(tree)}
        files = [file for file in read if Path(file).is_relative_to(of)]
        mutants = sample(tree, files, given.sample, given.seed, enums(read.values()))
        choice = Choice(Map(kept), read)
        found = tried(mutants, choice, partial(Trial, tree, Path(made), checkout))
        return told(found, read, given.seed)


def say(*lines: str) -> None:
    """Print at once."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def modules(tree: Path) -> list[Path]:
    """All of ours."""
    return sorted([*(tree / "core").rglob("*.py"), *(tree / "desktop").rglob("*.py")])


def digest(tree: Path, side: str) -> str:
    """Changes when the lines that tests run may have changed."""
    sides = ["core"] if side == "core" else ["core", "desktop"]
    folders = [*sides, *(f"tests/{each}" for each in sides), "tests/data", "resources"]
    files = [path for folder in folders for path in (tree / folder).rglob("*")]
    files += [tree / "pyproject.toml", tree / "tests" / "conftest.py"]
    summed = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file() and path.suffix != ".pyc"):
        summed.update(str(path.relative_to(tree)).encode() + b"\0" + path.read_bytes())
    return summed.hexdigest()[:12]


def map_lines(tree: Path, side: str, kept: Path) -> list[str]:
    """Find out which test runs which line; the tests that fail even when nobody watches them."""
    say(f"Finding out which test of tests/{side} runs which line (once)…")
    found = tree / "build"
    found.mkdir()
    environment = {**os.environ, "PYTHONPATH": f"{tree}{os.pathsep}{ROOT}", FOLDER: str(found)}
    pytest = [sys.executable, "-m", "pytest", *OPTIONS]
    watched = [*pytest, "-p", "tests.mutation.lines", "-n", str(os.cpu_count()), f"tests/{side}"]
    output = subprocess.run(watched, cwd=tree, env=environment, capture_output=True, text=True)
    tests = Map(found).tests
    failing = [test for test, about in tests.items() if about["failed"]]
    if output.returncode not in (0, 1) or not tests:
        return [output.stdout[-3000:] + output.stderr[-3000:]]
    if failing:  # Being watched is slow: once more without.
        del environment[FOLDER]
        alone = subprocess.run([*pytest, "-n", "0", *failing], cwd=tree, env=environment)
        if alone.returncode:
            return failing
    for old in kept.parent.glob(f"{side}-*"):
        shutil.rmtree(old)
    shutil.copytree(found, kept)
    return []


class Choice:
    """Which tests a mutant meets."""

    def __init__(self, lines: Map, sources: dict[str, bytes]) -> None:
        self._lines = lines
        self._seconds = {test: about["seconds"] for test, about in lines.tests.items()}
        self._importers: dict[str, set[str]] = {}
        for file, source in sources.items():
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.ImportFrom) and node.module:
                    names = [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
                    for name in names:
                        self._importers.setdefault(name, set()).add(file)

    def of(self, mutant: Mutant) -> dict[str, float]:
        """Its tests in order, and how many seconds each usually takes."""
        near = self._near(mutant.file)
        lines = self._lines.of(mutant.file)
        first, last = mutant.statement
        touching = set().union(*lines.values())
        if mutant.at_import:
            name = mutant.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            users = [self._lines.of(file).values() for file in self._importers.get(name, ())]
            touching = touching.union(*(tests for each in users for tests in each))
            tiers = [near & touching, near, touching]
        else:
            whole = set().union(*(lines.get(line, ()) for line in range(first, last + 1)))
            itself = self._lines.of(mutant.file, shared=False).get(mutant.line, set())
            tiers = [itself, lines.get(mutant.line) or whole, touching or near]
        order: dict[str, None] = {}
        for tier in tiers:
            order |= dict.fromkeys(sorted(tier, key=lambda test: self._rank(test, near)))
        most = max(MOST, len(near)) if mutant.at_import else MOST
        chosen: dict[str, float] = {}
        for test in list(order)[:most]:
            if sum(chosen.values()) < MOST_SECONDS or (mutant.at_import and test in near):
                chosen[test] = self._seconds[test]
        return chosen

    def _rank(self, test: str, near: set[str]) -> tuple[bool, float]:
        return test not in near, self._seconds[test]

    def _near(self, file: str) -> set[str]:
        side, slice_, *rest = file.split("/")
        own = f"tests/{side}/{slice_}/" if rest else f"tests/{side}/test_{Path(slice_).stem}"
        # Those see most of what anybody sees.
        starts = (own, f"tests/{side}/test_looked_at.py")
        return {test for test in self._seconds if test.startswith(starts)}


_trials: list[Trial] = []
"""The one of this process, when it has begun."""


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_about: sys.exit(1))


def _try(make: Callable[[], Trial], about: tuple[Mutant, dict[str, float]]) -> Verdict:
    if not _trials:
        _trials.append(make())
    return _trials[0].verdict(*about)


def tried(mutants: Iterable[Mutant], choice: Choice, make: Callable[[], Trial]) -> list[Verdict]:
    """Try them on all cores and tell each; on Ctrl+C, what there is."""
    work = [(mutant, choice.of(mutant)) for mutant in mutants]
    found: list[Verdict] = []
    with get_context("fork").Pool(os.cpu_count(), _begin) as pool:
        try:
            for verdict in pool.imap_unordered(partial(_try, make), work):
                found.append(verdict)
                where = f"{verdict.mutant.file}:{verdict.mutant.line}"
                before, after = (
                    " ".join(x.split()) for x in (verdict.mutant.before, verdict.mutant.after)
                )
                change = f"`{before[:60]}` → `{after[:60]}`"
                spent = f"{verdict.seconds:.1f} s, {verdict.tests} tests"
                say(f"{verdict.word:9}{where}  {change}  {spent}")
                if verdict.word == BASELINE:
                    say(f"  fails without any fault too, so it says nothing: {verdict.killer}")
        except KeyboardInterrupt:
            say("Interrupted.")
    return found


def told(found: Sequence[Verdict], sources: dict[str, bytes], seed: int) -> int:
    """Sum up; returns the exit code."""
    unsound = [verdict for verdict in found if verdict.word == BASELINE]
    found = [verdict for verdict in found if verdict.word != BASELINE]
    survivors = [verdict.mutant for verdict in found if verdict.word == SURVIVED]
    noticed = len(found) - len(survivors)
    share = f"{100 * noticed / len(found):.0f} %" if found else "–"
    say("", f"{len(found)} mutants, {noticed} noticed ({share}, at least), seed {seed}; survivors:")
    for mutant in sorted(survivors, key=lambda each: (each.file, each.line)):
        was, became = mutant.lines(sources[mutant.file])
        say(f"{mutant.file}:{mutant.line}", f"- {was}", f"+ {became}")
    return 2 if unsound else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
