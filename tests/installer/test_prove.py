"""What the proof says where Wine cannot be had, and what it takes for a window with a page."""

import struct
from pathlib import Path

import pytest

from installer.wine import prove, steps
from installer.wine.screen import Area, Picture

WIDTH, HEIGHT = 700, 300
WINDOW = Area(left=40, top=30, width=640, height=250)
RAIL, STRIP = 200, 40
BACKGROUND, BLACK = 0xFFF8F5F0, 0xFF000000


@pytest.fixture
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer of root's without any program; returns the folder where they would be."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return tmp_path


def apt(folder: Path, script: str) -> None:
    """An apt-get that does what a script of the shell says."""
    program = folder / "apt-get"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.mark.parametrize("words", [[], ["Pregon-0.1.0-setup.exe"]])
def test_without_wine_there_is_no_proof(nothing_installed, capsys, words):
    assert prove.main(words) == 1
    said = capsys.readouterr().out
    assert "These Debian packages are missing: " in said
    assert " wine " in said
    assert " xvfb" in said


def test_ci_goes_on_where_wine_cannot_be_had_and_says_what_is_wanting(nothing_installed, capsys):
    apt(nothing_installed, "echo 'E: Unable to locate package wine64' >&2; exit 100")
    assert prove.main(["--where-possible"]) == 0
    said = capsys.readouterr().out
    assert "The installer was not tried." in said
    assert "E: Unable to locate package wine64" in said


def test_another_apt_is_waited_for(nothing_installed, capsys):
    asked = nothing_installed / "asked"
    held = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7"
    apt(
        nothing_installed,
        f"[ -e {asked} ] || {{ : > {asked}; echo '{held}' >&2; exit 100; }}\n"
        "echo 'E: Unable to locate package nsis' >&2; exit 100",
    )
    assert prove.main([]) == 1
    said = capsys.readouterr().out
    assert "Another apt is at work" in said
    assert "E: Unable to locate package nsis" in said
    assert "lock" not in said


def picture(page: list[int]) -> Picture:
    """A screen with a window colourful at its edges, and these colours on its page."""
    inside = Area(WINDOW.left + RAIL, WINDOW.top, WINDOW.width - RAIL, WINDOW.height - STRIP)
    pixels = [BLACK + (at * 7919) % 0xFFFFFF for at in range(WIDTH * HEIGHT)]
    for line in range(inside.top, inside.top + inside.height):
        begin = line * WIDTH + inside.left
        pixels[begin : begin + inside.width] = [BACKGROUND] * inside.width
    begin = inside.top * WIDTH + inside.left
    pixels[begin : begin + len(page)] = page
    colours = 2
    numbers = [100, 7, 2, 24, WIDTH, HEIGHT, 0, 0, 32, 0, 32, 32, 4 * WIDTH, *[0] * 6, colours]
    header = struct.pack(">25I", *numbers, *[0] * 5)
    return Picture(header + bytes(12 * colours) + struct.pack(f"<{len(pixels)}I", *pixels))


def test_a_window_without_a_page_is_refused_however_colourful_the_rest_is():
    shown = picture([BLACK, BLACK + 1])

    assert shown.colours(WINDOW) > 10_000
    assert shown.colours(steps.page_in(WINDOW)) == 3
    assert not steps.is_drawn(shown, steps.page_in(WINDOW))


def test_a_window_with_a_page_is_taken():
    shown = picture([BLACK + at * 3 for at in range(400)])

    assert shown.colours(steps.page_in(WINDOW)) == 401
    assert steps.is_drawn(shown, steps.page_in(WINDOW))
