"""The pictures that are kept with something: small ones to choose from, and what each shows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QLabel, QToolButton, QVBoxLayout, QWidget

from core.days import day_and_time
from core.documents import images
from core.i18n import _
from core.pictures import records
from core.pictures.model import Owner, Picture
from core.store import Topic
from desktop.forms.described import form_fields
from desktop.forms.record import RecordForm
from desktop.pictures import actions
from desktop.pictures.taking import ImageSource, TakesImages
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import ToolButton, button
from desktop.widgets.layouts import FlowLayout, empty, flow_row
from desktop.widgets.text import text_label

_SIDE = 96
"""Of a small picture, in px at 100 %."""


class KeptPictures(QWidget):
    """Add one, choose one, see it large, say what it shows, remove it.

    `place` is the part of the page that takes images for it, pasted or dropped. `changed` after
    what is shown is another.
    """

    changed = Signal()

    def __init__(self, services: Services, place: QWidget, drafts: str) -> None:
        """`drafts` is the place of the form by which what waits in it is found again."""
        super().__init__()
        self._services = services
        self._owner: Owner | None = None
        self._why_not = ""
        self._pictures: Sequence[Picture] = ()
        self._chosen = 0
        self._images: dict[int, QPixmap] = {}
        self._small, self._faces = QWidget(), dict[int, QToolButton]()
        self._flow = FlowLayout(self._small)
        self._added = text_label("", "small")
        self.form = RecordForm(
            services.notifier, form_fields(Picture, "alt", "source"), self._save, place=drafts
        )
        self._detail = QWidget()
        self._lay_out()
        TakesImages(place, self._words, self._take)
        services.bridge.subscribe(self, {Topic.MENTIONS, Topic.CRISIS}, self._read, own=True)

    @property
    def any(self) -> bool:
        """Whether there are some."""
        return bool(self._pictures)

    def show_owner(self, owner: Owner | None, why_not: str = "") -> None:
        """Show what is kept with something; of nothing it takes none, and may say why."""
        self._why_not = why_not
        if owner != self._owner:
            self.flush()
            self._owner, self._chosen = owner, 0
            self._images.clear()
        self._read()

    def flush(self) -> None:
        """Save now whatever waits."""
        self.form.flush()

    def forget(self) -> None:
        """Leave nothing of what was typed of these: they are erased."""
        for picture in self._pictures:
            self.form.form.forget(self._subject(picture.id))

    def _subject(self, number: int) -> tuple[int, int]:
        return (self._owner.id if self._owner else 0), number

    def _lay_out(self) -> None:
        add = button(_("Add an image…"), self._choose_file, icon_name="image")
        hint = text_label(
            _(
                "Or paste a screenshot with Ctrl+V, or drop a file here. It is kept small, without"
                " the place and camera of its file."
            ),
            "small",
        )
        self._of_one = (
            button(_("See the image"), self._see, icon_name="maximize-2"),
            button(_("Remove the image"), self._remove, kind="quiet", icon_name="trash"),
        )
        inner, outer = QVBoxLayout(self._detail), QVBoxLayout(self)
        spaced(self._flow, gap=8)
        for layout in (inner, outer):
            spaced(layout, gap=8)
        inner.addWidget(self._added)
        inner.addWidget(self.form)
        head = text_label(_("Images"), "strong")
        for part in (head, self._small, self._detail, flow_row(add, *self._of_one), hint):
            outer.addWidget(part)

    def _read(self) -> None:
        owner = self._owner
        if owner is None:
            self._pictures = ()
            return
        with self._services.store.read() as connection:
            found = records.of(connection, owner)
            new = [picture.id for picture in found if picture.id not in self._images]
            for number in new:
                self._images[number] = _drawn(records.image(connection, number))
        there = [picture.id for picture in found]
        if (new and self._pictures) or self._chosen not in there:
            self._chosen = there[-1] if there else 0
        self._pictures = found
        if list(self._faces) != there:
            self.form.form.follow([self._subject(number) for number in there])
            self._show_small()
        self._show_chosen()

    def _show_small(self) -> None:
        held = any(face.hasFocus() for face in self._faces.values())
        empty(self._flow)
        self._faces = {picture.id: self._face(picture.id) for picture in self._pictures}
        for face in self._faces.values():
            self._flow.addWidget(face)
        self._small.setVisible(bool(self._faces))
        tab_as_read(self)
        if held and self._chosen in self._faces:
            self._faces[self._chosen].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _face(self, number: int) -> QToolButton:
        face = ToolButton()
        face.setCheckable(True)
        face.setProperty("look", "thumbnail")
        face.setIcon(QIcon(self._images[number]))
        face.clicked.connect(lambda: self._choose(number))
        follow_theme(face, lambda: face.setIconSize(QSize(*(current().px(_SIDE),) * 2)))
        return face

    def _choose(self, number: int) -> None:
        self._chosen = number
        self._show_chosen()

    def _show_chosen(self) -> None:
        picture = self._picture()
        for part in (self._detail, *self._of_one):
            part.setVisible(picture is not None)
        for other in self._pictures:
            face = self._faces[other.id]
            face.setChecked(other.id == self._chosen)
            face.setAccessibleName(_named(other))
            face.setToolTip(_named(other))
        if picture is not None:
            told = _("Added by {name} on {moment}") if picture.added_by else _("Added on {moment}")
            moment = day_and_time(picture.added_at)
            self._added.setText(told.format(name=picture.added_by, moment=moment))
            self.form.show_item(picture, self._subject(picture.id))

    def _picture(self) -> Picture | None:
        return next((each for each in self._pictures if each.id == self._chosen), None)

    def _words(self) -> str:
        return self._why_not if self._owner is None else _("Drop the image here to keep it.")

    def _take(self, source: ImageSource) -> None:
        if self._owner is not None:
            actions.keep(self._services, self._owner, source)
        else:
            self._services.notifier.toast(self._why_not)

    def _choose_file(self) -> None:
        if self._owner is not None:
            actions.choose(self._services, self._owner)

    def _save(self, picture: Any, _field: str) -> None:
        if self._owner is not None:
            actions.describe(self._services, self._owner, picture, initiator=self)

    def _see(self) -> None:
        picture = self._picture()
        if picture is not None and self._images[picture.id].isNull():
            told = _("Image {number} cannot be read.").format(number=picture.id)
            self._services.notifier.toast(told)
        elif picture is not None:
            LargePicture(self.window(), self._images[picture.id], _named(picture)).open()

    def _remove(self) -> None:
        picture = self._picture()
        if picture is not None and self._owner is not None:
            self.flush()
            actions.remove(self._services, self._owner, picture)


class LargePicture(QDialog):
    """One picture, as large as its window lets it be."""

    def __init__(self, window: QWidget, image: QPixmap, alt: str) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(alt)
        self._image = image
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setMinimumSize(1, 1)
        self._label.setAccessibleName(alt)
        box = QVBoxLayout(self)
        spaced(box, (16, 16, 16, 16), gap=12)
        box.addWidget(self._label, 1)
        box.addWidget(flow_row(button(_("Close"), self.close, icon_name="x")))
        self.resize(image.size().boundedTo(window.size() * 0.9))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        room = self._label.size() * ratio
        fitted = self._image.scaled(
            room.boundedTo(self._image.size()),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        self._label.setPixmap(fitted)


def _drawn(data: bytes) -> QPixmap:
    """A kept image. A file from elsewhere may hold anything there: Qt tries no other kinds."""
    image, kind = QPixmap(), images.kind(data)
    if kind != "svg":
        image.loadFromData(data, kind.upper())
    return image


def _named(picture: Picture) -> str:
    """What it shows, or its number."""
    return picture.alt or _("Image {number}, not described yet").format(number=picture.id)
