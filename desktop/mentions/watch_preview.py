"""What a watch would find, and what is proposed for it."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.cancel import CancelToken
from core.days import brief_moment
from core.i18n import _, ngettext
from core.mentions.kinds import WatchKind
from core.mentions.listening.intake import WatchPreview
from core.mentions.model import Item, Watch
from core.mentions.watches import town_name
from core.mentions.watches.marks import marks
from core.mentions.watches.town_name import Proposal
from core.numbers import number
from core.text import fold
from core.town.model import Town
from desktop.jobs import Progress
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.bullets import Bullets
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.layouts import Beside, empty
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.text import divider, text_label


def marked_label(text: str, spans: Sequence[tuple[int, int]]) -> QLabel:
    """A wrapping label; `spans` are begin and end (exclusive) in characters, in order."""
    label = text_label("", "strong")
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setAccessibleName(text)
    follow_theme(label, lambda: label.setText(_marked(text, spans)))
    return label


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    tokens = current().tokens
    style = f"background-color:{tokens.mark};color:{tokens.on_mark}"
    parts, at = [], 0
    for start, end in spans:
        parts.append(escape(text[at:start]))
        parts.append(f'<span style="{style}">{escape(text[start:end])}</span>')
        at = end
    return "".join((*parts, escape(text[at:])))


_JOB = "preview-watch"
_SHOWN = 6
_ROOM = 180


class WatchPreviewCard(Card):
    """The newest with their words marked; `count` says how many, to stand where the page wants."""

    def __init__(self, services: Services) -> None:
        super().__init__(_("The newest that it finds"))
        self._services = services
        self._watch = Watch("")
        self._told = text_label("", "strong")
        self._see = button(
            _("See the mentions in the inbox"), self._go, kind="quiet", icon_name="inbox"
        )
        line = Beside(self._told, text_room=_ROOM)
        line.add_action(self._see)
        self.count = Card()
        self.count.add(line)
        self._rows = QVBoxLayout()
        spaced(self._rows, gap=8)
        self.body.addLayout(self._rows)

    def show_watch(self, watch: Watch) -> None:
        """Look through what is stored; what was found before stays until then."""
        if watch.id != self._watch.id:
            self._told.setText(_("Looking…"))
            self._see.setVisible(False)
            self._show_items(())
        self._watch = watch
        store = self._services.store

        def work(_token: CancelToken, _progress: Progress) -> WatchPreview:
            from core.mentions.listening import intake

            with store.read() as connection:
                return intake.preview(connection, watch, _SHOWN)

        self._services.jobs.run(_JOB, work, self._show)

    def show_none(self) -> None:
        """There is no watch to be shown."""
        self.hide()
        self.count.hide()

    def _show(self, found: WatchPreview) -> None:
        self._told.setText(_counted(self._watch, found, number(found.count)))
        self._see.setVisible(bool(found.count) and self._watch.enabled)
        self.count.show()
        self._show_items(found.items)

    def _show_items(self, items: tuple[Item, ...]) -> None:
        empty(self._rows)
        self.setVisible(bool(items))
        for place, item in enumerate(items):
            if place:
                self._rows.addWidget(divider())
            self._rows.addWidget(self._title(item))
            where = item.outlet or ""
            line = " · ".join(
                part for part in (where, brief_moment(item.at, self._services.clock.now())) if part
            )
            self._rows.addWidget(text_label(line, "small"))

    def _title(self, item: Item) -> QWidget:
        spans = marks(self._watch, item.title, item.text)
        return marked_label(item.title, [span for span in spans if span[1] <= len(item.title)])

    def _go(self) -> None:
        self._services.go("mentions", ("inbox", ("watch", self._watch.id)))


def _counted(watch: Watch, found: WatchPreview, number: str) -> str:
    if not (watch.any_of or watch.all_of):
        return _("Write below what it looks for.")
    told = _("It finds nothing in what is stored.")
    if found.count:
        told = ngettext(
            "It finds {count} stored item.",
            "It finds {count} stored items.",
            found.count,
        ).format(count=number)
    if not found.unsure:
        return told
    unsure = ngettext(
        "{count} more has the name alone: it is unsure.",
        "{count} more have the name alone: they are unsure.",
        found.unsure,
    )
    return f"{told} {unsure.format(count=found.unsure)}"


Take = Callable[[Proposal], None]
"""Follows a proposal."""


class ProposalsCard(Card):
    """Only for the watch of the town itself."""

    def __init__(self, take: Take) -> None:
        super().__init__(_("What may be missing"))
        self._take = take
        self._proposals: list[Proposal] = []
        self._doubts = text_label("")
        self._advice = Bullets()
        self._rows = ActionRows()
        self._rows.acted.connect(self._act)
        self.add(self._doubts)
        self.add(self._rows)
        self.add(self._advice)

    def show_watch(self, watch: Watch, town: Town) -> None:
        """Propose what this rule does not have yet."""
        if not _is_of(town, watch):
            self._proposals = []
            self.hide()
            return
        self._proposals = town_name.missing(watch, town)
        doubts = [doubt.sentence for doubt in town_name.doubts(town)] if self._proposals else []
        self._doubts.setText("\n".join(doubts))
        self._doubts.setVisible(bool(doubts))
        self._rows.set_rows(
            [
                ActionRow(str(number), proposal.sentence, ", ".join(proposal.words), _("Add them"))
                for number, proposal in enumerate(self._proposals)
            ]
        )
        self._advice.show_lines(town_name.advice(town))
        self.show()

    def _act(self, key: str) -> None:
        self._take(self._proposals[int(key)])


def _is_of(town: Town, watch: Watch) -> bool:
    """Whether a watch looks for the town: by its title, or by one of the names of the town."""
    if watch.kind is not WatchKind.SUBJECT:
        return False
    if fold(watch.title) == fold(town_name.shown_name(town)):
        return True
    forms = {
        fold(word)
        for proposal in town_name.proposals(town)
        if proposal.field == "any_of"
        for word in proposal.words
    }
    return any(fold(word) in forms for word in watch.any_of)
