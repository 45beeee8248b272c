"""The sheet of a scenario: one page to act by, in the first minutes and until the close.

That of an incident that is open is the same, with what is known written in.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.crisis import desk as desks
from core.crisis.desk import Desk
from core.crisis.document.ground import Ground, ground
from core.crisis.document.times import short_day
from core.crisis.kinds import Phase
from core.crisis.labels import mode_label, phase_label
from core.crisis.model import Tick, TickState
from core.crisis.people import callees, number
from core.crisis.records import scenarios as scenario_records
from core.crisis.scenario import CallGroup, Scenario, ScenarioStep
from core.crisis.scenarios import Offered
from core.days import clock_time
from core.documents.glyphs import shorten
from core.documents.model import (
    Block,
    Box,
    Check,
    Checklist,
    Document,
    Field,
    Fields,
    Foot,
    KeyNumber,
)
from core.errors import DocumentTrouble
from core.i18n import Language, _
from core.plan.labels import level_label
from core.roster.model import Contact, Kind, dial_uri, hat_label
from core.store import Connection
from core.text import loose

EMERGENCIES = "112"
MOST_PHONES = 6
MOST_NEVERS = 6
_MOST_NAME = 24
"""Characters under the hat that stay on one line."""
_MOST_LABEL = 52
_MOST_NEVER = 120
_BY_HAND = "_" * 12
_MOST_TITLE = 40
"""Characters that stand on the line of the incident."""


def sheet(connection: Connection, language: Language, today: date, offered: Offered) -> Document:
    """The sheet of a scenario in the current language, which is `language`, on one page.

    `offered` is the scenario as `core.crisis.scenarios` gives it in that language.
    """
    return drawn(ground(connection, language, today), offered)


def drawn(ground: Ground, offered: Offered) -> Document:
    """The same from what was read already."""
    scenario = offered.scenario
    opening = Fields(
        (
            Field(_("Incident"), 2.4),
            Field(_("Date"), 1.0),
            Field(_("Start time"), 1.0),
            Field(_("Filled in by"), 1.5),
        )
    )
    never = tuple(shorten(one, _MOST_NEVER) for one in scenario.never[:MOST_NEVERS])
    box = Box(_("Never"), never or (_("Speak before knowing"),))
    foot = Foot(box, _("Phones"), tuple(_phones(ground, scenario))[:MOST_PHONES])
    return ground.sheet(
        scenario.code,
        scenario.title,
        (opening, *_phases(ground, scenario), foot),
        kicker=_("Crisis sheet"),
        subtitle=scenario.danger,
        version=offered.revision,
        urgent=True,
    )


def page_count(connection: Connection, language: Language, today: date, offered: Offered) -> int:
    """On how many pages the sheet of a scenario goes; one, unless it grew very long."""
    from core.documents import preview, render

    return preview.page_count(render.render(sheet(connection, language, today, offered), ".pdf"))


def _phases(ground: Ground, scenario: Scenario) -> Iterator[Checklist]:
    start = 0
    for phase in Phase:
        steps = scenario.of(phase)
        if not steps:
            continue
        end = max((one.minutes for one in steps if one.minutes is not None), default=None)
        time = _("{start}–{end} min").format(start=start, end=end) if (end or 0) > start else ""
        if phase is Phase.UPDATES:
            time = _("every {count} min").format(count=scenario.update_minutes)
        yield Checklist(
            phase_label(phase),
            tuple(_check(ground, one) for one in steps),
            time,
            mode_label(phase),
        )
        start = max(start, end or 0)


def _check(ground: Ground, step: ScenarioStep) -> Check:
    wearer = ground.wearers[step.hat]
    return Check(step.text, step.help, hat_label(step.hat), _short_name(wearer) if wearer else "")


def _short_name(contact: Contact) -> str:
    """The post, which outlasts whoever holds it, or the name; nothing when neither fits."""
    fitting = (text for text in (contact.post, contact.name) if 0 < len(text) <= _MOST_NAME)
    return next(fitting, "")


def _phones(ground: Ground, scenario: Scenario) -> Iterator[KeyNumber]:
    """The emergency number, then one number for each call, each number once."""
    yield KeyNumber(_("Emergencies"), EMERGENCIES, dial_uri(EMERGENCIES))
    said = {EMERGENCIES}
    for call in scenario.calls:
        found = [one for one in callees(ground.contacts, call) if number(one)]
        new = next((one for one in found if number(one) not in said), None)
        if new is not None:
            said.add(number(new))
            yield KeyNumber(_label(call, new), number(new), dial_uri(number(new)))
        elif not found:
            yield KeyNumber(shorten(call.who, _MOST_LABEL), _BY_HAND)


def _label(call: CallGroup, contact: Contact) -> str:
    """Whom the scenario means and whom the roster has for it, or whichever says enough."""
    both = f"{call.who}: {contact.name}"
    if contact.kind is Kind.SERVICE or loose(call.who) in loose(contact.name):
        return shorten(contact.name, _MOST_LABEL)
    return both if len(both) <= _MOST_LABEL else shorten(call.who, _MOST_LABEL)


def sheet_of(connection: Connection, language: Language, today: date, incident_id: int) -> Document:
    """The sheet of an incident or a drill in the current language, which is `language`: one page.

    Its steps are those that the incident was opened with, in the language they had then: that of
    the incident is the one to print it in. That of a drill says so across the page.
    Raises `DocumentTrouble` when there is none of that number.
    """
    desk = desks.load(connection, incident_id)
    if desk is None:
        raise DocumentTrouble(_("There is no incident number {number}.").format(number=incident_id))
    incident = desk.incident
    blank = drawn(ground(connection, language, today), _offered(connection, desk.scenario))
    level = _("Level {name}").format(name=level_label(incident.level).lower())
    return replace(
        blank,
        kicker=f"{blank.kicker} · {level}",
        blocks=tuple(_filled(block, desk) for block in blank.blocks),
        watermark=_("DRILL") if incident.drill else "",
    )


def _offered(connection: Connection, scenario: Scenario) -> Offered:
    """With the number of changes that the town counts, while it still says the same."""
    kept = scenario_records.one(connection, scenario.id)
    return Offered(scenario, kept if kept and kept.scenario == scenario else None)


def _filled(block: Block, desk: Desk) -> Block:
    incident = desk.incident
    if isinstance(block, Checklist):
        steps = {one.text: desk.tick(one) for one in desk.scenario.steps}
        return replace(block, items=tuple(_done(one, steps.get(one.action)) for one in block.items))
    if not isinstance(block, Fields):
        return block
    known = {
        _("Incident"): shorten(incident.title, _MOST_TITLE),
        _("Date"): short_day(incident.opened_at),
        _("Start time"): clock_time(incident.opened_at),
    }
    lines = [replace(one, value=known.get(one.label, "")) for one in block.fields]
    if desk.promised and desk.next_due is not None:
        lines.append(Field(_("Next update promised"), 1.3, clock_time(desk.next_due)))
    return Fields(tuple(lines))


def _done(check: Check, tick: Tick | None) -> Check:
    """With the hour at which the step was done, in the place of who is to do it."""
    if tick is None:
        return check
    done = _("Done at {time}").format(time=clock_time(tick.at))
    said = _("Not needed") if tick.state is TickState.NOT_NEEDED else done
    return replace(check, who=said, name=shorten(tick.who, _MOST_NAME))
