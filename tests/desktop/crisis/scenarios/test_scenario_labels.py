"""A field has one name: on the form, and in the list of what the program changed."""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from core.crisis.scenarios import library
from core.crisis.scenarios.updates import differences
from desktop.crisis.scenarios import actions
from desktop.crisis.scenarios.library import Scenarios
from desktop.services import Services
from tests.desktop import hands

DOGS = "poisoned-animals"

ON_NO_FORM = {"Número de la hoja", "Fase", "Qué lo marca"}

PARTS = {"blanks": "statements", "injects": "drill"}
"""On which form a list is changed; others are on that of their own name."""


@pytest.fixture
def view(services: Services, qtbot: QtBot) -> Iterator[Scenarios]:
    view = Scenarios(services)
    qtbot.addWidget(view)
    view.resize(1110, 660)
    view.show()
    view.show_target(DOGS)
    actions.adopt(services, view.chosen().scenario)
    qtbot.waitUntil(lambda: "Añadir paso" in [item.text().strip() for item in hands.buttons(view)])
    yield view
    view.hide()


def on_forms(view: Scenarios, part: str) -> set[str]:
    """What the fields of a part are called, where they are changed."""
    view.show_part(part)
    found = [
        widget
        for kind in (QLineEdit, QPlainTextEdit, QComboBox)
        for widget in view.findChildren(kind)
        if widget.isVisible()
    ]
    return {widget.accessibleName() for widget in found}


def each(value: Any, change: Callable[[Any], Any]) -> Any:
    """All that is said in a part of a scenario, changed; what has an id keeps it."""
    match value:
        case Struct():
            names = [name for name in value.__struct_fields__ if name != "id"]
            return replace(value, **{name: each(getattr(value, name), change) for name in names})
        case tuple():
            return tuple(each(item, change) for item in value)
        case dict():
            return {key: each(item, change) for key, item in value.items()}
    return change(value)


def plain(value: Any) -> Any:
    """Something said, without a colon, which in the list of changes ends the name of a field."""
    return (value.replace(": ", ", ") or "algo") if type(value) is str else value


def otherwise(value: Any) -> Any:
    """Another value of the same kind."""
    match value:
        case Enum():
            members = list(type(value))
            return members[members.index(value) - 1]
        case str():
            return f"{value}, antes"
        case int():
            return value + 1
    return value


def in_comparison() -> dict[str, set[str]]:
    """By part, what the list of changes calls each field when all of them are another."""
    shipped = library.shipped(DOGS)
    assert shipped is not None
    now = each(shipped, plain)
    kind = now.statements[0].kind
    steps = tuple(replace(step, minutes=5, statement=kind) for step in now.steps)
    now = replace(now, steps=steps)
    before = each(now, otherwise)
    found: dict[str, set[str]] = {}
    for difference in differences(before, before, now):
        part, apart, _rest = difference.key.partition("/")
        lines = difference.newer.splitlines() if apart or part == "drill" else []
        names = {line.partition(": ")[0] for line in lines if ": " in line}
        sheet = part in ("never", "facts", "sources", "words") or not (apart or part == "drill")
        where = "sheet" if sheet else PARTS.get(part, part)
        found.setdefault(where, set()).update({difference.name} if sheet else names)
    return found


def test_a_field_is_called_the_same_on_the_form_and_in_the_list_of_changes(view):
    said = in_comparison()
    for part in ("steps", "sheet", "statements", "calls", "questions", "offline", "drill"):
        assert said[part] - ON_NO_FORM == on_forms(view, part), part
