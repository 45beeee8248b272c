"""What can be answered in public to somebody affected, ready to be copied."""

from collections.abc import Sequence
from dataclasses import dataclass

from core import content
from core.crisis.merging import Fields
from core.crisis.model import Complainant, ComplainantState
from core.crisis.town_words import words
from core.plan.model import PrivateChannel
from core.plan.plan_content import Shape


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


def ready(person: Complainant, channels: Sequence[PrivateChannel]) -> list[Ready]:
    """The answers that fit, in the current language; none once it is closed in public.

    Of a conversation that never moved the town's first channel is named, or what the town has
    when the plan has none.
    """
    found = content.load("crisis-answers", Answers)
    offered = {
        ComplainantState.OPEN: found.open,
        ComplainantState.MOVED: found.moved,
        ComplainantState.SOLVED: found.solved,
    }.get(person.state, ())
    names = [name_of(one) for one in channels] or [words().private]
    known = Fields({"channel": person.channel or names[0], "channels": "; ".join(names)})
    return [Ready(one.title, known.fill(one.text)) for one in offered]


def name_of(channel: PrivateChannel) -> str:
    """`Teléfono y mostrador: 924 000 004`, as it is answered and kept."""
    return f"{channel.title}: {channel.address}" if channel.address else channel.title
