"""Adding a source: paste any address, or fill in a recipe."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.errors import AppError
from core.i18n import _, ngettext
from core.mentions import recipes
from core.mentions.model import FIRST_ITEMS
from core.mentions.recipes import FieldRefused, Recipe, RecipeField
from core.mentions.sources import health
from core.mentions.sources.adding import FoundFeed
from core.store import Topic
from desktop.forms.attempt import refuse
from desktop.forms.choosing import Chooser
from desktop.mentions import source_actions as actions
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import announce
from desktop.widgets.bullets import Bullets
from desktop.widgets.button import button
from desktop.widgets.card import Card, ProgressCard
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Beside, Columns, empty
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import text_label

_BESIDE, _TITLE = 760, 240


class AddSource(ScrollPage):
    """`closed` carries the id of what was added last, or 0."""

    closed = Signal(int)

    def __init__(self, services: Services) -> None:
        super().__init__(margins=(0, 0, 0, 0), bare=True)
        self._services = services
        head = Beside(text_label(_("Add a source"), "section"), text_room=_TITLE)
        head.add_action(
            button(_("Back to the sources"), lambda: self.closed.emit(0), kind="quiet",
                   icon_name="arrow-left")
        )  # fmt: skip
        self._paste = PasteCard(services, self.closed.emit)
        self._recipe = RecipeCard(services, self.closed.emit)
        self.add(head)
        self.add(Columns(self._paste, self._recipe, shares=(1, 1), least=_BESIDE))
        self.body.addStretch()

    def start(self) -> None:
        """Begin anew."""
        self._paste.start()
        self._recipe.start()
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """The field where an address is pasted."""
        self._paste.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit(0)
        else:
            super().keyPressEvent(event)


class PasteCard(Card):
    """An address, what was found behind it, and a button for each."""

    def __init__(self, services: Services, added: Callable[[int], object]) -> None:
        super().__init__(
            _("Paste an address"),
            _("From any page: the paper, the blog, the association. Pregón looks for its feed."),
        )
        self._services = services
        self._added = added
        self._found: list[FoundFeed] = []
        self._edit = QLineEdit()
        self._field = LabelledField(
            _("Address"), self._edit, _("For example: www.radiocomarca.example")
        )
        self._progress = ProgressCard(self._stop)
        self._progress.hide()
        self._said = text_label("", "muted")
        self._said.hide()
        self._rows = ActionRows()
        self._rows.acted.connect(self._take)
        self.add(self._field)
        self._look_button = button(
            _("Look for its feed"), self._look, kind="primary", icon_name="search"
        )
        self.body.addWidget(self._look_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._progress)
        self.add(self._said)
        self.add(self._rows)
        self.body.addStretch()
        self._edit.returnPressed.connect(self._look)
        # What may be asked is decided in Settings, and an address refused before may do now.
        services.bridge.subscribe(self, {Topic.PREFERENCES}, self._field.clear_message)

    def start(self) -> None:
        """Forget what was found before."""
        self._edit.clear()
        self._field.clear_message()
        self._show([], "")

    def take_keyboard(self) -> None:
        """The field."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        typed = self._edit.text()
        self._field.clear_message()
        self._show([], "")
        self._progress.begin(_("Looking for feeds"))
        actions.look(self._services, typed, self._arrived, self._failed, self._progress.advance)

    def _stop(self) -> None:
        self._services.jobs.cancel(actions.LOOK_JOB)
        self._progress.hide()
        self.take_keyboard()

    def _arrived(self, found: list[FoundFeed]) -> None:
        told = ngettext("{count} feed found", "{count} feeds found", len(found))
        self._show(found, told.format(count=len(found)))
        self._rows.take_keyboard()

    def _failed(self, error: AppError) -> None:
        self._progress.hide()
        refuse(self._field, str(error))
        announce(self, str(error))

    def _show(self, found: list[FoundFeed], said: str) -> None:
        self._progress.hide()
        self._found = found
        self._said.setText(said)
        self._said.setVisible(bool(said))
        if said:
            announce(self, said)
        self._rows.set_rows(
            [
                ActionRow(str(number), other.source.title, _sample(other), _("Add"))
                for number, other in enumerate(found)
            ]
        )

    def _take(self, key: str) -> None:
        added = actions.add(self._services, [self._found[int(key)].source])
        if added:
            self._added(added[-1])


class RecipeCard(Card):
    """A way to get news, what it asks for, and what has to be known of it."""

    def __init__(self, services: Services, added: Callable[[int], object]) -> None:
        super().__init__(
            _("Or by type of source"),
            _("News searches, social media with public feeds, official bulletins."),
        )
        self._services = services
        self._added = added
        self._controls: dict[str, LabelledField] = {}
        self._chooser = Chooser()
        self._chooser.activated.connect(lambda _index: self._show())
        self._purpose = text_label("")
        self._fields = QVBoxLayout()
        spaced(self._fields, gap=12)
        self._notes = Bullets()
        self._add_button = button(_("Add the source"), self._take, icon_name="plus")
        self.add(LabelledField(_("Source type"), self._chooser))
        self.add(self._purpose)
        self.body.addLayout(self._fields)
        self.body.addWidget(self._add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._notes)
        self.body.addStretch()

    def start(self) -> None:
        """Offer the recipes in the language of the window."""
        names = recipes.group_names()
        self._chooser.set_choices(
            [
                (recipe.id, f"{names[recipe.group]}: {recipe.name}")
                for recipe in recipes.everything()
                if recipe.id != recipes.PLAIN
            ]
        )
        self._show()

    def _recipe(self) -> Recipe:
        return recipes.recipe(str(self._chooser.currentData()))

    def _show(self) -> None:
        recipe = self._recipe()
        self._purpose.setText(recipe.purpose)
        empty(self._fields)
        self._controls = {other.id: _control(other) for other in recipe.fields}
        for field in self._controls.values():
            self._fields.addWidget(field)
            if isinstance(field.control, QLineEdit):
                field.control.returnPressed.connect(self._take)
        notes = [note for note in (recipe.notice, *recipe.quirks) if note]
        self._notes.show_lines(notes)
        self._notes.setVisible(bool(notes))

    def _take(self) -> None:
        for field in self._controls.values():
            field.clear_message()
        typed = {key: _typed(field.control) for key, field in self._controls.items()}
        try:
            source = actions.by_recipe(self._services, self._recipe().id, typed)
        except FieldRefused as error:
            refuse(self._controls[error.field], str(error))
            return
        added = actions.add(self._services, [source])
        if added:
            self._added(added[-1])


def _control(field: RecipeField) -> LabelledField:
    control: QWidget
    if field.choices:
        control = Chooser()
        control.set_choices(list(field.choices))
    else:
        control = QLineEdit()
    example = _("For example: {example}").format(example=field.example) if field.example else ""
    return LabelledField(field.label, control, " ".join(filter(None, (field.help, example))))


def _typed(control: QWidget) -> str:
    if isinstance(control, Chooser):
        return str(control.currentData())
    return control.text() if isinstance(control, QLineEdit) else ""


def _sample(found: FoundFeed) -> str:
    titles = [entry.title for entry in found.feed.entries[:2]]
    told = ngettext("{count} item now", "{count} items now", len(found.feed.entries)).format(
        count=len(found.feed.entries)
    )
    if FIRST_ITEMS in found.feed.mended:
        told = f"{told} ({health.only_first().rstrip('.')})"
    return ": ".join((told, " · ".join(titles))) if titles else told
