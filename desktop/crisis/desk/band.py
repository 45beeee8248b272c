"""The head of the desk: what is open, on which level, since when, when the public hears more."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from core.crisis.desk import Desk
from core.crisis.incidents.clock import duration, next_update, until
from core.crisis.model import Incident
from core.days import at_hour, hour_or_moment
from core.i18n import _
from core.plan.labels import level_label
from desktop.crisis.desk.band_faces import BandFace, BandWords
from desktop.crisis.looks import ColourPair, enlarged, level_ground
from desktop.theme.icons import icon
from desktop.theme.ring import GROUND
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import LIGHT, SIGNS, Tone
from desktop.widgets.folding import after_resize
from desktop.widgets.heard import hear_as, sentences
from desktop.widgets.marks import sign_path

_HIGH, _LOW = 64, 48
_SIGN, _SMALL_SIGN = 20, 14
_SIDE, _GAP = 16, 14
_LOW_SIDE, _LOW_GAP = 12, 8
_LARGE, _PLAIN, _SMALL_TITLE = 18, 15, 14
_LEAST_TITLE = 110
_TAPE, _STRIPE = 6, 12


class DeskMenu(QMenu):
    """What is done seldom; in a small window printing, too, has no room of its own."""

    def __init__(self, desk: QWidget, acts: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(desk)
        self._acts: dict[str, QAction] = {}
        for key, icon_name, words in (
            ("print", "printer", _("Print sheet")),
            ("paper", "clipboard-pen", _("From paper")),
            ("projector", "projector", _("Projector mode")),
            ("shelf", "archive", _("Scenarios and archive")),
            ("close", "flag", _("Close incident…")),
            ("again", "rotate-ccw", _("Reopen the incident…")),
        ):
            if key == "close":
                self.addSeparator()
            self._acts[key] = self.addAction(icon(icon_name), words)
            self._acts[key].triggered.connect(lambda _on=False, act=acts[key]: act())
        self._acts["print"].setShortcut(QKeySequence("Ctrl+P"))
        desk.addAction(self._acts["print"])

    def show_incident(self, incident: Incident) -> None:
        """Offer what can be done with it as it is now."""
        self._acts["projector"].setVisible(incident.open)
        self._acts["again"].setVisible(not incident.open)
        # A drill is ended by its own bar, which has it judged first.
        self._acts["close"].setVisible(incident.open and not incident.drill)


class DeskBand(QFrame):
    """On the ground of its level. `tick` moves the clock on; nothing else is read again for it.

    With a `menu` its level and its promise are buttons; without, it is only looked at.
    """

    def __init__(self, menu: QMenu | None = None, *, scale: float = 1.0) -> None:
        super().__init__()
        self.setObjectName("desk-band")
        self._scale = scale
        self._desk: Desk | None = None
        self._tone, self._level = Tone.NEUTRAL, Tone.NEUTRAL
        """Of the ground, and of the level that its sign tells."""
        self._now: datetime | None = None
        self._low = False
        self._acts = acts = menu is not None
        self._sign = _Sign()
        self._drill = BandWords()
        self._title = BandWords(elides=True)
        hear_as(self._title, "heading")
        self.level = BandFace(arrow=True, acts=acts)
        self._lapse = BandWords(right=True)
        self.promise = BandFace(arrow=True, acts=acts)
        self.print = BandFace(filled=True, icon_name="printer")
        self.more = BandFace(icon_name="ellipsis")
        self._parts = (
            self._drill, self._title, self.level, self._lapse, self.promise, self.print, self.more
        )  # fmt: skip
        if menu is not None:
            self.more.setMenu(menu)
            self.more.say("", _("More for this incident"))
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        follow_theme(self, self._dress)
        after_resize(self, self._fit)

    def on_press(
        self, level: Callable[[], None], promise: Callable[[], None], paper: Callable[[], None]
    ) -> None:
        """What the buttons do: another level, another hour, the sheet."""
        self.level.clicked.connect(lambda _on: level())
        self.promise.clicked.connect(lambda _on: promise())
        self.print.clicked.connect(lambda _on: paper())
        self.print.setToolTip(_("Ctrl+P"))

    def set_low(self, low: bool) -> None:
        """In one line, where the window is small."""
        if low is not self._low:
            self._low = low
            self._dress()

    def show_desk(self, desk: Desk, now: datetime) -> None:
        """Show an incident as it is now."""
        self._desk = desk
        level = Tone(desk.incident.level)
        tone = level if desk.incident.open else Tone.NEUTRAL
        for face in (self.level, self.promise):
            face.set_acts(desk.incident.open)
        if (tone, level) != (self._tone, self._level):
            self._tone, self._level = tone, level
            self._dress()
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """What the clock says now."""
        self._now = now
        self._fit()

    def sizeHint(self) -> QSize:
        high = _LOW if self._low else _HIGH * enlarged(self._scale)
        parts = [part.sizeHint().height() for part in self._parts]
        return QSize(0, max(current().px(high), max(parts) + current().px(4)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _say(self, desk: Desk, now: datetime) -> None:
        incident, low = desk.incident, self._low
        level, lapse = level_label(incident.level), duration(desk.elapsed(now))
        level_words = _("Level {name}").format(name=level.lower())
        left, told = until(desk.until_update(now)), next_update(desk, now)
        told = f"{told[:1].upper()}{told[1:]}: {left}"
        # Translators: How long the incident has been open.
        caption = _("Open for") if incident.open else _("Was open for")
        self._drill.say("", _("DRILL"))
        self._title.say("" if low else state_line(incident, now), incident.title)
        self.level.say("", level if low else level_words, sentences(level_words, _("Change level")))
        self._lapse.say("" if low else caption, lapse)
        hour = _hour(desk, now)
        over, words = (
            ("", f"{left} · {hour}" if hour else left) if low else (_due(desk, hour), left)
        )
        self.promise.say(over, words, sentences(told, _("Change time")))
        self.promise.setToolTip(told)
        self.print.say("", _("Print"), _("Print sheet"))
        said = [state_line(incident, now), level_words, incident.title, f"{caption}: {lapse}"]
        self.setAccessibleName(sentences(*said, told if incident.open else ""))

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        for part in (self._sign, *self._parts[:3]):
            self._row.addWidget(part)
        self._row.addStretch(1)
        for part in self._parts[3:]:
            self._row.addWidget(part)

    def _fit(self) -> None:
        """Say it, and leave out what has no room: printing, how long, of the promise its hour,
        which its tool tip has, of a drill the sign beside the word of its level; then the title."""
        desk, now = self._desk, self._now
        if desk is None or now is None:
            return
        self._say(desk, now)
        there = {
            self._drill: desk.incident.drill,
            self.promise: desk.incident.open,
            self.print: self._acts and not self._low,
            self.more: self._acts,
        }
        shown: list[QWidget] = [part for part in self._parts if there.get(part, True)]
        # What it is about is whole while anything else can give way.
        for given_up in (self.print, self._lapse):
            if self._needed(shown, self._title.sizeHint().width()) <= self.width():
                break
            shown = [part for part in shown if part is not given_up]
        if self._needed(shown) > self.width():
            self.promise.say("", until(desk.until_update(now)), self.promise.accessibleName())
        two_lines = self._title.in_two_lines()
        bare = desk.incident.drill and self._needed(shown, two_lines) > self.width()
        if self._needed(shown, sign=not bare) > self.width():
            shown, bare = [part for part in shown if part is not self._title], False
        if self._needed(shown, sign=not bare) > self.width():
            # The sign says it.
            self.level.say("", "", self.level.accessibleName())
        wanted = shown if bare else [self._sign, *shown]
        for part in (self._sign, *self._parts):
            if part.isHidden() is (part in wanted):
                part.setVisible(part in wanted)
        cut = self._title not in shown or not self._title.is_whole()
        self._title.setToolTip(desk.incident.title if cut else "")

    def _needed(self, shown: Sequence[QWidget], title: int = 0, *, sign: bool = True) -> int:
        """Width in px of these, the title as wide as asked for or as still says something."""
        px, (side, gap) = current().px, self._air()
        wide = 2 * px(side) + px(gap) * len(shown)
        wide += (self._sign.sizeHint().width() + px(gap)) * sign
        for part in shown:
            wanted = part.sizeHint().width()
            least = title or px(_LEAST_TITLE)
            wide += min(wanted, least) if part is self._title else wanted
        return wide

    def _air(self) -> tuple[int, int]:
        """At either end, and between its parts."""
        return (_LOW_SIDE, _LOW_GAP) if self._low else (_SIDE, _GAP)

    def _dress(self) -> None:
        look, px = level_ground(self._tone), current().px
        side, gap = self._air()
        self._row.setContentsMargins(px(side), 0, px(side), 0)
        self._row.setSpacing(px(gap))
        scale = 1.0 if self._low else enlarged(self._scale)
        self.setStyleSheet(
            f"#desk-band {{ background: {look.ground}; border: 1px solid {look.line};"
            f" border-radius: {px(12)}px; }}"
        )
        self._title.dress(look, _SMALL_TITLE if self._low else _LARGE, scale)
        self._lapse.dress(look, _PLAIN if self._low else _LARGE + 2, scale)
        self.level.dress(look, 14, scale, low=self._low)
        self.promise.dress(look, _PLAIN if self._low else _LARGE + 2, scale, low=self._low)
        for part in (self.print, self.more):
            part.dress(look, _PLAIN, scale, low=self._low)
        # As the tape above it: the band is of its level in every theme.
        said = ColourPair(LIGHT.mark, LIGHT.ink, LIGHT.mark)
        self._drill.dress(said, 14, scale, badge=True)
        self.setProperty(GROUND, "on_solid")
        self._sign.show_sign(self._level, look.ink, _SMALL_SIGN if self._low else _SIGN)
        self.updateGeometry()
        self._fit()


class DrillTape(QWidget):
    """Across the desk of a drill, so that nobody takes it for the real thing."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words_of_drill())
        self.setToolTip(words_of_drill())
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(0, current().px(_TAPE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        px = current().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(LIGHT.mark))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.ink))
        wide, high = px(_STRIPE), self.height()
        for left in range(-high, self.width(), 2 * wide):
            path = [(left, high), (left + high, 0), (left + high + wide, 0), (left + wide, high)]
            painter.drawPolygon([QPointF(x, y) for x, y in path])
        painter.end()


def words_of_drill() -> str:
    """What is said of a drill, over its desk."""
    return _("DRILL · nothing here is real")


def state_line(incident: Incident, now: datetime) -> str:
    """`Incidente abierto a las 13:14`."""
    if not incident.open:
        return _("Drill ended") if incident.drill else _("Incident closed")
    words = _("Drill opened {when}") if incident.drill else _("Incident opened {when}")
    return words.format(when=at_hour(incident.opened_at, now))


def _hour(desk: Desk, now: datetime) -> str:
    """By when the public is to hear more; may be empty."""
    return hour_or_moment(desk.next_due, now) if desk.next_due else ""


def _due(desk: Desk, hour: str) -> str:
    """`Próximo aviso, 13:44`: before anybody promised an hour, that of the first one."""
    if not hour:
        return _("Next notice")
    words = _("Next notice, {time}") if desk.due_is_promised else _("First notice, {time}")
    return words.format(time=hour)


class _Sign(QWidget):
    """The sign of the level, in the colour of the words beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._tone, self._ink, self._side = Tone.NEUTRAL, "", _SIGN
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sign(self, tone: Tone, ink: str, side: int) -> None:
        self._tone, self._ink, self._side = tone, ink, side
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = current().px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(sign_path(SIGNS[self._tone], QRectF(self.rect())), QColor(self._ink))
        painter.end()
