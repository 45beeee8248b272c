"""What the tour photographs, in order: how each page, view and dialog is brought on screen."""

from collections.abc import Callable
from dataclasses import dataclass

from core.i18n import _
from desktop.application import Application
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


def _help(program: Application) -> None:
    _shell(program).go("roster")
    _shell(program).toggle_help()


def _messages(program: Application) -> None:
    _shell(program).toggle_help()
    _shell(program).go("today")
    _shell(program).messages.notice(_("The copy is restored."), _("Everything is in order."))
    _shell(program).messages.undoable(_("Deleted: {name}.").format(name="Rosa Delgado Mena"))


STOPS: tuple[Stop, ...] = (
    Stop("hoy", _page("today")),
    Stop("directorio", _page("roster")),
    Stop("directorio-comprobar", _page("roster", "check")),
    Stop("directorio-duplicados", _page("roster", "duplicates")),
    Stop("ayuda", _help),
    Stop("mensajes", _messages),
)
