"""The sheet of a scenario, to act by.

That of an incident that is open is the same, with what is known written in.

The town's data is filled in; on the lines is written the rest.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.crisis import desk as desks
from core.crisis import town_facts
from core.crisis.callees import callees, meant, number_of
from core.crisis.desk import Desk
from core.crisis.document.parts import BY_HAND, PrintContext, ground
from core.crisis.kinds import Phase
from core.crisis.labels import mode_label, phase_label
from core.crisis.model import TickState
from core.crisis.records import scenarios as scenario_records
from core.crisis.scenario import (
    CallGroup,
    Scenario,
    ScenarioStep,
)
from core.crisis.scenarios import library
from core.crisis.scenarios.library import Offered
from core.days import brief_day_of_year, clock_time
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
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from core.roster.model import Contact, ContactKind, dial_uri, hat_label
from core.roster.urgent import EMERGENCIES, alone
from core.store import Connection
from core.text import loose

MOST_PHONES = 7
MOST_NEVERS = 6
_MOST_NAME = 24
"""Characters under the hat that stay on one line."""
_LEAST_MINUTES = 1.5
"""Of a step; a phase after the first with less for each does not say when it is."""
_MOST_LABEL = 52
_MOST_NEVER = 120
_MOST_TITLE = 40
"""Characters that stand on the line of the incident."""


def sheet(connection: Connection, language: Language, today: date, offered: Offered) -> Document:
    """The sheet of a scenario in the current language, which is `language`, on one page.

    `offered` is the scenario as `core.crisis.scenarios.library` gives it in that language.
    """
    return drawn(ground(connection, language, today), offered)


def drawn(ground: PrintContext, offered: Offered, level: LevelName | None = None) -> Document:
    """The same from what was read already; at a level, or else at that of the scenario."""
    scenario = town_facts.in_town(offered.scenario, ground.town, ground.police)
    first_line = desks.first_line_of(ground.plan.levels, level or scenario.level)
    opening = Fields(
        (
            Field(_("Incident"), 2.4),
            Field(_("Date"), 1.0),
            Field(_("Start time"), 1.0),
            Field(_("Filled in by"), 1.5),
        )
    )
    never = tuple(shorten(text, _MOST_NEVER) for text in scenario.never[:MOST_NEVERS])
    # Translators: Heading of what must never be done in a crisis.
    box = Box(_("Never"), never or (_("Speak before knowing"),))
    foot = Foot(box, _("Phones"), tuple(_phones(ground, scenario))[:MOST_PHONES])
    return ground.sheet(
        scenario.code,
        scenario.title,
        (opening, *_phases(ground, scenario, first_line), foot),
        kicker=_("Crisis sheet"),
        subtitle=scenario.danger,
        version=offered.revision,
        urgent=True,
    )


def page_count(connection: Connection, language: Language, today: date, offered: Offered) -> int:
    """On how many pages the sheet of a scenario goes; one, unless it grew very long."""
    from core.documents import preview, render

    return preview.page_count(render.render(sheet(connection, language, today, offered), ".pdf"))


def _phases(
    ground: PrintContext, scenario: Scenario, first_line: int | None
) -> Iterator[Checklist]:
    """Those of the day; how it is closed stands behind the sheet, where there is time to read."""
    start, first = 0, 1
    shown = [phase for phase in Phase if scenario.of(phase) and phase is not Phase.CLOSE]
    for phase in shown:
        steps = scenario.of(phase)
        end = max(desks.minutes_to(scenario, step, first_line) for step in steps)
        # Four steps in five minutes are no help to whoever reads them.
        timed = end > start == 0 or end - start >= _LEAST_MINUTES * len(steps)
        time = _("{start}–{end} min").format(start=start, end=end) if timed else ""
        if phase is Phase.UPDATES:
            time = _("every {count} min").format(count=scenario.update_minutes)
        beyond = _last_steps(scenario) if phase is shown[-1] else ""
        checks = tuple(check(ground, step) for step in steps)
        yield Checklist(phase_label(phase), checks, time, mode_label(phase), first, beyond)
        start, first = max(start, end), first + len(steps)


def _last_steps(scenario: Scenario) -> str:
    """Where they are, for whoever misses the numbers after the last one; empty without any."""
    count, last = len(scenario.of(Phase.CLOSE)), len(scenario.steps)
    if not count:
        return ""
    numbers = f"{last - count + 1}–{last}" if count > 1 else str(last)
    # Translators: {numbers} are those of the last steps, such as 17–20.
    return _("{numbers}: “{paper}”").format(numbers=numbers, paper=_("What to say"))


def check(ground: PrintContext, step: ScenarioStep) -> Check:
    """A step as a line to tick, with who wears its hat."""
    wearer = ground.wearers[step.hat]
    name = shorten(wearer.name, _MOST_NAME) if wearer else ""
    return Check(step.text, step.help, hat_label(step.hat), name)


def _phones(ground: PrintContext, scenario: Scenario) -> Iterator[KeyNumber]:
    """The emergency number, then one number for each call, each number once; where there is room,
    also that of another whom the call names."""
    yield KeyNumber(_("Emergencies"), EMERGENCIES, dial_uri(EMERGENCIES))
    said = {EMERGENCIES}
    tiles: list[tuple[int, KeyNumber]] = []
    others: list[tuple[int, CallGroup, Contact]] = []
    for place, call in enumerate(scenario.calls):
        found = [callee for callee in callees(ground.contacts, call) if number_of(callee)]
        new = [contact for contact in found if number_of(contact) not in said]
        if new:
            said.add(number_of(new[0]))
            tiles.append((place, _tile(call, new[0])))
            others += [(place, call, other) for other in new[1:] if _another(call, other, new[0])]
        elif not found and call.words != (EMERGENCIES,):
            tiles.append((place, KeyNumber(shorten(call.who, _MOST_LABEL), BY_HAND)))
    for place, call, other in others:
        if len(tiles) < MOST_PHONES - 1 and number_of(other) not in said:
            said.add(number_of(other))
            tiles.append((place, _tile(call, other)))
    yield from (tile for _place, tile in sorted(tiles, key=lambda item: item[0]))


def _another(call: CallGroup, other: Contact, contact: Contact) -> bool:
    """Whether a call that names several means by each of these another one."""
    named = {meant(call, each) for each in (other, contact)}
    return len(named) > 1 and call.who not in named


def _tile(call: CallGroup, contact: Contact) -> KeyNumber:
    number = number_of(contact)
    return KeyNumber(_label(call, contact), number, dial_uri(number))


def _label(call: CallGroup, contact: Contact) -> str:
    """Whom the scenario means and whom the roster has for it, or whichever says enough."""
    who = meant(call, contact)
    both = f"{who}: {contact.name}"
    if contact.kind is ContactKind.SERVICE or loose(who) in loose(contact.name):
        return shorten(alone(contact), _MOST_LABEL)
    return both if len(both) <= _MOST_LABEL else shorten(who, _MOST_LABEL)


def sheet_of(connection: Connection, language: Language, today: date, incident_id: int) -> Document:
    """The sheet of an incident or a drill in the current language, which is `language`: one page.

    Its steps are those that the incident was opened with, in the language they had then: that of
    the incident is the one to print it in. That of a drill says so across the page.
    Raises `DocumentTrouble` when there is none of that number.
    """
    desk = desks.load(connection, incident_id)
    if desk is None:
        raise DocumentTrouble(
            _("There is no incident number {number}.").format(number=incident_id),
            _("Give the number that its list shows."),
        )
    incident = desk.incident
    blank = drawn(ground(connection, language, today), _offered(connection, desk), incident.level)
    level = _("Level {name}").format(name=level_label(incident.level).lower())
    # A copier drops what lies across the page, not what stands in its head.
    drill = _("DRILL") if incident.drill else ""
    return replace(
        blank,
        kicker=" · ".join(filter(None, (drill, blank.kicker, level))),
        blocks=tuple(_filled(block, desk) for block in blank.blocks),
        watermark=drill,
    )


def _offered(connection: Connection, desk: Desk) -> Offered:
    """With the number of changes that the town counts, while it still says the same."""
    kept = scenario_records.one(connection, desk.scenario.id)
    if kept:
        now = library.read(connection, kept.scenario, desk.incident.language)
        kept = kept if now == desk.scenario else None
    return Offered(desk.scenario, kept)


def _filled(block: Block, desk: Desk) -> Block:
    incident = desk.incident
    if isinstance(block, Checklist):
        steps = {step.text: step for step in desk.scenario.steps}
        return replace(
            block, items=tuple(_done(item, steps.get(item.action), desk) for item in block.items)
        )
    if not isinstance(block, Fields):
        return block
    lines = [
        Field(_("Incident"), 2.8, shorten(incident.title, _MOST_TITLE)),
        Field(_("Date"), 0.95, brief_day_of_year(incident.opened_at.astimezone().date())),
        Field(_("Start time"), 1.05, clock_time(incident.opened_at)),
        Field(_("Filled in by"), 1.5),
    ]
    if incident.closed_at is not None:
        lines.append(Field(_("Closed at"), 1.05, clock_time(incident.closed_at)))
    elif desk.due_is_promised and desk.next_due is not None:
        lines.append(Field(_("Next notice"), 1.05, clock_time(desk.next_due)))
    return Fields(tuple(lines))


def _done(check: Check, step: ScenarioStep | None, desk: Desk) -> Check:
    """With who has its role. Ticked, with its hour; what was not needed says so, and when.

    Of a role that nobody has, with who noted it.
    """
    if step is None:
        return check
    held = desk.worn(step.hat)
    named = replace(check, name=shorten(held.name, _MOST_NAME) if held else check.name)
    tick = desk.tick(step)
    if tick is None:
        return named
    noted = _("noted by {name}").format(name=shorten(tick.who, _MOST_NAME)) if tick.who else ""
    settled = replace(named, done=clock_time(tick.at), name=named.name or noted)
    if tick.state is TickState.NOT_NEEDED:
        return replace(settled, who=_("Not needed"), name=noted, needless=True)
    return settled
