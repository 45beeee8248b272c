"""What was still open at the close is told until it is settled or said to be left."""

from datetime import date

from core.crisis import readiness
from core.crisis.incidents import open_ends
from core.crisis.incidents.open_ends import OpenEnd
from core.crisis.kinds import Opens
from core.crisis.model import Call, CallOutcome, LogKind
from core.crisis.readiness import Gap, GapKind, NotebookOnShelf
from core.crisis.records import incidents as records
from tests.core.crisis.clerk import Clerk


def leave(clerk: Clerk, end: OpenEnd) -> None:
    clerk.do(open_ends.leave, clerk.incident, end, clerk.hand())


def told(clerk: Clerk) -> list[Gap]:
    """What readiness, and with it Hoy, says was left open."""
    with clerk.store.read() as connection:
        found = readiness.gaps(connection, clerk.store.clock.today(), NotebookOnShelf())
    return [gap for gap in found if gap.kind is GapKind.LEFT_OPEN]


def test_while_it_is_open_nothing_is_left_open(clerk):
    assert open_ends.still_open(clerk.desk)
    assert open_ends.left_open(clerk.desk) == []
    assert told(clerk) == []


def test_a_rumour_that_was_not_checked_is_told_after_the_close_until_it_is_left(clerk):
    clerk.rumour("Es el agua")
    clerk.close()
    rumours = [end for end in open_ends.left_open(clerk.desk) if end.part is Opens.RUMOURS]
    assert [rumour.sentence for rumour in rumours] == ["El bulo «Es el agua» está sin comprobar."]

    leave(clerk, rumours[0])

    assert rumours[0] not in open_ends.left_open(clerk.desk)
    last = clerk.desk.log[-1]
    assert (last.kind, last.text) == (
        LogKind.REVIEW,
        "Se deja como está: El bulo «Es el agua» está sin comprobar.",
    )


def test_hoy_names_the_incident_until_all_of_it_is_said_to_be_left(clerk):
    clerk.close()
    ends = open_ends.left_open(clerk.desk)
    assert len(ends) > 1
    (gap,) = told(clerk)
    assert gap.sentence == f"«{clerk.incident.title}» se cerró con {len(ends)} cosas abiertas."
    assert gap.about == clerk.number

    for end in ends:
        leave(clerk, end)

    assert told(clerk) == []


def test_opened_again_it_is_told_by_its_desk_and_no_longer_as_left_open(clerk):
    clerk.close()
    clerk.reopen()
    assert told(clerk) == []
    assert open_ends.still_open(clerk.desk)


def test_what_remains_stands_in_the_log_of_the_close_and_on_hoy_until_it_is_settled(clerk):
    remains = "Analítica del segundo cebo"
    clerk.close("No hay más.", remains, date(2026, 12, 1))

    assert clerk.desk.log[-1].text == (
        "Incidente cerrado: No hay más. Qué queda pendiente: Analítica del segundo cebo"
    )
    first = open_ends.left_open(clerk.desk)[0]
    assert first.sentence == "Qué queda pendiente: Analítica del segundo cebo"
    (gap,) = told(clerk)
    assert gap.why == first.sentence

    leave(clerk, first)

    assert first not in open_ends.left_open(clerk.desk)


def test_how_it_ended_and_what_remains_are_two_sentences_in_the_log(clerk):
    clerk.close("No hay más", "Analítica")
    said = "Incidente cerrado: No hay más. Qué queda pendiente: Analítica"
    assert clerk.desk.log[-1].text == said


def test_what_remains_is_asked_anew_after_another_close(clerk):
    def close_with(remains: str) -> None:
        clerk.close("Fin.", remains, date(2026, 12, 1))

    close_with("La analítica")
    leave(clerk, open_ends.left_open(clerk.desk)[0])
    clerk.reopen()
    close_with("La segunda analítica")

    assert (
        open_ends.left_open(clerk.desk)[0].sentence == "Qué queda pendiente: La segunda analítica"
    )


def test_who_did_not_answer_is_still_to_be_called_until_the_substitute_is_reached(clerk):
    def settle(place: int, outcome: CallOutcome) -> None:
        clerk.settle(clerk.desk.calls[place], outcome)

    def still() -> list[str]:
        return [end.sentence for end in open_ends.still_open(clerk.desk) if end.part is Opens.CALLS]

    for place in range(len(clerk.desk.calls)):
        settle(place, CallOutcome.REACHED)
    assert still() == []
    mayor = clerk.desk.calls[0]

    settle(0, CallOutcome.NOT_REACHED)
    assert still() == [f"Queda una llamada por hacer: {mayor.name}."]

    clerk.do(records.put, Call(mayor.incident_id, "Ana Ruiz", position=99, instead_of=mayor.id))
    settle(-1, CallOutcome.NOT_REACHED)
    assert still() == [f"Quedan 2 llamadas por hacer; la primera: {mayor.name}."]

    settle(-1, CallOutcome.REACHED)
    assert still() == []


def test_what_remains_is_no_reason_not_to_close_however_long_it_is(clerk):
    remains = "Una prueba.\n" + "Otra prueba más. " * 200
    clerk.close("Fin. " * 200, remains, date(2026, 12, 1))

    first = open_ends.left_open(clerk.desk)[0]
    leave(clerk, first)

    assert first.sentence.startswith("Qué queda pendiente: Una prueba. Otra prueba más.")
    assert len(clerk.incident.remains) > 3000
