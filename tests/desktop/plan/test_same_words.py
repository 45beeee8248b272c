"""A field of the plan has one name: on the form, and in the list of what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from core.field_kinds import Amount, Choice, Day, Described, Ref, Refs, Tick
from core.fields import described
from core.plan import review as reviewing
from core.plan.differences import compare
from core.plan.kinds import LevelName, PlanStep, UseName
from core.plan.labels import level_label
from core.plan.model import (
    Account,
    Audience,
    Channel,
    Level,
    NetworkFact,
    Objective,
    Person,
    Plan,
    PrivateChannel,
    Task,
    Use,
)
from core.plan.snapshot import NamedContact, Snapshot
from core.town.model import Town
from desktop.forms.record import RecordForm
from desktop.services import Services
from desktop.widgets.choices import ChoiceRow

NAMES = ("title", "label", "name")
"""A new name is told by the old one, and not by what its field is called."""

PLAN = Plan(
    people=(Person("Alcaldía", id=1), Person("Prensa", id=2)),
    accounts=(Account("@ayto", id=1),),
    objectives=(Objective("Uno", id=1), Objective("Otro", id=2)),
    audiences=(Audience("Mayores", id=1), Audience("Jóvenes", id=2)),
    channels=(Channel("Bando", id=1), Channel("Web", id=2)),
    facts=(NetworkFact(1, "Medida", id=1),),
    uses=(Use(UseName.SERVICE, id=1),),
    levels=(Level(LevelName.RED, id=1),),
    private_channels=(PrivateChannel("Centralita", id=1),),
    tasks=(Task("Responder", id=1),),
)
HOLDERS = (NamedContact(1, "Ana Ruiz"), NamedContact(2, "Luis Gil"))


def two_values(said: Described) -> tuple[Any, Any]:
    """Two values of a field that are not the same."""
    match said:
        case Amount():
            return 1, 2
        case Day():
            return date(2026, 1, 1), date(2027, 1, 1)
        case Tick():
            return False, True
        case Choice():
            first, second, *_rest = said.kind
            return first, second
        case Ref():
            return 1, 2
        case Refs():
            return (("es",), ("ca",)) if said.to == "languages" else ((1,), (2,))
    return "antes", "ahora"


def changes() -> Iterator[str]:
    """What is told when a field of the plan changed, of each field."""
    for attribute in (field.name for field in fields(Plan)):
        things = getattr(PLAN, attribute)
        thing = things[0] if isinstance(things, tuple) and things else things
        if not thing:
            continue
        for name, said in described(type(thing)).items():
            if name in NAMES:
                continue
            plans = [
                replace(PLAN, **{attribute: item if thing is things else (item, *things[1:])})
                for item in (replace(thing, **{name: value}) for value in two_values(said))
            ]
            told = compare(*(Snapshot(plan, Town("Medellín"), HOLDERS) for plan in plans))
            yield told[0].sentence.partition(": ")[2]


def on_forms(bodies: Sequence[QWidget]) -> set[str]:
    """What the fields of all steps are called, where they are changed; without names."""
    called = {
        form.field(name).control.accessibleName()
        for body in bodies
        for form in body.findChildren(RecordForm)
        for name in form.names()
        if name not in NAMES
    }
    # Those of the levels, side by side, are called after their level too.
    for level in LevelName:
        called = {name.removesuffix(f", {level_label(level)}") for name in called}
    return called


@pytest.fixture
def bodies(services: Services, qtbot: QtBot) -> list[QWidget]:
    """The steps, each of their parts looked at once."""
    with services.store.read() as connection:
        review = reviewing.look(connection, services.clock.today())
    made = [import_module(f"desktop.plan.{step}").build(services) for step in PlanStep]
    for body in made:
        qtbot.addWidget(body)
        body.show_review(review)
        for chips in body.findChildren(ChoiceRow):
            for toggle in chips.findChildren(QAbstractButton):
                toggle.click()
    qtbot.waitUntil(lambda: "Tipo de canal" in on_forms(made))
    return made


def test_a_field_is_called_the_same_on_the_form_and_in_the_list_of_changes(bodies):
    names, said = on_forms(bodies), set()
    for told in changes():
        met = [name for name in names if told.startswith(f"{name[:1].lower()}{name[1:]}, ")]
        assert met, told
        said.add(max(met, key=len))
    assert said == names
