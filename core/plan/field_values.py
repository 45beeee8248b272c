"""The value of one field of the plan in words, of the current language."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

from core.i18n import _
from core.numbers import number, percent
from core.plan import labels
from core.plan.kinds import (
    AccountKind,
    Frequency,
    Horizon,
    Judged,
    LanguagePolicy,
    Layer,
    Scope,
    Verdict,
)
from core.plan.model import Objective
from core.plan.networks import network
from core.plan.readings import PLACES, value_in_words
from core.plan.snapshot import Snapshot
from core.plan.wording import dated, named
from core.town.model import LANGUAGES, language_name

_LABELS: dict[type[StrEnum], Callable[[Any], str]] = {
    AccountKind: labels.account_kind_label,
    Frequency: labels.frequency_label,
    Horizon: labels.horizon_label,
    Judged: labels.judged_label,
    LanguagePolicy: labels.language_policy_label,
    Layer: labels.layer_label,
    Scope: labels.scope_label,
    Verdict: labels.verdict_label,
}
_FIGURES = ("baseline", "target")
_SHARES = ("share", "negative_share")
_POSTS = ("owner_id", "substitute_id", "person_id", "approver_id")
_NETWORKS = ("network", "kind")
"""Hold ids of the catalogue, whose names need no marks; so does what an account is."""


def field_in_words(item: Any, field: str, snapshot: Snapshot) -> str:
    """What a field of an item holds, ids as the names of the snapshot; empty for nothing."""
    value = getattr(item, field)
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, tuple):
        return ", ".join(members(item, field, snapshot).values())
    if isinstance(value, StrEnum):
        return _LABELS[type(value)](value)
    if isinstance(value, str):
        return _network(value) if field in _NETWORKS else value
    if isinstance(value, date):
        return dated(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _figure(item, field, value, snapshot)


def _figure(item: Any, field: str, value: float, snapshot: Snapshot) -> str:
    if isinstance(item, Objective) and field in _FIGURES:
        return value_in_words(item, value)
    if field in _SHARES:
        return percent(value)
    if field in _POSTS:
        return _title(snapshot.plan.people, int(value), "label")
    if field == "parent_id":
        return _title(snapshot.plan.objectives, int(value))
    if field == "contact_id":
        holder = snapshot.holder(int(value))
        return named(holder.name) if holder else ""
    return str(value) if field == "population_year" else number(value, PLACES)


def change_in_words(
    old: Any, new: Any, field: str, before: Snapshot, after: Snapshot
) -> tuple[str, str]:
    """A field before and after; the unit is said once when it is the same."""
    words = field_in_words(old, field, before), field_in_words(new, field, after)
    if field in _FIGURES and all(words) and old.unit == new.unit and old.judged == new.judged:
        return field_in_words(replace(old, unit="", judged=Judged.QUANTITATIVE), field, before), (
            words[1]
        )
    return words


def quoted(item: Any, field: str) -> bool:
    """True when the words of a field are marked in a sentence: free text and choices of a list."""
    return isinstance(getattr(item, field), str) and field not in _NETWORKS


def members(item: Any, field: str, snapshot: Snapshot) -> dict[Any, str]:
    """What a field with several values holds: their names by id or code."""
    values: tuple[Any, ...] = getattr(item, field)
    if field == "languages":
        return {code: language_name(code) if code in LANGUAGES else code for code in values}
    plan = snapshot.plan
    if field == "channels":
        return {one: _title(plan.channels, one) for one in values}
    if field == "audiences":
        return {one: _title(plan.audiences, one) for one in values}
    return {one: _title(plan.people, one, "label") for one in values}


def _title(items: tuple[Any, ...], item_id: int, field: str = "title") -> str:
    return next((named(getattr(one, field)) for one in items if one.id == item_id), "")


def _network(kind: str) -> str:
    found = network(kind)
    return found.name if found else kind
