"""The rows of the checklist, and their Qt model."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from core.crisis.desk import Desk
from core.crisis.incidents.clock import minutes_late
from core.crisis.kinds import Phase
from core.crisis.labels import mode_label, phase_label
from core.crisis.model import Tick, TickState
from core.crisis.scenario import ScenarioStep
from core.days import at_hour, clock_time, hour_or_moment
from core.i18n import _, ngettext
from core.roster.model import hat_label

_HOUR = 60


@dataclass(frozen=True)
class PhaseRow:
    """The bar of a phase."""

    phase: Phase
    title: str
    mode: str
    """How its list is used."""
    done: int
    count: int

    @property
    def progress(self) -> str:
        """`5 de 6`."""
        return _("{done} of {count}").format(done=self.done, count=self.count)


@dataclass(frozen=True)
class StepRow:
    """A step with what became of it."""

    step: ScenarioStep
    tick: Tick | None
    hat: str
    who: str
    """Who wears the hat, and does it; may be empty."""
    current: bool
    """The first that is open."""
    hour: str
    """When it was done, with its day when that is another than that of the opening."""
    due: str
    """By when it should be done, while it is open."""
    late: str
    """How long ago that hour has passed; empty while it has not."""
    number: int = 0
    """Its place on the sheet."""
    out: str = ""
    """In how many places it is out, while that is not all of them."""

    @property
    def note(self) -> str:
        """What was said when it was ticked and by whom, or why it is not needed; where it is not
        out yet."""
        if self.tick is None:
            return self.out
        said = self.tick.note
        if self.tick.state is TickState.NOT_NEEDED:
            said = _("Not needed: {note}").format(note=self.tick.note)
        return _sentences(said, self.ticked_by) if self.ticked_by else said

    @property
    def ticked_by(self) -> str:
        """Who ticked it, where that is another than who does it."""
        if self.tick is None or not self.tick.who or self.tick.who == self.who:
            return ""
        return _("Ticked by {name}").format(name=self.tick.who)

    @property
    def on_paper(self) -> bool:
        """It was ticked on paper and typed in later."""
        return self.tick is not None and self.tick.on_paper


@dataclass(frozen=True)
class FoldRow:
    """What is settled in a phase, in one line."""

    phase: Phase
    counts: str
    """`5 hechos`."""
    words: str
    """`5 hechos, de 13:15 a 13:23`."""
    open: bool
    """Its steps are shown below it."""

    @property
    def verb(self) -> str:
        """What a press does."""
        # Translators: Button, verb: this message.
        return _("Hide") if self.open else _("See")


Row = PhaseRow | FoldRow | StepRow


@dataclass(frozen=True)
class ShownSteps:
    """What of the checklist is on screen."""

    ahead: bool = False
    """From the phase under way on: what is open, and what was settled last in each."""
    unfolded: frozenset[Phase] = frozenset()
    """Phases of which what is settled is shown, too."""
    chosen: str = ""
    """A step that is never folded away."""
    two_phases: bool = False
    """Only the phase under way and the one after it."""


def rows_of(desk: Desk, now: datetime, shown: ShownSteps) -> list[Row]:
    """Every phase that has steps, each followed by its steps; those that are settled in one line,
    but for the one settled last."""
    following = desk.next_step()
    under_way = following.phase if following else Phase.CLOSE
    numbers = {step.id: number for number, step in enumerate(desk.scenario.steps, start=1)}
    found: list[Row] = []
    phases = [phase for phase in Phase if desk.scenario.of(phase)]
    if shown.ahead or shown.two_phases:
        at = phases.index(under_way) if under_way in phases else 0
        phases = phases[at : at + 2 if shown.two_phases else None]
    for phase in phases:
        steps = desk.scenario.of(phase)
        done, count = desk.progress(phase)
        found.append(PhaseRow(phase, _title(desk, phase), mode_label(phase), done, count))
        folded = [] if shown.ahead else _settled_before(desk, steps, shown.chosen)
        if len(folded) > 1:
            open_now = phase in shown.unfolded
            found.append(FoldRow(phase, *_fold_words(desk, folded), open_now))
            steps = steps if open_now else tuple(step for step in steps if step not in folded)
        elif shown.ahead:
            steps = _to_look_at(desk, steps)
        found += [
            _step_row(desk, step, now, numbers[step.id], current=step is following)
            for step in steps
        ]
    return found


def _settled_before(desk: Desk, steps: tuple[ScenarioStep, ...], chosen: str) -> list[ScenarioStep]:
    """What is settled of these, but for what was settled last of all and for what is chosen."""
    last = max((tick.id for tick in desk.ticks), default=0)
    ticks = ((step, desk.tick(step)) for step in steps if step.id != chosen)
    return [step for step, tick in ticks if tick is not None and tick.id != last]


def _fold_words(desk: Desk, steps: Sequence[ScenarioStep]) -> tuple[str, str]:
    ticks = [tick for step in steps if (tick := desk.tick(step)) is not None]
    done = sum(tick.state is TickState.DONE for tick in ticks)
    left = len(ticks) - done
    counts = []
    if done:
        counts.append(ngettext("{count} done", "{count} steps done", done).format(count=done))
    if left:
        words = ngettext("{count} not needed", "{count} steps not needed", left)
        counts.append(words.format(count=left))
    begun, ended = min(tick.at for tick in ticks), max(tick.at for tick in ticks)
    opened, what = desk.incident.opened_at, " · ".join(counts)
    first, last = hour_or_moment(begun, opened), hour_or_moment(ended, begun)
    if first == last:
        return what, f"{what}, {at_hour(begun, opened)}"
    return what, _("{what}, {first} to {last}").format(what=what, first=first, last=last)


def _to_look_at(desk: Desk, steps: tuple[ScenarioStep, ...]) -> tuple[ScenarioStep, ...]:
    settled = [tick.id for step in steps if (tick := desk.tick(step))]
    last = max(settled, default=0)
    return tuple(step for step in steps if (tick := desk.tick(step)) is None or tick.id == last)


def _title(desk: Desk, phase: Phase) -> str:
    if phase is Phase.UPDATES and desk.incident.round:
        return _("{phase}: number {count}").format(
            phase=phase_label(phase), count=desk.incident.round + 1
        )
    return phase_label(phase)


def late_words(minutes: int) -> str:
    """`3 min tarde`, and from an hour on `2 h tarde`; empty for what is not late."""
    if minutes < _HOUR:
        return _("{minutes} min late").format(minutes=minutes) if minutes > 0 else ""
    return _("{hours} h late").format(hours=minutes // _HOUR)


def _step_row(
    desk: Desk, step: ScenarioStep, now: datetime, number: int, *, current: bool
) -> StepRow:
    tick, worn = desk.tick(step), desk.worn(step.hat)
    who = worn.name if worn else ""
    by = desk.due(step) if tick is None else None
    due = by_hour(clock_time(by)) if by else ""
    hour = hour_or_moment(tick.at, desk.incident.opened_at) if tick else ""
    late = late_words(minutes_late(by, now)) if by is not None and desk.incident.open else ""
    out = _out(desk, step) if tick is None else ""
    return StepRow(step, tick, hat_label(step.hat), who, current, hour, due, late, number, out)


def _out(desk: Desk, step: ScenarioStep) -> str:
    """`2 de 4 sitios. Falta: bando, radio`; empty while it is out nowhere."""
    missing, count = desk.not_out_in(step), len(desk.places_of(step))
    if not missing or len(missing) == count:
        return ""
    return _("Out in {done} of {count} places. Missing: {places}").format(
        done=count - len(missing), count=count, places=", ".join(missing)
    )


def by_hour(time: str) -> str:
    """`hasta 13:44`."""
    return _("by {time}").format(time=time)


def spoken(row: Row) -> str:
    """What a screen reader says of a row."""
    if isinstance(row, PhaseRow):
        return f"{row.title}, {row.mode}: {row.progress}"
    if isinstance(row, FoldRow):
        return f"{row.words}. {row.verb}"
    step = row.step
    hat = f"{row.hat}: {row.who}" if row.who else row.hat
    if row.tick is None:
        state = _("Open: {step}").format(step=step.text)
        due = _("late, {due}").format(due=row.due) if row.late else row.due
        return _sentences(state, row.out, step.help, hat, due)
    if row.tick.state is TickState.NOT_NEEDED:
        state = _("Not needed: {step}").format(step=step.text)
        return _sentences(state, row.tick.note, row.ticked_by, hat)
    state = _("Done at {time}: {step}").format(time=row.hour, step=step.text)
    paper = _("from paper") if row.on_paper else ""
    return _sentences(state, row.tick.note, row.ticked_by, hat, paper)


def _sentences(*parts: str) -> str:
    """One after the other, whether or not each has its full stop."""
    return ". ".join(part.rstrip(".") for part in parts if part)


Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

ROW = Qt.ItemDataRole.UserRole + 1


class ChecklistModel(QAbstractListModel):
    """Bars of phases, which cannot be chosen, and steps, which can be ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> bool:
        """Show these; where only their state differs, each keeps its place. False for the same."""
        if list(rows) == self.rows:
            return False
        same = [_key(row) for row in rows] == [_key(row) for row in self.rows]
        if not same:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
            return True
        before, self.rows = self.rows, list(rows)
        for place, (old, new) in enumerate(zip(before, self.rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place), self.index(place))
        return True

    def row_at(self, index: Index) -> Row | None:
        """What an index stands for."""
        return self.rows[index.row()] if index.isValid() else None

    def step_at(self, index: Index) -> StepRow | None:
        """The step of a row, or None for a bar and for what is folded."""
        row = self.row_at(index)
        return row if isinstance(row, StepRow) else None

    def fold_of(self, phase: Phase) -> int | None:
        """The row that stands for what is settled in a phase, or None."""
        folds = (at for at, row in enumerate(self.rows) if _key(row) == ("fold", phase))
        return next(folds, None)

    def place_of(self, step_id: str) -> int | None:
        """The row of a step, or None."""
        return next(
            (
                place
                for place, row in enumerate(self.rows)
                if isinstance(row, StepRow) and row.step.id == step_id
            ),
            None,
        )

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        row = self.row_at(index)
        if isinstance(row, FoldRow):
            return flag.ItemIsEnabled | flag.ItemIsSelectable
        if not isinstance(row, StepRow):
            return flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return spoken(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return "" if isinstance(row, PhaseRow) else self._phase_of(index.row())
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(row, StepRow):
            return Qt.CheckState.Checked if row.tick else Qt.CheckState.Unchecked
        return None

    def _phase_of(self, place: int) -> str:
        above = (row for row in self.rows[place::-1] if isinstance(row, PhaseRow))
        phase = next(above, None)
        return spoken(phase) if phase else ""


def _key(row: Row) -> object:
    if isinstance(row, FoldRow):
        return "fold", row.phase
    return row.phase if isinstance(row, PhaseRow) else row.step.id
