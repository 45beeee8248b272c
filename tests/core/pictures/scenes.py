"""Images as they come from a telephone, a screen, or somebody who means harm."""

import io
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw

from core.pictures import keeping, records
from core.pictures.model import Owner
from tests.core.towns import NOW

if TYPE_CHECKING:
    from sqlite_utils import Database

PLACE = 0x8825
"""The part of EXIF that says where."""


def file(image: Image.Image, kind: str, **how: Any) -> bytes:
    """The image as a file of this kind."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **how)
    return buffer.getvalue()


def capture(width: int = 1920, height: int = 1080) -> bytes:
    """Of a screen: letters on white."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    for line in range(20, height - 20, 24):
        pen.text((20, line), "El agua del grifo sale marrón en la plaza " * 4, fill="black")
    return file(image, "PNG")


def photograph(width: int = 4000, height: int = 3000, *, where: bool = True) -> bytes:
    """Of a telephone: full of detail, lying on its side, with place and camera."""
    small = Image.frombytes("RGB", (400, 300), os.urandom(400 * 300 * 3))
    image = small.resize((width, height), Image.Resampling.BICUBIC)
    exif = Image.Exif()
    exif[0x0112] = 6
    if where:
        exif[0x010F] = "CamaraDeAna"
        exif.get_ifd(PLACE)[2] = (39.0, 28.0, 10.0)
    return file(image, "JPEG", quality=92, exif=exif)


def noise(side: int = 2000) -> bytes:
    """What no format makes small."""
    return file(Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)), "PNG")


def keep(db: "Database", owner: Owner, alt: str = "", who: str = "Ana Ruiz") -> int:
    """A small capture, kept with something and described; its number."""
    image = keeping.fitted(capture(320, 200)).image
    made = keeping.add(db, owner, image, who, NOW)
    picture = next(each for each in records.of(db.conn, owner) if each.id == made)
    keeping.describe(db, replace(picture, alt=alt))
    return made
