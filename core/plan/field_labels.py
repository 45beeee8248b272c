"""The words of the plan's fields, shared by forms, documents and comparisons."""

from core.i18n import _, mark
from core.plan.kinds import Step
from core.plan.model import (
    Account,
    Audience,
    Channel,
    Charter,
    Level,
    NetworkFact,
    Objective,
    Person,
    PrivateChannel,
    Task,
    Use,
)
from core.town.model import Town

_LABELS: dict[type, dict[str, str]] = {
    Charter: {
        "start_on": mark("First day of the plan"),
        "end_on": mark("Last day of the plan"),
        "territory": mark("Territory and services"),
        "backing": mark("Purpose and backing"),
        "principles": mark("Principles"),
        "offline_plan": mark("Communication off the networks"),
        "brand": mark("Institutional image"),
        "reputation": mark("Reputation today"),
        "language_policy": mark("Languages of publication"),
        "language_note": mark("Note on the languages"),
        "style": mark("Style"),
        "accessibility": mark("Accessibility of posts"),
        "images": mark("Images, consents and licences"),
        "answering": mark("How questions are answered"),
        "answer_hours": mark("Office hours until the answer"),
        "crisis_meaning": mark("What counts as a crisis"),
        "corrections": mark("Correction of mistakes"),
        "electoral_guard": mark("Electoral periods"),
        "rehearsed_on": mark("Last rehearsed on"),
        "rules": mark("Rules of use"),
        "rules_body": mark("Body that approved the rules"),
        "rules_on": mark("Day on which the rules were approved"),
        "review": mark("Review of the plan"),
        "legal": mark("Legal framework"),
    },
    Person: {
        "label": mark("Name of the post"),
        "contact_id": mark("Contact"),
        "hours_week": mark("Hours a week"),
        "contracted": mark("Contracted"),
    },
    Account: {
        "title": mark("Name on the network"),
        "network": mark("Network"),
        "address": mark("Address"),
        "kind": mark("What it is"),
        "owner": mark("Owner"),
        "holders": mark("Who holds the credentials"),
        "followers": mark("Followers"),
        "last_post_on": mark("Last post on"),
        "verdict": mark("Decision"),
        "note": mark("Note"),
    },
    Objective: {
        "title": mark("Objective"),
        "scope": mark("General or specific"),
        "parent_id": mark("General objective"),
        "judged": mark("How it is judged"),
        "horizon": mark("Term"),
        "layer": mark("What it counts"),
        "indicator": mark("Indicator"),
        "unit": mark("Unit"),
        "less_is_better": mark("The less, the better"),
        "baseline": mark("Baseline"),
        "target": mark("Target"),
        "due_on": mark("By when"),
        "every": mark("How often it is measured"),
        "source": mark("Where the figure is read"),
        "rubric": mark("How it is judged, from 1 to 5"),
        "serves": mark("Objective off the networks that it serves"),
        "channels": mark("Channels"),
    },
    Audience: {
        "title": mark("Audience"),
        "size": mark("People, about"),
        "sociodemographic": mark("Sociodemographic criteria"),
        "socioeconomic": mark("Socioeconomic criteria"),
        "psychographic": mark("Psychographic criteria"),
        "services": mark("Services it receives"),
    },
    Channel: {
        "title": mark("Channel"),
        "kind": mark("Kind of channel"),
        "offline": mark("Works without internet"),
        "address": mark("Address"),
        "purpose": mark("What it is for"),
        "posts": mark("Kinds of post"),
        "posts_week": mark("Posts a week"),
        "minutes_post": mark("Minutes for each post"),
        "best_time": mark("Best time"),
        "voice": mark("Voice"),
        "targets": mark("Targets of the channel"),
        "languages": mark("Languages"),
        "owner_id": mark("Owner"),
        "substitute_id": mark("Substitute"),
        "urgent": mark("Urgent notices"),
    },
    NetworkFact: {
        "name": mark("Fact of the network"),
        "value": mark("Value"),
        "reviewed_on": mark("Reviewed on"),
        "source": mark("Source"),
    },
    Use: {
        "share": mark("Share of the posts"),
        "examples": mark("Examples"),
        "channels": mark("Channels"),
        "audiences": mark("Audiences"),
    },
    Level: {
        "trigger": mark("When it is declared"),
        "mentions_day": mark("Mentions in 24 hours"),
        "negative_share": mark("Share of negative mentions"),
        "sensitive": mark("A sensitive word is enough"),
        "minutes": mark("Minutes to the first public line"),
        "told": mark("Who is told"),
        "approver_id": mark("Who approves"),
        "actions": mark("What is done"),
    },
    PrivateChannel: {
        "title": mark("Private channel"),
        "address": mark("Number, e-mail or counter"),
        "hours": mark("Opening hours"),
        "person_id": mark("Who attends it"),
    },
    Task: {
        "title": mark("Task"),
        "hours_week": mark("Hours a week"),
        "contracted": mark("Contracted"),
        "supplier": mark("Supplier"),
        "note": mark("Note"),
    },
    Town: {
        "name": mark("Name"),
        "alt_name": mark("Other name"),
        "province": mark("Province"),
        "region": mark("Region"),
        "population": mark("Population"),
        "population_year": mark("Year of the population figure"),
        "languages": mark("Languages"),
        "hours_week": mark("Hours a week"),
        "person": mark("Who runs communications"),
        "post": mark("Post"),
    },
}

_LATER_STEPS = {
    Step.USES: ("language_policy", "language_note", "style", "accessibility", "images"),
    Step.PROTOCOL: (
        *("answering", "answer_hours", "crisis_meaning", "corrections", "electoral_guard"),
        *("rehearsed_on", "rules", "rules_body", "rules_on"),
    ),
    Step.REVIEW: ("review", "legal"),
}


def labelled(kind: type) -> tuple[str, ...]:
    """The fields of a kind that a person sees, in the order of the forms."""
    return tuple(_LABELS[kind])


def field_label(kind: type, field: str) -> str:
    """The words of one field in the current language. Raises `KeyError` for one nobody sees."""
    return _(_LABELS[kind][field])


def charter_step(field: str) -> Step:
    """The step on which a field of the charter is filled in."""
    return next((step for step, names in _LATER_STEPS.items() if field in names), Step.START)
