"""The sheet of an item: what it says and where, what is to be looked at, and how far it is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.calendar import checks
from core.calendar.checks import Check
from core.calendar.model import (
    TO_COME,
    CalendarItem,
    ItemState,
    Publication,
    state_label,
    still_to_ask,
)
from core.calendar.publications import outgoing
from core.days import lapse, moment_at, weekday
from core.exchange.outgoing import Outgoing
from core.i18n import _
from core.plan.model import Channel
from desktop import outward
from desktop.calendar import actions
from desktop.calendar.model import STATES, CalendarNames
from desktop.calendar.origin import OriginLine
from desktop.calendar.out import OutCard
from desktop.calendar.questions import ElectoralCard, HeldCard
from desktop.calendar.texts import TextsEditor
from desktop.calendar.together import SeriesCard
from desktop.forms.described import form_field, form_fields
from desktop.forms.record import FormRow, RecordForm
from desktop.forms.sending import Sender
from desktop.forms.suggestion import SuggestionCard
from desktop.pictures.taking import EVERY_KIND, image_of
from desktop.services import Services
from desktop.shell.dropped import DropPlace, Offer
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.choices import Option, Segmented
from desktop.widgets.layouts import flow_row
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.marks import Mark
from desktop.widgets.text import text_label

_TO_DO = Mark("circle-alert")


class ItemSheet(QWidget):
    """Shows one item; every field saves itself."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._item = CalendarItem("")
        self._known = CalendarNames()
        self._found: list[Check] = []
        self._suggestion = SuggestionCard(self._accept, self._drop)
        self._line = text_label("", "muted")
        self._origin = OriginLine(services)
        self._states = Segmented(
            [Option(state.value, state_label(state)) for state in STATES], name=_("State")
        )
        self._states.changed.connect(self._choose_state)
        self._series = SeriesCard(services)
        self._texts = TextsEditor(services, self._series.reach)
        self._form = self._record_form(
            *form_fields(CalendarItem, "title", ("day", "hour"), there=self._there),
            *form_fields(CalendarItem, "channels", there=self._there),
            self._texts,
        )
        self._more = self._record_form(
            *form_fields(
                CalendarItem,
                "use",
                "audiences",
                ("owner_id", "substitute_id"),
                "objective_id",
                "place",
                "image",
                "alt",
                there=self._there,
            ),
            replace(form_field(CalendarItem, "link"), read=actions.checked_link),
            *form_fields(CalendarItem, ("ask_on", "ask_whom"), "note", there=self._there),
        )
        DropPlace(self._more.field("image"), self._image_offer)
        self._electoral = ElectoralCard(services, self._texts.take_keyboard)
        self._held = HeldCard(services, lambda: self.take_keyboard("day"))
        self._out = OutCard(services, self._copy)
        self.sending = Sender(services.notifier, self._outgoing)
        self._checks = ActionRows()
        self._checks.acted.connect(self._mend)
        self._lay_out()

    def show_item(
        self,
        item: CalendarItem,
        known: CalendarNames,
        published: Sequence[Publication],
        others: int,
    ) -> None:
        """Show an item; what waits of the one before is saved first. `others` belong to it."""
        if item.id != self._item.id:
            self.flush()
        self._item, self._known = item, known
        for form in (self._form, self._more):
            form.show_item(item, item.id)
        self._texts.show_item(item, known)
        self._suggestion.show_reason(item.suggested)
        self._line.setText(_how_it_stands(item, self._services.clock.now()))
        self._origin.show_item(item)
        if item.state in STATES:
            self._states.choose(item.state.value)
        else:
            self._states.choose_none()
        self._held.show_item(item, self._services.clock.now())
        self._electoral.show_item(item, known.asked.get(item.id))
        self._series.show_item(item, known, others)
        self._out.show_item(item, known, published)
        self._show_checks()
        tab_as_read(self)

    def take_keyboard(self, field: str = "") -> None:
        """Put the keyboard into a field, or to what is asked of the item, or to its title."""
        if not field and not self._electoral.isHidden():
            self._electoral.take_keyboard()
        elif field == "text":
            self._texts.take_keyboard()
        elif self._more.has_field(field):
            self._more.take_keyboard(field)
        else:
            self._form.take_keyboard(field)

    def follow(self, ids: Sequence[int]) -> None:
        """Say which items there are; what was typed into others waits for undo."""
        for form in (self._form, self._more):
            form.form.follow(ids)

    def flush(self) -> None:
        """Save now whatever waits."""
        for form in (self._form, self._more):
            form.flush()
        self._texts.flush()
        self._out.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_C and event.modifiers() == wanted:
            self._copy_first()
        else:
            super().keyPressEvent(event)

    def _copy_first(self) -> None:
        if self._item.state is not ItemState.HELD:
            for place in self._known.places(self._item)[:1]:
                self._out.copy(place.channel)

    def _image_offer(self, mime: QMimeData) -> Offer | None:
        """An image is not kept with an item: the field says where it lies."""
        file = image_of(mime, EVERY_KIND)
        if not isinstance(file, Path):
            return None
        words = _("Drop the image here: the field says where it lies.")
        return Offer(words, lambda: self._more.propose("image", str(file)))

    def _there(self, to: str) -> list[tuple[int, str]]:
        return self._known.there(to)

    def _record_form(self, *fields: FormRow) -> RecordForm:
        return RecordForm(self._services.notifier, fields, self._save, place=actions.PLACE)

    def _save(self, item: CalendarItem, field: str) -> None:
        value = getattr(item, field)
        reach = self._series.reach()
        actions.edit(
            self._services, item.id, field, lambda there: replace(there, **{field: value}), reach
        )

    def _lay_out(self) -> None:
        card, body = Card(), QVBoxLayout(self)
        spaced(body, gap=12)
        for part in (self._line, self._origin, self._form):
            card.add(part)
        self._checks_card = Card(_("Before it goes out"))
        self._checks_card.add(self._checks)
        self._all_well = text_label(_("Nothing to look at."), "muted")
        self._checks_card.add(self._all_well)
        state = Card(_("How it is going"))
        state.add(self._states)
        more = Card(_("For whom and what for"))
        more.add(self._more)
        for shown in (
            self._suggestion, self._held, self._electoral, card,
            self._checks_card, state, self._out, more, self._series,
        ):  # fmt: skip
            body.addWidget(shown)
        drop = button(_("Drop the item"), self._drop, icon_name="x", kind="quiet")
        body.addWidget(flow_row(self.sending.button, drop))

    def _outgoing(self) -> Outgoing:
        self.flush()
        return outgoing(self._item, self._known.where(self._item), self._known.languages)

    def _copy(self, channel: Channel) -> bool:
        self.flush()
        said = (self._item.text(channel.id, language) for language in self._known.languages)
        text = "\n\n".join(filter(None, said))
        if not text:
            self._texts.choose(channel.id)
            self._texts.take_keyboard()
            return False
        told = _("Copied: paste it in {channel}.").format(channel=channel.title)
        outward.copy_text(self._services.notifier, text, told)
        return True

    def _show_checks(self) -> None:
        item = self._item
        places = self._known.places(item)
        self._found = checks.before(item, places, self._known.languages) if item.to_come else []
        rows = [
            ActionRow(
                str(at),
                check.sentence,
                check.source,
                _("Fix the item"),
                _TO_DO,
            )
            for at, check in enumerate(self._found)
        ]
        if still_to_ask(item, self._services.clock.today()):
            asked = _("Ask {whom}.").format(whom=item.ask_whom) if item.ask_whom else ""
            rows.insert(
                0, ActionRow("true", _("Is it still true?"), asked, _("It is true"), _TO_DO)
            )
        self._checks.set_rows(rows)
        self._all_well.setVisible(not rows)
        self._checks_card.setVisible(item.to_come)

    def _mend(self, key: str) -> None:
        if key == "true":
            actions.confirm(self._services, self._item)
            return
        check = self._found[int(key)]
        if check.field == "text":
            self._texts.choose(check.channel_id)
        self.take_keyboard(check.field)

    def _choose_state(self, key: str) -> None:
        if key and ItemState(key) is not self._item.state:
            self.flush()
            actions.set_state(self._services, self._item.id, ItemState(key))

    def _accept(self) -> None:
        actions.edit(self._services, self._item.id, "accept", lambda item: item)

    def _drop(self) -> None:
        self.flush()
        actions.drop(self._services, self._item)


def _how_it_stands(item: CalendarItem, now: datetime) -> str:
    """Its state, and in how long it goes out or when it is."""
    said = [state_label(item.state)]
    if item.held_why:
        said.append(item.held_why)
    if item.day is None:
        said.append(_("without a day"))
        return " · ".join(said)
    if item.hour is not None and item.state in TO_COME:
        moment = moment_at(item.day, item.hour)
        left = moment - now
        if timedelta() <= left < timedelta(days=2):
            said.append(_("goes out in {lapse}").format(lapse=lapse(left)))
            return " · ".join(said)
        if left < timedelta():
            said.append(_("should have gone out {lapse} ago").format(lapse=lapse(-left)))
            return " · ".join(said)
    said.append(weekday(item.day))
    return " · ".join(said)
