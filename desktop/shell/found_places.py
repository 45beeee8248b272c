"""Where each thing that is found is on screen, and what is found without reading the town file."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QAbstractButton, QWidget

from core.finding.model import Findable, FoundKind
from core.i18n import _
from desktop.services import PageSpec
from desktop.shell import keys
from desktop.shell.keys import Act
from desktop.widgets.page_header import PageHeader

_PAGES = {
    FoundKind.INCIDENT: ("crisis", "incident"),
    FoundKind.SCENARIO: ("crisis", "scenarios"),
    FoundKind.ITEM: ("calendar", ""),
    FoundKind.WATCH: ("mentions", "watches"),
    FoundKind.TOPIC: ("mentions", "watches"),
    FoundKind.SOURCE: ("mentions", "sources"),
    FoundKind.DOCUMENT: ("documents", ""),
    FoundKind.CHAPTER: ("manual", ""),
    FoundKind.MENTION: ("mentions", "inbox"),
}
"""Page, and part of it. Of the plan are all others."""


def place(found: Findable) -> tuple[str, object]:
    """Page and target, as `Services.go` takes them."""
    if found.kind is FoundKind.PAGE and isinstance(found.key, tuple):
        return found.key
    if found.kind is FoundKind.CONTACT:
        return "roster", (found.key, "")
    page, part = _PAGES.get(found.kind, ("plan", ""))
    return page, (part, found.key) if part else found.key


def of_pages(pages: Iterable[PageSpec]) -> list[Findable]:
    """The pages and their parts."""
    found: list[Findable] = []
    for number, page in enumerate(pages, start=1):
        found.append(Findable(FoundKind.PAGE, (page.id, None), page.label(), f"Ctrl+{number}"))
        found += [
            Findable(FoundKind.PAGE, (page.id, target), words, page.label())
            for target, words in page.parts()
        ]
    return found


def acts_on(page: QWidget, window: QWidget) -> list[Act]:
    """What can be done now: on the page that is on screen, and anywhere."""
    buttons = [
        made
        for header in page.findChildren(PageHeader)
        if header.isVisible()
        for made in header.offered()
    ]
    acts = [*keys.heard(page), *(Act(_words(made), "", made.click) for made in buttons)]
    return list({act.words: act for act in reversed([*acts, *keys.heard(window)])}.values())[::-1]


def of_acts(acts: Sequence[Act]) -> list[Findable]:
    """What can be done, each by its place among all of them."""
    return [
        Findable(FoundKind.COMMAND, at, act.words, act.key or _("On this page"))
        for at, act in enumerate(acts)
    ]


def _words(made: QAbstractButton) -> str:
    return made.accessibleName() or made.text().strip()
