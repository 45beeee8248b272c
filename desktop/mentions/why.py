"""Why a mention is here, and what no rule can tell of it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.mentions.kinds import ToneBand
from core.mentions.labels import tone_label
from core.mentions.model import Mention
from core.mentions.records.decisions import PastDecisions
from core.mentions.unsure import DoubtLesson
from desktop.forms.choosing import Chooser
from desktop.forms.controls import Tick
from desktop.mentions import inbox_words as words
from desktop.mentions import opened as facts
from desktop.mentions.opened import Opened
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.choices import Option, Segmented
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.marks import Chip
from desktop.widgets.text import text_label


class UnsureCard(QFrame):
    """Shown for an unsure item; `lesson` says what either answer teaches as it is chosen now.

    `changed` when something else was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "well")
        self.setAccessibleName(_("What the search learns"))
        self._item_id, self._title = 0, ""
        self._near, self._none_of = Chooser(), Chooser()
        self._local = Tick()
        self._said = text_label("", "small")
        for chooser in (self._near, self._none_of):
            chooser.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._local.toggled.connect(lambda _on: self.changed.emit())
        box = QVBoxLayout(self)
        spaced(box, (14, 10, 14, 10), gap=8)
        box.addWidget(text_label(_("What the search learns"), "strong"))
        self._sign = LabelledField(_("If it is ours, count this as a sign"), self._near)
        box.addWidget(self._sign)
        self._trust = QWidget()
        trust = QVBoxLayout(self._trust)
        spaced(trust, gap=2)
        trust.addWidget(self._local)
        trust.addWidget(text_label(_("If it says the name, it means us."), "small"))
        box.addWidget(self._trust)
        box.addWidget(LabelledField(_("If it is not, leave out what says this"), self._none_of))
        box.addWidget(self._said)

    def show_opened(self, opened: Opened) -> None:
        """Offer what an item has; what was chosen for it stays while it is the same one."""
        self.setVisible(opened.row.unsure)
        self._title = opened.source.title if opened.source else ""
        if not opened.row.unsure:
            return
        self._said.setText(_so_far(opened.said))
        self._said.setVisible(bool(self._said.text()))
        if opened.item.id == self._item_id:
            return
        self._item_id = opened.item.id
        words = (*opened.clues.signs, *opened.clues.names)
        needs_signs = any(watch.near for watch in opened.doubting[:1])
        self._sign.setVisible(needs_signs)
        signs = opened.clues.signs[:1] if needs_signs else ()
        for chooser, chosen in ((self._near, signs), (self._none_of, ())):
            chooser.set_choices(
                [("", _("Nothing new")), *((word, _marked(word)) for word in words)]
            )
            chooser.setCurrentIndex(chooser.findData(chosen[0]) if chosen else 0)
        source = opened.source
        self._local.setChecked(False)
        self._trust.setVisible(source is not None)
        if source is not None:
            self._local.set_words(_("Trust “{title}”").format(title=source.title))

    def lesson(self, *, ours: bool) -> DoubtLesson:
        """What the person lets one answer or the other teach."""
        if ours:
            near = str(self._near.currentData() or "")
            local = self._local.isChecked() and not self._trust.isHidden()
            return DoubtLesson(near=near, local=local)
        return DoubtLesson(none_of=str(self._none_of.currentData() or ""))

    def told(self) -> str:
        """What either answer teaches, in sentences; empty when neither does."""
        answers = ((_("If it is ours"), True), (_("If it is not"), False))
        learnt = [(say, lesson_words(self.lesson(ours=ours), self._title)) for say, ours in answers]
        return "\n".join(f"{say}: {words}." for say, words in learnt if words)


def _marked(word: str) -> str:
    return _("“{word}”").format(word=word)


def _so_far(said: PastDecisions) -> str:
    many = said.ours + said.not_ours
    if not many:
        return ""
    return ngettext(
        "You have decided on {count}; {ours} of them was ours.",
        "You have decided on {count}; {ours} of them were ours.",
        said.ours,
    ).format(count=many, ours=said.ours)


def lesson_words(lesson: DoubtLesson, source: str) -> str:
    """What is learnt, to go on a sentence; empty when nothing is. `source` is the title of one."""
    told = (
        (lesson.near, _("from now on “{word}” counts as a sign")),
        (lesson.none_of, _("from now on what says “{word}” is left out")),
        (source if lesson.local else "", _("from now on “{word}” is trusted")),
    )
    return "; ".join(words.format(word=word) for word, words in told if word)


TONE_KEYS: dict[str, ToneBand | None] = {
    "1": ToneBand.NEGATIVE,
    "2": ToneBand.NONE,
    "3": ToneBand.POSITIVE,
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
        self._tones = Segmented(
            [Option(key, words, int(key)) for key, words in _tones().items()], name=_("Tone")
        )
        self._tones.changed.connect(self.corrected)
        self._again = KeyButton(
            _("As the program guesses"), "0", lambda: self.corrected.emit("0"), kind="quiet"
        )
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
        self._chip.show_state(tone_label(mention), words.BANDS[mention.band])
        self._because.setText(facts.tone_sentence(mention))
        keys = {band: key for key, band in TONE_KEYS.items()}
        with QSignalBlocker(self._tones):
            if mention.tone_set is None:
                self._tones.guess(keys[mention.band])
            else:
                self._tones.choose(keys[mention.tone_set])
        self._again.setVisible(mention.tone_set is not None)
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
        for made in (self._tones, self._again, self._words):
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
        flow.addWidget(button(_("It is another story"), self.taken_out.emit, kind="quiet"))
        box.addWidget(row)
        return part


def _tones() -> dict[str, str]:
    """What the tone may be, by its key."""
    return {"1": _("Negative"), "2": _("No clear tone"), "3": _("Positive")}


def _part(title: str) -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    box = QVBoxLayout(part)
    spaced(box, (0, 6, 0, 0), gap=4)
    box.addWidget(text_label(title, "strong"))
    return part, box
