"""The papers that there are, as rows: what is out of date first, then by where they belong."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.catalogue import PrintState
from core.days import shown
from core.i18n import _
from core.papers import CatalogueEntry
from core.plan.wording import listed
from core.shelves import Shelf, shelf_label
from desktop.widgets.lists.item_list import ListItem
from desktop.widgets.marks import WARNING

_SHELVES = list(Shelf)


def rows(
    entries: Sequence[CatalogueEntry], states: Mapping[str, PrintState], *, alone: bool
) -> list[ListItem]:
    """One row for each paper; `alone`, without a preview beside it, it says what it is for."""
    stale, others = [], []
    for entry in sorted(entries, key=lambda entry: _SHELVES.index(entry.shelf)):
        state = states.get(entry.id)
        line = when(state) or (entry.about if alone else "")
        row = ListItem(entry.id, entry.name, line, plain=True, group=shelf_label(entry.shelf))
        if state is not None and state.out_of_date:
            row = replace(row, group=_("To be printed again"), badge=_("Out of date"), mark=WARNING)
            stale.append(row)
        else:
            others.append(row)
    return [*stale, *others]


def when(state: PrintState | None) -> str:
    """`Printed on 24/11/2026, version 2`; empty when it never was."""
    if state is None or state.last is None:
        return ""
    told = _("Saved as {format} on {date}, not printed") if state.last.saved else ""
    told = told or _("Printed on {date}, version {version}")
    day = shown(state.last.printed_at.astimezone().date())
    return told.format(date=day, version=state.last.version, format=state.last.format.upper())


def about(entry: CatalogueEntry, state: PrintState | None) -> str:
    """What a paper is for, and how the one that was printed stands."""
    told = [entry.about]
    if state is not None:
        printed = when(state) or _("Never printed")
        told.append(f"{printed}.")
        if state.changed:
            told.append(_("Changed: {parts}").format(parts=listed(state.changed)) + ".")
        elif state.last is not None:
            told.append((_("Out of date") if state.out_of_date else _("Up to date")) + ".")
    return " ".join(told)
