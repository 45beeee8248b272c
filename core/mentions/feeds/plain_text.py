"""HTML of feeds as plain text for matching, and as harmless HTML for the reading pane."""

import html as entities
import re
import unicodedata
from functools import lru_cache
from urllib.parse import urljoin

from core.text import clean_lines

TITLE_LENGTH = 80
"""Characters of a title made from the text."""

_TAG = re.compile(r"""<[a-zA-Z/!?](?:(?:[^'"<>]++|"[^"<]*+"|'[^'<]*+')*>|[^<>]*>)""")
_NAMES = r"(?:p|br|b|i|em|strong|a|img|span|div|font|ul|ol|li|h[1-6]|u|small|sup|sub)\b"
_CUT_TAG = re.compile(rf"</?{_NAMES}[^<>]*\Z", re.IGNORECASE)
_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript|iframe|svg|math|head)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = re.compile(
    r"</?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|table|tr|blockquote|pre|section|article|header"
    r"|footer|figure|figcaption|address|aside|main|nav|caption|thead|tbody)\b(?=[\s/>])",
    re.IGNORECASE,
)
_CELL = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_LEFTOVER = re.compile(
    rf"&(?:#\d{{1,7}}|#x[0-9a-f]{{1,6}}|[a-z]{{2,8}}\d{{0,2}});|</?{_NAMES}[^<>]*>|<!--[^<>]{{0,200}}-->",
    re.IGNORECASE,
)
_BEFORE_LINK = re.compile(r"<a(?<=\w<a)(?=\s)", re.IGNORECASE)
_AFTER_LINK = re.compile(r"</a>(?=\w)", re.IGNORECASE)
"""Where a link begins or ends in the middle of letters, a blank was lost."""

# Bytes of UTF-8 beyond ASCII, read as Windows-1252, or as Latin-1 where that has no sign.
_FOLLOWING = re.escape(
    "".join(bytes([item]).decode("cp1252", "ignore") or chr(item) for item in range(0x80, 0xC0))
    + "".join(map(chr, range(0x80, 0xA0)))
)
_TWICE = re.compile(
    f"[\u00c2-\u00f4][{_FOLLOWING}](?:(?<=[\u00c2-\u00df][{_FOLLOWING}])"
    f"|(?<=[\u00e0-\u00ef][{_FOLLOWING}])[{_FOLLOWING}]|(?<=[\u00f0-\u00f4][{_FOLLOWING}])[{_FOLLOWING}]{{2}})"
)
"""Begun by any of the first letters, not by three ways: it is sought four times as quickly so."""
_NO_NUMBER = re.compile(r"&#x?[0-9a-fA-F]{1000,};?")
_IMAGE = re.compile(r"""<img\b(?:[^'"<>]++|"[^"<]*+"|'[^'<]*+')*>""", re.IGNORECASE)
_ALT = re.compile(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)

_SHOWN = {
    "p", "br", "hr", "a", "b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "small",
    "blockquote", "q", "cite", "code", "pre", "ul", "ol", "li", "dl", "dt", "dd",
    "h1", "h2", "h3", "h4", "h5", "h6",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "div", "span",
}  # fmt: skip
_UNSHOWN = {"script", "style", "template", "noscript", "iframe", "svg", "math", "head", "title"}


def text_of(html: str) -> str:
    """The words of a piece of HTML, a line for each paragraph; of plain text, itself cleaned.

    Markup that was escaped once too often is taken off as well.
    """
    if not html:
        return ""
    text, printable = decoded_once_more(html), False
    if "<a" in text or "<A" in text:
        text = _AFTER_LINK.sub(r"\g<0> ", _BEFORE_LINK.sub(" <a", text))
    if "<" in text or "&" in text:
        text, printable = _stripped(text)
        if ("<" in text or "&" in text) and _LEFTOVER.search(text):
            text, printable = _unescaped(_LEFTOVER.sub(_read_once_more, text)), False
    return tidied(text, printable=printable)


@lru_cache(maxsize=2)
def decoded_once_more(text: str) -> str:
    """The text, with `Ã±` as the ñ that it was before it was encoded twice.

    The HTML of an item is asked for twice, for its words and to be shown.
    """
    if text.isascii() or not _TWICE.search(text):
        return text
    quoted = "«" in text

    def letter(found: re.Match[str]) -> str:
        # «AMANHÃ» is Portuguese, and as it should be.
        if quoted and found[0].endswith("»"):
            return found[0]
        raw = b"".join(_byte(char) for char in found[0])
        return raw.decode("utf-8", "ignore") or found[0]

    return _TWICE.sub(letter, text)


def _byte(char: str) -> bytes:
    return char.encode("cp1252", "ignore") or char.encode("latin-1")


@lru_cache(maxsize=50)
def line_of(html: str) -> str:
    """As `text_of`, in one line. Many items of a feed have one author."""
    return " ".join(text_of(html).split())


def tidied(text: str, *, printable: bool = False) -> str:
    """Plain text without control characters, with single blanks and no empty lines.

    `printable` spares the look at each character of what has none of them.
    """
    printable = printable or text.replace("\n", "").isprintable()
    if not printable:
        text = clean_lines(text)
    elif not text.isascii():
        text = unicodedata.normalize("NFC", text)
    # Splitting is five times as quick as replacing by expressions.
    parts = text.split("\n")
    if printable and "  " not in text:
        return "\n".join([line for part in parts if (line := part.strip(" "))])
    return "\n".join([line for part in parts if (line := " ".join(part.split()))])


def opening(text: str, limit: int = TITLE_LENGTH) -> str:
    """The first words of a text, as a title for what has none."""
    line = " ".join(text[: limit * 4].split())
    if len(line) <= limit:
        return line
    cut = line[:limit].rpartition(" ")[0] or line[:limit]
    return f"{cut.rstrip(' ,;:.-–—')}…"


def beyond(title: str, text: str) -> str:
    """What a text says in one line after its title, where it begins with that; else all of it."""
    line, start = " ".join(text.split()), title.rstrip("…")
    return line[len(start) :].lstrip(" .:—-") if line.startswith(start) else line


def safe_html(html: str, base: str) -> str:
    """The HTML of an item fit to be shown: nothing of it runs and nothing is fetched.

    Images give way to their description; relative links are resolved against `base`.
    """
    import nh3

    def kept(_tag: str, _name: str, value: str) -> str | None:
        try:
            link = urljoin(base, value.strip())
        except ValueError:
            return None
        return link if link.lower().startswith(("http://", "https://")) else None

    return nh3.clean(
        _IMAGE.sub(_described, html),
        tags=_SHOWN,
        clean_content_tags=_UNSHOWN,
        attributes={"a": {"href"}},
        attribute_filter=kept,
        link_rel=None,
    )


def _stripped(html: str) -> tuple[str, bool]:
    """Without tags and entities; and whether each of its characters is known to be printable."""
    printable = False
    if "<" in html:
        html = html.replace("<![CDATA[", "").replace("]]>", "")
        html = _UNREAD.sub(" ", html)
        if _BLOCK.search(html):
            line = html.replace("\n", " ")
            printable = line.isprintable()
            html = line if printable else " ".join(html.split())
        # Most tags are these, and need no expression.
        read = _TAG.sub(_heard, html.replace("<p>", "\n").replace("</p>", "\n"))
        last = read.rfind("<")
        if last >= 0:
            # What begins as a tag and is none breaks lines all the same.
            html = _CELL.sub(r" \g<0>", _BLOCK.sub(r"\n\g<0>", html))
            read = _TAG.sub("", html)
            last = read.rfind("<")
        html = read[:last] if last >= 0 and _CUT_TAG.match(read, last) else read
    return _unescaped(html), printable and "&" not in html


def _unescaped(text: str) -> str:
    """Without entities; numbers of a length that Python does not read stand for no character."""
    return entities.unescape(_NO_NUMBER.sub("", text)) if "&" in text else text


def _heard(tag: re.Match[str]) -> str:
    return _pause(tag[0])


@lru_cache(1000)
def _pause(tag: str) -> str:
    """What is heard of a tag: the end of a line or of a cell, or nothing."""
    return "\n" if _BLOCK.match(tag) else " " if _CELL.match(tag) else ""


def _read_once_more(found: re.Match[str]) -> str:
    if found[0][0] == "&":
        return found[0]
    return "\n" if _BLOCK.match(found[0]) else ""


def _described(image: re.Match[str]) -> str:
    found = _ALT.search(image[0])
    text = next((group for group in found.groups() if group), "") if found else ""
    return f" {entities.escape(_unescaped(text))} " if text.strip() else " "
