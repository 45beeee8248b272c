"""How the things of a plan are named inside a sentence that has to stay short.

And where two versions of a text part, in so many words that the place is found again.
"""

from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

from core.days import long_day
from core.documents.glyphs import shorten
from core.i18n import _, ngettext
from core.numbers import hours, number

_LONGEST_NAME = 40
_OFFICE_DAY = 7
"""Hours in which a town hall is at work, as those that a town is proposed count them."""
_MOST_NAMES = 3
_AROUND = 3
"""Words shown on each side of a change; as many equal words join two changes into one."""
_MOST_WORDS = 16
_OPENING = 60
_ALIKE = 0.4
"""Share of the shorter text's words that stayed, below which it was written anew."""
Words = list[str]


def named(title: str) -> str:
    """A title of at most 40 characters on one line, or a word for one that is still empty."""
    return shorten(title, _LONGEST_NAME) or _("Untitled")


def listed(titles: Sequence[str]) -> str:
    """`Web, Instagram, Facebook`; of more than three, how many others there are."""
    shown = ", ".join(named(title) for title in titles[:_MOST_NAMES])
    others = len(titles) - _MOST_NAMES
    if others <= 0:
        return shown
    return ngettext("{names} and one more", "{names} and {count} more", others).format(
        names=shown, count=others
    )


def answered_within(office_hours: float) -> str:
    """`un día laborable`, or the hours where they are no whole days: how long an answer takes."""
    days, rest = divmod(office_hours, _OFFICE_DAY)
    if days and not rest:
        return ngettext("one working day", "{count} working days", int(days)).format(
            count=number(days)
        )
    return _("{hours} of office time").format(hours=hours(office_hours))


def dated(day: date) -> str:
    """A day in words of the current language: `31 de enero de 2027`."""
    return long_day(day)


def opening(text: str) -> str:
    """The first words of a text on one line."""
    return shorten(" ".join(text.split()), _OPENING)


def changed_places(old: str, new: str) -> list[tuple[str, str]] | None:
    """Each place that changed, before and after, with the words around it.

    Empty when only white space changed, None when hardly a word stayed.
    """
    before, after = old.split(), new.split()
    if before == after:
        return []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    stayed = sum(block.size for block in matcher.get_matching_blocks())
    if stayed < _ALIKE * min(len(before), len(after)):
        return None
    return [
        (_shown(before, start, end), _shown(after, new_start, new_end))
        for start, end, new_start, new_end in _joined(matcher)
    ]


def _joined(matcher: "SequenceMatcher[str]") -> list[tuple[int, int, int, int]]:
    """Spans that changed, near ones as one."""
    found: list[tuple[int, int, int, int]] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        if found and start - found[-1][1] <= _AROUND:
            first = found.pop()
            found.append((first[0], end, first[2], new_end))
        else:
            found.append((start, end, new_start, new_end))
    return found


def _shown(words: Words, start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(words))
    shown = words[first:last]
    cut = len(shown) > _MOST_WORDS
    text = " ".join(shown[:_MOST_WORDS])
    return f"{'… ' if first else ''}{text}{' …' if cut or last < len(words) else ''}"
