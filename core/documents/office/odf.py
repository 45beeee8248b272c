"""The XML of an OpenDocument file, by the names of the standard, and the zip it lies in.

An attribute is given as a keyword: `text_style_name` is `text:style-name`.
"""

import io
import zipfile
from typing import Any, TypeAlias

from lxml import etree

from core.documents import glyphs, images, looks

Element: TypeAlias = Any

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0".format
_SPACES = {
    **{
        each: _OASIS(each)
        for each in ("office", "style", "text", "table", "meta", "manifest", "config")
    },
    "draw": _OASIS("drawing"),
    "fo": _OASIS("xsl-fo-compatible"),
    "svg": _OASIS("svg-compatible"),
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "ooo": "http://openoffice.org/2004/office",
    "ooow": "http://openoffice.org/2004/writer",
}
_SETTINGS = {
    "TableRowKeep": "true",
    "UseFormerLineSpacing": "false",
    "AddParaSpacingToTableCells": "true",
    "PropLineSpacingShrinksFirstLine": "true",
    "EmbedFonts": "true",
}
"""Of LibreOffice: rows stay with the next as in Word, close lines are as close, and the fonts stay
in the file when somebody saves it. Of a file that says so much and no more it believes that it is
an old one, and sets its lines otherwise."""
_KIND = "application/vnd.oasis.opendocument.text"
_EDITION = "1.2"
_PROGRAM = "Pregón"
_FONTS = {f"Fonts/{weight}.ttf": weight for weight in looks.EMBEDDED}


def name(prefixed: str) -> str:
    """The name as lxml has it: `text:p` in its namespace."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def add(parent: Element, tag: str, words: str = "", **attributes: str) -> Element:
    """A new element at the end of its parent."""
    made = etree.SubElement(parent, name(tag))
    made.text = words
    give(made, **attributes)
    return made


def give(element: Element, **attributes: str) -> None:
    """Set attributes."""
    for attribute, value in attributes.items():
        element.set(name(attribute.replace("_", ":", 1).replace("_", "-")), value)


def got(element: Element, attribute: str) -> str:
    """The value of an attribute such as `style:name`; empty without it."""
    return str(element.get(name(attribute), ""))


def put(element: Element, words: str) -> None:
    """Add words; line breaks stay."""
    for number, line in enumerate(words.split("\n")):
        if number:
            add(element, "text:line-break")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + line
        else:
            element.text = (element.text or "") + line


class File:
    """A text document and its parts, where styles, pages and words are added."""

    def __init__(self) -> None:
        parts = ("content", "styles", "meta", "settings")
        content, styles, meta, settings = roots = [_root(f"document-{part}") for part in parts]
        self._parts = {f"{part}.xml": root for part, root in zip(parts, roots, strict=True)}
        self._pictures: dict[str, bytes] = {}
        for part in (content, styles):
            face = add(add(part, "office:font-face-decls"), "style:font-face")
            give(face, style_name=looks.FONT, svg_font_family=f"{looks.FONT}, {looks.STAND_IN}")
            give(face, style_font_family_generic="swiss")
            source = add(face, "svg:font-face-src")
            for path in _FONTS:
                brought = add(source, "svg:font-face-uri", xlink_href=path, xlink_type="simple")
                add(brought, "svg:font-face-format", svg_string="truetype")
        self.automatic = add(content, "office:automatic-styles")
        """Styles of single paragraphs and tables of the text."""
        self.text = add(add(content, "office:body"), "office:text")
        self.styles = add(styles, "office:styles")
        self.layouts = add(styles, "office:automatic-styles")
        self.masters = add(styles, "office:master-styles")
        self.meta = add(meta, "office:meta")
        add(self.meta, "meta:generator", _PROGRAM)
        asked = add(add(settings, "office:settings"), "config:config-item-set")
        give(asked, config_name="ooo:configuration-settings")
        for each, value in _SETTINGS.items():
            item = add(asked, "config:config-item", value, config_name=each)
            give(item, config_type="boolean")

    def picture(self, image: bytes) -> str:
        """Keep a picture; returns its name inside of the file."""
        named = f"Pictures/{len(self._pictures) + 1}.{images.kind(image)}"
        self._pictures[named] = image
        return named

    def finish(self) -> bytes:
        """The whole file."""
        listed = etree.Element(name("manifest:manifest"), nsmap=_SPACES)
        give(listed, manifest_version=_EDITION)
        kinds = {"/": _KIND, **dict.fromkeys(self._parts, "text/xml")}
        kinds.update(dict.fromkeys(_FONTS, "application/x-font-ttf"))
        kinds.update({path: f"image/{images.kind(held)}" for path, held in self._pictures.items()})
        for path, kind in kinds.items():
            entry = add(listed, "manifest:file-entry", manifest_full_path=path)
            give(entry, manifest_media_type=kind)
        trees = {**self._parts, "META-INF/manifest.xml": listed}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            # First and as it is, so that the kind of the file can be read off its beginning.
            made.writestr(zipfile.ZipInfo("mimetype"), _KIND)
            for path, image in self._pictures.items():
                made.writestr(zipfile.ZipInfo(path), image)
            for path, weight in _FONTS.items():
                font = glyphs.font_file(weight).read_bytes()
                made.writestr(zipfile.ZipInfo(path), font, zipfile.ZIP_DEFLATED)
            for path, tree in trees.items():
                data = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
                made.writestr(zipfile.ZipInfo(path), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _root(local: str) -> Element:
    root = etree.Element(name(f"office:{local}"), nsmap=_SPACES)
    give(root, office_version=_EDITION)
    return root
