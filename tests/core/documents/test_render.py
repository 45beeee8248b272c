import errno
import os
import tempfile
from dataclasses import replace

import pytest

from core.documents import pdf
from core.documents.model import Heading
from core.documents.render import formats, render, write
from core.errors import DiskFull, DocumentTrouble, FileTrouble
from core.i18n import language

BEGINNINGS = {".pdf": b"%PDF-1.7", ".docx": b"PK\x03\x04", ".odt": b"PK\x03\x04"}


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".odt"])
def test_a_document_is_written_in_the_format_of_the_name(roster, tmp_path, suffix):
    path = tmp_path / f"Directorio{suffix}"

    write(roster, path)

    assert path.read_bytes().startswith(BEGINNINGS[suffix])
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_pocket_fold_exists_only_on_paper(pocket):
    assert formats(pocket) == (".pdf",)
    with language("en"), pytest.raises(DocumentTrouble, match=r"cannot be made as \.docx"):
        render(pocket, ".docx")


def test_other_documents_exist_in_three_formats(report):
    assert formats(report) == (".pdf", ".docx", ".odt")
    with pytest.raises(DocumentTrouble):
        render(report, ".txt")


def test_a_document_with_a_problem_is_not_made_and_the_old_file_is_kept(report, tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")

    with pytest.raises(DocumentTrouble):
        write(replace(report, blocks=(Heading(3, "Deep"),)), path)

    assert path.read_bytes() == b"old"


def test_a_new_file_takes_the_place_of_the_old_one(report, tmp_path):
    path = tmp_path / "plan.PDF"
    path.write_bytes(b"old")

    write(report, path)

    assert path.read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_not_there_is_told_by_the_name_of_the_file(report, tmp_path):
    with language("en"), pytest.raises(FileTrouble, match=r"plan\.pdf.* cannot be written"):
        write(report, tmp_path / "gone" / "plan.pdf")


def test_a_folder_in_the_place_of_the_file_is_told_and_leaves_nothing_behind(report, tmp_path):
    path = tmp_path / "plan.pdf"
    path.mkdir()

    with pytest.raises(FileTrouble) as trouble:
        write(report, path)

    assert str(errno.EISDIR) in trouble.value.detail
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EACCES, FileTrouble)]
)
def test_a_full_disk_is_told_as_such_and_the_old_file_is_kept(
    report, tmp_path, monkeypatch, number, kind
):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(number, "disk")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(kind):
        write(report, path)

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_no_room_to_work_in_is_told_too(report, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    monkeypatch.setattr(pdf, "_press", None)

    with pytest.raises(FileTrouble):
        render(report, ".pdf")
