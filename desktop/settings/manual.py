"""What there is to be read: the manual, and the other documents that come with the program."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core import i18n
from core.errors import AppError
from core.i18n import _
from core.manual import documents
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.lists.row_button import RowButton
from desktop.widgets.text import divider, text_label


class ManualSection(QWidget):
    """A row for each document; it opens in the place of the page."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        spaced(box, gap=12)
        box.addWidget(
            text_label(_("They are read here, also offline. F1 twice opens the chapter of a page."))
        )
        card = Card(flush=True)
        box.addWidget(card)
        try:
            shown = documents(i18n.current())
        except AppError as error:
            shown = []
            card.add(text_label(str(error)))
        for number, document in enumerate(shown):
            row = RowButton(document.title, document.about, _("Read"))
            row.clicked.connect(partial(services.go, "manual", (document.id,)))
            if number:
                card.add(divider())
            else:
                self.setFocusProxy(row)
            card.add(row)
