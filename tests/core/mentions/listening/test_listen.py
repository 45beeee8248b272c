"""One run of listening: what it reads, what it keeps, what it leaves for the next time."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import Any

import pytest

from core.cancel import CancelToken
from core.clock import FixedClock
from core.errors import WorkspaceBusy
from core.mentions.kinds import Trouble
from core.mentions.listening import outcome
from core.mentions.listening import run as listen
from core.mentions.listening.intake import note
from core.mentions.listening.outcome import Terms
from core.mentions.listening.process import alone
from core.mentions.listening.run import Event as Told
from core.mentions.listening.run import RunSummary
from core.mentions.model import Decisions, Watch
from core.mentions.records import decisions, sources, watches
from core.mentions.sources import health
from core.settings import Settings
from core.store import Store, Topic, open_store
from tests.core.in_turn import in_turn
from tests.core.mentions.rounds import SETTINGS, about_us, add, reading_of, source_of, titles
from tests.core.mentions.serving import ATOM, Handler, Page, atom, broken_off, sent_on

Run = Callable[..., RunSummary]


@pytest.fixture
def run(workspace: Store, clock: FixedClock) -> Run:
    """Listen once; everything that is switched on, due or not, unless it is said otherwise."""

    def once(**named: Any) -> RunSummary:
        settings = named.pop("settings", SETTINGS)
        named.setdefault("everything", True)
        return listen.run(workspace, settings, clock, **named)

    return once


def test_what_is_new_is_stored_and_what_is_about_us_is_a_mention(server, workspace, run, clock):
    radio = add(workspace, server.feed("/feed", "Corte de agua", "Feria del queso"))

    summary = run()

    assert summary == RunSummary(read=1, fresh=2, mentions=1)
    assert titles(workspace) == ["Corte de agua", "Feria del queso"]
    assert about_us(workspace) == ["Corte de agua"]
    reading = reading_of(workspace, radio)
    assert reading.problem is None
    assert reading.tried_at == reading.ok_at == reading.fresh_at == clock.now()


def test_the_second_run_finds_nothing_new(server, workspace, run, clock):
    add(workspace, server.feed("/tagged", "Corte de agua", tag='"1"'))
    add(workspace, server.feed("/plain", "Avería del agua"))
    first = clock.now()
    run()
    clock.moment = first + timedelta(hours=1)

    summary = run()

    assert summary == RunSummary(read=2)
    assert titles(workspace) == ["Avería del agua", "Corte de agua"]
    with workspace.read() as connection:
        for reading in sources.readings(connection).values():
            assert (reading.ok_at, reading.fresh_at) == (clock.now(), first)
            (visit,) = sources.visits(connection, reading.source_id)
            assert (visit.times, visit.fresh) == (2, 1)


def test_only_the_new_items_of_a_feed_are_added(server, workspace, run):
    add(workspace, server.feed("/feed", "Uno", "Dos"))
    run()
    server.feed("/feed", "Uno", "Dos", "Tres sobre el agua")

    assert run() == RunSummary(read=1, fresh=1, mentions=1)
    assert titles(workspace) == ["Dos", "Tres sobre el agua", "Uno"]


def test_a_source_is_read_when_it_is_due(server, workspace, run, clock):
    add(workspace, server.feed("/feed", "Uno"))
    add(workspace, server.feed("/off", "Dos"), enabled=False)

    assert run(everything=False).read == 1
    clock.moment += timedelta(minutes=29)
    assert run(everything=False).read == 0
    clock.moment += timedelta(minutes=1)
    assert run(everything=False).read == 1
    assert server.paths() == ["/feed", "/feed"]


def test_one_source_can_be_read_alone(server, workspace, run):
    add(workspace, server.feed("/one", "Uno"))
    other = add(workspace, server.feed("/two", "Dos"))

    assert run(only=[other], everything=False).read == 1
    assert server.paths() == ["/two"]


def test_at_quiet_hours_only_who_asks_is_served(server, workspace, run):
    add(workspace, server.feed("/feed", "Uno"))
    always = Settings(quiet_from="00:00", quiet_to="23:59:59.999999")

    assert run(settings=always, everything=False) == RunSummary()
    assert run(settings=always).read == 1


def test_a_town_may_decide_not_to_listen(server, workspace, run):
    add(workspace, server.feed("/feed", "Uno"))
    with workspace.change(Topic.PREFERENCES) as db:
        decisions.save(db, Decisions(private=True, listening=False))

    assert run() == RunSummary(listening=False)
    assert server.asked == []


def test_whoever_looks_after_the_computer_may_decide_that_nothing_is_read(server, workspace, run):
    add(workspace, server.feed("/feed", "Uno"))

    assert run(settings=Settings(listening=False)) == RunSummary(listening=False)
    assert server.asked == []


BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "agua">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rss version="2.0"><channel><title>&c;</title><item><title>&c;</title></item></channel></rss>"""


def test_bad_sources_have_their_words_and_harm_no_other(server, workspace, run):
    bad: dict[Trouble, Page | Callable[[Handler], None]] = {
        Trouble.A_PAGE: Page(b"<!DOCTYPE html><html><body><p>Hola</p></body></html>"),
        Trouble.EMPTY: Page(b" \n"),
        Trouble.MALFORMED: Page(b"\x00\x01\x02 nothing of this is a feed"),
        Trouble.BOMB: Page(BILLION_LAUGHS),
        Trouble.NOT_FOUND: Page(status=404),
        Trouble.FORBIDDEN: Page(status=403),
        Trouble.TOO_MANY: Page(status=429, headers={"Retry-After": "7200"}),
        Trouble.SERVER: Page(status=500),
        Trouble.BROKEN_OFF: broken_off(atom("Agua")),
        Trouble.LOOP: sent_on("/loop"),
        Trouble.SCHEME: sent_on("file:///etc/passwd"),
    }
    server.pages |= {f"/{trouble}": page for trouble, page in bad.items()}
    expected = {add(workspace, f"{server.address}/{trouble}"): trouble for trouble in bad}
    good = add(workspace, server.feed("/feed", "Corte de agua"))

    summary = run()

    assert summary == RunSummary(read=1, failed=len(bad), fresh=1, mentions=1)
    assert about_us(workspace) == ["Corte de agua"]
    with workspace.read() as connection:
        readings = sources.readings(connection)
    assert readings.pop(good).problem is None
    assert {number: reading.problem for number, reading in readings.items()} == expected
    assert {reading.failures for reading in readings.values()} == {1}


def test_a_source_that_fails_is_tried_less_and_less_and_is_well_again_at_once(
    server, workspace, run, clock
):
    radio = add(workspace, f"{server.address}/feed")
    server.pages["/feed"] = Page(status=503)
    waits = []
    for _time in range(3):
        run(chance=lambda: 0.0)
        next_at = reading_of(workspace, radio).next_at
        assert next_at is not None
        waits.append(next_at - clock.now())
        clock.moment = next_at
    server.feed("/feed", "Uno")
    run(everything=False)

    assert waits == [timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2)]
    reading = reading_of(workspace, radio)
    assert (reading.problem, reading.failures, reading.detail) == (None, 0, "")
    with workspace.read() as connection:
        outcomes = [(visit.problem, visit.times) for visit in sources.visits(connection, radio)]
    assert outcomes == [(None, 1), (Trouble.SERVER, 3)]


def test_the_moment_that_a_site_names_is_kept_and_is_one_stretch_of_history(
    server, workspace, run, clock
):
    radio = add(workspace, f"{server.address}/feed")
    server.pages["/feed"] = Page(status=429, headers={"Retry-After": "7200"})

    run()
    clock.moment += timedelta(minutes=5)
    run()

    reading = reading_of(workspace, radio)
    assert reading.next_at == clock.now() + timedelta(hours=2)
    assert reading.detail == "2026-11-24T15:37:05Z"
    with workspace.read() as connection:
        (visit,) = sources.visits(connection, radio)
    assert (visit.times, visit.detail) == (2, "")


def test_what_was_known_of_a_source_survives_its_bad_hour(server, workspace, run):
    radio = add(workspace, server.feed("/feed", "Uno", tag='"1"'))
    run()
    before = reading_of(workspace, radio)
    page, server.pages["/feed"] = server.pages["/feed"], Page(status=500)
    run()
    server.pages["/feed"] = page
    run()

    after = reading_of(workspace, radio)
    assert (after.etag, after.body, after.fresh_at) == ('"1"', before.body, before.fresh_at)
    assert server.asked[-1].headers["If-None-Match"] == '"1"'
    assert titles(workspace) == ["Uno"]


def test_a_feed_that_is_gone_is_not_asked_again(server, workspace, run):
    radio = add(workspace, f"{server.address}/feed")
    server.pages["/feed"] = Page(status=410)
    run()
    run()

    source = source_of(workspace, radio)
    assert (source.enabled, source.stopped) == (False, Trouble.GONE)
    assert server.paths() == ["/feed"]


def test_a_feed_that_moved_is_followed(server, workspace, run):
    new = server.feed("/new", "Uno", tag='"1"')
    server.pages["/old"] = sent_on("/new", 301)
    radio = add(workspace, f"{server.address}/old")

    run()
    run()

    assert source_of(workspace, radio).address == new
    assert server.paths() == ["/old", "/new", "/new"]
    assert server.asked[-1].headers["If-None-Match"] == '"1"'


def test_a_feed_does_not_move_to_where_another_is(server, workspace, run):
    add(workspace, server.feed("/new", "Uno"))
    server.pages["/old"] = sent_on("/new", 301)
    old = add(workspace, f"{server.address}/old")

    assert run().read == 2
    assert source_of(workspace, old).address == f"{server.address}/old"


def test_the_log_in_page_of_a_hotel_moves_nothing(server, workspace, run):
    server.pages["/feed"] = sent_on("/log-in", 301)
    server.pages["/log-in"] = Page(b"<html><body>Wifi</body></html>")
    radio = add(workspace, f"{server.address}/feed")

    run()

    assert source_of(workspace, radio).address == f"{server.address}/feed"
    assert reading_of(workspace, radio).problem is Trouble.A_PAGE


def test_without_network_no_source_is_to_blame(names, workspace, run, clock):
    there = [add(workspace, f"http://{name}.example/feed") for name in ("radio", "diario")]

    summary = run()

    assert summary == RunSummary(failed=2, offline=True)
    for number in there:
        reading = reading_of(workspace, number)
        assert (reading.problem, reading.failures) == (Trouble.OFFLINE, 0)
        assert reading.next_at == clock.now() + timedelta(minutes=5)
    assert names == {}


def test_without_network_each_source_that_is_tried_alone_says_the_same(
    names, workspace, run, clock
):
    for name in ("radio", "diario", "web"):
        clock.moment += timedelta(minutes=1)
        run(only=[add(workspace, f"http://{name}.example/feed")])

    with workspace.read() as connection:
        told = {found.sentence for _source, found in health.everything(connection, clock.now())}
    assert told == {"Este ordenador no tiene conexión a internet. Nunca se ha podido leer."}


def test_a_source_of_the_own_network_says_nothing_of_the_way_out(server, names, workspace, run):
    add(workspace, server.feed("/feed", "Uno"))
    lost = [add(workspace, f"http://{name}.example/feed") for name in ("radio", "diario")]
    assert run().offline
    assert {reading_of(workspace, number).problem for number in lost} == {Trouble.OFFLINE}


def test_when_others_are_reached_a_name_that_is_not_found_is_wrong(server, names, workspace, run):
    names["radio.example"] = "127.0.0.1"
    lost = add(workspace, "http://diario.example/feed")
    server.feed("/feed", "Uno")
    add(workspace, f"http://radio.example:{server.port}/feed")

    assert run() == RunSummary(read=1, failed=1, fresh=1)
    assert reading_of(workspace, lost).problem is Trouble.NO_HOST
    assert reading_of(workspace, lost).failures == 1


def test_of_a_single_site_it_counts_whether_it_was_ever_there(server, names, workspace, run):
    server.feed("/feed", "Uno")
    radio = add(workspace, f"http://radio.example:{server.port}/feed")

    run()
    assert reading_of(workspace, radio).problem is Trouble.NO_HOST

    names["radio.example"] = "127.0.0.1"
    run()
    del names["radio.example"]
    run()
    assert reading_of(workspace, radio).problem is Trouble.OFFLINE


def test_the_own_network_is_asked_only_where_the_town_decided_so(server, workspace, run):
    radio = add(workspace, server.feed("/feed", "Uno"))
    with workspace.change(Topic.PREFERENCES) as db:
        decisions.save(db, Decisions())

    run()

    assert reading_of(workspace, radio).problem is Trouble.PRIVATE
    assert server.asked == []


def test_an_address_that_the_person_changes_meanwhile_is_read_from_its_beginning(
    server, workspace, run, path, clock
):
    new = server.feed("/new", "Nuevo")

    def changed_meanwhile(handler: Handler) -> None:
        window = open_store(path, clock)
        with window.change(Topic.SOURCES) as db:
            sources.forget_reading(db, radio)
            sources.save(db, replace(source_of(window, radio), address=new))
        window.close()
        handler.say(Page(atom("Viejo"), headers={"ETag": '"old"', "Content-Type": ATOM}))

    server.pages["/old"] = changed_meanwhile
    radio = add(workspace, f"{server.address}/old")

    assert run() == RunSummary()
    with workspace.read() as connection:
        assert sources.readings(connection) == {}
    run()
    assert titles(workspace) == ["Nuevo"]


def test_a_watch_that_the_person_makes_meanwhile_finds_what_comes(
    server, workspace, run, path, clock
):
    def watched_meanwhile(handler: Handler) -> None:
        window = open_store(path, clock)
        with window.change(Topic.WATCHES) as db:
            watches.add(db, Watch("Queso", any_of=("queso",)))
        window.close()
        handler.say(Page(atom("Feria del queso"), headers={"Content-Type": ATOM}))

    server.pages["/feed"] = watched_meanwhile
    add(workspace, f"{server.address}/feed")

    assert run().mentions == 1
    assert about_us(workspace) == ["Feria del queso"]


def test_a_watch_made_between_two_commits_finds_what_comes_after_it(
    server, workspace, run, path, clock
):
    watched = Event()

    def later(handler: Handler) -> None:
        watched.wait(30)
        handler.say(Page(atom("Feria del queso"), headers={"Content-Type": ATOM}))

    def watch(event: Told) -> None:
        if event["event"] == "stored" and not watched.is_set():
            window = open_store(path, clock)
            with window.change(Topic.WATCHES) as db:
                watches.add(db, Watch("Queso", any_of=("queso",)))
            window.close()
            watched.set()

    server.pages["/later"] = later
    add(workspace, server.feed("/feed", "Corte de agua"))
    add(workspace, f"{server.address}/later")

    assert run(on_event=watch).mentions == 2
    assert about_us(workspace) == ["Corte de agua", "Feria del queso"]


def test_what_was_let_go_does_not_come_back_from_a_feed_that_still_has_it(server, workspace, run):
    add(workspace, server.feed("/feed", "Uno", "Dos"))
    run()
    with workspace.change(Topic.MENTIONS) as db:
        db.conn.execute("DELETE FROM item")

    run()
    assert titles(workspace) == []
    server.feed("/feed", "Uno", "Dos", "Tres")
    run()
    assert titles(workspace) == ["Tres"]


def test_what_a_busy_workspace_does_not_take_is_read_again(server, workspace, run, path):
    add(workspace, server.feed("/feed", "Corte de agua", tag='"1"'))
    with workspace.read() as connection:
        connection.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(WorkspaceBusy):
        run()
    other.execute("ROLLBACK")
    other.close()

    assert titles(workspace) == []
    assert run() == RunSummary(read=1, fresh=1, mentions=1)


def test_alarms_are_looked_after_when_something_happened_or_an_hour_began(
    server, workspace, run, clock
):
    add(workspace, server.feed("/plain", "Corte de agua"))
    run()
    looked: list[bool] = []
    workspace.subscribe(lambda change: looked.append(Topic.ALARMS in change.topics))

    def looked_after() -> bool:
        looked.clear()
        run()
        return any(looked)

    assert not looked_after()
    with workspace.change(Topic.MENTIONS) as db:
        note(db, "Corte de agua, dicen en el bar", "", "", clock.now(), clock.now())
    assert looked_after()
    assert not looked_after()
    clock.moment += timedelta(hours=1)
    assert looked_after()


def test_many_items_are_stored_in_several_commits(server, workspace, run):
    each = listen.BATCH // 2
    for number in range(4):
        named = (f"Noticia {number}.{item}" for item in range(each))
        add(workspace, server.feed(f"/{number}", *named))
    told: list[Told] = []

    summary = run(on_event=told.append)

    assert summary.fresh == 4 * each
    assert sum(record["event"] == "stored" for record in told) == 2
    assert len(titles(workspace)) == 4 * each


def test_a_run_that_is_stopped_keeps_what_it_read(server, workspace, run):
    for number in range(30):
        add(workspace, server.feed(f"/{number}", f"Noticia {number}"))
    token = CancelToken()

    def stop_after_three(event: Told) -> None:
        if event["event"] == "progress" and event["done"] == 3:
            token.cancel()

    summary = run(token=token, on_event=stop_after_three)

    assert (summary.read, summary.fresh, summary.stopped) == (3, 3, True)
    assert len(titles(workspace)) == 3
    assert run(everything=False).read == 27


def test_a_second_listener_does_nothing_and_says_so(server, workspace, run, path):
    add(workspace, server.feed("/feed", "Uno"))
    with alone(path):
        summary = run()

    assert summary == RunSummary(elsewhere=True)
    assert server.asked == []
    (sentence,) = listen.told(summary)
    assert sentence


def test_where_nothing_is_new_progress_is_told_to_its_end(server, workspace, run):
    for number in range(12):
        add(workspace, server.feed(f"/{number}", f"Noticia {number}", tag=f'"{number}"'))
    run()
    told: list[Told] = []

    run(on_event=told.append)

    done = [record["done"] for record in told if record["event"] == "progress"]
    assert (done[0], done[-1]) == (0, 12)


def test_what_happens_is_told_as_it_happens(server, workspace, run):
    radio = add(workspace, server.feed("/feed", "Corte de agua"))
    told: list[Told] = []

    run(on_event=told.append)

    assert told == [
        {"event": "progress", "done": 0, "of": 1},
        {"event": "reading", "ids": [radio]},
        {"event": "progress", "done": 1, "of": 1},
        {"event": "reading", "ids": [radio]},
        {
            "event": "source",
            "id": radio,
            "title": f"Fuente {server.address}/feed",
            "problem": "",
            "fresh": 1,
            "fault": "",
        },
        {"event": "stored"},
        {"event": "looking"},
        {"event": "looking"},
        {
            "event": "end",
            "read": 1,
            "failed": 0,
            "fresh": 1,
            "mentions": 1,
            "alarms": (),
            "offline": False,
            "elsewhere": False,
            "listening": True,
            "stopped": False,
            "let_go": 0,
            "kept_back": 0,
        },
    ]


@in_turn(
    "summary, count",
    [
        (RunSummary(), 1),
        (RunSummary(listening=False), 1),
        (RunSummary(failed=3, offline=True), 1),
        (RunSummary(read=1), 1),
        (RunSummary(read=2, failed=1, fresh=4, mentions=1, alarms=(7,)), 5),
        (RunSummary(let_go=1), 1),
        (RunSummary(read=1, kept_back=2), 2),
    ],
)
def test_a_run_is_told_in_sentences(summary, count):
    sentences = listen.told(summary)

    assert len(sentences) == count
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences)


def test_a_source_that_found_no_end_waits_its_time_unless_it_alone_is_asked_for(
    server, workspace, run, clock
):
    radio = add(workspace, server.feed("/feed", "Uno"))
    with workspace.change(Topic.SOURCES) as db:
        outcome.leave_for_later(db, [radio], Terms(clock.now(), 30, lambda: 0.0))

    assert run().read == 0
    assert run(everything=False).read == 0
    reading = reading_of(workspace, radio)
    assert (reading.problem, reading.failures) == (Trouble.ENDLESS, 1)
    assert run(only=[radio], everything=False).read == 1
    assert reading_of(workspace, radio).problem is None


@pytest.mark.parametrize(("early", "read"), [(timedelta(seconds=1), 0), (timedelta(0), 1)])
def test_and_is_read_with_the_others_from_the_second_on_in_which_its_time_comes(
    server, workspace, run, clock, early, read
):
    radio = add(workspace, server.feed("/feed", "Uno"))
    with workspace.change(Topic.SOURCES) as db:
        outcome.leave_for_later(db, [radio], Terms(clock.now(), 30, lambda: 0.0))
    clock.moment = reading_of(workspace, radio).next_at - early

    assert run().read == read
