"""The button that sends what is shown: by e-mail, in a chat, or wherever it is pasted.

Nothing is sent from here: an e-mail is begun, a text is copied.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from core.exchange.outgoing import Outgoing
from core.i18n import _
from desktop import outward
from desktop.notifier import Notifier
from desktop.widgets.button import button


class Sender:
    """`read` is what is sent; None while there is nothing. `begin_mail` where it has to be saved
    first."""

    def __init__(
        self,
        notifier: Notifier,
        read: Callable[[], Outgoing | None],
        begin_mail: Callable[[Outgoing], object] | None = None,
    ) -> None:
        self._notifier, self._read = notifier, read
        self._begin_mail = begin_mail or self._begin_plain_mail
        self.button = button(_("Send to…"), kind="quiet", icon_name="send")
        menu = QMenu(self.button)
        menu.addAction(_("E-mail"), self._mail)
        menu.addAction(_("WhatsApp (copies the text)"), self._chat)
        menu.addAction(_("Copy") + "\tCtrl+C", self.copy)
        self.button.setMenu(menu)

    def copy(self) -> None:
        """As text and as HTML."""
        if (outgoing := self._read()) is not None:
            outward.copy(self._notifier, outgoing)

    def _chat(self) -> None:
        if (outgoing := self._read()) is not None:
            told = _("Copied: paste it in {channel}.").format(channel="WhatsApp")
            outward.copy_text(self._notifier, outgoing.chat(), told)

    def _mail(self) -> None:
        if (outgoing := self._read()) is not None:
            self._begin_mail(outgoing)

    def _begin_plain_mail(self, outgoing: Outgoing) -> None:
        outward.begin_mail(self._notifier, outgoing)
