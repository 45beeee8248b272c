"""What would fail if it happened today, each with where it is mended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.crisis.callees import wearer
from core.crisis.incidents import drill, moderation, open_ends
from core.crisis.model import Lesson
from core.crisis.records import incidents as records
from core.crisis.scenarios import library
from core.days import shown
from core.i18n import _, ngettext
from core.numbers import number
from core.plan import records as plan_records
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from core.plan.model import Plan
from core.plan.wording import listed
from core.roster import records as roster_records
from core.roster.model import Contact, Hat, hat_label, since_when, without_phone
from core.store import Connection


class GapKind(StrEnum):
    """What is missing; the window knows which page mends it."""

    NO_PHONE = "no_phone"
    UNVERIFIED = "unverified"
    NO_WEARER = "no_wearer"
    NO_SUBSTITUTE = "no_substitute"
    ONE_PERSON = "one_person"
    NO_NOTEBOOK = "no_notebook"
    OLD_NOTEBOOK = "old_notebook"
    NO_DRILL = "no_drill"
    NO_RULES = "no_rules"
    UNAPPROVED_RULES = "unapproved_rules"
    NO_OFFLINE = "no_offline"
    NO_APPROVER = "no_approver"
    NO_PRIVATE = "no_private"
    NEWER_SCENARIO = "newer_scenario"
    LEFT_OPEN = "left_open"
    REVIEW_DUE = "review_due"
    LESSON_DUE = "lesson_due"
    BLOCK_DUE = "block_due"


GRAVE = (
    GapKind.NO_PHONE, GapKind.NO_WEARER, GapKind.NO_NOTEBOOK, GapKind.NO_APPROVER,
)  # fmt: skip
"""Without these the first hour fails."""


MOST_OF_A_KIND = 3
"""Incidents, lessons or blocks with a line each; of more only their number is told."""


@dataclass(frozen=True)
class Gap:
    """One thing that would fail today: a sentence, why it matters, and what it is about."""

    kind: GapKind
    sentence: str
    why: str
    about: int = 0
    """Id of the contact, level, channel, incident or case it is about, the number of the hat from
    1, or 0."""
    scenario: str = ""
    """Id of the scenario it is about, or empty."""

    @property
    def grave(self) -> bool:
        """It would fail in the first hour."""
        return self.kind in GRAVE


@dataclass(frozen=True)
class NotebookOnShelf:
    """The notebook on the shelf: when it was printed last, and what has changed since.

    Where it was only saved, never printed: when, and the suffix of the file.
    """

    printed_on: date | None = None
    changed: tuple[str, ...] = ()
    saved_on: date | None = None
    form: str = ""


def gaps(connection: Connection, today: date, shelf: NotebookOnShelf) -> list[Gap]:
    """Everything that would fail today, the gravest first, in the current language."""
    contacts = roster_records.everyone(connection)
    plan = plan_records.load(connection)
    found = [
        *_people(contacts, today),
        *_plan(plan),
        *_shelf(shelf),
        *_rehearsal(connection, today),
        *_newer(connection),
        *_gathered(list(_left_open(connection))),
        *_gathered(list(_reviews(connection, today))),
        *_gathered(list(_lessons(connection, today))),
        *_gathered(list(_blocks(connection, today))),
    ]
    return sorted(found, key=lambda gap: not gap.grave)


def _gathered(found: list[Gap]) -> list[Gap]:
    """Things of one kind: each by itself while they are few, else one line that counts them."""
    count = len(found)
    if count <= MOST_OF_A_KIND:
        return found
    counted = {
        GapKind.LEFT_OPEN: ngettext(
            "One incident was closed with something open.",
            "{count} incidents were closed with something open.",
            count,
        ),
        GapKind.REVIEW_DUE: ngettext(
            "One incident is waiting for its review.",
            "{count} incidents are waiting for their review.",
            count,
        ),
        GapKind.LESSON_DUE: ngettext(
            "The day of one lesson has come.", "The day of {count} lessons has come.", count
        ),
        GapKind.BLOCK_DUE: ngettext(
            "One block is due for review.", "{count} blocks are due for review.", count
        ),
    }
    sentence = counted[found[0].kind].format(count=number(count))
    return [replace(found[0], sentence=sentence, why=found[0].sentence)]


def _people(contacts: Sequence[Contact], today: date) -> Iterator[Gap]:
    worn = {hat: wearer(contacts, hat) for hat in Hat}
    team = list({contact.id: contact for contact in worn.values() if contact is not None}.values())
    mute = without_phone(team)
    if mute:
        yield Gap(
            GapKind.NO_PHONE,
            _("No number to call: {names}.").format(names=listed([item.name for item in mute])),
            _("They have a role in a crisis."),
            mute[0].id,
        )
    bare = [hat for hat, contact in worn.items() if contact is None]
    if bare:
        yield Gap(
            GapKind.NO_WEARER,
            _("Roles that nobody has: {hats}.").format(hats=listed([hat_label(h) for h in bare])),
            _("In the first minutes nobody asks who does it: it is written down."),
            list(Hat).index(bare[0]) + 1,
        )
    yield from _cards(team, today)
    if len(team) == 1:
        yield Gap(
            GapKind.ONE_PERSON,
            _("One person has every role: {name}.").format(name=team[0].name),
            _("Nobody decides, speaks and keeps the log at the same time."),
        )


def _cards(team: Sequence[Contact], today: date) -> Iterator[Gap]:
    stale = [contact for contact in team if contact.stale(today)]
    if stale:
        yield Gap(
            GapKind.UNVERIFIED,
            ngettext(
                "{count} of the crisis team is to be verified: {since}.",
                "{count} of the crisis team are to be verified: {since}.",
                len(stale),
            ).format(count=len(stale), since=since_when(stale)),
            listed([contact.name for contact in stale]),
        )
    alone = [contact for contact in team if contact.substitute_id is None]
    if alone:
        yield Gap(
            GapKind.NO_SUBSTITUTE,
            ngettext(
                "{count} of the crisis team has no deputy.",
                "{count} of the crisis team have no deputy.",
                len(alone),
            ).format(count=len(alone)),
            listed([contact.name for contact in alone]),
            alone[0].id,
        )


def _plan(plan: Plan) -> Iterator[Gap]:
    approved = {level.name for level in plan.levels if level.approver_id is not None}
    bare = [name for name in LevelName if name is not LevelName.GREEN and name not in approved]
    if bare:
        yield Gap(
            GapKind.NO_APPROVER,
            _("Nobody approves statements at: {levels}.").format(
                levels=listed([level_label(name) for name in bare])
            ),
            _("The first notice is waiting for a name that is not written anywhere."),
            next((level.id for level in plan.levels if level.name in bare), 0),
        )
    if not any(channel.offline and channel.urgent for channel in plan.channels):
        yield Gap(
            GapKind.NO_OFFLINE,
            _("No offline channel is marked for urgent notices."),
            _("Without power or network nobody would hear of it."),
            next((channel.id for channel in plan.channels if channel.offline), 0),
        )
    if not any(channel.address for channel in plan.private_channels):
        yield Gap(
            GapKind.NO_PRIVATE,
            _("No private channel has a number or an address."),
            _("People who complain in public could not be told where to write."),
            next((channel.id for channel in plan.private_channels), 0),
        )
    if not plan.charter.rules or plan.charter.rules_on is None:
        yield Gap(
            GapKind.UNAPPROVED_RULES if plan.charter.rules else GapKind.NO_RULES,
            _("The rules of use are not approved.")
            if plan.charter.rules
            else _("There are no rules of use."),
            _("Without them no comment can be hidden and nobody blocked."),
        )


def _shelf(shelf: NotebookOnShelf) -> Iterator[Gap]:
    if shelf.printed_on is None and shelf.saved_on is not None:
        yield Gap(
            GapKind.NO_NOTEBOOK,
            _("The crisis notebook was saved as {format} on {day} and not printed.").format(
                format=shelf.form.upper(), day=shown(shelf.saved_on)
            ),
            _("In a power cut paper is all there is. If it was printed elsewhere, say so there."),
        )
    elif shelf.printed_on is None:
        yield Gap(
            GapKind.NO_NOTEBOOK,
            _("The crisis notebook has never been printed."),
            _("In a power cut it is all there is."),
        )
    elif shelf.changed:
        yield Gap(
            GapKind.OLD_NOTEBOOK,
            _("The notebook on the shelf, of {day}, is out of date.").format(
                day=shown(shelf.printed_on)
            ),
            _("Changed since: {parts}.").format(parts=listed(list(shelf.changed))),
        )


def _rehearsal(connection: Connection, today: date) -> Iterator[Gap]:
    if not drill.overdue(connection, today):
        return
    day = drill.last(connection)
    yield Gap(
        GapKind.NO_DRILL,
        _("The last drill was on {day}, more than four months ago.").format(day=shown(day))
        if day
        else _("There has been no drill yet."),
        _("Twenty minutes alone are enough to find what does not work."),
    )


def _newer(connection: Connection) -> Iterator[Gap]:
    newer = [offered.scenario for offered in library.in_use(connection) if offered.newer]
    if newer:
        names = listed([scenario.title for scenario in newer])
        yield Gap(
            GapKind.NEWER_SCENARIO,
            _("The program has a newer text of: {names}.").format(names=names),
            _("See what changes; yours stays as long as you say nothing."),
            scenario=newer[0].id,
        )


def _left_open(connection: Connection) -> Iterator[Gap]:
    for incident, ends in open_ends.waiting(connection):
        yield Gap(
            GapKind.LEFT_OPEN,
            ngettext(
                "“{title}” was closed with one thing open.",
                "“{title}” was closed with {count} things open.",
                len(ends),
            ).format(title=incident.title, count=number(len(ends))),
            ends[0].sentence,
            incident.id,
        )


def _reviews(connection: Connection, today: date) -> Iterator[Gap]:
    for record in records.everything(connection):
        due = not record.open and record.review_on is not None and record.review_on <= today
        if due and not record.drill and not record.reviewed:
            yield Gap(
                GapKind.REVIEW_DUE,
                _("“{title}” is waiting for its review.").format(title=record.title),
                _("What went well, what went badly, and what is learnt."),
                record.id,
            )


def _lessons(connection: Connection, today: date) -> Iterator[Gap]:
    late = [
        record
        for record in records.every(connection, Lesson)
        if record.due_on is not None and record.due_on <= today and record.done_on is None
    ]
    for lesson in late:
        yield Gap(
            GapKind.LESSON_DUE,
            _("To be done since {day}: {text}").format(day=shown(lesson.due_on), text=lesson.text),
            lesson.owner or _("Nobody sees to it."),
            lesson.incident_id,
        )


def _blocks(connection: Connection, today: date) -> Iterator[Gap]:
    for case in moderation.due(moderation.real(connection), today):
        yield Gap(
            GapKind.BLOCK_DUE,
            _("The block of {author} on {profile} is due for review.").format(
                author=case.author or _("an account"), profile=case.profile
            ),
            _("It ended on {day}.").format(day=shown(case.until_on)),
            case.id,
        )
