"""The towns that lie near another: where they are named, too, it is the one that is meant.

Where municipalities lie: GeoNames (geonames.org), CC BY 4.0, matched by name, region and number of
people; some 1,700 small ones could not be matched with certainty and have no place here.
"""

import csv
import math
from functools import cache

import resources
from core.mentions import place_words
from core.town.gazetteer import Gazetteer

_FARTHEST = 25.0
"""Kilometres, as the crow flies: what the press of one district tells of."""
_MOST = 12
_DEGREE = 111.2
"""Kilometres of a degree of latitude."""


def near(spain: Gazetteer, ine_code: str) -> tuple[str, ...]:
    """Names of the municipalities of the same province round one, nearest first.

    Those whose own name may mean something else tell nothing and are left out.
    """
    places = _places()
    if ine_code not in places:
        return ()
    apart = {
        code: _apart(places[ine_code], place)
        for code, place in places.items()
        if code[:2] == ine_code[:2] and code != ine_code
    }
    close = sorted((far, code) for code, far in apart.items() if far <= _FARTHEST)
    found = (spain.by_code(code) for _far, code in close if not _is_doubtful(code))
    towns = [one for one in found if one is not None][:_MOST]
    return tuple(name for one in towns for name in (one.name, one.alt_name) if name)


def _is_doubtful(ine_code: str) -> bool:
    known = place_words.ambiguity(ine_code)
    return known.word or known.person or bool(known.abroad)


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two places that are not far from each other."""
    north = one[0] - other[0]
    east = (one[1] - other[1]) * math.cos(math.radians(one[0]))
    return _DEGREE * math.hypot(north, east)


@cache
def _places() -> dict[str, tuple[float, float]]:
    """Latitude and longitude by INE code."""
    path = resources.path("data", "municipality-places.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["ine_code"]: (float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file)
        }
