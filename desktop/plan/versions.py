"""Approved versions of the plan, and what is done with them."""

from datetime import date
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core import catalogue, files, i18n
from core.cancel import CancelToken
from core.days import long_day
from core.errors import InvalidValue
from core.i18n import _
from core.plan import records, snapshot, unreviewed, versions
from core.plan.differences import PlanDifference, compare
from core.plan.item import plan_title
from core.plan.labels import step_label
from core.plan.model import Version
from core.plan.review import PlanReview
from core.plan.snapshot import Snapshot
from core.store import Topic
from desktop.forms.choosing import Chooser
from desktop.jobs import Progress
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns, empty
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.text import divider, text_label


def approve(services: Services, body: str, day: date | None, reference: str) -> bool:
    """Freeze the plan as approved; False when the person would rather review its proposals first.

    Raises `InvalidValue` when something is missing.
    """
    now, today = services.clock.now(), services.clock.today()
    with services.store.read() as connection:
        versions.checked(connection, body, day, reference, now, today)
        waiting = unreviewed.told(records.load(connection))
    if waiting and not services.asker.confirm(
        waiting,
        _("The approved paper will mark each of them. What is approved stays as it is for good."),
        _("Approve as it is"),
    ):
        return False
    with services.store.change(Topic.PLAN, label=_("approve the plan")) as db:
        made = versions.approve(db, body, day, reference, now, today)
    services.notifier.undoable(
        _("Version {number} of the plan is approved and kept.").format(number=made.number)
    )
    return True


def start_next(services: Services) -> None:
    """Make the draft next year's plan, and say what was done."""
    with services.store.read() as connection:
        plan = records.load(connection)
    try:
        with services.store.change(Topic.PLAN, label=_("start next year’s plan")) as db:
            told = versions.start_next(db, plan, services.clock.today())
    except InvalidValue as error:
        services.notifier.notice(error.sentence, error.advice)
        return
    services.notifier.notice(_("The draft is next year’s plan now."), " ".join(told))
    services.notifier.undoable(_("Next year’s plan is started."))


def save_version(services: Services, number: int) -> None:
    """Ask where, and write a version as it was approved, and its annex beside it.

    An annex of that name that is there already is left alone.
    """
    with services.store.read() as connection:
        charter = versions.load_version(connection, number).plan.charter
    name = files.safe_name(f"{plan_title(charter)} v{number}")
    path = services.asker.save_file(
        _("Save version {number}").format(number=number),
        Path(f"{name}.pdf"),
        [(_("PDF"), "*.pdf"), (_("Word (DOCX)"), "*.docx"), (_("LibreOffice (ODT)"), "*.odt")],
    )
    if path is None:
        return

    beside = path.with_stem(_("{name}, technical annex").format(name=path.stem))

    def work(_token: CancelToken, _progress: Progress) -> Path:
        from core.documents import render
        from core.plan.document import annex, plan
        from core.plan.document.source import approved

        language, today = catalogue.language_of(), services.clock.today()
        with i18n.language(language), services.store.read() as connection:
            source = approved(connection, number)
            voted = plan.compose(source, language, today)
            rests_on = annex.compose(source, language, today)
        render.write(voted, path)
        if not beside.exists():
            render.write(rests_on, beside)
        return path

    def done(saved: Path) -> None:
        services.notifier.toast(
            _("Saved as “{name}” in {folder}.").format(name=saved.name, folder=saved.parent)
        )

    services.jobs.run("save version", work, done)


_DRAFT = 0
_MOST = 200
"""Sentences shown; whoever changed more than that has another plan."""


class VersionsCard(QWidget):
    """List, comparison, next year."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._stale = False
        self._newest = 0
        self._list = Card(_("Approved versions"), flush=True)
        self._none = text_label(
            _("No version yet. The first is kept when the plan is approved."), "muted"
        )
        self._rows = ActionRows()
        self._rows.acted.connect(lambda key: save_version(services, int(key)))
        self._list.add(divider())
        self._list.add(self._rows)
        self._before, self._after = Chooser(), Chooser()
        for chooser in (self._before, self._after):
            chooser.activated.connect(lambda _index: self._compare())
        self._sentences = QVBoxLayout()
        spaced(self._sentences, gap=4)
        self._comparison = Card(_("What has changed"))
        self._comparison.add(
            Columns(
                LabelledField(_("From"), self._before),
                LabelledField(_("To"), self._after),
                shares=(1, 1),
                least=440,
            )
        )
        self._comparison.body.addLayout(self._sentences)
        following = Card(
            _("Next year"),
            _(
                "Moves the period and the dates of the objectives on by a year; what was measured"
                " last is where each one starts from."
            ),
        )
        self._start_next = button(
            _("Start next year’s plan"),
            lambda: start_next(services),
            icon_name="calendar-plus",
        )
        self._not_yet = text_label("", "muted")
        following.add(self._not_yet)
        following.body.addWidget(self._start_next, 0, Qt.AlignmentFlag.AlignLeft)
        box = QVBoxLayout(self)
        spaced(box, gap=14)
        for part in (self._none, self._list, self._comparison, following):
            box.addWidget(part)

    def take_keyboard(self) -> None:
        """What makes next year's plan of this one."""
        self._start_next.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_review(self, review: PlanReview) -> None:
        """Show the versions there are; the last is compared with the draft."""
        found = review.facts.plan.versions
        self._none.setVisible(not found)
        for part in (self._list, self._comparison):
            part.setVisible(bool(found))
        self._rows.set_rows([_row(version) for version in reversed(found)])
        named = [(version.number, _version(version)) for version in found]
        self._before.set_choices(named)
        self._after.set_choices([*named, (_DRAFT, _("The draft of today"))])
        newest = found[-1].number if found else 0
        if found and newest != self._newest:
            self._before.setCurrentIndex(len(named) - 1)
            self._after.setCurrentIndex(len(named))
        self._newest = newest
        self._stale = bool(found)
        self._compare_if_seen()
        self._say_when(review.facts.plan.charter.start_on, review.facts.today)

    def _say_when(self, start_on: date | None, today: date) -> None:
        """Before the plan has begun there is nothing to start the next one from."""
        early = start_on is not None and start_on > today
        self._not_yet.setVisible(early)
        if early and start_on is not None:
            told = _("This plan begins on {date}; the next one can be started from then on.")
            self._not_yet.setText(told.format(date=long_day(start_on)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._compare_if_seen()

    def _compare_if_seen(self) -> None:
        # Reading two whole plans at every change would be felt in the step where nobody looks.
        if self._stale and self.isVisible():
            self._stale = False
            self._compare()

    def _compare(self) -> None:
        before, after = self._load(self._before), self._load(self._after)
        empty(self._sentences)
        found = compare(before, after)
        if not found:
            self._sentences.addWidget(text_label(_("Nothing has changed."), "muted"))
        for step, differences in groupby(found[:_MOST], key=lambda difference: difference.step):
            self._sentences.addWidget(text_label(step_label(step), "strong"))
            self._sentences.addWidget(text_label(_bullets(list(differences))))
        if len(found) > _MOST:
            more = _("And {count} more.").format(count=len(found) - _MOST)
            self._sentences.addWidget(text_label(more, "muted"))

    def _load(self, chooser: Chooser) -> Snapshot:
        number = chooser.currentData()
        with self._services.store.read() as connection:
            if number == _DRAFT:
                return snapshot.freeze(connection)
            return versions.load_version(connection, number)


def _row(version: Version) -> ActionRow:
    line = _version_line(version)
    return ActionRow(str(version.number), _version(version), line, _("Save as…"))


def _version(version: Version) -> str:
    return _("Version {number}").format(number=version.number)


def _version_line(version: Version) -> str:
    day = long_day(version.approved_on) if version.approved_on else ""
    return " · ".join(part for part in (version.body, day, version.reference) if part)


def _bullets(differences: list[PlanDifference]) -> str:
    return "\n".join(f"• {difference.sentence}" for difference in differences)
