"""A picture from outside is data: kept small, without what it tells; it goes with its owner."""

import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from core.clock import FixedClock
from core.errors import ImageTrouble, InvalidValue
from core.mentions.listening import intake
from core.mentions.retention import Old, let_go
from core.pictures import keeping, records
from core.pictures.model import Owner, OwnerKind
from core.store import Store, Topic, backup, open_store
from tests.core.pictures import scenes
from tests.core.towns import NOW

INCIDENT = Owner(OwnerKind.INCIDENT, 1)


@pytest.fixture
def village(file: Path, clock: FixedClock) -> Iterator[Store]:
    """The example town, open."""
    opened = open_store(file, clock)
    yield opened
    opened.close()


@pytest.fixture
def noted(village: Store) -> Owner:
    """A mention that was noted by hand."""
    with village.change(Topic.MENTIONS) as db:
        number = intake.note(db, "El agua sale marrón", "", "Facebook", NOW, NOW)
    return Owner(OwnerKind.MENTION, number)


def kept(store: Store, owner: Owner) -> list[str]:
    """What the pictures of something show, in words."""
    with store.read() as connection:
        return [picture.alt for picture in records.of(connection, owner)]


def opened(data: bytes) -> Image.Image:
    assert len(data) <= keeping.MOST_BYTES
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def test_a_capture_stays_sharp():
    made = opened(keeping.fitted(scenes.capture()).image)

    assert (made.format, made.size, made.mode) == ("PNG", (1600, 900), "RGB")


def test_a_photograph_is_turned_upright_and_tells_neither_place_nor_camera():
    data = scenes.photograph()
    assert b"CamaraDeAna" in data

    fitted = keeping.fitted(data)

    made = opened(fitted.image)
    assert (made.format, made.height) == ("JPEG", 1600)
    assert made.width < made.height
    assert not made.getexif()
    assert b"CamaraDeAna" not in fitted.image
    assert b"Exif" not in fitted.image
    assert fitted.carried


@pytest.mark.parametrize("kind", keeping.KINDS)
@pytest.mark.parametrize(
    ("told", "size"),
    [
        (b"II*\0", (40, 30)),
        (b"II+\0\x08", (40, 30)),
        (b"garbage!", (40, 30)),
        # It is “7” wide, in letters, and was held on its side.
        (
            bytes.fromhex(
                "49492a00 08000000 0200 00010200 01000000 37000000 12010300 01000000 06000000"
                "00000000"
            ),
            (30, 40),
        ),
    ],
    ids=["cut", "large-and-cut", "garbage", "letters-for-a-number"],
)
def test_a_photograph_is_kept_though_what_tells_of_its_camera_is_garbled(kind, told, size):
    exif = b"Exif\0\0" + told
    data = scenes.file(Image.new("RGB", (40, 30), "red"), kind, exif=exif)

    made = keeping.fitted(data)

    assert made.carried
    assert b"Exif" not in made.image
    assert opened(made.image).size == size


def test_what_carried_nothing_is_not_said_to_have():
    assert not keeping.fitted(scenes.capture(300, 200)).carried


def test_a_webp_with_clear_corners_is_kept_on_white():
    image = Image.new("RGBA", (200, 150), (200, 0, 0, 0))
    image.paste((200, 0, 0, 255), (80, 60, 120, 90))

    made = opened(keeping.fitted(scenes.file(image, "WEBP", lossless=True)).image)

    assert made.convert("L").getpixel((0, 0)) > 250


def test_what_no_format_makes_small_is_made_smaller():
    assert max(opened(keeping.fitted(scenes.noise()).image).size) < keeping.SIDES[0]


def _bomb() -> bytes:
    """60,000 × 60,000 px in 100 bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)

    head = (60_000).to_bytes(4) * 2 + bytes((8, 2, 0, 0, 0))
    packed = zlib.compress(bytes(100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "vacío"),
        (b"hola", "no es una imagen"),
        (b"%PDF-1.7", "documento PDF"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "es una foto en un formato de móvil"),
        (scenes.capture(300, 200)[:2000], "dañado o cortado"),
        (b"\x89PNG\r\n\x1a\n" + bytes(41 * 2**20), "más de 40 MB"),
        (_bomb(), "millones de píxeles"),
        (scenes.file(Image.new("1", (16_000, 8_000)), "PNG"), "millones de píxeles"),
        (scenes.file(Image.new("RGB", (9, 9)), "GIF"), "no es una imagen"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no es una imagen"),
    ],
)
def test_what_is_no_picture_is_refused_in_one_sentence(data, told):
    with pytest.raises(ImageTrouble, match=told) as refused:
        keeping.fitted(data)

    assert refused.value.advice


def test_who_added_it_and_when_is_kept_with_a_digest_of_the_image(village, noted):
    with village.change(Topic.MENTIONS) as db:
        number = scenes.keep(db, noted, "Un grifo con agua marrón")

    with village.read() as connection:
        [picture] = records.of(connection, noted)
        image = records.image(connection, number)
    assert (picture.added_by, picture.added_at) == ("Ana Ruiz", NOW)
    assert picture.digest == hashlib.sha256(image).hexdigest()


def test_no_more_than_a_dozen_are_kept_with_one_thing(village, noted):
    with village.change(Topic.MENTIONS) as db:
        for _count in range(keeping.MOST):
            scenes.keep(db, noted)
        with pytest.raises(InvalidValue, match="12"):
            scenes.keep(db, noted)


def test_a_description_has_an_end(village, noted):
    with village.change(Topic.MENTIONS) as db, pytest.raises(InvalidValue):
        scenes.keep(db, noted, "x" * 1001)


def test_it_goes_and_comes_back_with_what_it_is_kept_with(village):
    with village.change(Topic.MENTIONS, label="apuntar") as db:
        number = intake.note(db, "El agua sale marrón", "", "Facebook", NOW, NOW)
    noted = Owner(OwnerKind.MENTION, number)
    with village.change(Topic.MENTIONS, label="añadir") as db:
        scenes.keep(db, noted, "Un grifo")

    village.undo()
    assert kept(village, noted) == []
    village.redo()
    assert kept(village, noted) == ["Un grifo"]


def test_what_it_is_for_may_be_gone_before_it_is_small(village):
    with village.change(Topic.MENTIONS, label="apuntar") as db:
        number = intake.note(db, "El agua sale marrón", "", "Facebook", NOW, NOW)
    village.undo()

    with village.change(Topic.MENTIONS) as db, pytest.raises(InvalidValue, match="ya no está"):
        scenes.keep(db, Owner(OwnerKind.MENTION, number))


def test_one_that_was_removed_comes_back_as_it_was(village, noted):
    with village.change(Topic.MENTIONS) as db:
        number = scenes.keep(db, noted, "Un grifo")
    with village.read() as connection:
        before = records.image(connection, number)

    with village.change(Topic.MENTIONS, label="quitar") as db:
        records.remove(db, number)
    assert kept(village, noted) == []
    village.undo()

    with village.read() as connection:
        assert records.image(connection, number) == before
        assert keeping.changed(connection) == []


def test_it_is_let_go_with_a_mention_that_is_older_than_the_town_keeps(village, noted):
    with village.change(Topic.MENTIONS) as db:
        scenes.keep(db, noted, "Un grifo")

    with village.change(Topic.MENTIONS) as db:
        let_go(db, Old(1, 1, NOW + timedelta(days=1), confirmed=True), NOW)

    assert kept(village, noted) == []


def test_it_is_in_a_copy(village, noted, tmp_path, clock):
    with village.change(Topic.MENTIONS) as db:
        scenes.keep(db, noted, "Un grifo")
    copy = backup.make(village.path, tmp_path / "Copias", clock)

    there = open_store(copy, clock)

    assert kept(there, noted) == ["Un grifo"]
    there.close()


def test_a_picture_that_was_changed_outside_is_told(run, village, noted):
    with village.change(Topic.MENTIONS) as db:
        number = scenes.keep(db, noted, "Un grifo")
        picture = replace(records.of(db.conn, noted)[0], digest="0" * 64)
        records.save(db, picture)
    village.close()

    assert f"La imagen {number} ya no es la que se guardó." in run("check", code=1)
