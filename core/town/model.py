"""Facts of the town, and how it is named in the texts of the program."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from core import content, i18n
from core.errors import InvalidValue
from core.i18n import _
from core.numbers import number
from core.text import clean, clean_lines, fold

NAME_LIMIT = 200

LANGUAGES = ("es", "ca", "gl", "eu", "en")
"""Languages a Spanish town may publish in, by ISO 639-1 code."""
_VALENCIAN = "Comunitat Valenciana"
"""Where Catalan is called so; the others call it Catalan."""


class BodyKind(StrEnum):
    """A municipality of the INE list, or another body (mancomunidad, diputación, entity)."""

    MUNICIPALITY = "municipality"
    OTHER = "other"


@dataclass(frozen=True)
class Town:
    """The body and the person who runs its communications."""

    name: str
    kind: BodyKind = BodyKind.OTHER
    ine_code: str = ""
    alt_name: str = ""
    province: str = ""
    region: str = ""
    population: int | None = None
    population_year: int | None = None
    languages: tuple[str, ...] = ("es",)
    hours_week: float | None = None
    person: str = ""
    post: str = ""

    @property
    def body(self) -> str:
        """How the body signs: “Ayuntamiento de Valdehierro”, or the name of the other body."""
        if self.kind is BodyKind.OTHER:
            return self.name
        return _("{town} Town Council").format(town=self.name)


def language_name(code: str, region: str = "") -> str:
    """Name of a publication language, as it is called in that region; of one that is not known
    here, its code."""
    if code == "ca" and region:
        return _("Valencian") if region == _VALENCIAN else _("Catalan")
    known = {
        "es": _("Spanish"),
        "ca": _("Catalan or Valencian"),
        "gl": _("Galician"),
        "eu": _("Basque"),
        "en": _("English"),
    }
    return known.get(code, code)


def language_names(codes: Iterable[str], region: str = "", *, within: bool = False) -> str:
    """`Catalán, español`: one after the other, with one capital outside of English, and with none
    within a sentence."""
    names = ", ".join(language_name(code, region) for code in codes)
    if i18n.current() == "en":
        return names
    return names.lower() if within else names[:1] + names[1:].lower()


def checked_name(text: str) -> str:
    """The cleaned name of a body. Raises `InvalidValue` when it is empty or too long."""
    return checked_text(text, required=True)


def checked_text(text: str, *, required: bool = False, limit: int = NAME_LIMIT) -> str:
    """One cleaned line of at most `limit` characters. Raises `InvalidValue` with the figures."""
    cleaned = clean(text)
    if required and not cleaned:
        raise InvalidValue(_("Type a name."), _("Until then the previous one stays."))
    _require_short(cleaned, limit)
    return cleaned


def checked_lines(text: str, limit: int = 4000) -> str:
    """Cleaned text of several lines. Raises `InvalidValue` with the figures when it is too long."""
    cleaned = clean_lines(text)
    _require_short(cleaned, limit)
    return cleaned


def _require_short(text: str, limit: int) -> None:
    if len(text) > limit:
        raise InvalidValue(
            _("This has {count} characters and at most {limit} fit.").format(
                count=len(text), limit=limit
            ),
            _("Shorten it; what you typed stays here until then."),
        )


def checked_number(text: str, low: float, high: float) -> float | None:
    """A number typed with comma or point; None when empty.

    Raises `InvalidValue` when it is no number or is outside `low`…`high`.
    """
    cleaned = fold(clean(text)).replace(" ", "")
    if not cleaned:
        return None
    try:
        value = float(_plain(cleaned))
    except ValueError:
        value = None
    if value is None or not low <= value <= high:
        raise InvalidValue(
            _("Type a number from {low} to {high}.").format(low=number(low), high=number(high))
        )
    return value


def _plain(typed: str) -> str:
    """A number as Python reads it. Of two different marks the last is the decimal one.

    A single kind of mark is read as the language in force writes it: in Spanish `1.250` is over a
    thousand, in English `1,250` is; what is no group of three digits, or follows a 0, is decimals.
    """
    marks = [char for char in typed if char in ".,"]
    if len(set(marks)) == 2:
        decimal = marks[-1]
        return typed.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    grouping = "," if i18n.current() == "en" else "."
    head, *groups = typed.replace(",", ".").split(".")
    whole = head.lstrip("+-")
    grouped = (
        grouping in marks
        and whole not in ("", "0")
        and len(whole) <= 3
        and all(len(group) == 3 for group in groups)
    )
    return "".join([head, *groups]) if grouped else ".".join([head, *groups])


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    the_body: str
    of_the_body: str
    to_the_body: str


class _Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content file `body-names`."""

    names: dict[BodyKind, _Names]


def body_fields(town: Town) -> dict[str, str]:
    """`{town}`, `{body}`, and `{the_body}`, `{of_the_body}`… as they stand inside a sentence.

    In the current language; `{The_body}` begins one.
    """
    names = content.load("body-names", _Content).names[town.kind]
    return {
        "town": town.name,
        "body": town.body,
        "the_body": names.the_body,
        "The_body": names.the_body[:1].upper() + names.the_body[1:],
        "of_the_body": names.of_the_body,
        "to_the_body": names.to_the_body,
    }
