"""Feeds made to take long: one piece again and again, where a parser may look at all of it again.

Each is of RSS with one item, and of about the size that is asked for.
"""

from collections.abc import Callable
from html import escape

from tests.core.mentions.serving import rss

Shape = Callable[[int], bytes]

_SPACES = (
    ("atom", "http://www.w3.org/2005/Atom"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("media", "http://search.yahoo.com/mrss/"),
)
_DECLARED = "".join(f" xmlns:{prefix}='{address}'" for prefix, address in _SPACES).encode()


def _feed(*items: str, head: str = "") -> bytes:
    return rss(*items, head=head).replace(b"<rss", b"<rss" + _DECLARED, 1)


def _item(inside: str) -> bytes:
    return _feed(f"<title>Una</title><link>https://r.example/1</link>{inside}")


def _times(piece: str, size: int) -> str:
    return piece * (size // len(piece))


def _within(before: str, piece: str, after: str = "") -> Shape:
    return lambda size: _item(before + _times(piece, size) + after)


def _escaped(piece: str) -> Shape:
    shown = escape(piece)
    return _within("<description>", shown, "</description>")


def _marked(piece: str) -> Shape:
    return _within("<description><![CDATA[", piece, "]]></description>")


def _nested(begin: str, end: str, before: str = "", after: str = "") -> Shape:
    def made(size: int) -> bytes:
        deep = size // (len(begin) + len(end))
        return _item(before + begin * deep + end * deep + after)

    return made


def _attributes(tag: str) -> Shape:
    def made(size: int) -> bytes:
        inside = " ".join(f"a{number}='x'" for number in range(size // 10))
        return _item(f"<{tag} {inside}/>")

    return made


def _prefixes(size: int) -> bytes:
    deep = size // 32
    begins = (f"<a{number}:b xmlns:a{number}='u{number}'>" for number in range(deep))
    ends = (f"</a{number}:b>" for number in reversed(range(deep)))
    return _item("".join((*begins, *ends)))


def _before(piece: str) -> Shape:
    return lambda size: _times(piece, size).encode() + _item("")


def _declared(piece: str) -> Shape:
    return lambda size: b"<!DOCTYPE x [" + _times(piece, size).encode() + b"]>" + _item("")


def _alone(before: str, piece: str, after: str = "") -> Shape:
    return lambda size: (before + _times(piece, size) + after).encode()


def _items(inside: str) -> Shape:
    def made(size: int) -> bytes:
        return _feed(*(inside.format(number) for number in range(size // (len(inside) + 13))))

    return made


SHAPES: dict[str, Shape] = {
    "an author of dots": _within("<author>", "a.", "</author>"),
    "an author of signs": _within("<author>", "a@", "</author>"),
    "a creator of strokes": _within("<dc:creator>", "a-", "@a (</dc:creator>"),
    "an editor of dots": lambda size: _feed(
        "<title>Una</title>", head=f"<managingEditor>{_times('a.', size)}</managingEditor>"
    ),
    "an author in broken XML": _within("</b><author>", "a.", "</author>"),
    "links that never close": _escaped("<a <a "),
    "links with a quote that never closes": _escaped('<a "'),
    "links in CDATA that never close": _marked("<a "),
    "angles": _escaped("<"),
    "angles in CDATA": _marked("<"),
    "lines in CDATA": _marked("a\n\n"),
    "comments that never close": _escaped("<!--"),
    "scripts that never close": _escaped("<script>"),
    "cells that never close": _escaped("<td class=diff-addedline "),
    "cells without end": _escaped("<td class='diff-addedline'>x"),
    "paragraphs that never close": _escaped("<p><"),
    "ampersands": _within("<description>", "&", "</description>"),
    "entities nobody knows": _within("<description>", "&x;", "</description>"),
    "lines": _escaped("a\n\n"),
    "blanks": _escaped(" "),
    "signatures": _escaped("\nLa entrada "),
    "attributes of one tag": _attributes("media:content"),
    "attributes of an enclosure": _attributes("enclosure"),
    "attributes in broken XML": lambda size: _attributes("enclosure")(size).replace(
        b"<title>", b"</b><title>", 1
    ),
    "prefixes": _prefixes,
    "a prefix": _within("<", "x", ":b/>"),
    "sections": _within("<description>", "<![CDATA[x]]>", "</description>"),
    "sections in broken XML": _within("</b>", "<![CDATA[x]]>"),
    "an end of blanks": _alone("<rss><channel></rss", " "),
    "elements within elements": _nested("<x>", "</x>"),
    "elements that never close": _within("", "<x>"),
    "descriptions within descriptions": _nested("<description>", "</description>"),
    "items within items": _nested("<item>", "</item>"),
    "divisions within divisions": _nested(
        "<div>", "</div>", "<atom:content type='xhtml'>", "</atom:content>"
    ),
    "bases within bases": _nested("<x xml:base='a/'>", "</x>"),
    "names in broken XML": _within("</b>", "<x "),
    "elements in broken XML": _within("</b>", "<x/>"),
    "quotes in broken XML": _within("</b>", "<x a='"),
    "items": _items("<title>{0}</title><guid>{0}</guid>"),
    "items of one identity": _items("<title>{0}</title><link>https://r.example/{0}</link><guid>x</guid>"),
    "items that say nothing": _items("<x/>"),
    "items that never close": _alone("<rss><channel>", "<item>"),
    "categories": _within("", "<category>x</category>"),
    "dates": _within("", "<pubDate>ayer</pubDate>"),
    "a date of numbers": _within("<pubDate>", "1:", "</pubDate>"),
    "a link of steps": _within("<link>", "../", "</link>"),
    "a link of pairs": _within("<link>https://www.google.es/url?", "a=b&amp;", "</link>"),
    "roots": _alone("", "<rss "),
    "roots that end": _alone("<rss>", "</rss "),
    "blanks before": _before(" "),
    "instructions before": _before("<?x "),
    "comments before": _before("<!-- "),
    "declarations before": _before("<!DOCTYPE x []"),
    "entities that never end": _declared("<!ENTITY "),
    "zeros": _before("\0"),
}  # fmt: skip
