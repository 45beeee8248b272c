"""Keeping a picture from outside: small, without what it tells of place and camera, with a digest.

It is evidence of what was seen, not a photograph to be printed large.
"""

import hashlib
import io
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from core import fields
from core.documents import raster
from core.errors import InvalidValue
from core.i18n import _
from core.pictures import records
from core.pictures.model import Owner, Picture
from core.store import Connection

if TYPE_CHECKING:
    from PIL.Image import Image
    from sqlite_utils import Database

MOST = 12
"""Pictures of one thing: 6 MB at most."""
MOST_BYTES = 500_000
SIDES = (1600, 1280, 1024, 800, 640)
"""The longest side in px: the first at which it is no larger than that."""
QUALITIES = (85, 75, 60)
"""Of a JPEG, in the order of trying."""

KINDS = ("PNG", "JPEG", "WEBP")


class FittedPicture(NamedTuple):
    """An image as it is kept."""

    image: bytes
    carried: bool
    """Whether the file told of place, camera or author, which is left out."""


def fitted(data: bytes) -> FittedPicture:
    """A PNG, JPEG or WebP file as it is kept. Raises `ImageTrouble`."""
    advice = _("Choose a PNG, JPEG or WebP file.")
    found = raster.read(data, SIDES[0], KINDS, advice)
    return FittedPicture(_small(_on_white(found.image), found.kind), found.carried)


def _on_white(image: "Image") -> "Image":
    """A capture of a window has corners that nothing was drawn on."""
    from PIL import Image

    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _small(image: "Image", kind: str) -> bytes:
    """As PNG where that is small and it was none of a camera: the letters of a capture stay sharp.
    Else as JPEG, as good as fits."""
    made = b""
    for side in SIDES:
        image.thumbnail((side, side))
        ways: list[dict[str, Any]] = [
            {"format": "JPEG", "quality": quality, "optimize": True} for quality in QUALITIES
        ]
        if kind == "PNG" and side == SIDES[0]:
            ways.insert(0, {"format": "PNG"})
        for way in ways:
            buffer = io.BytesIO()
            image.save(buffer, **way)
            made = buffer.getvalue()
            if len(made) <= MOST_BYTES:
                return made
    return made


def add(db: "Database", owner: Owner, image: bytes, who: str, now: datetime) -> int:
    """Keep a fitted image with something; returns its number.

    Raises `InvalidValue` where no more are kept with it, or it is gone.
    """
    if len(records.of(db.conn, owner)) >= MOST:
        raise InvalidValue(
            _("At most {count} images are kept together.").format(count=MOST),
            _("Remove one that says nothing more than the others."),
        )
    made = fields.changed(Picture(now, who, digest(image)), {owner.kind.value: owner.id})
    return records.add(db, made, image)


def describe(db: "Database", picture: Picture) -> None:
    """Store what it shows and where it is from. Raises `InvalidValue` for what is too long."""
    records.save(db, fields.checked(picture))


def digest(image: bytes) -> str:
    """SHA-256 of an image, as 64 hexadecimal digits."""
    return hashlib.sha256(image).hexdigest()


def changed(connection: Connection) -> list[int]:
    """The numbers of the pictures that are no longer as they were kept."""
    return [
        picture.id
        for picture in records.every(connection)
        if digest(records.image(connection, picture.id)) != picture.digest
    ]
