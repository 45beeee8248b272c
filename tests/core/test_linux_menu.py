"""What a Linux desktop is told by `pregon-cli menu`, and what it is no longer told."""

import shlex
import subprocess
from pathlib import Path

import pytest
from defusedxml import ElementTree

from core.__main__ import main

MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture(autouse=True)
def in_spanish(monkeypatch, tmp_path):
    """A person whose system speaks Spanish, with settings of their own."""
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def folder(tmp_path, capsys):
    """Where it was put; its last words are read."""
    assert main(["menu", "--folder", str(tmp_path / "share")]) == 0
    assert "Pregón está en el menú" in capsys.readouterr().out
    return tmp_path / "share"


def test_the_menu_starts_the_program_with_the_file_that_was_opened(folder):
    lines = (folder / "applications" / "pregon.desktop").read_text(encoding="utf-8").splitlines()
    entry = dict(line.split("=", 1) for line in lines if "=" in line)
    *command, file = shlex.split(entry["Exec"])
    assert file == "%f"
    assert Path(command[0]).is_file()
    assert entry["Name"] == "Pregón"
    assert entry["Comment[es]"].startswith("Plan de redes")
    assert (folder / "icons" / "hicolor" / "scalable" / "apps" / f"{entry['Icon']}.svg").is_file()


def test_both_file_types_are_known_by_their_ending_and_open_with_it(folder):
    types = ElementTree.parse(folder / "mime" / "packages" / "pregon.xml").getroot()
    globs = {
        item.attrib["type"]: item.find(f"{MIME}glob").attrib["pattern"] for item in list(types)
    }
    assert set(globs.values()) == {"*.pregon", "*.pregonpack"}
    entry = (folder / "applications" / "pregon.desktop").read_text(encoding="utf-8")
    assert all(f"{name};" in entry for name in globs)


def test_the_shell_completes_commands_and_their_words(folder):
    script = folder / "bash-completion" / "completions" / "pregon-cli"
    asked = f"""
        source {shlex.quote(str(script))}
        asked() {{ COMP_CWORD=$#; COMP_WORDS=(pregon-cli "$@"); _shtab_pregon_cli; }}
        asked cal; echo "${{COMPREPLY[@]}}"
        asked calendar fr; echo "${{COMPREPLY[@]}}"
    """
    told = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["calendar", "freeze"]


def test_the_manual_page_has_every_command_in_the_language_of_the_person(tmp_path):
    main(["menu", "--folder", str(tmp_path)])
    page = (tmp_path / "man" / "man1" / "pregon-cli.1").read_text(encoding="utf-8")
    for command in ("print", "listen", "calendar freeze", "sources add", "menu"):
        assert f".SH {command}\n" in page
    assert not [line for line in page.splitlines() if line.startswith("'")]


def test_it_is_taken_out_again_without_a_trace(folder, capsys):
    assert main(["menu", "--remove", "--folder", str(folder)]) == 0
    assert "ya no está en el menú" in capsys.readouterr().out
    left = [path.name for path in folder.rglob("*pregon*") if path.is_file()]
    assert left == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path, capsys):
    (tmp_path / "share").write_text("a file")
    assert main(["menu", "--folder", str(tmp_path / "share")]) == 1
    assert "no se puede guardar en" in capsys.readouterr().err


def test_the_version_is_told_and_nothing_is_done(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("Pregón 0.")


def test_a_desktop_that_keeps_lists_of_its_own_is_told_to_read_them_again(tmp_path, monkeypatch):
    told = tmp_path / "told"
    for program in ("update-desktop-database", "update-mime-database", "gtk-update-icon-cache"):
        script = tmp_path / "bin" / program
        script.parent.mkdir(exist_ok=True)
        script.write_text(f'#!/bin/sh\necho "{program} $@" >> "{told}"\n')
        script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")

    assert main(["menu", "--folder", str(tmp_path / "share")]) == 0

    assert sorted(told.read_text().splitlines()) == [
        f"gtk-update-icon-cache -f -t {tmp_path}/share/icons/hicolor",
        f"update-desktop-database {tmp_path}/share/applications",
        f"update-mime-database {tmp_path}/share/mime",
    ]
