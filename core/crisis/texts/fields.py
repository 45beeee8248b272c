"""The town's data in a text: fields between braces, blanks, and answers ready to be copied.

A blank that is still empty stands as `[lugar]`, its label between brackets, so that nobody
overlooks it and it can be filled in later.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core import content
from core.crisis import town_facts
from core.crisis.model import Complainant, ComplainantState
from core.crisis.scenario import Blank, Scenario
from core.crisis.town_facts import private, words
from core.days import clock_time, shown
from core.i18n import _, of_hours
from core.plan import records as plan_records
from core.plan.model import PrivateChannel
from core.plan.plan_content import ContentShape
from core.store import Connection

_FIELD = re.compile(r"\{([A-Za-z_][A-Za-z0-9_-]*)\}")

WHERE = "next_place"
"""The field of the place where there will be more: what the town's channels say, or the person."""

PRIVATE = "private"
"""The field of the telephone at which people ask: what plan or roster have, or the person."""


@dataclass(frozen=True)
class KnownFields:
    """What the fields of a text hold in one language."""

    values: Mapping[str, str]

    def fill(self, text: str) -> str:
        """The text with every field replaced; one that is unknown stays as it was written."""
        # Not `str.format`: in a text of the person's own or of a pack, a lone brace or a field such
        # as `{place.x}` would stop the draft.
        return of_hours(_FIELD.sub(lambda found: self.values.get(found[1], found[0]), text))


def known_fields(
    connection: Connection,
    scenario: Scenario,
    blanks: Mapping[str, str],
    now: datetime | None,
    due: datetime | None,
    used: Sequence[str] = (),
) -> KnownFields:
    """The fields of a scenario's texts in the current language.

    Without `now` and `due`, as for paper, the hours stay blank. `used` are the channels on which
    something was published already.
    """
    known = town_facts.fields(connection, used) | {
        "date": shown(now.astimezone().date()) if now else mark(_("date")),
        "time": clock_time(now) if now else mark(_("time")),
        "next_time": clock_time(due) if due else mark(_("time")),
    }
    known |= {name: said for name in (WHERE, PRIVATE) if (said := blanks.get(name, ""))}
    own = {blank.id: blanks.get(blank.id, "") or unsaid(blank) for blank in scenario.blanks}
    return KnownFields(own | known)


def unsaid(blank: Blank) -> str:
    """What a text says where nothing was filled in: the honest default, or an open blank."""
    return blank.default or mark_of(blank)


def mark(label: str) -> str:
    """How an empty blank stands in a text."""
    return f"[{label}]"


def mark_of(blank: Blank) -> str:
    """How an empty blank of a scenario stands in a text."""
    label = blank.label
    # An abbreviation keeps its capitals: `[DNI]`.
    return mark(label if label[1:2].isupper() else label[:1].lower() + label[1:])


class ReadyAnswer(ContentShape, frozen=True, kw_only=True):
    """A text, and when it is the right one."""

    id: str
    title: str
    text: str


class ReadyAnswers(ContentShape, frozen=True, kw_only=True):
    """The content file `crisis-answers`, by where the conversation stands."""

    open: tuple[ReadyAnswer, ...]
    moved: tuple[ReadyAnswer, ...]
    solved: tuple[ReadyAnswer, ...]


@dataclass(frozen=True)
class Ready:
    """An answer with everything filled in."""

    title: str
    text: str


def doors(connection: Connection) -> list[str]:
    """Where somebody affected may go on in private: the channels of the plan, or else what every
    town hall has, with its number where that is known; at least one."""
    channels = plan_records.every(connection, PrivateChannel)
    return [name_of(channel) for channel in channels] or [private(connection) or words().private]


def ready(person: Complainant, doors: Sequence[str]) -> list[Ready]:
    """The answers that fit, in the current language; none once it is closed in public.

    Of a conversation that never moved the first of `doors` is named.
    """
    found = content.load("crisis-answers", ReadyAnswers)
    offered = {
        ComplainantState.OPEN: found.open,
        ComplainantState.MOVED: found.moved,
        ComplainantState.SOLVED: found.solved,
    }.get(person.state, ())
    first = person.channel or next(iter(doors), "")
    known = KnownFields({"channel": first, "channels": "; ".join(doors)})
    return [Ready(answer.title, known.fill(answer.text)) for answer in offered]


def name_of(channel: PrivateChannel) -> str:
    """`Teléfono y mostrador: 924 000 004`, as it is answered and kept."""
    return f"{channel.title}: {channel.address}" if channel.address else channel.title
