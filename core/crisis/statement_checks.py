"""What a good statement has, and what it must not say: pure rules on its words.

After CDC CERC (empathy, what is known and not, what is being done, what to do, when more) and the
house's rule of no names, no blame, no guesses.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.crisis import merging
from core.crisis.kinds import Part, StatementKind
from core.crisis.labels import part_label
from core.crisis.model import Statement, StatementText
from core.i18n import _
from core.roster.model import Contact, Kind
from core.text import loose

NEEDED: dict[StatementKind, tuple[Part, ...]] = {
    StatementKind.HOLDING: tuple(Part),
    StatementKind.CONFIRMED: tuple(Part),
    StatementKind.INSTRUCTIONS: (Part.EMPATHY, Part.KNOWN, Part.ADVICE, Part.NEXT),
    StatementKind.DENIAL: (Part.KNOWN, Part.ADVICE, Part.NEXT),
    StatementKind.CORRECTION: (Part.EMPATHY, Part.KNOWN, Part.DOING, Part.NEXT),
    StatementKind.CONDOLENCE: (Part.EMPATHY, Part.DOING, Part.NEXT),
    StatementKind.CLOSING: (Part.EMPATHY, Part.KNOWN, Part.DOING, Part.ADVICE, Part.NEXT),
}
"""The parts that each kind of statement has."""

LONGEST = 1200
"""Characters of a whole statement that people still read to the end."""

_MARK = re.compile(r"\[[^\[\]\n]{1,80}\]")


@dataclass(frozen=True)
class Check:
    """One thing looked at: what it is, whether it is well, and what to do when it is not."""

    id: str
    label: str
    well: bool
    advice: str = ""


def unfilled(text: StatementText) -> list[str]:
    """The blanks that are still empty, as they stand in the text: `[lugar]`."""
    return _MARK.findall(text.whole)


def checks(
    statement: Statement, text: StatementText, contacts: Sequence[Contact], labels: Iterable[str]
) -> list[Check]:
    """Everything that is looked at, in the order in which it is read, in the current language.

    `labels` are the words by which people affected are known: they do not belong in public.
    """
    avoided = merging.words()
    found = [_has(part, text) for part in NEEDED[statement.kind]]
    found += [
        _without(
            "names",
            _("No names"),
            named(text, contacts, labels),
            _("It names {words}. Say the post or the service instead."),
        ),
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
        _without(
            "blanks",
            _("No empty blanks"),
            unfilled(text),
            _("Still to be filled in: {words}."),
        ),
    ]
    length = len(text.whole)
    found.append(
        Check(
            "length",
            _("Short"),
            length <= LONGEST,
            _("It has {count} characters; after {limit} few people read on.").format(
                count=length, limit=LONGEST
            ),
        )
    )
    return found


def _has(part: Part, text: StatementText) -> Check:
    return Check(
        part.value,
        part_label(part),
        bool(text.part(part).strip()),
        _("This part is empty."),
    )


def _without(check_id: str, label: str, words: Sequence[str], advice: str) -> Check:
    said = ", ".join(dict.fromkeys(words))
    return Check(check_id, label, not words, advice.format(words=said))


def named(text: StatementText, contacts: Sequence[Contact], labels: Iterable[str]) -> list[str]:
    """People of the roster, by their whole name or its first two words, and people affected."""
    said = loose(f" {text.whole} ")
    people = [one.name for one in contacts if one.kind is Kind.PERSON]
    found = [name for name in people if _stands(name, said) or _stands(_short(name), said)]
    return found + [label for label in labels if _stands(label, said)]


def _short(name: str) -> str:
    parts = name.split()
    return " ".join(parts[:2]) if len(parts) > 2 else name


def _stands(words: str, said: str) -> bool:
    wanted = loose(words).strip()
    # One word alone is a name too often shared with something else: `Rosa`, `Mercado`.
    return " " in wanted and re.search(rf"\b{re.escape(wanted)}\b", said) is not None


def _said(text: StatementText, begins: Iterable[str]) -> list[str]:
    said = loose(text.whole)
    found = (re.search(rf"\b{re.escape(loose(begin))}\w*", said) for begin in begins)
    return [match.group() for match in found if match]
