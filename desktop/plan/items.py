"""A list of the plan and, beside it, the form of the item that is chosen."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtWidgets import QPushButton

from core.i18n import _
from core.plan import records
from core.plan.item import Item, item_name
from core.plan.kinds import Severity
from core.plan.labels import severity_label
from core.plan.review import Review
from desktop.forms.described import There, nothing, whole_form
from desktop.forms.list_editor import ListActions, ListEditor
from desktop.plan import actions
from desktop.plan.tones import TONES
from desktop.services import Services
from desktop.theme.tokens import Tone
from desktop.widgets.button import button
from desktop.widgets.item_list import ListItem

T = TypeVar("T", bound=Item)


class ItemsEditor(ListEditor[T]):
    """Add, choose, change, order and delete the items of one kind of the plan."""

    def __init__(
        self,
        services: Services,
        kind: type[T],
        *,
        name: str,
        there: There = nothing,
        empty: str = "",
        add_words: str = "",
        add_key: str = "Ctrl+N",
        new: Callable[[], T] | None = None,
        adders: Sequence[QPushButton] = (),
        line: Callable[[T], str] = lambda _item: "",
        indent: Callable[[T], int] = lambda _item: 0,
        group: Callable[[T], Hashable] = lambda _item: 0,
        sign: Callable[[T], Tone | None] = lambda _item: None,
        bar: Callable[[T], float | None] = lambda _item: None,
        ordered: bool = True,
        fixed: bool = False,
        save: Callable[[Any, str], None] | None = None,
    ) -> None:
        """`there` gives what its fields point at.

        `add_words` is the button that adds what `new` makes, besides the `adders`.
        `add_key` does the same from anywhere on the page; empty for a list within another.
        """
        self._services = services
        self._kind = kind
        self._line = line
        self._indent = indent
        self._sign = sign
        self._bar = bar
        self._worst: Mapping[int, Severity] = {}
        every = list(adders)
        if new is not None:
            every.append(
                button(add_words, lambda: self._add(new()), icon_name="plus", shortcut=add_key)
            )
        super().__init__(
            services.notifier,
            ListActions(
                save=save or (lambda item, field: actions.save(services, item, field)),
                accept=lambda item: actions.accept(services, item),
                delete=lambda item: actions.delete(services, item),
                reorder=(lambda items: actions.reorder(services, items)) if ordered else None,
            ),
            self._row,
            whole_form(kind, there),
            name=name,
            empty=empty,
            adders=every,
            group=group,
            fixed=fixed,
            place=records.table_of(kind),  # type: ignore[arg-type]  # T is one of them
        )

    def show_items(self, items: Sequence[T], review: Review) -> None:
        """Show these with what the review finds of each; the chosen one stays chosen."""
        self._worst = _worst(self._kind, review)
        self.show_list(items)

    def _row(self, item: T) -> ListItem:
        severity = self._worst.get(item.id)
        suggested = bool(getattr(item, "suggested", ""))
        badge, tone = "", Tone.NEUTRAL
        if severity is not None and severity is not Severity.HINT:
            badge, tone = severity_label(severity), TONES[severity]
        elif suggested:
            badge, tone = _("Suggestion"), Tone.BRAND
        return ListItem(
            item.id,
            item_name(item),
            self._line(item),
            badge,
            tone,
            self._indent(item),
            self._sign(item),
            self._bar(item),
        )

    def _add(self, item: T) -> None:
        self.form.flush()
        self.expect(actions.add(self._services, item))


def _worst(kind: type[Any], review: Review) -> dict[int, Severity]:
    """The gravest open finding of each item of a kind, by its id."""
    table = records.table_of(kind)
    found: dict[int, Severity] = {}
    for finding in review.open:
        if finding.place.kind == table:
            found.setdefault(finding.place.item_id, finding.severity)
    return found
