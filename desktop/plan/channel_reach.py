"""Who is where: audiences and channels as a table, with what each channel takes a week."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from core.plan.findings import Place
from core.plan.kinds import Reach, Step
from core.plan.model import Plan, Presence
from core.plan.review import Review
from desktop.plan import actions
from desktop.plan.channel_evidence import EvidenceLine
from desktop.plan.channel_hours import ChannelHours
from desktop.plan.channel_table import cells, choices, columns, reach_words, rows
from desktop.plan.pasted import tell_pasted
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.card import Card
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.matrix import Matrix
from desktop.widgets.matrix_legend import MatrixLegend
from desktop.widgets.text import divider, text_label

_KEYS = 22
"""Height in px at 100 % of one row of the key to the signs."""

Cell = tuple[int, int]
"""Channel and audience, by their ids."""


class ReachCard(Card):
    """The table with its total, how the current cell is known, and the key to the signs.

    `channel_opened(id)` follows Enter and a double click on the title of a row.
    """

    channel_opened = Signal(int)

    def __init__(self, services: Services) -> None:
        super().__init__(flush=True)
        self._services = services
        self._plan = Plan()
        self.matrix = Matrix(
            choices(),
            name=_("Which audience is on which channel"),
            corner=_("Channel"),
            trailing_title=_("Hours a week"),
        )
        self.evidence = EvidenceLine(services)
        self._hours = ChannelHours()
        self._table = QWidget()
        self._empty = EmptyState(
            "users",
            _("The table asks which audience is on which channel: it needs one of each."),
            _("Go to the audiences"),
        )
        self._lay_out()
        self.matrix.edited.connect(self._store)
        self.matrix.current_changed.connect(self._show_cell)
        self.matrix.pasted.connect(lambda pasted: tell_pasted(services, pasted))
        self.matrix.row_opened.connect(self.channel_opened)
        self.matrix.column_opened.connect(self._go_to_audience)
        self.evidence.done.connect(self.take_keyboard)
        self._empty.acted.connect(lambda: services.go("plan", Step.AUDIENCES))

    def show_review(self, review: Review) -> None:
        """Show the plan as it is now."""
        plan = self._plan = review.facts.plan
        whole = bool(plan.channels and plan.audiences)
        self._table.setVisible(whole)
        self._empty.setVisible(not whole and not plan.audiences)
        self.setVisible(whole or not plan.audiences)
        if whole:
            self.matrix.set_cells(rows(plan), columns(plan), cells(plan))
        self._hours.show_plan(plan, review.facts.town)
        self._show_cell(self.matrix.current_cell() if whole else None)

    def show_channel(self, channel_id: int) -> None:
        """Make the row of a channel the current one, in the column where the keyboard was."""
        here = self.matrix.current_cell()
        column = here[1] if here else next((one.id for one in self._plan.audiences), 0)
        self.matrix.choose(channel_id, column)

    def ask_reach(self, place: Place) -> None:
        """Put the keyboard into the row of a channel, or into the column of an audience."""
        if place.kind == "channel":
            self.show_channel(place.item_id)
        else:
            self.matrix.choose(next((one.id for one in self._plan.channels), 0), place.item_id)
        self.take_keyboard()

    def ask_evidence(self) -> None:
        """Put the keyboard where the first cell that nobody has grounds for asks for them."""
        guessed = {
            (one.channel_id, one.audience_id)
            for one in self._plan.presences
            if one.reach is not Reach.NONE and not one.evidence
        }
        order = [(c.id, a.id) for c in self._plan.channels for a in self._plan.audiences]
        cell = next((one for one in order if one in guessed), None)
        if cell is not None and self.matrix.choose(*cell):
            self.evidence.take_keyboard()
        else:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """The table, or the button that leads to what it needs."""
        shown = self._empty if self._table.isHidden() else self.matrix
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_table(self) -> bool:
        """True when there is a channel and an audience."""
        return not self._table.isHidden()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._table)
        spaced(column)
        column.addWidget(self.matrix)
        for part, margins in (
            (self._hours, (12, 9, 12, 9)),
            (self.evidence, (12, 12, 12, 14)),
            (_keys(), (12, 8, 12, 8)),
        ):
            column.addWidget(divider())
            row = QVBoxLayout()
            spaced(row, margins)
            row.addWidget(part)
            column.addLayout(row)
        self.add(self._table)
        self.add(self._empty)

    def _store(self, edits: list[tuple[int, int, str]]) -> None:
        actions.set_reach(
            self._services,
            [
                replace(self._presence((channel, audience)), id=0, reach=Reach(value))
                for channel, audience, value in edits
            ],
        )

    def _presence(self, cell: Cell) -> Presence:
        return next(
            (one for one in self._plan.presences if (one.channel_id, one.audience_id) == cell),
            Presence(cell[1], cell[0], Reach.NONE),
        )

    def _show_cell(self, cell: Cell | None) -> None:
        channel = self._plan.channel(cell[0]) if cell else None
        audience = next((one for one in self._plan.audiences if cell and one.id == cell[1]), None)
        if cell is None or channel is None or audience is None:
            self.evidence.show_cell(None)
            return
        presence = self._presence(cell)
        words = _("{channel} · {audience}: {reach}.").format(
            channel=channel.title, audience=audience.title, reach=reach_words(presence.reach)
        )
        self.evidence.show_cell(presence, words)

    def _go_to_audience(self, audience_id: int) -> None:
        place = Place(Step.AUDIENCES, "audience", audience_id, "title")
        self._services.go("plan", place)


def _keys() -> QWidget:
    """The key to the signs, which are the keys of the keyboard too."""
    made = QWidget()
    line = QHBoxLayout(made)
    spaced(line, gap=12)
    words = text_label(_("Keys:"), "small", wraps=False)
    follow_theme(words, lambda: words.setFixedHeight(current().px(_KEYS)))
    line.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(MatrixLegend(choices()), 1)
    return made
