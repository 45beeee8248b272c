"""What changed between two plans is told in words, whatever changed."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date

import pytest

from core.fields import described, label
from core.plan import differences, field_values
from core.plan.charter import charter_step
from core.plan.differences import DifferenceKind
from core.plan.kinds import (
    AccountVerdict,
    Frequency,
    Judged,
    LanguagePolicy,
    LevelName,
    ObjectiveScope,
    PlanStep,
    Raci,
    Reach,
    UseName,
)
from core.plan.model import (
    Account,
    Assignment,
    Audience,
    Channel,
    Charter,
    Level,
    Measurement,
    NetworkFact,
    Objective,
    Person,
    Plan,
    Presence,
    PrivateChannel,
    Task,
    Use,
)
from core.plan.snapshot import NamedContact, Snapshot
from core.plan.wording import changed_places
from core.roster.model import Hat
from core.town.model import Town
from tests.core.in_turn import in_turn

REACH = Objective("Llegar a todos", id=1, unit="people", baseline=5000, target=8000)
YOUNG = Audience("Jóvenes", id=1, size=200)
OLD = Audience("Mayores", id=2)
WEB = Channel("Web", id=1, posts_week=1)
INSTAGRAM = Channel("Instagram", id=2)
MAYOR, CLERK = Person("Alcaldía", id=1), Person("Administración", id=2)
ANSWER = Task("Responder", id=1, hours_week=2)
PLAN = Plan(
    charter=Charter(start_on=date(2026, 1, 1), style="Claro y breve, de usted."),
    people=(MAYOR, CLERK),
    accounts=(Account("@ayto", id=1),),
    objectives=(REACH,),
    audiences=(YOUNG, OLD),
    channels=(WEB, INSTAGRAM),
    facts=(NetworkFact(2, "Story", id=1, value="1080 × 1920 px"),),
    presences=(Presence(1, 2, Reach.SOME, id=1),),
    uses=(Use(UseName.SERVICE, id=3, share=10),),
    levels=(Level(LevelName.RED, id=4, minutes=30),),
    private_channels=(PrivateChannel("WhatsApp", id=1),),
    tasks=(ANSWER,),
    assignments=(Assignment(1, 2, Raci.RESPONSIBLE, id=1),),
)
BEFORE = Snapshot(PLAN, Town("Medellín", population=2241))


pytestmark = pytest.mark.usefixtures("english")


def told(after: Plan, before: Plan = PLAN) -> list[str]:
    found = differences.compare(replace(BEFORE, plan=before), replace(BEFORE, plan=after))
    return [difference.sentence for difference in found]


def told_of_holders(before: Sequence[NamedContact], after: Sequence[NamedContact]) -> list[str]:
    found = differences.compare(
        replace(BEFORE, holders=tuple(before)), replace(BEFORE, holders=tuple(after))
    )
    return [difference.sentence for difference in found]


def test_the_same_plan_has_no_differences():
    assert told(PLAN) == []


def test_order_readings_and_suggestion_marks_do_not_count():
    after = replace(
        PLAN,
        audiences=(replace(OLD, position=1, suggested="Propuesto."), replace(YOUNG, position=2)),
        measurements=(Measurement(1, date(2026, 6, 30), 5),),
    )
    assert told(after) == []


def test_a_figure_that_changed_says_its_unit_once():
    after = replace(PLAN, objectives=(replace(REACH, target=10000),))
    assert told(after) == ["Objective “Llegar a todos”: target, from 8,000 to 10,000 people."]


def test_a_figure_whose_unit_changed_says_both():
    after = replace(PLAN, objectives=(replace(REACH, unit="%", baseline=5, target=80),))
    assert told(after) == [
        "Objective “Llegar a todos”: unit, from “people” to “%”.",
        "Objective “Llegar a todos”: baseline, from 5,000 people to 5%.",
        "Objective “Llegar a todos”: target, from 8,000 people to 80%.",
    ]


def test_a_new_name_is_told_by_the_old_one():
    after = replace(PLAN, audiences=(replace(YOUNG, title="Menores de 30"), OLD))
    assert told(after) == ["Audience “Menores de 30”: it used to be called “Jóvenes”."]


def test_what_came_and_what_went_is_told_with_its_kind_and_its_step():
    after = replace(PLAN, audiences=(YOUNG, Audience("Visitantes", id=3)))
    found = differences.compare(BEFORE, replace(BEFORE, plan=after))
    assert [(difference.step, difference.kind, difference.sentence) for difference in found] == [
        (
            PlanStep.AUDIENCES,
            DifferenceKind.REMOVED,
            "Audience “Mayores”: no longer in the plan.",
        ),
        (PlanStep.AUDIENCES, DifferenceKind.ADDED, "Audience “Visitantes”: new in the plan."),
    ]


def test_what_is_gone_is_told_at_the_step_where_it_was():
    steps = {
        "accounts": PlanStep.START,
        "objectives": PlanStep.OBJECTIVES,
        "audiences": PlanStep.AUDIENCES,
        "channels": PlanStep.CHANNELS,
        "facts": PlanStep.CHANNELS,
        "private_channels": PlanStep.PROTOCOL,
        "people": PlanStep.PEOPLE,
        "tasks": PlanStep.PEOPLE,
    }
    told = {}
    for name in steps:
        after = replace(BEFORE, plan=replace(PLAN, **{name: ()}))
        found = differences.compare(BEFORE, after)
        gone = [each.step for each in found if each.kind is DifferenceKind.REMOVED]
        told[name] = gone[0]
    assert told == steps


def test_differences_follow_the_steps():
    after = replace(
        PLAN,
        tasks=(),
        objectives=(),
        charter=replace(PLAN.charter, review="Cada año.", brand="Escudo"),
        levels=(replace(PLAN.levels[0], minutes=15),),
    )
    found = differences.compare(BEFORE, replace(BEFORE, plan=after))
    assert [difference.step for difference in found] == [
        PlanStep.START,
        PlanStep.OBJECTIVES,
        PlanStep.PROTOCOL,
        PlanStep.PEOPLE,
        PlanStep.REVIEW,
    ]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            Charter(start_on=date(2026, 1, 1)),
            Charter(start_on=date(2027, 1, 1)),
            "Plan: first day of the plan, from 1 January 2026 to 1 January 2027.",
        ),
        (
            Charter(),
            Charter(answer_hours=24),
            "Plan: office hours until the answer, was empty, now 24.",
        ),
        (
            Charter(rules_body="Pleno"),
            Charter(),
            "Plan: authority that approved the rules, now empty, was “Pleno”.",
        ),
        (
            Charter(),
            Charter(language_policy=LanguagePolicy.ALL),
            (
                "Plan: languages of publication, from “Everything in the main language”"
                " to “Everything in all languages”."
            ),
        ),
    ],
)
def test_a_short_field_says_what_it_was_and_what_it_is(before, after, sentence):
    assert told(replace(PLAN, charter=after), replace(PLAN, charter=before)) == [sentence]


LONG = (
    "Escribimos claro y breve, de usted, sin siglas. Respondemos en 24 horas de oficina. "
    "No publicamos fotografías de menores sin el permiso escrito de su familia. "
    "Cada imagen lleva su texto alternativo."
)


def told_of_style(before: str, after: str) -> list[str]:
    plans = [replace(PLAN, charter=Charter(style=text)) for text in (before, after)]
    return told(plans[1], plans[0])


def test_a_long_text_shows_the_place_that_changed():
    assert told_of_style(LONG, LONG.replace("24 horas", "48 horas")) == [
        (
            "Plan: style, where it said “… siglas. Respondemos en 24 horas de oficina. …”"
            " it says “… siglas. Respondemos en 48 horas de oficina. …”."
        )
    ]


def test_a_long_text_says_in_how_many_more_places_it_changed():
    twice = LONG.replace("24 horas", "48 horas").replace("texto", "pie")
    assert told_of_style(LONG, twice)[0].endswith("It changed in one more place.")
    assert told_of_style(LONG, "Norma. " + twice)[0].endswith("It changed in 2 more places.")


def test_a_text_that_came_went_was_rewritten_or_only_broken_otherwise():
    assert told_of_style("", LONG) == [
        "Plan: style, text added: “Escribimos claro y breve, de usted, sin siglas.…”"
    ]
    assert told_of_style(LONG, "")[0].startswith("Plan: style, text removed: “Escribimos")
    assert told_of_style(LONG, "Otra cosa muy distinta, " * 5) == ["Plan: style, text rewritten."]
    assert told_of_style(LONG, LONG.replace(". ", ".\n")) == [
        "Plan: style, only spaces and line breaks changed."
    ]


def test_changes_near_each_other_are_one_place_and_a_long_one_is_cut():
    assert changed_places("a b c d e f g h", "a X c Y e f g h") == [
        ("a b c d e f g …", "a X c Y e f g …")
    ]
    [(old, new)] = changed_places("uno dos tres", "uno dos tres " + "más " * 50) or []
    assert old == "uno dos tres"
    assert new.endswith("más …")
    assert len(new.split()) == 17


def test_a_cell_of_the_matrix_says_the_audience_and_the_channel():
    after = replace(
        PLAN,
        presences=(Presence(1, 2, Reach.MANY, id=1), Presence(2, 1, Reach.FEW, id=2)),
    )
    assert told(after) == [
        "Audience “Jóvenes” on Instagram: from some to many.",
        "Audience “Mayores” on Web: from none to few.",
    ]


def test_new_evidence_is_told():
    after = replace(PLAN, presences=(Presence(1, 2, Reach.SOME, id=1, evidence="Encuesta"),))
    assert told(after) == ["Audience “Jóvenes” on Instagram: the evidence changed."]


def test_many_cells_of_one_audience_are_one_sentence():
    channels = tuple(Channel(f"Canal {number}", id=number) for number in range(1, 8))
    before = replace(PLAN, channels=channels, presences=(), facts=())
    after = replace(before, presences=tuple(Presence(1, item.id, Reach.FEW) for item in channels))
    assert told(after, before) == ["Audience “Jóvenes”: its presence changed on 7 channels."]


def test_what_went_with_a_channel_is_not_told_again():
    objective = replace(REACH, channels=(1, 2))
    before = replace(PLAN, objectives=(objective,))
    after = replace(
        PLAN,
        objectives=(replace(objective, channels=(1,)),),
        channels=(WEB,),
        facts=(),
        presences=(),
    )
    assert told(after, before) == ["Channel “Instagram”: no longer in the plan."]


def test_what_came_with_a_channel_is_not_told_again():
    after = replace(PLAN, facts=(NetworkFact(2, "Vídeo", id=7, value="90 s"),))
    before = replace(after, channels=(WEB,), facts=(), presences=())
    assert told(after, before) == ["Channel “Instagram”: new in the plan."]


def test_lists_inside_an_item_say_what_came_and_what_went():
    before = replace(PLAN, objectives=(replace(REACH, channels=(1,)),))
    after = replace(PLAN, objectives=(replace(REACH, channels=(2,)),))
    assert told(after, before) == [
        "Objective “Llegar a todos”: channels, added Instagram.",
        "Objective “Llegar a todos”: channels, removed Web.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (None, Raci.CONSULTED, "Task “Responder”: Alcaldía is now C (is consulted)."),
        (Raci.INFORMED, None, "Task “Responder”: Alcaldía is no longer I (is informed)."),
        (
            Raci.ACCOUNTABLE,
            Raci.BOTH,
            (
                "Task “Responder”: Alcaldía, from A (approves and answers for it)"
                " to R/A (does it and answers for it)."
            ),
        ),
        (None, Raci.RESPONSIBLE, "Task “Responder”: Alcaldía is now R (does it)."),
    ],
)
def test_a_cell_of_raci_says_the_task_the_post_and_the_role(old, new, sentence):
    before, after = (
        replace(PLAN, assignments=(Assignment(1, 1, role),) if role else ()) for role in (old, new)
    )
    assert told(after, before) == [sentence]


def test_owners_are_told_by_the_name_of_their_post():
    before = replace(PLAN, channels=(replace(WEB, owner_id=1), INSTAGRAM))
    after = replace(PLAN, channels=(replace(WEB, owner_id=2, urgent=True), INSTAGRAM))
    assert told(after, before) == [
        "Channel “Web”: responsible, from Alcaldía to Administración.",
        "Channel “Web”: urgent notices, from no to yes.",
    ]


def test_uses_levels_facts_and_accounts_are_told_by_their_names():
    after = replace(
        PLAN,
        uses=(replace(PLAN.uses[0], share=25),),
        levels=(replace(PLAN.levels[0], minutes=15, told=(1,)),),
        facts=(replace(PLAN.facts[0], value="1080 × 1900 px"),),
        accounts=(replace(PLAN.accounts[0], verdict=AccountVerdict.KEEP, holders=(1, 2)),),
    )
    assert told(after) == [
        "Account “@ayto”: who can get in, added Alcaldía, Administración.",
        "Account “@ayto”: decision, from “Not decided yet” to “Keep it open”.",
        "Channel “Instagram”, fact “Story”: value, from “1080 × 1920 px” to “1080 × 1900 px”.",
        "Use “Citizen service”: share of the posts, from 10% to 25%.",
        "Crisis level “Red”: who is told, added Alcaldía.",
        "Crisis level “Red”: minutes to the first notice, from 30 to 15.",
    ]


def test_contacts_hats_and_substitutes_are_part_of_the_plan():
    ana = NamedContact(1, "Ana Ruiz", "Alcaldesa", (Hat.DECIDES,), 2)
    luis, eva = NamedContact(2, "Luis Gil"), NamedContact(3, "Eva Mora")
    assert told_of_holders(
        [ana, luis, eva],
        [
            replace(ana, substitute_id=3),
            replace(luis, hats=(Hat.DECIDES,)),
            replace(eva, name="Eva Mora Díaz", post="Prensa"),
        ],
    ) == [
        "In a crisis, “Decides”: from Ana Ruiz to Ana Ruiz, Luis Gil.",
        "Deputy of Ana Ruiz in a crisis: from Luis Gil to Eva Mora Díaz.",
        "Contact “Eva Mora Díaz”: it used to be called “Eva Mora”.",
        "Contact “Eva Mora Díaz”: role, was empty, now Prensa.",
    ]


def test_the_holder_of_a_post_is_told_as_each_plan_knew_them():
    ana, luis = NamedContact(1, "Ana Ruiz"), NamedContact(2, "Luis Gil")
    before = Snapshot(Plan(people=(replace(MAYOR, contact_id=1),)), BEFORE.town, (ana,))
    after = Snapshot(Plan(people=(replace(MAYOR, contact_id=2),)), BEFORE.town, (luis,))
    vacant = Snapshot(Plan(people=(MAYOR,)), BEFORE.town)
    found = [differences.compare(before, snapshot)[0].sentence for snapshot in (after, vacant)]
    assert found == [
        "Role “Alcaldía”: who holds it, from Ana Ruiz to Luis Gil.",
        "Role “Alcaldía”: who holds it, now empty, was Ana Ruiz.",
    ]


def test_facts_of_the_town_are_told_too():
    town = replace(BEFORE.town, population=2198, population_year=2026, languages=("es", "ca"))
    found = differences.compare(BEFORE, replace(BEFORE, town=town))
    assert [difference.sentence for difference in found] == [
        "Town: population, from 2,241 to 2,198.",
        "Town: year of the population figure, was empty, now 2026.",
        "Town: languages, added Catalan or Valencian.",
    ]


def test_every_choice_has_its_words():
    parent = Objective("Ser cercanos", id=9, scope=ObjectiveScope.GENERAL)
    changed = replace(
        REACH, parent_id=9, judged=Judged.QUALITATIVE, every=Frequency.MONTHLY, baseline=2, target=4
    )
    before = replace(PLAN, objectives=(REACH, parent))
    assert told(replace(PLAN, objectives=(changed, parent)), before) == [
        "Objective “Llegar a todos”: general objective, was empty, now Ser cercanos.",
        "Objective “Llegar a todos”: how it is judged, from “Quantitative” to “Qualitative”.",
        "Objective “Llegar a todos”: baseline, from 5,000 people to 2 of 5.",
        "Objective “Llegar a todos”: target, from 8,000 people to 4 of 5.",
        "Objective “Llegar a todos”: measured, from “Every three months” to “Every month”.",
    ]


def test_a_network_is_told_by_its_name():
    after = replace(PLAN, channels=(WEB, replace(INSTAGRAM, kind="instagram")))
    assert told(after) == ["Channel “Instagram”: kind of channel, was empty, now Instagram."]
    own = replace(INSTAGRAM, kind="pigeons")
    assert field_values.field_in_words(own, "kind", BEFORE) == "pigeons"


@in_turn(
    "kind",
    [
        *(Charter, Person, Account, Objective, Audience, Channel, NetworkFact, Use, Level),
        *(PrivateChannel, Task),
    ],
)
def test_every_field_that_a_person_fills_in_has_a_label(kind):
    ours = {"id", "position", "suggested", "channel_id"}
    if kind in (Use, Level):
        ours.add("name")
    wanted = {field.name for field in fields(kind)} - ours
    assert set(described(kind)) == wanted
    assert all(label(kind, text) for text in wanted)


def test_each_field_of_the_charter_has_its_step():
    assert charter_step("brand") is PlanStep.START
    assert charter_step("style") is PlanStep.USES
    assert charter_step("rules") is PlanStep.PROTOCOL
    assert charter_step("review") is PlanStep.REVIEW
