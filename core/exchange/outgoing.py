"""What leaves for another program: the words of a record, as text, as HTML and as an e-mail."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlsplit

from core.text import shortened

MAIL_LIMIT = 1800
"""Characters of an address that opens an e-mail: what every system hands on whole."""
_SUBJECT_LIMIT = 150
_CHAT_LIMIT = 600
"""Characters of a text that a chat has before its link says enough."""
_OF_THE_WEB = ("http", "https")


@dataclass(frozen=True)
class Outgoing:
    """A title, paragraphs with an empty line between them, and below them `source` (where and when
    it was said) and `link`, which is nothing unless it is an address of the web."""

    title: str
    text: str = ""
    source: str = ""
    link: str = ""

    def plain(self) -> str:
        """All of it as text."""
        return _stacked(self.title, self.text, self._origin())

    def body(self) -> str:
        """The same below a subject that has the title."""
        return _stacked(self.text, self._origin())

    def chat(self) -> str:
        """For a chat: a long text that can be read at its link is left to it."""
        there = self._web() and len(self.text) > _CHAT_LIMIT
        return _stacked(self.title, "" if there else self.text, self._origin())

    def html(self) -> str:
        """All of it as HTML, in which nothing that was written counts as HTML."""
        return "".join(f"<p>{words}</p>" for words in self._paragraphs())

    def _paragraphs(self) -> Iterator[str]:
        if self.title.strip():
            yield f"<b>{escape(self.title.strip())}</b>"
        for paragraph in _paragraphs(self.text):
            yield "<br>".join(escape(line) for line in paragraph.splitlines())
        link = escape(self._web())
        anchor = f'<a href="{link}">{link}</a>' if link else ""
        if origin := "<br>".join(filter(None, (escape(self.source.strip()), anchor))):
            yield origin

    def _origin(self) -> str:
        return "\n".join(filter(None, (self.source.strip(), self._web())))

    def _web(self) -> str:
        link = self.link.strip()
        try:
            there = urlsplit(link)
        except ValueError:
            return ""
        return link if there.scheme in _OF_THE_WEB and there.netloc else ""


def mail(outgoing: Outgoing) -> tuple[str, str]:
    """The address that opens an e-mail with it, to nobody yet, and the rest that has no room."""
    subject = shortened(" ".join(outgoing.title.split()), _SUBJECT_LIMIT)
    head = f"mailto:?subject={quote(subject, safe='')}&body="
    body = outgoing.body()
    room = MAIL_LIMIT - len(head)
    for end, letter in enumerate(body):
        room -= len(_coded(letter))
        if room < 0:
            end = _between_words(body, end)
            break
    else:
        end = len(body)
    return head + _coded(body[:end].rstrip()), body[end:].strip()


def _between_words(body: str, end: int) -> int:
    """Where a text is cut so that no word is; one without end is."""
    return max(body.rfind(" ", 0, end), body.rfind("\n", 0, end)) + 1 or end


def _coded(text: str) -> str:
    return quote(text.replace("\n", "\r\n"), safe="")


def _stacked(*parts: str) -> str:
    return "\n\n".join(filter(None, (part.strip() for part in parts)))


def _paragraphs(text: str) -> Iterator[str]:
    lines: list[str] = []
    for line in (*text.splitlines(), ""):
        if line.strip():
            lines.append(line.strip())
        elif lines:
            yield "\n".join(lines)
            lines = []
