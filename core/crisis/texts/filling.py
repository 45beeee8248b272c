"""The words of a statement before anybody touches them: the scenario's text, filled in.

The blanks are filled in once for each language and stand in every draft; a denial and a correction
have a claim and a source of their own. Sentences that say that something was done stand only while
it is ticked. What the person wrote in a draft stays; only what a blank, a tick or the hour had put
there changes with it.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core import i18n
from core.crisis import town_facts
from core.crisis.desk import Desk, Worded
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.model import Incident, Statement, StatementText, Tick, TickState
from core.crisis.scenario import Blank, Scenario, ScenarioStep, Template
from core.crisis.scenarios import library, sentences
from core.crisis.texts import fields
from core.crisis.texts.fields import PRIVATE, WHERE, KnownFields
from core.days import clock_time, shown
from core.i18n import _, of_hours
from core.store import Connection

_DRILL = {"es": "SIMULACRO", "ca": "SIMULACRE", "gl": "SIMULACRO", "eu": "SIMULAKROA"}
_DRILL_ELSEWHERE = "DRILL"
_SAYS_ENOUGH = 4
"""Letters from which what a blank held is looked for in a text that somebody wrote over."""

_HOURS = ("date", "time", "next_time")

_ANSWERS = (StatementKind.DENIAL, StatementKind.CORRECTION)
CLAIM = ("claim",)
SOURCE = ("source", "checked_by")
ITS_OWN = (*CLAIM, *SOURCE, "wrong", "right", "fact", "truth")
"""Blanks that each denial and each correction has for itself: what it answers, and who says so."""

_RUMOUR = "rumour"

_THAT = re.compile(
    r"^(?:(?:(?:nos |me )?(?:dicen|cuentan|comentan|han dicho|están diciendo)"
    r"|(?:se|la gente) (?:dice|cuenta|comenta|rumorea|está diciendo)) que"
    r"|(?:they|people) (?:say|are saying)(?: that)?|it is (?:being )?said that|que|that)\s+",
    re.IGNORECASE,
)
"""As somebody notes what is said; the sentence has its own."""


@dataclass(frozen=True)
class Filling:
    """What a text is filled with in one language."""

    fields: KnownFields
    done: Mapping[str, str]
    """`at 10:40`, by the id of the step that was done then."""

    def fill(self, text: str) -> str:
        """The text as it may be said now."""
        return self.fields.fill(sentences.said(text, self.done))


def name_of(desk: Desk, statement: Statement | None, blank_id: str, language: str) -> str:
    """Under which name the value of a blank is kept: `claim`, of one denial `claim#7`, in another
    language `claim@en`, since a phrase of one does not stand in a sentence of the other."""
    name = blank_id
    if statement is not None and statement.kind in _ANSWERS and blank_id in ITS_OWN:
        name = of_statement(blank_id, statement.id)
    return name if language == desk.incident.language else f"{name}@{language}"


def as_clause(claim: str) -> str:
    """What is said, as it goes into a sentence: in lower case, without “they say that” nor a
    stop."""
    said = _without_that(claim)
    return said[:1].lower() + said[1:]


def _without_that(claim: str) -> str:
    return _THAT.sub("", claim.rstrip(" ."))


def of_statement(name: str, statement_id: int) -> str:
    """The name of a value that one statement has for itself."""
    return f"{name}#{statement_id}"


def rumour_key(statement_id: int) -> str:
    """The name under which the id of the rumour stands that a statement answers."""
    return of_statement(_RUMOUR, statement_id)


def rumour_of(desk: Desk, statement_id: int) -> int | None:
    """The id of the rumour that a statement was begun for, or None."""
    kept = dict(desk.blanks).get(rumour_key(statement_id), "")
    return int(kept) if kept.isdigit() else None


def values(desk: Desk, statement: Statement, language: str) -> dict[str, str]:
    """What the blanks of a statement hold in a language, by their id; a number is the same in all
    languages. One that answers a rumour takes nothing of what another said about its own."""
    kept = dict(desk.blanks)
    answers = rumour_of(desk, statement.id) is not None
    found = {}
    for blank_id in (*(blank.id for blank in desk.scenario.blanks), WHERE, PRIVATE):
        names = [name_of(desk, statement, blank_id, language)]
        if not (answers and blank_id in ITS_OWN):
            names.append(names[0].replace(f"#{statement.id}", ""))
        own = next((kept[name] for name in names if kept.get(name)), "")
        main = (kept.get(name.partition("@")[0], "") for name in names)
        shared = next(filter(None, main), "")
        found[blank_id] = own or ("" if any(map(str.isalpha, shared)) else shared)
    return found


def filling(connection: Connection, desk: Desk, statement: Statement, language: str) -> Filling:
    """What the texts of a statement are filled with in a language."""
    scenario = spoken(desk, language) or desk.scenario
    used = [item.channel for worded in desk.statements for item in worded.publications]
    # A text has the day and the hour of its approval.
    moment = statement.approved_at or statement.made_at
    said = values(desk, statement, language)
    said |= {name: _without_that(said[name]) for name in CLAIM if name in said}
    with i18n.language(language):
        known = fields.known_fields(
            connection,
            scenario,
            said,
            moment,
            statement.next_update_at,
            list(dict.fromkeys(used)),
        )
        done = {
            step.id: _hour_done(tick, moment)
            for step in desk.scenario.steps
            if (tick := desk.tick(step)) is not None and tick.state is TickState.DONE
        }
    return Filling(known, done)


def _hour_done(tick: Tick, day: datetime) -> str:
    """`at 10:40`; with its day when that is another."""
    time, done_on = clock_time(tick.at), tick.at.astimezone().date()
    if done_on == day.astimezone().date():
        return _("at {time}").format(time=time)
    return _("on {day} at {time}").format(day=shown(done_on), time=time)


def spoken(desk: Desk, language: str) -> Scenario | None:
    """The scenario in a language: as the incident holds it, or the program's own where nobody
    changed it; None when it does not speak it."""
    if language == desk.incident.language:
        return desk.scenario
    if language not in i18n.LANGUAGES:
        return None
    with i18n.language(language):
        return library.shipped(desk.scenario.id) if desk.untouched else None


def labels_of(desk: Desk) -> dict[str, str]:
    """What the blanks are called in the language of the interface, as far as that is known."""
    read = spoken(desk, i18n.current()) or desk.scenario
    return {blank.id: blank.label for blank in read.blanks}


def template_of(desk: Desk, kind: StatementKind, language: str) -> Template | None:
    """The scenario's text of a kind in a language, or None."""
    scenario = spoken(desk, language)
    return scenario.template(kind) if scenario else None


def blanks_of(
    connection: Connection, desk: Desk, statement: Statement, language: str
) -> tuple[Blank, ...]:
    """The blanks that the text of a statement has, in the order in which it says them; and last
    what the town's channels say, the place where there will be more, and its telephone where none
    is known."""
    scenario = spoken(desk, language)
    template = template_of(desk, statement.kind, language)
    if scenario is None or template is None:
        return ()
    said = " ".join(template.parts.get(part, "") for part in StatementPart)
    labels = {WHERE: _("Where there will be more")}
    if not town_facts.private(connection):
        labels[PRIVATE] = _("Telephone for questions")
    unanswered = replace(desk, blanks=())
    known = filling(connection, unanswered, statement, language).fields.values
    of_the_town = (Blank(id=name, label=text, default=known[name]) for name, text in labels.items())
    own = sorted(scenario.blanks, key=lambda blank: said.find(f"{{{blank.id}}}"))
    return tuple(blank for blank in (*own, *of_the_town) if f"{{{blank.id}}}" in said)


def drafted(desk: Desk, statement: Statement, language: str, known: Filling) -> StatementText:
    """The scenario's text of the statement, filled in; empty where there is none."""
    template = template_of(desk, statement.kind, language)
    empty = StatementText(statement.id, language)
    if template is None:
        return empty
    parts = {part: known.fill(text) for part, text in template.parts.items()}
    if desk.incident.drill:
        first = next(part for part in StatementPart if part in parts)
        parts[first] = _marked(parts[first], language)
    return with_parts(empty, parts)


@dataclass(frozen=True)
class Moment:
    """The desk and a statement as they are at one moment."""

    desk: Desk
    statement: Statement
    known: Filling


def refilled(text: StatementText, before: Moment, after: Moment) -> StatementText | None:
    """A draft's words with what it is filled with now in place of before; None: nothing changes."""
    language = text.language
    old, new = (
        drafted(moment.desk, moment.statement, language, moment.known) for moment in (before, after)
    )
    template = template_of(after.desk, after.statement.kind, language)
    own = after.desk.scenario.template(after.statement.kind)
    parts = {}
    for part in StatementPart:
        written = text.part(part)
        # Nobody touched it: then it is what the scenario says now.
        if written.strip() == old.part(part).strip():
            parts[part] = new.part(part)
        else:
            hours = _hours(own, part)
            kept = _swapped(written, hours, before.known.fields, after.known.fields)
            said = template.parts.get(part, "") if template else ""
            parts[part] = _with_sentences(kept, said, before.known, after.known)
    made = with_parts(text, parts)
    return None if made == text else made


def _hours(template: Template | None, part: StatementPart) -> set[str]:
    """The day and the hours that the scenario says here; any other is one that somebody wrote."""
    said = template.parts.get(part, "") if template else ""
    found = {name for name in _HOURS if f"{{{name}}}" in said}
    return found | {"next_time"} if part is StatementPart.NEXT else found


def _swapped(text: str, hours: Collection[str], before: KnownFields, after: KnownFields) -> str:
    for name, old in before.values.items():
        new = after.values.get(name, old)
        if old == new or (name in _HOURS and name not in hours):
            continue
        if not old.startswith("[") and len(old) < _SAYS_ENOUGH:
            continue
        found = rf"(?<!\w){re.escape(old)}(?!\w)"
        # A backslash is a letter here, and no pattern of a replacement.
        text = re.sub(found, new.replace("\\", r"\\"), text)
    return of_hours(text)


def _with_sentences(text: str, template: str, before: Filling, after: Filling) -> str:
    """What somebody wrote over, with the sentences of the template that are true since then, and
    without those that no longer are."""
    for sentence in sentences.sentences(template):
        alone = f"[{sentence.step}: {sentence.words}]"
        old, new = before.fill(alone), after.fill(alone)
        if old == new:
            continue
        if old and old in text:
            text = text.replace(old, new).replace("  ", " ").strip()
        elif new and not old:
            text = f"{text.rstrip()} {new}".lstrip()
    return text


def undone(desk: Desk, statement: Statement, text: StatementText) -> list[tuple[ScenarioStep, str]]:
    """Sentences of a text that say that a step was done which is not ticked: the step, and how the
    text says it."""
    template = template_of(desk, statement.kind, text.language)
    found = []
    for part, said in template.parts.items() if template else ():
        for sentence in sentences.sentences(said):
            step = desk.scenario.step(sentence.step)
            words = sentence.found_in(text.part(part))
            if step is not None and words and not is_done(desk, step):
                found.append((step, words))
    return found


def is_done(desk: Desk, step: ScenarioStep) -> bool:
    """Whether somebody ticked the step; one that is not needed was not done."""
    tick = desk.tick(step)
    return tick is not None and tick.state is TickState.DONE


def with_parts(text: StatementText, parts: Mapping[StatementPart, str]) -> StatementText:
    """A text with some parts changed."""
    fields: dict[str, Any] = {part.value: words for part, words in parts.items()}
    return replace(text, **fields)


def public(incident: Incident, text: StatementText) -> str:
    """What is read aloud, copied and published: the whole text, which in a drill says so first."""
    whole = text.whole
    return _marked(whole, text.language) if incident.drill and whole else whole


def _marked(words: str, language: str) -> str:
    mark = _DRILL.get(language, _DRILL_ELSEWHERE)
    return words if words.lstrip().startswith(mark) else f"{mark}. {words}"


def to_translate(
    connection: Connection, desk: Desk, worded: Worded, language: str
) -> StatementText | None:
    """What a text is translated from: the first other language of the statement that has words,
    else what the scenario says; None when there is neither."""
    written = (text for text in worded.texts if text.language != language and text.whole)
    if (found := next(written, None)) is not None:
        return found
    main = desk.incident.language
    if language == main:
        return None
    known = filling(connection, desk, worded.statement, main)
    made = drafted(desk, worded.statement, main, known)
    return made if made.whole else None
