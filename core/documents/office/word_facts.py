"""What a DOCX file says of itself: title, owner, dates, by which program and in which font."""

import datetime
import uuid
from operator import xor
from typing import TYPE_CHECKING

from core.documents import glyphs, imprint, looks
from core.documents.model import Document
from core.documents.rich import plain

if TYPE_CHECKING:
    from docx.document import Document as File

_MADE_BY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    'openxmlformats.org/officeDocument/2006/extended-properties"><Application>Pregón</Application>'
    "</Properties>"
).encode()
_FONTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="http://schemas.'
    'openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/'
    f'officeDocument/2006/relationships"><w:font w:name="{looks.FONT}">'
    f'<w:altName w:val="{looks.STAND_IN}"/><w:panose1 w:val="020B0503030403020204"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/>{embedded}</w:font></w:fonts>'
)
"""The font of the file, what stands in for it, or at least none with serifs, and what it brings."""
_KEY = uuid.UUID("6f0f3c1e-5f5a-4c53-9a86-0b2f1c6d7e51")
"""With which the fonts are locked, as the format wants it (ECMA-376, 17.8.1)."""
_LOCKED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"


def tell(file: "File", document: Document) -> None:
    """Write it into the file."""
    _describe(file, document)
    _sign(file)
    _embed(file)


def _describe(file: "File", document: Document) -> None:
    facts = file.core_properties
    # python-docx keeps to 255 characters, the most that Word shows.
    facts.title = glyphs.shorten(document.title, 255)
    facts.subject = glyphs.shorten(plain(document.subtitle), 255)
    facts.author = facts.last_modified_by = glyphs.shorten(document.owner, 255)
    facts.comments = imprint.stamp(document)
    facts.language = imprint.locale(document)
    facts.version = str(document.version)
    facts.created = facts.modified = datetime.datetime.combine(
        document.date, datetime.time(12), datetime.UTC
    )


def _sign(file: "File") -> None:
    """Say which program made the file: the template names another."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = file.part.package
    others = (RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL)
    for key in [key for key, item in package.rels.items() if item.reltype in others]:
        del package.rels[key]
    content = CONTENT_TYPE.OFC_EXTENDED_PROPERTIES
    properties = Part(PackURI("/docProps/app.xml"), content, _MADE_BY, package)
    package.relate_to(properties, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)


def _embed(file: "File") -> None:
    """Bring the fonts along, instead of those that the template names."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    table = file.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    embedded = ""
    for weight in looks.EMBEDDED:
        font = _locked(glyphs.font_file(weight).read_bytes())
        part = Part(PackURI(f"/word/fonts/{weight}.odttf"), _LOCKED, font, file.part.package)
        link = table.relate_to(part, RELATIONSHIP_TYPE.FONT)
        embedded += f'<w:embed{weight} r:id="{link}" w:fontKey="{{{str(_KEY).upper()}}}"/>'
    table._blob = _FONTS.format(embedded=embedded).encode()


def _locked(font: bytes) -> bytes:
    """Its first 32 bytes against the key, from its end, twice."""
    key = _KEY.bytes[::-1] * 2
    return bytes(map(xor, font, key)) + font[len(key) :]
