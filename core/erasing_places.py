"""What each table of a workspace is called before a person, and why a name stays in some."""

from enum import StrEnum

from core.i18n import _
from core.store import migrations


class Reason(StrEnum):
    """Why a text keeps the name of a person who is erased."""

    LOG = "log"
    APPROVED = "approved"
    PLAN = "plan"
    NEWS = "news"
    WATCH = "watch"
    CASE = "case"
    NAMESAKE = "namesake"
    FOREIGN = "foreign"

    @classmethod
    def of(cls, table: str, column: str) -> "Reason | None":
        """Of a table, whatever its rows say; None where the name may go."""
        if table not in migrations.tables():
            return cls.FOREIGN
        if (table, column) == ("contact", "name"):
            return cls.NAMESAKE
        return _KEPT.get(table)


_KEPT = {
    "log_entry": Reason.LOG,
    "publication": Reason.APPROVED,
    "plan_version": Reason.PLAN,
    "item": Reason.NEWS,
    "story": Reason.NEWS,
    "alarm": Reason.NEWS,
    "watch": Reason.WATCH,
    "moderation": Reason.CASE,
}


def reason_words(reason: Reason) -> str:
    """To follow “because”."""
    return {
        Reason.LOG: _("it records how a public body acted, and would no longer prove to be whole"),
        Reason.APPROVED: _("it records who answered for what was approved or published"),
        Reason.PLAN: _("the body approved it as it is"),
        Reason.NEWS: _("others published it; it goes when it is older than the town keeps"),
        Reason.WATCH: _("it is what is listened for: change it there if it is not needed"),
        Reason.CASE: _("it is kept to answer a claim"),
        Reason.NAMESAKE: _("another card has the same name, and nobody can tell who is meant"),
        Reason.FOREIGN: _("another program keeps it in this file"),
    }[reason]


def place(table: str) -> str:
    """What a table is called."""
    for label, tables in _places():
        if table in tables.split():
            return label
    return _("table “{name}” of another program").format(name=table)


def _places() -> list[tuple[str, str]]:
    return [
        (_("Town"), "town identity"),
        (_("Other cards of the roster"), "contact contact_phone contact_group contact_hat"),
        (_("Settings and papers"), "suggestion printed preference"),
        (
            _("Plan"),
            """charter person account account_holder objective measurement audience channel
            objective_channel network_fact presence use use_channel use_audience level level_told
            private_channel task assignment dismissal session_note""",
        ),
        (_("Approved versions of the plan"), "plan_version"),
        (_("News read"), "item unindexed story alarm alarm_item evidence verdict"),
        (_("Notes to mentions"), "mention tone_word"),
        (_("Sources"), "source reading visit"),
        (_("What is listened for"), "watch applied hit doubt"),
        (_("Scenarios"), "scenario"),
        (_("Log of incidents"), "log_entry"),
        (_("Steps ticked in incidents"), "tick"),
        (_("Hats in incidents"), "worn_hat"),
        (_("Calls in incidents"), "call"),
        (_("Statements"), "statement statement_text publication"),
        (_("People affected, facts and rumours"), "complainant fact rumour blank_value"),
        (_("Moderation file"), "moderation"),
        (_("Lessons and answers of drills"), "lesson inject_shown"),
        (_("Incidents"), "incident incident_scenario incident_item"),
    ]
