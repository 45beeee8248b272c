"""What the inbox shows: pills for the states, and choices that are out of the way until asked."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.i18n import _, ngettext, pgettext
from core.mentions.kinds import MentionState, ToneBand, WatchKind
from core.mentions.model import Source, Watch
from core.mentions.records.mentions import Wanted
from core.mentions.tally import Tally
from core.mentions.watches import full_text
from core.text import shortened, within_quotes
from desktop.forms.choosing import Chooser
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, set_words
from desktop.widgets.choices import Filters, Option
from desktop.widgets.heard import SAID, hear_as
from desktop.widgets.layouts import FlowLayout

ALL, UNSURE, EVERYTHING = "all", "unsure", "everything"
_CHOOSER = 190
_DAYS = (0, 6, 29, 364)
"""Days before today with which a period begins."""


class InboxFilters(QWidget):
    """`changed` when what is wanted changed. `wanted` says what that is.

    The head of the page holds `chips` and the button `more`; the choices stand over the list.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._query = self._typed = ""
        self._before_search = ""
        self._story: tuple[int, str] | None = None
        self._offered = True
        self.chips = Filters(_states(), name=_("Which mentions"), parent=self)
        self.more = button(_("Filter"), self._toggle, icon_name="sliders-horizontal", parent=self)
        self.more.setCheckable(True)
        hear_as(self.more, "fold")
        self._tone = _chooser(_("Tone"), _tones())
        self._source = _chooser(_("Source"), [(None, _("All sources"))])
        self._watch = _chooser(_("Search or topic"), [(None, _("All searches and topics"))])
        # Translators: Days that a figure covers.
        self._period = _chooser(_("Period"), _periods())
        self._one_story = button("", self._leave_story, icon_name="x")
        self._clear = button(_("Clear the filters"), self.clear, kind="quiet")
        self._lay_out()
        self.chips.changed.connect(lambda _keys: self._chosen())
        for chooser in self._choosers():
            chooser.activated.connect(lambda _index: self._say())
        self._show_state()

    def offer(self, *, on: bool) -> None:
        """Whether there is a list to be narrowed now."""
        # The head may have put them aside: to show them again would have no end.
        if on != self._offered:
            self._offered = on
            for part in (self.chips, self.more):
                part.setVisible(on)
            self._show_state()

    def wanted(self, now: datetime) -> Wanted:
        """Which rows are asked for."""
        key = self.chips.chosen()
        states = (MentionState(key),) if key in tuple(MentionState) else ()
        band, days = self._tone.currentData(), self._period.currentData()
        return Wanted(
            states=states,
            bands=() if band is None else (ToneBand(band),),
            source_id=self._source.currentData(),
            watch_id=self._watch.currentData(),
            story_id=self._story[0] if self._story else None,
            since=None if days is None else _midnight(now) - timedelta(days=days),
            query=self._query,
            unsure=key == UNSURE,
            # Of a story all is seen, whatever was done with it.
            ours=key == ALL and self._story is None,
            everything=key == EVERYTHING,
        )

    def shows_everything(self) -> bool:
        """Whether also what is not about the town is shown."""
        return self.chips.chosen() == EVERYTHING

    def shows_unsure(self) -> bool:
        """Whether what the person is to decide is shown."""
        return self.chips.chosen() == UNSURE

    def searching(self) -> bool:
        """Whether words are looked for."""
        return bool(self._query)

    def narrowing(self) -> int:
        """How many choices narrow what is shown, besides the state and the words."""
        return sum(chooser.currentIndex() > 0 for chooser in self._choosers()) + bool(self._story)

    def told(self) -> str:
        """What is shown, in the words on screen."""
        key = self.chips.chosen()
        parts = [option.text for option in _states() if option.key == key]
        narrowed = [chooser for chooser in self._choosers() if chooser.currentIndex() > 0]
        parts += [f"{chooser.accessibleName()}: {chooser.currentText()}" for chooser in narrowed]
        if self._story is not None:
            parts.append(_("Story: {title}").format(title=self._story[1]))
        if self._query:
            parts.append(_("with the words “{words}”").format(words=within_quotes(self._typed)))
        return " · ".join(parts)

    def state(self) -> MentionState | None:
        """The state that is shown alone, if one is."""
        key = self.chips.chosen()
        return MentionState(key) if key in tuple(MentionState) else None

    def search(self, text: str) -> None:
        """Look for words among all mentions; an empty text goes back to what was shown before."""
        before, self._query, self._typed = self._query, full_text.query(text), text.strip()
        if self._query == before:
            return
        if not before and self.chips.chosen() not in (ALL, EVERYTHING):
            self._before_search = self.chips.chosen()
            self._choose_quietly(ALL)
        elif not self._query and self._before_search:
            self._choose_quietly(self._before_search)
            self._before_search = ""
        self._say()

    def choose(self, key: str) -> None:
        """Show one state, `ALL`, `UNSURE` or `EVERYTHING`, and nothing narrower."""
        self._choose_quietly(key)
        self.clear()

    def choose_story(self, story_id: int, title: str) -> None:
        """Show the mentions of one story, whatever was done with them."""
        self._reset()
        self._story = (story_id, title)
        self._choose_quietly(ALL)
        self._say()

    def choose_watch(self, watch_id: int) -> None:
        """Show what one watch found."""
        self._reset()
        self._watch.setCurrentIndex(max(0, self._watch.findData(watch_id)))
        self._choose_quietly(ALL)
        self._say()

    def choose_source(self, source_id: int) -> None:
        """Show everything that one source said."""
        self._reset()
        self._source.setCurrentIndex(max(0, self._source.findData(source_id)))
        self._choose_quietly(EVERYTHING)
        self._say()

    def clear(self) -> None:
        """Nothing narrows any more but the state; the words searched for stay."""
        self._reset()
        self._say()

    def show_counts(self, tally: Tally, stored: int) -> None:
        """How many there are of each; `stored` is all that was read."""
        self.chips.set_count(MentionState.NEW, tally.new)
        self.chips.set_count(MentionState.TO_ANSWER, tally.to_answer)
        self.chips.set_count(UNSURE, tally.unsure)
        self.chips.set_count(MentionState.ANSWERED, tally.answered)
        self.chips.set_count(ALL, tally.mentions)
        self.chips.set_count(EVERYTHING, stored)

    def set_choices(self, sources: Sequence[Source], watches: Sequence[Watch]) -> None:
        """The sources and watches there are now."""
        every: tuple[int | None, str] = (None, _("All sources"))
        self._source.set_choices([every, *((source.id, source.title) for source in sources)])
        every = (None, _("All searches and topics"))
        in_order = sorted(watches, key=lambda watch: watch.kind is WatchKind.TOPIC)
        self._watch.set_choices([every, *((watch.id, _named(watch)) for watch in in_order)])
        self._show_state()

    def _choosers(self) -> tuple[Chooser, ...]:
        return self._tone, self._source, self._watch, self._period

    def _reset(self) -> None:
        self._story = None
        for chooser in self._choosers():
            chooser.setCurrentIndex(0)

    def _leave_story(self) -> None:
        self._story = None
        self._say()

    def _choose_quietly(self, key: str) -> None:
        blocked = self.blockSignals(True)
        self.chips.choose(key)
        self.blockSignals(blocked)

    def _chosen(self) -> None:
        if not self.signalsBlocked():
            # Chosen by hand while searching: it stays when the search is over.
            self._before_search = ""
            self._say()

    def _say(self) -> None:
        self._show_state()
        self.changed.emit()

    def _toggle(self) -> None:
        self._show_state()
        if self.more.isChecked():
            self._tone.setFocus()

    def _show_state(self) -> None:
        count = self.narrowing()
        told = ngettext("{count} filter", "{count} filters", count).format(count=count)
        set_words(self.more, told if count else _("Filter"))
        self.setVisible(self._offered and (bool(count) or self.more.isChecked()))
        self._clear.setVisible(bool(count))
        self._one_story.setVisible(self._story is not None)
        if self._story is not None:
            set_words(
                self._one_story, _("Story: {title}").format(title=shortened(self._story[1], 40))
            )
        # States and tones are of mentions only.
        self._tone.setEnabled(not (self.shows_everything() or self.shows_unsure()))

    def _lay_out(self) -> None:
        flow = FlowLayout(self)
        spaced(flow, gap=8)
        for part in (*self._choosers(), self._one_story, self._clear):
            flow.addWidget(part)


def _states() -> list[Option]:
    return [
        Option(MentionState.NEW, pgettext("mentions", "New")),
        Option(MentionState.TO_ANSWER, pgettext("mentions", "To answer")),
        Option(UNSURE, pgettext("mentions", "Unsure")),
        Option(MentionState.ANSWERED, pgettext("mentions", "Answered")),
        Option(ALL, _("All mentions")),
        Option(EVERYTHING, _("Everything that was read")),
    ]


def _tones() -> list[tuple[ToneBand | None, str]]:
    return [
        (None, _("Any tone")),
        # Translators: Tone of a mention.
        (ToneBand.NEGATIVE, _("Negative")),
        (ToneBand.NONE, _("No clear tone")),
        # Translators: Tone of a mention.
        (ToneBand.POSITIVE, _("Positive")),
    ]


def _periods() -> list[tuple[int | None, str]]:
    # Translators: Page of the rail.
    labels = (_("Today"), _("7 days"), _("30 days"), _("A year"))
    return [(None, _("At any time")), *zip(_DAYS, labels, strict=True)]


def _chooser(name: str, choices: Sequence[tuple[object, str]]) -> Chooser:
    made = Chooser()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setAccessibleDescription(SAID)
    made.set_choices(choices)
    follow_theme(made, lambda: made.setFixedWidth(current().px(_CHOOSER)))
    return made


def _named(watch: Watch) -> str:
    if watch.kind is WatchKind.TOPIC:
        return _("Topic: {title}").format(title=watch.title)
    return watch.title


def _midnight(now: datetime) -> datetime:
    local = now.astimezone()
    return datetime.combine(local.date(), time(), local.tzinfo)
