"""Lucide icons as SVG text, read from the data file of `python-lucide`.

The package itself is not imported: that costs 70 ms, a fifth of the time to the first paint.
"""

import re
import sqlite3
from functools import cache
from importlib.util import find_spec
from pathlib import Path

STROKE = "1.8"
_STROKE_WIDTH = re.compile(r'stroke-width="[^"]*"')


@cache
def lucide_svg(name: str) -> str:
    """SVG of an icon, drawn in `currentColor`; KeyError when Lucide has no icon of that name."""
    row = _icons().execute("SELECT svg FROM icons WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise KeyError(name)
    return _STROKE_WIDTH.sub(f'stroke-width="{STROKE}"', str(row[0]))


def tinted_svg(name: str, colour: str) -> bytes:
    """The icon drawn in one colour (`#rrggbb`); KeyError when there is none of that name."""
    return lucide_svg(name).replace("currentColor", colour).encode()


@cache
def _icons() -> sqlite3.Connection:
    """Kept open: thirteen icons are read before the first paint; opening it cost more."""
    spec = find_spec("lucide")
    if spec is None or spec.origin is None:
        raise LookupError("lucide is not installed")
    file = Path(spec.origin).parent / "data" / "lucide-icons.db"
    # immutable: the installed folder may be read-only, and SQLite wants to write beside the file.
    address = f"{file.as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)
