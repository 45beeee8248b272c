"""Apuntar a mano: what was said where no feed reaches, so that it counts like the rest."""

from base64 import b64decode, b64encode
from datetime import datetime, time
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from core.days import checked_day, checked_hour, moment_at, shown
from core.errors import AppError, InvalidValue
from core.i18n import _, ngettext
from core.mentions import recipes
from core.mentions.fetching.addresses import checked_link
from core.pictures.keeping import FittedPicture
from core.pictures.model import Owner, OwnerKind
from desktop.forms.attempt import refuse
from desktop.forms.choosing import Suggested
from desktop.forms.controls import Held
from desktop.forms.lines import Day, GrowingText, Hour
from desktop.mentions import triage
from desktop.pictures import actions as pictures
from desktop.pictures.taking import ImageSource, TakesImages
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import FlowLayout, flow_row
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import text_label

_IMAGES = ("noting.images", "noting")
"""Under which the images are kept that wait for their note."""


class Noting(ScrollPage):
    """The form of one note. `noted(id)` when it is kept, `closed` when the person goes back.

    What is typed stays until it is noted, also while the form is out of sight, and over the end of
    the program; so do the images.
    """

    noted = Signal(int)
    closed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(form=True, margins=(0, 0, 0, 0), bare=True)
        self._services = services
        self._begun: datetime | None = None
        self.text = LabelledField(
            _("What was said"),
            GrowingText(4, 14),
            _("Paste it or type it, as it was said. Leave out names that do not matter."),
        )
        self.link = LabelledField(_("Link, if it has one"), QLineEdit())
        self.place = LabelledField(_("Where"), _PlaceBox(), _("Choose, or type another place."))
        self.day = LabelledField(_("Day"), Day(), narrow=True)
        self._time = Hour()
        self.time = LabelledField(_("Time"), self._time, narrow=True)
        self._time.textEdited.connect(self._forgive)
        unsaved = services.notifier.unsaved
        self._halves = [
            Held(self.text.control, unsaved, "noting.text", self._mark),
            Held(self.link.control, unsaved, "noting.link", _unmarked),
            Held(self.day.control, unsaved, "noting.day", _unmarked, self._day_begun),
            Held(self._time, unsaved, "noting.time", _unmarked, self._hour_begun),
        ]
        for half in self._halves[:2]:
            half.show_subject("noting")
        self._images: list[str] = [*(unsaved.draft(*_IMAGES) or ())]
        """As they are kept in the draft, in Base64."""
        self._coming: list[ImageSource] = []
        """Not small yet."""
        self._waiting = text_label("", "small")
        self._without = button(_("Remove the images"), self._drop_images, kind="quiet")
        self._lay_out()
        unsaved.watch(self)
        self._show_waiting()
        TakesImages(self, lambda: _("Drop the image here: it is kept with the note."), self._take)

    def start(self, link: str = "") -> None:
        """Begin with this moment; what was typed and not noted is still there."""
        if self._begun is None:
            self._begun = self._services.clock.now().astimezone()
            self.day.control.set_value(self._day_begun())  # type: ignore[attr-defined]  # a Day
            self._time.setText(self._hour_begun())
            for half in self._halves[2:]:
                half.show_subject("noting")
        if link:
            control: QLineEdit = self.link.control  # type: ignore[assignment]  # made here
            control.selectAll()
            # As if it were typed: Ctrl+Z brings back what stood there.
            control.insert(link)
            self._halves[1].keep()

    def take_keyboard(self) -> None:
        """What was said comes first."""
        self.text.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._note()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        card = Card()
        spaced(card.body, (16, 16, 16, 16), gap=14)
        card.add(text_label(_("Note by hand"), "section"))
        card.add(
            text_label(
                _("For what no feed brings: social media, the bar, the phone, the front office."),
                "muted",
            )
        )
        for field in (self.text, self.link, self.place):
            card.add(field)
        when = QWidget()
        line = QHBoxLayout(when)
        spaced(line, gap=16)
        # As wide with a message as without: the hour beside it stays where it is.
        line.addWidget(self.day, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.time, 1, Qt.AlignmentFlag.AlignTop)
        card.add(when)
        card.add(self._waiting)
        card.add(flow_row(self._without))
        row = QWidget()
        flow = FlowLayout(row)
        spaced(flow, gap=8)
        keep = button(_("Note the mention"), self._note, kind="primary", icon_name="check")
        keep.setToolTip(QKeySequence("Ctrl+Return").toString())
        flow.addWidget(keep)
        flow.addWidget(button(_("Back to the list"), self.closed.emit, kind="quiet"))
        card.add(row)
        self.add(card)
        self.body.addStretch()

    def _note(self) -> None:
        at = self._moment()
        if at is None:
            return
        try:
            link = checked_link(self.link.control.text())  # type: ignore[attr-defined]  # made here
        except InvalidValue as error:
            refuse(self.link, str(error))
            return
        text = self.text.control
        place: QComboBox = self.place.control  # type: ignore[assignment]  # made here
        try:
            item_id = triage.note(
                self._services,
                text.toPlainText(),  # type: ignore[attr-defined]  # made here
                link,
                place.currentText(),
                at,
            )
        except InvalidValue as error:
            refuse(self.text, str(error))
            return
        owner = Owner(OwnerKind.MENTION, item_id)
        for image in self._images:
            pictures.keep_fitted(self._services, owner, b64decode(image))
        for source in self._coming:
            pictures.keep(self._services, owner, source)
        self._drop_images()
        self.text.clear_message()
        self._begun = None
        for half in self._halves:
            half.taken()
        self.noted.emit(item_id)

    def has_drafts(self) -> bool:
        """True while an image waits for its note."""
        return bool(self._images or self._coming)

    def typing(self) -> bool:
        """True until an image is small."""
        return bool(self._coming)

    def losing(self) -> bool:
        """True while one is on no disk."""
        kept = self._services.notifier.unsaved.draft(*_IMAGES) or ()
        return bool(self._coming) or [*kept] != self._images

    def _take(self, image: ImageSource) -> None:
        self._coming.append(image)
        pictures.fit(
            self._services, image, partial(self._fitted, image), partial(self._refused, image)
        )
        self._show_waiting()
        announce(self, self._waiting.text())

    def _fitted(self, image: ImageSource, made: FittedPicture) -> None:
        if image in self._coming:
            self._coming.remove(image)
            self._images.append(b64encode(made.image).decode())
            self._services.notifier.unsaved.keep(*_IMAGES, self._images)
            self._show_waiting()

    def _refused(self, image: ImageSource, error: AppError) -> None:
        if image in self._coming:
            self._coming.remove(image)
            self._services.notifier.error(error)
            self._show_waiting()

    def _drop_images(self) -> None:
        self._images.clear()
        self._coming.clear()
        self._services.notifier.unsaved.drop(*_IMAGES)
        self._show_waiting()

    def _show_waiting(self) -> None:
        count = len(self._images) + len(self._coming)
        told = ngettext(
            "{count} image is kept as soon as the mention is noted.",
            "{count} images are kept as soon as the mention is noted.",
            count,
        )
        nothing = _("A screenshot that is pasted here with Ctrl+V is kept with the mention.")
        self._waiting.setText(told.format(count=count) if count else nothing)
        self._without.setVisible(bool(count))
        self._services.notifier.unsaved.changed.emit()

    def _day_begun(self) -> str:
        return shown(self._begun.date()) if self._begun else ""

    def _hour_begun(self) -> str:
        return f"{self._begun:%H:%M}" if self._begun else ""

    def _mark(self, half: bool) -> None:
        if half:
            self.text.show_draft(_("Not noted yet: press Ctrl+Enter to note it."))
        else:
            self.text.clear_message()

    def _forgive(self) -> None:
        for field in (self.day, self.time):
            field.clear_message()

    def _moment(self) -> datetime | None:
        """The moment typed; None when it cannot be, and the field says why."""
        now = self._services.clock.now()
        try:
            hour = checked_hour(self._time.text()) or now.astimezone().time()
        except InvalidValue as error:
            refuse(self.time, str(error))
            return None
        try:
            day: str = self.day.control.value()  # type: ignore[attr-defined]  # a Day
            at = _checked_moment(day, hour, now)
        except InvalidValue as error:
            refuse(self.day, str(error))
            return None
        return at


def _checked_moment(day: str, at: time, now: datetime) -> datetime:
    """The local moment typed, today where no day is. Raises `InvalidValue` when it is to come."""
    moment = moment_at(checked_day(day) or now.astimezone().date(), at)
    if moment > now:
        raise InvalidValue(_("That moment is still to come."), _("Correct the day or the time."))
    return moment


def _unmarked(_half: bool) -> None:
    """The text alone says that the note is not noted yet."""


class _PlaceBox(Suggested):
    """The places of the guide, or any other that is typed."""

    def __init__(self) -> None:
        super().__init__()
        for place in recipes.places():
            self.addItem(place.name, place.id)
