"""The language of our own words, of Qt's, and of numbers and dates."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from core import i18n
from desktop.qt_words import QtWords

_LOCALES = {"es": "es_ES", "en": "en_GB"}
"""Dates and numbers of a town hall in Europe, in either language."""


class Speech:
    """Holds the translators that Qt has been given."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._translator = QTranslator(app)
        self._further = QtWords(app)

    def speak(self, code: str) -> None:
        """Speak this language from now on; empty is the system's."""
        i18n.use(code or QLocale.system().name()[:2])
        QLocale.setDefault(QLocale(_LOCALES.get(i18n.current(), "es_ES")))
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for one in (self._translator, self._further):
            self._app.removeTranslator(one)
        # Asked after the other, which is installed later.
        self._app.installTranslator(self._further)
        if self._translator.load(f"qtbase_{i18n.current()}", folder):
            self._app.installTranslator(self._translator)
