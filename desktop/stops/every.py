"""What the tour photographs, in order: how each page, view and dialog is brought on screen."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt

from core import papers
from core.calendar import records as calendar
from core.errors import FileTrouble
from core.i18n import _, ngettext
from core.plan import records, versions
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep
from core.store import Topic
from desktop.app.application import Application
from desktop.calendar.model import Narrowed, names
from desktop.notifier import Action
from desktop.plan.editors import Parts
from desktop.shell.status import StatusStrip
from desktop.stops import crisis
from desktop.stops.crisis_scene import SCENARIO
from desktop.stops.stop import Stop, page, press, services_of, shell_of
from desktop.today.election import ElectionCard


def _plan(step: PlanStep, part: str = "") -> Callable[[Application], None]:
    """A step of the plan, and one of its parts."""

    def show(program: Application) -> None:
        shell = shell_of(program)
        shell.go("plan", step)
        shown = shell.page("plan")
        if part and shown is not None:
            parts = next(other for other in shown.findChildren(Parts) if other.isVisible())
            parts.choose(part)

    return show


def _objective(program: Application) -> None:
    """An objective with readings, its chart in view."""
    shell_of(program).go("plan", FixTarget(PlanStep.OBJECTIVES, "objective", 2, "measurements"))


def _versions(program: Application) -> None:
    """A plan that was approved and has changed since."""
    services = services_of(program)
    today, now = services.clock.today(), services.clock.now()
    with services.store.change(Topic.PLAN) as db:
        versions.approve(db, _("The Pleno"), today, "4/2026", now, today)
        charter = records.charter(db.conn)
        records.save(db, replace(charter, answer_hours=8))
    _plan(PlanStep.REVIEW, "versions")(program)


def _trial(program: Application) -> None:
    """A text that is tried by the rules of the electoral period."""
    shell_of(program).go("today")
    (card,) = shell_of(program).findChildren(ElectionCard)
    card.unfold()
    for letter in "Inauguramos el nuevo parque, otro logro de este equipo de gobierno":
        press(program, Qt.Key.Key_unknown, letter)


def _card(program: Application) -> None:
    """The card of the mayor, scrolled to the end, as it stands beside the list."""
    shell_of(program).go("roster", 5)


def _help(program: Application) -> None:
    # The search in everything, where the stop before left it, would lie over what is shown.
    press(program, Qt.Key.Key_Escape)
    shell_of(program).go("roster", "all")
    shell_of(program).toggle_help()


def _keys(program: Application) -> None:
    shell_of(program).toggle_help()
    shell_of(program).help.keys_asked.emit()


def _finder(program: Application) -> None:
    """What is found of a word, over a page."""
    shell_of(program).go("roster")
    (strip,) = shell_of(program).findChildren(StatusStrip)
    strip.finder_asked.emit()
    for letter in "agua":
        press(program, Qt.Key.Key_unknown, letter)


def _messages(program: Application) -> None:
    shell_of(program).toggle_help()
    shell_of(program).go("today")
    trouble = FileTrouble(
        _("“{name}” cannot be written in {folder}.").format(name="directorio.pdf", folder="E:"),
        _("Choose another folder."),
    )
    shell_of(program).messages.error(trouble, Action(_("Try again"), lambda: None))
    told = ngettext("Deleted: {name}.", "{count} cards deleted.", 1)
    shell_of(program).messages.undoable(told.format(name="Rosa Delgado Mena"))


def _start(program: Application) -> None:
    program.show_welcome()


def _ask_town(program: Application) -> None:
    program.show_welcome(creating=True)


def _type_town(program: Application) -> None:
    for letter in "medell":
        press(program, Qt.Key.Key_unknown, letter)


def _go_on(program: Application) -> None:
    press(program, Qt.Key.Key_Return)


def _item(view: str, kind: str) -> Callable[[Application], None]:
    """The sheet of the first item of which something is asked, beside a view."""

    def show(program: Application) -> None:
        today = services_of(program).clock.today()
        with services_of(program).store.read() as connection:
            items = calendar.every(connection)
            known = names(connection, items)
        (item, *_others) = Narrowed(kind).of(items, known, today)
        shell_of(program).go("calendar", view)
        shell_of(program).go("calendar", item.id)

    return show


STOPS: tuple[Stop, ...] = (
    Stop("hoy", page("today")),
    Stop("hoy-prueba", _trial),
    Stop("plan-partida", _plan(PlanStep.START)),
    Stop("plan-partida-cuentas", page("plan", FixTarget(PlanStep.START, "account", 1, "title"))),
    Stop("plan-objetivos", _plan(PlanStep.OBJECTIVES)),
    Stop("plan-objetivos-medicion", _objective),
    Stop("plan-publicos", _plan(PlanStep.AUDIENCES)),
    Stop("plan-canales", _plan(PlanStep.CHANNELS)),
    Stop("plan-canales-ficha", page("plan", FixTarget(PlanStep.CHANNELS, "channel", 3, "title"))),
    Stop("plan-usos", _plan(PlanStep.USES)),
    Stop("plan-protocolo", _plan(PlanStep.PROTOCOL, "meaning")),
    Stop("plan-protocolo-niveles", _plan(PlanStep.PROTOCOL, "levels")),
    Stop("plan-protocolo-equipo", _plan(PlanStep.PROTOCOL, "team")),
    Stop("plan-protocolo-privado", _plan(PlanStep.PROTOCOL, "private")),
    Stop("plan-protocolo-respuestas", _plan(PlanStep.PROTOCOL, "answers")),
    Stop("plan-protocolo-normas", _plan(PlanStep.PROTOCOL, "rules")),
    Stop("plan-protocolo-elecciones", _plan(PlanStep.PROTOCOL, "elections")),
    Stop("plan-personas", _plan(PlanStep.PEOPLE, "people")),
    Stop("plan-tareas", _plan(PlanStep.PEOPLE, "matrix")),
    Stop("plan-horas", _plan(PlanStep.PEOPLE, "hours")),
    Stop("plan-revision", _plan(PlanStep.REVIEW, "findings")),
    Stop("plan-revision-textos", _plan(PlanStep.REVIEW, "texts")),
    Stop("plan-aprobacion", _plan(PlanStep.REVIEW, "approval")),
    Stop("plan-proyector", page("plan", "projector")),
    Stop("plan-mediciones", page("plan", "measurements")),
    Stop("plan-versiones", _versions),
    Stop("calendario-mes", page("calendar", "month")),
    Stop("calendario-ficha", _item("month", "confirm")),
    Stop("calendario-semana", page("calendar", "week")),
    Stop("calendario-lista", page("calendar", "list")),
    Stop("calendario-electoral", _item("month", "decide")),
    Stop("calendario-elecciones", page("calendar", "elections")),
    Stop("calendario-lista-electoral", page("calendar", "electoral-walk")),
    Stop("menciones-bandeja", page("mentions", "inbox")),
    Stop("menciones-todas", page("mentions", ("inbox", "all"))),
    Stop("menciones-dudosas", page("mentions", ("inbox", "unsure"))),
    Stop("menciones-apuntar", page("mentions", ("inbox", "note"))),
    Stop("menciones-fuentes", page("mentions", ("sources", 11))),
    Stop("menciones-fuentes-anadir", page("mentions", ("sources", "add"))),
    Stop("menciones-vigilancias", page("mentions", ("watches", 1))),
    Stop("menciones-alarmas", page("mentions", "alarms")),
    Stop("menciones-informe", page("mentions", "report")),
    *crisis.STOPS,
    Stop("directorio", page("roster")),
    Stop("directorio-ficha", _card),
    Stop("directorio-verificar", page("roster", "check")),
    Stop("directorio-duplicados", page("roster", "duplicates")),
    Stop("directorio-importar", page("roster", "import")),
    Stop("documentos", page("documents")),
    Stop("documentos-directorio", page("documents", "roster")),
    Stop("documentos-bolsillo", page("documents", "roster-pocket")),
    Stop("documentos-registro", page("documents", "activity-log")),
    Stop("documentos-plan", page("documents", "plan")),
    Stop("documentos-resumen", page("documents", "plan-summary")),
    Stop("documentos-normas", page("documents", "rules-of-use")),
    Stop("documentos-menciones", page("documents", "mention-report")),
    Stop("documentos-hoja", page("documents", papers.sheet_id(SCENARIO))),
    Stop("documentos-cuaderno", page("documents", "crisis-notebook")),
    Stop("ajustes", page("settings")),
    Stop("ajustes-aspecto", page("settings", "look")),
    Stop("ajustes-escucha", page("settings", "listening")),
    Stop("ajustes-copias", page("settings", "backups")),
    Stop("ajustes-datos", page("settings", "data")),
    Stop("ajustes-espacios", page("settings", "workspaces")),
    Stop("ajustes-manual", page("settings", "manual")),
    Stop("ajustes-acerca", page("settings", "about")),
    Stop("manual", page("manual", ("manual", "crisis"))),
    Stop("buscar", _finder),
    Stop("ayuda", _help),
    Stop("teclas", _keys),
    Stop("mensajes", _messages),
    Stop("inicio", _start),
    Stop("inicio-municipio", _ask_town),
    Stop("inicio-buscar", _type_town),
    Stop("inicio-trabajo", _go_on),
    Stop("inicio-persona", _go_on),
)
