"""What the commands of the command line share: an open workspace, and saying."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from core import store
from core.clock import Clock
from core.store import Store

T = TypeVar("T")


@contextmanager
def open_chosen(chosen: Namespace, clock: Clock, *, undoable: bool = True) -> Iterator[Store]:
    """The workspace that was named, open. Raises `AppError` as `open_store` does."""
    workspace = store.open_store(chosen.workspace, clock, undoable=undoable)
    workspace.tell_damage(lambda error: warn(str(error)))
    try:
        yield workspace
    finally:
        workspace.close()


def say(text: str) -> None:
    """One line to the terminal."""
    sys.stdout.write(f"{text}\n")


def warn(text: str) -> None:
    """One line to standard error."""
    sys.stderr.write(f"{text}\n")


def say_json(facts: Any) -> None:
    """Facts as JSON to the terminal."""
    say(json.dumps(facts, ensure_ascii=False, indent=2))


def say_all(
    chosen: Namespace,
    things: Iterable[T],
    facts: Callable[[T], Any],
    told: Callable[[T], str],
    nothing: str = "",
) -> int:
    """The facts of each as JSON where that was asked for, or what is told of each; returns 0.

    Where there is none, what is said of that.
    """
    there = list(things)
    if chosen.json:
        say_json([facts(thing) for thing in there])
        return 0
    for text in map(told, there):
        say(text)
    if nothing and not there:
        say(nothing)
    return 0
