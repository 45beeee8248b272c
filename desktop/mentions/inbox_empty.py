"""Why the inbox is empty, and the first thing to do about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from core.i18n import _, ngettext
from core.mentions.kinds import MentionState
from core.mentions.model import Source
from core.plan.wording import listed
from desktop.mentions.inbox_filters import InboxFilters
from desktop.widgets.card import EmptyState


class InboxEmpty(QStackedWidget):
    """Signals follow the buttons of each reason; `proposed_asked` carries the sources proposed."""

    adding_asked = Signal()
    sources_asked = Signal()
    proposed_asked = Signal(object)
    all_asked = Signal()
    everything_asked = Signal()
    clear_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._there: Sequence[Source] = ()
        self._mentions = 0
        self._first = EmptyState(
            "rss",
            _("What is said about the town arrives here, from wherever you choose to listen."),
            _("Add a source"),
        )
        self._proposed = EmptyState("rss", "", " ", second=_("See the sources first"))
        self._off = EmptyState(
            "rss",
            _("All sources are switched off: nothing is read."),
            _("See the sources"),
        )
        self._waiting = EmptyState("radio", _("Nothing about the town has been found yet."))
        self._done = EmptyState("circle-check", "", _("See all mentions"))
        self._decided = EmptyState(
            "circle-check",
            _(
                "Nothing is unsure: what may be about your town, but does not say so for "
                "certain, arrives here."
            ),
        )
        self._filtered = EmptyState(
            "search-x", _("No mention fits these filters."), _("Clear the filters")
        )
        self._not_ours = EmptyState(
            "search-x", _("No mention says that."), _("Look in everything that was read")
        )
        self._unknown = EmptyState("search-x", _("Nothing that was read says that."))
        self._first.acted.connect(self.adding_asked)
        self._proposed.acted.connect(lambda: self.proposed_asked.emit(self._to_take()))
        self._proposed.second_acted.connect(self.sources_asked)
        self._off.acted.connect(self.sources_asked)
        self._done.acted.connect(self.all_asked)
        self._filtered.acted.connect(self.clear_asked)
        self._not_ours.acted.connect(self.everything_asked)
        for page in (
            self._first,
            self._proposed,
            self._off,
            self._waiting,
            self._done,
            self._decided,
            self._filtered,
            self._not_ours,
            self._unknown,
        ):
            self.addWidget(page)
        self._page = self._first

    def know(self, there: Sequence[Source], *, mentions: int) -> None:
        """The sources there are, and how many mentions there are in all."""
        self._there, self._mentions = there, mentions

    def explain(self, filters: InboxFilters) -> None:
        """Show why nothing is shown with these filters."""
        self._page = self._reason(filters)
        self.setCurrentWidget(self._page)

    def take_keyboard(self) -> None:
        """Put it on what can be done.

        Not by a proxy of a proxy: Tab would come back to it for ever.
        """
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reason(self, filters: InboxFilters) -> EmptyState:
        if filters.narrowing():
            return self._filtered
        if filters.searching():
            return self._unknown if filters.shows_everything() else self._not_ours
        state = filters.state()
        if not any(source.enabled for source in self._there) and state in (None, MentionState.NEW):
            return self._unheard()
        if filters.shows_unsure():
            return self._decided
        if self._mentions and state is not None:
            self._done.set_sentence(_nothing(state))
            return self._done
        return self._waiting

    def _unheard(self) -> EmptyState:
        """No source is read: what can be done about it."""
        proposed = self._to_take()
        if not proposed:
            return self._off if self._there else self._first
        count = len(proposed)
        told = ngettext(
            "No source is switched on, so nothing is heard. One is proposed for your town:"
            " {names}.",
            "No source is switched on, so nothing is heard. {count} are proposed for your town:"
            " {names}.",
            count,
        )
        names = listed([source.title for source in proposed])
        self._proposed.set_sentence(told.format(count=count, names=names))
        act = ngettext("Switch it on", "Switch on all {count}", count)
        self._proposed.set_action(act.format(count=count))
        return self._proposed

    def _to_take(self) -> list[Source]:
        return [source for source in self._there if source.suggested and not source.enabled]


def _nothing(state: MentionState) -> str:
    return {
        MentionState.TO_ANSWER: _("Nothing is waiting for an answer."),
        MentionState.ANSWERED: _("Nothing is marked as answered yet."),
    }.get(state, _("Nothing new: everything has been seen."))
