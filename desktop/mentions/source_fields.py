"""The form of a source."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit

from core.i18n import _
from core.mentions import recipes
from core.mentions.model import WEIGHTS, Source
from desktop.forms import fields
from desktop.forms.fields import Field

_LONGEST_MINUTES, _LONGEST_DAYS = 10_080, 3650
_LANGUAGES = ("es", "ca", "gl", "eu", "pt", "en")


def source_fields(
    checked: Callable[[str], str], address_shown: Callable[[Source], bool]
) -> Sequence[Field | tuple[Field, Field]]:
    """The fields; `checked` reads an address, `address_shown` says of which source it is seen."""
    return [
        fields.line("title", _("Name"), required=True),
        fields.tick("enabled", _("Listening"), _("Read this source")),
        fields.when(
            Field("address", _("Address of the feed"), QLineEdit, read=checked), address_shown
        ),
        fields.line("page", _("Page where people read it"), limit=2000),
        fields.tick(
            "own",
            _("What it speaks of"),
            _("Everything it says is about the town"),
            _("Then all of it is a mention, without any watch: the neighbours' blog, for example."),
        ),
        fields.tick(
            "local",
            _("Where it is from"),
            _("It is of the place: where it says the name, it is ours"),
            _(
                "For the local paper or radio, when others have the town's name: no word near it is"
                " needed. What your watch leaves out stays out."
            ),
        ),
        (
            fields.one_of("weight", _("Weight"), _weights, _("One of great weight alarms sooner.")),
            fields.one_of("language", _("Language"), _languages),
        ),
        (
            fields.amount(
                "minutes",
                _("Minutes between readings"),
                recipes.LEAST_MINUTES,
                _LONGEST_MINUTES,
                _("Empty: as all the others."),
                whole=True,
            ),
            fields.amount(
                "silence_days",
                _("Days of silence that are worth telling"),
                0,
                _LONGEST_DAYS,
                _("Empty: by what is usual for it. 0: never."),
                whole=True,
            ),
        ),
        fields.lines("note", _("Note"), rows=2),
    ]


def _weights() -> list[tuple[int, str]]:
    words = (
        _("Small: few read it"),
        _("Usual"),
        _("Great: many read it, or it decides"),
    )
    return list(zip(WEIGHTS, words, strict=True))


def _languages() -> list[tuple[str, str]]:
    names = {
        "es": _("Spanish"),
        "ca": _("Catalan or Valencian"),
        "gl": _("Galician"),
        "eu": _("Basque"),
        "pt": _("Portuguese"),
        "en": _("English"),
    }
    return [("", _("As the feed says")), *((code, names[code]) for code in _LANGUAGES)]
