"""The package for the whole computer (`Pregon-VERSION.msi`), as IT offices roll programs out.

Packed by wixl from the finished folder. One version has one product code, all have the upgrade
code, so a newer one takes the place of an older one, and an older one is refused.
"""

import uuid
import xml.etree.ElementTree as ET
from pathlib import Path, PurePosixPath

from installer import icons, registered
from installer.commands import BuildFailed, run
from installer.launchers import WINDOW
from installer.release import Release, numbers
from installer.trim import files

UPGRADE_CODE = "5F7E2F5E-7A60-4D0E-9D6D-6B1C6A1A2C11"
"""Never another: by it Windows knows that two versions are one program."""

_OURS = uuid.UUID(UPGRADE_CODE)
_NAMES = "http://schemas.microsoft.com/wix/2006/wi"
_SPANISH, _LETTERS = "3082", "1252"
_TOO_NEW = "En este equipo ya hay una versión más nueva de Pregón. No se ha cambiado nada."
_OF_ONE = (
    "Usted tiene Pregón instalado solo para su cuenta. Quítelo antes en Configuración, Aplicaciones"
    " (sus archivos se quedan), y repita la instalación."
)

_SUMMARY = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
"""The format of a summary, as [MS-OLEPS] 2.25.1 names it, before the place of its properties."""
_REVISION, _CREATED, _SAVED = 9, 12, 13
"""Properties of it: code of the package, and two times."""
_SECONDS_FROM_1601 = 11_644_473_600


def make(release: Release, folder: Path, out: Path, work: Path) -> None:
    """Pack `folder` into `out`. `work` may be thrown away. Raises BuildFailed."""
    script = work / "pregon.wxs"
    script.write_bytes(described(release, folder, icons.make("pregon", work)))
    run(["wixl", "--arch", "x64", "--output", out, script])
    out.write_bytes(_of_release(out.read_bytes(), release))


def product_code(release: Release) -> str:
    """Of one version: by it Windows and winget know that it is installed."""
    return _code(f"version {release.version}")


def described(release: Release, folder: Path, icon: Path) -> bytes:
    """What wixl reads: every file of the folder, and what Windows is told of the program."""
    first, second, third, _fourth = numbers(release.version)
    wix = ET.Element("Wix", xmlns=_NAMES)
    product = _below(
        wix,
        "Product",
        Id=product_code(release),
        Name="Pregón",
        Manufacturer="Proyecto Pregón",
        Version=f"{first}.{second}.{third}",
        UpgradeCode=UPGRADE_CODE,
        Language=_SPANISH,
        Codepage=_LETTERS,
    )
    _below(product, "Package", InstallerVersion="500", InstallScope="perMachine", Compressed="yes")
    _below(product, "MajorUpgrade", DowngradeErrorMessage=_TOO_NEW)
    _below(product, "Media", Id="1", Cabinet="pregon.cab", EmbedCab="yes")
    _below(product, "Icon", Id="pregon.ico", SourceFile=str(icon))
    facts = {"ARPPRODUCTICON": "pregon.ico", "ARPNOMODIFY": "1"}
    if release.address:
        facts |= dict.fromkeys(("ARPHELPLINK", "ARPURLINFOABOUT"), release.address)
    for name, value in facts.items():
        _below(product, "Property", Id=name, Value=value)
    own = _below(product, "Property", Id="OFONE")
    search = {"Id": "OfOne", "Root": "HKCU", "Key": registered.OURS, "Name": "Folder"}
    _below(own, "RegistrySearch", Type="raw", **search)
    _below(product, "Condition", Message=_OF_ONE).text = "Installed OR NOT OFONE"
    target = _below(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = _below(target, "Directory", Id="ProgramFiles64Folder")
    menu = _below(target, "Directory", Id="ProgramMenuFolder")
    root = _below(programs, "Directory", Id="INSTALLDIR", Name=WINDOW)
    components = [_registry(root), _shortcut(menu), *_files(root, folder)]
    feature = _below(product, "Feature", Id="Everything", Title="Pregón", Level="1")
    for name in components:
        _below(feature, "ComponentRef", Id=name)
    told: bytes = ET.tostring(wix, encoding="utf-8", xml_declaration=True)
    return told


def _files(root: ET.Element, folder: Path) -> list[str]:
    """A component for each file, as Windows wants to mend them one by one; returns their names."""
    folders, found = {PurePosixPath(): root}, []

    def placed(path: PurePosixPath) -> ET.Element:
        if path not in folders:
            name = _name("d", path.as_posix())
            folders[path] = _below(placed(path.parent), "Directory", Id=name, Name=path.name)
        return folders[path]

    for file in files(folder):
        path = PurePosixPath(file.relative_to(folder).as_posix())
        component = _component(placed(path.parent), path.as_posix())
        _below(component, "File", Id=_name("f", path.as_posix()), Source=str(file), KeyPath="yes")
        found.append(component.attrib["Id"])
    return found


def _registry(root: ET.Element) -> str:
    folder = "[INSTALLDIR]"
    component = _component(root, "registry")
    values = [registered.Value(registered.OURS, "Folder", folder)]
    values += registered.of_program(folder)
    for kind in registered.TYPES:
        values += registered.of_type(kind, folder, kind.said)
    for at, item in enumerate(values):
        named = {"Name": item.name} if item.name else {}
        kept = {"KeyPath": "yes"} if at == 0 else {}
        told = {"Root": "HKLM", "Key": item.key, "Type": "string", "Value": item.text}
        _below(component, "RegistryValue", **told, **named, **kept)
    return component.attrib["Id"]


def _shortcut(menu: ET.Element) -> str:
    component = _component(menu, "shortcut")
    program = f"[INSTALLDIR]{WINDOW}.exe"
    _below(component, "Shortcut", Id="InMenu", Name="Pregón", Target=program)
    told = {"Root": "HKLM", "Key": registered.OURS, "Name": "InMenu", "Type": "integer"}
    _below(component, "RegistryValue", Value="1", KeyPath="yes", **told)
    return component.attrib["Id"]


def _component(directory: ET.Element, what: str) -> ET.Element:
    return _below(directory, "Component", Id=_name("c", what), Guid=_code(what), Win64="yes")


def _below(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)


def _name(kind: str, what: str) -> str:
    return f"{kind}{uuid.uuid5(_OURS, what).hex}"


def _code(what: str) -> str:
    return str(uuid.uuid5(_OURS, what)).upper()


def _of_release(package: bytes, release: Release) -> bytes:
    """The package with the release's code and time in its summary, where wixl puts chance and now.

    Raises BuildFailed for a package without a summary.
    """
    found = package.find(_SUMMARY)
    if found < 0:
        raise BuildFailed("The package for the whole computer has no summary.")
    data = bytearray(package)
    start = found - 28
    section = start + int.from_bytes(data[found + 16 : found + 20], "little")
    count = int.from_bytes(data[section + 4 : section + 8], "little")
    time = ((release.time + _SECONDS_FROM_1601) * 10_000_000).to_bytes(8, "little")
    code = f"{{{_code(f'package {release.version} {release.time}')}}}".encode("ascii")
    for at in range(section + 8, section + 8 + count * 8, 8):
        kind = int.from_bytes(data[at : at + 4], "little")
        value = section + int.from_bytes(data[at + 4 : at + 8], "little")
        if kind in (_CREATED, _SAVED):
            data[value + 4 : value + 12] = time
        elif kind == _REVISION:
            data[value + 8 : value + 8 + len(code)] = code
    return bytes(data)
