"""Why an item is here, how it sounds, and where its story was told."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from core.i18n import _
from core.mentions.kinds import Band
from core.mentions.labels import tone_label
from core.mentions.model import Mention
from desktop.mentions import inbox_words as words
from desktop.mentions import opened as facts
from desktop.mentions.opened import Opened
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.chip import Chip
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.key_button import KeyButton
from desktop.widgets.text import text_label

TONE_KEYS: dict[str, Band | None] = {
    "1": Band.NEGATIVE,
    "2": Band.NONE,
    "3": Band.POSITIVE,
    "0": None,
}
"""The keys that correct the tone; 0 gives the word back to the hint."""


class WhyCard(QFrame):
    """`corrected(key)` carries a key of `TONE_KEYS`, `nothing_said(word)` a word that says nothing;
    `story_asked` and `taken_out` are about the story."""

    corrected = Signal(str)
    nothing_said = Signal(str)
    story_asked = Signal()
    taken_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "well")
        self._why = text_label("", "muted")
        self._chip = Chip("")
        self._because = text_label("", "muted")
        self._keys = {key: self._tone_button(key) for key in TONE_KEYS}
        self._words = button(_("Correct a word"), kind="quiet")
        self._menu = QMenu(self._words)
        self._words.setMenu(self._menu)
        self._story = text_label("", "muted")
        box = QVBoxLayout(self)
        spaced(box, (14, 10, 14, 10), gap=4)
        self._asked = text_label("", "strong")
        box.addWidget(self._asked)
        box.addWidget(self._why)
        self._tone_part = self._tone()
        self._story_part = self._told()
        box.addWidget(self._tone_part)
        box.addWidget(self._story_part)

    def show_opened(self, opened: Opened, now: datetime) -> None:
        """Show what is known about an item."""
        self._asked.setText(facts.why_title(opened))
        self._why.setText(facts.why_words(opened))
        mention = opened.mention
        self._tone_part.setVisible(mention is not None)
        if mention is not None:
            self._show_tone(mention)
        story = facts.story_words(opened.spread, now)
        self._story.setText(story)
        self._story_part.setVisible(bool(story))

    def _show_tone(self, mention: Mention) -> None:
        self._chip.show_level(tone_label(mention), words.band_tone(mention.band))
        self._because.setText(facts.tone_sentence(mention))
        for key, band in TONE_KEYS.items():
            said = mention.tone_set if band is not None else None
            shown = band is not None or mention.tone_set is not None
            self._keys[key].setVisible(shown and (band is None or band is not said))
        self._fill_menu(mention.tone_words)
        self._words.setVisible(bool(mention.tone_words))

    def _fill_menu(self, found: Sequence[str]) -> None:
        self._menu.clear()
        for word in found:
            told = _("“{word}” says nothing here").format(word=word)
            action = self._menu.addAction(told.replace("&", "&&"))
            action.triggered.connect(partial(self._say_nothing, word))

    def _say_nothing(self, word: str, _checked: bool = False) -> None:
        self.nothing_said.emit(word)

    def _tone(self) -> QWidget:
        part, box = _part(_("Tone"))
        line = QHBoxLayout()
        spaced(line, gap=8)
        line.addWidget(self._chip)
        line.addWidget(self._because, 1)
        box.addLayout(line)
        row = QWidget()
        flow = FlowLayout(row)
        spaced(flow, gap=4)
        for made in (*self._keys.values(), self._words):
            flow.addWidget(made)
        box.addWidget(row)
        return part

    def _told(self) -> QWidget:
        part, box = _part(_("The same story"))
        box.addWidget(self._story)
        row = QWidget()
        flow = FlowLayout(row)
        spaced(flow, gap=4)
        flow.addWidget(button(_("See the story"), self.story_asked.emit, kind="quiet"))
        flow.addWidget(button(_("It is another one"), self.taken_out.emit, kind="quiet"))
        box.addWidget(row)
        return part

    def _tone_button(self, key: str) -> QPushButton:
        label = {
            "1": _("Negative"),
            "2": _("No sign"),
            "3": _("Positive"),
            "0": _("As the hint says"),
        }[key]
        return KeyButton(label, key, lambda: self.corrected.emit(key), kind="quiet")


def _part(title: str) -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    box = QVBoxLayout(part)
    spaced(box, (0, 6, 0, 0), gap=4)
    box.addWidget(text_label(title, "strong"))
    return part, box
