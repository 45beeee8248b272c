"""The drills there are, each with what it is for and how it went last; one is proposed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.incidents import drill
from core.crisis.incidents.drill import Rehearsal
from core.days import shown
from core.i18n import _
from core.store import Topic
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.folding import after_resize, window_is_low
from desktop.widgets.layouts import Beside, empty
from desktop.widgets.lists.row_button import RowButton
from desktop.widgets.text import divider, text_label

_TEXT_ROOM = 260


class DrillList(QWidget):
    """`on_start` gets the id of the scenario whose drill is wanted."""

    def __init__(self, services: Services, on_start: Callable[[str], object]) -> None:
        super().__init__()
        self._services = services
        self._on_start = on_start
        self._proposed: Rehearsal | None = None
        self._next = Card()
        self._title, self._why = text_label("", "section"), text_label("", "muted")
        self._start = button(
            _("Start this drill"), self._start_proposed, kind="primary", icon_name="play"
        )
        self._all = Card(_("All drills"), flush=True)
        self._rows: list[RowButton] = []
        self._place = QVBoxLayout()
        spaced(self._place)
        self._none = text_label(
            _("No scenario in use has a drill. Under Scenarios, write what happens in it."), "muted"
        )
        after_resize(self, self._arrange)
        self._lay_out()
        services.bridge.subscribe(self, {Topic.SCENARIOS, Topic.CRISIS}, self.refresh, now=True)

    def refresh(self) -> None:
        """Read again which drills there are and how they went."""
        with self._services.store.read() as connection:
            found = drill.everything(connection)
        self._proposed = drill.proposed(found)
        if self._proposed is not None:
            rehearsal = self._proposed
            self._title.setText(rehearsal.scenario.title)
            self._why.setText(f"{_why(rehearsal)} {rehearsal.plan.objective}")
            self._start.setAccessibleDescription(f"{rehearsal.scenario.title}. {self._why.text()}")
        self._show_rows(found)
        self._next.setVisible(bool(found))
        self._all.setVisible(bool(found))
        self._none.setVisible(not found)

    def take_keyboard(self) -> None:
        """The button of the one that is proposed."""
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        """Where there is little height, the rows say what each is for."""
        self._why.setVisible(not window_is_low(self))

    def _lay_out(self) -> None:
        texts = QWidget()
        words = QVBoxLayout(texts)
        spaced(words, gap=2)
        words.addWidget(text_label(_("The next one to rehearse"), "small"))
        words.addWidget(self._title)
        words.addWidget(self._why)
        row = Beside(texts, text_room=_TEXT_ROOM)
        row.add_action(self._start)
        self._next.setAccessibleName(_("The next one to rehearse"))
        self._next.add(row)
        self._all.body.addLayout(self._place)
        box = QVBoxLayout(self)
        spaced(box, gap=12)
        for part in (self._next, self._all, self._none):
            box.addWidget(part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step and watched in self._rows:
                at = self._rows.index(watched) + step
                self._rows[min(max(at, 0), len(self._rows) - 1)].setFocus(
                    Qt.FocusReason.TabFocusReason
                )
                return True
        return super().eventFilter(watched, event)

    def _show_rows(self, found: list[Rehearsal]) -> None:
        at = next((place for place, row in enumerate(self._rows) if row.hasFocus()), None)
        empty(self._place)
        self._rows = [self._row(rehearsal) for rehearsal in found]
        inside = QWidget()
        box = QVBoxLayout(inside)
        spaced(box)
        for row in self._rows:
            box.addWidget(divider())
            box.addWidget(row)
        self._place.addWidget(inside)
        # Now, so that one of them can have the keyboard.
        inside.show()
        if at is not None and self._rows:
            self._rows[min(at, len(self._rows) - 1)].setFocus()

    def _row(self, rehearsal: Rehearsal) -> RowButton:
        minutes = _("{count} min").format(count=rehearsal.plan.minutes)
        made = RowButton(
            rehearsal.scenario.title,
            rehearsal.plan.objective,
            # Translators: Button, verb.
            _("Rehearse the scenario"),
            aside=f"{_last(rehearsal)} · {minutes}",
            sign=Tone(rehearsal.scenario.level),
        )
        made.clicked.connect(lambda _checked: self._on_start(rehearsal.scenario.id))
        made.installEventFilter(self)
        return made

    def _start_proposed(self) -> None:
        if self._proposed is not None:
            self._on_start(self._proposed.scenario.id)


def _why(rehearsal: Rehearsal) -> str:
    """Why it is proposed."""
    if rehearsal.on is None:
        return _("It has never been rehearsed.")
    return _("It is the one rehearsed longest ago: {day}.").format(day=shown(rehearsal.on))


def _last(rehearsal: Rehearsal) -> str:
    if rehearsal.on is None:
        return _("never rehearsed")
    if rehearsal.score is None or not rehearsal.score.of:
        return _("{day}, not scored").format(day=shown(rehearsal.on))
    return _("{day}: {score}").format(day=shown(rehearsal.on), score=drill.figures(rehearsal.score))
