"""Settings: whatever happens to the file, the program starts."""

from pathlib import Path

import pytest

from core import settings
from core.errors import FileTrouble
from core.settings import Settings


def test_what_was_chosen_comes_back(tmp_path: Path) -> None:
    chosen = Settings(language="en", theme="dark", zoom=150, columns={"roster": [180, 110]})
    chosen.remember(tmp_path / "Medellín.pregon")

    settings.save(chosen, tmp_path / "config" / "pregon" / "settings.json")

    assert settings.load(tmp_path / "config" / "pregon" / "settings.json") == chosen


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"[1, 2]", b"null", b'{"zoom": "big"}', b'{"recent": [1]}', b"{"],
)
def test_a_file_that_is_wrong_means_the_defaults(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)

    assert settings.load(file) == Settings()


def test_one_wrong_value_does_not_lose_the_others(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"language": "en", "zoom": true, "columns": {"roster": ["a"]}, "future": 1}')

    assert settings.load(file) == Settings(language="en")


@pytest.mark.parametrize(("written", "used"), [(20, 100), (125, 125), (900, 200)])
def test_the_zoom_stays_where_everything_can_be_reached(
    tmp_path: Path, written: int, used: int
) -> None:
    file = tmp_path / "settings.json"
    file.write_text(f'{{"zoom": {written}}}')

    assert settings.load(file).zoom == used


def test_the_newest_workspace_comes_first_and_once(tmp_path: Path) -> None:
    chosen = Settings()
    for number in (*range(10), 5):
        chosen.remember(tmp_path / f"{number}.pregon")

    assert len(chosen.recent) == 8
    assert chosen.recent[0] == str(tmp_path / "5.pregon")
    assert len(set(chosen.recent)) == 8


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("")

    with pytest.raises(FileTrouble):
        settings.save(Settings(), tmp_path / "config" / "settings.json")
