"""The town's data in a text: fields between braces, and blanks that the person fills in.

A blank that is still empty stands as `[lugar]`, its label between brackets, so that nobody
overlooks it and it can be filled in later.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core import content
from core.crisis.scenario import Blank, Scenario
from core.days import clock_time, shown
from core.i18n import _
from core.plan import records as plan_records
from core.plan.plan_content import Shape
from core.store import Connection
from core.town import records as town_records
from core.town.naming import body_fields

_FIELD = re.compile(r"\{([A-Za-z_][A-Za-z0-9_-]*)\}")


class _Words(Shape, frozen=True, kw_only=True):
    """The content file `crisis-words`: what stands in for a gap, words that a statement avoids."""

    web: str
    private: str
    blame: tuple[str, ...]
    guesses: tuple[str, ...]


@dataclass(frozen=True)
class Fields:
    """What the fields of a text hold in one language."""

    values: Mapping[str, str]

    def fill(self, text: str) -> str:
        """The text with every field replaced; one that is unknown stays as it was written."""
        # Not `str.format`: in a text of the person's own or of a pack, a lone brace or a field such
        # as `{place.x}` would stop the draft.
        return _FIELD.sub(lambda found: self.values.get(found[1], found[0]), text)


def words() -> _Words:
    """The content file `crisis-words` in the current language."""
    return content.load("crisis-words", _Words)


def fields(
    connection: Connection,
    scenario: Scenario,
    blanks: Mapping[str, str],
    now: datetime | None,
    due: datetime | None,
) -> Fields:
    """The fields of a scenario's texts in the current language.

    Without `now` and `due`, as for paper, the hours stay blank.
    """
    town = town_records.load(connection)
    plan = plan_records.load(connection)
    web = next((one.address for one in plan.channels if one.kind == "web" and one.address), "")
    # As it is said aloud; a network makes a link of it all the same.
    web = web.removeprefix("https://").removeprefix("http://").rstrip("/")
    private = next((one for one in plan.private_channels if one.address), None)
    known = body_fields(town) | {
        "web": web or words().web,
        "private": f"{private.title}: {private.address}" if private else words().private,
        "date": shown(now.astimezone().date()) if now else mark(_("date")),
        "time": clock_time(now) if now else mark(_("time")),
        "next_time": clock_time(due) if due else mark(_("time")),
    }
    own = {one.id: blanks.get(one.id, "") or mark_of(one) for one in scenario.blanks}
    return Fields(own | known)


def mark(label: str) -> str:
    """How an empty blank stands in a text."""
    return f"[{label}]"


def mark_of(blank: Blank) -> str:
    """How an empty blank of a scenario stands in a text."""
    label = blank.label
    # An abbreviation keeps its capitals: `[DNI]`.
    return mark(label if label[1:2].isupper() else label[:1].lower() + label[1:])
