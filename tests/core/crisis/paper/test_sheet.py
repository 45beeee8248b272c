"""The one-page sheet of each scenario, which hangs on the wall and works without power."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from msgspec.structs import replace as changed

from core import i18n
from core.crisis.desk import first_line_minutes
from core.crisis.document.sheet import MOST_PHONES, sheet
from core.crisis.kinds import Phase
from core.crisis.records import scenarios as records
from core.crisis.records.scenarios import StoredScenario
from core.crisis.scenario import MOST_STEPS, Scenario, ScenarioStep
from core.crisis.scenarios import library
from core.crisis.scenarios.library import SHIPPED, Offered
from core.documents import pdf, render, validate
from core.documents.model import Check, Checklist, Document, Foot
from core.documents.preview import Preview, page_count
from core.documents.tree import find, texts
from core.i18n import Language
from core.plan import records as plan_records
from core.plan.model import Level
from core.roster import records as roster
from core.roster.model import Contact, Hat, Phone
from core.store import Store, Topic
from core.town.document import activity_log
from tests.core import photocopier
from tests.core.crisis.paper.gate import failures
from tests.core.crisis.scenes import LANGUAGES
from tests.core.in_turn import in_turn
from tests.core.papers import Papers

FLOOD = "flood"
Make = Callable[..., Document]


@pytest.fixture
def made(village: Store) -> Make:
    """The sheet of a scenario of the example town, with what a test changes in the scenario."""

    def make(scenario_id: str = FLOOD, language: Language = "es", **facts: object) -> Document:
        with village.read() as connection, i18n.language(language):
            offered = library.offered(connection, scenario_id)
            other = replace(offered, scenario=changed(offered.scenario, **facts))
            return sheet(connection, language, village.clock.today(), other)

    return make


def shown(papers: Papers, scenario_id: str, language: Language = "es") -> tuple[Document, bytes]:
    """The sheet of the example town as it is, and in print."""
    entry_id = f"sheet-{scenario_id}"
    return papers.made(entry_id, language), papers.printed(entry_id, language)


def text_of(made: bytes) -> str:
    with Preview(made) as opened:
        return " ".join(opened.text(0).split())


@in_turn("language", LANGUAGES)
@in_turn("scenario_id", SHIPPED)
def test_every_scenario_is_one_valid_page(papers, scenario_id, language):
    document, printed = shown(papers, scenario_id, language)

    assert validate.problems(document) == []
    assert render.warnings(document) == []
    assert page_count(printed) == 1
    assert failures(printed) == []


@in_turn("scenario_id", SHIPPED)
def test_no_step_nor_its_help_is_lost_to_the_one_page(papers, scenario_id):
    document, printed = shown(papers, scenario_id)
    text = text_of(printed).replace(" ", "")

    for check in find(document.blocks, Check):
        assert check.action.replace(" ", "") in text
        assert check.help.replace(" ", "") in text


def test_the_danger_is_read_before_everything_else(made):
    text = text_of(pdf.render(made(danger="¿Hay alguien atrapado? Llame al 112.")))

    places = [text.index(part) for part in ("Inundación", "atrapado", "Antes de hablar", "Nunca")]
    assert places == sorted(places)


def test_phases_say_how_they_are_used_and_by_when(made):
    phases = list(find(made().blocks, Checklist))

    assert [phase.note for phase in phases] == [
        "leer y hacer", "hacer y confirmar", "leer y hacer", "hacer y confirmar"
    ]  # fmt: skip
    assert phases[0].time == "0–9 min"
    assert "min" in phases[3].time


@in_turn("language", LANGUAGES)
@in_turn("scenario_id", SHIPPED)
def test_the_first_notice_of_a_sheet_is_out_when_the_plan_says(
    village, made, scenario_id, language
):
    """What plan, opening form and notebook promise at the level of the scenario."""
    with village.read() as connection, i18n.language(language):
        level = library.offered(connection, scenario_id).scenario.level
        promised = first_line_minutes(connection, level)
    before, notice = [phase.time for phase in find(made(scenario_id, language).blocks, Checklist)][
        :2
    ]
    last = int(re.search(r"(\d+) min", notice)[1])
    assert before.startswith("0–")
    assert promised is None or last <= promised


def test_a_level_that_leaves_more_time_leaves_the_steps_where_they_are(village, made):
    with village.change(Topic.PLAN, label="preparar") as db:
        for level in plan_records.every(db.conn, Level):
            plan_records.save(db, replace(level, minutes=90))
    assert [phase.time for phase in find(made().blocks, Checklist)][:2] == ["0–12 min", "12–20 min"]


def test_four_steps_in_five_minutes_do_not_say_so(made):
    times = [phase.time for phase in find(made("viral-petition").blocks, Checklist)]

    assert times[1:3] == ["15–55 min", ""]


def test_steps_are_numbered_through_the_phases_so_that_one_can_say_step_7_on_the_telephone(made):
    phases = list(find(made().blocks, Checklist))

    assert [phase.first for phase in phases] == [1, 8, 12, 16]
    assert "7LlamaraAlcaldía" in text_of(pdf.render(made())).replace(" ", "")


@in_turn("language", LANGUAGES)
@in_turn("scenario_id", SHIPPED)
def test_what_to_do_is_12_points_and_how_is_9(papers, scenario_id, language):
    document, printed = shown(papers, scenario_id, language)
    said = photocopier.sizes(printed)

    def smallest(texts: Iterator[str]) -> float:
        starts = tuple(text[:24] for text in texts)
        return min(
            size for line, size in said.items() if line.lstrip("0123456789 ").startswith(starts)
        )

    checks = list(find(document.blocks, Check))
    assert smallest(check.action for check in checks) > 11.99
    assert smallest(check.help for check in checks if check.help) > 8.99


def test_how_a_crisis_is_closed_stands_behind_the_sheet_and_on_the_log(made, village):
    titles = [phase.title for phase in find(made().blocks, Checklist)]
    with village.read() as connection, i18n.language("es"):
        log = activity_log(connection, "es", village.clock.today())

    assert "Cierre" not in titles
    assert "Cierre: el último aviso" in list(texts(log.blocks))


def test_it_says_where_its_last_steps_stand(made):
    *first, last = find(made().blocks, Checklist)

    assert last.beyond == "18–20: «Qué decir»"
    assert not any(phase.beyond for phase in first)
    assert "18–20: «Qué decir»" in text_of(pdf.render(made()))


@in_turn("language", LANGUAGES)
def test_only_in_spanish_an_hour_has_its_letter_behind_it(papers, language):
    _document, printed = shown(papers, "flood", language)

    assert (" h " in text_of(printed)) is (language == "es")


def test_each_step_says_which_hat_does_it_and_who_wears_it(made, village):
    with village.read() as connection:
        mayor = next(item for item in roster.everyone(connection) if Hat.DECIDES in item.hats)

    checks = [check for check in find(made().blocks, Check) if check.who == "Decide"]

    assert {check.name for check in checks} == {mayor.name}


def test_nobody_stands_under_a_hat_that_nobody_wears(made, village):
    with village.change(Topic.ROSTER) as db:
        for contact in roster.everyone(db.conn):
            roster.replace(db, replace(contact, hats=()), village.clock.now())

    assert {check.name for check in find(made().blocks, Check)} == {""}


def test_the_phones_begin_with_112_and_come_from_the_roster(made, village):
    (foot,) = find(made("poisoned-animals").blocks, Foot)

    with village.read() as connection:
        known = {phone.number for item in roster.everyone(connection) for phone in item.phones}
    numbers = [number.number for number in foot.numbers]
    assert numbers[0] == "112"
    assert len(numbers) == len(set(numbers)) <= MOST_PHONES
    assert set(numbers) <= known


def test_112_stands_once_whatever_the_roster_calls_it(made, village):
    with village.change(Topic.ROSTER, undoable=False) as db:
        db.conn.execute("UPDATE contact SET name = 'Avisos' WHERE name LIKE '%112%'")
    foot = next(find(made().blocks, Foot))
    assert [number.label for number in foot.numbers if "112" in number.label] == []


def test_a_number_that_the_roster_lacks_is_a_line_to_write_on(store):
    with store.change(Topic.ROSTER) as db:
        for contact in roster.everyone(db.conn):
            roster.delete(db, contact.id)
    with store.read() as connection:
        flood = library.offered(connection, FLOOD)
        document = sheet(connection, "es", store.clock.today(), flood)

    (foot,) = find(document.blocks, Foot)
    assert {number.number.strip("_") for number in foot.numbers} == {"112", ""}
    assert failures(pdf.render(document)) == []


def phones(document: Document) -> dict[str, str]:
    foot = next(find(document.blocks, Foot))
    return {phone.label: phone.number for phone in foot.numbers}


def test_a_number_stands_under_the_one_whose_it_is(made):
    """Each of those whom a call names, where there is room for all."""
    said = phones(made())
    assert said["Centro de salud: Elena Crespo Vera"] == "924 00 00 21"
    assert said["Residencia: Inés Calvo Ferrer"] == "924 00 00 24"
    assert phones(made("fire"))["Centro de salud: Elena Crespo Vera"] == "924 00 00 21"
    assert phones(made("outage", "en"))["Farmacia de la Plaza: Dolores Pizarro Luna"]


OF_SEVERAL = re.compile(
    r" (?:y|and) (?:\w+ )?(?:centro|policía|guardia|farmacia|health|police|pharmacy)"
    r"|(?: o| or|,) (?:residencia|consultorio|centro|policía|guardia|brigada|instituto|care home"
    r"|surgery|health|guardia|local police|pharmacy)",
    re.IGNORECASE,
)


@in_turn("language", LANGUAGES)
@in_turn("scenario_id", SHIPPED)
def test_no_number_stands_under_two_of_whom_one_has_it(made, scenario_id, language):
    known = [
        label for label, number in phones(made(scenario_id, language)).items() if number[0] != "_"
    ]
    # Who works at the town hall is not told apart by what stands on the card.
    assert [label for label in known if OF_SEVERAL.search(label) and "Trejo" not in label] == []


def test_a_changed_number_is_on_the_next_sheet(made, village):
    with village.change(Topic.ROSTER) as db:
        police = next(contact for contact in roster.everyone(db.conn) if "Peña" in contact.name)
        other = replace(police, phones=(Phone("600 999 999"),))
        roster.replace(db, other, village.clock.now())

    assert "600 999 999" in text_of(pdf.render(made("poisoned-animals")))


def test_the_paper_speaks_its_language_unless_the_town_changed_the_words(village):
    def title(language: Language) -> str:
        with village.read() as connection, i18n.language(language):
            offered = library.offered(connection, FLOOD)
            return sheet(connection, language, village.clock.today(), offered).title

    assert (title("es"), title("en")) == ("Inundación o riada", "Flood")
    adopt(village, lambda scenario: changed(scenario, title="Riada del Ortiga"))
    assert (title("es"), title("en")) == ("Riada del Ortiga", "Riada del Ortiga")


@pytest.mark.usefixtures("madrid")
def test_the_sheet_bears_the_revision_of_the_town(village):
    adopt(village, lambda scenario: changed(scenario, title="Riada del Ortiga"), revision=4)
    with village.read() as connection:
        offered = library.offered(connection, FLOOD)
        document = sheet(connection, "es", village.clock.today(), offered)

    assert "CRI-03 · v4 · 24 de noviembre de 2026" in text_of(pdf.render(document))


def adopt(store: Store, change: Callable[[Scenario], Scenario], revision: int = 2) -> None:
    with store.change(Topic.SCENARIOS) as db:
        base = library.shipped(FLOOD)
        assert base is not None
        at = datetime(2026, 11, 1, tzinfo=UTC)
        records.save(db, StoredScenario(change(base), base, at, revision))


def steps(count: int) -> tuple[ScenarioStep, ...]:
    """So many steps in each phase."""
    return tuple(
        ScenarioStep(id=f"{phase}-{n}", phase=phase, text=f"Avisar a la calle {n}", help="Ahora.")
        for phase in Phase
        for n in range(count)
    )


def test_a_scenario_with_every_phase_full_runs_on_to_a_second_page(made):
    """In a crisis two pages are better than a sentence about one."""
    assert page_count(pdf.render(made(steps=steps(MOST_STEPS)))) == 2


def test_a_phase_without_steps_is_left_out(made):
    document = made(steps=steps(2)[:4])

    assert [checklist.title for checklist in find(document.blocks, Checklist)] == [
        "Antes de hablar", "Primer aviso"
    ]  # fmt: skip
    assert page_count(pdf.render(document)) == 1


@pytest.mark.parametrize("text", ["n" * 10_000, "👩‍👩‍👧 🔥", "a\0b \u202eabc", "{place} {0} {{"])
def test_hostile_words_of_a_town_break_no_sheet(made, text):
    step = ScenarioStep(id="one", phase=Phase.BEFORE, text=text, help=text)
    document = made(title=text, danger=text, never=(text,), steps=(step,))

    printed = pdf.render(document)

    assert page_count(printed) == 1
    assert failures(printed) == []


def test_a_town_without_crest_and_with_a_long_name_has_its_sheet(village):
    with village.change(Topic.TOWN) as db:
        db.table("town").update(1, {"name": "Villanueva del Río Seco " * 8, "crest": None})
    with village.read() as connection:
        offered = library.offered(connection, FLOOD)
        document = sheet(connection, "es", village.clock.today(), offered)

    printed = pdf.render(document)

    assert page_count(printed) == 1
    assert failures(printed) == []


def test_in_word_and_libreoffice_the_sheet_has_its_tables(made):
    document = made()
    count = len(list(find(document.blocks, Check)))

    file = docx.Document(io.BytesIO(render.render(document, ".docx")))

    boxes = [cell for t in file.tables for cell in t.column_cells(0) if cell.text.strip() == "☐"]
    assert len(boxes) == count
    assert render.render(document, ".odt").startswith(b"PK")


def test_a_hat_is_named_by_name_however_its_post_reads(made, village):
    with village.change(Topic.ROSTER) as db:
        for contact in roster.everyone(db.conn):
            if Hat.DECIDES in contact.hats:
                roster.replace(db, renamed(contact), village.clock.now())

    named = {check.name for check in find(made().blocks, Check) if check.who == "Decide"}

    assert named == {"Ana Gil"}


def renamed(contact: Contact) -> Contact:
    return replace(contact, name="Ana Gil", post="Alcaldesa presidenta de la Mancomunidad")


def test_offered_without_changes_has_the_version_of_its_words(village):
    with village.read() as connection:
        offered: Offered = library.offered(connection, FLOOD)
        document = sheet(connection, "es", village.clock.today(), offered)

    assert document.version == offered.scenario.version
