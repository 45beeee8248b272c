"""A town makes a scenario its own, step by step, and every step can be taken back."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from core import i18n
from core.crisis.kinds import DoneBy, Opens, Phase, StatementKind, StatementPart
from core.crisis.records import scenarios as records
from core.crisis.records.scenarios import StoredScenario
from core.crisis.scenario import OfflineText, Question, Scenario, Template
from core.crisis.scenarios import editing, library, limits
from core.crisis.scenarios.editing import edit
from core.crisis.scenarios.library import Offered
from core.crisis.scenarios.updates import ListedScenario, ScenarioState, listing
from core.crisis.texts import fields
from core.errors import DocumentTrouble, InvalidValue
from core.store import Store, Topic
from tests.core.crisis.scenes import DOGS, with_step, without_step
from tests.core.in_turn import in_turn


def now(store: Store, scenario_id: str = DOGS) -> Offered:
    with store.read() as connection:
        return library.offered(connection, scenario_id)


def kept(store: Store, scenario_id: str = DOGS) -> StoredScenario | None:
    with store.read() as connection:
        return records.one(connection, scenario_id)


def listed(store: Store, scenario_id: str = DOGS) -> ListedScenario:
    with store.read() as connection:
        return next(item for item in listing(connection) if item.scenario.id == scenario_id)


def named(title: str) -> editing.Edit:
    return lambda scenario: replace(scenario, title=title)


def created(store: Store, title: str, like: str = "") -> str:
    with store.change(Topic.SCENARIOS, label="x") as db:
        return editing.create(db, title, like, store.clock.now())


def with_statement(text: str) -> editing.Edit:
    template = Template(kind=StatementKind.HOLDING, parts={StatementPart.KNOWN: text})
    return lambda scenario: replace(scenario, statements=(template,))


@in_turn(
    "lists, most",
    {
        "never": 12,
        "facts": 20,
        "calls": 20,
        "blanks": 20,
        "questions": 30,
        "offline": 20,
        "words": 60,
        "statements": 7,
    }.items(),
)
def test_a_scenario_has_so_much_of_everything_and_no_more(lists, most):
    scenario = library.shipped(DOGS)
    chosen = getattr(scenario, lists)[0]

    def having(count: int) -> Scenario:
        return replace(scenario, **{lists: (chosen,) * count})

    limits.with_room(having(most))
    with pytest.raises(InvalidValue, match=f"Son {most + 1} y caben {most} como máximo"):
        limits.with_room(having(most + 1))


def test_each_step_of_a_scenario_of_ones_own_leads_to_where_it_is_done():
    steps = editing.bones("own", 40, "Nevada").steps

    assert {step.id: step.opens for step in steps} == {
        "danger": Opens.CALLS,
        "note": Opens.LOG,
        "evidence": Opens.MENTIONS,
        "sources": Opens.CALLS,
        "level": Opens.LEVEL,
        **dict.fromkeys(("line", "approved", "published"), Opens.STATEMENTS),
        "rumours": Opens.RUMOURS,
        **dict.fromkeys(("changed", "next"), Opens.STATEMENTS),
        **dict.fromkeys(("over", "review"), Opens.CLOSE),
    }
    assert {step.id: step.done_by for step in steps if step.done_by is not DoneBy.HAND} == {
        "approved": DoneBy.APPROVAL,
        **dict.fromkeys(("published", "over"), DoneBy.PUBLICATION),
    }


def test_adopting_changes_no_word_and_no_number(store):
    before = now(store)

    with store.change(Topic.SCENARIOS, label="x") as db:
        editing.adopt(db, DOGS, store.clock.now())

    assert (now(store).scenario, now(store).revision) == (before.scenario, before.revision)
    assert listed(store).states == (ScenarioState.ADOPTED,)
    store.undo()
    assert kept(store) is None


def test_adopting_twice_keeps_what_was_changed_in_between(store):
    edit(store, DOGS, named("Cebos"))

    with store.change(Topic.SCENARIOS) as db:
        again = editing.adopt(db, DOGS, store.clock.now())

    assert again.scenario.title == "Cebos"


def test_a_first_edit_adopts_and_undo_gives_the_program_its_text_back(store):
    before = now(store)

    edit(store, DOGS, named("  Cebos   en\tel parque "), label="cambiar el título")

    assert now(store).scenario.title == "Cebos en el parque"
    assert listed(store).states == (ScenarioState.CHANGED,)
    step = store.undo()
    assert step is not None
    assert step.label == "cambiar el título"
    assert now(store) == before


def test_the_revision_counts_what_can_be_undone_by_itself(store, clock):
    first = now(store).revision
    for title in ("C", "Ce", "Cebo"):
        edit(store, DOGS, named(title), key="title")
        clock.moment += timedelta(seconds=2)
    assert now(store).revision == first + 1

    clock.moment += timedelta(seconds=10)
    edit(store, DOGS, named("Cebos"), key="title")
    edit(store, DOGS, lambda scenario: replace(scenario, never=()), key="never")

    assert now(store).revision == first + 3
    store.undo()
    assert now(store).revision == first + 2


def test_an_edit_that_changes_nothing_is_none(store):
    before = now(store)

    edit(store, DOGS, named(before.scenario.title), label="x")

    assert now(store) == before
    assert store.journal.next_undo() is None


def test_a_scenario_that_does_not_exist_is_said(store):
    with pytest.raises(DocumentTrouble, match="marcianos"):
        edit(store, "marcianos", named("x"))


def test_a_step_goes_to_the_end_of_its_phase(store):
    before = now(store).scenario

    edit(store, DOGS, lambda scenario: editing.add_step(scenario, Phase.FIRST_LINE, "Traducir")[0])

    steps = now(store).scenario.of(Phase.FIRST_LINE)
    assert [step.text for step in steps] == [
        *(step.text for step in before.of(Phase.FIRST_LINE)),
        "Traducir",
    ]
    assert now(store).scenario.steps == limits.by_phase(now(store).scenario.steps)


def test_two_steps_of_the_same_words_have_two_ids():
    scenario = scenario_of(2, Phase.CLOSE)

    assert len({step.id for step in scenario.steps}) == 2


def scenario_of(count: int, phase: Phase) -> Scenario:
    """An own scenario with so many steps of the same words."""
    from core.crisis.scenarios.editing import bones

    made = replace(bones("x", 20, "X"), steps=())
    for _number in range(count):
        made, _id = editing.add_step(made, phase, "¿Llamar al 112?")
    return made


def test_the_tenth_step_of_a_phase_is_refused_with_the_reason(store):
    def fill(scenario: Scenario) -> Scenario:
        for number in range(10 - len(scenario.of(Phase.CLOSE))):
            scenario, _id = editing.add_step(scenario, Phase.CLOSE, f"Paso {number}")
        return scenario

    assert len(scenario_of(9, Phase.CLOSE).steps) == 9
    before = now(store)

    with pytest.raises(InvalidValue, match=r"Cierre.* 9 "):
        edit(store, DOGS, fill)

    assert now(store) == before


def test_steps_change_places_within_their_phase_only(store):
    before = now(store).scenario
    first, second, *rest = before.of(Phase.BEFORE)
    swapped = (second, first, *rest)

    edit(store, DOGS, lambda scenario: editing.with_steps(scenario, Phase.BEFORE, swapped))

    after = now(store).scenario
    assert after.of(Phase.BEFORE) == swapped
    assert [step for step in after.steps if step.phase is not Phase.BEFORE] == [
        step for step in before.steps if step.phase is not Phase.BEFORE
    ]


def test_a_step_is_changed_and_removed(store):
    step = now(store).scenario.steps[0]

    edit(store, DOGS, lambda scenario: with_step(scenario, replace(step, minutes=7)))
    assert now(store).scenario.steps[0].minutes == 7

    edit(store, DOGS, lambda scenario: without_step(scenario, step.id))
    assert now(store).scenario.step(step.id) is None


@pytest.mark.parametrize("words", ["", "  \u202e\x00 "])
def test_a_step_without_words_is_refused(store, words):
    step = now(store).scenario.steps[0]

    with pytest.raises(InvalidValue, match="qué hay que hacer"):
        edit(store, DOGS, lambda scenario: with_step(scenario, replace(step, text=words)))


def test_a_text_that_is_too_long_is_refused_with_both_figures(store):
    step = now(store).scenario.steps[0]
    long = replace(step, text="a" * 241)

    with pytest.raises(InvalidValue, match=r"241 .* 240"):
        edit(store, DOGS, lambda scenario: with_step(scenario, long))


def test_what_is_pasted_is_cleaned_and_a_text_keeps_its_lines(store):
    question = Question(question="¿Qué\u202e pasó?\n", answer="Nada.\r\nDe verdad.\x07")

    edit(store, DOGS, lambda item: replace(item, questions=(question,), never=(" ", "Mentir ")))

    after = now(store).scenario
    assert after.questions == (Question(question="¿Qué pasó?", answer="Nada.\nDe verdad."),)
    assert after.never == ("Mentir",)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Se corta en {calle}.", "{calle}"),
        ("Un { suelto", "{ suelto"),
        ("{town!r:>99999999}", "{town!r"),
        ("{body.__class__}", "{body."),
        ("} al revés {", "}"),
    ],
)
def test_a_field_that_nobody_fills_in_is_refused_by_its_name(store, typed, said):
    with pytest.raises(InvalidValue) as refused:
        edit(store, DOGS, with_statement(typed))

    assert said in refused.value.sentence
    assert "{next_time}" in refused.value.advice


def test_a_sentence_that_needs_a_step_which_there_is_not_is_refused_by_its_words(store):
    said = (OfflineText(channel="bando", text="[call-nobody: Hemos avisado a Sanidad{at}.]"),)

    with pytest.raises(InvalidValue, match="necesita el paso «call-nobody»"):
        edit(store, DOGS, lambda scenario: replace(scenario, offline=said))


def test_a_sentence_may_need_a_step_that_there_is_and_say_its_hour(store):
    said = (OfflineText(channel="bando", text="[tell-seprona: Hemos avisado{at}.]"),)

    edit(store, DOGS, lambda scenario: replace(scenario, offline=said))

    assert now(store).scenario.offline == said


def test_with_a_step_go_the_sentences_that_say_that_it_was_done(store):
    edit(store, DOGS, lambda scenario: without_step(scenario, "tell-seprona"))

    holding = now(store).scenario.template(StatementKind.HOLDING)
    assert holding is not None
    assert "tell-seprona" not in holding.parts[StatementPart.DOING]
    assert "[ask-papers: " in holding.parts[StatementPart.DOING]


def test_the_fields_that_are_allowed_are_those_that_are_filled_in(store):
    scenario = replace(now(store).scenario, blanks=())
    with store.read() as connection:
        filled = fields.known_fields(connection, scenario, {}, None, None)

    assert set(filled.values) == set(limits.FIELDS)


def test_no_update_is_promised_every_second(store):
    with pytest.raises(InvalidValue, match=r"5 .* 1440"):
        edit(store, DOGS, lambda scenario: replace(scenario, update_minutes=0))


def test_set_aside_it_is_not_offered_and_comes_back_with_its_words(store):
    edit(store, DOGS, named("Cebos"))

    with store.change(Topic.SCENARIOS, label="apartar") as db:
        editing.set_aside(db, DOGS, store.clock.now(), aside=True)

    with store.read() as connection:
        assert DOGS not in [offered.scenario.id for offered in library.in_use(connection)]
    assert listed(store).states == (ScenarioState.SET_ASIDE, ScenarioState.CHANGED)
    with store.change(Topic.SCENARIOS) as db:
        editing.set_aside(db, DOGS, store.clock.now(), aside=False)
    assert (now(store).set_aside, now(store).scenario.title) == (False, "Cebos")


def test_one_that_nobody_changed_can_be_set_aside_too(store):
    before = now(store)

    with store.change(Topic.SCENARIOS, label="apartar") as db:
        editing.set_aside(db, DOGS, store.clock.now(), aside=True)

    assert (now(store).set_aside, now(store).scenario) == (True, before.scenario)
    store.undo()
    assert now(store) == before


def test_the_programs_text_returns_under_a_later_number(store):
    before = now(store)
    edit(store, DOGS, named("Cebos"))

    with store.change(Topic.SCENARIOS, label="volver") as db:
        editing.return_to_program(db, DOGS)

    assert now(store).scenario == before.scenario
    assert now(store).revision == before.revision + 2
    store.undo()
    assert now(store).scenario.title == "Cebos"


def test_what_nobody_changed_yet_is_changed_in_the_language_it_is_read_in(store):
    with store.change(Topic.SCENARIOS) as db:
        editing.adopt(db, DOGS, store.clock.now())

    with i18n.language("en"):
        english = now(store).scenario
        edit(store, DOGS, named("Baits"))

    after = kept(store)
    assert after is not None
    assert (after.scenario, after.base) == (replace(english, title="Baits"), english)


def test_a_scenario_of_the_towns_own_has_the_number_after_the_last(store):
    scenario_id = created(store, "Corte de carretera: ñandúes")

    made = now(store, scenario_id)
    assert scenario_id == "corte-de-carretera-nandues"
    assert made.scenario.number == len(library.SHIPPED) + 1
    assert made.scenario.of(Phase.BEFORE)
    assert listed(store, scenario_id).states == (ScenarioState.OWN,)
    assert created(store, "Corte de carretera: ñandúes") == f"{scenario_id}-2"


def test_it_may_begin_as_a_copy_of_another(store):
    scenario_id = created(store, "Gatos del cementerio", DOGS)

    copy = now(store, scenario_id).scenario
    assert copy.steps == now(store).scenario.steps
    assert (copy.title, copy.number) == ("Gatos del cementerio", len(library.SHIPPED) + 1)


@pytest.mark.parametrize("title", ["", " \x00 ", "a" * 81])
def test_a_scenario_needs_a_title_that_fits(store, title):
    with pytest.raises(InvalidValue), store.change(Topic.SCENARIOS) as db:
        editing.create(db, title, "", store.clock.now())


def test_a_title_in_other_letters_has_an_id_too(store):
    assert created(store, "火事") == "scenario"


def test_ones_own_is_deleted_and_the_programs_is_not(store):
    scenario_id = created(store, "Corte de carretera")

    with store.change(Topic.SCENARIOS, label="borrar") as db:
        editing.delete(db, scenario_id)

    assert kept(store, scenario_id) is None
    store.undo()
    assert kept(store, scenario_id) is not None
    with pytest.raises(InvalidValue), store.change(Topic.SCENARIOS) as db:
        editing.delete(db, DOGS)
    with pytest.raises(InvalidValue), store.change(Topic.SCENARIOS) as db:
        editing.return_to_program(db, scenario_id)


def test_every_scenario_of_the_program_fits_what_a_town_may_write(store):
    for language in i18n.LANGUAGES:
        with i18n.language(language), store.read() as connection:
            for item in listing(connection):
                assert limits.checked(item.scenario) == item.scenario
                assert limits.shortened(item.scenario) == item.scenario
