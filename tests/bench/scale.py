"""`scale`: 200 sources, a million items, 100,000 mentions, and what each thing that is done takes.

Each is done in a process of its own, so that its memory is its own.
"""

import json
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from core import store
from core.clock import Clock
from core.mentions.listening import intake
from core.store import Topic
from tests.bench import towns
from tests.bench.measuring import Row, run, say
from tests.bench.searching import MANY, queries

IDS = ("scale",)

SOURCES, OURS = 200, 10
"""One of so many items names the town."""

_OPENED = """
import json, sys, time
from pathlib import Path
from core import i18n, store
from core.clock import Clock
i18n.use("es")
start, cpu = time.perf_counter(), time.process_time()
opened = store.open_store(Path(sys.argv[1]), Clock())
"""
_READ = """
with opened.read() as connection:
"""
_TOLD = """
spent = [time.perf_counter() - start, time.process_time() - cpu]
# Not that of `getrusage`, which keeps what the bench itself had when it started this process.
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(json.dumps([*spent, int(status["VmHWM"].split()[0]) / 1e3]))
"""
_AGAIN = "start, cpu = time.perf_counter(), time.process_time()\n"
_INBOX = (
    "from core.mentions import search, tally\n"
    "from core.mentions.records import items, mentions\n"
    "from core.mentions.records.mentions import Wanted\n"
)
_WORKS = {
    "open and close": f"{_OPENED}opened.close()\n",
    "first page of the mentions, with the counts": f"""{_OPENED}{_INBOX}{_AGAIN}{_READ}
    tally.count(connection, Clock().now()), items.count(connection)
    mentions.rows(connection, mentions.newest(connection, Wanted(), 100))
""",
    "search, the slowest": f"""{_OPENED}{_INBOX}{_READ}
    slowest = 0, 0
    for typed in {queries()!r}:
{"        " + _AGAIN}
        wanted = Wanted(query=search.query(typed), everything=True)
        mentions.rows(connection, mentions.newest(connection, wanted, 100))
        slowest = max(slowest, (time.perf_counter() - start, time.process_time() - cpu))
start, cpu = time.perf_counter() - slowest[0], time.process_time() - slowest[1]
""",
    "ids of all that was read": f"""{_OPENED}{_INBOX}{_AGAIN}{_READ}
    mentions.ids(connection, Wanted(everything=True))
""",
    "expiry of a month": f"""{_OPENED}
from dataclasses import replace
from core.mentions import retention
from core.mentions.records import decisions
from core.store import Topic
with opened.change(Topic.MENTIONS, undoable=False) as db:
    decisions.save(db, replace(decisions.load(db.conn), months=23))
{_AGAIN}
with opened.change(Topic.MENTIONS, undoable=False) as db:
    retention.let_go(db, retention.look(db.conn, Clock().now()), Clock().now())
""",
}
_COMMANDS = {
    "report of the last month, PDF": ("print", "mention-report", "--out"),
    "backup": ("backup", "--folder"),
    "check": ("check",),
}
_COMMAND = """
import json, sys, time
from pathlib import Path
start, cpu = time.perf_counter(), time.process_time()
from core.__main__ import main
code = main(sys.argv[1:])
if code:
    sys.exit(code)
"""


def rows(wanted: Collection[str], folder: Path) -> Iterator[Row]:
    """The rows of the benches that are wanted."""
    if not wanted:
        return
    say("scale…")
    path = folder / "scale.pregon"
    towns.many_items(path, MANY, (3,), sources=SOURCES, ours=OURS)
    opened = store.open_store(path, Clock(), undoable=False)
    with opened.change(Topic.WATCHES, undoable=False) as db:
        intake.bring_up_to_date(db, Clock().now())
    opened.close()
    ways = {"print": folder / "report.pdf", "backup": folder / "copies"}
    settings = ["--settings", folder / "settings.json", "--workspace", path]
    for name, words in _COMMANDS.items():
        way = [ways[words[0]]] if words[0] in ways else []
        command = [sys.executable, "-c", _COMMAND + _TOLD, *settings, *words, *way]
        yield from _told(name, run(command))
    for name, script in _WORKS.items():
        yield from _told(name, run([sys.executable, "-c", script + _TOLD, path]))


def _told(name: str, said: str) -> Iterator[Row]:
    wall, cpu, memory = json.loads(said.splitlines()[-1])
    yield Row("scale", f"{name}, {MANY} items", wall, "s")
    yield Row("scale", f"{name}, CPU", cpu, "s")
    yield Row("scale", f"{name}, memory", memory, "MB")
