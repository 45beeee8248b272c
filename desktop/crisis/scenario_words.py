"""Fields that the forms of a scenario share."""

from dataclasses import replace

from core.crisis.scenario_limits import LINE, TEXT
from core.errors import InvalidValue
from core.i18n import _
from core.text import clean
from core.town.model import checked_lines
from desktop.crisis.scenario_rows import lines_of
from desktop.forms import fields
from desktop.forms.fields import Field
from desktop.forms.growing import GrowingText

_MORE = 9
"""Lines by which a list grows before it scrolls."""


def listed_field(
    name: str, label: str, help_text: str = "", *, rows: int = 2, longest: int = 120
) -> Field:
    """A list, one a line."""

    def read(typed: str) -> tuple[str, ...]:
        found = tuple(filter(None, (clean(line) for line in typed.splitlines())))
        too_long = max(found, key=len, default="")
        if len(too_long) > longest:
            raise InvalidValue(
                _("The line “{start}…” has more than {most} characters.").format(
                    start=too_long[:30], most=longest
                ),
                _("Shorten it; what you typed stays here until then."),
            )
        return found

    return Field(
        name,
        label,
        lambda: GrowingText(rows, rows + _MORE),
        help_text,
        show=lines_of,
        read=read,
    )


def texts_field(name: str, label: str, help_text: str = "", *, rows: int = 2) -> Field:
    """A text of several lines that is published or read aloud."""
    field = fields.lines(name, label, help_text, rows=rows)
    return replace(field, read=lambda text: checked_lines(text, TEXT))


def line_field(name: str, label: str, help_text: str = "", *, rows: int = 2) -> Field:
    """One line that may be long enough to be seen in several."""
    field = fields.lines(name, label, help_text, rows=rows)
    return replace(field, read=lambda text: clean(checked_lines(text, LINE)))


def minutes_field(name: str, label: str, low: int, high: int) -> Field:
    """A number of minutes that has to be said."""
    field = fields.amount(name, label, low, high, whole=True)

    def read(text: str) -> int:
        value = field.read(text)
        if value is None:
            raise InvalidValue(
                _("Type a number of minutes from {low} to {high}.").format(low=low, high=high)
            )
        return int(value)

    return replace(field, read=read)
