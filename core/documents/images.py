"""Images made fit for print: PNG in sRGB, or SVG; and QR codes."""

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from core.documents import raster
from core.errors import ImageTrouble
from core.i18n import _

if TYPE_CHECKING:
    from PIL import Image
    from segno import QRCode

# 2,000 pixels over the 170 mm of a text column are 300 dots an inch, what an office printer shows.
MOST_PIXELS = 2000
MOST_QR_BYTES = 331
"""What a version 13 code holds at level M: its modules still measure 0.3 mm in a 20 mm square."""

KINDS = ("PNG", "JPEG")
"""What is kept of images from outside. To draw an EPS Pillow would start Ghostscript, and a file
of somebody else may hold one."""
_AS_THEY_ARE = {"PNG": ("RGB", "RGBA", "L", "LA", "P"), "JPEG": ("RGB", "L")}


def is_svg(data: bytes) -> bool:
    """True when the image is a drawing in SVG."""
    return b"<svg" in data[:1000]


# A crest stands on each of forty sheets, and each is laid out several times until it fits.
@lru_cache(maxsize=8)
def ready(data: bytes) -> bytes:
    """The image as PNG that every engine takes; SVG stays as it is, and so does a plain JPEG.

    Raises `ImageTrouble` when the file is no image, is cut short, or is of an unreasonable size.
    """
    if is_svg(data):
        return data
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=KINDS) as image:
            image.load()
            exif, held = raster.told(image)
            fits = max(image.size) <= MOST_PIXELS and image.mode in _AS_THEY_ARE.get(
                image.format or "", ()
            )
            return data if fits and not exif else _converted(image, held)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ImageTrouble(
            _("The image cannot be read."),
            _("Choose it again, as a PNG or JPEG file."),
            detail=str(error),
        ) from error


def kind(ready: bytes) -> str:
    """What a file of this image ends with: `svg`, `png` or `jpeg`."""
    if is_svg(ready):
        return "svg"
    return "jpeg" if ready.startswith(b"\xff\xd8") else "png"


def size(ready: bytes) -> tuple[int, int]:
    """Width and height of an image in pixels."""
    from PIL import Image

    with Image.open(io.BytesIO(ready), formats=KINDS) as image:
        return image.size


@lru_cache(maxsize=256)
def qr_svg(payload: str) -> str:
    """The QR code as SVG with one module of its quiet zone; the paper around it is the rest.

    Black: a printer without colours draws anything else in dots, and no telephone reads them.
    """
    return str(_code(payload).svg_inline(border=1, dark="#000", light="#fff", omitsize=True))


@lru_cache(maxsize=256)
def qr_png(payload: str) -> bytes:
    """The same code as PNG for office files, eight pixels a module."""
    out = io.BytesIO()
    _code(payload).save(out, kind="png", scale=8, border=1)
    return out.getvalue()


def _code(payload: str) -> "QRCode":
    import segno

    return segno.make_qr(payload, error="m", encoding="utf-8")


@lru_cache(maxsize=8)
def on_white(ready: bytes) -> bytes:
    """A PNG or JPEG as PNG on a white plate a little larger than it, for where it stands on a
    colour that is one of its own."""
    from PIL import Image

    with Image.open(io.BytesIO(ready), formats=KINDS) as image:
        shown = image.convert("RGBA")
    edge = max(shown.size) // 10
    plate = Image.new("RGB", (shown.width + 2 * edge, shown.height + 2 * edge), "white")
    plate.paste(shown, (edge, edge), shown)
    out = io.BytesIO()
    plate.save(out, "PNG")
    return out.getvalue()


def _converted(image: "Image.Image", held: object) -> bytes:
    upright = raster.upright(image, held)
    upright.thumbnail((MOST_PIXELS, MOST_PIXELS))
    out = io.BytesIO()
    transparent = "A" in upright.getbands() or "transparency" in upright.info
    upright.convert("RGBA" if transparent else "RGB").save(out, "PNG")
    return out.getvalue()
