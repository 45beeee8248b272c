"""The language of our own words, of Qt's, and of numbers and dates."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from core import i18n
from core.i18n import _, mark

_LOCALES = {"es": "es_ES", "en": "en_GB"}
"""Dates and numbers of a town hall in Europe, in either language."""

_LACKING = frozenset(
    (
        # The dialog for files.
        mark("&Look in:"),
        mark("Files of &type:"),
        mark("%1 already exists.\n%2"),
        mark("Open Directory"),
        mark("%1 File"),
        # The dialog for printers.
        mark("Print all"),
        mark("Print selection"),
        mark("Print range"),
        mark("Print current page"),
        mark("Pages"),
        mark("Page &Set:"),
        mark("Double Sided Printing"),
        # Translators: Of the printer: printing on both sides.
        mark("Off"),
        mark("Long side binding"),
        mark("Short side binding"),
        mark("Advanced"),
        mark("Page Setup"),
        mark("File exists"),
        mark("<qt>Do you want to overwrite it?</qt>"),
        mark("Invalid Pages Definition"),
        mark(
            "%1 does not follow the correct syntax. Please use ',' to separate ranges and pages,"
            " '-' to define ranges and make sure ranges do not intersect with each other."
        ),
        mark(
            "Specify pages or ranges separated by commas. Ranges are specified by two numbers"
            " separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9."
        ),
        mark("Duplex Settings Conflict"),
        mark("There are conflicts in duplex settings. Do you want to fix them?"),
        mark("Page Setup Conflicts"),
        mark("There are conflicts in page setup options. Do you want to fix them?"),
        mark("Advanced Option Conflicts"),
        mark("There are conflicts in some advanced options. Do you want to fix them?"),
    )
)
"""What Qt says in its dialogs and its own Spanish lacks, as it stands in the sources of Qt 6, `&`
before the letter of the key."""


class QtWords(QTranslator):
    """Asked where Qt's own translation has nothing."""

    def isEmpty(self) -> bool:
        """Never: Qt asks nobody who says so."""
        return False

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """The words for what Qt says; None where they are not ours to give: Qt asks on."""
        return _(source) if source in _LACKING else None


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
        for translator in (self._translator, self._further):
            self._app.removeTranslator(translator)
        # Asked after the other, which is installed later.
        self._app.installTranslator(self._further)
        if self._translator.load(f"qtbase_{i18n.current()}", folder):
            self._app.installTranslator(self._translator)
