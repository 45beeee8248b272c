"""From what does not hold together to where it is mended: the keyboard is in the field meant."""

from dataclasses import MISSING, fields, replace

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QRadioButton,
    QWidget,
)

from core.i18n import ngettext
from core.plan import records, review
from core.plan.findings import Finding, FixTarget
from core.plan.kinds import LevelName, PlanStep, Reach, Severity
from core.plan.labels import level_label
from core.plan.model import Charter
from core.plan.review import PlanReview
from core.roster import records as roster_records
from core.store import Topic
from desktop.forms.list_editor import ListEditor
from desktop.forms.record import RecordForm
from desktop.plan.channel.matrix import ReachCard
from desktop.roster.editor import ContactEditor
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.widgets.matrix.matrix import Matrix
from desktop.widgets.stepper import Stepper
from tests.desktop.hands import Key, here, labels, press, push_soon, type_over


def looked_at(services: Services) -> PlanReview:
    with services.store.read() as connection:
        return review.look(connection, services.clock.today())


def shell() -> Shell:
    window = QApplication.activeWindow()
    assert isinstance(window, Shell)
    return window


SPOKEN = {
    "hats": "Decide",
    "reach": "Qué público está en qué canal",
    "evidence": "De dónde sale",
    "facts": "Tamaños y límites de la red",
    "phones": "Teléfono 1",
    "verified_on": "Sigue igual",
    "substitute_id": "Suplente",
    "name": "Nombre",
}
"""What a screen reader says where no form of the plan has a field of that name."""


def astray(place: FixTarget) -> str:
    """What is wrong with where the keyboard is now, for a finding of that place; or nothing."""
    # What is built on its first visit is shown a moment later.
    QApplication.processEvents()
    now, item = here(), place.item_id or place.first
    if place.kind == "contact" and item:
        shown = next(editor for editor in shell().findChildren(ContactEditor) if editor.isVisible())
        if shown.contact.id != item:
            return f"card {shown.contact.id}"
    elif item and place.kind not in ("charter", "level", ""):
        editors = [editor for editor in shell().findChildren(ListEditor) if editor.isVisible()]
        chosen = [getattr(editor.item(), "id", 0) for editor in editors]
        tables = [matrix for matrix in shell().findChildren(Matrix) if matrix.hasFocus()]
        if item not in [
            *chosen,
            *(cell for table in tables for cell in table.current_cell() or ()),
        ]:
            return f"another item is shown: {chosen}"
    if place.field in SPOKEN:
        return "" if now.accessibleName() == SPOKEN[place.field] else now.accessibleName()
    if place.field == "new":
        return "" if now.accessibleName().startswith("Añadir") else now.accessibleName()
    if not place.field or (place.field == "hours_week" and not item):
        return "lost" if lost() else ""
    # The four levels are side by side, each with its fields.
    level = level_label(list(LevelName)[item - 1]) if place.kind == "level" else ""
    forms = [form for form in shell().findChildren(RecordForm) if form.has_field(place.field)]
    controls = [form.field(place.field).control for form in forms]
    seen = [made for made in controls if made.isVisible()]
    wanted = [made for made in seen if made.accessibleName().endswith(level)]
    return "" if any(made is now or made.isAncestorOf(now) for made in wanted) else str(now)


def lost() -> bool:
    """Whether a person who types now types into nothing."""
    now = QApplication.focusWidget()
    if now is None or any(stepper.isAncestorOf(now) for stepper in shell().findChildren(Stepper)):
        return True
    return type(now) is QWidget or (isinstance(now, QAbstractScrollArea) and not now.focusPolicy())


def worn_out(services: Services) -> None:
    """Takes from the plan what holds it together: nearly every rule finds something."""
    with services.store.change(Topic.PLAN, Topic.ROSTER, label="estropear") as db:
        plan = records.load(db.conn)
        now = services.clock.now()
        for contact in roster_records.everyone(db.conn)[:4]:
            bare = replace(contact, phones=(), verified_on=None, substitute_id=None)
            roster_records.replace(db, bare, now)
        for presence in plan.presences:
            records.set_reach(db, replace(presence, reach=Reach.NONE))
        for channel in plan.channels:
            records.save(db, replace(channel, owner_id=None, posts_week=None, purpose=""))
        for objective in plan.objectives:
            records.save(db, replace(objective, target=None, due_on=None, channels=()))
        for person in plan.people[:2]:
            records.save(db, replace(person, hours_week=0.5))


def emptied(services: Services) -> None:
    """Leaves of the plan its name and its period."""
    with services.store.change(Topic.PLAN, label="vaciar") as db:
        plan = records.load(db.conn)
        kinds = ("objectives", "audiences", "channels", "tasks", "private_channels", "accounts")
        for other in (item for kind in kinds for item in getattr(plan, kind)):
            records.delete(db, type(other), other.id)
        for level in plan.levels:
            records.save(db, replace(level, told=(), approver_id=None, minutes=None))
        bare = {item.name: item.default for item in fields(Charter) if item.default is not MISSING}
        records.save(db, replace(plan.charter, **bare))


def one_of_each(services: Services) -> list[Finding]:
    """Of every kind of place one finding."""
    kinds: dict[tuple[str, str], Finding] = {}
    for finding in looked_at(services).open:
        kinds.setdefault((finding.rule, finding.place.field), finding)
    return list(kinds.values())


def test_whatever_is_found_the_keyboard_goes_where_it_can_be_mended(town):
    wrong, rules = [], set()
    for wear in (lambda _services: None, worn_out, emptied):
        wear(town)
        for finding in one_of_each(town):
            rules.add(finding.rule)
            town.go("settings")
            town.go("plan", finding.place)
            if found := astray(finding.place):
                wrong.append(f"{finding.rule}: {finding.place} {found}")

    assert "\n".join(wrong) == ""
    assert len(rules) > 20


def test_contacts_that_are_still_suggestions_lead_to_the_first_of_them(services, qtbot):
    found = next(item for item in looked_at(services).open if item.rule == "contacts-suggested")
    with services.store.read() as connection:
        cards = {record.id: record for record in roster_records.everyone(connection)}
    last = next(card for card in reversed(cards.values()) if card.id != found.place.first)
    services.go("roster", last.id)

    services.go("plan", found.place)
    type_over(qtbot, "Rosa Gil")
    press(qtbot, Key.Key_Tab)

    def named() -> str:
        with services.store.read() as connection:
            record = roster_records.one(connection, found.place.first)
        return record.name if record else ""

    assert cards[found.place.first].suggested
    qtbot.waitUntil(lambda: named() == "Rosa Gil")


def test_suggestions_of_a_step_lead_to_the_first_that_nobody_has_looked_at(services, qtbot):
    waiting = [other for other in looked_at(services).open if other.rule == "suggestions-waiting"]
    for finding in waiting:
        services.go("plan", finding.place)
        assert astray(finding.place) == ""
    assert len(waiting) > 3


def test_a_channel_that_reaches_nobody_is_mended_in_its_row_of_the_table(town, qtbot):
    finding = next(
        other for other in looked_at(town).open if other.rule == "channel-without-audience"
    )

    town.go("plan", finding.place)
    press(qtbot, "2")

    def reached() -> list[Reach]:
        with town.store.read() as connection:
            there = records.load(connection).presences
        return [each.reach for each in there if each.channel_id == finding.place.item_id]

    assert shell().findChild(ReachCard).isAncestorOf(here())
    qtbot.waitUntil(lambda: Reach.SOME in reached())
    assert finding.rule not in [each.rule for each in looked_at(town).open]


def test_one_key_goes_from_one_thing_to_mend_to_the_next_and_back(town, qtbot):
    there = [finding for finding in looked_at(town).open if finding.place.kind != "contact"]
    town.go("plan", PlanStep.OBJECTIVES)

    press(qtbot, Key.Key_F8)
    qtbot.waitUntil(lambda: there[0].sentence in labels(shell()))
    press(qtbot, Key.Key_F8)
    qtbot.waitUntil(lambda: there[1].sentence in labels(shell()))
    assert not lost()


@pytest.mark.parametrize("last_page", ["today"])
def test_header_tab_stepper_and_hoy_count_the_same_things_to_mend(town, qtbot):
    count = len(looked_at(town).to_mend)
    assert any(finding.severity is Severity.HINT for finding in looked_at(town).open)
    told = ngettext("one thing to fix", "{count} things to fix", count).format(count=count)
    title = ngettext("Fix one thing in the plan", "Fix {count} things in the plan", count)

    def chores() -> str:
        return " ".join(row.accessibleName() for row in shell().findChildren(QAbstractButton))

    # What comes first of the week is seen, and the rest on demand.
    push_soon(qtbot, shell(), "Ver ")
    qtbot.waitUntil(lambda: title.format(count=count) in chores())

    town.go("plan", PlanStep.REVIEW)

    chips = [button.text() for button in shell().findChildren(QRadioButton) if button.isVisible()]
    assert f"Por arreglar {count}" in chips
    assert any(label.endswith(told) for label in labels(shell()))
