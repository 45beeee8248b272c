"""What `winget` is told of a release: three files, for the repository that it installs from.

Fields as of Microsoft's schema 1.9.0 of package manifests.
"""

from pathlib import Path

from installer.fetch import sha256
from installer.msi import UPGRADE_CODE, product_code
from installer.release import Release

IDENTIFIER = "ProyectoPregon.Pregon"
NOWHERE = "https://pregon.example"
"""An address that is nobody's (RFC 2606), until the release is told where it is published."""
_SCHEMA = "1.9.0"


def write(release: Release, setup: Path, package: Path, folder: Path) -> list[Path]:
    """The three files into `folder`, which is made; returns them."""
    folder.mkdir(exist_ok=True)
    texts = {
        f"{IDENTIFIER}.yaml": _version(release),
        f"{IDENTIFIER}.installer.yaml": _installers(release, setup, package),
        f"{IDENTIFIER}.locale.es-ES.yaml": _words(release),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in texts]


def _head(release: Release) -> str:
    return f'PackageIdentifier: {IDENTIFIER}\nPackageVersion: "{release.version}"\n'


def _version(release: Release) -> str:
    return (
        _head(release)
        + f"DefaultLocale: es-ES\nManifestType: version\nManifestVersion: {_SCHEMA}\n"
    )


def _installers(release: Release, setup: Path, package: Path) -> str:
    return (
        _head(release)
        + f"""\
MinimumOSVersion: 10.0.17763.0
FileExtensions:
- pregon
- pregonpack
Installers:
- Architecture: x64
  InstallerType: nullsoft
  Scope: user
  InstallerUrl: {release.address or NOWHERE}/{setup.name}
  InstallerSha256: {sha256(setup).upper()}
- Architecture: x64
  InstallerType: wix
  Scope: machine
  InstallerUrl: {release.address or NOWHERE}/{package.name}
  InstallerSha256: {sha256(package).upper()}
  ProductCode: "{{{product_code(release)}}}"
  AppsAndFeaturesEntries:
  - UpgradeCode: "{{{UPGRADE_CODE}}}"
ManifestType: installer
ManifestVersion: {_SCHEMA}
"""
    )


def _words(release: Release) -> str:
    return (
        _head(release)
        + f"""\
PackageLocale: es-ES
Publisher: Proyecto Pregón
PackageName: Pregón
PackageUrl: {release.address or NOWHERE}
License: EUPL-1.2
ShortDescription: Plan de redes, escucha de menciones y crisis, para un ayuntamiento.
ManifestType: defaultLocale
ManifestVersion: {_SCHEMA}
"""
    )
