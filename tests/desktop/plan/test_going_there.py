"""From what does not hold together to where it is mended: the keyboard is in the field meant."""

from dataclasses import MISSING, fields, replace

from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from core.i18n import _, ngettext
from core.plan import records, review
from core.plan.findings import Finding
from core.plan.kinds import Reach, Severity, Step
from core.plan.model import Charter
from core.plan.review import Review
from core.roster import records as roster_records
from core.store import Topic
from desktop.plan.channel_reach import ReachCard
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.widgets.stepper import Stepper
from tests.desktop.hands import Key, here, labels, press


def looked_at(services: Services) -> Review:
    with services.store.read() as connection:
        return review.look(connection, services.clock.today())


def shell() -> Shell:
    window = QApplication.activeWindow()
    assert isinstance(window, Shell)
    return window


def lost() -> bool:
    """Whether a person who types now types into nothing."""
    now = QApplication.focusWidget()
    if now is None or any(one.isAncestorOf(now) for one in shell().findChildren(Stepper)):
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
        for one in (item for kind in kinds for item in getattr(plan, kind)):
            records.delete(db, type(one), one.id)
        for level in plan.levels:
            records.save(db, replace(level, told=(), approver_id=None, minutes=None))
        bare = {one.name: one.default for one in fields(Charter) if one.default is not MISSING}
        records.save(db, replace(plan.charter, **bare))


def one_of_each(services: Services) -> list[Finding]:
    """Of every kind of place one finding."""
    kinds: dict[tuple[str, str], Finding] = {}
    for one in looked_at(services).open:
        kinds.setdefault((one.rule, one.place.field), one)
    return list(kinds.values())


def test_whatever_is_found_the_keyboard_goes_where_it_can_be_mended(town: Services) -> None:
    wrong, rules = [], set()
    for wear in (lambda _services: None, worn_out, emptied):
        wear(town)
        for one in one_of_each(town):
            rules.add(one.rule)
            town.go("today")
            town.go("plan", one.place)
            if lost():
                wrong.append(f"{one.rule}: {one.place} {QApplication.focusWidget()}")

    assert wrong == []
    assert len(rules) > 20


def test_a_channel_that_reaches_nobody_is_mended_in_its_row_of_the_table(
    town: Services, qtbot: QtBot
) -> None:
    one = next(one for one in looked_at(town).open if one.rule == "channel-without-audience")

    town.go("plan", one.place)
    press(qtbot, "2")

    def reached() -> list[Reach]:
        with town.store.read() as connection:
            there = records.load(connection).presences
        return [each.reach for each in there if each.channel_id == one.place.item_id]

    assert shell().findChild(ReachCard).isAncestorOf(here())
    qtbot.waitUntil(lambda: Reach.SOME in reached())
    assert one.rule not in [each.rule for each in looked_at(town).open]


def test_one_key_goes_from_one_thing_to_mend_to_the_next_and_back(
    town: Services, qtbot: QtBot
) -> None:
    there = [one for one in looked_at(town).open if one.place.kind != "contact"]
    town.go("plan", Step.OBJECTIVES)

    press(qtbot, Key.Key_F8)
    qtbot.waitUntil(lambda: there[0].sentence in labels(shell()))
    press(qtbot, Key.Key_F8)
    qtbot.waitUntil(lambda: there[1].sentence in labels(shell()))
    assert not lost()


def test_header_tab_stepper_and_hoy_count_the_same_things_to_mend(
    town: Services, qtbot: QtBot
) -> None:
    count = len(looked_at(town).to_mend)
    assert any(one.severity is Severity.HINT for one in looked_at(town).open)
    told = ngettext("one thing to mend", "{count} things to mend", count).format(count=count)
    title = ngettext("One thing to mend in the plan", "{count} things to mend in the plan", count)
    qtbot.waitUntil(lambda: title.format(count=count) in labels(shell()))

    town.go("plan", Step.REVIEW)

    chips = [one.text() for one in shell().findChildren(QRadioButton) if one.isVisible()]
    assert f"{_('To mend')} {count}" in chips
    assert any(one.endswith(told) for one in labels(shell()))
