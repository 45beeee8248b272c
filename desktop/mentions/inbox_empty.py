"""Why the inbox is empty, and the first thing to do about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from core.i18n import _
from core.mentions.kinds import State
from desktop.mentions.inbox_filters import InboxFilters
from desktop.widgets.empty_state import EmptyState


class InboxEmpty(QStackedWidget):
    """Signals follow the button of each reason."""

    sources_asked = Signal()
    all_asked = Signal()
    everything_asked = Signal()
    clear_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sources = 0
        self._mentions = 0
        self._first = EmptyState(
            "rss",
            _("Here comes what is said of the town, wherever you choose to listen."),
            _("Add a source"),
        )
        self._waiting = EmptyState("radio", _("Nothing that speaks of the town was found yet."))
        self._done = EmptyState("circle-check", "", _("See all mentions"))
        self._filtered = EmptyState(
            "search-x", _("No mention fits these filters."), _("Clear the filters")
        )
        self._not_ours = EmptyState(
            "search-x", _("No mention says that."), _("Look in everything that was read")
        )
        self._unknown = EmptyState("search-x", _("Nothing that was read says that."))
        self._first.acted.connect(self.sources_asked)
        self._done.acted.connect(self.all_asked)
        self._filtered.acted.connect(self.clear_asked)
        self._not_ours.acted.connect(self.everything_asked)
        for page in (
            self._first,
            self._waiting,
            self._done,
            self._filtered,
            self._not_ours,
            self._unknown,
        ):
            self.addWidget(page)

    def know(self, *, sources: int, mentions: int) -> None:
        """How many sources and mentions there are in all."""
        self._sources, self._mentions = sources, mentions

    def explain(self, filters: InboxFilters) -> None:
        """Show why nothing is shown with these filters."""
        page = self._reason(filters)
        self.setCurrentWidget(page)
        self.setFocusProxy(page)

    def _reason(self, filters: InboxFilters) -> EmptyState:
        if filters.narrowing():
            return self._filtered
        if filters.searching():
            return self._unknown if filters.shows_everything() else self._not_ours
        state = filters.state()
        if self._mentions and state is not None:
            self._done.set_sentence(_nothing(state))
            return self._done
        return self._waiting if self._sources else self._first


def _nothing(state: State) -> str:
    return {
        State.TO_ANSWER: _("Nothing waits for an answer."),
        State.ANSWERED: _("Nothing is marked as answered yet."),
    }.get(state, _("Nothing new: everything has been seen."))
