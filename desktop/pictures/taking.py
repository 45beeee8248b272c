"""An image that a person pastes or drops on a part of a page, and its bytes."""

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from core.documents.raster import MAX_BYTES
from core.errors import FileTrouble
from core.exchange import incoming
from core.i18n import _
from desktop.shell.dropped import IMAGES, DropPlace, Offer
from desktop.widgets.accessibility import follow_keyboard

ImageSource = Path | QImage
"""A file, or what is on the clipboard."""

EVERY_KIND = (
    ".png", ".jpg", ".jpeg", ".svg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".ico"
)  # fmt: skip
"""Endings of what a crest is made of, or another program shows."""
_TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit)


class TakesImages(QObject):
    """Has a place take images. One is taken by the innermost such place around it.

    Ctrl+V takes one wherever the keyboard is in the place; in a field of text only what is no text.
    """

    def __init__(
        self,
        place: QWidget,
        words: Callable[[], str],
        take: Callable[[ImageSource], None],
        endings: Collection[str] = IMAGES,
    ) -> None:
        """`words` say what comes of it; nothing is taken while they are empty."""
        super().__init__(place)
        self._place, self._words, self._take, self._endings = place, words, take, endings
        self._keyboard: QWidget | None = None
        DropPlace(place, self._offer)
        follow_keyboard(self._follow)
        self._follow(None, QApplication.focusWidget())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not event.matches(QKeySequence.StandardKey.Paste) or self._innermost() is not self:
            return False
        mime = QGuiApplication.clipboard().mimeData()
        if mime.hasFormat("text/plain") and isinstance(self._keyboard, _TEXTS):
            return False
        offer = self._offer(mime)
        if offer is None or event.isAutoRepeat():
            return False
        offer.take()
        return True

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._keyboard is not None and isValid(self._keyboard):
            self._keyboard.removeEventFilter(self)
        inside = now is not None and (now is self._place or self._place.isAncestorOf(now))
        self._keyboard = now if inside else None
        if self._keyboard is not None:
            self._keyboard.installEventFilter(self)

    def _innermost(self) -> "TakesImages | None":
        around, direct = self._keyboard, Qt.FindChildOption.FindDirectChildrenOnly
        while around is not None:
            found = around.findChild(TakesImages, options=direct)
            if isinstance(found, TakesImages) and found._words():
                return found
            around = around.parentWidget()
        return None

    def _offer(self, mime: QMimeData) -> Offer | None:
        source, words = image_of(mime, self._endings), self._words()
        return None if source is None or not words else Offer(words, partial(self._take, source))


def image_of(mime: QMimeData, endings: Collection[str] = IMAGES) -> ImageSource | None:
    """The one image in what is dragged or copied, or None."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files:
        one = files[0] if len(files) == 1 else None
        return one if one is not None and one.suffix.lower() in endings else None
    image = mime.imageData() if mime.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def read(source: ImageSource) -> bytes:
    """The bytes of an image, in the thread of a job. Raises `FileTrouble`."""
    if isinstance(source, QImage):
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        source.save(buffer, "PNG")  # type: ignore[call-overload]  # Qt's own way to name a format
        return bytes(buffer.data().data())
    incoming.refuse_workspace(source)
    try:
        with source.open("rb") as file:
            # No more than tells that it is too large.
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileTrouble(
            _("“{name}” cannot be read.").format(name=source.name),
            _("Choose another image, or copy it to this computer first."),
            detail=str(error),
        ) from error
