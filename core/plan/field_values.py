"""The value of one field of the plan in words, with the names of what it points at."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.field_kinds import Amount, Choice, Described, Line, OneOf, Page, Ref, Refs
from core.fields import described
from core.i18n import _
from core.plan.kinds import Judged
from core.plan.measurements.readings import value_in_words
from core.plan.model import Objective
from core.plan.snapshot import Snapshot
from core.plan.wording import named
from core.town.model import Town, language_name

_TOWN: dict[str, Described] = {
    "name": Line(lambda: _("Name")),
    "alt_name": Line(lambda: _("Other name")),
    "province": Line(lambda: _("Province")),
    # Translators: Autonomous community of Spain.
    "region": Line(lambda: _("Region")),
    "population": Amount(lambda: _("Population")),
    "population_year": Amount(lambda: _("Year of the population figure"), words=str),
    "languages": Refs(lambda: _("Languages"), to="languages"),
    "hours_week": Amount(lambda: _("Hours a week")),
    "person": Line(lambda: _("Who runs communications")),
    # Translators: What somebody is in the town hall: mayor, town clerk.
    "post": Line(lambda: _("Role")),
}
"""The form of the town is made by hand: it asks for files and for what the INE knows."""

_FIGURES = ("baseline", "target")


def compared(kind: type) -> Mapping[str, Described]:
    """The fields of a kind that a person fills in."""
    return _TOWN if kind is Town else described(kind)


def field_in_words(item: Any, field: str, snapshot: Snapshot) -> str:
    """What a field of an item holds, ids as the names of the snapshot; empty for nothing."""
    said, value = compared(type(item))[field], getattr(item, field)
    if isinstance(said, Refs):
        return ", ".join(members(said, value, snapshot).values())
    if isinstance(said, Ref):
        return _names(said.to, snapshot).get(value, "")
    if isinstance(item, Objective) and field in _FIGURES and value is not None:
        return value_in_words(item, value)
    return said.in_words(value)


def change_in_words(
    old: Any, new: Any, field: str, before: Snapshot, after: Snapshot
) -> tuple[str, str]:
    """A field before and after; the unit is said once when it is the same."""
    words = field_in_words(old, field, before), field_in_words(new, field, after)
    if field in _FIGURES and all(words) and old.unit == new.unit and old.judged == new.judged:
        plain = replace(old, unit="", judged=Judged.QUANTITATIVE)
        return field_in_words(plain, field, before), words[1]
    return words


def quoted(said: Described) -> bool:
    """True when its words are marked in a sentence: text and choices, but no names of networks."""
    return isinstance(said, Line | Page | Choice) and not isinstance(said, OneOf)


def members(said: Refs, values: tuple[Any, ...], snapshot: Snapshot) -> dict[Any, str]:
    """What a field with several values holds: their names by id or code."""
    if said.to == "languages":
        return {code: language_name(code) for code in values}
    names = _names(said.to, snapshot)
    return {value: names.get(value, "") for value in values}


def _names(to: str, snapshot: Snapshot) -> dict[int | None, str]:
    if to == "contacts":
        return {holder.contact_id: named(holder.name) for holder in snapshot.holders}
    name = "label" if to == "people" else "title"
    return {item.id: named(getattr(item, name)) for item in getattr(snapshot.plan, to)}
