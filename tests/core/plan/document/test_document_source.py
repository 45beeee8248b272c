"""What is printed today: the plan as approved while nothing changed, else a draft with a number."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from core import catalogue
from core.documents.model import Document
from core.plan import records, review, versions
from core.plan.document import plan as plan_document
from core.plan.document.source import approved, live
from core.plan.item import Item
from core.plan.model import Audience, Channel, Dismissal, Measurement, Version
from core.store import Store, Topic


def printed(store: Store, entry_id: str = "plan") -> Document:
    with store.read() as connection:
        return catalogue.prepare(connection, entry_id, "es", store.clock.today())


def approve(store: Store) -> Version:
    with store.change(Topic.PLAN) as db:
        now, today = store.clock.now(), store.clock.today()
        return versions.approve(db, "Pleno", date(2026, 11, 20), "2026/431", now, today)


def add(store: Store, item: Item) -> int:
    with store.change(Topic.PLAN) as db:
        return records.add(db, item)


def test_a_draft_bears_the_number_that_an_approval_would_give_it(example_town):
    document = printed(example_town)
    assert (document.version, bool(document.watermark)) == (1, True)
    assert approve(example_town).number == 1
    document = printed(example_town)
    assert (document.version, bool(document.watermark)) == (1, False)
    add(example_town, Audience("Peregrinos"))
    document = printed(example_town)
    assert (document.version, bool(document.watermark)) == (2, True)


@pytest.mark.parametrize("entry_id", ["plan", "plan-summary"])
def test_an_approved_paper_bears_the_number_of_its_approval_whatever_was_printed_before(
    example_town, tmp_path, entry_id
):
    for title in ("Peregrinos", "Ciclistas", "Cazadores"):
        catalogue.print_to(example_town, entry_id, "es", tmp_path / "paper.odt")
        add(example_town, Audience(title))
    assert printed(example_town, entry_id).version > 1
    approve(example_town)
    assert printed(example_town, entry_id).version == 1


def test_looking_for_papers_that_are_out_of_date_draws_no_chart(example_town, tmp_path):
    catalogue.print_to(example_town, "plan", "es", tmp_path / "plan.odt")
    add(example_town, Audience("Peregrinos"))
    path, day = example_town.path, example_town.clock.today()
    example_town.close()
    script = (
        "import datetime, pathlib, sys\n"
        "from core import catalogue\n"
        "from core.clock import Clock\n"
        "from core.store import open_store\n"
        f"store = open_store(pathlib.Path({str(path)!r}), Clock())\n"
        "with store.read() as connection:\n"
        f"    found = catalogue.out_of_date(connection, datetime.date.fromisoformat('{day}'))\n"
        "store.close()\n"
        "print([one.entry.id for one in found], 'matplotlib' in sys.modules)\n"
    )

    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == "['plan'] False"


def test_a_new_reading_leaves_the_approved_plan_as_it_was_approved(example_town):
    approve(example_town)
    before = printed(example_town)
    with example_town.read() as connection:
        objective = next(other for other in records.load(connection).objectives if other.parent_id)
    with example_town.change(Topic.PLAN) as db:
        records.measure(db, Measurement(objective.id, example_town.clock.today(), 99))
    assert printed(example_town) == before


def test_an_old_version_prints_as_it_was_approved(example_town):
    approve(example_town)
    with example_town.read() as connection:
        channel = records.load(connection).channels[0]
    with example_town.change(Topic.PLAN) as db:
        records.save(db, replace(channel, title="Canal renombrado"))
    with example_town.read() as connection:
        old = approved(connection, 1)
        now = live(connection, example_town.clock.today())
    assert channel.title in [other.title for other in old.plan.channels]
    assert "Canal renombrado" in [other.title for other in now.plan.channels]
    document = plan_document.compose(old, "es", example_town.clock.today())
    assert (document.version, document.watermark) == (1, "")


def test_a_version_that_does_not_exist_is_no_source(example_town):
    with example_town.read() as connection, pytest.raises(LookupError):
        approved(connection, 7)


def test_only_decisions_that_are_for_everybody_and_for_good_are_printed(example_town):
    add(example_town, Channel("Canal sin nadie", posts_week=1, minutes_post=1))
    today = example_town.clock.today()
    with example_town.read() as connection:
        found = review.look(connection, today).open
    with example_town.change(Topic.PLAN) as db:
        for finding in found:
            records.dismiss(db, Dismissal(finding.key, "Porque sí.", example_town.clock.now()))
    with example_town.read() as connection:
        kept = live(connection, today).decisions
    public = [
        other.sentence
        for other in found
        if other.place.kind not in ("contact", "account") and other.rule not in versions.DATED_RULES
    ]
    assert public
    assert len(public) < len(found)
    assert [decision.sentence for decision in kept] == public
    assert {decision.reason for decision in kept} == {"Porque sí."}


def test_the_paper_is_out_of_date_when_the_plan_changed_and_not_when_a_day_passed(
    example_town, tmp_path
):
    today = example_town.clock.today()
    catalogue.print_to(example_town, "rules-of-use", "es", tmp_path / "paper.odt")
    with example_town.read() as connection:
        assert catalogue.out_of_date(connection, date(today.year, 12, 24)) == []
    with example_town.change(Topic.PLAN) as db:
        charter = records.load(db.conn).charter
        records.save(db, replace(charter, rules="Hable con respeto."))
    with example_town.read() as connection:
        stale = [state.entry.id for state in catalogue.out_of_date(connection, today)]
    assert stale == ["rules-of-use"]
