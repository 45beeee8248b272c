"""What is asked about the town: from the INE list to the workspace, and what each answer may be."""

from collections.abc import Sequence

from core.errors import InvalidValue
from core.i18n import _
from core.town.gazetteer import Municipality
from core.town.model import LANGUAGES, Kind, Town, checked_number

HOURS_IN_A_WEEK = 168
MOST_PEOPLE = 100_000_000
"""More than live in Spain; only a slip of the finger is beyond."""


def town_of(municipality: Municipality) -> Town:
    """The town, publishing in Spanish and, where there is one for all of it, the other language.

    In Navarra Basque depends on the zone (`eu?`): the person chooses.
    """
    other = municipality.co_official_language
    return Town(
        name=municipality.name,
        kind=Kind.MUNICIPALITY,
        ine_code=municipality.ine_code,
        alt_name=municipality.alt_name,
        province=municipality.province,
        region=municipality.region,
        population=municipality.population,
        population_year=municipality.population_year,
        languages=("es", other) if other in LANGUAGES else ("es",),
    )


def checked_hours(text: str) -> float | None:
    """Hours a week, or None when empty. Raises `InvalidValue`."""
    return checked_number(text, 0, HOURS_IN_A_WEEK)


def checked_people(text: str) -> int | None:
    """Inhabitants, or None when empty. Raises `InvalidValue`."""
    people = checked_number(text, 0, MOST_PEOPLE)
    return None if people is None else round(people)


def checked_languages(codes: Sequence[str]) -> tuple[str, ...]:
    """The languages of publication, at least one. Raises `InvalidValue`."""
    if not codes:
        raise InvalidValue(_("Choose at least one language."))
    return tuple(codes)
