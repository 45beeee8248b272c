"""What narrows the calendar: a kind of items in a pill, and what they point at in a menu."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import repeat
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from core.calendar.model import CalendarItem
from core.i18n import _, ngettext
from core.plan.kinds import UseName
from core.plan.labels import use_label
from desktop.calendar.model import KINDS, CalendarNames, Narrowed
from desktop.widgets.button import Button, set_words
from desktop.widgets.choices import Filters, Option


class CalendarFilters(Button):
    """The button with the menu; `kinds` are the pills beside it. `changed` carries what holds."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "secondary")
        self._chosen: Narrowed = Narrowed()
        self.kinds = Filters(_kinds(), name=_("Which items"))
        self.kinds.changed.connect(lambda key: self._set(replace(self._chosen, kind=key)))
        self._known = CalendarNames()
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        set_words(self, _("Filter"))

    def show_items(self, items: Sequence[CalendarItem], known: CalendarNames, today: date) -> None:
        """Count of each kind what there is."""
        self._known = known
        for key, is_so in KINDS.items():
            count = sum(map(is_so, items, repeat(known), repeat(today)))
            self.kinds.set_count(key, count)
            if key == "decide":
                self.kinds.offer(key, on=bool(count) or self._chosen.kind == key)

    def clear(self) -> None:
        """Want all of them again."""
        self._chosen = Narrowed(self._chosen.kind)
        self.kinds.choose("all")
        self._set(Narrowed())

    def _set(self, chosen: Narrowed) -> None:
        self._chosen = chosen
        pointed = (chosen.channel, chosen.use, chosen.audience, chosen.owner)
        count = sum(value is not None for value in pointed)
        words = ngettext("Filter · {count}", "Filter · {count}", count).format(count=count)
        set_words(self, words if count else _("Filter"))
        self.changed.emit(chosen)

    def _fill(self) -> None:
        known = self._known
        uses = [(use, use_label(use)) for use in UseName]
        self._menu.clear()
        for name, words, choices in (
            ("channel", _("Where"), known.there("channels")),
            ("use", _("What for"), uses),
            ("audience", _("For whom"), known.there("audiences")),
            ("owner", _("Who publishes it"), known.there("people")),
        ):
            inner = self._menu.addMenu(words)
            # Translators: All channels, uses, people: it clears a filter.
            for value, text in [(None, _("All")), *choices]:
                action = inner.addAction(text.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(value == getattr(self._chosen, name))
                action.triggered.connect(partial(self._choose, name, value))

    def _choose(self, name: str, value: Any, _on: bool = False) -> None:
        self._set(replace(self._chosen, **{name: value}))


def _kinds() -> list[Option]:
    return [
        Option("all", _("All items")),
        Option("decide", _("To decide")),
        Option("no-text", _("Without text")),
        # Translators: Filter: items that may have changed.
        Option("confirm", _("To confirm")),
        # Translators: Filter: items that are stopped, more than one.
        Option("held", _("On hold")),
        # Translators: Filter: items that are not decided yet.
        Option("idea", _("Ideas")),
        Option("ready", _("Ready to go out")),
    ]
