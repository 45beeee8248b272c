"""Where files go and are looked for, and where they had better not lie."""

import os
from pathlib import Path

import pytest

from core import places
from core.places import where_to_look, workspaces_about


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The documents of this person, with nothing in them."""
    folder = tmp_path / "Documentos"
    folder.mkdir()
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(folder))
    return folder


def workspace(file: Path, hour: int) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    os.utime(file, (hour, hour))
    return file


def test_one_looks_in_the_folder_of_the_last_workspace_that_is_still_there(documents, tmp_path):
    there = workspace(tmp_path / "USB" / "pueblo.pregon", 1)

    assert where_to_look([str(tmp_path / "red" / "otro.pregon"), str(there)]) == there.parent


def test_without_any_one_looks_where_new_ones_go_as_far_as_that_way_exists(documents):
    assert where_to_look([]) == documents
    (documents / "Pregón").mkdir()
    assert where_to_look([]) == documents / "Pregón"


def test_workspaces_are_found_in_both_folders_the_newest_first(documents, tmp_path):
    old = workspace(documents / "Pregón" / "viejo.pregon", 1)
    last = workspace(tmp_path / "USB" / "pueblo.pregon", 2)
    new = workspace(tmp_path / "USB" / "nuevo.pregon", 3)
    (tmp_path / "USB" / "carpeta.pregon").mkdir()
    (tmp_path / "USB" / "carta.odt").touch()

    assert workspaces_about([str(last)]) == [new, last, old]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a person who has nothing synchronised."""
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_a_new_file_is_not_proposed_where_documents_are_synchronised(home, documents, monkeypatch):
    assert places.workspaces_folder() == documents / "Pregón"
    old = workspace(documents / "Pregón" / "viejo.pregon", 1)

    monkeypatch.setenv("OneDriveCommercial", str(documents.parent / "Documentos"))

    assert places.workspaces_folder() == home / "Pregón"
    assert workspaces_about([]) == [old], "what is there already is found"
    assert places.synchronised_folder() == documents, "the copies may go there"


def test_a_person_who_synchronises_everything_gets_the_folder_of_programs(
    home, documents, monkeypatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(home.parent / "datos"))
    monkeypatch.setenv("OneDrive", str(home))

    assert places.workspaces_folder() == home.parent / "datos" / "Pregón"


@pytest.mark.parametrize(
    ("left", "program"),
    [
        (".dropbox.cache/", "Dropbox"),
        (".nextcloudsync.log", "Nextcloud"),
        (".sync_0f3a91.db", "Nextcloud"),
        (".tmp.driveupload/", "Google Drive"),
        (".dropbox/", ""),
    ],
)
def test_a_synchronised_folder_of_another_name_is_known_by_what_its_program_leaves(
    home, left, program
):
    """Dropbox keeps its own papers in the home of a person, who may synchronise another folder."""
    file = workspace(home / "Compartido" / "Prensa" / "a.pregon", 1)
    place = home / "Compartido" / left
    place.mkdir() if left.endswith("/") else place.touch()

    assert places.synchronised_by(file) == program


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("C/Users/Eva/OneDrive - Ayuntamiento/Documentos/Pregón/a.pregon", "OneDrive"),
        ("home/eva/Nextcloud/a.pregon", "Nextcloud"),
        ("home/eva/dropbox/a.pregon", "Dropbox"),
        ("home/eva/Documentos/OneDrive.pregon", ""),
        ("home/eva/Pregón/a.pregon", ""),
    ],
)
def test_a_folder_of_a_program_that_synchronises_is_known(path, program):
    assert places.synchronised_by(Path(path)) == program


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/mnt/ayuntamiento/Comunicación/a.pregon", True),
        ("/mnt/datos de todos/a.pregon", True),
        ("/mnt/ayuntamiento/local/a.pregon", False),
        ("/mnt/ayuntamiento2/a.pregon", False),
        ("/home/eva/a.pregon", False),
    ],
)
def test_a_file_in_another_computer_is_known_by_what_is_mounted(path, remote):
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n"
        "//servidor/comun /mnt/ayuntamiento cifs rw 0 0\n"
        "servidor:/datos /mnt/datos\\040de\\040todos nfs4 rw 0 0\n"
        "/dev/sdb1 /mnt/ayuntamiento/local ext4 rw 0 0\n"
    )

    assert places.mounted_from_network(Path(path), mounts) is remote
