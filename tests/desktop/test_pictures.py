"""The pictures of the README and of the documents for readers: there, small, of this build."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desktop.stops import pictures
from desktop.stops.stop import Stop
from desktop.tour import TourLook, visit

ROOT = pictures.FOLDER.parents[1]
MOST_BYTES = 150_000
PICTURE = r"[(\"]((?:docs/)?pictures/[^)\"]+\.png)"


@pytest.mark.parametrize("language", pictures.LANGUAGES)
def test_every_picture_has_the_words_that_its_page_has_now(qapp, madrid, language):
    """`dev.py tour --readme` makes them anew. Hours may be those of another zone, days may not."""
    known, now = {}, {}

    def read(stop: Stop, window: QWidget) -> None:
        if name := pictures.name_of(stop, language):
            known[name] = without_digits(pictures.known()[name])
            now[name] = without_digits(pictures.words_on(window))

    visit(TourLook(language, "light", 100), read, pictures.way(language))

    assert now == known


def test_every_picture_is_shown_somewhere_and_has_its_words():
    shown = {
        (document.parent / path).resolve().relative_to(pictures.FOLDER).with_suffix("").as_posix()
        for document in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
        for path in re.findall(
            r"[(\"]((?:docs/)?pictures/[^)\"]+\.png)", document.read_text("utf-8")
        )
    }
    there = {path.relative_to(pictures.FOLDER).with_suffix("") for path in all_of_them()}
    assert shown == {path.as_posix() for path in there}
    assert {name for name in shown if name in pictures.known()} == set(pictures.known())


def test_pictures_of_the_documents_are_few_and_small():
    ours = [path for path in all_of_them() if path.parent != pictures.FOLDER]
    assert len(ours) <= 12
    assert [path.name for path in ours if path.stat().st_size > MOST_BYTES] == []


def all_of_them() -> list[Path]:
    return sorted(pictures.FOLDER.rglob("*.png"))


def without_digits(words: list[str]) -> set[str]:
    return {re.sub(r"\d", "0", text) for text in words}
