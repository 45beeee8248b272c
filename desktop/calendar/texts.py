"""What an item says in each of its channels, with the count that the channel looks at."""

from collections.abc import Callable
from typing import cast

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from core.calendar import checks
from core.calendar.model import CalendarItem, ItemText
from core.calendar.series import Reach
from core.i18n import _
from core.town.model import language_name
from desktop.calendar import actions
from desktop.calendar.model import CalendarNames
from desktop.forms.described import form_fields
from desktop.forms.record import RecordForm
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.choices import Option, Tabs
from desktop.widgets.text import text_label

_ALL = ""
"""Key of the text of all channels without their own."""


class TextsEditor(QWidget):
    """A tab for each place where it is said, in each language."""

    def __init__(self, services: Services, reach: Callable[[], Reach]) -> None:
        """`reach` tells which items of a series a change is for."""
        super().__init__()
        self._services, self._reach = services, reach
        self._item = CalendarItem("")
        self._known = CalendarNames()
        self._places: list[tuple[int | None, str]] = []
        self._tabs: Tabs | None = None
        self._form = RecordForm(
            services.notifier, form_fields(ItemText, "text"), self._save, place="calendar_text"
        )
        self._form.field("text").show_label(on=False)
        self._control = cast(QPlainTextEdit, self._form.field("text").control)
        self._count = text_label("", "small")
        self._begin = button(_("Begin with the general text"), self._copy_over, kind="quiet")
        foot = QHBoxLayout()
        spaced(foot, gap=8)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._begin)
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=6)
        self._box.addWidget(self._form)
        self._box.addLayout(foot)
        self._control.textChanged.connect(self._recount)

    def show_item(self, item: CalendarItem, known: CalendarNames) -> None:
        """Show the texts of an item, of another one the first there is; the chosen tab stays."""
        another = item.id != self._item.id
        self._item, self._known = item, known
        places = _places(item, known)
        if places != self._places or self._tabs is None:
            self._rebuild(places)
        for key, (channel, language) in self._keyed():
            text = item.own_text(channel, language)
            if self._tabs is not None:
                self._tabs.set_count(key, len(text) or None)
        if another and self._tabs is not None:
            keys = [key for key, place in self._keyed() if item.own_text(*place)]
            self._tabs.choose(keys[0] if keys else self._keyed()[0][0])
        self._show()

    def flush(self) -> None:
        """Save now whatever waits."""
        self._form.flush()

    def take_keyboard(self) -> None:
        """The text that is shown."""
        self._form.take_keyboard("text")

    def choose(self, channel: int | None) -> None:
        """Show the text of a channel."""
        key = next((key for key, place in self._keyed() if place[0] == channel), "")
        if self._tabs is not None and key:
            self._tabs.choose(key)

    def _keyed(self) -> list[tuple[str, tuple[int | None, str]]]:
        return [(f"{place[0] or _ALL}:{place[1]}", place) for place in self._places]

    def _rebuild(self, places: list[tuple[int | None, str]]) -> None:
        self.flush()
        chosen = self._tabs.chosen() if self._tabs is not None else ""
        if self._tabs is not None:
            self._box.removeWidget(self._tabs)
            self._tabs.hide()
            self._tabs.deleteLater()
        self._places = places
        several = len({language for _channel, language in places}) > 1
        options = [
            Option(key, self._words(*place, several=several)) for key, place in self._keyed()
        ]
        self._tabs = Tabs(options, name=_("Texts"), parent=self)
        self._tabs.choose(chosen)
        self._tabs.changed.connect(lambda _key: self._show())
        self._box.insertWidget(0, self._tabs)
        self._tabs.show()

    def _words(self, channel: int | None, language: str, *, several: bool) -> str:
        # Translators: The text for all channels that have none of their own.
        words = _("General") if channel is None else self._known.channels[channel].title
        return f"{words} · {language_name(language)}" if several else words

    def _chosen(self) -> tuple[int | None, str]:
        chosen = self._tabs.chosen() if self._tabs is not None else ""
        return dict(self._keyed()).get(chosen, (None, self._known.languages[0]))

    def _show(self) -> None:
        channel, language = self._chosen()
        text = self._item.own_text(channel, language)
        self._form.show_item(ItemText(language, text, channel), (self._item.id, channel, language))
        self._recount()

    def _recount(self) -> None:
        channel, language = self._chosen()
        typed = str(self._form.typed("text"))
        general = self._item.own_text(None, language)
        self._begin.setVisible(channel is not None and not typed and bool(general))
        there = self._known.channels.get(channel) if channel is not None else None
        if there is not None and not typed:
            said = _("The general text goes out here.") if general else _("No text yet.")
        else:
            said = checks.counted(typed, self._known.place(there) if there else None)
        self._count.setText(said)

    def _copy_over(self) -> None:
        _channel, language = self._chosen()
        self._form.propose("text", self._item.own_text(None, language))
        self.take_keyboard()
        self._control.moveCursor(QTextCursor.MoveOperation.End)

    def _save(self, text: ItemText, _field: str) -> None:
        place = (text.channel_id, text.language)
        actions.edit(
            self._services,
            self._item.id,
            "text:{}:{}".format(*place),
            lambda item: item.with_text(*place, text.text),
            self._reach(),
        )


def _places(item: CalendarItem, known: CalendarNames) -> list[tuple[int | None, str]]:
    """Where it is said, and in which language: for all, then in each channel."""
    channels = [None, *(key for key in item.channels if key in known.channels)]
    return [(channel, language) for language in known.languages for channel in channels]
