"""Images from outside, read within limits: upright, in sRGB, and no larger than is asked for."""

import io
import struct
from typing import TYPE_CHECKING, NamedTuple

from core.errors import ImageTrouble
from core.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image


MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 89_478_485
"""Where Pillow begins to warn of decompression bombs. Such an image opened whole takes 360 MB."""

_WITH_ALPHA = ("RGBA", "LA", "PA", "RGBa", "La")
_TRACES = ("exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop", "Raw profile type exif")
"""What an image carries besides itself, by its names in Pillow."""
_HELD = 0x0112
"""In EXIF: which edge of the image is the upper one."""


class Raster(NamedTuple):
    """An image that was read, in RGB or RGBA; its `kind` is that of its file, as `PNG`."""

    image: "Image"
    kind: str
    carried: bool
    """Whether it told of its place, its camera or its author. `image` has nothing of it."""


def read(data: bytes, side: int, kinds: tuple[str, ...], advice: str) -> Raster:
    """The image at most `side` px long; the first frame if it moves.

    It may be of these `kinds` by its content, whatever it is called; `advice` says which. Raises
    `ImageTrouble`.
    """
    from PIL import Image, UnidentifiedImageError

    if not data:
        raise ImageTrouble(_("The image file is empty."), advice)
    if len(data) > MAX_BYTES:
        raise ImageTrouble(
            _("The image file is larger than {limit} MB.").format(limit=MAX_BYTES // 2**20),
            _("Save a smaller copy of it, as PNG."),
        )
    try:
        with Image.open(io.BytesIO(data), formats=kinds) as image:
            if image.width * image.height > MAX_PIXELS:
                raise _too_large(side)
            return _small(image, side)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(side) from error
    except UnidentifiedImageError as error:
        raise _unknown(data, advice) from error
    except MemoryError as error:
        raise _too_large(side) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        # What Pillow's decoders raise for data that is cut short or garbled.
        raise ImageTrouble(
            _("The image file is damaged or cut short."),
            _("Copy or download it again, or choose another image."),
            detail=str(error),
        ) from error


def _small(image: "Image", side: int) -> Raster:
    from PIL import Image

    kind, profile = image.format or "", image.info.get("icc_profile")
    exif, held = told(image)
    carried = exif or any(name in image.info for name in _TRACES)
    alpha = image.mode in _WITH_ALPHA or "transparency" in image.info
    if kind not in ("JPEG", "MPO"):
        # JPEG is reduced while it is read; others are read whole, and shrink well only in colour.
        image.load()
        if image.mode.startswith("I;16") or image.mode == "I":
            image = image.convert("I").point(lambda value: value / 256).convert("L")
        elif alpha:
            image = image.convert("RGBA")
        elif image.mode in ("1", "P"):
            image = image.convert("RGB")
    image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = _srgb(upright(image, held), profile).convert("RGBA" if alpha else "RGB")
    # No date, place or camera of the original goes any further.
    image.info.clear()
    return Raster(image, kind, carried)


def told(image: "Image") -> tuple[bool, object]:
    """Whether there is EXIF with it, and how the camera was held, of eight ways; many cameras and
    programs garble it."""
    try:
        exif = image.getexif()
        return bool(exif), exif.get(_HELD)
    except (struct.error, SyntaxError, TypeError, ValueError, LookupError):
        return True, None


def upright(image: "Image", held: object) -> "Image":
    """With its upper edge above, for a camera that was held so."""
    from PIL.Image import Transpose

    turns = (
        Transpose.FLIP_LEFT_RIGHT, Transpose.ROTATE_180, Transpose.FLIP_TOP_BOTTOM,
        Transpose.TRANSPOSE, Transpose.ROTATE_270, Transpose.TRANSVERSE, Transpose.ROTATE_90,
    )  # fmt: skip
    turn = dict(enumerate(turns, 2)).get(held) if isinstance(held, int) else None
    return image if turn is None else image.transpose(turn)


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


def _too_large(side: int) -> ImageTrouble:
    return ImageTrouble(
        _("The image has more than {limit} million pixels.").format(limit=MAX_PIXELS // 10**6),
        _("Save a smaller copy of it; {side} pixels a side are enough.").format(side=side),
    )


def _unknown(data: bytes, advice: str) -> ImageTrouble:
    if data.startswith(b"%PDF"):
        return ImageTrouble(_("The file is a PDF document."), _("Save the image in it as PNG."))
    if data[4:8] == b"ftyp":
        return ImageTrouble(
            _("The file is a photograph in the format of a phone, or a film."),
            _("Save it as JPEG or PNG."),
        )
    return ImageTrouble(_("The file is not an image that can be read."), advice)
