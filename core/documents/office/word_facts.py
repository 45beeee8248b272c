"""What a DOCX file says of itself: title, owner, dates, by which program and in which font."""

import datetime
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
    f'openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="{looks.FONT}">'
    f'<w:altName w:val="{looks.TWIN}"/><w:panose1 w:val="020F0502020204030204"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
).encode()
"""What a computer without the font puts in its place: its twin, or at least none with serifs."""


def tell(file: "File", document: Document) -> None:
    """Write it into the file."""
    _describe(file, document)
    _sign(file)


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
    """Say which program made the file, and in which font: the template names others."""
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
    file.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)._blob = _FONTS
