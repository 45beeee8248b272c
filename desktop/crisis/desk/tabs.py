"""The right side of the desk: its parts behind a strip of them, each built on first visit."""

from functools import partial
from importlib import import_module

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.crisis.desk import Desk
from core.crisis.kinds import StatementKind
from core.i18n import _
from core.pictures.model import Owner, OwnerKind
from desktop.crisis.desk.log import LogPart
from desktop.crisis.desk.note import NoteFoot
from desktop.crisis.desk.parts import CHECKLIST, DRILL, KINDS, counts, label_of
from desktop.crisis.desk.parts_strip import PartsStrip
from desktop.crisis.looks import Room
from desktop.crisis.pen import Pen
from desktop.crisis.statements import actions
from desktop.crisis.tab import INSIDE, Barred, DeskTab, Pinned
from desktop.pictures import actions as pictures
from desktop.pictures.taking import ImageSource, TakesImages
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, hear_key
from desktop.widgets.card import Card
from desktop.widgets.choices import Option
from desktop.widgets.folding import after_resize, window_is_low
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import divider

_CLOSING = "closing"
_LIST = 160
_DOWN, _BACKWARDS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.RightToLeft
_LINE_SHARE, _STRIP_SHARE = 2, 3


class DeskTabs(QWidget):
    """`built` says that a part of it was made, `turned_to(key)` which one is on screen."""

    built = Signal()
    turned_to = Signal(str)
    writing = Signal(bool)
    """A draft wants more room, or no more."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services = services
        self._pen = pen
        self._desk: Desk | None = None
        self._parts: dict[str, DeskTab] = {}
        self._room, self._ground = Room(least=_LIST), ScrollPage(margins=INSIDE)
        self._pages: dict[str, QWidget] = {CHECKLIST: self._room, DRILL: self._ground}
        self._closing: DeskTab | None = None
        icons = {CHECKLIST: "list-checks", DRILL: "siren"}
        icons |= {key: kind.icon for key, kind in KINDS.items()}
        choices = [Option(key, label_of(key), icon_name=icon) for key, icon in icons.items()]
        self.strip = PartsStrip(choices, name=_("Parts of the incident"))
        self.foot = QWidget()
        self.note = NoteFoot(pen, services.notifier)
        self._offered = self._at_foot = False
        self._beside = "log"
        self._stack = QStackedWidget()
        self._ground.body.addStretch()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._back = button(
            _("Back to the parts"), self.show_parts, kind="quiet", icon_name="arrow-left"
        )
        self._back.hide()
        self._lay_out()
        for key in (CHECKLIST, DRILL):
            self.strip.offer(key, on=False)
        self.strip.choose("log")
        self.strip.changed.connect(self._show)
        TakesImages(pen.view, lambda: _("Drop the image here: it is kept in Facts."), self._keep)
        self._shortcuts()
        self._show("log")

    def stand(self, *, at_foot: bool) -> None:
        """Strip and line at the card, or in the `foot` of the desk."""
        here = self.window().focusWidget()
        if at_foot:
            self._feet.addWidget(self.note)
            self._feet.addWidget(self.strip)
            self._foot_box.insertWidget(0, self._bar_room)
        else:
            body = self._card.body
            body.insertWidget(body.indexOf(self._line), self._bar_room)
            self._row.insertWidget(0, self.strip, 0, Qt.AlignmentFlag.AlignTop)
            self._card.add(self.note)
        self._at_foot = at_foot
        self.foot.setVisible(at_foot)
        self._share_foot()
        self._place_bar()
        self._seam.setVisible(not at_foot)
        self._line.setVisible(not at_foot)
        self.strip.turn(across=at_foot)
        if here is not None and (self.note.isAncestorOf(here) or self.strip.isAncestorOf(here)):
            here.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_desk(self, desk: Desk) -> None:
        """Tell every part that was built, and count."""
        self._desk = desk
        self.note.show_desk(desk)
        for key, count in counts(desk).items():
            self.strip.set_count(key, count)
        for part in self._parts.values():
            part.show_desk(desk)
        if self._closing is not None:
            self._closing.show_desk(desk)
        self._place_bar()

    def open(self, key: str, target: object = None) -> None:
        """Choose a part and, in it, one thing; without a target it gets the keyboard."""
        self.show_parts()
        self.strip.choose(key)
        part, page = self._parts[key], self._pages[key]
        if isinstance(page, ScrollPage):
            page.begin_at_top()
        if target is None:
            part.take_keyboard()
        else:
            part.show_target(target)

    def take_keyboard(self) -> None:
        """What is on screen: the part that is chosen, or what closes the incident."""
        if self._closing is not None and self.closing_shown():
            self._closing.take_keyboard()
        elif (part := self._parts.get(self._key())) is not None:
            part.take_keyboard()

    def show_closing(self) -> None:
        """Show what closes the incident in place of the parts."""
        if self._closing is None:
            made = import_module("desktop.crisis.desk.closing").Closing
            closing: DeskTab = made(self._services, self._pen)
            self._closing = closing
            self._pages[_CLOSING] = scrolling(closing.widget)
            _flatten(closing.widget)
            self._stack.addWidget(self._pages[_CLOSING])
            self._listen(closing)
            if self._desk is not None:
                closing.show_desk(self._desk)
            self.built.emit()
        self._stack.setCurrentWidget(self._pages[_CLOSING])
        self._card.set_framed(True)
        self._show_strip(shown=False)
        self.turned_to.emit(_CLOSING)
        self._closing.take_keyboard()

    def show_parts(self) -> None:
        """The part whose chip is chosen, and no longer what closes the incident."""
        self._show(self._key())

    def closing_shown(self) -> bool:
        """Whether what closes the incident is on screen."""
        return self._stack.currentWidget() is self._pages.get(_CLOSING)

    def hold_checklist(self, checklist: QWidget | None) -> None:
        """Where there is no room for the list beside, it is one of the parts, and the first.

        Who is at work in a part stays there; with room again the part that was beside the list is.
        """
        offered = checklist is not None
        keyboard = self.window().focusWidget()
        at_work = keyboard is not None and self._stack.isAncestorOf(keyboard)
        if checklist is not None:
            self._room.hold(checklist)
        if offered is self._offered:
            return
        self._offered = offered
        self.strip.offer(CHECKLIST, on=offered)
        if offered and not at_work:
            self._beside = self._key()
            self.strip.choose(CHECKLIST)
        elif not offered and self._key() == CHECKLIST:
            self.strip.choose(self._beside)

    def hold_drill(self, drill: QWidget) -> None:
        """Nor is there for what arrives in a drill: it is the part after the list."""
        if not self._ground.isAncestorOf(drill):
            self._ground.body.insertWidget(0, drill)

    def offer_drill(self, drill: QWidget) -> None:
        """Offer it while it is held here and has something to say."""
        on = self._ground.isAncestorOf(drill) and not drill.isHidden()
        self.strip.offer(DRILL, on=on)
        if not on and self._key() == DRILL:
            self.strip.choose(CHECKLIST if self._offered else "log")

    def see(self, key: str) -> None:
        """Choose the list, or the drill, where it is one of the parts."""
        if self._offered:
            self.strip.choose(key)

    def _key(self) -> str:
        return self.strip.chosen()

    def _shortcuts(self) -> None:
        for number, (name, kind) in enumerate(KINDS.items(), start=1):
            made = hear_key(f"Alt+{number}", self, kind.label(), partial(self.open, name))
            words = made.key().toString(QKeySequence.SequenceFormat.PortableText)
            counted = kind.counts()
            tip = f"{counted} · {words}" if counted else words
            self.strip.describe(name, tip[:1].upper() + tip[1:], counted)

    def _show(self, key: str) -> None:
        if key not in self._pages:
            kind = KINDS[key]
            made = getattr(import_module(f"desktop.crisis.{kind.module}"), kind.name)
            part: DeskTab = made(self._services, self._pen)
            self._parts[key] = part
            self._pages[key] = scrolling(part.widget)
            _flatten(part.widget)
            self._stack.addWidget(self._pages[key])
            self._listen(part)
            if self._desk is not None:
                part.show_desk(self._desk)
            self.built.emit()
        keyboard = self.window().focusWidget()
        if keyboard is not None and self._stack.isAncestorOf(keyboard):
            # Else Qt gives it to the first list of the part, which chooses a row for it.
            self.strip.setFocus()
        self._stack.setCurrentWidget(self._pages[key])
        # The list has a frame of its own.
        self._card.set_framed(key != CHECKLIST)
        self._show_strip(shown=True)
        self.turned_to.emit(key)

    def _show_strip(self, *, shown: bool) -> None:
        self.strip.setVisible(shown)
        self._back.setVisible(not shown)
        self._place_bar()
        QTimer.singleShot(0, self, self._place_seam)

    def _lay_out(self) -> None:
        self._card = Card(flush=True)
        self._line = divider()
        head = QHBoxLayout()
        # Words of a quiet button begin where those of the part below do.
        spaced(head, (INSIDE[0], 0, INSIDE[2], 0))
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._card.body.addLayout(head)
        self._bar_room = QWidget()
        self._bars = QVBoxLayout(self._bar_room)
        spaced(self._bars, (16, 4, 16, 4))
        self._bar_line = divider()
        self._card.add(self._stack, 1)
        for part in (self._bar_line, self._bar_room, self._line, self.note):
            self._card.add(part)
        self._row = QHBoxLayout(self)
        spaced(self._row)
        self._row.addWidget(self.strip, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._card, 1)
        self._foot_box, self._feet = QVBoxLayout(self.foot), QBoxLayout(_DOWN)
        for box in (self._foot_box, self._feet):
            spaced(box)
        self._foot_box.addLayout(self._feet)
        self._seam = QWidget(self)
        self._seam.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._seam.setAutoFillBackground(True)
        follow_theme(self, self._place_seam)
        after_resize(self, self._place_seam)
        after_resize(self.foot, self._share_foot)

    def _share_foot(self) -> None:
        """In a window of little height the line stands beside the strip, which is the shorter."""
        low = self._at_foot and window_is_low(self)
        self._feet.setDirection(_BACKWARDS if low else _DOWN)
        for part, share in ((self.note, _LINE_SHARE), (self.strip, _STRIP_SHARE)):
            self._feet.setStretchFactor(part, share if low else 0)

    def _place_bar(self) -> None:
        """What approves a draft, or closes the incident, fixed below what is written for it."""
        barred = {key: part for key, part in self._parts.items() if isinstance(part, Barred)}
        if isinstance(self._closing, Barred):
            barred[_CLOSING] = self._closing
        for key, part in barred.items():
            self._bars.addWidget(part.bar)
            here = self._stack.currentWidget() is self._pages[key]
            part.bar.setVisible(part.drafting() and here)
        seen = any(not part.bar.isHidden() for part in barred.values())
        self._bar_line.setVisible(seen and not self._at_foot)

    def _place_seam(self) -> None:
        """The part that is chosen and its card are one surface: no line between them."""
        face = self.strip.stop()
        shown = self.strip.isVisible() and face.isChecked() and face.isVisible()
        self._seam.setVisible(shown and self.strip.parentWidget() is self)
        top = face.mapTo(self.strip, QPoint()).y() + self.strip.y()
        self._seam.setGeometry(self._card.x(), top + 1, 1, face.height() - 2)
        palette = self._seam.palette()
        palette.setColor(self._seam.backgroundRole(), QColor(current().tokens.surface))
        self._seam.setPalette(palette)
        self._seam.raise_()

    def _listen(self, part: DeskTab) -> None:
        """Some parts tell that a statement is wanted, as against a rumour, or the line below."""
        if (wanted := getattr(part, "statement_wanted", None)) is not None:
            wanted.connect(self._want)
        if (writing := getattr(part, "writing", None)) is not None:
            writing.connect(self.writing)
        if isinstance(part, LogPart):
            part.note_wanted.connect(self.note.setFocus)

    def _keep(self, source: ImageSource) -> None:
        """An image that came to no part of its own is of the incident."""
        if self._desk is not None:
            pictures.keep(self._services, Owner(OwnerKind.INCIDENT, self._desk.incident.id), source)

    def _want(self, kind: str, rumour_id: int) -> None:
        """Open the statement of a kind; one that answers a rumour says what is known of that."""
        desk = self._desk
        rumours = desk.rumours if desk else ()
        rumour = next((other for other in rumours if other.id == rumour_id), None)
        if desk is not None and rumour is not None:
            made = actions.begin_for(self._pen, desk, StatementKind(kind), rumour)
            self.open("statements", made)
        else:
            self.open("statements", kind)


def scrolling(widget: QWidget) -> QWidget:
    """A part that does not scroll by itself gets a ground that does."""
    if isinstance(widget, QScrollArea | LogPart | Pinned):
        return widget
    ground = ScrollPage(margins=INSIDE)
    ground.add(widget, 1)
    return ground


def _flatten(part: QWidget) -> None:
    """Cards on the card of the parts need no edge of their own."""
    for card in part.findChildren(Card):
        if card.body.contentsMargins().left() and not card.styleSheet():
            spaced(card.body, gap=round(card.body.spacing() * 100 / current().zoom))
            card.set_framed(False)
