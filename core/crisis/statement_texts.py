"""The words of a statement before anybody touches them: the scenario's text, filled in.

The blanks are filled in once for each language and stand in every draft. What the person wrote in
a draft stays; only what a blank or the hour had put there changes with it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core import i18n
from core.crisis import merging, scenarios
from core.crisis.desk import Desk, Worded
from core.crisis.kinds import Part, StatementKind
from core.crisis.model import Incident, Statement, StatementText
from core.crisis.scenario import Blank, Scenario
from core.days import clock_time
from core.i18n import _
from core.store import Connection

_DRILL = {"es": "SIMULACRO", "ca": "SIMULACRE", "gl": "SIMULACRO", "eu": "SIMULAKROA"}
_DRILL_ELSEWHERE = "DRILL"
_SAYS_ENOUGH = 4
"""Letters from which what a blank held is looked for in a text that somebody wrote over."""


@dataclass(frozen=True)
class Filling:
    """What a text is filled with in one language: the blanks, by their id, and the next hour."""

    blanks: Mapping[str, str]
    due: datetime | None


def key_of(desk: Desk, blank_id: str, language: str) -> str:
    """Under which name the value of a blank is kept: that of another language has a name of its
    own, since a phrase of one does not stand in a sentence of the other."""
    return blank_id if language == desk.incident.language else f"{blank_id}@{language}"


def values(desk: Desk, language: str) -> dict[str, str]:
    """What the blanks hold in a language, by their id; a number is the same in all of them."""
    kept = dict(desk.blanks)
    found = {}
    for blank in desk.scenario.blanks:
        main = kept.get(blank.id, "")
        own = kept.get(key_of(desk, blank.id, language), "")
        found[blank.id] = own or ("" if any(letter.isalpha() for letter in main) else main)
    return found


def spoken(desk: Desk, language: str) -> Scenario | None:
    """The scenario in a language: as the incident holds it, or the program's own where nobody
    changed it; None when it does not speak it."""
    if language == desk.incident.language:
        return desk.scenario
    if language not in i18n.LANGUAGES:
        return None
    with i18n.language(desk.incident.language):
        untouched = scenarios.shipped(desk.scenario.id) == desk.scenario
    with i18n.language(language):
        return scenarios.shipped(desk.scenario.id) if untouched else None


def blanks_of(desk: Desk, kind: StatementKind, language: str) -> tuple[Blank, ...]:
    """The blanks that the text of this kind has, in the order of the scenario."""
    scenario = spoken(desk, language)
    template = scenario.template(kind) if scenario else None
    if scenario is None or template is None:
        return ()
    said = " ".join(template.parts.values())
    return tuple(one for one in scenario.blanks if f"{{{one.id}}}" in said)


def drafted(
    connection: Connection, desk: Desk, statement: Statement, language: str, filling: Filling
) -> StatementText:
    """The scenario's text of the statement, filled in; empty where there is none."""
    scenario = spoken(desk, language)
    template = scenario.template(statement.kind) if scenario else None
    empty = StatementText(statement.id, language)
    if scenario is None or template is None:
        return empty
    with i18n.language(language):
        known = merging.fields(connection, scenario, filling.blanks, statement.made_at, filling.due)
    parts = {part: known.fill(text) for part, text in template.parts.items()}
    if desk.incident.drill:
        first = next(part for part in Part if part in parts)
        parts[first] = _marked(parts[first], language)
    return with_parts(empty, parts)


def refilled(
    connection: Connection,
    desk: Desk,
    worded: Worded,
    language: str,
    changed: tuple[Filling, Filling],
) -> StatementText | None:
    """A draft's words with what it is filled with now in place of before; None: nothing changes."""
    text = worded.text(language)
    before, after = (drafted(connection, desk, worded.statement, language, one) for one in changed)
    scenario = spoken(desk, language)
    swaps = _swaps(scenario, *changed, language) if scenario else []
    parts = {}
    for part in Part:
        written = text.part(part)
        # Nobody touched it: then it is what the scenario says now.
        untouched = written.strip() == before.part(part).strip()
        parts[part] = after.part(part) if untouched else _swapped(written, part, swaps)
    made = with_parts(text, parts)
    return None if made == text else made


@dataclass(frozen=True)
class _Swap:
    old: str
    new: str
    only: Part | None = None
    """None: in any part."""


def _swaps(scenario: Scenario, before: Filling, after: Filling, language: str) -> list[_Swap]:
    found = []
    for blank in scenario.blanks:
        old = before.blanks.get(blank.id, "") or merging.mark_of(blank)
        new = after.blanks.get(blank.id, "") or merging.mark_of(blank)
        if old != new:
            found.append(_Swap(old, new))
    if before.due != after.due:
        with i18n.language(language):
            found.append(_Swap(_hour(before.due), _hour(after.due), Part.NEXT))
    return found


def _hour(due: datetime | None) -> str:
    return clock_time(due) if due else merging.mark(_("time"))


def _swapped(text: str, part: Part, swaps: list[_Swap]) -> str:
    for swap in swaps:
        if swap.only not in (None, part):
            continue
        if not swap.old.startswith("[") and len(swap.old) < _SAYS_ENOUGH:
            continue
        found = rf"(?<!\w){re.escape(swap.old)}(?!\w)"
        # A backslash is a letter here, and no pattern of a replacement.
        text = re.sub(found, swap.new.replace("\\", r"\\"), text)
    return text


def with_parts(text: StatementText, parts: Mapping[Part, str]) -> StatementText:
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
    written = (one for one in worded.texts if one.language != language and one.whole)
    if (found := next(written, None)) is not None:
        return found
    main = desk.incident.language
    if language == main:
        return None
    filling = Filling(values(desk, main), worded.statement.next_update_at)
    made = drafted(connection, desk, worded.statement, main, filling)
    return made if made.whole else None
