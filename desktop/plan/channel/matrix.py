"""Who is where, and on what evidence: the matrix of channels and audiences."""

from dataclasses import replace

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from core.i18n import _, ngettext, pgettext
from core.numbers import number
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep, Reach
from core.plan.labels import reach_label
from core.plan.model import Audience, Channel, Plan, Presence
from core.plan.review import PlanReview
from core.plan.workload import channel_hours, workload
from core.town.model import checked_text
from desktop.forms.form import Form
from desktop.plan import actions
from desktop.plan.channel import actions as channel_actions
from desktop.plan.pasted import tell_pasted
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card, EmptyState
from desktop.widgets.folding import after_resize, window_is_low
from desktop.widgets.hours_bar import HoursBar
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Beside, FlowLayout
from desktop.widgets.marks import WARNING
from desktop.widgets.matrix.matrix import (
    NOTE_KEY,
    CellChoice,
    CellValue,
    ChipLook,
    Matrix,
    MatrixColumn,
    MatrixRow,
)
from desktop.widgets.matrix.painting import MatrixLegend
from desktop.widgets.text import text_label

_LIMIT = 400
_TOTAL = 240
_KEYS_ROOM = 160


class EvidenceLine(QWidget):
    """Saves itself as every field does; Enter and Esc are `done`."""

    done = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._presence = Presence(0, 0, Reach.NONE)
        self._edit = QLineEdit()
        self._edit.returnPressed.connect(self._finish)
        self._form = Form(self, services.notifier, "presence")
        self._field = self._form.bind(
            LabelledField(_("How do you know?"), self._edit),
            lambda: self._presence.evidence,
            self._save,
            "evidence",
        )
        self._advice = text_label("", "small")
        box = QVBoxLayout(self)
        spaced(box, (16, 6, 16, 10), gap=4)
        box.addWidget(self._field)
        box.addWidget(self._advice)
        self.show_cell(None)

    def show_cell(self, presence: Presence | None, words: str = "") -> None:
        """Ask about a cell, which `words` name; without one there is nothing to ask."""
        shown = presence or Presence(0, 0, Reach.NONE)
        if _cell(shown) != _cell(self._presence):
            # What waits belongs to the cell shown before.
            self._form.flush()
        self._presence = shown
        self._edit.setEnabled(presence is not None)
        self._edit.setPlaceholderText(
            _("Choose a cell of the table.")
            if presence is None
            else _("Figures of the network, a survey, asking at the front office…")
        )
        self._field.set_label(" ".join(filter(None, (words, _("How do you know?")))))
        self._advice.setText(shown.suggested)
        self._advice.setVisible(bool(shown.suggested))
        self._form.show_subject(_cell(shown))

    def take_keyboard(self) -> None:
        """The line itself."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._finish()
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        self._form.flush()
        self.done.emit()

    def _save(self, text: str) -> None:
        evidence = checked_text(text, limit=_LIMIT)
        if evidence != self._presence.evidence:
            self._presence = replace(self._presence, id=0, evidence=evidence)
            channel_actions.give_evidence(self._services, self._presence)


def _cell(presence: Presence) -> tuple[int, int]:
    return presence.channel_id, presence.audience_id


_TENTH = 0.1


def choices() -> list[CellChoice]:
    """How much of an audience is on a channel, with the figure that sets it and stands for it."""
    looks = {Reach.FEW: ChipLook.OUTLINE, Reach.SOME: ChipLook.TINT, Reach.MANY: ChipLook.BRAND}
    found = [CellChoice(Reach.NONE, "0", reach_words(Reach.NONE), reach_label(Reach.NONE))]
    for key, (reach, look) in enumerate(looks.items(), start=1):
        found.append(CellChoice(reach, str(key), reach_label(reach), str(key), look))
    return found


def reach_words(reach: Reach) -> str:
    """As `reach_label`, with a word where the table shows a dash."""
    return pgettext("audience", "nobody") if reach is Reach.NONE else reach_label(reach)


def rows(plan: Plan) -> list[MatrixRow]:
    """A row for each channel; one that reaches no audience is marked."""
    known = {audience.id for audience in plan.audiences}
    reaching = {
        presence.channel_id
        for presence in plan.presences
        if presence.reach is not Reach.NONE and presence.audience_id in known
    }
    return [_row(channel, reaches=channel.id in reaching) for channel in plan.channels]


def columns(plan: Plan) -> list[MatrixColumn]:
    """A column for each audience."""
    return [_column(audience) for audience in plan.audiences]


def _row(channel: Channel, *, reaches: bool) -> MatrixRow:
    takes = channel_hours(channel)
    trailing = in_tenths(takes) if takes else "–"
    if reaches:
        return MatrixRow(channel.id, channel.title, trailing)
    note = _("It reaches no audience of the plan.")
    return MatrixRow(channel.id, channel.title, trailing, WARNING, note)


def in_tenths(takes: float) -> str:
    """One decimal always, for figures that stand below each other; rounded as their sum is."""
    tenths = round(takes, 1)
    words = _("{hours} h") if tenths else _("under {hours} h")
    return words.format(hours=QLocale().toString(tenths or _TENTH, "f", 1))


def _column(audience: Audience) -> MatrixColumn:
    if audience.size is None:
        return MatrixColumn(audience.id, audience.title)
    tip = _("about {count} people").format(count=number(audience.size))
    return MatrixColumn(audience.id, audience.title, tip)


def cells(plan: Plan) -> dict[tuple[int, int], CellValue]:
    """What is known of each channel and audience, by their ids."""
    return {
        (item.channel_id, item.audience_id): CellValue(item.reach, item.evidence, _guessed(item))
        for item in plan.presences
    }


def _guessed(presence: Presence) -> bool:
    """Said without grounds."""
    return presence.reach is not Reach.NONE and not presence.evidence


Cell = tuple[int, int]
"""Channel and audience, by their ids."""


class ReachCard(Card):
    """The table with its key and total below it, in whose place the question how the current cell
    is known comes when it is asked.

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
        self._hours = HoursBar(_("Hours in all"), bare=True)
        self._ask = button("", self._ask_next, kind="quiet")
        self._keys = self._foot()
        self._table = QWidget()
        self._empty = EmptyState(
            "users",
            _("The table asks which audience is on which channel: it needs one of each."),
            _("Go to the audiences"),
        )
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.matrix.edited.connect(self._store)
        self.matrix.current_changed.connect(self._show_cell)
        self.matrix.pasted.connect(lambda pasted: tell_pasted(services, pasted))
        self.matrix.row_opened.connect(self.channel_opened)
        self.matrix.column_opened.connect(self._go_to_audience)
        self.matrix.note_asked.connect(self._open_evidence)
        self.evidence.done.connect(self._close_evidence)
        self._empty.acted.connect(lambda: services.go("plan", PlanStep.AUDIENCES))

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now."""
        plan = self._plan = review.facts.plan
        whole = bool(plan.channels and plan.audiences)
        self._table.setVisible(whole)
        self._empty.setVisible(not whole)
        if whole:
            self.matrix.set_cells(rows(plan), columns(plan), cells(plan))
        takes = sum(channel_hours(channel) for channel in plan.channels)
        self._hours.set_hours(takes, workload(plan, review.facts.town).available)
        self._say_missing()
        self._show_cell(self.matrix.current_cell() if whole else None)

    def show_channel(self, channel_id: int) -> None:
        """Make the row of a channel the current one, in the column where the keyboard was."""
        here = self.matrix.current_cell()
        column = here[1] if here else next((audience.id for audience in self._plan.audiences), 0)
        self.matrix.choose(channel_id, column)

    def ask_reach(self, place: FixTarget) -> None:
        """Put the keyboard into the row of a channel, or into the column of an audience."""
        if place.kind == "channel":
            self.show_channel(place.item_id)
        else:
            self.matrix.choose(next((item.id for item in self._plan.channels), 0), place.item_id)
        self.take_keyboard()

    def ask_evidence(self) -> None:
        """Ask how the first cell is known that nobody has grounds for."""
        guessed = self._guessed()
        if guessed and self.matrix.choose(*guessed[0]):
            self._open_evidence()
        else:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """The table, or the button that leads to what it needs."""
        shown = self._empty if self._table.isHidden() else self.matrix
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._table)
        spaced(column)
        column.addWidget(self.matrix)
        column.addWidget(self._keys)
        column.addWidget(self.evidence)
        self.evidence.hide()
        self.add(self._table)
        self.add(self._empty)

    def _foot(self) -> QWidget:
        """The key to the signs, which are the keys of the keyboard too, and the total."""
        words = QWidget()
        flow = FlowLayout(words)
        spaced(flow, gap=16)
        legend = MatrixLegend(choices())
        flow.addWidget(legend)
        flow.addWidget(self._ask)
        # Where there is little height what a number means is said by its cell alone.
        after_resize(self, lambda: legend.setHidden(window_is_low(self)))
        self._ask.setToolTip(NOTE_KEY)
        self._hours.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self._hours, lambda: self._hours.setFixedWidth(current().px(_TOTAL)))
        foot = Beside(words, text_room=_KEYS_ROOM)
        foot.add_action(self._hours)
        outer = QWidget()
        box = QVBoxLayout(outer)
        spaced(box, (16, 0, 16, 0))
        box.addWidget(foot)
        return outer

    def _guessed(self) -> list[Cell]:
        """Cells without grounds, in the order of reading."""
        cells = {_cell(item) for item in self._plan.presences if _guessed(item)}
        order = ((c.id, a.id) for c in self._plan.channels for a in self._plan.audiences)
        return [pair for pair in order if pair in cells]

    def _say_missing(self) -> None:
        count = len(self._guessed())
        words = ngettext(
            "? Not said how it is known: one cell",
            "? Not said how it is known: {count} cells",
            count,
        )
        set_words(self._ask, words.format(count=count) if count else _("How is it known?"))

    def _ask_next(self) -> None:
        if self._guessed():
            self.ask_evidence()
        else:
            self._open_evidence()

    def _open_evidence(self) -> None:
        self._keys.hide()
        self.evidence.show()
        self.evidence.take_keyboard()

    def _close_evidence(self) -> None:
        self.take_keyboard()
        self.evidence.hide()
        self._keys.show()

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
            (item for item in self._plan.presences if (item.channel_id, item.audience_id) == cell),
            Presence(cell[1], cell[0], Reach.NONE),
        )

    def _show_cell(self, cell: Cell | None) -> None:
        channel = self._plan.channel(cell[0]) if cell else None
        audience = next(
            (other for other in self._plan.audiences if cell and other.id == cell[1]), None
        )
        if cell is None or channel is None or audience is None:
            self.evidence.show_cell(None)
            return
        presence = self._presence(cell)
        words = _("{channel} · {audience}: {reach}.").format(
            channel=channel.title, audience=audience.title, reach=reach_words(presence.reach)
        )
        self.evidence.show_cell(presence, words)

    def _go_to_audience(self, audience_id: int) -> None:
        place = FixTarget(PlanStep.AUDIENCES, "audience", audience_id, "title")
        self._services.go("plan", place)
