"""What the tour photographs, in order: how each page, view and dialog is brought on screen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from core.errors import FileTrouble
from core.i18n import _
from desktop.application import Application
from desktop.notifier import Action
from desktop.shell.window import Shell


@dataclass(frozen=True)
class Stop:
    """One picture: its file name, and what brings it about."""

    name: str
    show: Callable[[Application], None]


def _shell(program: Application) -> Shell:
    if not isinstance(program.window, Shell):
        raise TypeError("the tour lost its window")
    return program.window


def _page(page_id: str, target: object = None) -> Callable[[Application], None]:
    return lambda program: _shell(program).go(page_id, target)


def _card(program: Application) -> None:
    """The card of the mayor, scrolled to the end, as it stands beside the list."""
    _shell(program).go("roster", 5)


def _help(program: Application) -> None:
    _shell(program).go("roster", "all")
    _shell(program).toggle_help()


def _messages(program: Application) -> None:
    _shell(program).toggle_help()
    _shell(program).go("today")
    trouble = FileTrouble(
        _("“{name}” cannot be written in {folder}.").format(name="directorio.pdf", folder="E:"),
        _("Choose another folder."),
    )
    _shell(program).messages.error(trouble, Action(_("Try again"), lambda: None))
    _shell(program).messages.undoable(_("Deleted: {name}.").format(name="Rosa Delgado Mena"))


def _start(program: Application) -> None:
    program.show_welcome()


def _ask_town(program: Application) -> None:
    program.show_welcome(creating=True)


def _type_town(program: Application) -> None:
    for letter in "medell":
        _press(program, Qt.Key.Key_unknown, letter)


def _go_on(program: Application) -> None:
    _press(program, Qt.Key.Key_Return)


def _press(program: Application, key: Qt.Key, text: str = "") -> None:
    """A key as a person presses it, given to whatever has the keyboard in the window."""
    target = program.window.focusWidget() if program.window is not None else None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        if target is not None:
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(target, event)


STOPS: tuple[Stop, ...] = (
    Stop("hoy", _page("today")),
    Stop("directorio", _page("roster")),
    Stop("directorio-ficha", _card),
    Stop("directorio-verificar", _page("roster", "check")),
    Stop("directorio-duplicados", _page("roster", "duplicates")),
    Stop("directorio-importar", _page("roster", "import")),
    Stop("documentos", _page("documents")),
    Stop("documentos-directorio", _page("documents", "roster")),
    Stop("documentos-bolsillo", _page("documents", "roster-pocket")),
    Stop("documentos-registro", _page("documents", "activity-log")),
    Stop("ajustes", _page("settings")),
    Stop("ajustes-aspecto", _page("settings", "look")),
    Stop("ajustes-copias", _page("settings", "backups")),
    Stop("ajustes-datos", _page("settings", "data")),
    Stop("ajustes-espacios", _page("settings", "workspaces")),
    Stop("ajustes-acerca", _page("settings", "about")),
    Stop("ayuda", _help),
    Stop("mensajes", _messages),
    Stop("inicio", _start),
    Stop("inicio-municipio", _ask_town),
    Stop("inicio-buscar", _type_town),
    Stop("inicio-trabajo", _go_on),
    Stop("inicio-persona", _go_on),
)
