"""Llamadas, Preguntas, Fuera de la red: the lists of a scenario beside its steps."""

from core.crisis.scenario import (
    Blank,
    CallGroup,
    OfflineText,
    Question,
    Scenario,
)
from core.crisis.scenario_editing import free_name, name_of
from core.crisis.scenario_limits import fields_of
from core.fields import about
from core.i18n import _, pgettext
from core.roster.model import Group, group_label
from desktop.crisis.scenario_rows import BlankRow, CallRow, OfflineRow, QuestionRow
from desktop.crisis.scenario_things import Look, ThingsEditor, edits_of
from desktop.forms.described import form_fields
from desktop.services import Services


def calls(services: Services) -> ThingsEditor:
    """Whom to call, in order."""
    look = Look(
        key="calls",
        name=pgettext("scenario", "Calls"),
        empty=_("Whom to call when this happens, in order. Numbers come from the directory."),
        add=_("Add call"),
        row=CallRow,
        title=lambda row: row.who,
        line=lambda row: row.why or group_label(row.group),
        fields=form_fields(CallGroup, "who", "why", "group", "words"),
    )
    return ThingsEditor(
        services,
        look,
        edits_of("calls", lambda _s: CallGroup(who=_("New call"), group=Group.SERVICES)),
    )


def questions(services: Services) -> ThingsEditor:
    """What people and media will ask."""
    look = Look(
        key="questions",
        name=_("Questions"),
        empty=_("What people and media will ask, and what can be answered honestly."),
        add=_("Add question"),
        row=QuestionRow,
        title=lambda row: row.question,
        line=lambda row: row.answer.replace("\n", " "),
        fields=form_fields(Question, "question", "answer"),
    )
    new = edits_of("questions", lambda _s: Question(question=_("New question"), answer=""))
    return ThingsEditor(services, look, new)


def offline(services: Services) -> ThingsEditor:
    """What is said where there is no network."""
    look = Look(
        key="offline",
        name=_("Off the networks"),
        empty=_("What is read aloud, pinned up or sent when the network is down."),
        add=_("Add text"),
        row=OfflineRow,
        title=lambda row: about(OfflineText, "channel").in_words(row.channel),
        line=lambda row: row.text.replace("\n", " "),
        fields=form_fields(OfflineText, ("channel", "kind"), "text"),
    )
    new = edits_of("offline", lambda _s: OfflineText(channel="bando", text=""))
    return ThingsEditor(services, look, new)


def blanks(services: Services) -> ThingsEditor:
    """The fields that the person fills in when it happens."""
    look = Look(
        key="blanks",
        name=_("Fields of the texts"),
        empty=_("What is only known on the day: the place, the street, the hour."),
        add=_("Add field"),
        row=BlankRow,
        title=lambda row: row.label,
        line=lambda row: f"{{{row.key}}}",
        fields=form_fields(Blank, "label", "example", "default"),
    )
    return ThingsEditor(services, look, edits_of("blanks", _new_blank))


def _new_blank(scenario: Scenario) -> Blank:
    return Blank(
        id=free_name(name_of(_("fact")), set(fields_of(scenario))), label=_("What is missing")
    )
