"""Rows of which one is chosen: tabs of a page, filters of a list, values of a field, levels.

Four looks, for four jobs. Each row is one stop of Tab: arrows, Home and End walk through it and
choose; in filters they only walk, and Space chooses. Tabs and filters never take a second line:
what has no room goes into a menu at the end, which bears the name of what is chosen in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QLineF, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QWidget

from core.i18n import _
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import Tone
from desktop.widgets.choice_faces import Face, LevelFace, Pill, Segment, Tab
from desktop.widgets.folding import after_resize
from desktop.widgets.layouts import EqualFlow, FlowLayout

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its key, its words, how many things it stands for, its level if it is one, and
    the picture with its words."""

    key: str
    text: str
    count: int | None = None
    tone: Tone | None = None
    icon_name: str = ""


class ChoiceRow(QWidget):
    """Choices in a row, one of them chosen; `changed` carries its key."""

    changed = Signal(str)
    face: ClassVar[type[Face]]
    gap_px: ClassVar[int]
    flow: ClassVar[type[FlowLayout]] = FlowLayout
    walking_chooses: ClassVar[bool] = True

    def __init__(
        self, options: Sequence[Option], *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._options = {option.key: option for option in options}
        self._faces = {option.key: self.face(option.text, option.tone) for option in options}
        faces = list(self._faces.values())
        self._round_ends()
        for face in faces:
            face.walked.connect(self._walk)
            face.toggled.connect(self._toggled)
        for option in options:
            if option.icon_name:
                self._faces[option.key].icon_name = option.icon_name
            self._faces[option.key].set_words(option.text, option.count)
        self._fill(faces)
        if options:
            self.choose(options[0].key)
        self._make_one_stop()

    def chosen(self) -> str:
        """Key of what is chosen; empty without a choice."""
        return next((key for key, face in self._faces.items() if face.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose one, and say so if it was not chosen; what is not offered changes nothing.

        A keyboard that stands in the row goes with the choice.
        """
        face = self._faces.get(key)
        if face is not None and not face.absent and not face.isChecked():
            stood = any(face.hasFocus() for face in self._faces.values())
            face.setChecked(True)
            if stood:
                self.setFocus()

    def choose_none(self) -> None:
        """Nothing of it holds any more; the next choice is said even if it is the last one."""
        for face in self._faces.values():
            face.setAutoExclusive(False)
            face.setChecked(False)
            face.setAutoExclusive(True)

    def set_count(self, key: str, count: int | None) -> None:
        """Show how many things a choice stands for; None shows no number."""
        self._faces[key].set_words(self._options[key].text, count)
        self._make_one_stop()

    def offer(self, key: str, *, on: bool) -> None:
        """Whether a choice is there at all."""
        self._faces[key].absent = not on
        self._faces[key].setVisible(on)
        self._round_ends()
        self._make_one_stop()

    def _round_ends(self) -> None:
        there = [face for face in self._faces.values() if not face.absent]
        for face in there:
            face.first, face.last = face is there[0], face is there[-1]

    def describe(self, key: str, tip: str, description: str) -> None:
        """More about a choice, in its tool tip and for screen readers."""
        self._faces[key].setToolTip(tip)
        self._faces[key].setAccessibleDescription(description)

    def stop(self) -> QAbstractButton:
        """Where Tab stops: what is chosen, or the menu that holds it."""
        stops = self._stops()
        return next((face for face in stops if face.isChecked()), stops[0])

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The keyboard goes to what is chosen."""
        self.stop().setFocus(reason)

    def _fill(self, faces: Sequence[Face]) -> None:
        row = self.flow(self)
        spaced(row, gap=self.gap_px)
        for face in faces:
            row.addWidget(face)

    def _stops(self) -> list[Face]:
        return [face for face in self._faces.values() if not face.isHidden()]

    def _make_one_stop(self) -> None:
        stops = self._stops()
        for face in stops:
            face.be_stop(face is self.stop())

    def _walk(self, key: Qt.Key) -> None:
        stops = self._stops()
        here = next((place for place, face in enumerate(stops) if face.hasFocus()), 0)
        goal = here + _STEPS[key] if key in _STEPS else (len(stops) if key == Qt.Key.Key_End else 0)
        face = stops[min(max(goal, 0), len(stops) - 1)]
        face.setFocus(Qt.FocusReason.TabFocusReason)
        if self.walking_chooses and face in self._faces.values():
            face.setChecked(True)

    def _toggled(self, checked: bool) -> None:
        if checked:
            self._make_one_stop()
            self.changed.emit(self.chosen())


class OneLine(ChoiceRow):
    """Never a second line."""

    def _fill(self, faces: Sequence[Face]) -> None:
        self._brief = False
        # Translators: Button that opens a menu with the other choices.
        self._more = self.face(_("More"), menu=True)
        self._more.opened.connect(self._open)
        self._more.walked.connect(self._walk)
        row = QHBoxLayout(self)
        spaced(row, gap=self.gap_px)
        for face in (*faces, self._more):
            row.addWidget(face)
        row.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        follow_theme(self, self._make_room)
        after_resize(self, self._make_room)

    def be_brief(self, on: bool) -> None:
        """Be one button, named after what is chosen, that opens the menu of all."""
        if on is not self._brief:
            self._brief = on
            self._more.be_box(on)
            self._make_room()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        if self._brief:
            return self._more.sizeHint()
        sizes = [face.sizeHint() for face in self._faces.values() if not face.absent]
        wide = sum(size.width() for size in sizes) + self._gap() * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._more.sizeHint().width(), self.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()

    def set_count(self, key: str, count: int | None) -> None:
        super().set_count(key, count)
        self._make_room()

    def offer(self, key: str, *, on: bool) -> None:
        # One that is shown and hidden in one go stays on screen: only what has room is shown.
        self._faces[key].absent = not on
        self._make_room()

    def _gap(self) -> int:
        return current().px(self.gap_px)

    def _stops(self) -> list[Face]:
        there = super()._stops()
        return there if self._more.isHidden() else [*there, self._more]

    def _toggled(self, checked: bool) -> None:
        if checked:
            self._make_room()
        super()._toggled(checked)

    def _left_out(self) -> list[str]:
        """Keys of what has no room, from the end."""
        offered = [key for key, face in self._faces.items() if not face.absent]
        if self._brief:
            return offered
        if self.sizeHint().width() <= self.width() or not self.isVisible():
            return []
        room = self.width() - self._more.sizeHint().width()
        for place, key in enumerate(offered):
            room -= self._faces[key].sizeHint().width() + self._gap()
            if room < 0:
                return offered[place:]
        return []

    def _make_room(self) -> None:
        held, stood = self._more.hasFocus(), self._more.isChecked()
        self._name_menu(self.chosen() in self._left_out())
        left_out = self._left_out()
        self._name_menu(self.chosen() in left_out)
        for key, face in self._faces.items():
            face.setVisible(not face.absent and key not in left_out)
        self._more.setVisible(bool(left_out))
        self._make_one_stop()
        if held and (not self._more.isVisible() or (stood and not self._more.isChecked())):
            self.setFocus()

    def _name_menu(self, stands_for_chosen: bool) -> None:
        face = self._faces.get(self.chosen())
        words = face.text().replace("&&", "&") if face and stands_for_chosen else _("More")
        self._more.set_words(words)
        self._more.setChecked(stands_for_chosen)

    def _open(self) -> None:
        menu = QMenu(self)
        for key in self._left_out():
            action = menu.addAction(self._faces[key].text())
            action.setCheckable(True)
            action.setChecked(key == self.chosen())
            action.triggered.connect(lambda _on=False, chosen=key: self.choose(chosen))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))


class Tabs(OneLine):
    """The parts of a page, over a hairline from edge to edge."""

    face = Tab
    gap_px = 16

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._brief:
            return
        painter = QPainter(self)
        painter.setPen(QColor(current().tokens.line))
        below = self.height() - 0.5
        painter.drawLine(QLineF(0, below, self.width(), below))
        painter.end()


class Filters(OneLine):
    """Which kinds of things a list shows."""

    face = Pill
    gap_px = 8
    walking_chooses = False


class Segmented(ChoiceRow):
    """The value of a field, one of few."""

    face = Segment
    gap_px = 0

    def guess(self, key: str) -> None:
        """Nothing is chosen yet: this one is what the program guesses."""
        self.choose_none()
        for other, face in self._faces.items():
            if isinstance(face, Segment):
                face.guessed = other == key
                face.update()

    def _toggled(self, checked: bool) -> None:
        if checked:
            for face in self._faces.values():
                if isinstance(face, Segment):
                    face.guessed = False
        super()._toggled(checked)


class LevelPicker(ChoiceRow):
    """The four levels, each with its sign, over the whole width."""

    face = LevelFace
    gap_px = 8
    flow = EqualFlow
