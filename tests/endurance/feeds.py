"""Feeds changed by chance, ten thousand of them, and those made to take long, each of 20 MB.

Each is read or refused, and shown, within five seconds of the processor. One that finds no end ends
this process with the place where it was.
"""

import argparse
import faulthandler
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from time import process_time

from core.mentions.feeds.parse import UnreadableFeed, parse
from core.mentions.feeds.plain_text import safe_html
from tests.core.mentions import mutations
from tests.core.mentions.shapes import SHAPES
from tests.core.towns import NOW

MANY = 10_000
SIZE = 19_000_000
"""Bytes; a larger one is not even fetched to its end."""
SECONDS = 5.0
_NO_END = 120
RECIPES = ("feed", "reddit", "wikipedia", "google-news")


def main(arguments: list[str] | None = None) -> int:
    """Read them all; returns how many faults there were, each said with what shows it again."""
    parser = argparse.ArgumentParser(prog="feeds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--feeds", type=int, default=MANY)
    chosen = parser.parse_args(arguments)
    faults, outcomes, longest = 0, Counter[str](), 0.0
    for name, make, recipe in _all(chosen.seed, chosen.feeds):
        body = make()
        faulthandler.dump_traceback_later(_NO_END, exit=True)
        begin = process_time()
        told = _outcome(body, recipe)
        spent = process_time() - begin
        faulthandler.cancel_dump_traceback_later()
        outcomes[told.partition(":")[0]] += 1
        longest = max(longest, spent)
        if told.startswith("fault") or spent > SECONDS:
            faults += 1
            sys.stdout.write(f"{name}: {told}, {spent:.1f} s\n")
    kinds = ", ".join(f"{count} {kind}" for kind, count in outcomes.most_common())
    sys.stdout.write(f"feeds: {kinds}; the longest took {longest:.2f} s; {faults} faults\n")
    return faults


def _all(seed: int, many: int) -> Iterator[tuple[str, Callable[[], bytes], str]]:
    """Name, body and recipe of each; the shapes come first."""
    for name, shape in SHAPES.items():
        recipe = "wikipedia" if name.startswith("cells") else "feed"
        yield name, lambda shape=shape: shape(SIZE), recipe
    whole = mutations.feeds()
    for number in range(many):
        chance = Random(f"{seed} {number}")
        recipe = chance.choice(RECIPES)
        yield f"{seed} {number}", lambda by=chance: mutations.mutated(whole, by), recipe


def _outcome(body: bytes, recipe: str) -> str:
    try:
        feed = parse(body, content_type="", address="https://r.example/", recipe=recipe, now=NOW)
        for entry in feed.entries:
            safe_html(entry.html, entry.link)
    except UnreadableFeed as refused:
        return f"refused as {refused.trouble}"
    except Exception as error:
        return f"fault: {type(error).__name__} {error}"[:200]
    return "read"


if __name__ == "__main__":
    sys.exit(min(main(), 1))
