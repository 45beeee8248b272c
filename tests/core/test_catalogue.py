"""Everything that can be printed, and whether the paper on the wall still says the truth."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from core import catalogue, papers
from core.calendar import records as calendar
from core.calendar.model import CalendarItem
from core.crisis.scenarios.library import SHIPPED
from core.documents.preview import page_count
from core.errors import DocumentTrouble, FileTrouble
from core.i18n import Language
from core.papers import CatalogueEntry, Shelf
from core.roster import records
from core.roster.model import Contact, Phone
from core.store import Store, Topic
from tests.core.crisis.scenes import set_aside
from tests.core.in_turn import in_turn

FAR = date(2030, 1, 1)


def today_of(store: Store, entry_id: str, language: Language = "es") -> catalogue.PrintState:
    with store.read() as connection:
        found = catalogue.states(connection, language, store.clock.today())
    return next(state for state in found if state.entry.id == entry_id)


def add(store: Store, name: str, number: str) -> None:
    with store.change(Topic.ROSTER) as db:
        records.add(db, Contact(name, phones=(Phone(number),)), store.clock.now())


def version(store: Store, entry_id: str = "roster") -> int:
    with store.read() as connection:
        return catalogue.prepare(connection, entry_id, "es", store.clock.today()).version


def months_of(entries: Sequence[CatalogueEntry]) -> list[str]:
    return [entry.id for entry in entries if entry.id.startswith("calendar-month-")]


@pytest.mark.parametrize(
    ("last", "months"), [(None, 2), (date(2027, 1, 31), 3), (date(2027, 10, 1), 12), (FAR, 12)]
)
def test_the_months_that_the_calendar_reaches_can_be_printed_a_year_at_most(store, last, months):
    with store.change(Topic.CALENDAR) as db:
        if last is not None:
            calendar.add(db, CalendarItem("Cine", day=last))
        entries = papers.entries(db.conn, store.clock.today())
    found = months_of(entries)

    assert len(found) == months
    assert found[0] == "calendar-month-2026-11"


def test_each_paper_lies_where_a_person_looks_for_it(store):
    with store.read() as connection:
        entries = papers.entries(connection, store.clock.today())
    shelves = {shelf: [one.id for one in entries if one.shelf == shelf] for shelf in Shelf}
    months = months_of(entries)

    assert set(shelves[Shelf.ROSTER]) == {"roster", "roster-pocket"}
    assert set(shelves[Shelf.CRISIS]) == {
        "activity-log", "crisis-notebook", "first-hour", "opening-form", "call-sheet",
        "statement-sheet", "hats-card", "answering-tree",
    }  # fmt: skip
    assert set(shelves[Shelf.PLAN]) == {
        "plan", "plan-annex", "plan-agreement", "plan-summary", "rules-of-use", "annual-report",
        "handover",
    }  # fmt: skip
    assert shelves[Shelf.MENTIONS] == ["mention-report"]
    assert set(shelves[Shelf.CALENDAR]) - {*months} == {
        "calendar-week", "calendar-list", "electoral-guide", "electoral-list",
        "electoral-decisions",
    }  # fmt: skip
    assert {f"sheet-{name}" for name in SHIPPED} == set(shelves[Shelf.SHEETS])


@pytest.fixture
def short(store: Store) -> Store:
    """With one scenario: that a notebook can bind all eighteen is told by its own tests."""
    set_aside(store, *(text for text in SHIPPED if text != "flood"))
    return store


@in_turn("language", ["es", "en"])
@in_turn(
    "entry_id",
    [
        "plan", "plan-annex", "plan-agreement", "plan-summary", "rules-of-use", "first-hour",
        "roster", "roster-pocket", "activity-log",
        "mention-report", "crisis-notebook", "opening-form", "call-sheet", "statement-sheet",
        "hats-card", "answering-tree", "sheet-flood", "electoral-guide", "electoral-list",
        "calendar-month-2026-12", "calendar-week", "calendar-list", "electoral-decisions",
        "annual-report", "handover",
    ],
)  # fmt: skip
def test_every_document_can_be_made_of_a_new_workspace(short, tmp_path, entry_id, language):
    target = tmp_path / f"{entry_id}-{language}.pdf"
    made = catalogue.print_to(short, entry_id, language, target)
    assert page_count(target.read_bytes()) >= 1
    assert made.language == language
    with short.read() as connection:
        assert entry_id in [entry.id for entry in papers.entries(connection, short.clock.today())]


def test_a_document_speaks_its_language_and_not_that_of_the_window(store):
    with store.read() as connection:
        spanish = catalogue.prepare(connection, "roster", "es", store.clock.today())
        english = catalogue.prepare(connection, "roster", "en", store.clock.today())
    assert english.title == "Who to call"
    assert spanish.title != english.title


def test_what_was_never_printed_is_not_out_of_date(store):
    state = today_of(store, "roster")
    assert state.last is None
    assert not state.out_of_date


def test_the_version_goes_up_only_when_the_content_changed(store, clock, tmp_path):
    assert version(store) == 1
    catalogue.print_to(store, "roster", "es", tmp_path / "one.pdf")
    clock.moment = clock.moment.replace(day=30)
    assert version(store) == 1
    catalogue.print_to(store, "roster", "es", tmp_path / "two.pdf")
    assert version(store) == 1
    add(store, "Ana Ruiz", "600 000 001")
    assert version(store) == 2
    catalogue.print_to(store, "roster", "es", tmp_path / "three.pdf")
    assert version(store) == 2


def test_a_changed_phone_makes_the_paper_out_of_date_until_it_is_printed_again(store, tmp_path):
    catalogue.print_to(store, "roster", "es", tmp_path / "one.pdf")
    assert not today_of(store, "roster").out_of_date
    add(store, "Ana Ruiz", "600 000 001")
    assert today_of(store, "roster").out_of_date
    with store.read() as connection:
        papers = catalogue.out_of_date(connection, store.clock.today())
    assert [state.entry.id for state in papers] == ["roster"]
    catalogue.print_to(store, "roster", "es", tmp_path / "two.pdf")
    assert not today_of(store, "roster").out_of_date


def test_each_language_is_a_paper_of_its_own(store, tmp_path):
    catalogue.print_to(store, "roster", "es", tmp_path / "one.pdf")
    assert today_of(store, "roster", "en").last is None


def test_a_file_saved_later_does_not_renew_the_paper_on_the_wall(store, tmp_path):
    with store.read() as connection:
        document = catalogue.prepare(connection, "roster", "es", store.clock.today())
    catalogue.remember(store, "roster", document, "paper")
    add(store, "Ana Ruiz", "600 000 001")
    catalogue.print_to(store, "roster", "es", tmp_path / "one.docx")
    state = today_of(store, "roster")
    assert state.out_of_date
    assert state.last is not None
    assert state.last.format == "paper"


def test_a_form_to_fill_in_does_not_go_out_of_date(store, tmp_path):
    catalogue.print_to(store, "activity-log", "es", tmp_path / "log.pdf")
    with store.read() as connection:
        document = catalogue.prepare(connection, "activity-log", "es", store.clock.today())
    catalogue.remember(store, "activity-log", replace(document, title="Another"), "paper")
    assert not today_of(store, "activity-log").out_of_date


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_remembered(store, tmp_path):
    (tmp_path / "gone").write_text("a file where the folder was")
    with pytest.raises(FileTrouble):
        catalogue.print_to(store, "roster", "es", tmp_path / "gone" / "one.pdf")
    assert today_of(store, "roster").last is None


def test_a_pocket_fold_is_no_word_file(store, tmp_path):
    with pytest.raises(DocumentTrouble):
        catalogue.print_to(store, "roster-pocket", "es", tmp_path / "one.docx")
    assert list(tmp_path.glob("*.docx")) == []


def test_an_unknown_document_is_named_with_those_there_are(store):
    with store.read() as connection, pytest.raises(DocumentTrouble, match="roster-pocket"):
        papers.entry(connection, "shopping-list")
