"""Erasing a person reaches calls and hats; the log stays as it was written, and whole."""

from collections.abc import Callable

from core.crisis import erasing, log
from core.crisis.desk import Desk
from core.roster import records as roster
from core.roster.model import Hat
from core.store import Store, Topic


def test_an_erased_person_is_in_no_call_and_under_no_hat(
    village: Store, opened: Callable[[], Desk]
) -> None:
    with village.read() as connection:
        mayor = next(one for one in roster.everyone(connection) if Hat.DECIDES in one.hats)
    with village.forget(Topic.ROSTER, Topic.CRISIS) as db:
        erasing.erase_person(db, mayor)
        roster.delete(db, mayor.id)
    desk = opened()
    assert mayor.name not in [one.name for one in (*desk.calls, *desk.hats)]
    numbers = {phone.number for phone in mayor.phones}
    assert not numbers & {one.number for one in desk.calls}
    assert (desk.calls[0].name, desk.calls[0].number) == ("datos borrados", "")


def test_the_log_keeps_what_was_written_and_says_how_often_it_names_somebody(
    village: Store, opened: Callable[[], Desk]
) -> None:
    with village.read() as connection:
        writer = next(one for one in roster.everyone(connection) if Hat.WRITES in one.hats)
        named = erasing.entries_naming(connection, writer)
    assert named > sum(one.who == writer.name for one in opened().log) > 0
    with village.forget(Topic.ROSTER, Topic.CRISIS) as db:
        erasing.erase_person(db, writer)
    with village.read() as connection:
        assert erasing.entries_naming(connection, writer) == named
        assert log.broken_at(connection) is None
