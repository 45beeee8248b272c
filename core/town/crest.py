"""The crest, from whatever image the town has: a PNG that screen, PDF and DOCX all take."""

import io
from typing import TYPE_CHECKING

from core.errors import ImageTrouble
from core.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 512
"""Longest side of the result in px: 40 mm at 300 dpi."""

MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 89_478_485
"""Where Pillow begins to warn of decompression bombs. Such an image opened whole takes 360 MB."""

# No EPS (Pillow starts another program for it) and no format that nobody has a crest in.
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "DIB", "TIFF", "WEBP", "ICO")
_WITH_ALPHA = ("RGBA", "LA", "PA", "RGBa", "La")


def normalise(data: bytes) -> bytes:
    """The image as PNG, sRGB, at most `SIDE` px, transparency kept; the first frame if it moves.

    Takes PNG, JPEG, GIF, BMP, TIFF, WebP, ICO and SVG by their content, whatever they are called.
    Raises ImageTrouble.
    """
    from PIL import Image, UnidentifiedImageError

    from core.town import drawing

    if not data:
        raise ImageTrouble(_("The image file is empty."), _choose_another())
    if len(data) > MAX_BYTES:
        raise ImageTrouble(
            _("The image file is larger than {limit} MB.").format(limit=MAX_BYTES // 2**20),
            _("Save a smaller copy of it, as PNG."),
        )
    if drawing.is_svg(data):
        data = drawing.render(data, SIDE)
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise _too_large()
            return _png(_small(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except UnidentifiedImageError as error:
        raise _unknown(data) from error
    except MemoryError as error:
        raise _too_large() from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        # What Pillow's decoders raise for data that is cut short or garbled.
        raise ImageTrouble(
            _("The image file is damaged or cut short."),
            _("Copy or download it again, or choose another image."),
            detail=str(error),
        ) from error


def _small(image: "Image") -> "Image":
    """Upright, at most `SIDE` px, in RGB or RGBA."""
    from PIL import Image, ImageOps

    profile = image.info.get("icc_profile")
    alpha = image.mode in _WITH_ALPHA or "transparency" in image.info
    if image.format not in ("JPEG", "MPO"):
        # JPEG is reduced while it is read; others are read whole, and shrink well only in colour.
        image.load()
        if image.mode.startswith("I;16") or image.mode == "I":
            image = image.convert("I").point(lambda value: value / 256).convert("L")
        elif alpha:
            image = image.convert("RGBA")
        elif image.mode in ("1", "P"):
            image = image.convert("RGB")
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = ImageOps.exif_transpose(image)
    return _srgb(image, profile).convert("RGBA" if alpha else "RGB")


def _srgb(image: "Image", profile: bytes | None) -> "Image":
    """With the colours of its embedded profile brought to sRGB, where that can be done."""
    from PIL import ImageCms

    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if alpha else image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        moved = ImageCms.profileToProfile(
            colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return image  # a profile that is broken or of another colour space
    if moved is None:
        return image
    if alpha:
        moved.putalpha(alpha)
    return moved


def _png(image: "Image") -> bytes:
    if image.mode == "RGBA" and image.getchannel("A").getbbox() is None:
        raise ImageTrouble(_("There is nothing to see in the image."), _choose_another())
    buffer = io.BytesIO()
    image.info.clear()  # no date, place or camera of the original goes into documents
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _too_large() -> ImageTrouble:
    return ImageTrouble(
        _("The image has more than {limit} million points.").format(limit=MAX_PIXELS // 10**6),
        _("Save a smaller copy of it; {side} points a side are enough.").format(side=SIDE),
    )


def _unknown(data: bytes) -> ImageTrouble:
    if data.startswith(b"%PDF"):
        return ImageTrouble(_("The file is a PDF document."), _("Save the crest in it as PNG."))
    if data[4:8] == b"ftyp":
        return ImageTrouble(
            _("The file is a photograph in the format of a phone, or a film."),
            _("Save it as JPEG or PNG."),
        )
    return ImageTrouble(_("The file is not an image that can be read."), _choose_another())


def _choose_another() -> str:
    return _("Choose a PNG, JPEG or SVG file.")
