"""What Qt says in its dialogs and its own Spanish lacks, in the language of the window."""

from PySide6.QtCore import QTranslator

from core.i18n import _, mark

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
"""As they stand in the sources of Qt 6, `&` before the letter of the key."""


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
