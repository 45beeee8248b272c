"""The list of everything that can be printed: on which shelf it is, and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from core import i18n
from core.calendar import records as calendar
from core.calendar.document.agenda import list_sheet, week_sheet
from core.calendar.document.decisions import electoral_decisions
from core.calendar.document.month import month_sheet
from core.calendar.document.walk import electoral_list
from core.calendar.guide import electoral_guide
from core.crisis.document import forms
from core.crisis.document.first_hour import first_hour
from core.crisis.document.notebook import notebook
from core.crisis.document.sheet import sheet
from core.crisis.scenarios import library
from core.crisis.scenarios.library import Offered
from core.days import checked_month, month_days, month_of_year
from core.documents.model import Document
from core.errors import DocumentTrouble
from core.i18n import _
from core.mentions.document.report import mention_report
from core.plan.document.agreement import agreement
from core.plan.document.annex import annex
from core.plan.document.plan import plan
from core.plan.document.rules_of_use import rules_of_use
from core.plan.document.source import approved_number, last_approved
from core.plan.document.summary import summary
from core.plan.model import Version
from core.reports.annual import annual_report
from core.reports.handover import handover
from core.roster import document as roster
from core.shelves import Shelf
from core.store import Connection
from core.town import document as town

Build = Callable[[Connection, i18n.Language, date], Document]

_SHEET = "sheet-"
"""Begins the id of the sheet of a scenario."""
_MONTH = "calendar-month-"
"""Begins the id of a month for the wall: its paper grows old apart from that of another."""
_LEAST_MONTHS, _MOST_MONTHS = 2, 12


@dataclass(frozen=True)
class CatalogueEntry:
    """One printable thing."""

    id: str
    shelf: Shelf
    name: str
    about: str
    build: Build
    blank: bool = False
    """A form to fill in by hand: it does not go out of date by itself."""
    of_a_period: bool = False
    """It tells of days that have passed: it does not go out of date, nor up in version."""
    approved: Callable[[Connection], int | None] | None = None
    """Number of the approved version that it is now, which is then its own; None for a draft."""
    in_force: Callable[[Connection], Version | None] | None = None
    """The version that somebody approved last: its paper holds until another is approved."""


def entries(connection: Connection, today: date) -> list[CatalogueEntry]:
    """Everything that can be printed, in the current language.

    Of the calendar this month, the next, and those that have something within a year; of the
    scenarios in use a sheet each.
    """
    return [
        *_of_the_town(),
        *(_month_of(day) for day in _months(connection, today)),
        *_of_the_calendar(),
        *_of_the_crisis_desk(),
        *(_sheet_of(offered) for offered in library.in_use(connection)),
    ]


def sheet_id(scenario_id: str) -> str:
    """Id of the sheet of a scenario."""
    return f"{_SHEET}{scenario_id}"


def month_id(day: date) -> str:
    """Id of the month of a day, for the wall."""
    return f"{_MONTH}{day:%Y-%m}"


def _of_the_town() -> list[CatalogueEntry]:
    return [
        CatalogueEntry(
            "roster",
            Shelf.ROSTER,
            _("Roster, A4"),
            _("Everybody to call, by group, for the wall or the folder."),
            roster.roster,
        ),
        CatalogueEntry(
            "roster-pocket",
            Shelf.ROSTER,
            _("Roster, pocket fold"),
            _("One sheet folded into eight: fits a wallet, dials with the phone’s camera."),
            roster.pocket,
        ),
        CatalogueEntry(
            "activity-log",
            Shelf.CRISIS,
            _("Crisis log, blank"),
            _("Who did what and when, by hand, for when there is no power."),
            town.activity_log,
            blank=True,
        ),
        CatalogueEntry(
            "plan",
            Shelf.PLAN,
            _("Strategic social media plan"),
            _("What the Pleno votes on, as short as the town is small, with room to sign."),
            plan,
            approved=approved_number,
            in_force=last_approved,
        ),
        CatalogueEntry(
            "plan-annex",
            Shelf.PLAN,
            _("Technical annex of the plan"),
            _("Every sheet, table and source that the plan rests on. It is not put to the vote."),
            annex,
            approved=approved_number,
            in_force=last_approved,
        ),
        CatalogueEntry(
            "plan-agreement",
            Shelf.PLAN,
            _("Proposed resolution"),
            _("One page to take the plan to the Pleno. Go through it with the town clerk first."),
            agreement,
        ),
        CatalogueEntry(
            "plan-summary",
            Shelf.PLAN,
            _("The plan in two pages"),
            _("What for, for whom, where, and who does it, at a glance."),
            summary,
            approved=approved_number,
            in_force=last_approved,
        ),
        CatalogueEntry(
            "rules-of-use",
            Shelf.PLAN,
            _("Rules of use of the profiles"),
            _("For the Pleno to approve, and to link from each profile."),
            rules_of_use,
        ),
        CatalogueEntry(
            "annual-report",
            Shelf.PLAN,
            _("Annual report, for the Pleno"),
            _("What was aimed at, published, said, answered and learnt, each with its source."),
            annual_report,
            of_a_period=True,
        ),
        CatalogueEntry(
            "handover",
            Shelf.PLAN,
            # Translators: Paper for whoever takes over the work.
            _("Handover"),
            _("For holidays or a successor: what is open and due, accounts, copies, who to call."),
            handover,
            of_a_period=True,
        ),
        CatalogueEntry(
            "mention-report",
            Shelf.MENTIONS,
            _("Report of mentions"),
            _("What was said about the town last month, by whom, in what tone, and what was done."),
            mention_report,
            of_a_period=True,
        ),
    ]


def _month_of(day: date) -> CatalogueEntry:
    def build(connection: Connection, language: i18n.Language, today: date) -> Document:
        return month_sheet(connection, language, today, day)

    name = _("Calendar of {month}").format(month=month_of_year(day))
    about = _("What is published each day, to be ticked by hand, for the wall.")
    return CatalogueEntry(month_id(day), Shelf.CALENDAR, name, about, build)


def _months(connection: Connection, today: date) -> list[date]:
    first = today.replace(day=1)
    months = [first]
    while len(months) < _MOST_MONTHS:
        months.append(month_days(months[-1])[1] + timedelta(days=1))
    last = calendar.last_day(connection) or first
    return [*months[:_LEAST_MONTHS], *(day for day in months[_LEAST_MONTHS:] if day <= last)]


def _of_the_calendar() -> list[CatalogueEntry]:
    return [
        CatalogueEntry(
            "calendar-week",
            Shelf.CALENDAR,
            _("The week, with its texts"),
            _("What is published from Monday to Sunday, with what each channel says."),
            week_sheet,
            of_a_period=True,
        ),
        CatalogueEntry(
            "calendar-list",
            Shelf.CALENDAR,
            _("What is published, in a list"),
            _("Four weeks from today, day by day."),
            list_sheet,
            of_a_period=True,
        ),
        CatalogueEntry(
            "electoral-guide",
            Shelf.CALENDAR,
            _("What may be published in an electoral period"),
            _("Yes, ask first, and no; the same news told another way; what to do on a complaint."),
            electoral_guide,
        ),
        CatalogueEntry(
            "electoral-list",
            Shelf.CALENDAR,
            _("List before the call of an election"),
            _("What to look through on networks and website; after the vote, what to give back."),
            electoral_list,
        ),
        CatalogueEntry(
            "electoral-decisions",
            Shelf.CALENDAR,
            _("Decisions in the electoral period"),
            _("What the program asked and what was decided: why, by whom and when."),
            electoral_decisions,
            of_a_period=True,
        ),
    ]


def _of_the_crisis_desk() -> list[CatalogueEntry]:
    return [
        CatalogueEntry(
            "crisis-notebook",
            Shelf.CRISIS,
            _("Crisis notebook"),
            _("Every sheet with its texts, the roster and blank forms, for the shelf."),
            notebook,
        ),
        CatalogueEntry(
            "first-hour",
            Shelf.CRISIS,
            _("Something has happened and nothing is prepared"),
            _("The first hour on one page, for whoever has neither plan nor roster."),
            first_hour,
        ),
        CatalogueEntry(
            "opening-form",
            Shelf.CRISIS,
            _("Opening form"),
            _("What is known in the first minutes: facts, sources, danger, level."),
            forms.opening_form,
        ),
        CatalogueEntry(
            "call-sheet",
            Shelf.CRISIS,
            _("Call sheet"),
            _("Who to call, in order, with room for what was said."),
            forms.call_sheet,
        ),
        CatalogueEntry(
            "statement-sheet",
            Shelf.CRISIS,
            _("Statement, to be written by hand"),
            _("The six parts of a statement, with what to check and where it went out."),
            forms.statement_sheet,
        ),
        CatalogueEntry(
            "hats-card",
            Shelf.CRISIS,
            _("Crisis roles card"),
            _("Who decides, speaks, writes, verifies, answers, logs and calls."),
            forms.hats_card,
        ),
        CatalogueEntry(
            "answering-tree",
            Shelf.CRISIS,
            _("How to answer a comment"),
            _("From the danger to people to the answer and its deadline, question by question."),
            forms.answering_tree,
        ),
    ]


def _sheet_of(offered: Offered) -> CatalogueEntry:
    scenario = offered.scenario

    def build(connection: Connection, language: i18n.Language, today: date) -> Document:
        # Looked up again: in the language of the paper it may have other words.
        again = library.offered(connection, scenario.id)
        return sheet(connection, language, today, again)

    name = _("Sheet {code}: {scenario}").format(code=scenario.code, scenario=scenario.title)
    return CatalogueEntry(sheet_id(scenario.id), Shelf.SHEETS, name, scenario.applies, build)


def entry(connection: Connection, entry_id: str) -> CatalogueEntry:
    """One entry. Raises `DocumentTrouble` when there is none of that name."""
    known = [*_of_the_town(), *_of_the_calendar(), *_of_the_crisis_desk()]
    found = next((item for item in known if item.id == entry_id), None)
    if found is None and entry_id.startswith(_MONTH):
        return _month_of(checked_month(entry_id.removeprefix(_MONTH)))
    if found is None and entry_id.startswith(_SHEET):
        # Of one that was set aside too, for whoever asks for it by name.
        return _sheet_of(library.offered(connection, entry_id.removeprefix(_SHEET)))
    if found is None:
        sheets = map(_sheet_of, library.in_use(connection))
        raise DocumentTrouble(
            _("There is no document “{name}”.").format(name=entry_id),
            _("There are: {names}.").format(names=", ".join(item.id for item in (*known, *sheets))),
        )
    return found
