"""The pages of the program, in the order of the rail."""

from collections.abc import Hashable, Sequence

from core.i18n import _
from desktop.services import PageSpec

Parts = Sequence[tuple[Hashable, str]]


def pages() -> list[PageSpec]:
    """Every page, with its words in the current language at the time of asking."""
    return [
        PageSpec("today", lambda: _("Today"), "sun", "desktop.today.page"),
        PageSpec("plan", lambda: _("Plan"), "map", "desktop.plan.page", _of_plan),
        PageSpec(
            "calendar",
            lambda: _("Calendar"),
            "calendar",
            "desktop.calendar.page",
            _of_calendar,
        ),
        PageSpec(
            "mentions",
            lambda: _("Mentions"),
            "radio",
            "desktop.mentions.page",
            _of_mentions,
        ),
        PageSpec("crisis", lambda: _("Crisis"), "siren", "desktop.crisis.page", _of_crisis),
        PageSpec("roster", lambda: _("Roster"), "book-user", "desktop.roster.page", _of_roster),
        PageSpec("documents", lambda: _("Documents"), "printer", "desktop.documents.page"),
        PageSpec(
            "settings",
            lambda: _("Settings"),
            "settings",
            "desktop.settings.page",
            _of_settings,
        ),
    ]


def _of_plan() -> Parts:
    # When it is asked for: the frame of the window does without.
    from core.plan.kinds import PlanStep
    from core.plan.labels import step_label

    steps = [(step, step_label(step)) for step in PlanStep]
    return [*steps, ("projector", _("Projector mode")), ("measurements", _("Import measurements"))]


def _of_calendar() -> Parts:
    return [
        ("month", _("Month")),
        ("week", _("Week")),
        ("list", _("List")),
        ("elections", _("Elections and fiestas")),
        ("electoral-walk", _("Elections: what to look through")),
    ]


def _of_mentions() -> Parts:
    return [
        ("inbox", _("Inbox")),
        ("sources", _("Sources")),
        ("watches", _("Searches")),
        ("alarms", _("Alarms")),
        # Translators: Of mentions, in a period.
        ("report", _("Report")),
        (("inbox", "note"), _("Note by hand")),
        (("sources", "add"), _("Add source")),
    ]


def _of_crisis() -> Parts:
    return [
        ("home", _("Open an incident")),
        ("drill", _("Drill")),
        ("scenarios", _("Scenarios")),
        ("past", _("Past incidents")),
        ("moderation", _("Moderation files")),
        (("scenarios", "import"), _("Import scenarios")),
    ]


def _of_roster() -> Parts:
    return [
        ("check", _("Monthly check")),
        ("duplicates", _("Cards that look alike")),
        ("import", _("Import contacts")),
    ]


def _of_settings() -> Parts:
    return [
        ("town", _("Town")),
        ("look", _("Appearance")),
        ("listening", _("Listening")),
        ("backups", _("Backups")),
        ("data", _("Data")),
        ("workspaces", _("Town files")),
        ("manual", _("Manual")),
        # Translators: Part of Settings: version and licences of the program.
        ("about", _("About")),
    ]
