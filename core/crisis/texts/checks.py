"""What a good statement has, and what it must not say: pure rules on its words.

After CDC CERC (empathy, what is known and not, what is being done, what to do, when more) and the
house's rule of no names, no blame, no guesses.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core import i18n
from core.crisis import town_facts
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.labels import part_label, phase_label
from core.crisis.model import Statement, StatementText
from core.crisis.scenario import ScenarioStep
from core.days import clock_time
from core.i18n import _
from core.roster import suggestions
from core.roster.model import Contact, ContactKind
from core.text import loose, within_quotes

NEEDED: dict[StatementKind, tuple[StatementPart, ...]] = {
    StatementKind.HOLDING: tuple(StatementPart),
    StatementKind.CONFIRMED: tuple(StatementPart),
    StatementKind.INSTRUCTIONS: (
        StatementPart.EMPATHY,
        StatementPart.KNOWN,
        StatementPart.DOING,
        StatementPart.ADVICE,
        StatementPart.NEXT,
    ),
    StatementKind.DENIAL: (
        StatementPart.EMPATHY,
        StatementPart.KNOWN,
        StatementPart.ADVICE,
        StatementPart.NEXT,
    ),
    StatementKind.CORRECTION: (
        StatementPart.EMPATHY,
        StatementPart.KNOWN,
        StatementPart.DOING,
        StatementPart.NEXT,
    ),
    StatementKind.CONDOLENCE: (StatementPart.EMPATHY, StatementPart.DOING, StatementPart.NEXT),
    StatementKind.CLOSING: (
        StatementPart.EMPATHY,
        StatementPart.KNOWN,
        StatementPart.DOING,
        StatementPart.ADVICE,
        StatementPart.NEXT,
    ),
}
"""The parts that each kind of statement has."""

_MAY_BE_LAST = (StatementKind.CONDOLENCE, StatementKind.CLOSING)
"""They need not promise more."""

LONGEST = 1200
"""Characters of a whole statement that people still read to the end."""

_PARTICLES = frozenset({"de", "del", "la", "las", "los", "y", "i", "da", "do", "dos", "van", "von"})

MARK = re.compile(r"\[[^\[\]\n]{1,80}\]")
"""An empty blank in a text: `[lugar]`."""


@dataclass(frozen=True)
class StatementCheck:
    """One thing looked at: what it is, whether it is well, and what to do when it is not."""

    id: str
    label: str
    well: bool
    advice: str = ""


def unfilled(text: StatementText) -> list[str]:
    """The blanks that are still empty, as they stand in the text: `[lugar]`."""
    return MARK.findall(text.whole)


@dataclass(frozen=True)
class Known:
    """What is known besides the text: the roster, how people affected are called, the hour."""

    contacts: Sequence[Contact] = ()
    labels: Sequence[str] = ()
    """They do not belong in public."""
    now: datetime | None = None
    undone: Sequence[tuple[str, str]] = ()
    """What the text says was done though its step is not ticked: the step, and the words."""
    awaited: Sequence[ScenarioStep] = ()
    """On which the end hangs that the text tells, and which nobody has settled."""
    not_false: str = ""
    """That it denies what is not down as false, in a sentence."""


def checks(statement: Statement, text: StatementText, known: Known) -> list[StatementCheck]:
    """Everything that is looked at, in the order in which it is read, in the current language.

    The words to be avoided are those of the language of the text, where the program knows them.
    """
    found = [_has(part, text) for part in NEEDED[statement.kind]]
    if statement.next_update_at is not None or statement.kind not in _MAY_BE_LAST:
        found.append(_hour(statement, text, known.now))
    found.append(
        _without(
            "names",
            _("No names"),
            named(text, known.contacts, known.labels),
            _("It names {words}. Say the role or the service instead."),
        )
    )
    found.append(_only_done(known.undone))
    if known.awaited:
        found.append(
            StatementCheck(
                "end", _("The end is confirmed"), False, " ".join(map(says_awaited, known.awaited))
            )
        )
    if known.not_false:
        found.append(StatementCheck("false", _("What it denies is false"), False, known.not_false))
    found += _avoided(text)
    found.append(
        _without(
            "blanks", _("No empty blanks"), unfilled(text), _("Still to be filled in: {words}.")
        )
    )
    length = len(text.whole)
    found.append(
        StatementCheck(
            "length",
            # Translators: Check of a statement: it is short.
            _("Short"),
            length <= LONGEST,
            _("It has {count} characters; after {limit} few people read on.").format(
                count=length, limit=LONGEST
            ),
        )
    )
    return found


def _only_done(undone: Sequence[tuple[str, str]]) -> StatementCheck:
    """Nothing is told as done that nobody has ticked."""
    return StatementCheck(
        "done", _("Only what is done"), not undone, " ".join(map(says_undone, undone))
    )


def says_undone(undone: tuple[str, str]) -> str:
    """What is wrong with a text that says that a step was done which is not ticked."""
    step, words = undone
    return _("It says “{words}” and the step “{step}” is not done.").format(
        words=within_quotes(words.rstrip(".")), step=within_quotes(step)
    )


def says_awaited(step: ScenarioStep) -> str:
    """Why a text may not tell the end yet: which step is missing, and where it is ticked."""
    return f"{hangs_on(step)} {where_ticked(step)}"


def hangs_on(step: ScenarioStep) -> str:
    """Which step is missing before the end may be told."""
    words = _("The end depends on the step “{step}”, which is not ticked.")
    return words.format(step=within_quotes(step.text))


def where_ticked(step: ScenarioStep) -> str:
    """Where somebody finds a step."""
    return _("It is in the checklist, under “{phase}”.").format(phase=phase_label(step.phase))


def _avoided(text: StatementText) -> list[StatementCheck]:
    if text.language not in i18n.LANGUAGES:
        return []
    with i18n.language(text.language):
        avoided = town_facts.words()
    return [
        _without(
            "blame",
            _("No blame"),
            _said(text, avoided.blame),
            _("It says “{words}”. Tell what happened, not whose fault it is."),
        ),
        _without(
            "guesses",
            _("No guesses"),
            _said(text, avoided.guesses),
            _("It says “{words}”. Say what is known, or that it is not known yet."),
        ),
    ]


def _hour(statement: Statement, text: StatementText, now: datetime | None) -> StatementCheck:
    """The hour that is promised stands in the text, as the clock of the desk will count it."""
    due = statement.next_update_at
    label = _("The time of the next notice")
    if due is None:
        return StatementCheck("hour", label, False, _("Say at what time there will be more."))
    hour = clock_time(due)
    if now is not None and due <= now:
        return StatementCheck(
            "hour", label, False, _("{time} has passed. Choose another.").format(time=hour)
        )
    # `9:00` is `09:00` too.
    said = re.search(rf"(?<!\d)0?{re.escape(hour.removeprefix('0'))}(?!\d)", text.whole)
    advice = _("The text does not say {time}, which is what is promised.").format(time=hour)
    return StatementCheck("hour", label, said is not None, advice)


def _has(part: StatementPart, text: StatementText) -> StatementCheck:
    return StatementCheck(
        part.value,
        part_label(part),
        bool(text.part(part).strip()),
        _("This part is empty."),
    )


def _without(check_id: str, label: str, words: Sequence[str], advice: str) -> StatementCheck:
    said = ", ".join(dict.fromkeys(words))
    return StatementCheck(check_id, label, not words, advice.format(words=said))


def named(text: StatementText, contacts: Sequence[Contact], labels: Iterable[str]) -> list[str]:
    """People of the roster, by their whole name, its beginning or their surnames, and people
    affected."""
    said, posts = loose(text.whole), suggestions.posts()
    people = [
        contact.name
        for contact in contacts
        if contact.kind is ContactKind.PERSON and loose(contact.name) not in posts
    ]
    found = [name for name in people if any(_stands(way, said) for way in _ways(name))]
    return found + [label for label in labels if _stands(label, said)]


def _ways(name: str) -> list[str]:
    """How somebody may be named: `María del Mar Gómez Ruiz`, `María del Mar`, `Gómez Ruiz`."""
    parts = name.split()
    full = [at for at, word in enumerate(parts) if word.lower() not in _PARTICLES]
    if len(full) < 3:
        return [name]
    return [name, " ".join(parts[: full[1] + 1]), " ".join(parts[full[-2] :])]


def _stands(words: str, said: str) -> bool:
    wanted = loose(words).strip()
    # One word alone is a name too often shared with something else: `Rosa`, `Mercado`.
    return " " in wanted and re.search(rf"\b{re.escape(wanted)}\b", said) is not None


def _said(text: StatementText, begins: Iterable[str]) -> list[str]:
    said = loose(text.whole)
    found = (re.search(rf"\b{re.escape(loose(begin))}\w*", said) for begin in begins)
    return [match.group() for match in found if match]
