"""What was still open at the close is told until it is settled or said to be left."""

from collections.abc import Callable
from datetime import date

from core.crisis import calls, closing, open_ends, readiness, voices
from core.crisis.desk import Desk
from core.crisis.kinds import Opens
from core.crisis.log import Hand
from core.crisis.model import Call, CallOutcome, LogKind
from core.crisis.open_ends import OpenEnd
from core.crisis.readiness import Gap, GapKind, Shelf
from core.crisis.records import incidents as records
from core.store import Store, Topic

Opened = Callable[[], Desk]
Writes = Callable[[], Hand]


def close(village: Store, opened: Opened, hand: Writes) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.close(db, opened().incident, "No hay más cebos.", "", date(2026, 12, 1), hand())


def leave(village: Store, opened: Opened, hand: Writes, end: OpenEnd) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        open_ends.leave(db, opened().incident, end, hand())


def told(village: Store) -> list[Gap]:
    """What readiness, and with it Hoy, says was left open."""
    with village.read() as connection:
        found = readiness.gaps(connection, village.clock.today(), Shelf())
    return [one for one in found if one.kind is GapKind.LEFT_OPEN]


def test_while_it_is_open_nothing_is_left_open(village: Store, opened: Opened) -> None:
    assert open_ends.still_open(opened())
    assert open_ends.left_open(opened()) == []
    assert told(village) == []


def test_a_rumour_that_was_not_checked_is_told_after_the_close_until_it_is_left(
    village: Store, opened: Opened, hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.add_rumour(db, opened().incident.id, "Es el agua", hand())
    close(village, opened, hand)
    rumours = [one for one in open_ends.left_open(opened()) if one.part is Opens.RUMOURS]
    assert [one.sentence for one in rumours] == ["El bulo «Es el agua» está sin comprobar."]

    leave(village, opened, hand, rumours[0])

    assert rumours[0] not in open_ends.left_open(opened())
    last = opened().log[-1]
    assert (last.kind, last.text) == (
        LogKind.REVIEW,
        "Se deja como está: El bulo «Es el agua» está sin comprobar.",
    )


def test_hoy_names_the_incident_until_all_of_it_is_said_to_be_left(
    village: Store, opened: Opened, hand: Writes
) -> None:
    close(village, opened, hand)
    ends = open_ends.left_open(opened())
    assert len(ends) > 1
    (gap,) = told(village)
    assert gap.sentence == f"«{opened().incident.title}» se cerró con {len(ends)} cosas abiertas."
    assert gap.about == opened().incident.id

    for end in ends:
        leave(village, opened, hand, end)

    assert told(village) == []


def test_opened_again_it_is_told_by_its_desk_and_no_longer_as_left_open(
    village: Store, opened: Opened, hand: Writes
) -> None:
    close(village, opened, hand)
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.reopen(db, opened().incident, hand(), "Otro perro enfermo")
    assert told(village) == []
    assert open_ends.still_open(opened())


def test_what_remains_stands_in_the_log_of_the_close_and_on_hoy_until_it_is_settled(
    village: Store, opened: Opened, hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        remains = "Analítica del segundo cebo"
        closing.close(db, opened().incident, "No hay más.", remains, date(2026, 12, 1), hand())

    assert opened().log[-1].text == (
        "Incidente cerrado: No hay más. Qué queda pendiente: Analítica del segundo cebo"
    )
    first = open_ends.left_open(opened())[0]
    assert first.sentence == "Qué queda pendiente: Analítica del segundo cebo"
    (gap,) = told(village)
    assert gap.why == first.sentence

    leave(village, opened, hand, first)

    assert first not in open_ends.left_open(opened())


def test_what_remains_is_asked_anew_after_another_close(
    village: Store, opened: Opened, hand: Writes
) -> None:
    def close_with(remains: str) -> None:
        with village.change(Topic.CRISIS, undoable=False) as db:
            closing.close(db, opened().incident, "Fin.", remains, date(2026, 12, 1), hand())

    close_with("La analítica")
    leave(village, opened, hand, open_ends.left_open(opened())[0])
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.reopen(db, opened().incident, hand(), "Otro perro enfermo")
    close_with("La segunda analítica")

    assert open_ends.left_open(opened())[0].sentence == "Qué queda pendiente: La segunda analítica"


def test_who_did_not_answer_is_still_to_be_called_until_the_substitute_is_reached(
    village: Store, opened: Opened, hand: Writes
) -> None:
    def settle(place: int, outcome: CallOutcome) -> None:
        with village.change(Topic.CRISIS, undoable=False) as db:
            calls.settle(db, opened().calls[place], outcome, hand())

    def still() -> list[str]:
        return [one.sentence for one in open_ends.still_open(opened()) if one.part is Opens.CALLS]

    for place in range(len(opened().calls)):
        settle(place, CallOutcome.REACHED)
    assert still() == []
    mayor = opened().calls[0]

    settle(0, CallOutcome.NOT_REACHED)
    assert still() == [f"Queda una llamada por hacer: {mayor.name}."]

    with village.change(Topic.CRISIS, undoable=False) as db:
        records.put(db, Call(mayor.incident_id, "Ana Ruiz", position=99, instead_of=mayor.id))
    settle(-1, CallOutcome.NOT_REACHED)
    assert still() == [f"Quedan 2 llamadas por hacer; la primera: {mayor.name}."]

    settle(-1, CallOutcome.REACHED)
    assert still() == []


def test_what_remains_is_no_reason_not_to_close_however_long_it_is(
    village: Store, opened: Opened, hand: Writes
) -> None:
    remains = "Una prueba.\n" + "Otra prueba más. " * 200
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.close(db, opened().incident, "Fin. " * 200, remains, date(2026, 12, 1), hand())

    first = open_ends.left_open(opened())[0]
    leave(village, opened, hand, first)

    assert first.sentence.startswith("Qué queda pendiente: Una prueba. Otra prueba más.")
    assert len(opened().incident.remains) > 3000
