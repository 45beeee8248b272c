"""What the editors of all steps share: choices, lists of items, parts, the charter."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.errors import InvalidValue
from core.i18n import _, ngettext
from core.plan import records
from core.plan.findings import FixTarget
from core.plan.item import Item, item_name
from core.plan.kinds import Severity
from core.plan.labels import severity_label
from core.plan.model import Charter
from core.plan.review import PlanReview
from core.plan.unreviewed import text_place
from core.roster.model import in_order
from core.town.model import language_name
from desktop.forms.described import There, nothing, whole_form
from desktop.forms.list_editor import ListActions, ListEditor
from desktop.forms.record import RecordForm
from desktop.plan import actions
from desktop.plan.findings import MARKS
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import FORM_WIDTH, Tone
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.choices import Option, Tabs
from desktop.widgets.lists.item_list import ListItem
from desktop.widgets.lists.master_detail import Side
from desktop.widgets.marks import Sign


class Choices:
    """Keeps the last review; its methods are asked by the fields each time they are shown."""

    def __init__(self) -> None:
        self._review: PlanReview | None = None

    def follow(self, review: PlanReview) -> None:
        """Choose from this plan from now on."""
        self._review = review

    def there(self, to: str) -> list[tuple[Any, str]]:
        """What a field may point at, by the name that it has for it."""
        if self._review is None:
            return []
        facts = self._review.facts
        if to == "contacts":
            contacts = in_order(facts.contacts)
            return [
                (contact.id, " · ".join(filter(None, (contact.name, contact.post))))
                for contact in contacts
            ]
        if to == "languages":
            # Those of the town, then those that only a channel has.
            spoken = (code for channel in facts.plan.channels for code in channel.languages)
            codes = dict.fromkeys((*facts.town.languages, *spoken))
            return [(code, language_name(code)) for code in codes]
        general = facts.plan.general_objectives()
        items = general if to == "objectives" else getattr(facts.plan, to)
        return [(item.id, item_name(item)) for item in items]

    def contact_name(self, contact_id: int | None) -> str:
        """The name of a contact; empty for nobody and for one who is gone."""
        contacts = self._review.facts.contacts if self._review else ()
        return next((contact.name for contact in contacts if contact.id == contact_id), "")

    def contact_post(self, contact_id: int | None) -> str:
        """What a contact is, else how it is called; empty for nobody."""
        contacts = self._review.facts.contacts if self._review else ()
        return next((item.post or item.name for item in contacts if item.id == contact_id), "")


T = TypeVar("T", bound=Item)
_LEAST_HIGH = 220


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
        sign: Callable[[T], Sign | None] = lambda _item: None,
        look: Callable[[T, ListItem], ListItem] = lambda _item, row: row,
        ordered: bool = True,
        fixed: bool = False,
        scrolls: bool = False,
        save: Callable[[Any, str], None] | None = None,
    ) -> None:
        """`there` gives what its fields point at. What `scrolls` is put into a `Filling`. `look`
        gives a row what only this list has.

        `add_words` is the button that adds what `new` makes, besides the `adders`.
        `add_key` does the same from anywhere on the page; empty for a list within another.
        """
        self._services = services
        self._kind = kind
        self._line = line
        self._indent = indent
        self._sign = sign
        self._look = look
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
            scrolls=scrolls,
            side=Side.WITHIN,
        )

    def show_items(self, items: Sequence[T], review: PlanReview) -> None:
        """Show these with what the review finds of each; the chosen one stays chosen."""
        self._worst = _worst(self._kind, review)
        self.show_list(items)

    def _row(self, item: T) -> ListItem:
        severity = self._worst.get(item.id)
        badge, tone, mark = "", Tone.NEUTRAL, None
        if severity is not None and severity is not Severity.HINT:
            badge, mark = severity_label(severity), MARKS[severity]
        elif getattr(item, "suggested", ""):
            badge, tone = _("Suggestion"), Tone.BRAND
        row = ListItem(
            item.id,
            item_name(item),
            self._line(item),
            badge,
            tone,
            indent=self._indent(item),
            sign=self._sign(item),
            mark=mark,
        )
        return self._look(item, row)

    def _add(self, item: T) -> None:
        self.form.flush()
        self.expect(actions.add(self._services, item))


def _worst(kind: type[Any], review: PlanReview) -> dict[int, Severity]:
    """The gravest open finding of each item of a kind, by its id."""
    table = records.table_of(kind)
    found: dict[int, Severity] = {}
    for finding in review.open:
        if finding.place.kind == table:
            found.setdefault(finding.place.item_id, finding.severity)
    return found


class Filling(QWidget):
    """Gives what is inside the room that the step has; less than `least` px at 100 %, and the page
    scrolls instead.

    What is inside never asks for more, so that it scrolls by itself; a card whose policy is never
    to grow is only as high as it has to be.
    """

    def __init__(self, inside: QWidget, least: int = _LEAST_HIGH) -> None:
        super().__init__()
        self._inside, self._least = inside, least
        inside.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self._inside.minimumSizeHint()
        return QSize(least.width(), max(least.height(), current().px(self._least)))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = self.height()
        if self._inside.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Maximum:
            wanted = self._inside.heightForWidth(self.width())
            height = min(height, wanted if wanted > 0 else self._inside.sizeHint().height())
        self._inside.setGeometry(0, 0, self.width(), height)


class Parts(QWidget):
    """Toggles on top, and below them the part that is chosen."""

    def __init__(self, name: str, parts: Sequence[tuple[str, str, QWidget]]) -> None:
        """`parts` are key, words and widget; the first is shown."""
        super().__init__()
        self._parts = {key: widget for key, _words, widget in parts}
        self.tabs = Tabs([Option(key, words) for key, words, _w in parts], name=name)
        self.tabs.changed.connect(self._show)
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=8)
        self._box.addStretch()
        self.place_tabs()
        for widget in self._parts.values():
            # Until it is looked at, a part has no parent that would take it along.
            self.destroyed.connect(widget.deleteLater)
        self._show(parts[0][0])

    def widgets(self) -> Collection[QWidget]:
        """What is below the tabs, each in its turn."""
        return self._parts.values()

    def place_tabs(self) -> None:
        """Have the tabs above the part: whoever had them elsewhere has done with them."""
        self.tabs.be_brief(False)
        self._box.insertWidget(0, self.tabs)

    def choose(self, key: str) -> None:
        """Show a part."""
        self.tabs.choose(key)

    def chosen(self) -> str:
        """The part on screen."""
        return self.tabs.chosen()

    def set_count(self, key: str, count: int) -> None:
        """Say how many things wait in a part; 0 says nothing."""
        self.tabs.set_count(key, count or None)

    def take_keyboard(self) -> None:
        """The toggle of the part on screen."""
        self.tabs.setFocus()

    def _show(self, key: str) -> None:
        # Dressed when it is first looked at, and not before: the step opens sooner.
        if self._parts[key].parentWidget() is None:
            part = self._parts[key]
            fills = isinstance(part, Filling)
            # A long text would take the room that is left, and spread the lines above it.
            place = Qt.AlignmentFlag(0) if fills else Qt.AlignmentFlag.AlignTop
            self._box.insertWidget(self._box.count() - 1, part, int(fills), place)
        for other, widget in self._parts.items():
            if widget.parentWidget() is not None:
                widget.setVisible(other == key)


class CharterCard(Card):
    """One part of the one `Charter`."""

    def __init__(self, services: Services, part: str) -> None:
        super().__init__()
        self._services = services
        fields = whole_form(Charter, part=part)
        self.form = RecordForm(services.notifier, fields, self._save, place="charter")
        self.add(self.form)
        self._waiting: list[FixTarget] = []
        self._keep = button(
            "", lambda: actions.accept_all(services, self._waiting), icon_name="check"
        )
        self.body.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)
        spaced(self.body, (16, 16, 16, 16), gap=14)
        follow_theme(self, lambda: self.setMaximumWidth(current().px(FORM_WIDTH + 32)))

    def show_charter(self, charter: Charter) -> None:
        """Show what is stored."""
        self.form.show_item(charter, "charter")
        self._waiting = [
            text_place(text) for text in charter.suggested if self.form.has_field(text)
        ]
        words = ngettext("Keep the suggestion", "Keep the suggestions", len(self._waiting))
        set_words(self._keep, words)
        self._keep.setVisible(bool(self._waiting))

    def take_keyboard(self, name: str = "") -> bool:
        """Put the keyboard into a field, or the first one; False when it is not here."""
        return self.form.take_keyboard(name)

    def _save(self, charter: Any, field: str) -> None:
        if charter.start_on and charter.end_on and charter.end_on < charter.start_on:
            raise InvalidValue(
                _("The plan would end before it starts."),
                _("Correct one of the two days; the previous one counts until then."),
            )
        actions.save(self._services, charter, field)
