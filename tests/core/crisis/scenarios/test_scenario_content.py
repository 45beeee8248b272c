"""The eighteen scenarios: short enough for a hurry, equal in both languages, publishable."""

import re
import string
from collections.abc import Iterator

import msgspec

import resources
from core import content, i18n
from core.clock import FixedClock
from core.crisis.callees import callees
from core.crisis.kinds import Opens, Phase, StatementKind, StatementPart
from core.crisis.model import Statement, StatementText
from core.crisis.scenario import Scenario
from core.crisis.scenarios import sentences
from core.crisis.scenarios.library import SHIPPED
from core.crisis.scenarios.limits import FIELDS
from core.crisis.statements.statements import next_update
from core.crisis.texts import fields as text_fields
from core.crisis.texts.checks import NEEDED, Known, checks
from core.crisis.town_facts import Police, in_town
from core.example import ExampleContent
from core.mentions.model import Item, Watch
from core.mentions.watches import topics
from core.mentions.watches.match import Matcher
from core.plan.kinds import LevelName
from core.roster import records as roster_records
from core.roster import suggestions
from core.roster.model import Contact, Phone
from core.store import Store
from core.town.model import Town
from tests.core.crisis.scenes import load, of_both_languages, of_every_scenario
from tests.core.in_turn import in_turn

# What one A4 page has room for, in the type that is read at arm's length.
TITLE, OUTSET, STEP, HELP, NEVER = 40, 170, 52, 78, 46
FACT, WHO, WHY, INJECT = 90, 40, 70, 50
STEPS = {
    Phase.BEFORE: (5, 7),
    Phase.FIRST_LINE: (4, 4),
    Phase.FIRST_HOUR: (3, 4),
    Phase.UPDATES: (2, 3),
    Phase.CLOSE: (2, 3),
}
ALL_STEPS = range(16, 21)

FIRST_LINE = {LevelName.YELLOW: 60, LevelName.ORANGE: 60, LevelName.RED: 30}
"""Minutes until the first line, by the levels of the plan."""

PART, HOLDING = 260, 900
"""Characters that are taken in at one reading; the first line has to be read by telephone."""

OFFLINE = {"bando": 500, "loudspeaker": 220, "poster": 220, "whatsapp_list": 300, "radio": 400}
"""Characters before they are filled in: a car with a loudspeaker passes in half a minute."""

MAY_BE_SILENT = (StatementKind.CONDOLENCE, StatementKind.CLOSING)
"""They may be the last word: no hour is promised to whoever mourns."""

BODY = {
    f"{case}_{whom}"
    for case in ("the", "The", "of_the", "to_the")
    for whom in ("body", "force", "corps", "seprona")
}
"""One language needs the preposition where another does not."""

TU = re.compile(r"\b(tú|tu|tus|ti|puedes|debes|quieres|tienes|haz|elige)\b", re.I)
MEDIA = re.compile(r"\b(radio|emisora|periódico|diario|televisión|redactor)", re.I)

HEADLINES = {
    "unfit-water": ("Vecinos se quejan de agua turbia", "Sanidad declara el agua no apta"),
    "poisoned-animals": ("Muere una perra envenenada en el parque", "Hallan cebos envenenados"),
    "flood": ("El arroyo se desborda tras la tormenta", "Un garaje inundado en el centro"),
    "fire": ("Un incendio forestal amenaza la sierra", "Las llamas se acercan a las casas"),
    "fiesta-accident": ("Cuatro heridos en los festejos", "Se hunde una talanquera en la plaza"),
    "outage": ("Medio pueblo, sin luz desde ayer", "Un apagón deja a oscuras el centro"),
    "hoax": ("La Guardia Civil desmiente un bulo", "Circula un audio que es falso"),
    "hijacked-account": ("Alertan de un perfil falso del alcalde", "Han hackeado la web municipal"),
    "mistaken-post": ("Polémica por un retuit del alcalde", "Una falsa alarma asusta al pueblo"),
    "data-breach": ("Publican una lista con nombres y DNI", "Sanción por protección de datos"),
    "death": ("Ha fallecido un hombre en la piscina", "Muere un vecino en accidente laboral"),
    "works-felling": ("Indignación por la tala de moreras", "Han cortado los árboles del paseo"),
    "bins-taxes": ("Protesta por la tasa de basura", "Una semana de contenedores llenos"),
    "harassment": ("Pintadas contra una concejala", "Denuncia amenazas e insultos en la red"),
    "viral-petition": ("Petición en Change.org por la plaza", "Recogida de firmas en el barrio"),
    "council-conflict": ("Piden la dimisión de la edil", "Bronca en el pleno de enero"),
    "missing-person": ("Buscan a la mujer desaparecida ayer", "Una batida ciudadana por el monte"),
    "gender-violence": ("Asesinada una mujer en su casa", "Investigan una muerte violenta"),
}
"""Two titles that each case would have."""

EVERYDAY = (
    "El deporte local vuelve al pabellón",
    "Sin embargo, la feria abre mañana",
    "Jamón de cebo y sopa de cebolla en la muestra gastronómica",
    "Talavera y su cerámica, en la casa de la cultura",
    "Una tarde de humor con la compañía de teatro",
    "Arroyo, nuevo entrenador del equipo juvenil",
    "Rescate de dos montañeros en la sierra",
    "Montaje del escenario y concentración de motos",
    "El recibo de la luz baja en abril; la factura, también",
    "La acogida de temporeros y la captura de un conejo récord",
    "Amenaza de lluvia para el domingo",
    "Presa de la emoción, la cantante saludó al público",
)
"""Titles of any day, of which no case is to be made."""


def published(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Every text that goes out with every step ticked, and what it is."""
    for item in scenario.statements:
        yield from ((item.kind.value, all_done(text)) for _part, text in sorted(item.parts.items()))
    yield from ((text.channel, all_done(text.text)) for text in scenario.offline)
    yield from (("question", all_done(question.answer)) for question in scenario.questions)


def all_done(text: str) -> str:
    """A text with all that it can say was done."""
    return sentences.said(
        text, dict.fromkeys((sentence.step for sentence in sentences.sentences(text)), "")
    )


def written(scenario: Scenario) -> Iterator[str]:
    """Every text that our own voice says: all but what is heard in a drill."""
    yield from (scenario.title, scenario.applies, scenario.danger, *scenario.never)
    yield from scenario.facts
    for step in scenario.steps:
        yield from (step.text, step.help)
    for call in scenario.calls:
        yield from (call.who, call.why)
    yield from (text for _what, text in published(scenario))
    if scenario.drill:
        yield from (text for inject in scenario.drill.injects for text in inject.expected)


def fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _to in string.Formatter().parse(text) if name is not None}


def too_long(most: int, *texts: str) -> list[str]:
    return [text for text in texts if len(text) > most]


def hits(words: tuple[str, ...], title: str, moment: FixedClock) -> bool:
    item = Item(1, None, moment.now(), moment.now(), title, "")
    return bool(Matcher([Watch("x", id=1, any_of=words)]).hits([item]))


# What there is


def test_each_scenario_has_a_file_and_each_file_is_a_scenario(language):
    folder = resources.path("content", language, "scenarios")
    assert sorted(path.stem for path in folder.glob("*.toml")) == sorted(SHIPPED)


def test_sheets_are_numbered_in_their_order(language):
    found = [load(name, language) for name in SHIPPED]
    assert [scenario.id for scenario in found] == list(SHIPPED)
    assert [scenario.number for scenario in found] == list(range(1, len(SHIPPED) + 1))


@of_every_scenario
def test_topics_and_channels_are_those_of_the_other_content(scenario):
    channels = msgspec.toml.decode(resources.path("content", "es", "channels.toml").read_bytes())
    known = {item["id"] for group in channels.values() for item in group}
    assert {text.channel for text in scenario.offline} - known == set()
    assert scenario.topic in {"", *(pack.id for pack in topics.packs())}


# One page


TWO_LANGUAGES = Town("Aldea", languages=("ca", "es"))
CORPS = ("civil_guard", "national_police", "mossos", "ertzaintza", "foral_police")


@of_every_scenario
@in_turn("corps", CORPS)
def test_what_stands_on_the_sheet_fits_on_one_page(scenario, language, corps):
    with i18n.language(language):
        scenario = in_town(scenario, TWO_LANGUAGES, Police("local_police", corps))
    assert too_long(TITLE, scenario.title) == []
    assert too_long(OUTSET, scenario.applies, scenario.danger) == []
    assert too_long(STEP, *(step.text for step in scenario.steps)) == []
    assert too_long(HELP, *(step.help for step in scenario.steps)) == []
    assert too_long(NEVER, *scenario.never) == []
    assert len(scenario.never) == 4


@of_every_scenario
def test_no_phase_is_longer_than_what_is_read_at_a_pause_point(scenario):
    assert len(scenario.steps) in ALL_STEPS
    counts = {phase: len(scenario.of(phase)) for phase in Phase}
    assert {
        phase: count
        for phase, count in counts.items()
        if not STEPS[phase][0] <= count <= STEPS[phase][1]
    } == {}
    assert [step for phase in Phase for step in scenario.of(phase)] == list(scenario.steps)


@of_every_scenario
@in_turn("corps", CORPS)
def test_what_stands_in_the_notebook_is_short(scenario, language, corps):
    with i18n.language(language):
        scenario = in_town(scenario, TWO_LANGUAGES, Police("local_police", corps))
    assert too_long(FACT, *scenario.facts) == []
    assert too_long(WHO, *(call.who for call in scenario.calls)) == []
    assert too_long(WHY, *(call.why for call in scenario.calls)) == []
    assert 5 <= len(scenario.facts) <= 8
    assert 4 <= len(scenario.calls) <= 7, "the sheet has room for 112 and six more"
    assert 5 <= len(scenario.questions) <= 7
    assert 3 <= len(scenario.offline) <= 6
    assert 6 <= len(scenario.words) <= 14


# The course of it


@of_every_scenario
def test_steps_come_one_after_the_other_and_in_time(scenario):
    timed = [step.minutes for step in scenario.steps if step.minutes is not None]
    assert timed == sorted(timed)
    assert max(step.minutes or 0 for step in scenario.of(Phase.BEFORE)) <= 15
    spoken = max(step.minutes or 0 for step in scenario.of(Phase.FIRST_LINE))
    assert spoken <= FIRST_LINE[scenario.level]
    assert max(timed) <= 60
    assert 30 <= scenario.update_minutes <= 120


@of_every_scenario
def test_before_speaking_somebody_is_asked_something_is_written_and_kept(scenario):
    opened = [step.opens for step in scenario.of(Phase.BEFORE)]
    assert opened[0] is Opens.CALLS
    assert opened.index(Opens.LOG) < opened.index(Opens.MENTIONS) < opened.index(Opens.LEVEL)
    assert opened[-1] is Opens.LEVEL
    assert Opens.NONE in opened, "what is scheduled is held"


@of_every_scenario
def test_each_help_ends_its_sentence_and_each_short_line_does_not(scenario):
    assert [step.help for step in scenario.steps if step.help and step.help[-1] not in ".?”"] == []
    lines = [step.text for step in scenario.steps]
    lines += [*scenario.never, *scenario.facts, *(call.why for call in scenario.calls)]
    if scenario.drill:
        lines += [line for item in scenario.drill.injects for line in (item.title, *item.expected)]
    assert [line for line in lines if line.endswith(".")] == []


@of_every_scenario
def test_no_help_is_said_twice(scenario):
    said = [step.help for step in scenario.steps if step.help]
    assert len(said) == len(set(said))


@of_every_scenario
def test_an_incident_is_closed_by_its_last_text_and_a_review(scenario):
    close = scenario.of(Phase.CLOSE)
    assert StatementKind.CLOSING in [step.statement for step in close]
    assert close[-1].opens is Opens.CLOSE


# Both languages


@of_both_languages
def test_both_languages_say_the_same_things(both):
    spanish, english = both
    assert [
        (item.number, item.version, item.level, item.update_minutes, item.topic, item.words)
        for item in both
    ] == [(spanish.number, spanish.version, spanish.level, spanish.update_minutes,
           spanish.topic, spanish.words)] * 2  # fmt: skip
    for step, other in zip(spanish.steps, english.steps, strict=True):
        assert msgspec.structs.replace(step, text="", help="") == msgspec.structs.replace(
            other, text="", help=""
        )
        assert bool(step.help) == bool(other.help)
    assert [call.group for call in spanish.calls] == [call.group for call in english.calls]
    assert [blank.id for blank in spanish.blanks] == [blank.id for blank in english.blanks]
    assert [text.channel for text in spanish.offline] == [text.channel for text in english.offline]
    for size in ("never", "facts", "questions"):
        assert len(getattr(spanish, size)) == len(getattr(english, size))


@of_both_languages
def test_both_languages_have_the_same_fields_in_the_same_texts(both):
    group, other = (
        [(what, fields(text) - BODY) for what, text in published(scenario)] for scenario in both
    )
    assert group == other


@of_both_languages
def test_both_languages_have_the_same_drill(both):
    group, other = (
        [(inject.id, inject.minute, len(inject.expected)) for inject in scenario.drill.injects]
        if scenario.drill
        else []
        for scenario in both
    )
    assert group == other


@of_both_languages
def test_english_finds_whom_spanish_finds(both):
    """A town that reads English has its roster in Spanish."""
    for spanish, english in zip(both[0].calls, both[1].calls, strict=True):
        assert set(spanish.words) <= set(english.words)


# The texts


@of_every_scenario
def test_statements_have_the_parts_of_their_kind(scenario):
    found = {statement.kind: set(statement.parts) for statement in scenario.statements}
    assert set(found) | {StatementKind.CONDOLENCE} == set(StatementKind)
    assert {kind for kind in found if set(NEEDED[kind]) - found[kind]} == set()


@of_every_scenario
def test_only_fields_that_somebody_fills_in(scenario):
    own = {blank.id for blank in scenario.blanks}
    used = {field for _what, text in published(scenario) for field in fields(text)}
    assert used - own - FIELDS == set()
    assert own - used == set()
    assert own & FIELDS == set()
    assert 3 <= len(own) <= 8
    assert [blank.id for blank in scenario.blanks if not blank.label or not blank.example] == []


@of_every_scenario
def test_parts_are_short_and_the_first_line_can_be_read_by_telephone(scenario):
    parts = [all_done(text) for item in scenario.statements for text in item.parts.values()]
    assert too_long(PART, *parts) == []
    holding = scenario.template(StatementKind.HOLDING)
    assert holding is not None
    assert sum(len(all_done(part)) for part in holding.parts.values()) <= HOLDING
    assert [
        text for text in scenario.offline if len(all_done(text.text)) > OFFLINE[text.channel]
    ] == []


@of_every_scenario
def test_the_next_hour_is_promised_where_it_can_be_changed_and_never_at_the_end(scenario):
    for statement in scenario.statements:
        promising = {part for part, text in statement.parts.items() if "{next_time}" in text}
        silent = statement.kind in MAY_BE_SILENT and not promising
        assert silent or promising == {StatementPart.NEXT}, statement.kind
        assert not (statement.kind is StatementKind.CLOSING and promising)


def filled(
    village: Store, scenario: Scenario, language: str, kind: StatementKind | None
) -> text_fields.KnownFields:
    """The fields of the example town, with the examples in the blanks."""
    now = village.clock.now()
    due = None if kind is StatementKind.CLOSING else next_update(scenario, now)
    blanks = {blank.id: blank.example for blank in scenario.blanks}
    with village.read() as connection, i18n.language(language):
        return text_fields.known_fields(connection, scenario, blanks, now, due)


@of_every_scenario
def test_each_statement_passes_the_checks_of_the_desk_once_it_is_filled_in(
    village, clock, language, scenario
):
    with village.read() as connection:
        people = roster_records.everyone(connection)
    known = Known(people, now=clock.now())
    for item in scenario.statements:
        promises = any("{next_time}" in text for text in item.parts.values())
        due = next_update(scenario, clock.now()) if promises else None
        known_fields = filled(village, scenario, language, item.kind)
        said = {part.value: known_fields.fill(all_done(text)) for part, text in item.parts.items()}
        text = StatementText(1, language, **said)  # parts by name
        found = checks(Statement(1, item.kind, clock.now(), next_update_at=due), text, known)
        assert [(check.id, check.advice) for check in found if not check.well] == [], item.kind


@of_every_scenario
def test_each_text_reads_well_once_it_is_filled_in(village, scenario, language):
    kinds = {statement.kind.value: statement.kind for statement in scenario.statements}
    known = {kind: filled(village, scenario, language, kind) for kind in (None, *kinds.values())}
    for what, text in published(scenario):
        said = known[kinds.get(what)].fill(text)
        assert not re.search(r"[\[\]{}]", said), said
        assert not re.search(r"[.,;:?][.,;:]|\s[.,;:?]|  |!|¡", said), said
        assert not re.search(r"(?:^|[.?] )[«“¿(]*[a-záéíóúñ]", said), said
        assert said[-1] in ".?", said


@of_every_scenario
def test_a_body_that_is_no_town_hall_begins_its_sentences_too(scenario):
    small = re.compile(r"(?:^|[.?] )\{(the|of_the|to_the)_body\}")
    assert [text for _what, text in published(scenario) if small.search(text)] == []


@in_turn("name", SHIPPED)
def test_spanish_says_usted(name):
    quoted = re.compile(r"«[^»]*»")
    found = [text for text in written(load(name, "es")) if TU.search(quoted.sub("", text))]
    assert found == []


@in_turn("name", SHIPPED)
def test_in_spanish_the_full_stop_comes_after_the_quotation(name):
    text = resources.path("content", "es", "scenarios", f"{name}.toml").read_text(encoding="utf-8")
    assert re.findall(r".{20}\.»", text) == []


# Whom to call


def example_contacts(language: str) -> list[Contact]:
    with i18n.language(language):
        people = content.load("example-town", ExampleContent).contacts
    return [
        Contact(
            contact.name,
            id=number,
            kind=contact.kind,
            organisation=contact.organisation,
            post=contact.post,
            phones=tuple(Phone(phone.number) for phone in contact.phones),
            groups=tuple(contact.groups),
            hats=tuple(contact.hats),
        )
        for number, contact in enumerate(people, start=1)
    ]


@of_every_scenario
def test_each_call_finds_a_card_in_the_example_town(scenario, language):
    people = example_contacts(language)
    assert [call.who for call in scenario.calls if not callees(people, call)] == []


def proposed(people: int) -> list[Contact]:
    """The cards that a new town of so many inhabitants has."""
    with i18n.language("es"):
        cards = content.load("roster-suggestions", suggestions.Cards).cards
    town = Town("Aldea", region="Extremadura", population=people)
    return [
        Contact(
            suggestion.name,
            organisation=suggestion.organisation,
            post=suggestion.post,
            groups=tuple(suggestion.groups),
        )
        for suggestion in suggestions.sized(cards, town)
    ]


@in_turn("name", SHIPPED)
@in_turn("people", [800, 3000])
def test_in_a_village_a_call_does_not_ring_a_stranger(name, people):
    """Where there is no local police the surgery (consultorio local) is not rung instead."""
    village = proposed(people)
    for call in load(name, "es").calls:
        strangers = [callee for callee in callees(village, call) if call.group not in callee.groups]
        assert [item.name for item in strangers if item.name != "Alguacil"] == [], call.who


MAY_BE_MISSING = {"Asociación de vecinos", "Portavoz"}
"""What not every village has: its line on the sheet is written by hand."""


@in_turn("name", SHIPPED)
@in_turn("people", [90, 400, 2241])
def test_the_smallest_town_has_a_card_for_each_call(name, people):
    village = proposed(people)
    lacking = {call.who for call in load(name, "es").calls if not callees(village, call)}
    assert [who for who in lacking if not who.startswith(tuple(MAY_BE_MISSING))] == []


# What to listen for


@in_turn("name", SHIPPED)
def test_the_words_hit_the_titles_of_their_case_and_of_no_other(name, clock):
    for title in HEADLINES[name]:
        found = [text for text in SHIPPED if hits(load(text, "es").words, title, clock)]
        assert found == [name], title


@in_turn("title", EVERYDAY)
def test_no_case_is_made_of_an_everyday_title(title, clock):
    """Not even where a word is taken as the beginning of one, as an alarm is when it opens."""
    for name in SHIPPED:
        begins = tuple(f"{word.rstrip('*')}*" for word in load(name, "es").words)
        assert not hits(begins, title, clock), name


# Drills


@of_every_scenario
def test_a_drill_fits_one_person_and_rises(scenario):
    drill = scenario.drill
    assert drill is not None
    assert 15 <= drill.minutes <= 30
    assert 4 <= len(drill.injects) <= 6
    minutes = [inject.minute for inject in drill.injects]
    assert minutes == sorted(set(minutes))
    assert minutes[-1] < drill.minutes
    assert [inject.id for inject in drill.injects if not 2 <= len(inject.expected) <= 3] == []
    assert too_long(INJECT, *(inject.title for inject in drill.injects)) == []


@in_turn("name", SHIPPED)
def test_in_each_drill_a_medium_asks(name):
    drill = load(name, "es").drill
    assert drill is not None
    assert [item.id for item in drill.injects if MEDIA.search(f"{item.title} {item.text}")] != []


@of_every_scenario
def test_no_draft_says_an_hour_that_is_only_the_one_in_which_it_was_begun(scenario):
    parts = [part for statement in scenario.statements for part in statement.parts.values()]
    assert [part for part in parts if "{time}" in part] == []
