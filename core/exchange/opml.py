"""Lists of feeds as OPML 2.0, which every feed reader writes and reads.

What OPML has no name for goes into attributes of our own that begin with `pregon`; other readers
pass over them.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from core.errors import ImportTrouble
from core.exchange import incoming
from core.exchange.incoming import ImportProblem
from core.i18n import _
from core.text import clean, clean_lines, end_of_run

_BEFORE_ROOT = re.compile(
    r"[\s\ufeff]+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*>", re.DOTALL | re.IGNORECASE
)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_DECLARATION = re.compile(r"<(?:\?xml\s[^>]*\?|!DOCTYPE[^\[>]*)>", re.IGNORECASE)
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_OUTLINE = re.compile(r"""<outline\b((?:[^'"<>]++|"[^"<]*+"|'[^'<]*+')*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w.:-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_PASSWORD = re.compile(r"\s*[a-z]+:/*[^/?#]*@", re.IGNORECASE)
_MOST = 10_000
"""Feeds of one list; nobody reads more."""

_TITLE_LIMIT = 200
_ADDRESS_LIMIT = 2_000
_NOTE_LIMIT = 4_000
_WEIGHTS = range(1, 4)


@dataclass(frozen=True)
class Outline:
    """One feed of a list. What the list does not say is empty or None."""

    title: str
    address: str
    page: str = ""
    category: str = ""
    """The folders it is in, from the outermost, with strokes between."""
    language: str = ""
    recipe: str = ""
    weight: int | None = None
    own: bool = False
    enabled: bool = True
    minutes: int | None = None
    silence_days: int | None = None
    note: str = ""
    line: int = field(default=0, compare=False)
    """Where it stands in the file, from 1."""
    local: bool = False
    secret: bool = field(default=False, compare=False)
    """The address is a key; no list says so."""


@dataclass(frozen=True)
class OpmlFile:
    """What a list held, and what could not be used of it, the worst first."""

    outlines: list[Outline] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)


def read(source: Path | bytes) -> OpmlFile:
    """The feeds of a list; those that stand after a broken place too, each address once.

    Raises FileTrouble when the file cannot be read, ImportTrouble when it is no list of feeds.
    """
    text, _encoding = incoming.decode(incoming.load(source))
    text = _AMPERSAND.sub("&amp;", _CONTROL.sub("", text))
    _refuse_others(text)
    reader = _OpmlReader()
    broken = reader.read(_DECLARATION.sub(_same_lines, text))
    if broken:
        rest = text.splitlines(keepends=True)[broken - 1 :]
        reader.salvage("".join(rest), broken)
        reader.problems.insert(
            0,
            ImportProblem(
                broken,
                _("Line {line}: the file is damaged there.").format(line=broken),
                _(
                    "What could be read before and after it is in the list: check that none is "
                    "missing."
                ),
            ),
        )
    if not reader.outlines and not reader.problems:
        raise ImportTrouble(
            _("The list has no feeds in it."), _("Export it again from the program it comes from.")
        )
    return OpmlFile(list(reader.outlines.values()), reader.problems)


def write(feeds: Iterable[Outline], *, title: str, secrets: bool = False) -> bytes:
    """The list as a file; sources whose address is a key are left out unless `secrets`.

    A password before the host of an address is never written. `read` gives back equal outlines.
    """
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = clean(title)
    body = SubElement(root, "body")
    for feed in feeds:
        if (secrets or not feed.secret) and not _PASSWORD.match(feed.address):
            SubElement(body, "outline", _attributes(feed))
    indent(root)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _attributes(outline: Outline) -> dict[str, str]:
    said = {
        "text": clean(outline.title),
        "title": clean(outline.title),
        "type": "rss",
        "xmlUrl": clean(outline.address),
        "htmlUrl": "" if _PASSWORD.match(outline.page) else clean(outline.page),
        "language": clean(outline.language),
        "pregonRecipe": clean(outline.recipe),
        "pregonWeight": "" if outline.weight is None else str(outline.weight),
        "pregonOwn": "1" if outline.own else "",
        "pregonLocal": "1" if outline.local else "",
        "pregonOff": "" if outline.enabled else "1",
        "pregonMinutes": "" if outline.minutes is None else str(outline.minutes),
        "pregonSilenceDays": "" if outline.silence_days is None else str(outline.silence_days),
        "pregonNote": clean_lines(outline.note),
    }
    return {name: value for name, value in said.items() if value}


def _refuse_others(text: str) -> None:
    """Raise ImportTrouble when the text is no OPML."""
    start = end_of_run(_BEFORE_ROOT, text)
    if text[start : start + 5].lower() == "<opml":
        return
    if _FEED.match(text, start):
        raise ImportTrouble(
            _("The file is one feed, not a list of feeds."),
            _("Paste the address of the feed under “Add source”."),
        )
    raise ImportTrouble(
        _("The file is not a list of feeds."),
        _("Export the feeds of the other program as OPML."),
    )


def _same_lines(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


class _OpmlReader:
    """Gathers outlines as the parser meets them."""

    def __init__(self) -> None:
        self.outlines: dict[str, Outline] = {}
        self.problems: list[ImportProblem] = []
        self._lines: dict[str, int] = {}
        self._folders: list[str] = []
        self._line: Callable[[], int] = lambda: 1

    def read(self, text: str) -> int:
        """Read as far as it goes; returns the line where it is broken, or 0."""
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser

        parser: Any = DefusedXMLParser(target=self, forbid_dtd=True)
        self._line = lambda: int(parser.parser.CurrentLineNumber)
        try:
            parser.feed(text)
            parser.close()
        except ParseError as error:
            return max(error.position[0], 1)
        except DefusedXmlException as error:
            raise ImportTrouble(
                _("The file asks for more than a list of feeds needs, and was not opened."),
                _("Export it again from the program it comes from."),
                detail=str(error),
            ) from error
        return 0

    def salvage(self, text: str, line: int) -> None:
        """Take the outlines that stand in a text which is no XML; `line` is where it begins."""
        self._folders.clear()
        for found in _OUTLINE.finditer(text):
            at = line + text.count("\n", 0, found.start())
            values = {
                matched[1]: unescape(matched[2] or matched[3] or "")
                for matched in _ATTRIBUTE.finditer(found[1])
            }
            self._take(values, at, again=True)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins: called by the parser."""
        if tag.rpartition("}")[2].lower() == "outline":
            self._take(attributes, self._line())
            said = {name.lower(): value for name, value in attributes.items()}
            self._folders.append(clean(said.get("text") or said.get("title") or ""))

    def end(self, tag: str) -> None:
        """An element ends: called by the parser."""
        if tag.rpartition("}")[2].lower() == "outline":
            self._folders.pop()

    def close(self) -> None:
        """Nothing more comes: called by the parser."""

    def _take(self, attributes: Mapping[str, str], line: int, *, again: bool = False) -> None:
        said = {name.lower(): value for name, value in attributes.items()}
        if "xmlurl" not in said:
            return
        address = _address(said["xmlurl"])
        title = clean(said.get("title") or said.get("text") or "")[:_TITLE_LIMIT]
        if not address:
            self._leave(
                line, _("Line {line}: “{title}” has no web address and was left out."), title
            )
        elif address in self.outlines:
            if not again or self._lines[address] != line:
                self._leave(line, _("Line {line}: “{title}” was already in the list."), title)
        elif len(self.outlines) == _MOST:
            self._leave(line, _("Line {line}: the list is longer than can be read."), title)
        elif len(self.outlines) < _MOST:
            self._lines[address] = line
            category = " / ".join(folder for folder in self._folders if folder)
            self.outlines[address] = _outline(said, address, title, category, line)

    def _leave(self, line: int, sentence: str, title: str) -> None:
        if len(self.problems) < _MOST:
            told = sentence.format(line=line, title=title[:60])
            self.problems.append(ImportProblem(line, told))


def _outline(
    said: Mapping[str, str], address: str, title: str, category: str, line: int
) -> Outline:
    weight = _number(said.get("pregonweight"))
    return Outline(
        title=title,
        address=address,
        page=_address(said.get("htmlurl", "")),
        category=category or clean(said.get("category", "")),
        language=clean(said.get("language", "")),
        recipe=clean(said.get("pregonrecipe", "")),
        weight=weight if weight in _WEIGHTS else None,
        own=said.get("pregonown") == "1",
        local=said.get("pregonlocal") == "1",
        enabled=said.get("pregonoff") != "1",
        minutes=_number(said.get("pregonminutes")),
        silence_days=_number(said.get("pregonsilencedays")),
        note=clean_lines(said.get("pregonnote", ""))[:_NOTE_LIMIT],
        line=line,
    )


def _address(text: str) -> str:
    """The web address, also of `feed:`; empty when it is none."""
    address = clean(text)
    if address.lower().startswith("feed:"):
        bare = address[len("feed:") :].lstrip("/")
        address = bare if _WEB.match(bare) else f"https://{bare}"
    return address if _WEB.match(address) and len(address) <= _ADDRESS_LIMIT else ""


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None
