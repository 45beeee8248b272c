"""What of a paper on the wall reads otherwise today, and which number it bears."""

from dataclasses import replace
from datetime import date, timedelta

from core import catalogue
from core.plan import versions
from core.roster import records
from core.roster.model import Contact, Group, Phone
from core.store import Store, Topic

REPORTER = Contact("Ana Ruiz", phones=(Phone("600 000 001"),), groups=(Group.MEDIA,))


def changed(store: Store) -> list[str]:
    with store.read() as connection:
        return catalogue.changed_parts(connection, "roster", "es", store.clock.today())


def hang(store: Store, *, without_parts: bool = False) -> None:
    """Print the roster to paper; `without_parts`: as a version did that kept none."""
    with store.read() as connection:
        paper = catalogue.prepare(connection, "roster", "es", store.clock.today())
    catalogue.remember(store, "roster", paper, "paper")
    if without_parts:
        with store.change(Topic.DOCUMENTS) as db:
            db.conn.execute("UPDATE printed SET parts = ''")


def test_a_paper_tells_what_it_lacks_what_is_left_over_and_what_changed(store):
    assert changed(store) == []
    with store.change(Topic.ROSTER) as db:
        records.add(db, Contact("Luis", groups=(Group.SUPPLIERS,)), store.clock.now())
    hang(store)
    assert changed(store) == []

    with store.change(Topic.ROSTER) as db:
        reporter = records.add(db, REPORTER, store.clock.now())
    assert changed(store) == ["falta: Medios"]

    hang(store)
    with store.change(Topic.ROSTER) as db:
        records.replace(db, replace(REPORTER, id=reporter, name="Eva Sanz"), store.clock.now())
    assert changed(store) == ["Medios"]
    with store.change(Topic.ROSTER) as db:
        records.delete(db, reporter)
    assert changed(store) == ["sobra: Medios"]


def test_of_a_paper_whose_parts_were_not_kept_nothing_is_told(store):
    hang(store, without_parts=True)
    with store.change(Topic.ROSTER) as db:
        records.add(db, REPORTER, store.clock.now())

    assert changed(store) == []
    with store.read() as connection:
        (stale,) = catalogue.out_of_date(connection, store.clock.today())
    assert (stale.entry.id, stale.changed) == ("roster", ())


def test_a_plan_that_was_approved_bears_the_number_of_what_was_approved(store):
    today, now = store.clock.today(), store.clock.now()
    with store.change(Topic.PLAN) as db:
        for reference in ("Pleno 1/2026", "Pleno 2/2026"):
            db.conn.execute("UPDATE charter SET rules = rules || ?", [reference])
            versions.approve(db, "Pleno", date(2026, 11, 20), reference, now, today)

    with store.read() as connection:
        numbers = [
            catalogue.prepare(connection, text, "es", today).version
            for text in ("plan", "plan-summary", "rules-of-use")
        ]
    assert numbers == [2, 2, 1]


def stale(store: Store) -> list[str]:
    with store.read() as connection:
        return [state.entry.id for state in catalogue.out_of_date(connection, store.clock.today())]


def test_a_draft_does_not_make_the_paper_of_the_approved_plan_out_of_date(store):
    today, now = store.clock.today(), store.clock.now()
    with store.read() as connection:
        draft = catalogue.prepare(connection, "plan-summary", "es", today)
    catalogue.remember(store, "plan-summary", draft, "paper")
    with store.change(Topic.PLAN) as db:
        # A moment later: the clock of this store stands still.
        versions.approve(db, "Pleno", today, "1/2026", now + timedelta(minutes=1), today)
    assert stale(store) == ["plan-summary"], "a draft that hangs there was not what was signed"

    store.clock.moment += timedelta(hours=1)
    with store.read() as connection:
        paper = catalogue.prepare(connection, "plan", "es", today)
        signed = catalogue.prepare(connection, "plan-summary", "es", today)
    catalogue.remember(store, "plan", paper, "paper")
    catalogue.remember(store, "plan-summary", signed, "paper")
    assert stale(store) == []

    with store.change(Topic.PLAN) as db:
        db.conn.execute("UPDATE charter SET rehearsed_on = '2026-11-24', rules = 'Otras'")
    assert stale(store) == []

    with store.change(Topic.PLAN) as db:
        versions.approve(db, "Pleno", today, "2/2026", store.clock.now(), today)
    assert "plan" in stale(store)
