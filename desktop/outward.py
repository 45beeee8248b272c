"""What is handed to other programs: pages of the web to the browser, papers made here, and what is
copied or begun as an e-mail: the person pastes it, and sends it.

Nothing else is, whatever a workspace or a feed says: on Windows, to open an address of a file is to
run it, and one of another computer gives the password away. The linter holds other modules to it.
"""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from core.exchange.outgoing import Outgoing, mail
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


def copy(notifier: Notifier, *copied: Outgoing) -> None:
    """Put these on the clipboard as text and as HTML: a program takes the one that it can."""
    both = QMimeData()
    both.setText("\n\n\n".join(one.plain() for one in copied))
    both.setHtml("<hr>".join(one.html() for one in copied))
    QGuiApplication.clipboard().setMimeData(both)
    notifier.toast(_("Copied, with its source and its date."))


def copy_text(notifier: Notifier, text: str, told: str = "") -> None:
    """Put a text on the clipboard and say so, or what is to be done with it."""
    QGuiApplication.clipboard().setText(text)
    notifier.toast(told or _("The text is copied."))


def begin_mail(notifier: Notifier, outgoing: Outgoing, told: str = "") -> None:
    """Open an e-mail in the program for them; what has no room in it is on the clipboard.

    `told` says what else is to be done with it.
    """
    address, rest = mail(outgoing)
    if not QDesktopServices.openUrl(QUrl.fromEncoded(address.encode())):
        told = _("No e-mail program opens here. The text is copied: paste it in yours.")
        copy_text(notifier, outgoing.plain(), told)
        return
    if rest:
        told = _("Not all of it has room: the rest is copied, paste it at the end of the e-mail.")
        copy_text(notifier, rest, told)
    else:
        begun = _("The e-mail is begun in your e-mail program: you send it from there.")
        notifier.toast(told or begun)
