"""The stops of the tour at the crisis desk: the shelf, an open incident, its end, a drill."""

from PySide6.QtCore import Qt, QTimer

from core.crisis import desk as desks
from core.crisis.case import Moderation
from core.crisis.kinds import StatementKind
from core.crisis.model import Complainant, Rumour
from core.crisis.records import incidents as records
from core.mentions.alarms import alarms
from desktop.app.application import Application
from desktop.stops.crisis_scene import SCENARIO, DrillScene, Scene
from desktop.stops.stop import Show, Stop, page, press, services_of, shell_of


def _from_alarm(program: Application) -> None:
    """The alarm that waits, one key away from its desk."""
    services = services_of(program)
    with services.store.read() as connection:
        waiting = alarms.waiting(connection, services.clock.now())
    page("crisis", ("alarm", waiting[0].id))(program)


def _opened(program: Application) -> None:
    """What is open is seen from Hoy first."""
    Scene(services_of(program)).begin()
    _once_heard(program, page("today"))


def _once_heard(program: Application, show: Show) -> None:
    """Show it after the pages have heard of what has just changed: they hear of it in turn."""
    QTimer.singleShot(0, program, lambda: show(program))


def _number(program: Application) -> int:
    """Of the incident or drill that is open."""
    with services_of(program).store.read() as connection:
        return desks.open_ones(connection)[0].id


def _desk(part: str, target: object = None) -> Show:
    """A part of the desk, with one thing in it."""

    def show(program: Application) -> None:
        shell_of(program).go("crisis", ("incident", _number(program), part, target))

    return show


def _thing(kind: type[Rumour] | type[Complainant] | type[Moderation], part: str) -> Show:
    """A part of the desk with the first thing of a kind that the incident has."""

    def show(program: Application) -> None:
        number = _number(program)
        with services_of(program).store.read() as connection:
            thing = records.of(connection, kind, number)[0].id
        shell_of(program).go("crisis", ("incident", number, part, thing))

    return show


def _without_bar(show: Show) -> Show:
    """With the bar closed in which the last stop was."""

    def shown(program: Application) -> None:
        press(program, Qt.Key.Key_Escape)
        show(program)

    return shown


def _approved(program: Application) -> None:
    """The first line, out on the web."""
    scene = Scene(services_of(program))
    scene.number = _number(program)
    scene.approve()
    _once_heard(program, _desk("statements"))


def _reviewed(program: Application) -> None:
    """What was learnt, as the desk shows it once it is closed."""
    number = _number(program)
    scene = Scene(services_of(program))
    scene.number = number
    scene.close()
    shell_of(program).go("crisis", ("incident", number, "close"))


def _drill(program: Application) -> None:
    """The situation that is read first."""
    scene = DrillScene(services_of(program))
    scene.begin()
    shell_of(program).go("crisis", ("incident", scene.number))


def _begun(program: Application) -> None:
    """What has arrived meanwhile, the first of it."""
    press(program, Qt.Key.Key_Space)


def _drill_over(program: Application) -> None:
    """Drills are kept apart from what was real."""
    scene = DrillScene(services_of(program))
    scene.number = _number(program)
    scene.end()
    shell_of(program).go("crisis", ("past", scene.number))


STOPS: tuple[Stop, ...] = (
    Stop("crisis", page("crisis", "home")),
    Stop("crisis-escenarios", page("crisis", ("scenarios", SCENARIO))),
    Stop("crisis-escenarios-importar", page("crisis", ("scenarios", "import"))),
    Stop("crisis-abrir", page("crisis", SCENARIO)),
    Stop("crisis-abrir-alarma", _from_alarm),
    Stop("crisis-simulacros", page("crisis", "drill")),
    Stop("hoy-incidente", _opened),
    Stop("crisis-puesto", _desk("checklist")),
    Stop("crisis-comunicado", _desk("statements", StatementKind.HOLDING)),
    Stop("crisis-comunicado-publicado", _approved),
    Stop("crisis-llamadas", _desk("calls")),
    Stop("crisis-hechos", _desk("facts")),
    Stop("crisis-bulos", _thing(Rumour, "rumours")),
    Stop("crisis-afectados", _thing(Complainant, "complainants")),
    Stop("crisis-menciones", _desk("mentions")),
    Stop("crisis-moderacion", _thing(Moderation, "moderation")),
    Stop("crisis-nivel", _desk("level")),
    Stop("crisis-hora", _desk("promise")),
    Stop("crisis-papel", _without_bar(_desk("paper"))),
    Stop("crisis-proyector", _without_bar(_desk("projector"))),
    Stop("crisis-cerrar", _desk("close")),
    Stop("crisis-revision", _reviewed),
    Stop("crisis-anteriores", page("crisis", "past")),
    Stop("crisis-expediente", page("crisis", "moderation")),
    Stop("crisis-simulacro", _drill),
    Stop("crisis-simulacro-llega", _begun),
    Stop("crisis-simulacro-valorar", _desk("close")),
    Stop("crisis-simulacro-anterior", _drill_over),
)
