"""Rows of the bench, their verdicts, and the CPU that processes use."""

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Row:
    """One measurement; `at_most` bounds the ratio, or ours where there is no peer."""

    id: str
    work: str
    ours: float
    unit: str
    peer: float | None = None
    at_most: float | None = None
    at_least: float | None = None
    """For what is better the more there is of it."""

    @property
    def ratio(self) -> float | None:
        """Ours over that of the peer."""
        return self.ours / self.peer if self.peer else None

    @property
    def verdict(self) -> str:
        """`good`, `missed`, or empty where nothing is asked."""
        value = self.ours if self.ratio is None else self.ratio
        if self.at_most is None and self.at_least is None:
            return ""
        low, high = self.at_least or 0.0, self.at_most or float("inf")
        return "good" if low <= value <= high else "missed"

    def told(self) -> dict[str, Any]:
        """For the JSON file."""
        return asdict(self) | {"ratio": self.ratio, "verdict": self.verdict}


def table(rows: Sequence[Row]) -> str:
    """All rows, for people."""
    head = ("id", "work", "ours", "peer", "ratio", "bound", "verdict")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if 2 <= column <= 5 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    bound = "" if row.at_most is None else f"≤ {row.at_most:g}"
    if row.at_least is not None:
        bound = f"≥ {row.at_least:g}"
    peer = "" if row.peer is None else f"{row.peer:.3f}"
    ratio = "" if row.ratio is None else f"{row.ratio:.3f}"
    return (row.id, row.work, f"{row.ours:.3f} {row.unit}", peer, ratio, bound, row.verdict)


def say(words: str) -> None:
    """A line about what is going on, beside the table."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def environment() -> dict[str, str]:
    """Without a screen, and with compiled modules kept, as they are where the program is used."""
    made = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    made.pop("PYTHONDONTWRITEBYTECODE", None)
    return made


def run(command: Sequence[str | Path], **named: Any) -> str:
    """Run to its end and return what it printed; what it complains of is shown when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        **{"env": environment(), "cwd": ROOT, "text": True, "capture_output": True} | named,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr[-2000:]}")
    return str(done.stdout)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds, user and system, of the processes that `work` starts and waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def own_cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process while it does `work`."""
    start = time.process_time()
    work()
    return time.process_time() - start


def seconds(work: Callable[[], object]) -> float:
    """Wall time of `work`."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turns(rounds: int, **works: Callable[[], float]) -> dict[str, float]:
    """Medians by name of what each measured, one after the other in every round."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for _round in range(rounds):
        for name, work in works.items():
            found[name].append(work())
    return {name: statistics.median(values) for name, values in found.items()}


def p95(values: Sequence[float]) -> float:
    """What nineteen of twenty stay below."""
    return sorted(values)[int(len(values) * 0.95)]
