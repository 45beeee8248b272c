"""What is handed to other programs: pages of the web to the browser, and papers made here.

Nothing else is, whatever a workspace or a feed says: on Windows, to open an address of a file is to
run it, and one of another computer gives the password away. The linter holds other modules to it.
"""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from core.i18n import _
from desktop.notifier import Notifier

_OF_THE_WEB = ("http", "https")


def open_page(notifier: Notifier, link: str) -> None:
    """Open an address in the browser; what is none of the web is refused in words."""
    address = QUrl.fromUserInput(link.strip())
    # A browser would send name and password along; what is opened here is for everybody.
    address.setAuthority(address.authority().rpartition("@")[2])
    if address.scheme() in _OF_THE_WEB and address.host():
        QDesktopServices.openUrl(address)
    elif link.strip():
        notifier.toast(_("A browser cannot open this address."))
    else:
        notifier.toast(_("This one has no address."))


def open_file(path: Path) -> bool:
    """Hand a PDF that was made here, or a folder, to the program that shows it.

    False when there is none, or when it is anything else.
    """
    shown = path.is_dir() or path.suffix.lower() == ".pdf"
    return shown and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def open_folder_of(path: Path) -> None:
    """Show the folder in which a file that was written here lies."""
    open_file(path.parent)
