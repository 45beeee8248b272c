"""What the tour photographs, in order: how each page, view and dialog is brought on screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from core.errors import FileTrouble
from core.i18n import _
from core.plan import records, versions
from core.plan.findings import Place
from core.plan.kinds import Step
from core.store import Topic
from desktop.application import Application
from desktop.notifier import Action
from desktop.plan.parts import Parts
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


def _plan(step: Step, part: str = "") -> Callable[[Application], None]:
    """A step of the plan, and one of its parts."""

    def show(program: Application) -> None:
        shell = _shell(program)
        shell.go("plan", step)
        page = shell.page("plan")
        if part and page is not None:
            parts = next(one for one in page.findChildren(Parts) if one.isVisible())
            parts.choose(part)

    return show


def _objective(program: Application) -> None:
    """An objective with readings, its chart in view."""
    _shell(program).go("plan", Place(Step.OBJECTIVES, "objective", 2, "measurements"))


def _versions(program: Application) -> None:
    """A plan that was approved and has changed since."""
    services = program.services
    if services is None:
        raise TypeError("the tour lost its workspace")
    today, now = services.clock.today(), services.clock.now()
    with services.store.change(Topic.PLAN) as db:
        versions.approve(db, _("The Pleno"), today, "4/2026", now, today)
        charter = records.load(db.conn).charter
        records.save(db, replace(charter, answer_hours=8))
    _plan(Step.REVIEW, "versions")(program)


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
    Stop("plan-partida", _plan(Step.START)),
    Stop("plan-partida-cuentas", _page("plan", Place(Step.START, "account", 1, "title"))),
    Stop("plan-objetivos", _plan(Step.OBJECTIVES)),
    Stop("plan-objetivos-medicion", _objective),
    Stop("plan-publicos", _plan(Step.AUDIENCES)),
    Stop("plan-canales", _plan(Step.CHANNELS)),
    Stop("plan-canales-ficha", _page("plan", Place(Step.CHANNELS, "channel", 3, "title"))),
    Stop("plan-usos", _plan(Step.USES)),
    Stop("plan-contingencia", _plan(Step.PROTOCOL, "meaning")),
    Stop("plan-contingencia-niveles", _plan(Step.PROTOCOL, "levels")),
    Stop("plan-contingencia-equipo", _plan(Step.PROTOCOL, "team")),
    Stop("plan-contingencia-privado", _plan(Step.PROTOCOL, "private")),
    Stop("plan-contingencia-respuestas", _plan(Step.PROTOCOL, "answers")),
    Stop("plan-contingencia-normas", _plan(Step.PROTOCOL, "rules")),
    Stop("plan-contingencia-elecciones", _plan(Step.PROTOCOL, "elections")),
    Stop("plan-personas", _plan(Step.PEOPLE, "people")),
    Stop("plan-tareas", _plan(Step.PEOPLE, "tasks")),
    Stop("plan-horas", _plan(Step.PEOPLE, "hours")),
    Stop("plan-revision", _plan(Step.REVIEW, "findings")),
    Stop("plan-revision-textos", _plan(Step.REVIEW, "texts")),
    Stop("plan-aprobacion", _plan(Step.REVIEW, "approval")),
    Stop("plan-proyector", _page("plan", "projector")),
    Stop("plan-mediciones", _page("plan", "measurements")),
    Stop("plan-versiones", _versions),
    Stop("menciones-bandeja", _page("mentions", "inbox")),
    Stop("menciones-todas", _page("mentions", ("inbox", "all"))),
    Stop("menciones-apuntar", _page("mentions", ("inbox", "note"))),
    Stop("menciones-fuentes", _page("mentions", ("sources", 11))),
    Stop("menciones-fuentes-anadir", _page("mentions", ("sources", "add"))),
    Stop("menciones-vigilancias", _page("mentions", ("watches", 1))),
    Stop("menciones-alarmas", _page("mentions", "alarms")),
    Stop("menciones-informe", _page("mentions", "report")),
    Stop("directorio", _page("roster")),
    Stop("directorio-ficha", _card),
    Stop("directorio-verificar", _page("roster", "check")),
    Stop("directorio-duplicados", _page("roster", "duplicates")),
    Stop("directorio-importar", _page("roster", "import")),
    Stop("documentos", _page("documents")),
    Stop("documentos-directorio", _page("documents", "roster")),
    Stop("documentos-bolsillo", _page("documents", "roster-pocket")),
    Stop("documentos-registro", _page("documents", "activity-log")),
    Stop("documentos-plan", _page("documents", "plan")),
    Stop("documentos-resumen", _page("documents", "plan-summary")),
    Stop("documentos-normas", _page("documents", "rules-of-use")),
    Stop("documentos-menciones", _page("documents", "mention-report")),
    Stop("ajustes", _page("settings")),
    Stop("ajustes-aspecto", _page("settings", "look")),
    Stop("ajustes-escucha", _page("settings", "listening")),
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
