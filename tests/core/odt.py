"""An ODT file, taken apart by the prefixes that it declares itself."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

_PARTS = ("content", "styles", "meta", "settings")
_SEEN_AS = {"tab": "\t", "line-break": "\n"}


class Odt:
    """Its elements: what it says, how that looks, what it is about, and how it is laid out."""

    def __init__(self, made: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(made)) as file:
            first = file.infolist()[0]
            assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
            self.kind = file.read(first).decode()
            parts = [etree.fromstring(file.read(f"{part}.xml")) for part in _PARTS]
        self.content, self.styles, self.meta, self.settings = parts

    def all(self, tag: str) -> list[Any]:
        parts = (self.content, self.styles, self.meta, self.settings)
        return [one for part in parts for one in under(part, tag)]

    def missing(self) -> set[str]:
        """Styles that its words ask for and it does not have: they would be as usual ones."""
        words = [word for tag in ("text:p", "text:h", "text:span") for word in self.all(tag)]
        asked = {name for word in words if (name := got(word, "text:style-name"))}
        return asked - {got(style, "style:name") for style in self.all("style:style")}


def under(element: Any, tag: str) -> list[Any]:
    return list(element.iterfind(f".//{tag}", element.nsmap))


def got(element: Any, attribute: str) -> str | None:
    """The value of an attribute such as `style:name`."""
    prefix, _, local = attribute.partition(":")
    value: str | None = element.get(f"{{{element.nsmap[prefix]}}}{local}")
    return value


def read(element: Any) -> str:
    """What is read there, with tabs and ends of lines."""
    return "".join(_read(element))


def _read(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield _SEEN_AS.get(etree.QName(child).localname, "")
        yield from _read(child)
        yield child.tail or ""
