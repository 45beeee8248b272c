"""The forms of the crisis notebook: what is filled in by hand when there is no power.

After ICS 201 (opening), 205A and 213 (calls), cut down to what one person in a village fills in.
The activity log (ICS 214) is in `core.town.document`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from core.crisis.callees import number_of, substitute
from core.crisis.desk import first_line_of
from core.crisis.document import parts
from core.crisis.document.parts import FormTexts, PrintContext, ground
from core.crisis.document.statement_sheet import answering_tree, statement_sheet
from core.documents.glyphs import called, shorten, unbroken
from core.documents.model import (
    Align,
    BlankRows,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Document,
    Field,
    Fields,
    Line,
    Para,
    Style,
    Table,
    cell,
)
from core.documents.rich import Span, rich
from core.i18n import Language, _, ngettext, pgettext
from core.numbers import number
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from core.plan.model import Plan
from core.roster.model import Contact, Group, Hat, hat_label, rank
from core.roster.urgent import EMERGENCIES, alone, first_digits, only_listens, urgency, with_112
from core.store import Connection
from core.text import clean

__all__ = [
    "FORMS",
    "answering_tree",
    "call_sheet",
    "hats_card",
    "opening_form",
    "statement_sheet",
]

Form = Callable[[Connection, Language, date], Document]

MOST_CALLS = 13
"""Rows that are filled in already: more leave no room for the calls nobody foresaw."""
_ROOM, _LEAST_ROOM = 19, 3
"""Rows of the call sheet in all, and for the calls nobody foresaw."""
_NAME_OF_ONE_LINE = 22
_NUMBER_WIDE, _DEPUTY_WIDE = 42, 31
"""Millimetres in which a hand writes who is called, and who stands in, with their number."""
_MOST_HELPLINES = 8
_MOST_TRIGGER = 64
_MOST_POST = 28
MOST_NAME = 30
"""Characters of a name on a form: longer ones would take the room to write."""
MOST_ROLE = 40
_LONGEST_NUMBER, _MOST_OF_NONE = 36, 16
"""Characters of the longest number that can be dialled, with country and extension, and those on
one line of what is longer."""


def opening_form(connection: Connection, language: Language, today: date) -> Document:
    """What is known when it begins: facts, sources, danger, level, hats (after form ICS 201)."""
    texts = parts.load()
    base = ground(connection, language, today)
    return base.sheet(
        "CRI-91",
        _("Opening form"),
        (
            _incident(_("Time")),
            Para(texts.opening.lead),
            _danger(),
            _happening(),
            _line((_("Where exactly"), 2.4), (_("Since when"), 1.0), (_("How many affected"), 1.2)),
            _sources(),
            _levels(base.plan, texts),
            _line(
                (_("Level, and why (in doubt, the higher)"), 2.6),
                (_("Who decides"), 1.4),
                (_("First notice before"), 1.2),
                (_("Next notice"), 1.3),
            ),
            _usual_hats(base.contacts),
            BlankRows(tuple(Column(_("Today:")) for _hat in Hat), 1, 10.0),
        ),
        subtitle=_("What is known in the first minutes"),
        urgent=True,
    )


def _incident(*more: str) -> Fields:
    fields = [Field(_("Incident"), 2.4), Field(_("Date"), 1.0)]
    fields += [Field(label, 0.8) for label in more]
    return Fields((*fields, Field(_("Filled in by"), 1.5)))


def _line(*fields: tuple[str, float]) -> Fields:
    return Fields(tuple(Field(label, width) for label, width in fields))


def _happening() -> BlankRows:
    columns = (
        Column(_("What is happening, as it is told"), 1.15),
        Column(_("What is already public, and where"), 0.9),
        Column(_("Sketch: where, ways in, wind, water"), 1.0),
    )
    return BlankRows(columns, 1, 34.0)


def _sources() -> BlankRows:
    columns = (
        Column(_("Who told it (two sources at least)"), 2.6),
        # Translators: Column: by telephone, in person, in writing.
        Column(_("How"), 1.4),
        Column(_("Phone"), 1.4),
        Column(_("Time"), 0.8),
        Column(_("Saw it"), 0.7, tick=True),
    )
    return BlankRows(columns, 2, 8.0)


def _danger() -> Table:
    """Side by side: what is in danger, and three boxes to tick."""
    columns = (
        Column(_("Danger now?"), 1.2),
        Column(_("Yes: call 112"), 1.3),
        Column(_("No"), 0.6),
        Column(_("Not known: ask now"), 1.8),
        Column(_("Which, and who sees to it"), 2.4),
    )
    threatened = (_("People"), _("Animals"), pgettext("danger", "Water"))
    box = cell(tick=True)
    rows = tuple((cell(Line(text, Style.STRONG)), box, box, box, cell()) for text in threatened)
    return Table(columns, rows, row_header=True)


def _levels(plan: Plan, texts: FormTexts) -> Table:
    columns = (
        # Translators: Of a crisis: green, yellow, orange or red.
        Column(_("Level"), 1.15),
        # Translators: Row: how often and at what time.
        Column(_("When"), 4.45),
        Column(_("First notice, approved by"), 1.8),
    )
    return Table(columns, tuple(_level(plan, texts, name) for name in LevelName), row_header=True)


def _level(plan: Plan, texts: FormTexts, name: LevelName) -> tuple[Cell, ...]:
    """As the plan says, where it says it in one line."""
    known = next((level for level in plan.levels if level.name is name), None)
    trigger = clean(known.trigger) if known else ""
    if not 0 < len(trigger) <= _MOST_TRIGGER:
        trigger = str(getattr(texts.opening, name.value))
    minutes = first_line_of(plan.levels, name)
    soon = "" if minutes is None else _("{count} min").format(count=number(minutes))
    approver = plan.person(known.approver_id) if known else None
    who = shorten(approver.label, _MOST_POST) if approver else ""
    return (
        cell(Line(level_label(name), Style.STRONG), tick=True),
        cell(trigger),
        cell(" · ".join(filter(None, (soon, who)))),
    )


def _usual_hats(contacts: Sequence[Contact]) -> Table:
    """One hat a column: who wears it by the roster; who wears it today is written below."""
    columns = tuple(Column(hat_label(hat)) for hat in Hat)
    return Table(columns, (tuple(_usual(contacts, hat) for hat in Hat),))


def _usual(contacts: Sequence[Contact], hat: Hat) -> Cell:
    found = wearers(contacts, hat)
    return cell(Line(name_of(found[0]) if found else _("nobody yet"), Style.MUTED))


def call_sheet(connection: Connection, language: Language, today: date) -> Document:
    """Whom to ring, with room for what came of it (after forms ICS 205A and 213)."""
    base, texts = ground(connection, language, today), parts.load().calls
    found, helplines = _to_ring(base)
    shown = found[:MOST_CALLS]
    return base.sheet(
        "CRI-92",
        _("Call sheet"),
        (
            # Translators: Number of the sheet of paper.
            _incident(_("Sheet")),
            Para(texts.lead),
            _calls(base.contacts, shown),
            *_left_out(len(found) - len(shown)),
            *_if_needed(texts.if_needed, helplines),
        ),
        subtitle=_("Who was called, at what time, and what was said"),
    )


def _to_ring(base: PrintContext) -> tuple[list[Contact], list[Contact]]:
    """112, the team, also whom it lacks, and the other emergencies, short numbers first; and apart
    the helplines."""
    numbered = [contact for contact in base.contacts if contact.phones]
    members = team((*numbered, *base.lacking))
    urgent = [contact for contact in numbered if Group.EMERGENCIES in contact.groups]
    others = [contact for contact in urgent if contact not in members]
    others.sort(key=lambda other: (len(other.groups) > 1, len(number_of(other))))
    known = with_112([*members, *others])
    first = next(contact for contact in known if first_digits(contact) == EMERGENCIES)
    coming = [contact for contact in known if contact is not first and not only_listens(contact)]
    return [first, *coming], [contact for contact in others if only_listens(contact)]


def _if_needed(told: str, helplines: Sequence[Contact]) -> Iterator[Block]:
    numbers = " · ".join(
        f"{shorten(alone(contact), MOST_NAME)} {unbroken(number_of(contact))}"
        for contact in sorted(helplines, key=urgency)[:_MOST_HELPLINES]
    )
    if numbers:
        yield Para(rich(told, numbers=numbers))


def _unforeseen(shown: Sequence[Contact]) -> int:
    """Rows for other calls: three names of two lines take the room of one, and three numbers to be
    written that of two."""
    long = sum(len(_name_alone(contact)) > _NAME_OF_ONE_LINE for contact in shown)
    lacking = sum(not contact.phones for contact in shown)
    return max(_LEAST_ROOM, _ROOM - len(shown) - long // 3 - lacking * 2 // 3)


def _calls(contacts: Sequence[Contact], shown: Sequence[Contact]) -> Table:
    columns = (
        Column(_("Who, and number"), 2.85),
        Column(_("If nobody answers"), 2.05),
        Column(_("Time"), 0.85),
        Column(pgettext("call sheet", "Answered"), 1.08, Align.CENTER),
        Column(_("No"), 0.66, Align.CENTER),
        # Translators: Column: who makes the telephone calls.
        Column(_("Caller"), 0.82),
        Column(_("What was said"), 2.2),
    )
    called = [(_callee(contact), _deputy(contacts, contact)) for contact in shown]
    others = [(cell(), cell())] * _unforeseen(shown)
    outcome = (cell(), cell(tick=True), cell(tick=True), cell(), cell())
    return Table(columns, tuple((*who, *outcome) for who in called + others), row_header=True)


def _callee(contact: Contact) -> Cell:
    name = Line(_name_alone(contact), Style.STRONG)
    does = shorten(" · ".join(map(hat_label, contact.hats)), MOST_NAME)
    if contact.phones:
        return cell(name, _dialled(contact), Line(does, Style.MUTED))
    # Translators: What is to be written: who decides, speaks, keeps the log, and the telephone.
    wanted = _("Who {does}, and number").format(does=does[:1].lower() + does[1:])
    return cell(name, Line((Span(wanted if does else _("Name and phone"), blank=_NUMBER_WIDE),)))


def _deputy(contacts: Sequence[Contact], contact: Contact) -> Cell:
    """Who stands in; of nobody who is known yet, room for a name above a number."""
    known = stand_in(contacts, contact)
    if contact.phones or known.lines:
        return known
    return cell(Line((Span(_("Name and phone"), blank=_DEPUTY_WIDE),)))


def _name_alone(contact: Contact) -> str:
    """Without the number that stands below it: `Emergencias 112`."""
    return shorten(alone(contact), MOST_NAME) or name_of(contact)


def _left_out(count: int) -> Iterator[Block]:
    if count > 0:
        yield Para(
            ngettext("One more is in the roster.", "{count} more are in the roster.", count).format(
                count=number(count)
            )
        )


def hats_card(connection: Connection, language: Language, today: date) -> Document:
    """Who wears which hat, what it does, who stands in, and room to hand it over."""
    texts = parts.load()
    base = ground(connection, language, today)
    columns = (
        Column(_("Crisis role, and what it does"), 2.5),
        Column(_("Who"), 2.1),
        Column(_("Deputy"), 1.8),
        Column(_("Handed over to"), 1.7),
        Column(_("Time"), 0.8),
    )
    return base.sheet(
        "CRI-94",
        _("Crisis roles card"),
        (
            _incident(),
            Para(texts.roles.lead),
            Table(columns, tuple(_hat(base.contacts, texts, hat) for hat in Hat), row_header=True),
            Callout(CalloutKind.INFO, _("To hand a role over"), (texts.roles.handover,)),
            _handovers(),
        ),
        subtitle=_("Who does what in a crisis"),
    )


def _hat(contacts: Sequence[Contact], texts: FormTexts, hat: Hat) -> tuple[Cell, ...]:
    """Of several wearers the first, and how many others the roster has; of none, room to write."""
    found = wearers(contacts, hat)
    does = cell(
        Line(hat_label(hat), Style.STRONG), *(Line(text, Style.MUTED) for text in texts.hats[hat])
    )
    if not found:
        return does, cell(), cell(), cell(), cell()
    others = len(found) - 1
    more = ngettext("and one more", "and {count} more", others).format(count=others)
    who = cell(*person(found[0]).lines, Line(more if others else "", Style.MUTED))
    return does, who, stand_in(contacts, found[0]), cell(), cell()


def _handovers() -> BlankRows:
    columns = (
        Column(_("Time"), 0.7),
        Column(_("Crisis role"), 1.2),
        Column(_("Who leaves it"), 1.5),
        # Translators: Column: who receives a crisis role.
        Column(_("Who takes it"), 1.5),
        Column(_("What is left to do, and the time promised"), 3.2),
    )
    return BlankRows(columns, 4, 9.5)


FORMS: tuple[Form, ...] = (opening_form, call_sheet, statement_sheet, hats_card, answering_tree)
"""Every form, in the order of the notebook."""


def name_of(contact: Contact) -> str:
    """A name that fits a form."""
    return called(contact.name, MOST_NAME)


def person(contact: Contact) -> Cell:
    """Name and number of somebody to call, with post or organisation between them."""
    return cell(
        Line(name_of(contact), Style.STRONG),
        Line(shorten(contact.post or contact.organisation, MOST_ROLE), Style.MUTED),
        _dialled(contact),
    )


def _dialled(contact: Contact) -> Line:
    """The number to ring; whole unless it is longer than any, of which the roster has more."""
    told = number_of(contact)
    most = _LONGEST_NUMBER if len(told) <= _LONGEST_NUMBER else _MOST_OF_NONE
    return Line(shorten(told, most), Style.STRONG)


def stand_in(contacts: Sequence[Contact], contact: Contact) -> Cell:
    """Whom to call when somebody does not answer, or room to write who."""
    other = substitute(contacts, contact)
    return cell(Line(_name_alone(other)), _dialled(other)) if other else cell()


def wearers(contacts: Iterable[Contact], hat: Hat) -> list[Contact]:
    """Everybody who wears a hat by the roster, in the order given."""
    return [contact for contact in contacts if hat in contact.hats]


def team(contacts: Iterable[Contact]) -> list[Contact]:
    """The crisis team and whoever wears a hat: who decides first, then down the hats."""
    found = [contact for contact in contacts if contact.hats or Group.CRISIS_TEAM in contact.groups]
    return sorted(found, key=rank)
