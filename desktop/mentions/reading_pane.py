"""The reading pane: one item, why it is here, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractSlider, QPushButton, QScrollBar, QVBoxLayout, QWidget

from core.days import brief_moment
from core.exchange.outgoing import Outgoing
from core.i18n import _, pgettext
from core.mentions.kinds import MentionState
from core.mentions.outgoing import of_mention
from core.mentions.watches import marks
from core.pictures.model import Owner, OwnerKind
from desktop import outward
from desktop.forms.choosing import Chooser
from desktop.forms.form import Form
from desktop.forms.lines import GrowingText
from desktop.forms.sending import Sender
from desktop.mentions import inbox_words as words
from desktop.mentions import opened as facts
from desktop.mentions import triage
from desktop.mentions.opened import Opened
from desktop.mentions.reading_text import ReadingText
from desktop.mentions.why import UnsureCard, WhyCard
from desktop.pictures.card import KeptPictures
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.theme import current
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.folding import after_resize
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Beside, flow_row
from desktop.widgets.more import more_button
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import divider, text_label

STATES = (
    MentionState.TO_ANSWER,
    MentionState.ANSWERED,
    MentionState.READ,
    MentionState.IGNORED,
    MentionState.NEW,
)
"""The states in the order of their buttons."""


_PLACE_ROOM = 200
_SIDE = 22
"""At either side of the text and of the buttons below it, in px at 100 %."""


class ReadingPane(Card):
    """Shows one item. Whoever owns it acts on `state_asked`, `tone_asked` (a key), `original_asked`
    and `story_asked`, which are about everything selected; `closed` goes back to the list.

    `verdict_asked(ours)` says of what is no mention whether it is ours, and `sheet_asked(id)` asks
    for the sheet of evidence on paper.
    """

    state_asked = Signal(object)
    verdict_asked = Signal(bool)
    tone_asked = Signal(str)
    original_asked = Signal()
    story_asked = Signal()
    sheet_asked = Signal(int)
    closed = Signal()

    def __init__(self, services: Services, initiator: QWidget) -> None:
        """`initiator` is the view that need not reload what is written here."""
        super().__init__(flush=True)
        self._services = services
        self._initiator = initiator
        self.opened: Opened | None = None
        self.setAccessibleName(_("Mention"))
        self._back = button(
            _("Back to the list"), self.closed.emit, kind="quiet", icon_name="arrow-left"
        )
        self._scroll = ScrollPage(margins=(_SIDE, 8, _SIDE, 16))
        self._scroll.setProperty("look", "reading")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(_("Text of the mention"))
        self._place = text_label("", "muted")
        self.text = ReadingText()
        self._why = WhyCard()
        self.unsure = UnsureCard()
        self._form = Form(self, services.notifier, "mention")
        self._topic = Chooser()
        self._own = self._own_part()
        self._pictures = KeptPictures(services, self, "mention")
        self._kept = text_label("", "small")
        self._keep = button(_("Keep as evidence"), self._keep_it, icon_name="lock")
        self._sheet = button(_("Print the sheet…"), self._ask_sheet, icon_name="printer")
        self._many = text_label("", "small")
        self._learns = text_label("", "small")
        self._states = {state: self._state_button(state) for state in STATES}
        self._ours = KeyButton(
            _("It is ours"), words.ours_key(), lambda: self.verdict_asked.emit(True), kind="primary"
        )
        self._not_ours = KeyButton(
            _("It is not ours"), words.not_ours_key(), lambda: self.verdict_asked.emit(False)
        )
        self._original = KeyButton(
            _("Open the original"), words.original_key(), self.original_asked.emit, kind="quiet"
        )
        self._incident = button(_("Open incident"), self._open_incident, kind="quiet")
        self._calendar = button(_("Take to the calendar"), self._take, kind="quiet")
        self._sending = Sender(services.notifier, self._outgoing)
        self._more = more_button(self._elsewhere)
        self._answers = flow_row(self._ours, self._not_ours, *self._states.values(), self._incident)
        self._fit = after_resize(self, self._fold)
        self._lay_out()
        self._connect()

    def show_opened(self, opened: Opened, many: int = 1) -> None:
        """Show an item; `many` are selected with it."""
        other = self.opened is None or self.opened.item.id != opened.item.id
        if other:
            # What waits to be saved belongs to the item shown before.
            self._form.flush()
            self.page_bar().setValue(0)
        if other or self._written(opened) != self._written(self.opened):
            self.text.show_item(opened.item, _marker(opened))
        self.opened = opened
        now = self._services.clock.now()
        dated = words.dated_line(opened.item, now)
        self._place.setText(f"{words.place_at_length(opened.row)} · {dated}")
        self._why.show_opened(opened, now)
        self.unsure.show_opened(opened)
        self._show_own(opened)
        self._show_kept(opened)
        self._show_buttons(opened, many)

    def offered(self) -> list[QPushButton]:
        """What can be done with the mention."""
        verdicts = (self._ours, self._not_ours, *self._states.values())
        first, last = (self._original, *verdicts, self._incident), (self._keep, self._sheet)
        before, after = ([made for made in part if not made.isHidden()] for part in (first, last))
        return [*before, *self._elsewhere(), *after]

    def _elsewhere(self) -> list[QPushButton]:
        """What takes the mention elsewhere, in the menu at its head."""
        ours = self.opened is not None and self.opened.mention is not None
        moved = [self._incident] * (ours and self._incident.isHidden())
        return [*moved, *[self._calendar] * ours, *[self._sending.button] * self._many.isHidden()]

    def _fold(self) -> None:
        """The answers in one line: without the caps of their keys, then with one in the menu."""
        ours = self.opened is not None and self.opened.mention is not None
        room = self.width() - 2 * current().px(_SIDE)
        for caps, last in ((True, ours), (False, ours), (False, False)):
            for made in (self._ours, self._not_ours, *self._states.values()):
                made.show_cap(caps)
            self._incident.setVisible(last)
            if self._answers.sizeHint().width() <= room:
                break

    def _outgoing(self) -> Outgoing | None:
        return of_mention(self.opened.row) if self.opened is not None else None

    def _open_incident(self) -> None:
        if self.opened is not None:
            self._services.go("crisis", ("mention", self.opened.item.id))

    def show_back(self, shown: bool) -> None:
        """Offer the way back where the list is not beside the pane."""
        self._back.setVisible(shown)

    def take_keyboard(self) -> None:
        """The text: arrows and Space move it."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def page_bar(self) -> QScrollBar:
        """The bar that says how far one has read."""
        return self._scroll.verticalScrollBar()

    def page(self, *, down: bool) -> None:
        """Turn one page of the text."""
        action = QAbstractSlider.SliderAction
        step = action.SliderPageStepAdd if down else action.SliderPageStepSub
        self.page_bar().triggerAction(step)

    def flush(self) -> None:
        """Save now whatever waits."""
        self._form.flush()
        self._pictures.flush()

    @staticmethod
    def _written(opened: Opened | None) -> object:
        return opened and (opened.item, opened.hit, opened.doubting)

    def _lay_out(self) -> None:
        evidence = flow_row(self._keep, self._sheet)
        below = (self._why, self.unsure, self._own, evidence, self._kept, self._pictures)
        first = Beside(self._place, text_room=_PLACE_ROOM)
        for action in (self._original, self._more):
            first.add_action(action)
        for part in (first, self.text, *below):
            self._scroll.add(part)
        spaced(self._scroll.body, gap=10)
        self._scroll.body.addStretch()
        foot = QWidget()
        box = QVBoxLayout(foot)
        spaced(box, (_SIDE, 12, _SIDE, 14), gap=6)
        box.addWidget(self._many)
        box.addWidget(self._learns)
        box.addWidget(self._answers)
        head = QVBoxLayout()
        spaced(head, (_SIDE, 8, _SIDE, 0))
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(head)
        self.add(self._scroll, 1)
        self.add(divider())
        self.add(foot)
        self._back.hide()

    def _connect(self) -> None:
        self.text.asked.connect(lambda link: outward.open_page(self._services.notifier, link))
        self._why.corrected.connect(self.tone_asked)
        self.unsure.changed.connect(self._show_learns)
        self._why.nothing_said.connect(lambda word: triage.say_nothing(self._services, word))
        self._why.story_asked.connect(self.story_asked)
        self._why.taken_out.connect(self._take_out)
        self._topic.activated.connect(lambda _index: self._choose_topic())
        self._pictures.changed.connect(self._place_pictures)

    def _own_part(self) -> QWidget:
        """Topic and note: what the person adds."""
        part = QWidget()
        box = QVBoxLayout(part)
        spaced(box, gap=10)
        box.addWidget(LabelledField(_("Topic"), self._topic))
        note = LabelledField(_("Note"), GrowingText(1, 8), _("Only for you; it saves itself."))
        self._form.bind(note, self._note, self._save_note, "note")
        box.addWidget(note)
        return part

    def _show_own(self, opened: Opened) -> None:
        mention = opened.mention
        self._own.setVisible(mention is not None)
        said = [topic.title for topic in opened.topics if topic in opened.hit]
        by_words = _("What its words say: {topics}").format(topics=", ".join(said))
        none: tuple[int | None, str] = (None, by_words if said else pgettext("topic", "None"))
        self._topic.set_choices([none, *((topic.id, topic.title) for topic in opened.topics)])
        chosen = self._topic.findData(mention.topic_id if mention else None)
        self._topic.setCurrentIndex(max(0, chosen))
        self._form.show_subject(opened.item.id)

    def _show_kept(self, opened: Opened) -> None:
        kept = opened.kept
        self._keep.setVisible(kept is None)
        self._sheet.setVisible(kept is not None)
        self._kept.setVisible(kept is not None)
        if kept is not None:
            told = _("Kept as evidence on {time}. Digest: {digest}")
            when = brief_moment(kept.taken_at, self._services.clock.now())
            self._kept.setText(told.format(time=when, digest=_in_groups(kept.digest)))
        owner = Owner(OwnerKind.MENTION, opened.item.id) if opened.mention else None
        self._pictures.show_owner(owner)
        self._place_pictures()

    def _place_pictures(self) -> None:
        """With what was noted by hand or is evidence, or has some; the others have their link."""
        opened = self.opened
        by_hand = opened is not None and (opened.source is None or opened.kept is not None)
        ours = opened is not None and opened.mention is not None
        self._pictures.setVisible(ours and (by_hand or self._pictures.any))

    def _show_buttons(self, opened: Opened, many: int) -> None:
        state = opened.mention.state if opened.mention else None
        unsure = opened.row.unsure
        for other, made in self._states.items():
            needless = state is None and other in (MentionState.IGNORED, MentionState.NEW)
            made.setVisible(not unsure and (many > 1 or not (other is state or needless)))
        self._ours.setVisible(state is None)
        self._not_ours.setVisible(unsure)
        self._incident.setVisible(state is not None)
        self._original.setEnabled(bool(opened.item.link))
        told = _("{count} selected: buttons and keys act on all of them.")
        self._many.setText(told.format(count=many))
        self._many.setVisible(many > 1)
        self._more.setVisible(bool(self._elsewhere()))
        self._show_learns()
        self._fit()

    def _show_learns(self) -> None:
        """Say beside the answers what they teach: the choice may be out of view."""
        told = "" if self.unsure.isHidden() or not self._many.isHidden() else self.unsure.told()
        self._learns.setText(told)
        self._learns.setVisible(bool(told))

    def _note(self) -> str:
        mention = self.opened.mention if self.opened else None
        return mention.note if mention else ""

    def _save_note(self, text: str) -> None:
        if self.opened is not None and self.opened.mention is not None and text != self._note():
            triage.set_note(self._services, self.opened.item.id, text, initiator=self._initiator)
            with self._services.store.read() as connection:
                self.opened = facts.read(connection, self.opened.item.id) or self.opened

    def _choose_topic(self) -> None:
        if self.opened is not None:
            triage.set_topic(self._services, [self.opened.item.id], self._topic.currentData())

    def _take_out(self) -> None:
        if self.opened is not None:
            triage.take_out(self._services, self.opened.item.id)

    def _keep_it(self) -> None:
        if self.opened is not None:
            triage.keep(self._services, [self.opened.item.id])

    def _take(self) -> None:
        if self.opened is not None:
            triage.take_to_calendar(self._services, self.opened.item)

    def _ask_sheet(self) -> None:
        if self.opened is not None:
            self.sheet_asked.emit(self.opened.item.id)

    def _state_button(self, state: MentionState) -> KeyButton:
        label = {
            MentionState.TO_ANSWER: pgettext("mention", "To answer"),
            MentionState.ANSWERED: pgettext("mention", "Answered"),
            MentionState.READ: pgettext("mention", "Read"),
            MentionState.IGNORED: pgettext("mention", "Not ours"),
            MentionState.NEW: pgettext("mention", "New again"),
        }[state]
        return KeyButton(label, words.state_key(state), lambda: self.state_asked.emit(state))


def _marker(opened: Opened) -> Callable[[str, str], list[tuple[int, int]]]:
    def spans(title: str, text: str) -> list[tuple[int, int]]:
        found = [span for watch in opened.hit for span in marks.marks(watch, title, text)]
        found += [span for watch in opened.doubting for span in marks.named(watch, title, text)]
        return sorted(set(found))

    return spans


def _in_groups(digest: str) -> str:
    """A digest in groups of eight, which break between lines and can be read aloud."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
