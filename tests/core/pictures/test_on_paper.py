"""Pictures on paper: in the report of the incident, the sheets and the report of mentions."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from core import i18n
from core.clock import FixedClock
from core.crisis.case import Moderation
from core.crisis.document.moderation_file import moderation_file
from core.crisis.document.report import after_action
from core.crisis.model import Measure
from core.crisis.records import incidents
from core.documents import render
from core.documents.model import Document, Figure
from core.mentions import evidence
from core.mentions.document.evidence import evidence_sheet
from core.mentions.document.report import mention_report
from core.mentions.listening import intake
from core.pictures import keeping, records
from core.pictures.model import Owner, OwnerKind
from core.store import Store, Topic, open_store
from tests.core.pictures import scenes
from tests.core.store.scenes import spoil
from tests.core.towns import NOW

TODAY = date(2026, 11, 24)
INCIDENT = Owner(OwnerKind.INCIDENT, 1)
PIPE = "La rotura de la calle Real"


@pytest.fixture
def village(file: Path, clock: FixedClock) -> Iterator[Store]:
    """The example town, open and in Spanish."""
    opened = open_store(file, clock)
    with i18n.language("es"):
        yield opened
    opened.close()


def words(document: Document) -> str:
    """What the paper says."""
    opened = pypdfium2.PdfDocument(render.render(document, ".pdf"))
    pages = [page.get_textpage().get_text_bounded() for page in opened]
    return " ".join(" ".join(pages).split())


def members(document: Document, ending: str) -> tuple[list[str], str]:
    """The images in an office file, and the XML of its text."""
    with zipfile.ZipFile(io.BytesIO(render.render(document, ending))) as opened:
        text = "word/document.xml" if ending == ".docx" else "content.xml"
        found = [name for name in opened.namelist() if "media/" in name or "Pictures/" in name]
        return [name.rsplit(".", 1)[1] for name in found], opened.read(text).decode()


def keep_photograph(store: Store, owner: Owner, alt: str) -> int:
    """As `scenes.keep`, with what a camera made."""
    image = keeping.fitted(scenes.photograph(800, 600)).image
    with store.change(Topic.CRISIS) as db:
        number = keeping.add(db, owner, image, "Ana Ruiz", NOW)
        [picture] = [each for each in records.of(db.conn, owner) if each.id == number]
        records.save(db, type(picture)(**{**vars(picture), "alt": alt, "source": "Ana, vecina"}))
    return number


@pytest.mark.usefixtures("madrid")
def test_the_report_of_an_incident_shows_them_and_says_whose_they_are(village):
    keep_photograph(village, INCIDENT, PIPE)
    with village.read() as connection:
        document = after_action(connection, "es", TODAY, 1)
        [picture] = records.of(connection, INCIDENT)

    told = words(document)

    assert PIPE in told
    assert "De: Ana, vecina · Añadida por Ana Ruiz el 24/11/2026 14:32" in told
    assert picture.digest in told.replace(" ", "")


def test_one_of_few_dots_is_not_blown_up_and_of_upright_ones_two_stand_on_a_page(village):
    with village.change(Topic.CRISIS) as db:
        scenes.keep(db, INCIDENT, PIPE)
        keeping.add(db, INCIDENT, keeping.fitted(scenes.capture(800, 600)).image, "Ana", NOW)
        keeping.add(db, INCIDENT, keeping.fitted(scenes.capture(600, 800)).image, "Ana", NOW)
    with village.read() as connection:
        made = after_action(connection, "es", TODAY, 1)

    pictures = [block for block in made.blocks if isinstance(block, Figure) and block.image]
    assert [block.width for block in pictures[-3:]] == [0.5, 0.8, 0.75 * 600 / 800]


@pytest.mark.parametrize("ending", [".docx", ".odt"])
def test_word_and_libreoffice_have_them_with_what_they_show(village, ending):
    keep_photograph(village, INCIDENT, PIPE)
    with village.change(Topic.CRISIS) as db:
        scenes.keep(db, INCIDENT, "El corte, en el mapa")
    with village.read() as connection:
        kinds, text = members(after_action(connection, "es", TODAY, 1), ending)

    assert {"png"} < set(kinds) <= {"png", "jpg", "jpeg"}
    assert text.count(PIPE) > 1
    assert text.count("El corte, en el mapa") > 1


def test_one_that_nobody_described_is_printed_all_the_same(village):
    with village.change(Topic.CRISIS) as db:
        number = scenes.keep(db, INCIDENT)
    with village.read() as connection:
        told = words(after_action(connection, "es", TODAY, 1))

    assert f"Imagen {number}, que nadie ha descrito" in told


def test_one_that_is_damaged_costs_nothing_but_itself(village, file):
    with village.change(Topic.CRISIS) as db:
        number = scenes.keep(db, INCIDENT, PIPE)
    spoil(file, "UPDATE picture SET image = x'00'")
    with village.read() as connection:
        told = words(after_action(connection, "es", TODAY, 1))

    assert f"La imagen {number} no se puede leer." in told


@pytest.mark.usefixtures("madrid")
def test_a_mention_by_hand_has_them_in_its_sheet_and_in_the_report_of_its_days(village):
    with village.change(Topic.MENTIONS) as db:
        mention = intake.note(db, "El agua sale marrón", "", "Facebook", NOW, NOW)
        evidence.keep(db, [mention], NOW)
        for count in range(3):
            scenes.keep(db, Owner(OwnerKind.MENTION, mention), f"Captura {count}")
    with village.read() as connection:
        sheet = words(evidence_sheet(connection, "es", TODAY, mention))
        report = words(mention_report(connection, "es", TODAY, TODAY, TODAY))
        other = words(mention_report(connection, "es", TODAY, date(2026, 10, 1), date(2026, 10, 9)))

    assert "Captura 2" in sheet
    assert "Captura 2" in report
    assert "Captura" not in other


def test_a_moderation_file_has_the_capture_of_what_was_written(village):
    case = Moderation(NOW, "Facebook", "Inútiles", Measure.ANSWERED, "Se contestó")
    with village.change(Topic.CRISIS) as db:
        number = incidents.put(db, case)
        scenes.keep(db, Owner(OwnerKind.MODERATION, number), "El comentario, como se vio")
    with village.read() as connection:
        told = words(moderation_file(connection, "es", TODAY, number))

    assert "El comentario, como se vio" in told


@pytest.mark.parametrize("kind", ["EPS", "TIFF", "GIF"])
def test_what_others_put_into_the_file_is_drawn_only_if_it_is_png_or_jpeg(village, kind):
    """To draw an EPS Pillow starts Ghostscript, which does what stands in it."""
    with village.change(Topic.CRISIS) as db:
        number = scenes.keep(db, INCIDENT, PIPE)
    drawn = scenes.file(Image.new("RGB", (60, 40), "red"), kind)
    with village.change(Topic.CRISIS) as db:
        db.table("picture").update(number, {"image": drawn})
    with village.read() as connection:
        told = words(after_action(connection, "es", TODAY, 1))

    assert f"La imagen {number} no se puede leer." in told
