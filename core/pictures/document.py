"""Pictures on paper: each with what it shows, who added it and the digest by which it is known."""

from collections.abc import Iterator, Sequence

from core.days import day_and_time
from core.documents import images
from core.documents.glyphs import shorten, visible
from core.documents.model import Block, Figure, Heading, Para
from core.i18n import _
from core.pictures import records
from core.pictures.model import Owner, Picture
from core.store import Connection

_WIDEST, _TALLEST = 0.8, 0.75
"""Shares of the width of the page: two of a telephone stand on one."""
_DOTS = 640
"""Of an image across a page: on fewer it is drawn no larger than a screen shows it."""
_CAPTION = 200


def of(connection: Connection, owner: Owner, level: int = 1) -> Iterator[Block]:
    """A chapter of what is kept with something; nothing where nothing is."""
    yield from chapter(connection, records.of(connection, owner), level)


def chapter(connection: Connection, pictures: Sequence[Picture], level: int = 1) -> Iterator[Block]:
    """A chapter of these; nothing of none."""
    if pictures:
        yield Heading(level, _("Images"))
    for picture in pictures:
        yield from _shown(picture, records.image(connection, picture.id))


def _shown(picture: Picture, image: bytes) -> Iterator[Block]:
    try:
        across, down = images.size(image)
    except (OSError, ValueError):
        yield Para(_("Image {number} cannot be read.").format(number=picture.id))
        return
    alt = picture.alt.strip()
    if not visible(alt):
        alt = _("Image {number}, which nobody has described").format(number=picture.id)
    # All of it in the caption, which no page parts from what it is about.
    caption = " · ".join(filter(None, (shorten(alt, _CAPTION), *_facts(picture))))
    yield Figure(image, alt, caption, min(_WIDEST, _TALLEST * across / down, across / _DOTS))


def _facts(picture: Picture) -> Iterator[str]:
    if picture.source:
        yield _("From: {source}").format(source=picture.source)
    moment = day_and_time(picture.added_at)
    if picture.added_by:
        yield _("Added by {name} on {moment}").format(name=picture.added_by, moment=moment)
    else:
        yield _("Added on {moment}").format(moment=moment)
    yield _("SHA-256: {digest}").format(digest=picture.digest)
