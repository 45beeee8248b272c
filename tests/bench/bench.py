"""How fast, as ratios measured in one run: `python3 dev.py bench [--only B1,B5] [--json FILE]`.

And how right: `--only alarms` lets made-up towns live through a year.

What each bench measures is in its module. Other programs to measure against are installed by the
bench, newsboat by root and the rest into an environment of its own; what is not there is left out.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from core import example, i18n
from core.clock import Clock
from tests.bench import alarms, listening, paper, planned, scale, searching, watches, window
from tests.bench.feeds import serving
from tests.bench.measuring import Row, say, table

MODULES = (listening, watches, searching, window, planned, paper, scale, alarms)
IDS = [item for module in MODULES for item in module.IDS]


def main() -> int:
    """Run the benches that are wanted and print a table."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--only", type=_ids, default=IDS, metavar="ID,ID", help=", ".join(IDS))
    chosen = parser.parse_args()
    i18n.use("es")
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for row in _rows(chosen.only, Path(folder)):
            rows.append(row)
            say(f"  {row.work}: {row.ours:.3f} {row.unit} {row.verdict}")
    sys.stdout.write(table(rows) + "\n")
    if chosen.json:
        told = [row.told() for row in rows]
        chosen.json.write_text(json.dumps(told, indent=2, ensure_ascii=False), encoding="utf-8")
    return 0


def _ids(text: str) -> list[str]:
    known = {item.casefold(): item for item in IDS}
    try:
        return [known[word.strip().casefold()] for word in text.split(",")]
    except KeyError as error:
        raise argparse.ArgumentTypeError(f"{error} is none of {', '.join(IDS)}") from error


def _rows(wanted: Collection[str], folder: Path) -> Iterator[Row]:
    def of(ids: Collection[str]) -> list[str]:
        return [text for text in ids if text in wanted]

    yield from alarms.rows(of(alarms.IDS))
    path = folder / "Valdehierro.pregon"
    example.create(path, Clock())
    yield from window.rows(of(window.IDS), path)
    yield from planned.rows(of(planned.IDS), path)
    yield from paper.rows(of(paper.IDS), path)
    yield from scale.rows(of(scale.IDS), folder)
    if of((*listening.IDS, *watches.IDS, *searching.IDS)):
        with serving() as feeds:
            bench = listening.Bench(folder, feeds)
            yield from bench.rows(of(listening.IDS))
            yield from watches.rows(of(watches.IDS), folder, lambda: bench.python)
            yield from searching.Finding(folder, bench).rows(of(searching.IDS))


if __name__ == "__main__":
    sys.exit(main())
