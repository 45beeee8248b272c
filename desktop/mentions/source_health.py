"""How a source is: in words, with its history, its rules, and the button that reads it now."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.mentions import recipes
from core.mentions.model import Source
from core.mentions.records import sources
from core.mentions.sources import health
from core.mentions.sources.health import Health
from desktop import outward
from desktop.mentions import source_actions as actions
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.layouts import FlowLayout, empty
from desktop.widgets.text import text_label

_MOST = 8
"""Stretches of the history that are shown."""


class HealthCard(Card):
    """What happened, what to do, and since when."""

    def __init__(self, services: Services, reveal: Callable[[Source, bool], None]) -> None:
        """`reveal` shows the address of a source that is a key, or hides it again."""
        super().__init__(_("How it is"))
        self._services = services
        self._reveal = reveal
        self._source: Source | None = None
        self._shown = False
        self._sentence = text_label("", "strong")
        self._advice = text_label("")
        self._history = QVBoxLayout()
        spaced(self._history, gap=4)
        self._notes = text_label("", "small")
        self._show_key = button(
            _("Show the address"), self._turn_address, kind="quiet", icon_name="eye"
        )
        row = QWidget()
        flow = FlowLayout(row)
        spaced(flow, gap=8)
        self._read = button(_("Read the source now"), self._read_it, icon_name="refresh-cw")
        self._page = button(_("Open its page"), self._open_page, icon_name="external-link")
        self._again = button(_("Switch the source on again"), self._switch_on, icon_name="power")
        for made in (self._read, self._page, self._again, self._show_key):
            flow.addWidget(made)
        self.add(self._sentence)
        self.add(self._advice)
        self.add(row)
        self.body.addLayout(self._history)
        self.add(self._notes)
        services.listener.changed.connect(self._show_listening)
        self._show_listening()

    def show_source(self, source: Source, found: Health, *, shown: bool) -> None:
        """Show how a source is, and how it was; `shown` says whether its address is seen now."""
        self._source, self._shown = source, shown
        self._sentence.setText(found.sentence)
        self._advice.setText(found.advice)
        self._advice.setVisible(bool(found.advice))
        self._page.setVisible(bool(source.page))
        self._read.setVisible(source.enabled)
        self._again.setVisible(not source.enabled and not source.suggested)
        self._show_key.setVisible(source.secret)
        set_words(self._show_key, _("Hide the address") if shown else _("Show the address"))
        recipe = recipes.recipe(source.recipe)
        told = [recipe.notice, *recipe.quirks] if source.recipe != recipes.PLAIN else []
        if source.secret:
            told.append(_("The address is a key: it is hidden here and left out of exports."))
        self._notes.setText("\n".join(text for text in told if text))
        self._notes.setVisible(bool(self._notes.text()))
        self._show_history(source)

    def _show_history(self, source: Source) -> None:
        empty(self._history)
        with self._services.store.read() as connection:
            visits = sources.visits(connection, source.id)
        for visit in visits[:_MOST]:
            self._history.addWidget(text_label(health.visit_sentence(visit), "small"))

    def _read_it(self) -> None:
        if self._source is not None:
            self._services.listener.read_now(self._source.id)

    def _open_page(self) -> None:
        if self._source is not None:
            outward.open_page(self._services.notifier, self._source.page)

    def _switch_on(self) -> None:
        if self._source is not None:
            actions.switch(self._services, self._source, on=True)

    def _turn_address(self) -> None:
        if self._source is not None:
            self._reveal(self._source, not self._shown)

    def _show_listening(self) -> None:
        running = self._services.listener.running
        self._read.setEnabled(not running)
        set_words(self._read, _("Reading…") if running else _("Read the source now"))
