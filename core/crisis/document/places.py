"""The texts of a scenario on paper: the town's data filled in, and lines to write the rest on."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.crisis import sentences, town_words
from core.crisis.merging import PRIVATE, Fields, fields
from core.crisis.scenario import Blank, Scenario
from core.i18n import _
from core.store import Connection

_LINE = 12
"""Underscores of a line to write a few words on."""
_SHORT_LINE = 7
"""The same for an hour or a day."""


@dataclass(frozen=True)
class Places:
    """Fills in the texts of any scenario for paper."""

    known: Mapping[str, str]

    def filled(self, scenario: Scenario, text: str) -> str:
        """The text; what nobody knows yet is a line with its label."""
        blanks = {one.id: ruled(one) for one in scenario.blanks}
        said = sentences.on_paper(text, _("(if it is done: {words})"), _("at {time}"))
        return Fields({**blanks, **self.known}).fill(said)


def places(connection: Connection, scenario: Scenario) -> Places:
    """What the workspace knows, whatever the scenario; hours and days are written by hand."""
    own = {one.id for one in scenario.blanks}
    known = fields(connection, scenario, {}, None, None).values
    by_hand = {
        "date": _line(_("date"), _SHORT_LINE),
        "time": _line(_("time"), _SHORT_LINE),
        "next_time": _line(_("time"), _SHORT_LINE),
    }
    if not town_words.private(connection):
        by_hand[PRIVATE] = ruled(Blank(id=PRIVATE, label=_("Telephone to ask at")))
    return Places({name: text for name, text in known.items() if name not in own} | by_hand)


def ruled(blank: Blank) -> str:
    """`[lugar: ______________]`."""
    label = blank.label.partition(" (")[0].partition(",")[0]
    return _line(label[:1].lower() + label[1:], _LINE)


def _line(label: str, length: int) -> str:
    return f"[{label}: {'_' * length}]"
