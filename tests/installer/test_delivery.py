"""What is published beside the installer, and what is said of it to other programs."""

import hashlib
import json
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from defusedxml import ElementTree

from core import places
from installer import application, msi, portable, python_runtime, registered, sbom, signing, winget
from installer.fetch import sha256
from installer.licences import Part
from installer.release import Release

NOW = Release("1.2.3", 1_764_400_000, changed=False)
PUBLISHED = replace(NOW, address="https://pregon.example/1.2.3")
PARTS = [
    Part(
        "Qt", "6.11.3", "LGPL-3.0", "https://qt.example", ("LGPL-3.0.txt",), "https://src.example"
    ),
    Part("nh3", "0.3", "MIT", "", ("nh3/LICENSE",), purl="pkg:pypi/nh3@0.3"),
]
WIX = "{http://schemas.microsoft.com/wix/2006/wi}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A finished folder, small."""
    made = tmp_path / "folder"
    for name in ("Pregon.exe", "app/core/a.py", "lib/señal/b.dll"):
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return made


def test_the_list_of_parts_names_each_with_its_version_licence_and_address(tmp_path):
    sbom.write(NOW, PARTS, tmp_path / "a.json")
    told = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))

    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["component"]["version"] == "1.2.3"
    assert told["metadata"]["timestamp"] == "2025-11-29T07:06:40Z"
    qt, nh3 = told["components"]
    assert (qt["name"], qt["version"], qt["licenses"][0]["license"]["name"]) == (
        "Qt",
        "6.11.3",
        "LGPL-3.0",
    )
    assert [item["url"] for item in qt["externalReferences"]] == [
        "https://qt.example",
        "https://src.example",
    ]
    assert nh3["purl"] == "pkg:pypi/nh3@0.3"
    assert told["dependencies"][0]["dependsOn"] == [qt["bom-ref"], nh3["bom-ref"]]


def test_the_list_of_parts_of_one_commit_is_the_same_file(tmp_path):
    for name in ("a.json", "b.json"):
        sbom.write(NOW, PARTS, tmp_path / name)
    assert sha256(tmp_path / "a.json") == sha256(tmp_path / "b.json")


def test_winget_is_told_of_both_installers_with_their_hashes(tmp_path):
    setup, package = tmp_path / "Pregon-1.2.3-setup.exe", tmp_path / "Pregon-1.2.3.msi"
    setup.write_bytes(b"for one person")
    package.write_bytes(b"for everybody")
    told = winget.write(PUBLISHED, setup, package, tmp_path / "winget")

    assert [path.name for path in told] == [
        "ProyectoPregon.Pregon.yaml",
        "ProyectoPregon.Pregon.installer.yaml",
        "ProyectoPregon.Pregon.locale.es-ES.yaml",
    ]
    installers = told[1].read_text(encoding="utf-8")
    assert "InstallerUrl: https://pregon.example/1.2.3/Pregon-1.2.3-setup.exe" in installers
    for data in (b"for one person", b"for everybody"):
        assert hashlib.sha256(data).hexdigest().upper() in installers
    assert msi.product_code(NOW) in installers
    assert all('PackageVersion: "1.2.3"' in path.read_text(encoding="utf-8") for path in told)


def test_the_program_to_carry_about_keeps_its_settings_and_towns_beside_it(
    folder, tmp_path, monkeypatch
):
    packed = tmp_path / "a.zip"
    portable.make(NOW, folder, packed, fast=False)
    with zipfile.ZipFile(packed) as zipped:
        zipped.extractall(tmp_path / "stick")
    own = tmp_path / "stick" / "Pregon"
    assert (own / "lib" / "señal" / "b.dll").is_file()

    monkeypatch.setattr(sys, "executable", str(own / "Pregon.exe"))
    assert places.settings_file() == own / "settings" / "settings.json"
    assert places.workspaces_folder() == own / "Pregón"

    (own / portable.CARRIED).unlink()
    assert own not in places.settings_file().parents


def test_all_three_that_look_for_it_call_the_sign_of_a_carried_program_alike():
    assert portable.CARRIED == places.CARRIED
    assert f'"{portable.CARRIED}"' in application.LAUNCH.read_text(encoding="utf-8")


def test_the_zip_of_one_commit_is_the_same_file(folder, tmp_path):
    for name in ("a.zip", "b.zip"):
        portable.make(NOW, folder, tmp_path / name, fast=True)
    assert sha256(tmp_path / "a.zip") == sha256(tmp_path / "b.zip")


def test_the_package_for_the_computer_holds_every_file_once(folder, tmp_path):
    wix = ElementTree.fromstring(msi.described(NOW, folder, tmp_path / "pregon.ico"))
    product = wix.find(f"{WIX}Product")
    assert product is not None
    assert product.attrib["UpgradeCode"] == msi.UPGRADE_CODE
    assert product.attrib["Version"] == "1.2.3"
    sources = [item.attrib["Source"] for item in wix.iter(f"{WIX}File")]
    assert sorted(sources) == sorted(str(path) for path in folder.rglob("*") if path.is_file())
    components = [item.attrib["Id"] for item in wix.iter(f"{WIX}Component")]
    assert components == sorted(set(components), key=components.index)
    named = {item.attrib["Id"] for item in wix.iter(f"{WIX}ComponentRef")}
    assert named == set(components)


def test_the_package_tells_windows_of_both_file_types_for_everybody(folder, tmp_path):
    wix = ElementTree.fromstring(msi.described(NOW, folder, tmp_path / "pregon.ico"))
    values = {
        item.attrib["Key"]: item.attrib["Value"]
        for item in wix.iter(f"{WIX}RegistryValue")
        if item.attrib["Root"] == "HKLM" and "Name" not in item.attrib
    }
    for kind in registered.TYPES:
        assert values[rf"Software\Classes\{kind.suffix}"] == kind.name
        opened = values[rf"Software\Classes\{kind.name}\shell\open\command"]
        assert opened == '"[INSTALLDIR]Pregon.exe" "%1"'


def test_two_versions_are_one_program_and_two_products(folder, tmp_path):
    later = Release("1.2.4", NOW.time, changed=False)
    there = msi.described(PUBLISHED, folder, tmp_path / "pregon.ico").decode("utf-8")
    assert f'Id="ARPHELPLINK" Value="{PUBLISHED.address}"' in there
    codes = [msi.product_code(release) for release in (NOW, later)]
    assert len(set(codes)) == 2
    wix = msi.described(later, folder, tmp_path / "pregon.ico").decode("utf-8")
    assert msi.UPGRADE_CODE in wix
    assert "ya hay una versión más nueva" in wix


def program(*, signed: bool) -> bytes:
    """So much of a 64-bit program as says whether there is a signature."""
    data = bytearray(512)
    data[:2] = b"MZ"
    data[60:64] = (64).to_bytes(4, "little")
    if signed:
        data[64 + 24 + 144 : 64 + 24 + 152] = (400).to_bytes(4, "little") * 2
    return bytes(data)


def test_what_nobody_has_signed_is_found_and_signed_by_any_command(tmp_path):
    mine, theirs = tmp_path / "lib" / "mine.pyd", tmp_path / "runtime" / "theirs.DLL"
    for path, signed in ((mine, False), (theirs, True)):
        path.parent.mkdir()
        path.write_bytes(program(signed=signed))
    (tmp_path / "a.py").write_text("no program")
    assert signing.unsigned(tmp_path) == [mine]

    signer = tmp_path / "sign it.py"
    signer.write_text("import pathlib, sys; pathlib.Path(sys.argv[1]).write_text('signed')")
    signing.sign(mine, f'"{sys.executable}" "{signer}" {{file}}')
    assert mine.read_text() == "signed"


def test_how_old_a_python_is_is_told_by_its_library(tmp_path):
    with zipfile.ZipFile(tmp_path / "python313.zip", "w") as library:
        library.writestr(zipfile.ZipInfo("os.pyc", (2025, 2, 4, 12, 0, 0)), b"")
        library.writestr(zipfile.ZipInfo("abc.pyc", (2024, 1, 1, 0, 0, 0)), b"")
    assert python_runtime.made_at(tmp_path) == 1_738_670_400
