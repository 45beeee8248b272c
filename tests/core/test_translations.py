"""Every translation keeps what the program needs of it; one that is begun is offered."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

import resources
from tests.translation.catalogues import faults, problems

ROOT = Path(__file__).parents[2]

BROKEN = {
    "lost field": (("{count} is left.", "Queda algo."), "lacks {count}"),
    "made-up field": (("Call {name}.", "Llame a {nombre}."), "has {nombre}, which"),
    "missing form": ((("{count} day", "{count} days"), ("{count} días",)), "has 1 forms"),
    "empty form": ((("{count} day", "{count} days"), ("un día", "")), "has 2 forms"),
    "plural without its number": ((("{count} day", "{count} days"), ("un día", "días")), "{count}"),
    "end mark": (("Saved", "Guardado."), "ends in “.”"),
    "no end mark": (("It is saved.", "Está guardado"), "lacks the end mark"),
    "spoken to as a friend": (("Your role", "Tu cargo"), "“Tu” is not how"),
    "button too long": (("Stop", "Mandar esto a la impresora ahora"), "the button room for 26"),
}
SOUND = {
    "another order": ("{name} at {time}", "A las {time}, {name}"),
    "the first form in words": (("{count} day", "{count} days"), ("un día", "{count} días")),
    "other quotation marks": ("Press “Print”.", "Pulse «Imprimir»."),
    "not translated yet": ("Print", ""),
}


def said_of(english, told):
    catalogue = Catalog(locale="es")
    return list(problems(catalogue.add(english, told), catalogue))


@pytest.mark.parametrize(("pair", "why"), BROKEN.values(), ids=BROKEN)
def test_a_translation_that_breaks_a_rule_is_told(pair, why):
    assert why in " ".join(said_of(*pair))


@pytest.mark.parametrize("pair", SOUND.values(), ids=SOUND)
def test_a_sound_translation_is_left_alone(pair):
    assert said_of(*pair) == []


def test_no_shipped_translation_breaks_a_rule():
    catalogues = sorted(resources.path("locale").glob("*/LC_MESSAGES/pregon.po"))

    assert [fault for path in catalogues for fault in faults(path)] == []


def test_a_language_that_is_begun_is_offered_and_says_the_rest_in_spanish(tmp_path):
    for folder in ("core", "resources"):
        (tmp_path / folder).mkdir()
        shutil.copy(ROOT / folder / "__init__.py", tmp_path / folder)
    shutil.copy(ROOT / "core" / "i18n.py", tmp_path / "core")
    shutil.copytree(ROOT / "resources" / "locale", tmp_path / "resources" / "locale")
    folder = tmp_path / "resources" / "locale" / "ca" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    begun = Catalog(locale="ca")
    begun.add("Today", "Avui")
    with (folder / "pregon.mo").open("wb") as file:
        write_mo(file, begun)

    asked = (
        "from core import i18n; i18n.use('ca'); "
        "print(i18n.LANGUAGES['ca'], i18n._('Today'), i18n._('Undo'))"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert told.stdout.split() == ["Català", "Avui", "Deshacer"]
