"""Hoy: what needs the person today, most urgent first."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from core.cancel import CancelToken
from core.errors import AppError
from core.i18n import _, ngettext
from core.store import EVERYTHING, Connection
from desktop.days import weekday
from desktop.jobs import Progress
from desktop.services import Services
from desktop.theme.tokens import Tone
from desktop.today.matter import Matter
from desktop.today.model import matters
from desktop.widgets.card import Card
from desktop.widgets.list_rows import ActionRow, ActionRows
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from core.catalogue import PrintState
    from desktop.widgets.card import EmptyState


class _Found(NamedTuple):
    """By the name of the slice, what it asks for; and why another said nothing."""

    matters: dict[str, list[Matter]]
    failed: list[AppError]


def _plan_and_more(services: Services, now: datetime, today: date) -> _Found:
    """Looks at what takes longer; of what cannot be read the rest is there all the same.

    Its modules are imported here, too: the page stands on screen meanwhile.
    """
    from core import catalogue
    from core.plan import review
    from desktop.today.crisis_matters import crisis_matters
    from desktop.today.mention_matters import mention_matters
    from desktop.today.plan_matters import plan_matters

    looks: dict[str, Callable[[Connection], list[Matter]]] = {
        "plan": lambda connection: plan_matters(review.look(connection, today)),
        "mentions": lambda connection: mention_matters(connection, now),
        "crises": lambda connection: crisis_matters(
            connection, catalogue.look(connection, today), now
        ),
    }
    found = _Found({}, [])
    for name, look in looks.items():
        try:
            with services.store.read() as connection:
                found.matters[name] = look(connection)
        except AppError as error:
            found.failed.append(error)
    return found


class TodayPage(ScrollPage):
    """The date, the matters, and a word of calm when there are none."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._matters: dict[str, Matter] = {}
        self._papers: list[PrintState] = []
        self._further: dict[str, list[Matter]] = {}
        self._stale = False
        self._shown_once = False
        self._opening = True
        """Until all that the page asks for was looked at once."""
        self._header = PageHeader("")
        self._rows = ActionRows()
        self._card = Card(flush=True)
        self._card.add(self._rows)
        self._calm: EmptyState | None = None
        self.add(self._header)
        self.add(self._card)
        self.body.addStretch()
        self._rows.acted.connect(self._act)
        services.bridge.subscribe(self, EVERYTHING, self.refresh, now=True)

    def take_keyboard(self) -> None:
        """The first thing that asks for attention; while it opens, also one that comes later."""
        self._rows.take_keyboard()

    def refresh(self) -> None:
        """Look again at what needs the person; plan and papers take longer: looked at apart."""
        self._stale = not self.isVisible()
        if self._stale and self._shown_once:
            return
        self._shown_once = True
        self._show()
        services = self._services
        now, today = services.clock.now(), services.clock.today()

        def look(_token: CancelToken, _progress: Progress) -> _Found:
            return _plan_and_more(services, now, today)

        def look_at_papers(_token: CancelToken, _progress: Progress) -> "list[PrintState]":
            from core import catalogue

            with services.store.read() as connection:
                return catalogue.out_of_date(connection, today)

        def go_on(found: _Found) -> None:
            self._show_further(found)
            # They take longest, and what is open does not wait for them.
            services.jobs.run("papers", look_at_papers, self._show_papers)

        services.jobs.run("today", look, go_on)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _show_further(self, found: _Found) -> None:
        for error in found.failed:
            self._services.notifier.error(error)
        further = self._further | found.matters
        if further != self._further:
            self._further = further
            self._show()

    def _show_papers(self, papers: "list[PrintState]") -> None:
        if papers != self._papers:
            self._papers = papers
            self._show()
        self._opening = False

    def _show(self) -> None:
        further = [matter for found in self._further.values() for matter in found]
        found = matters(self._services, self._papers, further)
        # Who has gone to another row, or acted, stays there.
        on_first = self._opening and self._rows.holder() == next(iter(self._matters), "")
        self._matters = {matter.key: matter for matter in found}
        self._header.set_title(weekday(self._services.clock.today()))
        self._header.set_line(_summary(len(found)))
        self._rows.set_rows(
            [
                ActionRow(
                    matter.key,
                    matter.title,
                    matter.line,
                    matter.action,
                    matter.tone,
                    _severity(matter.tone),
                )
                for matter in found
            ]
        )
        if on_first:
            self._rows.take_keyboard()
        self._card.setVisible(bool(found))
        self._show_calm(shown=not found)

    def _show_calm(self, *, shown: bool) -> None:
        """A word of calm, made when there is reason for it."""
        if shown and self._calm is None:
            from desktop.widgets.card import EmptyState

            calm = _("Nothing needs you today. Everything is in order.")
            self._calm = EmptyState("circle-check", calm)
            self.body.insertWidget(self.body.count() - 1, self._calm, 1)
        if self._calm is not None:
            self._calm.setVisible(shown)

    def _act(self, key: str) -> None:
        matter = self._matters[key]
        self._services.go(matter.page, matter.target)


def _summary(count: int) -> str:
    if not count:
        return _("Nothing is waiting for you.")
    return ngettext(
        "One thing asks for your attention.", "{count} things ask for your attention.", count
    ).format(count=count)


def _severity(tone: Tone) -> str:
    if tone is Tone.RED:
        return _("Now")
    return _("Soon") if tone in (Tone.ORANGE, Tone.YELLOW) else _("When you can")


def build(services: Services, parent: QWidget) -> QWidget:
    """The page of the rail."""
    return TodayPage(services, parent)
