"""The parts of a spreadsheet, which is a ZIP file of XML, out of files that nobody vouches for."""

import re
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from core.errors import ImportTrouble
from core.i18n import _

_LARGEST = 50 * 2**20
"""Bytes of one part, unpacked."""
_LIKE_THOUSANDS = re.compile(r"-?\d{1,3}\.\d{3}")


def part(packed: ZipFile, name: str) -> Element | None:
    """The root of a part, or None where there is no such part.

    Raises `ImportTrouble` for one that would fill the memory, `ValueError` for one that plays
    tricks, `ParseError`.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if name not in packed.namelist():
        return None
    if packed.getinfo(name).compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        # No program packs one otherwise, and what is unpacked otherwise has no end.
        raise ValueError(name)
    with packed.open(name) as file:
        # Not what the file says that it has: more is unpacked all the same.
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ImportTrouble(
            _("The spreadsheet is too large."), _("Split it and import the parts one by one.")
        )
    try:
        root: Element = fromstring(data)
    except DefusedXmlException as error:
        raise ValueError(name) from error
    return root


def tag_of(item: Element) -> str:
    """Its name, without that of its namespace."""
    return item.tag.rpartition("}")[2]


def plain_number(value: str) -> str:
    """A number as people write it: `600000051` for the `6.00000051E8` of some programs.

    `1.234` is `1.2340`, as nobody writes thousands.
    """
    try:
        found = float(value)
    except ValueError:
        return value
    if found.is_integer() and abs(found) < 1e15 and not value.isdigit():
        return str(int(found))
    return f"{value}0" if _LIKE_THOUSANDS.fullmatch(value) else value


def share(value: str) -> str:
    """`61.3 %` for the `0.613` of a cell that shows it so. Raises `ValueError`."""
    return f"{plain_number(f'{float(value) * 100:.12g}')} %"
