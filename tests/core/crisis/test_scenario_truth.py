"""What the eighteen scenarios offer to publish is true: nothing is said that nobody has ticked, and
the first text goes out with what is known in minute ten."""

import re
from collections.abc import Iterator

import pytest

from core import i18n
from core.crisis.kinds import DoneBy, Phase, StatementKind, StatementPart
from core.crisis.model import StatementState
from core.crisis.scenario import Scenario
from core.crisis.scenarios import sentences
from core.crisis.scenarios.library import SHIPPED
from core.crisis.texts import filling
from core.crisis.texts.checks import NEEDED
from core.store import Topic
from core.town import records as town_records
from tests.core.crisis.clerk import sit_down
from tests.core.crisis.scenes import LANGUAGES, load, of_every_scenario
from tests.core.in_turn import in_turn

KNOWN_IN_MINUTE_TEN = {
    "place", "zones", "area", "event", "account", "published", "since", "when", "discovered",
    "service",
}  # fmt: skip
"""Blanks that say where, when and which service fails."""

FAMILY = {"claim", "wrong"}

TAKES_A_CLAIM = re.compile(r"(?:\b(?:que|that) |[“«]|: )\{claim\}")
"""A claim comes without the “that” with which somebody noted it (`filling.as_clause`)."""

WITHOUT_A_STEP_OF_PUBLISHING = {"harassment", "viral-petition"}
"""Their last step of the close does more than publish."""

LOUDSPEAKER = 30
"""Words that a car has passed with before nobody hears it any more."""

TOLD_AS_DONE = {
    "es": re.compile(
        r"\b(hemos|se ha|se han) (ya )?(avisado|pedido|hablado|llamado|cerrado|parado|cambiado"
        r"|retirado|corregido|revisado|pasado|guardado|ocultado|puesto|ofrecido|entregado|abierto"
        r"|enviado|denunciado|comprobado|comunicado|dicho|preguntado|dado|suspendido|cortado|leído"
        r"|vuelto|contrastado)\b"
        r"|\b(está|están) (ya )?(avisad|abiert|cerrad|preparad|señalizad|en la calle|reuniendo)"
        r"|\bvan (puerta a puerta|a avisarle)|\b(se lleva|se la llevamos|llevan un cartel)"
        r"|\b(estamos|seguimos) (avisando|visitando|preguntando|contestando|haciendo|pidiendo"
        r"|preparando|reuniendo|en contacto)|\bestá en contacto|\bhay (agua para|acogida|un punto)"
        r"|\batendemos|\bacompaña a la familia|\bentrega(mos)? (a la policía|lo que|todo)"
        r"|\btoma muestras|\blimpia la red|\bguardamos (las pruebas|copia)|\btrabajan? en el lugar"
        r"|\baplicamos|\blo investigan"
        r"|\bdesde (hoy|ahora)\b|\bcorregimos\b|\blo cambiamos\b|\bun animal ha enfermado"
        r"|\bqueda en manos|\bestá (resuelto|corregido|acordado)|\bha terminado"
        r"|\bse está investigando|\bestán? a disposición|(?<!si )\bse puede volver|\bpuede volver a"
        r"|\btermina la emergencia|\bya hay \{|\bla investigación sigue"
        r"|\bse da esta misma respuesta|\bse valora con|\bva a presentar|\bhan servido para"
        r"|\bhay máquinas|\bhan llevado agua|\bse ha decidido",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(we|council|company) (have |has )?(already )?(told|informed|asked|called|spoken|spoke"
        r"|closed|stopped|changed|removed|corrected|checked|kept|hidden|offered|handed|opened|sent"
        r"|reported|read|logged)\b"
        r"|\b(has|have) been (told|informed|stopped|closed|changed|corrected|removed|taken|warned)"
        r"|\b(is|are) (open|closed|being carried|going door to door|out on the streets)\b"
        r"|\bwe (are (telling|visiting|asking|answering|calling|preparing|in touch|gathering)"
        r"|keep (the proof|a copy))|\bis in touch with|\bwe apply"
        r"|\bthere (is|are) (water to|water at|shelter|a place open|an open)"
        r"|\bfrom (today|now on)\b|\bwe are (correcting|leaving|putting it)|\ban animal fell"
        r"|\bin the hands of|\bhas been (put right|corrected)"
        r"|\b(response|emergency|problem) (.* )?is over|\bis being investigated"
        r"|\bservices are there|\bmay return|\bcan walk in"
        r"|\bthere is \{service\} again|\bthe inquiry takes|\bsame answer is given"
        r"|\brisk is assessed|\bwill report it to|\bit helped to find"
        r"|\bthere are machines|\btook water|\bwas decided",
        re.IGNORECASE,
    ),
}
"""Words that tell of something as done; outside a sentence that names its step there is none."""

FACTS = {
    "es": (
        "Nos han avisado de que un animal ha enfermado o muerto",
        "nos han avisado de que un animal ha enfermado o muerto",
        "cuántas se han revisado", "lo ha comprobado",
        "Hemos dado un dato equivocado", "Si se comprueba que se han leído",
        "Todavía no lo hemos comprobado",
    ),
    "en": (
        "We have been told that an animal fell ill or died",
        "we have been told that an animal fell ill or died",
        "how many have been checked", "has checked it",
        "We told you that", "We told you something wrong", "we told you something that was wrong",
        "Until we have read them", "when we informed you about",
    ),
}  # fmt: skip
"""What the blanks of the sentence say, or what made the town speak at all."""


def texts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Every text that goes out or is answered, and what it is."""
    for template in scenario.statements:
        for part, text in template.parts.items():
            yield f"{template.kind}.{part}", text
    yield from ((offline_text.channel, offline_text.text) for offline_text in scenario.offline)
    yield from ((question.question, question.answer) for question in scenario.questions)
    yield from ((blank.id, blank.default) for blank in scenario.blanks)


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def of_kind(scenario: Scenario, kind: StatementKind) -> str:
    template = scenario.template(kind)
    return " ".join(template.parts.values()) if template else ""


NOT_IN_EVERY_TOWN = {
    "es": re.compile(
        r"\b(la residencia|el instituto|la patrulla|(el|al) técnico|a obras|la mancomunidad"
        r"|la confederación)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bthe (care home|secondary school|patrol|engineer|works service|joint authority)\b",
        re.IGNORECASE,
    ),
}


@of_every_scenario
def test_no_text_names_whom_a_small_town_does_not_have(scenario, language):
    said = [(what, NOT_IN_EVERY_TOWN[language].search(text)) for what, text in texts(scenario)]
    assert {what: match.group() for what, match in said if match} == {}


CALLED_FIRST = {
    "unfit-water": ("Centro de salud", "Alcaldía"),
    "hijacked-account": ("Delegado", "INCIBE"),
    "mistaken-post": ("Policía Local", "Alcaldía"),
    "data-breach": ("Soporte informático", "Alcaldía"),
    "works-felling": ("Policía Local", "Alcaldía"),
    "gender-violence": ("Servicios sociales", "Colegio", "Delegación", "Violencia"),
}
"""Who is called in the minutes of an earlier step than the others."""


@in_turn("name, first", CALLED_FIRST.items())
def test_the_phones_stand_in_the_order_of_the_steps_that_call_them(name, first):
    called = [call.who for call in load(name, "es").calls]
    found = [next(i for i, who in enumerate(called) if who.startswith(one)) for one in first]
    assert found == sorted(found), called


@of_every_scenario
def test_with_no_step_ticked_no_text_says_that_something_was_done(scenario, language):
    found = {}
    for what, text in texts(scenario):
        said = sentences.said(text, {})
        for fact in FACTS[language]:
            said = said.replace(fact, "")
        if asserted := TOLD_AS_DONE[language].search(said):
            found[what] = asserted.group()
    assert found == {}


ENDS = {
    "unfit-water": "close-letter",
    "flood": "close-confirm",
    "fire": "close-return",
    "outage": "close-check",
    "data-breach": "stop-leak",
}
"""What has to be ticked before the last text says that the danger is over."""


@in_turn("language", LANGUAGES)
@in_turn("name, step", ENDS.items())
def test_no_last_text_says_that_the_danger_is_over_before_somebody_has_ticked_that(
    name, step, language
):
    said = of_kind(load(name, language), StatementKind.CLOSING)
    assert step in [sentence.step for sentence in sentences.sentences(said)]


ALL_CLEAR = {
    "es": re.compile(
        r"fin del aviso|vuelve a|ya se puede|está autorizado|se (retirarán|cerrarán)|antes de"
        r" (beber,|limpiar)|enchufe|ventile|faltaba|está cortado|seguirán estos días"
        r"|ha pasado el peligro|se acabó",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"end of the warning|fit again|once more:|you can walk|was authorised|will (close|come down"
        r"|go on these days)|before (drinking,|cleaning)|plug devices|air the house|there was no"
        r"|has been cut|is over",
        re.IGNORECASE,
    ),
}
"""Words from which people take it that they may drink, go back, clean or switch on again."""


@of_every_scenario
def test_with_no_step_ticked_the_last_text_gives_no_all_clear(scenario, language):
    said = sentences.said(of_kind(scenario, StatementKind.CLOSING), {})
    assert [found.group() for found in ALL_CLEAR[language].finditer(said)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_about_water_speaks_of_homes_reached_or_of_points_that_nobody_opened(language):
    water = load("unfit-water", language)
    default = {blank.id: blank.default for blank in water.blanks}["points"]
    assert default == {"es": "todavía sin confirmar", "en": "not confirmed yet"}[language]
    for _what, text in texts(water):
        said = sentences.said(text, {})
        assert not re.search(r"todas las casas|every home|garrafas limpias|clean cont", said), said


@of_every_scenario
def test_with_no_step_ticked_each_part_still_has_words(scenario):
    for statement in scenario.statements:
        for part in NEEDED[statement.kind]:
            said = sentences.said(statement.parts[part], {})
            assert len(said) > 15, (statement.kind, part)
            assert said == said.strip()


@of_every_scenario
def test_what_approval_ticks_says_of_nobody_that_it_was_that_one(scenario):
    """Approving asks who does: a councillor may, where the mayor is away."""
    ticked = [step.text for step in scenario.steps if step.done_by is DoneBy.APPROVAL]
    assert ticked
    assert not re.search(r"alcald|mayor|concejal|councillor", " ".join(ticked), re.IGNORECASE)


@of_every_scenario
def test_each_sentence_that_needs_a_step_names_one_that_is_done_once(scenario):
    for what, text in texts(scenario):
        assert "[" not in sentences.said(text, {}), what
        for sentence in sentences.sentences(text):
            step = scenario.step(sentence.step)
            assert step is not None, sentence.step
            assert step.phase is not Phase.UPDATES, "its tick would count for one round"
            assert step.done_by is DoneBy.HAND, "publishing it says nothing of what was done"


@in_turn("name", SHIPPED)
def test_both_languages_need_the_same_steps_in_the_same_texts(name):
    spanish, english = (
        [
            [sentence.step for sentence in sentences.sentences(text)]
            for _what, text in texts(load(name, item))
        ]
        for item in LANGUAGES
    )
    assert spanish == english


ABOUT_A_FACT = {
    "es": re.compile(r"^(Lo|La|Los|Las) (hemos|ha|han)\b|\best[eo]s? datos?\b", re.IGNORECASE),
    "en": re.compile(r"^We \w+ (it|them)\b|\b(this|these) facts?\b", re.IGNORECASE),
}
"""Words that speak of what the text has just said, which may be newer than the step."""


@of_every_scenario
def test_what_a_step_did_is_not_said_of_a_fact_that_the_text_adds(scenario, language):
    for what, text in texts(scenario):
        found = [sentence.words for sentence in sentences.sentences(text)]
        assert not [other for other in found if ABOUT_A_FACT[language].search(other)], what


@of_every_scenario
def test_a_rumour_and_a_mistake_of_ours_are_never_one_blank(scenario):
    denial, correction = (
        fields(of_kind(scenario, kind)) for kind in (StatementKind.DENIAL, StatementKind.CORRECTION)
    )
    assert denial & correction & FAMILY == set()
    assert "claim" in denial
    assert "wrong" in correction or "wrong" in {blank.id for blank in scenario.blanks}


@of_every_scenario
def test_what_is_said_stands_after_a_word_that_takes_it(scenario):
    said = [text for _what, text in texts(scenario) if "{claim}" in text]
    assert said
    assert [text for text in said if not TAKES_A_CLAIM.search(text)] == []


@of_every_scenario
def test_a_blank_that_nobody_filled_in_never_says_that_there_is_none(scenario):
    """Who has not asked about closed roads does not know that none is closed."""
    defaults = {blank.id: blank.default for blank in scenario.blanks}
    denial = re.compile(r"\bningun[ao]?\b|\bnone\b(?! yet)", re.IGNORECASE)
    assert not [each for each in defaults.items() if denial.search(each[1])]


@in_turn("name", SHIPPED)
def test_both_languages_have_a_default_for_the_same_blanks(name):
    spanish, english = (
        [bool(blank.default) for blank in load(name, language).blanks] for language in LANGUAGES
    )
    assert spanish == english


@of_every_scenario
def test_loudspeaker_poster_and_list_have_texts_of_their_own_length(scenario):
    first = {item.channel for item in scenario.offline if item.kind is StatementKind.HOLDING}
    assert {"loudspeaker", "poster", "whatsapp_list"} <= first
    examples = {blank.id: blank.example for blank in scenario.blanks}
    known = examples | {"next_time": "11:15", "of_the_body": "del Ayuntamiento"}
    for text in scenario.offline:
        said = sentences.said(text.text, {})
        filled = re.sub(r"\{(\w+)\}", lambda name: known.get(name[1], "x"), said)
        assert text.channel != "loudspeaker" or len(filled.split()) <= LOUDSPEAKER, filled


@of_every_scenario
def test_a_channel_has_one_text_for_each_kind_of_statement(scenario):
    there = [(offline_text.channel, offline_text.kind) for offline_text in scenario.offline]
    assert len(there) == len(set(there))
    for text in scenario.offline:
        asked = fields(of_kind(scenario, text.kind)) | {"body", "date", "time", "next_time"}
        blanks = {blank.id for blank in scenario.blanks if not blank.default}
        assert fields(text.text) & blanks <= asked, "nobody would be asked for it"


@of_every_scenario
def test_what_approves_and_what_publishes_is_marked(scenario):
    line = {step.done_by for step in scenario.of(Phase.FIRST_LINE)}
    assert DoneBy.APPROVAL in line
    if scenario.id in WITHOUT_A_STEP_OF_PUBLISHING:
        return
    assert line & {DoneBy.PUBLICATION, DoneBy.OFFLINE}
    closes = [step for step in scenario.of(Phase.CLOSE) if step.done_by is DoneBy.PUBLICATION]
    assert [close.statement for close in closes] == [StatementKind.CLOSING]


def test_the_first_text_is_approved_with_what_is_known_in_minute_ten(village, name, language):
    with i18n.language(language):
        with village.change(Topic.TOWN) as db:
            town_records.update(db, languages=language)
        clerk = sit_down(village, name)
        made = clerk.begin()
        for blank in clerk.desk.scenario.blanks:
            if blank.id in KNOWN_IN_MINUTE_TEN:
                clerk.fill(blank.id, blank.example)
        clerk.approve(made)

    desk, out = clerk.desk, clerk.now(made)
    assert out.statement.state is StatementState.APPROVED
    assert all(out.text(language).part(part) for part in StatementPart)
    with village.read() as connection:
        known = filling.filling(connection, desk, out.statement, language)
    first = [text for text in desk.scenario.offline if text.kind is StatementKind.HOLDING]
    short = {text.channel: known.fill(text.text) for text in first}
    assert [channel for channel, text in short.items() if re.search(r"[\[\]{}]", text)] == []


@of_every_scenario
def test_the_freeze_of_the_calendar_ticks_the_step_that_asks_for_it(scenario):
    ticked = [step.id for step in scenario.steps if step.done_by is DoneBy.FREEZE]
    before = [step.id for step in scenario.of(Phase.BEFORE) if step.id in ("freeze", "hold-posts")]
    assert len(before) == 1
    assert ticked == before
