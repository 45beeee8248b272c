"""What the sheets of all scenarios need of the workspace, read once for the whole notebook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from core.crisis.people import wearer
from core.documents.model import Block, Document, Layout
from core.i18n import Language
from core.plan import records as plan_records
from core.plan.model import Plan
from core.roster import records as roster_records
from core.roster.document import printable
from core.roster.model import Contact, Hat
from core.store import Connection
from core.town import records as town_records
from core.town.document import headed
from core.town.model import Town


@dataclass(frozen=True)
class Ground:
    """The town, its roster and its plan, and on what day and in which language it is printed."""

    town: Town
    crest: bytes | None
    contacts: Sequence[Contact]
    plan: Plan
    language: Language
    today: date

    @cached_property
    def wearers(self) -> Mapping[Hat, Contact | None]:
        """Who wears each hat by the roster."""
        return {hat: wearer(self.contacts, hat) for hat in Hat}

    def sheet(
        self,
        code: str,
        title: str,
        blocks: Sequence[Block],
        *,
        kicker: str = "",
        subtitle: str = "",
        version: int = 1,
        urgent: bool = False,
        pages: int = 1,
    ) -> Document:
        """A sheet of this town, of this day."""
        return replace(
            headed(self.town, self.crest, self.language, self.today),
            code=code,
            title=title,
            subtitle=subtitle,
            version=version,
            blocks=tuple(blocks),
            layout=Layout.SHEET,
            kicker=kicker,
            urgent=urgent,
            one_page=pages == 1,
            pages=0 if pages == 1 else pages,
        )


def ground(connection: Connection, language: Language, today: date) -> Ground:
    """What a workspace says now."""
    return Ground(
        town_records.load(connection),
        town_records.crest(connection),
        printable(roster_records.everyone(connection)),
        plan_records.load(connection),
        language,
        today,
    )
