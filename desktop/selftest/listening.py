"""Feeds: read here, and by the listener's own process from a site on the loopback."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from core.mentions.feeds import parse
from core.mentions.fetching.automatic import Script
from core.mentions.listening.intake import Intake
from core.mentions.model import Source
from core.mentions.records import decisions, mentions, sources
from core.mentions.records.mentions import Wanted
from core.store import Store, Topic, open_store
from desktop.background import task_scheduler
from desktop.background.listener import Ended
from desktop.selftest.checks import NOT_HERE, SelfCheck, Workbench, require, wait_until
from desktop.stops.stop import services_of

_TYPE = "application/rss+xml; charset=windows-1252"
_SCRIPT_TYPE = "application/x-ns-proxy-autoconfig"
_SCRIPT = (
    b'function FindProxyForURL(url, host) { return host == "radio.example"'
    b' ? "PROXY proxy.example:8080; DIRECT" : "DIRECT"; }'
)
_ITEM = "<item><guid>{title}</guid><title>{title}</title><pubDate>{day}</pubDate></item>"
_DAY = "Tue, 24 Nov 2026 09:00:00 +0100"
_PATIENCE = 120
"""Seconds: the first start of the process after an installation reads all its files anew."""


def _feed(*titles: str) -> bytes:
    """As older Spanish sites write it: in windows-1252."""
    items = "".join(_ITEM.format(title=title, day=_DAY) for title in titles)
    text = '<?xml version="1.0" encoding="windows-1252"?>'
    return f'{text}<rss version="2.0"><channel>{items}</channel></rss>'.encode("cp1252")


@contextmanager
def _serving(body: bytes, kind: str = _TYPE) -> Iterator[str]:
    """The address of a site on the loopback that has this file and nothing else."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Nothing: an installed window has nowhere to write to."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/feed"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _read_here(place: Workbench) -> str:
    address, title = "http://radio.example/feed", "Romería en Valdehierro: «el año más frío»"
    opened = open_store(place.town, place.clock)
    try:
        now = place.clock.now()
        feed = parse.parse(
            _feed(title, "Obras en otra parte"),
            content_type=_TYPE, address=address, recipe="feed", now=now,
        )  # fmt: skip
        with opened.change(Topic.SOURCES, Topic.MENTIONS, undoable=False) as db:
            source_id = sources.add(db, Source("Radio", address), now)
            intake = Intake(db.conn, now, decisions.load(db.conn))
            fresh = intake.take_in(db, Source("Radio", address, id=source_id), feed)
            made = intake.settle(db)
        _require_mention(opened, title)
    finally:
        opened.close()
    require((fresh, made) == (2, 1), f"{fresh} items, {made} mentions")
    return f"{fresh} items, {made} mention"


def _read_by_process(place: Workbench) -> str:
    services = services_of(place.opened)
    title = "Reventón en Valdehierro: sin agua hasta mañana"
    told: list[object] = []
    services.listener.ended.connect(told.append)
    services.listener.failed.connect(told.append)
    with _serving(_feed(title)) as address:
        with services.store.change(Topic.SOURCES, Topic.PREFERENCES, undoable=False) as db:
            decided = decisions.load(db.conn)
            decisions.save(db, replace(decided, listening=True, private=True))
            source_id = sources.add(db, Source("Loopback", address), place.clock.now())
        wait_until(lambda: not services.listener.running, _PATIENCE, "an earlier run goes on")
        told.clear()
        services.listener.read_now(source_id)
        wait_until(lambda: told, _PATIENCE, "the listener has not ended")
    [end] = told
    require(isinstance(end, Ended) and end.read == 1, f"{end!r} {getattr(end, 'detail', '')}")
    _require_mention(services.store, title)
    return f"{end}"


def _proxy_by_script(_place: Workbench) -> str:
    """What a network says in a script, Windows understands."""
    if sys.platform != "win32":
        return NOT_HERE
    with _serving(_SCRIPT, _SCRIPT_TYPE) as address:
        asked = Script(address)
        found = [asked.proxy(f"http://{host}.example/") for host in ("radio", "otra")]
    require(found == ["proxy.example:8080", ""], f"it says {found}")
    return found[0]


def _without_console(place: Workbench) -> str:
    """As the Task Scheduler starts it: without a console, nothing to read from or write to."""
    if sys.platform != "win32":
        return NOT_HERE
    task = task_scheduler.listening(place.town, place.settings)
    done = subprocess.run(task.words, timeout=_PATIENCE, creationflags=subprocess.DETACHED_PROCESS)
    require(done.returncode == 0, f"it ended with {done.returncode}")
    return subprocess.list2cmdline(task.words)


def _require_mention(store: Store, title: str) -> None:
    with store.read() as connection:
        found = mentions.rows(connection, mentions.ids(connection, Wanted()))
    require(title in {row.item.title for row in found}, f"“{title}” is no mention")


CHECKS = (
    SelfCheck("feed", _read_here),
    SelfCheck("proxy by script", _proxy_by_script),
    SelfCheck("listening without a console", _without_console),
)
PROCESS = SelfCheck("listener process", _read_by_process)
