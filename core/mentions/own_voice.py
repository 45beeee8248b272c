"""What the town says itself, on its own page or network: no alarm is made of it."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from core.mentions.model import Source
from core.plan.kinds import AccountKind
from core.plan.model import Plan
from core.text import fold
from core.town.model import Town

_OWN = (AccountKind.OWN, AccountKind.ABANDONED)
_PAGES = ("web", "e_office")
"""Channels of which a whole site is the town's; of a network only a page is."""
_FEEDS = (".rss", ".atom", ".xml")
"""With which some networks make the feed of a page out of its address."""
_COUNCIL = re.compile(
    r"(?:excmo\.? |ilmo\.? )?(?:ayuntamiento|ayto\.?|ajuntament|concello|town council)\b"
)


def sources(there: Iterable[Source], plan: Plan) -> frozenset[int]:
    """Those at addresses that the plan has as channels or own accounts of the town, by id."""
    sites = {_place(one.address) for one in plan.channels if one.kind in _PAGES and not one.offline}
    pages = {_place(one.address) for one in plan.channels if not one.offline}
    pages |= {_place(one.address) for one in plan.accounts if one.kind in _OWN}
    known = [one for one in sites | {one for one in pages if "/" in one} if "." in one]
    return frozenset(
        one.id
        for one in there
        if any(
            _is_under(_place(address), place)
            for address in (one.page, one.address)
            for place in known
        )
    )


@lru_cache(maxsize=1024)
def is_place(name: str, town: Town) -> bool:
    """Whether a medium is the council itself, by the name under which news searches give it."""
    said = fold(name)
    names = [fold(one) for one in (town.name, town.alt_name) if one]
    return bool(_COUNCIL.match(said)) and any(said.endswith(one) for one in names)


def _is_under(address: str, place: str) -> bool:
    return address in (place, *(place + one for one in _FEEDS)) or address.startswith(
        (f"{place}/", f"{place}?")
    )


def _place(address: str) -> str:
    """An address as it is compared: `www.ayto.example/noticias/` is `ayto.example/noticias`."""
    plain = address.strip().casefold()
    if not plain or any(blank in plain for blank in " \t\n"):
        return ""
    try:
        parts = urlsplit(plain if "://" in plain else f"https://{plain}")
    except ValueError:
        return ""
    asked = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}{asked}"
