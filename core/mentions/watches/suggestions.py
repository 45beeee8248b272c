"""What a new workspace listens for, and where: proposals until the person says so.

Watches work from the start, as they only look. Sources wait for a yes: each asks somebody else's
computer. No address is guessed: the press of the place is for the person to add.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.i18n import _
from core.mentions import recipes
from core.mentions.model import Source
from core.mentions.records import sources, watches
from core.mentions.watches import namesakes, topics, town_name
from core.mentions.watches.town_name import DoubtKind
from core.store import suggestions as marks
from core.town.model import BodyKind, Town

if TYPE_CHECKING:
    from sqlite_utils import Database

TOWN = "town"
"""Template of the town's own watch, among the marks of suggestions."""


def fill(db: "Database", town: Town, now: datetime) -> None:
    """Put watches and sources for this town into a new workspace, marked as suggestions."""
    watch_id = watches.add(db, town_name.town_watch(town))
    marks.mark(db, watches.TABLE, watch_id, TOWN, _why(town))
    own = namesakes.of(town).names
    for pack in topics.packs():
        watch_id = watches.add(db, topics.watch_of(pack, town.languages, own))
        marks.mark(db, watches.TABLE, watch_id, pack.id, pack.purpose)
    for source in proposed_sources(town):
        source_id = sources.add(db, source, now)
        marks.mark(db, sources.TABLE, source_id, source.recipe, source.suggested)


def proposed_sources(town: Town) -> list[Source]:
    """Where to listen, the most useful first, not enabled; `suggested` says why."""
    return [*_press(town), *_warnings(town), *_page_history(town)]


def _why(town: Town) -> str:
    found = [doubt.sentence for doubt in town_name.doubts(town)]
    if not found:
        return _("It finds whatever names your town; nothing else that we know of has that name.")
    found.append(
        _("The rule takes it into account; look at what it finds first and fix it if need be.")
    )
    return " ".join(found)


def _press(town: Town) -> list[Source]:
    searched = town_name.search_words(town)
    own = _(
        "If nearly all that it brings is about your town, say so here: every headline is then a"
        " mention."
    )
    note = own if town_name.is_narrow(town) else ""
    reasons = {
        "google-news": _(
            "It is the quickest way to read what the press says of your town, also far from it."
        ),
        "bing-news": _("It finds media that Google does not; what both bring counts once."),
    }
    return [
        replace(
            recipes.source_of(recipe, {"q": searched}),
            title=f"{recipes.recipe(recipe).name}: {town.name}",
            enabled=False,
            # The search names the place beside the town.
            local=town_name.is_narrow(town),
            note=note,
            suggested=reason,
        )
        for recipe, reason in reasons.items()
    ]


def _warnings(town: Town) -> list[Source]:
    if not town.region:
        return []
    return [
        replace(
            recipes.source_of("aemet", {"region": town.region}),
            enabled=False,
            note=_("The warnings name areas, not towns: put the name of yours into a search."),
            suggested=_("Warnings of storms, heat or snow are published there in time."),
        )
    ]


def _page_history(town: Town) -> list[Source]:
    """Of Wikipedia's page, only where its title is sure to be the name of the town."""
    if town.kind is BodyKind.OTHER or town.alt_name or town.languages != ("es",):
        return []
    other = {DoubtKind.ABROAD, DoubtKind.TWIN, DoubtKind.WORD, DoubtKind.PERSON, DoubtKind.SAINT}
    if any(doubt.kind in other for doubt in town_name.doubts(town)):
        return []
    return [
        replace(
            recipes.source_of("wikipedia", {"title": town.name, "language": "es"}),
            enabled=False,
            note=_("Open its page first, to see that it is your town’s."),
            suggested=_("It tells you when somebody changes what Wikipedia says about your town."),
        )
    ]
