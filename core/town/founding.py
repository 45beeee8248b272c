"""From a municipality of the INE list to the town of a new workspace."""

from core.town.gazetteer import Municipality
from core.town.model import LANGUAGES, Kind, Town


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
