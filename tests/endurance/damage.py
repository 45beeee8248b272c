"""Damages the example town in every way of a bad disk: is each found, told, and led to a copy?

`python -m tests.endurance.damage [--share 0.1] [--seed N] [--without-window]`
"""

import argparse
import io
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from core import checking, i18n
from core.__main__ import main as command_line
from core.cli.terminal import say
from core.clock import FixedClock
from core.errors import AppError, BrokenSeal
from core.store import backup, open_store, seal
from tests.core import towns

PAGE = 4096
HEADER = 100
CLOCK = FixedClock(towns.NOW)

Chance = random.Random
Spoil = Callable[[bytearray, Chance], None]


def flip_bit(content: bytearray, chance: Chance) -> None:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def zero_page(content: bytearray, chance: Chance) -> None:
    pages = range(0, len(content) - PAGE, PAGE)
    at = chance.choice([at for at in pages if any(content[at : at + PAGE])])
    content[at : at + PAGE] = bytes(PAGE)


def cut_short(content: bytearray, chance: Chance) -> None:
    del content[chance.randrange(len(content)) :]


def spoil_header(content: bytearray, chance: Chance) -> None:
    at = chance.randrange(HEADER)
    content[at] = chance.choice([value for value in range(256) if value != content[at]])


KINDS: dict[str, tuple[Spoil, int]] = {
    "flipped bits": (flip_bit, 200),
    "zeroed pages": (zero_page, 50),
    "truncations": (cut_short, 25),
    "wrong header bytes": (spoil_header, 60),
}
"""How each kind of damage is done, and how many of it are tried in full."""


@dataclass(frozen=True)
class Case:
    """One damaged file."""

    kind: str
    number: int
    content: bytes

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Town:
    """The example town, closed, with one copy; damaged anew for each case."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = towns.valdehierro(folder)
        self.content = self.file.read_bytes()
        self._copies = backup.folder_of(self.file)
        backup.make(self.file, self._copies, CLOCK)

    def cases(self, seed: int = 0, share: float = 1.0) -> Iterator[Case]:
        """Damages at random places; the same for the same seed."""
        for kind, (_spoil, count) in KINDS.items():
            for number in range(max(round(count * share), 1)):
                yield self.case(kind, number, seed)

    def case(self, kind: str, number: int, seed: int = 0) -> Case:
        """One damage; always the same of these three."""
        content = bytearray(self.content)
        KINDS[kind][0](content, Chance(f"{seed} {kind} {number}"))
        return Case(kind, number, bytes(content))

    def put(self, case: Case) -> None:
        """The damaged file, as a program finds it that starts now."""
        for path in self.folder.iterdir():
            if path.is_file():
                path.unlink()
        self.file.write_bytes(case.content)


def without_window(town: Town, case: Case) -> list[str]:
    """What is wrong with how core answers a damaged file; nothing, as it should be."""
    town.put(case)
    wrong = [] if _found_by_check(town.file) else ["check finds nothing"]
    try:
        open_store(town.file, CLOCK).close()
        wrong.append("opened without a word")
    except BrokenSeal:
        wrong += _opened_all_the_same(town)
    except AppError as error:
        if not (error.sentence and error.advice):
            wrong.append("no sentence")
    town.put(case)
    copy = backup.newest_whole(town.file, backup.folder_of(town.file))
    if copy is None:
        return [*wrong, "no copy is offered"]
    backup.rescue(town.file, copy.path)
    opened = open_store(town.file, CLOCK)
    if checking.examine(opened).faults or opened.unreadable:
        wrong.append("the copy is not whole")
    opened.close()
    return wrong


def _found_by_check(file: Path) -> bool:
    said, told = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(told):
        words = ["--settings", str(file.with_name("settings.json")), "--workspace", str(file)]
        code = command_line([*words, "check"], CLOCK)
    return code == 1 and bool(told.getvalue().strip())


def _opened_all_the_same(town: Town) -> list[str]:
    """Whoever knows of the damage may look: all is read, and nothing raises."""
    try:
        opened = open_store(town.file, CLOCK, broken_seal=True)
    except AppError:
        return []
    checking.examine(opened)
    opened.close()
    return []


def without_seal(town: Town, case: Case) -> list[str]:
    """What is wrong where the program was killed before: nobody can promise to find each damage.

    Nothing raises but what is said in words, and what can be opened can be read through.
    """
    town.put(case)
    seal.take_off(town.file)
    try:
        opened = open_store(town.file, CLOCK)
    except AppError as error:
        return [] if error.sentence and error.advice else ["no sentence"]
    checking.examine(opened)
    opened.close()
    return []


def through_window(town: Town, case: Case) -> list[str]:
    """What is wrong with how the window answers: a banner, and a click to the copy; or a look."""
    from tests.endurance import damage_window

    town.put(case)
    wrong = damage_window.looked_at(town.file)
    town.put(case)
    return wrong + damage_window.answered(town.file)


def through_window_without_seal(town: Town, case: Case) -> list[str]:
    """What is wrong when the window opens what a killed program left: no page falls over."""
    from tests.endurance import damage_window

    town.put(case)
    seal.take_off(town.file)
    return damage_window.looked_at(town.file)


def run(town: Town, cases: Iterator[Case], trial: Callable[[Town, Case], list[str]]) -> int:
    """Try all; prints what is wrong and the figures. Returns how many are wrong."""
    tried: dict[str, int] = {}
    failed = 0
    for case in cases:
        tried[case.kind] = tried.get(case.kind, 0) + 1
        try:
            wrong = trial(town, case)
        except Exception as error:  # a traceback is what this looks for
            wrong = [f"{type(error).__name__}: {error}"]
        failed += bool(wrong)
        for what in wrong:
            say(f"  {case}: {what}")
    told = ", ".join(f"{count} {kind}" for kind, count in tried.items())
    say(f"{trial.__name__}: {told}: {failed} not answered as they should be.")
    return failed


def main(arguments: list[str] | None = None) -> int:
    """Try all kinds of damage; 0 when each is answered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without-window", action="store_true")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    i18n.use("es")
    folder = Path(tempfile.mkdtemp(prefix="pregon-damage-"))
    try:
        town = Town(folder)
        failed = run(town, town.cases(chosen.seed, chosen.share), without_window)
        failed += run(town, town.cases(chosen.seed, chosen.share), without_seal)
        if not chosen.without_window:
            for trial in (through_window, through_window_without_seal):
                failed += run(town, town.cases(chosen.seed, chosen.share), trial)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
