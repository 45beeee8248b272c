"""What can be answered in public to somebody affected, ready to be copied."""

from collections.abc import Sequence
from dataclasses import dataclass

from core import content
from core.crisis.merging import Fields
from core.crisis.model import Complainant, ComplainantState
from core.crisis.town_words import private, words
from core.plan import records as plan_records
from core.plan.model import PrivateChannel
from core.plan.plan_content import Shape
from core.store import Connection


class Answer(Shape, frozen=True, kw_only=True):
    """A text, and when it is the right one."""

    id: str
    title: str
    text: str


class Answers(Shape, frozen=True, kw_only=True):
    """The content file `crisis-answers`, by where the conversation stands."""

    open: tuple[Answer, ...]
    moved: tuple[Answer, ...]
    solved: tuple[Answer, ...]


@dataclass(frozen=True)
class Ready:
    """An answer with everything filled in."""

    title: str
    text: str


def doors(connection: Connection) -> list[str]:
    """Where somebody affected may go on in private: the channels of the plan, or else what every
    town hall has, with its number where that is known; at least one."""
    channels = plan_records.every(connection, PrivateChannel)
    return [name_of(one) for one in channels] or [private(connection) or words().private]


def ready(person: Complainant, doors: Sequence[str]) -> list[Ready]:
    """The answers that fit, in the current language; none once it is closed in public.

    Of a conversation that never moved the first of `doors` is named.
    """
    found = content.load("crisis-answers", Answers)
    offered = {
        ComplainantState.OPEN: found.open,
        ComplainantState.MOVED: found.moved,
        ComplainantState.SOLVED: found.solved,
    }.get(person.state, ())
    first = person.channel or next(iter(doors), "")
    known = Fields({"channel": first, "channels": "; ".join(doors)})
    return [Ready(one.title, known.fill(one.text)) for one in offered]


def name_of(channel: PrivateChannel) -> str:
    """`Teléfono y mostrador: 924 000 004`, as it is answered and kept."""
    return f"{channel.title}: {channel.address}" if channel.address else channel.title
