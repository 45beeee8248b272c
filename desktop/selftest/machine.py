"""What the program needs of the system and of what was packed with it."""

import pkgutil
import sys
from dataclasses import replace
from importlib import import_module

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QApplication

import core
import desktop
from core import i18n
from desktop.background import task_scheduler
from desktop.selftest.checks import NOT_HERE, SelfCheck, Workbench, require
from desktop.settings import licences

_IMAGES = {"png", "jpeg", "svg", "ico"}
_SPANISH = {"Settings": "Ajustes", "Crisis": "Crisis", "Undo": "Deshacer"}


def _modules(_place: Workbench) -> str:
    """Everything of ours, and with it what of others it needs at once."""
    names = [
        found.name
        for package in (core, desktop)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    for name in names:
        import_module(name)
    return f"{len(names)} modules"


def _packages(_place: Workbench) -> str:
    """What is imported only on use, and the list of licences."""
    for name in (
        "babel", "charset_normalizer", "dateutil.rrule", "defusedxml.ElementTree", "docx",
        "feedparser", "icalendar", "lucide",
        "matplotlib.figure", "msgspec.toml", "nh3", "lxml.etree", "phonenumbers", "pikepdf",
        "PIL.Image", "pypdfium2", "segno", "sqlite_utils", "truststore", "typst", "urllib3",
        "xlsxwriter",
    ):  # fmt: skip
        import_module(name)
    found = licences.components()
    nameless = [component.name for component in found if not component.licence]
    require(not nameless, f"without a licence: {nameless}")
    return f"{len(found)} parts with their licences, Pregón {licences.version()}"


def _translations(_place: Workbench) -> str:
    wrong = {word: i18n._(word) for word, spanish in _SPANISH.items() if i18n._(word) != spanish}
    require(not wrong, f"{wrong}")
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator()
    require(translator.load("qtbase_es", folder), f"no qtbase_es in {folder}")
    told = translator.translate("QPlatformTheme", "Cancel")
    require(told == "Cancelar", f"Qt says “{told}”")
    return folder


def _images(_place: Workbench) -> str:
    formats = {bytes(item.data()).decode() for item in QImageReader.supportedImageFormats()}
    require(formats >= _IMAGES, f"cannot read {_IMAGES - formats}")
    style = QApplication.style()
    return f"{', '.join(sorted(formats))}; style {style.objectName() if style else '?'}"


def _certificates(_place: Workbench) -> str:
    """Those that Windows trusts, by which both halves reach a site."""
    if sys.platform != "win32":
        return NOT_HERE
    import ssl

    import truststore
    from PySide6.QtNetwork import QSslConfiguration, QSslSocket

    truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    backend = QSslSocket.activeBackend()
    require(backend == "schannel", f"{backend}: {QSslSocket.availableBackends()}")
    trusted = len(QSslConfiguration.systemCaCertificates())
    require(trusted, "Windows tells of no authority")
    return f"schannel, {trusted} authorities, {ssl.OPENSSL_VERSION}"


def _scheduler(place: Workbench) -> str:
    """A task that is made, seen and taken away again; that of the person is not touched."""
    if not task_scheduler.available():
        return NOT_HERE
    trial = replace(
        task_scheduler.listening(place.town, place.settings), kind=task_scheduler.TaskKind.TRIAL
    )
    name = task_scheduler.name_of(trial.kind)
    # Wine's Task Scheduler says of everything that it is there.
    answers = not task_scheduler.exists(trial.kind)
    task_scheduler.create(trial)
    there = task_scheduler.exists(trial.kind)
    task_scheduler.remove(trial.kind)
    require(there, f"“{name}” is not there")
    account = task_scheduler.user()
    require(account.startswith("S-1-5-"), f"the account is told as “{account}”")
    require(not answers or not task_scheduler.exists(trial.kind), f"“{name}” cannot be taken away")
    return f"{name}, {account}" if answers else f"{name}, {account}; it cannot be asked"


CHECKS = (
    SelfCheck("modules", _modules),
    SelfCheck("packages", _packages),
    SelfCheck("translations", _translations),
    SelfCheck("images", _images),
    SelfCheck("certificates", _certificates),
    SelfCheck("task scheduler", _scheduler),
)
