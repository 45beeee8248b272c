"""Bytes that were fetched, made fit for the parser: encoding, dangers, what stands in its way.

What comes out is the root element of a feed in UTF-8, so that it can be cut into items by its bytes
and is read by the strict parser, which is the quick and exact one, as often as can be.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from html.entities import html5
from itertools import islice

from core.exchange import incoming
from core.mentions.kinds import Trouble
from core.mentions.model import FIRST_ITEMS, MOST_ITEMS
from core.text import end_of_run

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_LATIN = {"iso8859-1", "ascii"}
"""By the names of Python's codecs; what is declared so is Windows-1252 (WHATWG Encoding)."""

_WIDE = {
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"<\0\0\0": "utf-32-le",
    b"\0\0\0<": "utf-32-be",
}
"""How feeds in UTF-32 begin."""

_CONTROL = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D})
_BEFORE_ROOT = re.compile(
    r"[\s\ufeff]+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<((?:[\w.-]+:)?(?:rss|feed|RDF|rdf))(?=[\s>])")
_SAID = re.compile("[^\ufeff \t\r\n\0]")
_PAGE = re.compile(r"<(?:html|head|body)[\s>]|<!DOCTYPE\s+html", re.IGNORECASE)
_ENTITY = re.compile(
    r"<!ENTITY\s+(?P<parameter>%\s+)?(?P<name>[^\s>%]+)\s+"
    r"(?:(?P<outside>SYSTEM|PUBLIC)\b|\"(?P<one>[^\"]*)\"|'(?P<other>[^']*)')"
)
_UNFOLDS = re.compile(r"[&%](?!#)")
_MARKED = {"<![CDATA[": "]]>", "<!--": "-->"}
_LOOSE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));"
    r"|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)(?:(?P<name>[a-zA-Z]\w{1,30});)?"
)
_END_OF_ITEM = re.compile(r"</(?:item|entry)\s*>")
CUT_SHORT = "cut short"
"""What is said to have been put right of a feed without an end."""

_LONGEST_JUNK = 4000
"""Characters of warnings that a server may put before the feed."""

# What the parser's time grows with. A feed of 20 MB within them takes some seconds; the largest
# real one that was seen has 0.6 MB, 11,000 tags and 500 items.
_MOST_OPENED = 5_000
"""Items that are begun, and need not end."""
_MOST_TAGS = 150_000
"""Outside of CDATA."""
_MOST_ATTRIBUTES = 150_000
_MOST_MARKS = 1_500_000
"""`<`, `&` and ends of lines, those of HTML within the items included."""
_MOST_PREFIXES = 100
_MOST_IN_A_TAG = 400
"""Attributes: for each, the parser looks at all of them."""
_LONGEST_TAG = 1_000_000
_FEW_ATTRIBUTES = 5_000
"""They do no harm, even in one tag."""

_LONG_PIECE = re.compile(r"<[^<]{2000,}")
_WHOLE_TAG = re.compile(r"<(?:[^'\"<>]++|\"[^\"<]*+\"|'[^'<]*+')*")
_PREFIX = re.compile(r"xmlns:([^\s=]+)")


class UnreadableFeed(Exception):
    """Nothing can be read of what a source sent. `detail` is for the log."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail


@dataclass(frozen=True)
class Mended:
    """A feed fit for the parser."""

    body: bytes
    """Its root element, in UTF-8."""
    what: str
    """What was put right, for the log; empty when nothing was."""


def mended(body: bytes, content_type: str) -> Mended:
    """The feed in what was fetched.

    Raises `UnreadableFeed`: EMPTY, A_PAGE, BOMB, TOO_BIG, or MALFORMED when it is no feed at all.
    """
    text, repairs = decoded(body, content_type)
    if not _SAID.search(text):
        raise UnreadableFeed(Trouble.EMPTY)
    start = end_of_run(_BEFORE_ROOT, text)
    root = _ROOT.match(text, start) or _ROOT.search(text, 0, _LONGEST_JUNK)
    begins = root.start() if root else max(start, _LONGEST_JUNK)
    entities = _entities(text[:begins])
    inside = root is not None and _END_OF_ITEM.search(text, begins) and f"</{root[1]}>" in text
    if begins != start and not inside and _PAGE.search(text, 0, begins):
        raise UnreadableFeed(Trouble.A_PAGE, text[start : start + 80])
    if root is None:
        raise UnreadableFeed(Trouble.MALFORMED, text[start : start + 80])
    if begins != start:
        repairs.append("text before the feed")
    inner = _closed(_first_items(text[begins:], repairs), root[1], repairs)
    _require_bearable(inner)
    raw = _strict(inner, entities, repairs).encode("utf-8", "replace")
    printable = raw.translate(None, _CONTROL)
    if len(printable) != len(raw):
        repairs.append("control characters")
    return Mended(printable, ", ".join(repairs))


def decoded(body: bytes, content_type: str) -> tuple[str, list[str]]:
    """The text of what was fetched, and what was odd about its encoding.

    Marks and bytes that can only be UTF-8 or UTF-16 decide; then what the file says of itself, then
    what the server says: of the three, servers know least.
    """
    if wide := _WIDE.get(body[:4]):
        return body.decode(wide, "replace"), []
    text, found = incoming.decode(body)
    if found.startswith("utf"):
        return text, []
    declared = _declared(body, content_type)
    if declared in ("", "utf-8"):
        # A letter cut in half does not make it another encoding, unless all are like that.
        lenient = body.decode("utf-8", "replace")
        spoilt = lenient.count("\ufffd")
        whole = sum(1 for char in lenient if char > "\x7f") - spoilt
        return (lenient, ["broken letters"]) if whole > spoilt else (text, ["encoding"])
    try:
        return body.decode(declared, "replace"), []
    except ValueError:
        # Some codecs are for other things than texts, and refuse.
        return text, ["encoding"]


def _declared(body: bytes, content_type: str) -> str:
    """The encoding that the file, or else the server, says; empty when none that is known."""
    in_file = _DECLARED.search(body[:400])
    by_server = _CHARSET.search(content_type)
    names = [in_file[1].decode("ascii", "replace")] if in_file else []
    names += [by_server[1]] if by_server else []
    for name in names:
        try:
            known = codecs.lookup(name).name
            "".encode(known)
        except (LookupError, ValueError):
            continue
        if not known.startswith(("utf-16", "utf-32")):
            return "cp1252" if known in _LATIN else known
    return ""


def _entities(prologue: str) -> dict[str, str]:
    """Entities that the file declares. Raises `UnreadableFeed` for those that unfold or fetch."""
    found = {}
    for matched in _ENTITY.finditer(prologue):
        value = matched["one"] or matched["other"] or ""
        if matched["parameter"]:
            # What only the declarations could use: they are left out.
            continue
        if matched["outside"] or _UNFOLDS.search(value):
            raise UnreadableFeed(Trouble.BOMB, matched[0][:80])
        found[matched["name"]] = unescape(value)
    return found


def _first_items(text: str, repairs: list[str]) -> str:
    if text.count("</") < MOST_ITEMS or text.count("</item") + text.count("</entry") < MOST_ITEMS:
        return text
    ends = islice(_END_OF_ITEM.finditer(text), MOST_ITEMS - 1, None)
    last = next(ends, None)
    if last is None or next(ends, None) is None:
        return text
    repairs.append(FIRST_ITEMS)
    return text[: last.end()]


def _closed(text: str, root: str, repairs: list[str]) -> str:
    """The root element without what follows it; closed when it was cut short."""
    closing = f"</{root}>"
    end = text.rfind(closing)
    spaced = re.search(rf"</{re.escape(root)}\s*>", text) if end < 0 else None
    if end >= 0 or spaced:
        whole = text[: end + len(closing)] if spaced is None else text[: spaced.start()] + closing
        if text[len(whole) :].strip():
            repairs.append("text after the feed")
        return whole
    repairs.append(CUT_SHORT)
    ends = [matched.end() for matched in _END_OF_ITEM.finditer(text)]
    whole = text[: ends[-1]] if ends else text
    return f"{whole}</channel></{root}>" if root == "rss" else f"{whole}</{root}>"


def _require_bearable(text: str) -> None:
    """Raises `UnreadableFeed` for more than a parser can read in some seconds.

    What there cannot be more of than there is of something else is not counted: few feeds are long.
    """
    tags, attributes = text.count("<"), text.count("=")
    if tags > _MOST_OPENED and text.count("<item") + text.count("<entry") > _MOST_OPENED:
        raise UnreadableFeed(Trouble.TOO_BIG, "items")
    if len(text) > _MOST_MARKS and tags + text.count("&") + text.count("\n") > _MOST_MARKS:
        raise UnreadableFeed(Trouble.TOO_BIG, "marks")
    if tags > _MOST_TAGS and text.count("<![") + text.count("<!--") > _MOST_TAGS:
        raise UnreadableFeed(Trouble.TOO_BIG, "marked sections")
    if attributes > _FEW_ATTRIBUTES or len(text) > _LONGEST_TAG:
        _require_short_tags(text)
    if tags > _MOST_TAGS or attributes > _MOST_ATTRIBUTES:
        outside = [part for marked, part in _parts(text) if not marked]
        if sum(part.count("<") for part in outside) > _MOST_TAGS:
            raise UnreadableFeed(Trouble.TOO_BIG, "tags")
        if sum(part.count("=") for part in outside) > _MOST_ATTRIBUTES:
            raise UnreadableFeed(Trouble.TOO_BIG, "attributes")
    if text.count("xmlns:") > _MOST_PREFIXES and len(set(_PREFIX.findall(text))) > _MOST_PREFIXES:
        raise UnreadableFeed(Trouble.BOMB, "prefixes")


def _require_short_tags(text: str) -> None:
    for piece in _LONG_PIECE.finditer(text):
        tag = _WHOLE_TAG.match(text, piece.start())
        if tag and (tag[0].count("=") > _MOST_IN_A_TAG or len(tag[0]) > _LONGEST_TAG):
            raise UnreadableFeed(Trouble.BOMB, "one tag")


def _strict(text: str, entities: Mapping[str, str], repairs: list[str]) -> str:
    """With characters in place of entities that XML does not know, outside of CDATA."""
    if not _LOOSE.search(text):
        return text

    def character(found: re.Match[str]) -> str:
        name = found["name"]
        if found[0].startswith("&#") and found[0].endswith(";"):
            return ""
        if name is None:
            return "&amp;"
        known = entities.get(name) or html5.get(f"{name};")
        return escape(known) if known else f"&amp;{name};"

    made = "".join(part if marked else _LOOSE.sub(character, part) for marked, part in _parts(text))
    if made != text:
        repairs.append("undefined entities")
    return made


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces, and for each whether it is CDATA or a comment: there, all is as it is."""
    place = 0
    following = {opening: text.find(opening) for opening in _MARKED}
    while True:
        for opening, at in following.items():
            if 0 <= at < place:
                following[opening] = text.find(opening, place)
        found = [(at, opening) for opening, at in following.items() if at >= place]
        start, opening = min(found, default=(len(text), ""))
        yield False, text[place:start]
        if not opening:
            return
        closing = _MARKED[opening]
        end = text.find(closing, start)
        place = len(text) if end < 0 else end + len(closing)
        yield True, text[start:place]
