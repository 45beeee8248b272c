"""A text in the words in which it goes out: whole, and short where there is no internet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.statements.publishing import Outlet
from core.i18n import _, ngettext
from desktop.crisis.statements.words import TextView
from desktop.notifier import Notifier
from desktop.theme.scaling import spaced
from desktop.widgets.choices import Option, Tabs

_WHOLE = ""
"""Key of the tab of the text that is written."""


@dataclass(frozen=True)
class Reading:
    """A short text, and where it goes out."""

    title: str
    text: str


def readings_of(outlets: Iterable[Outlet]) -> tuple[Reading, ...]:
    """The short texts, each once."""
    found: dict[str, str] = {}
    for outlet in outlets:
        if outlet.short:
            found.setdefault(outlet.text, outlet.title)
    return tuple(Reading(title, text) for text, title in found.items())


class Readings(QWidget):
    """Tabs with how many words each has, and below them the short text of the one that is chosen.

    `turned(whole)` says whether the text that is written is to be seen. Without a short text there
    is nothing to choose.
    """

    turned = Signal(bool)

    def __init__(self, notifier: Notifier) -> None:
        super().__init__()
        self._titles: list[str] = []
        self._texts: dict[str, str] = {}
        self._tabs: Tabs | None = None
        self._short = TextView(notifier)
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=14)
        self._box.addWidget(self._short)
        self.hide()

    def show_readings(self, whole: str, readings: Sequence[Reading]) -> None:
        """Show these beside the text that is written; the one chosen stays chosen."""
        self._texts = {_WHOLE: whole} | {shown.title: shown.text for shown in readings}
        titles = [shown.title for shown in readings]
        if titles != self._titles or self._tabs is None:
            self._make_tabs(titles)
        for key, text in self._texts.items():
            self._count(key, len(text.split()))
        self.setVisible(bool(readings))
        self._turn()

    def _make_tabs(self, titles: list[str]) -> None:
        chosen = self._tabs.chosen() if self._tabs is not None else _WHOLE
        if self._tabs is not None:
            self._tabs.hide()
            self._tabs.deleteLater()
        self._titles = titles
        options = [Option(_WHOLE, _("Web and networks"))]
        options += [Option(title, title) for title in titles]
        self._tabs = Tabs(options, name=_("Versions of the text"))
        self._tabs.choose(chosen)
        self._tabs.changed.connect(lambda _key: self._turn())
        self._box.insertWidget(0, self._tabs)
        # Qt would show it a moment later, and the keyboard goes past what is not shown.
        self._tabs.show()

    def _count(self, key: str, words: int) -> None:
        if self._tabs is None:
            return
        self._tabs.set_count(key, words)
        told = ngettext("{count} word", "{count} words", words).format(count=words)
        self._tabs.describe(key, told, told)

    def _turn(self) -> None:
        key = self._tabs.chosen() if self._tabs is not None else _WHOLE
        self._short.setVisible(key != _WHOLE)
        self._short.show_text(self._texts.get(key, ""))
        self.turned.emit(key == _WHOLE)
