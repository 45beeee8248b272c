"""What the log says of a statement, in the language of the incident."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.crisis import log
from core.crisis.labels import statement_label, way_label
from core.crisis.log import Hand
from core.crisis.model import LogKind, Statement
from core.i18n import _
from core.text import shortened
from core.town.model import language_name

if TYPE_CHECKING:
    from sqlite_utils import Database


def begun(db: "Database", statement: Statement, hand: Hand) -> None:
    """A draft was begun."""

    def text() -> str:
        return _("Draft started: {kind}.").format(kind=statement_label(statement.kind))

    log.write(db, statement.incident_id, hand, LogKind.STATEMENT, text)


def approved(
    db: "Database", statement: Statement, words: str, hand: Hand, language: str = ""
) -> None:
    """Word for word, so that the log holds what was approved; `language` where there are more."""

    def text() -> str:
        kind = statement_label(statement.kind)
        said = _("{kind} approved by {name}, {how}: “{text}”").format(
            kind=f"{kind} ({language_name(language)})" if language else kind,
            name=statement.approved_by,
            how=way_label(statement.approved_how),
            text=words,
        )
        return shortened(said, log.LONGEST)

    log.write(db, statement.incident_id, hand, LogKind.STATEMENT, text)


def published(db: "Database", statement: Statement, channels: Sequence[str], hand: Hand) -> str:
    """It is out on these channels; returns what is said of it."""

    def text() -> str:
        kind, places = statement_label(statement.kind), ", ".join(channels)
        return _("{kind} published: {channels}.").format(kind=kind, channels=places)

    return log.write(db, statement.incident_id, hand, LogKind.PUBLISHED, text).text


def dropped(db: "Database", statement: Statement, hand: Hand) -> None:
    """It will not be published."""

    def text() -> str:
        return _("{kind} dropped.").format(kind=statement_label(statement.kind))

    log.write(db, statement.incident_id, hand, LogKind.STATEMENT, text)
