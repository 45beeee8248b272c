"""How the things of a plan are named inside a sentence that has to stay short."""

from collections.abc import Sequence
from datetime import date

from core import i18n
from core.documents.glyphs import shorten
from core.documents.imprint import day_in_words
from core.i18n import _, ngettext

_LONGEST_NAME = 40
_MOST_NAMES = 3


def named(title: str) -> str:
    """A title of at most 40 characters on one line, or a word for one that is still empty."""
    return shorten(title, _LONGEST_NAME) or _("Untitled")


def listed(titles: Sequence[str]) -> str:
    """`Web, Instagram, Facebook`; of more than three, how many others there are."""
    shown = ", ".join(named(one) for one in titles[:_MOST_NAMES])
    others = len(titles) - _MOST_NAMES
    if others <= 0:
        return shown
    return ngettext("{names} and one more", "{names} and {count} more", others).format(
        names=shown, count=others
    )


def dated(day: date) -> str:
    """A day in words of the current language: `31 de enero de 2027`."""
    return day_in_words(day, i18n.current())
