"""What a person does with versions of the plan."""

from datetime import date
from pathlib import Path

from core import catalogue, files, i18n
from core.cancel import CancelToken
from core.errors import InvalidValue
from core.i18n import _
from core.plan import records, unreviewed, versions
from core.plan.item import plan_title
from core.store import Topic
from desktop.jobs import Progress
from desktop.services import Services


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
        with services.store.change(Topic.PLAN, label=_("start next year's plan")) as db:
            told = versions.start_next(db, plan, services.clock.today())
    except InvalidValue as error:
        services.notifier.notice(error.sentence, error.advice)
        return
    services.notifier.notice(_("The draft is next year's plan now."), " ".join(told))
    services.notifier.undoable(_("Next year's plan is started."))


def save_version(services: Services, number: int) -> None:
    """Ask where, and write a version as it was approved to PDF, DOCX or ODT."""
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

    def work(_token: CancelToken, _progress: Progress) -> Path:
        from core.documents import render
        from core.plan.document import plan as paper
        from core.plan.document.source import approved

        language = catalogue.language_of()
        with i18n.language(language), services.store.read() as connection:
            document = paper.compose(approved(connection, number), language, services.clock.today())
        render.write(document, path)
        return path

    def done(saved: Path) -> None:
        services.notifier.toast(
            _("Saved as “{name}” in {folder}.").format(name=saved.name, folder=saved.parent)
        )

    services.jobs.run("save version", work, done)
