"""Whatever image the town has of its crest becomes a small PNG, or is refused in words."""

import base64
import http.server
import io
import threading
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from PIL import Image, ImageCms

from core.documents import raster
from core.errors import ImageTrouble
from core.town import crest
from tests.core.in_turn import in_turn

RED = (200, 30, 30)


pytestmark = pytest.mark.usefixtures("english")


def _file(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _made(data: bytes) -> Image.Image:
    made = Image.open(io.BytesIO(crest.normalise(data)))
    made.load()
    assert made.format == "PNG"
    assert max(made.size) <= crest.SIDE
    return made


def _near(made: Image.Image, colour: tuple[int, ...], at: tuple[int, int] | None = None) -> bool:
    pixel = made.getpixel(at or (made.width // 2, made.height // 2))
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= 6 for a, b in zip(pixel, colour, strict=False))


def _svg(inside: str, size: str = 'width="100" height="50"') -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f" {size}>{inside}</svg>"
    ).encode()


RECT = '<rect width="50" height="50" fill="#c81e1e"/>'


@in_turn("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
def test_every_common_format_becomes_a_small_png(kind):
    made = _made(_file(Image.new("RGB", (900, 600), RED), kind))

    assert (made.size, made.mode) == ((512, 341), "RGB")
    assert _near(made, RED)


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP", "ICO"])
def test_transparency_is_kept(kind):
    image = Image.new("RGBA", (200, 200), (*RED, 255))
    image.paste((0, 0, 0, 0), (0, 0, 100, 200))

    made = _made(_file(image, kind))

    assert made.mode == "RGBA"
    assert _near(made, (0, 0, 0, 0), (made.width // 8, made.height // 2))
    assert _near(made, (*RED, 255), (made.width * 7 // 8, made.height // 2))


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("L", 90, (90, 90, 90)),
        ("1", 1, (255, 255, 255)),
        ("I;16", 40_000, (156, 156, 156)),
        ("LA", (90, 255), (90, 90, 90, 255)),
        ("P", 0, (0, 0, 0)),
    ],
)
def test_grey_bilevel_and_indexed_images_are_taken(mode, colour, seen):
    assert _near(_made(_file(Image.new(mode, (300, 200), colour), "PNG")), seen)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_a_crest_in_printing_colours_becomes_rgb(kind):
    made = _made(_file(Image.new("CMYK", (900, 600), (0, 255, 255, 0)), kind))

    assert made.mode == "RGB"
    assert _near(made, (255, 0, 0))


def test_a_photograph_taken_on_its_side_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera"

    data = crest.normalise(_file(Image.new("RGB", (900, 600), RED), "JPEG", exif=exif))

    assert Image.open(io.BytesIO(data)).size == (341, 512)
    assert b"Camera" not in data


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
EXCHANGED = SRGB.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
"""A profile in which the number for red means blue."""


@in_turn("profile, seen", [(SRGB, RED), (b"nonsense", RED), (EXCHANGED, (30, 30, 200))])
@in_turn("clear", [(), (128,)])
def test_a_colour_profile_is_applied_or_if_broken_ignored(profile, seen, clear):
    image = Image.new("RGBA" if clear else "RGB", (90, 60), RED + clear)

    made = _made(_file(image, "PNG", icc_profile=profile))

    assert _near(made, seen + clear)
    assert "icc_profile" not in made.info


def test_of_a_moving_image_the_first_frame_is_taken():
    frames = [Image.new("RGB", (90, 60), colour) for colour in (RED, "blue")]

    made = _made(_file(frames[0], "GIF", save_all=True, append_images=frames[1:]))

    assert _near(made, RED)


def test_a_small_crest_is_not_enlarged():
    assert _made(_file(Image.new("RGB", (40, 60), RED), "PNG")).size == (40, 60)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_sixty_megapixels_are_accepted(kind):
    made = _made(_file(Image.new("L", (10_000, 6_000), 90), kind))

    assert made.size == (512, 307)


def test_a_decompression_bomb_is_refused_before_it_is_opened():
    with pytest.raises(ImageTrouble, match="more than 89 million pixels"):
        crest.normalise(_file(Image.new("1", (16_000, 8_000)), "PNG"))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "TIFF", "WEBP"])
def test_a_file_cut_short_is_refused(kind):
    data = _file(Image.effect_noise((300, 200), 60).convert("RGB"), kind)

    with pytest.raises(ImageTrouble, match="damaged or cut short") as caught:
        crest.normalise(data[: len(data) // 3])
    assert caught.value.advice


@in_turn(
    "data, words",
    [
        (b"", "empty"),
        (b"hola", "not an image"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\0\0\0\x18ftypheic", "format of a phone"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not an image"),
        (b"\x89PNG\r\n\x1a\n" + bytes(raster.MAX_BYTES), "larger than 40 MB"),
    ],
)
def test_what_is_no_image_is_refused_in_words(data, words):
    with pytest.raises(ImageTrouble, match=words):
        crest.normalise(data)


def test_an_image_in_which_everything_is_transparent_is_refused():
    with pytest.raises(ImageTrouble, match="The image is empty"):
        crest.normalise(_file(Image.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG"))


@pytest.mark.parametrize("start", ["", "\ufeff", '<?xml version="1.0"?>\n<!-- escudo -->\n'])
def test_a_drawing_is_rendered_large_and_transparent_around(start):
    made = _made(start.encode() + _svg(RECT))

    assert (made.size, made.mode) == ((512, 256), "RGBA")
    assert _near(made, (*RED, 255), (60, 128))
    assert _near(made, (0, 0, 0, 0), (400, 128))


def test_a_script_in_a_drawing_does_nothing_and_does_not_survive():
    data = crest.normalise(_svg(f"<script>alert(1)</script>{RECT}<g onload='alert(2)'/>"))

    assert data == crest.normalise(_svg(RECT))
    assert b"alert" not in data


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A real web server on the loopback: its address, and the paths it was asked for."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_arguments: object) -> None:
            """Keep the test output quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()
        thread.join()


def test_a_drawing_cannot_fetch_an_address(asked):
    address, paths = asked

    with pytest.raises(ImageTrouble, match="another file or a web address"):
        crest.normalise(_svg(f'{RECT}<image href="{address}/a.png" width="9" height="9"/>'))
    styled = _svg(f'<style>@import url("{address}/a.css");</style>{RECT}')

    assert _near(_made(styled), (*RED, 255), (60, 128))
    assert paths == []


@pytest.mark.parametrize("form", ["{path}", "file://{path}", "../{name}", "{name}"])
def test_a_drawing_cannot_show_a_file_of_the_computer(tmp_path, form):
    secret = tmp_path / "secret.png"
    secret.write_bytes(_file(Image.new("RGB", (9, 9), "blue"), "PNG"))
    link = form.format(path=secret, name=secret.name)

    with pytest.raises(ImageTrouble, match="another file or a web address"):
        crest.normalise(_svg(f'{RECT}<image href="{link}" width="100" height="50"/>'))


def test_an_image_embedded_in_a_drawing_is_shown():
    inner = base64.b64encode(_file(Image.new("RGB", (9, 9), RED), "PNG")).decode()

    made = _made(_svg(f'<image href="data:image/png;base64,{inner}" width="100" height="50"/>'))

    assert _near(made, (*RED, 255))


@pytest.mark.parametrize(("elements", "taken"), [(49_998, True), (49_999, False)])
def test_a_drawing_has_fifty_thousand_marks_at_the_most(elements, taken):
    """Two are of the drawing itself: where it begins and where it ends."""
    drawn = _svg(RECT + "<g/>" * (elements - 1))

    with nullcontext() if taken else pytest.raises(ImageTrouble, match="too large or too detailed"):
        assert _near(_made(drawn), (*RED, 255), (60, 128))


@pytest.mark.parametrize(("width", "taken"), [(199, True), (200, False)])
def test_a_drawing_is_less_than_twenty_times_as_long_as_it_is_wide(width, taken):
    drawn = _svg(RECT, f'width="{width}" height="10"')

    with nullcontext() if taken else pytest.raises(ImageTrouble, match="long and thin"):
        assert _made(drawn).width == 512


@pytest.mark.parametrize(("height", "taken"), [(4_000, True), (4_001, False)])
def test_an_image_in_a_drawing_has_twenty_million_points_at_the_most(height, taken):
    inner = base64.b64encode(_file(Image.new("1", (5_000, height)), "PNG")).decode()
    drawn = _svg(f'{RECT}<image href="data:image/png;base64,{inner}" width="9" height="9"/>')

    with nullcontext() if taken else pytest.raises(ImageTrouble, match="images inside"):
        assert _near(_made(drawn), (*RED, 255), (60, 128))


_BOMB = base64.b64encode(_file(Image.new("1", (6_000, 6_000)), "PNG")).decode()
_NESTED = "".join(
    f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9)
)


@in_turn(
    "data, words",
    [
        (_svg("<rect")[:-10], "damaged"),
        (_svg(RECT, 'width="0" height="0"'), "damaged"),
        (_svg(RECT, 'width="1" height="500"'), "long and thin"),
        (_svg(""), "The image is empty"),
        (_svg(f'<g id="a0">{RECT}</g>{_NESTED}<use xlink:href="#a7"/>'), "damaged"),
        (_svg(f'<image href="data:image/png;base64,{_BOMB}"/>'), "images inside"),
        (_svg(f'<image href="&#100;ata:image/png;base64,{_BOMB}"/>'), "images inside"),
        (_svg('<image href="data:image/png;base64,%%"/>'), "images inside"),
        (_svg('<filter id="f"><feMorphology radius="300"/></filter>'), "effects"),
        (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///x">]>' + _svg("&x;"), "effects"),
        (_svg(RECT * 60_000), "too large or too detailed"),
    ],
)
def test_a_drawing_that_is_broken_or_made_to_do_harm_is_refused(data, words):
    with pytest.raises(ImageTrouble, match=words):
        crest.normalise(data)
