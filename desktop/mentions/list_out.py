"""The list of the inbox, as it is narrowed on screen, to paper or to a file."""

from dataclasses import dataclass
from pathlib import Path

from core import catalogue, files
from core.cancel import CancelToken
from core.documents.model import Document
from core.exchange import sheets
from core.i18n import Language, _
from core.mentions import listing
from core.mentions.listing import MentionList
from core.mentions.records.mentions import Wanted
from core.store import Connection
from desktop import exporting
from desktop.exporting import Paper
from desktop.jobs import Progress
from desktop.services import Services

_JOB = "mention-list"


@dataclass(frozen=True)
class FilteredMentions:
    """What the inbox shows: which mentions, and in words."""

    wanted: Wanted
    about: str

    def read(self, connection: Connection) -> MentionList:
        """All of them, also those that the list on screen has not read yet."""
        return MentionList.read(connection, self.wanted, self.about)


def print_list(services: Services, narrowed: FilteredMentions) -> None:
    """Hand the list to what shows PDF."""
    told = _("The list is in the PDF viewer; print it there.")
    exporting.show(services, _paper(services, narrowed), told)


def save_list(services: Services, narrowed: FilteredMentions) -> None:
    """Ask for a file and write the list to it, as its name ends."""
    title = _("List of mentions")
    name = files.safe_name(f"{title} {services.clock.today():%Y-%m-%d}")
    kinds = [*exporting.tables(), *exporting.kinds()]
    path = services.asker.save_file(_("Where should the list go?"), Path(f"{name}.xlsx"), kinds)
    if path is None:
        return
    if path.suffix.lower() not in sheets.ENDINGS:
        exporting.write(services, _paper(services, narrowed), path)
        return

    def work(_token: CancelToken, _progress: Progress) -> MentionList:
        with services.store.read() as connection:
            found = narrowed.read(connection)
            listing.write_list(connection, path, found)
        return found

    def written(found: MentionList) -> None:
        told = _("Written: {path}").format(path=path.name)
        services.notifier.toast(f"{told}. {found.counted(listing.MOST)}")

    services.jobs.run(_JOB, work, written)


def _paper(services: Services, narrowed: FilteredMentions) -> Paper:
    today = services.clock.today()

    def make(connection: Connection, language: Language) -> Document:
        from core.mentions.document.listing import mention_list

        return mention_list(connection, language, today, narrowed.read(connection))

    return Paper(_JOB, catalogue.language_of(), make)
