"""The list of everything that can be printed, and what was printed when."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from core import i18n
from core.documents import records
from core.documents.model import Document, fingerprint
from core.documents.records import Printed
from core.errors import DocumentTrouble
from core.i18n import _
from core.mentions.document.report import mention_report
from core.plan.document.plan import plan
from core.plan.document.rules_of_use import rules_of_use
from core.plan.document.source import approved_number
from core.plan.document.summary import summary
from core.roster import document as roster
from core.store import Connection, Store, Topic
from core.town import document as town

Build = Callable[[Connection, roster.Language, date], Document]


@dataclass(frozen=True)
class Entry:
    """One printable thing."""

    id: str
    name: str
    about: str
    build: Build
    blank: bool = False
    """A form to fill in by hand: it does not go out of date by itself."""
    of_a_period: bool = False
    """It tells of days that have passed: it does not go out of date, nor up in version."""
    approved: Callable[[Connection], int | None] | None = None
    """Number of the approved version that it is now, which is then its own; None for a draft."""


@dataclass(frozen=True)
class State:
    """An entry, its last print in this language, and whether that paper is out of date.

    What hangs on the wall is what went to the printer last; only where nothing did, the last file.
    """

    entry: Entry
    last: Printed | None
    out_of_date: bool


def entries() -> list[Entry]:
    """Everything that can be printed, in the current language."""
    return [
        Entry(
            "roster",
            _("Roster, A4"),
            _("Everybody to call, by groups, for the wall or the folder."),
            roster.roster,
        ),
        Entry(
            "roster-pocket",
            _("Roster, pocket fold"),
            _("One sheet folded into eight: fits a wallet, dials with the phone's camera."),
            roster.pocket,
        ),
        Entry(
            "activity-log",
            _("Activity log, blank"),
            _("Who did what and when, by hand, for when there is no power."),
            town.activity_log,
            blank=True,
        ),
        Entry(
            "plan",
            _("Strategic social media plan"),
            _("The whole plan, with cover, contents and room to sign, for the Pleno and the web."),
            plan,
            approved=approved_number,
        ),
        Entry(
            "plan-summary",
            _("The plan in two pages"),
            _("What for, for whom, where, and who does it, at a glance."),
            summary,
            approved=approved_number,
        ),
        Entry(
            "rules-of-use",
            _("Rules of use of the profiles"),
            _("For the Pleno to approve and to be linked from each profile."),
            rules_of_use,
        ),
        Entry(
            "mention-report",
            _("Report of mentions"),
            _("What was said of the town last month, by whom, in what tone, and what was done."),
            mention_report,
            of_a_period=True,
        ),
    ]


def language(code: str = "") -> roster.Language:
    """A language that documents exist in: the one given, or that of the interface."""
    return "en" if (code or i18n.current()) == "en" else "es"


def entry(entry_id: str) -> Entry:
    """One entry. Raises `DocumentTrouble` when there is none of that name."""
    found = next((one for one in entries() if one.id == entry_id), None)
    if found is None:
        raise DocumentTrouble(
            _("There is no document “{name}”.").format(name=entry_id),
            _("These exist: {names}.").format(names=", ".join(one.id for one in entries())),
        )
    return found


def prepare(
    connection: Connection, entry_id: str, language: roster.Language, today: date
) -> Document:
    """The document as it would be printed today; its version goes up when its content changed.

    What a body approved bears the number of what it approved.
    """
    with i18n.language(language):
        one = entry(entry_id)
        made = one.build(connection, language, today)
    number = one.approved(connection) if one.approved else None
    if number is not None:
        return replace(made, version=number)
    last = records.last(connection).get((entry_id, language))
    if last is None or one.of_a_period:
        return made
    number = last.version + (last.fingerprint != fingerprint(made))
    return replace(made, version=max(number, made.version))


def remember(store: Store, entry_id: str, document: Document, form: str) -> None:
    """Note that a document left the program as `form` (`pdf`, `docx`, `odt`, `paper`)."""
    with store.change(Topic.DOCUMENTS) as db:
        records.add(
            db,
            Printed(
                entry_id,
                document.language,
                form,
                document.version,
                fingerprint(document),
                store.clock.now(),
            ),
        )


def print_to(store: Store, entry_id: str, language: roster.Language, path: Path) -> Document:
    """Write a document to a file of the kind its ending says, and remember it.

    Raises `DocumentTrouble`, `FileTrouble`, `DiskFull`.
    """
    with store.read() as connection:
        document = prepare(connection, entry_id, language, store.clock.today())
    return print_built(store, entry_id, document, path)


def print_built(store: Store, entry_id: str, document: Document, path: Path) -> Document:
    """As `print_to`, for a document that is made already, such as the report of other days."""
    from core.documents import render

    render.write(document, path)
    remember(store, entry_id, document, path.suffix.lower().lstrip("."))
    return document


def states(connection: Connection, language: roster.Language, today: date) -> list[State]:
    """Every entry with its last print in `language`."""
    last = records.last(connection) | records.last_paper(connection)
    found = []
    for one in entries():
        printed = last.get((one.id, language))
        stale = (
            printed is not None
            and not (one.blank or one.of_a_period)
            and printed.fingerprint != fingerprint(prepare(connection, one.id, language, today))
        )
        found.append(State(one, printed, stale))
    return found


def out_of_date(connection: Connection, today: date) -> list[State]:
    """Papers on the wall that no longer say what the workspace says, in any language."""
    languages: tuple[roster.Language, ...] = ("es", "en")
    return [
        state
        for language in languages
        for state in states(connection, language, today)
        if state.out_of_date
    ]
