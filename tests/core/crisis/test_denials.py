"""A rumour that was checked goes into the blanks of the statement that answers it."""

from collections.abc import Callable

from core.crisis import denials, statements, voices
from core.crisis.desk import Desk
from core.crisis.kinds import StatementKind
from core.crisis.log import Hand
from core.crisis.model import RumourVerdict
from core.store import Store, Topic


def test_claim_and_source_stand_in_the_denial(
    village: Store, opened: Callable[[], Desk], hand: Callable[[], Hand]
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.add_rumour(db, opened().incident.id, "Hay siete perros muertos.", hand())
        voices.judge(db, opened().rumours[0], RumourVerdict.FALSE, "la clínica", hand())
        denials.prepare(db, opened(), opened().rumours[0])
        statements.draft(db, opened(), StatementKind.DENIAL, hand())
    text = opened().statements[0].text("es").whole
    assert "que dice que hay siete perros muertos." in text
    assert "Según la clínica" in text


def test_what_the_person_wrote_there_before_stays(
    village: Store, opened: Callable[[], Desk], hand: Callable[[], Hand]
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        statements.fill_blank(db, opened(), "claim", "hay cebos en el colegio")
        voices.add_rumour(db, opened().incident.id, "Hay siete perros muertos.", hand())
        denials.prepare(db, opened(), opened().rumours[0])
    assert dict(opened().blanks)["claim"] == "hay cebos en el colegio"
