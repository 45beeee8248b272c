"""Searching in the document: the box, how many places there are, and going from one to the next."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.cancel import CancelToken
from core.i18n import _
from desktop.documents.paper import Hit
from desktop.jobs import Jobs, Progress
from desktop.printing import Pages
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import announce
from desktop.widgets.button import hear_key, icon_button
from desktop.widgets.search_field import SearchField
from desktop.widgets.text import text_label

JOB = "preview search"


class PaperFinder(QWidget):
    """Looks for words in the open paper; `show_hits(hits, at)` marks them."""

    def __init__(self, jobs: Jobs, show_hits: Callable[[Sequence[Hit], int], None]) -> None:
        super().__init__()
        self._jobs = jobs
        self._show_hits = show_hits
        self._paper: Pages | None = None
        self._hits: list[Hit] = []
        self._at = -1
        self.field = SearchField(_("Search in the document"))
        self.place = text_label("", "muted", wraps=False)
        self._back = icon_button("chevron-up", _("Previous place (Shift+F3)"), lambda: self.go(-1))
        self._on = icon_button("chevron-down", _("Next place (F3)"), lambda: self.go(1))
        row = QHBoxLayout(self)
        spaced(row, gap=4)
        for part in (self.field, self.place, self._back, self._on):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.field.searched.connect(self._search)
        self.field.returnPressed.connect(self._enter)
        hear_key("F3", self, _("Next place found"), lambda: self.go(1))
        hear_key("Shift+F3", self, _("Previous place found"), lambda: self.go(-1))
        self._say([])

    def look_in(self, paper: Pages | None) -> None:
        """Search in another paper from now on, for the same words."""
        self._paper = paper
        self._search(self.field.text())

    def go(self, step: int) -> None:
        """To the next place (1) or the one before (-1), round and round."""
        if self._hits:
            self._at = (self._at + step) % len(self._hits)
            self._say(self._hits)

    def _enter(self) -> None:
        # The same key also starts a search that waits for a pause; its first place comes by itself.
        if not self._jobs.running(JOB):
            self.go(1)

    def _search(self, wanted: str) -> None:
        paper = self._paper
        if paper is None or not wanted.strip():
            self._jobs.cancel(JOB)
            self._found([])
            return

        def work(_token: CancelToken, _progress: Progress) -> list[Hit]:
            return paper.find(wanted)

        self._jobs.run(JOB, work, self._found)

    def _found(self, hits: list[Hit]) -> None:
        self._hits, self._at = hits, 0 if hits else -1
        self._say(hits)

    def _say(self, hits: list[Hit]) -> None:
        self._show_hits(hits, self._at)
        told = ""
        if hits:
            told = _("{number} of {count}").format(number=self._at + 1, count=len(hits))
        elif self.field.text().strip():
            told = _("Not found")
        self.place.setText(told)
        self.place.setVisible(bool(told))
        for step in (self._back, self._on):
            step.setVisible(bool(hits))
        if told:
            announce(self, told)
