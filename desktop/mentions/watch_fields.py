"""The form of a watch: a rule in plain words."""

from collections.abc import Sequence
from dataclasses import replace

from core.errors import InvalidValue
from core.i18n import _
from core.mentions.kinds import WatchKind
from core.mentions.model import Watch
from core.text import clean
from core.town.model import checked_number
from desktop.forms import fields
from desktop.forms.fields import Field
from desktop.forms.growing import GrowingText

_MOST_LINES, _LONGEST_LINE = 400, 120
_FARTHEST = 100


def watch_fields() -> Sequence[Field | tuple[Field, Field]]:
    """The fields; some of them only a watch on what is ours has."""
    return [
        fields.line("title", _("Name"), required=True),
        fields.tick("enabled", _("In force"), _("Look for this")),
        *_rule(),
        *(fields.when(one, _is_subject) for one in _of_names()),
        fields.tick(
            "alarms",
            _("Alarms"),
            _("It counts for alarms"),
            _(
                "A name alarms when it is spoken of more than usual; a sensitive topic, when its"
                " words stand beside a harm."
            ),
        ),
        fields.lines("note", _("Note"), rows=1),
    ]


def _rule() -> list[Field | tuple[Field, Field]]:
    return [
        _words(
            "any_of",
            _("Any of these words or phrases"),
            _(
                "One a line. Whole words; accents and capitals do not count. habit* finds"
                " habitantes."
            ),
            rows=3,
        ),
        _words("all_of", _("And each of these"), _("All of them, wherever they stand."), rows=1),
        (
            _words(
                "near",
                _("And near one of these"),
                _(
                    "For a name that others bear: the province, towns nearby, the comarca, the"
                    " river, roads such as EX-206, the post code."
                ),
                rows=2,
            ),
            replace(
                fields.amount("distance", _("Near means, in words"), 1, _FARTHEST),
                read=_distance,
            ),
        ),
        _words(
            "none_of",
            _("But none of these"),
            _("Where one of them stands it is not ours: the country of a namesake, its club."),
            rows=2,
        ),
    ]


def _distance(typed: str) -> int:
    """Words between two that are near; left empty it is what it was at the start."""
    found = checked_number(typed, 1, _FARTHEST)
    return Watch.distance if found is None else round(found)


def _of_names() -> list[Field]:
    return [
        _words(
            "longer",
            _("Longer names that are not ours"),
            _("“Mérida” does not count inside “Mérida de Yucatán”."),
            rows=2,
        ),
        fields.tick(
            "capitals",
            _("Capitals"),
            _("Capitals written here count"),
            _("For names that are common words too: “Libros”, “Campo”, “La Torre”."),
        ),
    ]


def _is_subject(watch: Watch) -> bool:
    return watch.kind is WatchKind.SUBJECT


def _words(name: str, label: str, help_text: str, *, rows: int) -> Field:
    return Field(
        name,
        label,
        lambda: GrowingText(rows, rows + 9),
        help_text,
        show="\n".join,
        read=_lines,
    )


def _lines(typed: str) -> tuple[str, ...]:
    lines = tuple(dict.fromkeys(filter(None, (clean(line) for line in typed.splitlines()))))
    longest = max(lines, key=len, default="")
    if len(longest) > _LONGEST_LINE:
        raise InvalidValue(
            _("“{start}…” is too long to be looked for.").format(start=longest[:30]),
            _("Write one word or phrase a line, of at most {count} characters.").format(
                count=_LONGEST_LINE
            ),
        )
    if len(lines) > _MOST_LINES:
        raise InvalidValue(
            _("These are {count} lines, and at most {most} are looked for.").format(
                count=len(lines), most=_MOST_LINES
            )
        )
    return lines
