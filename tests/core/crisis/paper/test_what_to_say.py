"""What is said while nobody knows is printed in the first notice; later a hand writes there."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PIL import ImageFont

from core import i18n
from core.crisis.document.parts import ground
from core.crisis.document.statement_sheet import statement_sheet
from core.crisis.document.what_to_say import places, what_to_say
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.scenarios import editing, library, packs
from core.crisis.texts.checks import NEEDED
from core.documents import glyphs
from core.documents.model import Box, Field
from core.documents.rich import Span, plain
from core.documents.tree import find
from core.i18n import Language
from core.plan import records as plan
from core.plan.kinds import LanguagePolicy
from core.plan.model import Channel
from core.store import Store, Topic, open_store
from tests.core import towns
from tests.core.papers import Papers

LANGUAGES: tuple[Language, ...] = ("es", "en")
CAPTION, POINTS = 8, 72 / 25.4
"""Points of the small type in a box, and of a millimetre."""


@pytest.fixture
def new_town(tmp_path, clock) -> Iterator[Store]:
    """Balaguer, that has kept nothing of the plan that is proposed to it."""
    opened = open_store(towns.of_place(tmp_path, "25040"), clock)
    yield opened
    opened.close()


def boxes(store: Store, scenario_id: str, language: Language = "es") -> dict[str, Box]:
    """What is printed of a scenario behind its sheet, by its heads."""
    with store.read() as connection, i18n.language(language):
        scenario = library.offered(connection, scenario_id).scenario
        made = what_to_say(
            ground(connection, language, store.clock.today()),
            places(connection, scenario),
            scenario,
            1,
        )
    return {box.title: box for box in find(made.blocks, Box)}


def said(box: Box) -> str:
    return "\n".join(plain(item) for item in box.items)


def captions(box: Box) -> list[str]:
    return [span.text for item in box.items for span in find(item, Span) if span.blank]


def test_the_first_notice_says_what_is_said_while_nobody_knows(village):
    first = boxes(village, "mistaken-post")["Primer aviso"]

    assert "Qué es lo cierto: todavía lo estamos comprobando" in said(first)


def test_what_is_known_by_then_has_a_box_in_every_later_statement(village):
    found = boxes(village, "mistaken-post")

    for title in ("Hechos confirmados", "Instrucciones", "Corrección"):
        assert "qué es lo cierto" in captions(found[title])
        assert "comprobando" not in said(found[title])


def test_whoever_has_to_leave_reads_where_to_go_and_by_which_way(village):
    found = boxes(village, "fire")

    assert "lugar de acogida y ruta" in captions(found["Instrucciones"])
    assert "lugar de acogida y ruta" in captions(found["Otros canales"])


def test_what_is_nearly_always_so_stays_printed(village):
    found = boxes(village, "unfit-water")

    assert "beber, cocinar, preparar biberones" in said(found["Hechos confirmados"])
    assert "puntos de agua y horario" in captions(found["Hechos confirmados"])


def test_the_texts_of_other_channels_follow_the_statement_that_they_go_out_with(village):
    aloud, *_others, later = boxes(village, "outage")["Otros canales"].items

    assert plain(aloud).startswith("Megafonía: ")
    assert "se dirá en el próximo aviso" not in plain(later)
    assert "punto abierto y hasta qué hora" in plain(later)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_told_later_that_there_will_be_more_to_say(village, language):
    """Printed, it would stand there when it is long known."""
    with village.read() as connection, i18n.language(language):
        used = [offered.scenario for offered in library.in_use(connection)]
        first = {StatementKind.HOLDING}
        waiting = [
            (scenario.id, blank.id)
            for scenario in used
            for blank in scenario.blanks
            if blank.usual and any(word in blank.default for word in ("próximo", "todavía", "yet"))
        ]
        assert waiting == []
        assert {
            kind
            for scenario in used
            for blank in scenario.blanks
            if blank.default and not blank.usual
            for kind in StatementKind
            if blank.said_on_paper(kind)
        } == first


def test_a_pack_and_a_scenario_of_the_town_keep_which_default_is_usual(village, tmp_path):
    with village.change(Topic.SCENARIOS) as db:
        editing.adopt(db, "unfit-water", village.clock.now())
    with village.read() as connection:
        own = library.offered(connection, "unfit-water").scenario
        packs.write(connection, {"unfit-water"}, tmp_path / "w.pregonpack", village.clock.today())

    (read,) = packs.read(tmp_path / "w.pregonpack").scenarios
    usual = {blank.id for blank in own.blanks if blank.usual}
    assert usual == {"cannot"}
    assert {blank.id for blank in read.blanks if blank.usual} == usual


def test_a_first_notice_does_not_say_what_its_poster_says_is_not_confirmed(new_town):
    texts = boxes(new_town, "unfit-water")

    assert "Puntos de agua: todavía sin confirmar" in said(texts["Otros canales"])
    assert "puntos de agua" not in said(texts["Primer aviso"])


# Where there will be more


def test_where_no_channel_was_kept_a_hand_writes_where_there_will_be_more(new_town):
    first = boxes(new_town, "flood")["Primer aviso"]

    assert "en dónde" in captions(first)
    assert "tablón" not in said(first)


def test_where_a_channel_was_kept_it_is_named(new_town):
    with new_town.change(Topic.PLAN) as db:
        plan.add(db, Channel(title="Megafonía", kind="loudspeaker", urgent=True, offline=True))

    first = boxes(new_town, "flood")["Primer aviso"]
    assert "por megafonía" in said(first)
    assert "en dónde" not in captions(first)


# More than one language


def approval(box: Box) -> list[str]:
    return [span.text for span in find(box.approval, Span)]


def sheet_fields(store: Store) -> list[str]:
    with store.read() as connection:
        made = statement_sheet(connection, "es", store.clock.today())
    return [field.label for field in find(made.blocks, Field)]


def test_a_town_of_two_languages_has_room_for_who_puts_it_into_the_other(new_town):
    first = boxes(new_town, "flood")["Primer aviso"]

    assert approval(first) == ["lo pone en catalán", "lo aprueba", "hora"]
    labels = sheet_fields(new_town)
    assert "Lengua: español, catalán" in labels
    assert "Lo pone en catalán" in labels


def test_where_all_is_published_in_one_language_no_other_is_asked_for(new_town):
    with new_town.change(Topic.PLAN) as db:
        charter = replace(plan.load(db.conn).charter, language_policy=LanguagePolicy.MAIN)
        plan.save(db, charter)

    assert approval(boxes(new_town, "flood")["Primer aviso"]) == ["lo aprueba", "hora"]
    assert not any("catalán" in label for label in sheet_fields(new_town))


# On the page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_has_the_parts_that_the_sheet_to_write_one_asks_for(village, language):
    with village.read() as connection, i18n.language(language):
        templates = [
            (offered.scenario.id, template)
            for offered in library.everything(connection)
            for template in offered.scenario.statements
        ]

    other = [
        (name, template.kind)
        for name, template in templates
        if [part for part in StatementPart if part in template.parts] != [*NEEDED[template.kind]]
    ]
    assert len(templates) > 18 * 5
    assert other == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_to_be_written_in_a_box_stands_on_one_line(papers: Papers, language):
    regular = next(path for path in glyphs.font_files() if path.stem.endswith("Regular"))
    font = ImageFont.truetype(str(regular), 80)
    spans = find(papers.made("crisis-notebook", language).blocks, Span)
    written = {span for span in spans if span.blank and span.text}

    assert len(written) > 40
    assert [
        span.text
        for span in written
        if font.getlength(span.text) / 80 * CAPTION / POINTS > span.blank - 2
    ] == []
