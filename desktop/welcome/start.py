"""The start of the first screen: language, three ways in, and where one was before."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.errors import AppError
from core.i18n import LANGUAGES, _, current
from desktop.recent_workspaces import RecentCard
from desktop.theme.mark import ProgramMark
from desktop.theme.scaling import spaced
from desktop.welcome import actions
from desktop.welcome.actions import Host
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.choices import Option, Segmented
from desktop.widgets.layouts import Beside
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import divider, text_label

_TEXT_ROOM = 260


class StartView(ScrollPage):
    """Calm: a name, a sentence, three buttons, a short list."""

    create_asked = Signal()

    def __init__(self, host: Host) -> None:
        super().__init__(form=True, centred=True)
        self._host = host
        self._language = Segmented(
            [Option(code, name) for code, name in LANGUAGES.items()], name=_("Language")
        )
        self._language.choose(current())
        self._language.changed.connect(self._speak)
        self._create = button(
            _("Create the file of your town"),
            self.create_asked.emit,
            kind="primary",
            icon_name="plus",
        )
        self._example = button(_("Open the example town"), self._open_example)
        self._open = button(_("Open a town file…"), lambda: actions.open_workspace(host))
        self._recent = RecentCard(host.settings, host.desk, host.jobs)
        self.body.addStretch(1)
        self.add(_head(self._language))
        self.add(self._ways())
        self.add(self._recent)
        self.body.addStretch(2)

    def focus_language(self) -> None:
        """Give the keyboard to the language."""
        self._language.setFocus()

    def focus_create(self) -> None:
        """Give the keyboard to the first action."""
        self._create.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _speak(self, chosen: str) -> None:
        actions.choose_language(self._host, chosen)

    def _open_example(self) -> None:
        # Whatever else is chosen meanwhile, the example would take its place.
        self.setEnabled(False)
        actions.open_example(self._host, self._example_ended)

    def _example_ended(self, error: AppError | None) -> None:
        self.setEnabled(True)
        if error is not None:
            self._example.setFocus()
            self._host.notifier.error(error)

    def _ways(self) -> Card:
        card = Card(flush=True)
        for number, (title, line, action) in enumerate(
            (
                (
                    _("Start with your town"),
                    _("Three short questions. The people to call and a first plan come suggested."),
                    self._create,
                ),
                (
                    _("See an example first"),
                    _("A complete, fictional municipality to try things on."),
                    self._example,
                ),
                (
                    _("Open the file of your town"),
                    _("A file that ends in .pregon, on this computer or on the server."),
                    self._open,
                ),
            )
        ):
            if number:
                card.add(divider())
            card.add(_way(title, line, action))
        return card


def _head(language: QWidget) -> QWidget:
    head = QWidget()
    row = QHBoxLayout(head)
    spaced(row, gap=16)
    row.addWidget(ProgramMark(56), 0, Qt.AlignmentFlag.AlignVCenter)
    texts = QVBoxLayout()
    spaced(texts, gap=2)
    title = QHBoxLayout()
    spaced(title, gap=8)
    title.addWidget(text_label("Pregón", "projected"), 1)
    title.addWidget(language, 0, Qt.AlignmentFlag.AlignVCenter)
    texts.addLayout(title)
    texts.addWidget(
        text_label(
            _("For the person who runs communications in a small town hall: plan, listen, act."),
            "muted",
        )
    )
    row.addLayout(texts, 1)
    return head


def _way(title: str, line: str, action: QPushButton) -> QWidget:
    texts = QWidget()
    box = QVBoxLayout(texts)
    spaced(box, gap=1)
    box.addWidget(text_label(title, "strong"))
    box.addWidget(text_label(line, "muted"))
    action.setAccessibleDescription(line)
    way = Beside(texts, text_room=_TEXT_ROOM)
    way.add_action(action)
    framed = QWidget()
    frame = QVBoxLayout(framed)
    spaced(frame, (16, 14, 16, 14))
    frame.addWidget(way)
    return framed
