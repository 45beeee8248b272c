"""What can be answered in public to somebody affected, ready to be copied."""

import pytest

from core import i18n
from core.crisis.model import Complainant, ComplainantState
from core.crisis.texts import fields
from core.crisis.texts.fields import Ready
from core.plan import records as plan_records
from core.plan.model import PrivateChannel
from core.store import Topic

COUNTER = PrivateChannel("Mostrador")
PHONE = PrivateChannel("Teléfono", address="924 000 004")


def told(state: ComplainantState, *channels: PrivateChannel, channel: str = "") -> list[Ready]:
    doors = [fields.name_of(private_channel) for private_channel in channels]
    return fields.ready(Complainant(1, "Vecina", state=state, channel=channel), doors)


def test_somebody_new_is_invited_to_every_private_channel():
    sorry, invited = told(ComplainantState.OPEN, PHONE, COUNTER)

    assert sorry.title == "Mientras se comprueba"
    assert "Mostrador" not in sorry.text
    assert invited.text.endswith("por el canal que prefiera: Teléfono: 924 000 004; Mostrador.")


def test_whose_conversation_moved_reads_of_that_channel_alone():
    here, written = told(ComplainantState.MOVED, PHONE, COUNTER, channel="Mostrador")

    assert here.text.endswith("hable con nosotros aquí: Mostrador.")
    assert written.title == "Si ya le hemos escrito"
    assert written.text.endswith("estamos aquí: Mostrador.")


def test_of_a_conversation_that_never_moved_the_first_channel_is_named():
    closed, reply = told(ComplainantState.SOLVED, PHONE, COUNTER)

    assert closed.title == "Para cerrar en público"
    assert reply.text.endswith("seguimos aquí: Teléfono: 924 000 004.")


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("es", "el teléfono y la atención al público del Ayuntamiento"),
        ("en", "the council’s telephone and front office"),
    ],
)
def test_a_plan_without_private_channels_still_has_a_door(store, language, named):
    i18n.use(language)
    with store.change(Topic.PLAN, label="preparar") as db:
        for record in plan_records.every(db.conn, PrivateChannel):
            plan_records.delete(db, PrivateChannel, record.id)

        assert fields.doors(db.conn) == [named]


def test_what_was_closed_in_public_is_answered_no_more():
    assert told(ComplainantState.CLOSED, PHONE) == []
