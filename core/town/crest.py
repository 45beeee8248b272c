"""The crest, from whatever image the town has: a PNG that screen, PDF and DOCX all take.

It has no time limit, so what could keep it busy for minutes or fill the memory is refused before.
"""

import base64
import binascii
import html
import io
import re
import tempfile
from pathlib import Path

from core.documents import raster
from core.errors import ImageTrouble
from core.i18n import _

MAX_SVG_BYTES = 4 * 1024 * 1024
MAX_ELEMENTS = 50_000
MAX_EMBEDDED_PIXELS = 20_000_000
"""All images inside the drawing together; 4 bytes each in memory, several times over."""

MAX_RATIO = 20
"""Longest side to shortest; beyond, nothing would be left at 512 px."""

_START = re.compile(rb"\s*(?:<\?xml|<!--|<!DOCTYPE\s+svg|<svg)", re.I)
_HEAVY = re.compile(
    r"<(?:\w+:)?fe(?:Morphology|Turbulence|ConvolveMatrix|DisplacementMap"
    r"|DiffuseLighting|SpecularLighting)\b"
)
# Illustrator declares its namespaces as entities; anything else could hide what is looked for.
_ENTITY = re.compile(r"<!ENTITY\s+\S+\s+(?![\"']http)", re.I)
_EMBEDDED = re.compile(r"\bdata:([^,\"']*),([^\"')]*)", re.I)

_TEMPLATE = """\
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let side = {side} * 1pt
#let drawing = read("crest.svg", encoding: none)
#context {{
  let size = measure(image(drawing, format: "svg"))
  let longest = calc.max(size.width, size.height)
  assert(calc.min(size.width, size.height) * {ratio} > longest, message: "{marker}")
  let scale = side / longest
  image(drawing, format: "svg", width: size.width * scale, height: size.height * scale)
}}
"""
_TOO_LONG = "too long and thin"


def is_svg(data: bytes) -> bool:
    """Whether the file is an SVG drawing, by its beginning."""
    start = data.removeprefix(b"\xef\xbb\xbf")[:8192]
    return bool(_START.match(start)) and b"<svg" in start


def render(data: bytes, side: int) -> bytes:
    """The drawing as PNG whose longest side is `side` px, transparent where nothing is drawn.

    Scripts do nothing. A drawing that needs another file or an address is refused, as are effects
    that could take minutes. Raises ImageTrouble.
    """
    import typst

    _refuse(data)
    with tempfile.TemporaryDirectory(prefix="pregon-") as folder:
        root = Path(folder)
        (root / "crest.svg").write_bytes(data)
        template = root / "crest.typ"
        template.write_text(_TEMPLATE.format(side=side, ratio=MAX_RATIO, marker=_TOO_LONG), "utf-8")
        try:
            # 72 px to the inch: one point of the page is one px.
            drawn = typst.compile(template, root=root, format="png", ppi=72.0)
        except typst.TypstError as error:
            raise _trouble(str(error)) from error
    if not isinstance(drawn, bytes):
        raise TypeError("one page is one PNG")
    return drawn


def _refuse(data: bytes) -> None:
    text = html.unescape(data[: MAX_SVG_BYTES + 1].decode("utf-8", "replace"))
    if len(data) > MAX_SVG_BYTES or text.count("<") > MAX_ELEMENTS:
        raise ImageTrouble(_("The drawing is too large or too detailed."), _as_png())
    if _HEAVY.search(text) or _ENTITY.search(text):
        raise ImageTrouble(_("The drawing uses effects that cannot be drawn here."), _as_png())
    pixels = sum(_pixels(kind, body) for kind, body in _EMBEDDED.findall(text))
    if pixels > MAX_EMBEDDED_PIXELS:
        raise ImageTrouble(_("The images inside the drawing are too large."), _as_png())


def _pixels(kind: str, body: str) -> int:
    """Size of an image embedded as a data address; what cannot be measured counts as too large."""
    from PIL import Image

    if not kind.lower().startswith("image/"):
        return 0
    try:
        payload = base64.b64decode(re.sub(r"\s+", "", body), validate=True)
        with Image.open(io.BytesIO(payload), formats=("PNG", "JPEG", "GIF", "WEBP")) as image:
            return image.width * image.height
    except (
        binascii.Error,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return MAX_EMBEDDED_PIXELS + 1


def _trouble(detail: str) -> ImageTrouble:
    if "linked image" in detail:
        return ImageTrouble(
            _("The drawing needs another file or a web address, which is not opened."),
            _as_png(),
            detail=detail,
        )
    if _TOO_LONG in detail:
        return ImageTrouble(
            _("The drawing is too long and thin for a crest."),
            _("Choose another image, nearer to a square."),
            detail=detail,
        )
    return ImageTrouble(
        _("The drawing is damaged or cut short."), _("Choose another image."), detail=detail
    )


def _as_png() -> str:
    return _("Open it in a drawing program and save it as PNG.")


SIDE = 512
"""Longest side of the result in px: 40 mm at 300 dpi."""

# No EPS (Pillow starts another program for it) and no format that nobody has a crest in.
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "DIB", "TIFF", "WEBP", "ICO")


def normalise(data: bytes) -> bytes:
    """The image as PNG, sRGB, at most `SIDE` px, transparency kept; the first frame if it moves.

    Takes PNG, JPEG, GIF, BMP, TIFF, WebP, ICO and SVG by their content, whatever they are called.
    Raises ImageTrouble.
    """
    if is_svg(data):
        data = render(data, SIDE)
    image = raster.read(data, SIDE, _FORMATS, _choose_another()).image
    if image.mode == "RGBA" and image.getchannel("A").getbbox() is None:
        raise ImageTrouble(_("The image is empty."), _choose_another())
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _choose_another() -> str:
    return _("Choose a PNG, JPEG or SVG file.")
