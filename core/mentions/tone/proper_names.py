"""What in a text is a proper name or the title of a work, and so has no tone of its own."""

import re
from bisect import bisect_right
from collections.abc import Sequence

_QUOTED = re.compile(r"[«“\"]([^«»“”\"\n]{1,80})[»”\"]")
_BEGINS = '«“"¿¡([:.!?…\n—–-|/'
"""Marks after which a capital is no sign of a name."""
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 4
"""Letters of a word that has a capital only for a reason."""
_MOST_CAPITALS = 0.6
"""Share of long words with a capital from which capitals say nothing in a title."""


class Proper:
    """The proper names of one text, looked for when they are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._titles: Sequence[tuple[int, int]] | None = None
        self._tells: bool | None = None

    def has(self, start: int, end: int) -> bool:
        """Whether the word at these characters is a name: `Alegre` of `Jesús Alegre`."""
        text = self._text
        if not text[start].isupper() or (end - start > 1 and text[start:end].isupper()):
            return False
        before = text[:start].rstrip()
        return bool(before) and before[-1] not in _BEGINS and self._capitals_tell()

    def in_title(self, start: int) -> bool:
        """Whether it stands in a title in quotation marks: `la película «El crimen»`.

        Not in what somebody says, which opens the text or follows a colon, or in a word held at
        arm's length, which has no capital.
        """
        if self._titles is None:
            self._titles = [item.span(1) for item in _QUOTED.finditer(self._text) if self._is(item)]
        place = bisect_right(self._titles, (start, len(self._text)))
        return place > 0 and start < self._titles[place - 1][1]

    def _is(self, quoted: re.Match[str]) -> bool:
        before = self._text[: quoted.start()].rstrip()
        return quoted[1][0].isupper() and bool(before) and before[-1] not in ":.,;!?…\n"

    def _capitals_tell(self) -> bool:
        if self._tells is None:
            words = [item for item in _WORD.findall(self._text) if len(item) >= _LONG]
            capitals = sum(word[0].isupper() for word in words)
            self._tells = capitals < _MOST_CAPITALS * len(words) or len(words) < _LONG
        return self._tells
