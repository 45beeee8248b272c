"""The dates and the texts of the plan that are no lists."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from core.field_kinds import Amount, Choice, Day, Line, Page
from core.fields import described
from core.i18n import _
from core.plan.kinds import LanguagePolicy, PlanStep
from core.plan.labels import language_policy_label


@dataclass(frozen=True)
class Charter:
    """One row, always. Its fields are on the forms of several steps, `part` by `part`."""

    id: int = 1
    start_on: Annotated[date | None, Day(lambda: _("First day of the plan"), part="body")] = None
    end_on: Annotated[
        date | None, Day(lambda: _("Last day of the plan"), part="body", beside=True)
    ] = None
    territory: Annotated[
        str,
        Page(
            lambda: _("The organisation and its territory"),
            lambda: _("Who it serves, where they live, what it does and what others do."),
            part="body",
            rows=5,
        ),
    ] = ""
    backing: Annotated[
        str,
        Page(
            lambda: _("Purpose and backing"),
            lambda: _("What the plan is for, and who stands behind it."),
            part="body",
            rows=5,
        ),
    ] = ""
    reputation: Annotated[
        str,
        Page(
            lambda: _("What is said about the organisation today"),
            lambda: _("On social media, in the press, in the bar: praise and complaints."),
            part="ground",
        ),
    ] = ""
    offline_plan: Annotated[
        str,
        Page(
            lambda: _("Offline communication"),
            lambda: _("What this plan must agree with."),
            part="ground",
        ),
    ] = ""
    brand: Annotated[
        str,
        Page(
            lambda: _("Institutional image"),
            lambda: _("Crest, colours and name: how they are used."),
            part="ground",
        ),
    ] = ""
    principles: Annotated[
        str, Page(lambda: _("Principles"), lambda: _("One per line."), part="ground")
    ] = ""
    language_policy: Annotated[
        LanguagePolicy,
        Choice(
            lambda: _("Languages of publication"),
            part="writing",
            kind=LanguagePolicy,
            words=language_policy_label,
        ),
    ] = LanguagePolicy.MAIN
    language_note: Annotated[
        str,
        Page(
            lambda: _("Note on the languages"),
            lambda: _("Who translates, what waits for its translation, what does not."),
            part="writing",
            rows=2,
        ),
    ] = ""
    style: Annotated[
        str,
        Page(
            lambda: _("Style"),
            lambda: _("How people are addressed, how long, what is never written."),
            part="writing",
            rows=4,
        ),
    ] = ""
    accessibility: Annotated[
        str,
        Page(
            lambda: _("Accessibility of posts"),
            lambda: _("Text with each image, subtitles, no poster as the only text."),
            part="writing",
            rows=4,
        ),
    ] = ""
    images: Annotated[
        str,
        Page(
            lambda: _("Images, consents and licences"),
            lambda: _("Who has to consent, above all for minors, and where licences are kept."),
            part="writing",
            rows=4,
        ),
    ] = ""
    crisis_meaning: Annotated[
        str,
        Page(
            lambda: _("What counts as a crisis"),
            lambda: _("A complaint is not a crisis; harm to people or to trust is."),
            part="meaning",
            rows=6,
        ),
    ] = ""
    rehearsed_on: Annotated[
        date | None,
        Day(
            lambda: _("Last rehearsed on"),
            lambda: _("Half an hour with the printed sheet is enough."),
            part="meaning",
        ),
    ] = None
    answering: Annotated[
        str,
        Page(lambda: _("How questions and complaints are answered"), part="answers", rows=5),
    ] = ""
    answer_hours: Annotated[
        float | None,
        Amount(
            lambda: _("Office hours until the answer"),
            lambda: _("Opening hours, not hours by the clock."),
            part="answers",
            high=1000,
        ),
    ] = None
    corrections: Annotated[
        str,
        Page(lambda: _("What is done after publishing something wrong"), part="answers", rows=5),
    ] = ""
    rules: Annotated[
        str,
        Page(
            lambda: _("Rules of use of the profiles"),
            lambda: _("One per line. They are printed separately, to be approved and linked."),
            part="rules",
            rows=14,
        ),
    ] = ""
    rules_body: Annotated[
        str, Line(lambda: _("Authority that approved the rules"), part="rules")
    ] = ""
    rules_on: Annotated[
        date | None,
        Day(lambda: _("Day on which the rules were approved"), part="rules", beside=True),
    ] = None
    electoral_guard: Annotated[
        str,
        Page(
            lambda: _("What is and is not published from the call to the vote"),
            lambda: _("Article 50 of the electoral law (LOREG)."),
            part="elections",
            rows=6,
        ),
    ] = ""
    review: Annotated[
        str,
        Page(
            lambda: _("Review of the plan"),
            lambda: _("Who looks at the plan again, when, with which figures."),
            part="texts",
            rows=5,
        ),
    ] = ""
    legal: Annotated[str, Page(lambda: _("Legal framework"), part="texts", rows=7)] = ""
    suggested: tuple[str, ...] = ()
    """The fields that hold what the program proposed and nobody has looked at."""


_STEPS = {
    "writing": PlanStep.USES,
    **dict.fromkeys(("meaning", "answers", "rules", "elections"), PlanStep.PROTOCOL),
    "texts": PlanStep.REVIEW,
}


def charter_part(field: str) -> str:
    """The part of its step in which a field is filled in; empty for what is no field of it."""
    return described(Charter)[field].part if field in described(Charter) else ""


def charter_step(field: str) -> PlanStep:
    """The step on which a field of the charter is filled in."""
    return _STEPS.get(charter_part(field), PlanStep.START)
