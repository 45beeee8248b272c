"""The sheet of a channel: its fields, and the menu that begins a new one."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from core.i18n import _
from core.plan import networks
from core.plan.field_labels import field_label
from core.plan.model import Channel
from desktop.forms import fields
from desktop.forms.fields import Field
from desktop.plan.choices import Choices
from desktop.widgets.button import button

_MOST_POSTS = 200
_MOST_MINUTES = 600


def sheet_fields(choices: Choices) -> list[Field | tuple[Field, Field]]:
    """Title and kind first; then what for, how often and how, who."""
    return [
        fields.line("title", _("Name"), required=True),
        fields.one_of("kind", _label("kind"), choices.networks),
        fields.tick("offline", _label("offline"), _("It reaches people when the network is down")),
        fields.line(
            "address",
            _label("address"),
            _("Where people find it, on the web or in town."),
            limit=500,
        ),
        fields.lines("purpose", _label("purpose")),
        fields.lines("posts", _label("posts"), rows=2),
        (
            fields.amount("posts_week", _label("posts_week"), 0, _MOST_POSTS),
            fields.amount("minutes_post", _label("minutes_post"), 0, _MOST_MINUTES),
        ),
        fields.line("best_time", _label("best_time")),
        fields.lines("voice", _label("voice"), _("How it speaks there."), rows=2),
        fields.lines(
            "targets", _label("targets"), _("Figures that it is to reach, one a line."), rows=2
        ),
        _languages(choices),
        (
            fields.one_of("owner_id", _label("owner_id"), choices.person),
            fields.one_of("substitute_id", _label("substitute_id"), choices.person),
        ),
        fields.tick("urgent", _label("urgent"), _("Urgent notices go out here too")),
    ]


def add_button(add: Callable[[str], None]) -> QPushButton:
    """The button with the catalogue behind it; `add` gets the id of a kind, or empty."""
    menu = QMenu()
    for one in networks.networks():
        _offer(menu, one.name, one.id, add)
    menu.addSeparator()
    _offer(menu, _("Another"), "", add)
    made = button(
        _("Add channel…"), lambda: _pop_up(menu, made), icon_name="plus", shortcut="Ctrl+N"
    )
    menu.setParent(made, menu.windowFlags())
    return made


def _offer(menu: QMenu, words: str, kind: str, add: Callable[[str], None]) -> None:
    menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _on: add(kind))


def _pop_up(menu: QMenu, made: QPushButton) -> None:
    menu.popup(made.mapToGlobal(QPoint(0, made.height() + 2)))
    menu.setActiveAction(menu.actions()[0])


def _languages(choices: Choices) -> Field:
    field = fields.many("languages", _label("languages"), choices.languages)
    return replace(field, when=lambda _channel: len(choices.languages()) > 1)


def _label(field: str) -> str:
    return field_label(Channel, field)
