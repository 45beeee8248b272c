"""What the search learns from what the person says of an unsure item, chosen before it is said."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.mentions.records.decisions import Said
from core.mentions.unsure import Lesson
from desktop.forms.chooser import Chooser
from desktop.mentions.opened import Opened
from desktop.theme.scaling import spaced
from desktop.widgets.labelled import LabelledField
from desktop.widgets.text import text_label


class UnsureCard(QFrame):
    """Shown for an unsure item; `lesson` says what either answer teaches as it is chosen now.

    `changed` when something else was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "well")
        self.setAccessibleName(_("What the watch learns"))
        self._item_id, self._title = 0, ""
        self._near, self._none_of = Chooser(), Chooser()
        self._local = QCheckBox()
        self._said = text_label("", "small")
        for chooser in (self._near, self._none_of):
            chooser.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._local.toggled.connect(lambda _on: self.changed.emit())
        box = QVBoxLayout(self)
        spaced(box, (14, 10, 14, 10), gap=8)
        box.addWidget(text_label(_("What the watch learns"), "strong"))
        self._sign = LabelledField(_("If it is ours, count this as a sign"), self._near)
        box.addWidget(self._sign)
        box.addWidget(self._local)
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
        needs_signs = any(one.near for one in opened.doubting[:1])
        self._sign.setVisible(needs_signs)
        signs = opened.clues.signs[:1] if needs_signs else ()
        for chooser, chosen in ((self._near, signs), (self._none_of, ())):
            chooser.set_choices([("", _("Nothing new")), *((one, _marked(one)) for one in words)])
            chooser.setCurrentIndex(chooser.findData(chosen[0]) if chosen else 0)
        source = opened.source
        self._local.setChecked(False)
        self._local.setVisible(source is not None)
        if source is not None:
            told = _("Trust “{title}”: where it says the name, it is ours")
            self._local.setText(told.format(title=source.title).replace("&", "&&"))

    def lesson(self, *, ours: bool) -> Lesson:
        """What the person lets one answer or the other teach."""
        if ours:
            near = str(self._near.currentData() or "")
            return Lesson(near=near, local=self._local.isChecked() and not self._local.isHidden())
        return Lesson(none_of=str(self._none_of.currentData() or ""))

    def told(self) -> str:
        """What either answer teaches, in sentences; empty when neither does."""
        answers = ((_("If it is ours"), True), (_("If it is not"), False))
        learnt = [(say, lesson_words(self.lesson(ours=ours), self._title)) for say, ours in answers]
        return "\n".join(f"{say}: {words}." for say, words in learnt if words)


def _marked(word: str) -> str:
    return _("“{word}”").format(word=word)


def _so_far(said: Said) -> str:
    many = said.ours + said.not_ours
    if not many:
        return ""
    return ngettext(
        "You have decided on {count}; {ours} of them was ours.",
        "You have decided on {count}; {ours} of them were ours.",
        said.ours,
    ).format(count=many, ours=said.ours)


def lesson_words(lesson: Lesson, source: str) -> str:
    """What is learnt, to go on a sentence; empty when nothing is. `source` is the title of one."""
    told = (
        (lesson.near, _("from now on “{word}” counts as a sign")),
        (lesson.none_of, _("from now on what says “{word}” is left out")),
        (source if lesson.local else "", _("from now on “{word}” is trusted")),
    )
    return "; ".join(words.format(word=word) for word, words in told if word)
