"""What a person does on the settings page: one function for each action."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from core import catalogue, files, places
from core.cancel import CancelToken
from core.days import shown
from core.errors import AppError, DocumentTrouble, FileTrouble, InvalidValue
from core.i18n import _, ngettext
from core.mentions import retention
from core.mentions.model import Decisions
from core.mentions.records import decisions
from core.mentions.retention import Old
from core.store import Topic, backup
from core.town import records as town_records
from core.town.model import checked_number
from desktop import backups, crash_log
from desktop.asker import workspaces
from desktop.jobs import Progress
from desktop.services import Services
from desktop.widgets.card import ProgressCard


def choose_language(services: Services, code: str) -> None:
    """Speak `code`, or the system's language when it is empty, from now on."""
    services.settings.language = code
    services.desk.language_changed("look")


def choose_theme(services: Services, mode: str) -> None:
    """Show everything in these colours from now on; empty follows the system."""
    services.settings.theme = mode
    services.theme.apply(mode, services.settings.zoom)
    services.desk.save_settings()


def change_town(
    services: Services, field: str, value: Any, label: str, *, initiator: object | None = None
) -> None:
    """Store one column of the town; `label` names the step for undo, typing is one step."""
    with services.store.change(
        Topic.TOWN, label=label, key=f"town:{field}", initiator=initiator
    ) as db:
        town_records.update(db, **{field: value})


def change_crest(services: Services, crest: bytes) -> None:
    """Have another crest, as PNG; can be undone."""
    with services.store.change(Topic.TOWN, label=_("change the crest")) as db:
        town_records.update(db, crest=crest)
    services.notifier.undoable(_("The crest is changed."))


def remove_crest(services: Services) -> None:
    """Go on without a crest; can be undone."""
    with services.store.change(Topic.TOWN, label=_("remove the crest")) as db:
        town_records.update(db, crest=None)
    services.notifier.undoable(_("The crest is removed."))


def whole_number(typed: str, low: int, high: int) -> int:
    """A number that has to be there. Raises `InvalidValue`."""
    value = checked_number(typed, low, high)
    if value is None:
        raise InvalidValue(_("Type a number from {low} to {high}.").format(low=low, high=high))
    return round(value)


def set_retention(services: Services, months: int, *, initiator: object | None = None) -> None:
    """Decide for how long persons are kept without anybody confirming them."""
    with services.store.change(
        Topic.PREFERENCES,
        label=_("change how long contacts are kept"),
        key="retention",
        initiator=initiator,
    ) as db:
        town_records.set_retention_months(db, months)


def decide(
    services: Services, decided: Decisions, field: str, *, initiator: object | None = None
) -> None:
    """Store what the town decided about listening; `field` is the one that changed."""
    with services.store.change(
        Topic.PREFERENCES,
        label=_("change how listening works"),
        key=f"listening:{field}",
        initiator=initiator,
    ) as db:
        decisions.save(db, decided)


def let_go(services: Services, old: Old) -> None:
    """Ask, make a copy of today, and let go what is older than the town keeps."""
    now, folder = services.clock.now(), backups.folder(services)
    if not services.asker.confirm(
        ngettext(
            "Delete {count} item that is older than {day}?",
            "Delete {count} items that are older than {day}?",
            old.count,
        ).format(count=old.count, day=shown(old.before.astimezone().date())),
        _("{why} A backup is made first, in {folder}. It cannot be undone otherwise.").format(
            why=retention.why_asked(old, now), folder=folder
        ),
        _("Delete them"),
    ):
        return
    store, kept = services.store, services.settings.backups_kept

    def work(_token: CancelToken, _progress: Progress) -> int:
        backup.of_today(store.path, folder, services.clock, kept)
        with store.change(Topic.MENTIONS, undoable=False) as db:
            retention.let_go(db, old, now)
        return old.count

    def gone(count: int) -> None:
        services.notifier.toast(retention.went_sentence(count).format(count=count))

    services.jobs.run("let go", work, gone)


def fixed_by_others() -> str:
    """What stands below a setting that the policy of this computer says."""
    return _("Set on this computer by the person who looks after it.")


def choose(services: Services, name: str, value: Any) -> None:
    """Keep a setting of this computer."""
    setattr(services.settings, name, value)
    services.desk.save_settings()


def choose_backup_folder(services: Services, done: Callable[[], None]) -> None:
    """Ask for a folder, and prove with a first copy that it can be written."""
    before = backups.folder(services)
    start = places.synchronised_folder() or services.store.path.parent
    chosen = services.asker.folder(_("Where do the backups go?"), start)
    if chosen is not None:
        _set_backup_folder(services, str(chosen))
        back_up_now(services, done, lambda: _tell_left(services, before))


def use_default_folder(services: Services) -> None:
    """Copies go to the folder beside the workspace from now on."""
    before = backups.folder(services)
    _set_backup_folder(services, "")
    _tell_left(services, before)


def _set_backup_folder(services: Services, folder: str) -> None:
    services.settings.backup_folder = folder
    services.desk.save_settings()


def _tell_left(services: Services, folder: Path) -> None:
    """Say what stays in a folder that rotation does not come to any more."""
    if folder == backups.folder(services):
        return
    path = services.store.path

    def work(_token: CancelToken, _progress: Progress) -> int:
        return len(backup.listed(path, folder))

    def tell(count: int) -> None:
        if count:
            told = ngettext(
                "{count} copy stays in {folder}.", "{count} copies stay in {folder}.", count
            )
            services.notifier.notice(
                told.format(count=count, folder=folder),
                _(
                    "What is in a folder that you left is not deleted automatically: delete it "
                    "by hand."
                ),
            )

    services.jobs.run("copies left", work, tell)


def keep_backups(services: Services, count: int) -> None:
    """Keep so many copies; older ones go when the next is made."""
    services.settings.backups_kept = count
    services.desk.save_settings()


def back_up_now(
    services: Services, done: Callable[[], None], then: Callable[[], None] = lambda: None
) -> None:
    """Make a checked copy; `done` follows, whether it could be made or not, `then` if it could."""
    path, folder = services.store.path, backups.folder(services)
    kept = services.settings.backups_kept

    def work(_token: CancelToken, _progress: Progress) -> Path:
        services.store.require_there()
        return backup.make(path, folder, services.clock, kept)

    def made(copy: Path) -> None:
        services.notifier.toast(_("Backup made: {name}").format(name=copy.name))
        done()
        then()

    def failed(error: AppError) -> None:
        services.notifier.error(error)
        done()

    services.jobs.run("backup now", work, made, failed=failed)


def open_another(services: Services) -> None:
    """Ask for a workspace and open it in place of this one."""
    chosen = services.asker.open_file(_("Which town file do you want to open?"), workspaces())
    if chosen is not None:
        services.desk.open_workspace(chosen)


def save_help_report(services: Services) -> None:
    """Ask where and write what whoever helps needs to know, and nothing of the town."""
    start = Path.home() / f"Pregón {services.clock.today()}.zip"
    target = services.asker.save_file(
        _("Where should the report go?"), start, [(_("Zip files"), "*.zip")]
    )
    if target is None:
        return

    def work(_token: CancelToken, _progress: Progress) -> None:
        from desktop.settings import help_report

        log = crash_log.file_beside(services.listener.settings_path)
        files.write(target, help_report.made(services.store, services.settings, log))

    def written(_nothing: object) -> None:
        services.notifier.toast(_("Saved: {file}").format(file=target))

    services.jobs.run("help report", work, written)


EXPORT_JOB = "export everything"


def export_everything(services: Services, progress: ProgressCard) -> None:
    """Ask where and write everything of the town there, for other programs."""
    store = services.store
    start = Path.home() / f"{store.path.stem}.zip"
    target = services.asker.save_file(
        _("Where should everything go?"), start, [(_("Zip files"), "*.zip")]
    )
    if target is None:
        return

    def work(token: CancelToken, advance: Progress) -> list[str]:
        from core import everything

        return everything.write(store, target, catalogue.language_of(), token, advance)

    def written(lacking: list[str]) -> None:
        progress.hide()
        for sentence in lacking:
            services.notifier.error(DocumentTrouble(sentence))
        services.notifier.toast(_("Exported: {file}").format(file=target))

    def failed(error: AppError) -> None:
        progress.hide()
        services.notifier.error(error)

    progress.begin(_("Exporting everything to {file}").format(file=target.name))
    services.jobs.run(EXPORT_JOB, work, written, failed=failed, progress=progress.advance)


def copy_workspace(services: Services) -> None:
    """Ask where and write a checked copy there; this workspace stays open."""
    path = services.store.path
    target = services.asker.save_file(
        _("Where should the copy go?"), Path.home() / path.name, workspaces()
    )
    if target is None:
        return
    if target.absolute() == path:
        services.notifier.error(
            FileTrouble(
                _("“{name}” is the file that is open. It has not been touched.").format(
                    name=path.name
                ),
                _("Choose another name or another folder for the copy."),
            )
        )
        return

    def work(_token: CancelToken, _progress: Progress) -> Path:
        backup.copy(path, target)
        return target

    def copied(written: Path) -> None:
        services.notifier.toast(_("Copied and checked: {file}").format(file=written))

    services.jobs.run("copy workspace", work, copied)
