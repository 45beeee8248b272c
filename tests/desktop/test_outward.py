"""What other programs are handed: papers and folders of this computer, and nothing that runs."""

import pytest
from PySide6.QtCore import QUrl

from desktop.outward import open_file, open_page
from tests.desktop.outside import taken


@pytest.mark.parametrize("name", ["calc.exe", "factura.pdf.bat", "nota.desktop", "x.pregon", "x"])
def test_a_file_that_is_no_paper_is_not_opened(qapp, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"x")

    with taken(lambda address: address.toLocalFile(), "file") as opened:
        assert not open_file(path)

    assert opened == []


@pytest.mark.parametrize("name", ["Directorio DIR-01.pdf", ""])
def test_a_paper_and_a_folder_are_opened(qapp, tmp_path, name):
    path = tmp_path / name if name else tmp_path
    if name:
        path.write_bytes(b"%PDF")

    with taken(lambda address: address.toLocalFile(), "file") as opened:
        assert open_file(path)

    assert opened == [str(path)]


def test_a_page_is_opened_without_the_password_in_its_address(services):
    with taken(QUrl.toString, "http", "https") as opened:
        open_page(services.notifier, "https://ana:clave@radio.example/a")

    assert opened == ["https://radio.example/a"]
