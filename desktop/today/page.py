"""Hoy: what goes on now, who waits, what this week asks for, and how things stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.cancel import CancelToken
from core.days import weekday_heading
from core.errors import AppError
from core.i18n import _, ngettext
from core.store import EVERYTHING, Connection
from desktop.jobs import Progress
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.today.agenda import Agenda, Section, in_all
from desktop.today.matter import Matter, Weight
from desktop.today.model import matters
from desktop.widgets.button import button, hear_key, set_words
from desktop.widgets.folding import Width, window_width
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from core.calendar.model import CalendarItem
    from core.catalogue import PrintState
    from core.mentions.report import Week
    from core.plan.electoral import ElectoralPeriod
    from desktop.today.alerts import Alert
    from desktop.today.aside import Aside
    from desktop.today.band import Band

_BANDS = 2
_TODAY, _WEEK = 2, 5
"""Rows of each group before the rest is asked for."""
_SHARES = (632, 462)


@dataclass
class _Gathered:
    """By the name of the slice, what it asks for; what goes on, what comes; and what failed."""

    matters: dict[str, list[Matter]] = field(default_factory=dict)
    first: list[Matter] = field(default_factory=list)
    """With what a new town begins."""
    alerts: "list[Alert]" = field(default_factory=list)
    items: "list[CalendarItem]" = field(default_factory=list)
    weeks: "tuple[Week, ...]" = ()
    period: "ElectoralPeriod | None" = None
    next_dates: list[Matter] = field(default_factory=list)
    spare: list[Matter] = field(default_factory=list)
    failed: list[AppError] = field(default_factory=list)


def _plan_and_more(services: Services, now: datetime, today: date) -> _Gathered:
    """Looks at what takes longer; of what cannot be read the rest is there all the same.

    Its modules are imported here, too: the page stands on screen meanwhile.
    """
    from core import catalogue
    from core.calendar import elections
    from core.mentions.report import last_weeks
    from core.plan import review
    from desktop.today import ahead
    from desktop.today.age_matter import age_matters
    from desktop.today.alerts import alerts
    from desktop.today.beginning import beginning
    from desktop.today.calendar_matters import calendar_matters
    from desktop.today.crisis_matters import crisis_matters
    from desktop.today.mention_matters import mention_matters
    from desktop.today.plan_matters import plan_matters
    from desktop.today.weeks import WEEKS

    found = _Gathered()

    def look_at_plan(connection: Connection) -> None:
        looked = review.look(connection, today)
        found.matters["plan"] = plan_matters(looked)
        found.next_dates = ahead.next_dates(connection, looked, today)
        found.spare = ahead.spare_moments(looked)

    def look_at_calendar(connection: Connection) -> None:
        found.matters["calendar"] = calendar_matters(connection, now)
        found.items = ahead.next_items(connection, now)
        found.period = elections.coming(connection, today)

    def look_at_mentions(connection: Connection) -> None:
        found.matters["mentions"] = mention_matters(connection, now)
        found.weeks = last_weeks(connection, today, WEEKS)

    def look_at_crises(connection: Connection) -> None:
        found.matters["crises"] = crisis_matters(catalogue.look(connection, today))

    def look_at_age(connection: Connection) -> None:
        found.matters["age"] = age_matters(connection, now)

    def look_at_alerts(connection: Connection) -> None:
        found.alerts = alerts(connection, now)

    def look_at_beginning(connection: Connection) -> None:
        waiting = chain.from_iterable(found.matters.values())
        found.first = beginning(connection, waiting)

    looks = (
        look_at_alerts, look_at_plan, look_at_mentions, look_at_crises, look_at_calendar,
        look_at_age, look_at_beginning,
    )  # fmt: skip
    for look in looks:
        try:
            with services.store.read() as connection:
                look(connection)
        except AppError as error:
            found.failed.append(error)
    return found


class TodayPage(ScrollPage):
    """Bands of what goes on, the agenda, and at its right or below it how things stand.

    The arrows walk from the first band through the rows.
    """

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._papers: list[PrintState] = []
        self._found = _Gathered()
        self._bands: dict[str, Band] = {}
        self._stale = False
        self._shown_once = False
        self._opening = True
        """Until all that the page asks for was looked at, since it was shown."""
        self._known = False
        """Whether all of it ever was: before that nobody can say that nothing waits."""
        self._header = PageHeader("")
        self._place = QVBoxLayout()
        spaced(self._place, gap=12)
        self._further = button("", self._go_further, kind="quiet")
        self._agenda = Agenda()
        self._agenda.chosen.connect(self._go)
        self._agenda.changed.connect(self._follow_stops)
        self._aside: Aside | None = None
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        spaced(self._columns, gap=16)
        self._columns.addWidget(self._agenda, _SHARES[0], Qt.AlignmentFlag.AlignTop)
        self.add(self._header)
        self.body.addLayout(self._place)
        self.body.addWidget(self._further, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._columns)
        self.body.addStretch()
        self._further.hide()
        hear_key(QKeySequence.StandardKey.Find, self, _("Search the mentions"), self._search)
        services.bridge.subscribe(self, EVERYTHING, self.refresh, now=True)

    def take_keyboard(self) -> None:
        """What is most urgent; while the page opens, also where that comes later."""
        stops = self._stops()
        if stops:
            # The date above it is seen too.
            self.verticalScrollBar().setValue(0)
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Look again at what needs the person; plan and papers take longer: looked at apart."""
        self._stale = not self.isVisible()
        if self._stale and self._shown_once:
            return
        self._shown_once = True
        self._show()
        services = self._services
        now, today = services.clock.now(), services.clock.today()

        def look(_token: CancelToken, _progress: Progress) -> _Gathered:
            return _plan_and_more(services, now, today)

        def look_at_papers(_token: CancelToken, _progress: Progress) -> "list[PrintState]":
            from core import catalogue

            with services.store.read() as connection:
                return catalogue.out_of_date(connection, today)

        def go_on(found: _Gathered) -> None:
            self._show_further(found)
            # They take longest, and what is open does not wait for them.
            services.jobs.run("papers", look_at_papers, self._show_papers)

        services.jobs.run("today", look, go_on)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            # Whoever comes here is given what is most urgent now.
            self._opening = True
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = window_width(self) is Width.WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if beside else down)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            stops = self._stops()
            if step and watched in stops:
                at = min(max(stops.index(watched) + step, 0), len(stops) - 1)
                stops[at].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _stops(self) -> list[QPushButton]:
        """What the arrows walk through, as it is read."""
        bands = [band.primary for band in self._bands.values()]
        return [*bands, *self._agenda.stops()]

    def _follow_stops(self) -> None:
        for stop in self._stops():
            # Twice would be once: Qt moves a filter that is there already.
            stop.installEventFilter(self)

    def _show_further(self, found: _Gathered) -> None:
        for error in found.failed:
            self._services.notifier.error(error)
        # Of what could not be read now, what was read before stays.
        found.matters = self._found.matters | found.matters
        self._found = found
        self._show()

    def _show_papers(self, papers: "list[PrintState]") -> None:
        self._papers, self._known = papers, True
        self._show()
        self._opening = False

    def _show(self) -> None:
        further = [matter for found in self._found.matters.values() for matter in found]
        listed = matters(self._services, self._papers, further)
        first = self._found.first
        told = [*_waited(listed), *first] if first else listed
        stops = self._stops()
        # Who has gone to another row, or acted, stays there.
        on_first = self._opening and bool(stops) and stops[0].hasFocus()
        self._header.set_title(weekday_heading(self._services.clock.today()))
        self._header.set_line(_summary(self._found.alerts, told))
        self._show_bands()
        self._agenda.show_sections(self._sections(listed), stays=not on_first)
        self._show_aside()
        self._follow_stops()
        if on_first:
            self.take_keyboard()

    def _sections(self, listed: Sequence[Matter]) -> list[Section]:
        if not listed and self._known:
            return [
                Section(
                    _("Nothing is waiting for you"),
                    _("Nothing is due and nothing is waiting for an answer."),
                    icon="circle-check",
                ),
                Section(_("What comes next"), "", tuple(self._found.next_dates), 3),
                Section(_("If you have a moment"), "", tuple(self._found.spare), 2),
            ]
        waited, first = _waited(listed), tuple(self._found.first)
        others = {one.key for one in (*waited, *first)}
        rest = tuple(one for one in listed if one.key not in others)
        open_now = any(alert.solid for alert in self._found.alerts)
        sub = _("the rest can wait until it is closed") if open_now else _("somebody is waiting")
        return [
            Section(_("For today"), sub, waited, _TODAY),
            Section(_("Start here"), _and_no_more(first), first, len(first)),
            Section(_("This week"), in_all(rest), rest, 0 if first else _WEEK),
        ]

    def _show_bands(self) -> None:
        """Those of the most urgent; one that stays is the same widget, with what is typed in it."""
        shown = {alert.key: alert for alert in self._found.alerts[:_BANDS]}
        for key in [key for key in self._bands if key not in shown]:
            band = self._bands.pop(key)
            self._place.removeWidget(band)
            band.hide()
            band.deleteLater()
        for key, alert in shown.items():
            if key in self._bands:
                self._bands[key].show_alert(alert)
            else:
                from desktop.today.band import Band

                self._bands[key] = Band(self._services, alert)
        self._bands = {key: self._bands[key] for key in shown}
        for at, band in enumerate(self._bands.values()):
            if self._place.indexOf(band) != at:
                self._place.insertWidget(at, band)
                # Now, so that it can have the keyboard.
                band.show()
        left = self._found.alerts[_BANDS:]
        self._further.setVisible(bool(left))
        if left:
            set_words(self._further, _and_more(left))

    def _show_aside(self) -> None:
        if self._aside is None and self._found.matters:
            from desktop.today.aside import Aside

            self._aside = Aside(self._services)
            self._columns.addWidget(self._aside, _SHARES[1], Qt.AlignmentFlag.AlignTop)
        if self._aside is not None:
            found, today = self._found, self._services.clock.today()
            self._aside.show_state(found.items, found.weeks, found.period, today)

    def _go(self, matter: Matter) -> None:
        self._services.go(matter.page, matter.target)

    def _go_further(self) -> None:
        first = self._found.alerts[_BANDS]
        self._services.go(first.page, first.target)

    def _search(self) -> None:
        self._services.go("mentions", "search")


def _waited(listed: Sequence[Matter]) -> tuple[Matter, ...]:
    """Those for which somebody waits."""
    return tuple(one for one in listed if one.weight is Weight.WAITED_FOR)


def _and_no_more(first: Sequence[Matter]) -> str:
    """`3 things, 26 min in all; the rest can wait`."""
    said = ngettext(
        "{count} thing, {time}; the rest can wait",
        "{count} things, {time}; the rest can wait",
        len(first),
    )
    return said.format(count=len(first), time=in_all(first))


def _summary(alerts: "Sequence[Alert]", listed: Sequence[Matter]) -> str:
    """What goes on in a sentence, and what waits in another."""
    opened = sum(alert.solid for alert in alerts)
    raised = sum(alert.alarm is not None for alert in alerts)
    today = len(_waited(listed))
    week = len(listed) - today
    now = [
        ngettext("An incident is open.", "{count} incidents are open.", opened),
        ngettext("An alarm to decide on.", "{count} alarms to decide on.", raised),
    ]
    things = [
        ngettext("{count} thing for today", "{count} things for today", today),
        ngettext("{count} for this week", "{count} for this week", week),
    ]
    said = _counted(now, (opened, raised))
    if today or week:
        said.append(f"{' · '.join(_counted(things, (today, week)))}.")
    return " ".join(said) or _("All up to date.")


def _counted(words: Sequence[str], counts: Sequence[int]) -> list[str]:
    """Those of which there are some, with their number."""
    pairs = zip(words, counts, strict=True)
    return [text.format(count=count) for text, count in pairs if count]


def _and_more(left: "Sequence[Alert]") -> str:
    """`and 1 alarm more`."""
    raised = sum(alert.alarm is not None for alert in left)
    others = len(left) - raised
    if raised and not others:
        words = ngettext("and {count} more alarm", "and {count} more alarms", raised)
    else:
        words = ngettext("and {count} more thing", "and {count} more things", len(left))
    return words.format(count=len(left))


def build(services: Services, parent: QWidget) -> QWidget:
    """The page of the rail."""
    return TodayPage(services, parent)
