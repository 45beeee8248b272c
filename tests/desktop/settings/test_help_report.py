"""The report for whoever helps: what is in it, and above all what is not."""

import json
import zipfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from core.settings import Settings
from desktop import crash_log
from desktop.settings import help_report
from desktop.settings.page import SettingsPage


def test_it_tells_versions_sizes_and_settings_and_names_nobody(services, tmp_path):
    log = tmp_path / "pregon.log"
    written = f"""2026-11-24 08:51:38,120 ERROR something went wrong
  File "{Path.home()}/Ayuntamiento/pregon.py", line 3
ValueError: maria.blasco@medellin.example, 924 12 34 56, +34 600 123 456, 12345678Z
"""
    log.write_text(written, encoding="utf-8")
    own = Settings(language="es", zoom=150, proxy="http://10.0.0.1:8080", listened="/home/x.pregon")
    own.remember(tmp_path / "Medellín.pregon")
    (tmp_path / "a.zip").write_bytes(help_report.made(services.store, own, log))

    with zipfile.ZipFile(tmp_path / "a.zip") as zipped:
        texts = {name: zipped.read(name).decode("utf-8") for name in zipped.namelist()}

    versions = json.loads(texts["versions.json"])
    assert versions["program"].startswith("0.")
    assert versions["screens"]
    assert json.loads(texts["settings.json"])["zoom"] == 150
    assert json.loads(texts["town-file.json"])["rows"]["contact"] > 0
    assert "2026-11-24 08:51:38,120 ERROR something went wrong" in texts["errors.txt"]
    everything = "".join(texts.values())
    for name in ("maria.blasco", "924 12", "600 123", "12345678", "10.0.0.1", "Medell", "x.pregon"):
        assert name not in everything
    assert str(Path.home()) not in everything


def test_a_log_that_is_not_there_is_nothing_to_tell(services, tmp_path):
    packed = help_report.made(services.store, Settings(), tmp_path / "none.log")
    (tmp_path / "a.zip").write_bytes(packed)
    with zipfile.ZipFile(tmp_path / "a.zip") as zipped:
        assert zipped.read("errors.txt") == b""


def test_it_is_saved_from_about_where_the_person_says(services, shell, asker, tmp_path, qtbot):
    crash_log.write(crash_log.file_beside(services.listener.settings_path), "one thing failed")
    services.go("settings", "about")
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    buttons = page.section().findChildren(QPushButton)
    save = next(one for one in buttons if one.text().startswith("Guardar un informe"))
    asker.answers = [tmp_path / "informe.zip"]

    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)

    qtbot.waitUntil((tmp_path / "informe.zip").exists)
    with zipfile.ZipFile(tmp_path / "informe.zip") as zipped:
        assert b"one thing failed" in zipped.read("errors.txt")
