"""What the program writes into the log is in the language of the incident."""

from datetime import timedelta

from core import i18n
from core.crisis.case import Moderation
from core.crisis.incidents import moderation, open_ends
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.model import CallOutcome, Measure, RumourVerdict
from core.plan.kinds import LevelName
from core.roster.model import Hat
from core.store import Store
from tests.core.crisis.clerk import Clerk, sit_down


def hour_of_work(clerk: Clerk) -> list[str]:
    """What the log says of one of everything that is done at a desk."""
    first, second, third = clerk.desk.scenario.steps[:3]
    clerk.tick(first, "Sin novedad")
    clerk.untick(first)
    clerk.tick(second)
    clerk.not_needed(third, "No hay parque")
    clerk.set_level(LevelName.RED, "Hay tres perros más")
    clerk.promise(clerk.store.clock.now() + timedelta(hours=1))
    clerk.promise(None)
    clerk.hand_over(Hat.WRITES, "Ana Ruiz")
    for outcome in (CallOutcome.NOT_REACHED, CallOutcome.MESSAGE_LEFT, CallOutcome.REACHED):
        clerk.settle(clerk.desk.calls[0], outcome)
    clerk.affected("vecina del parque")
    person = clerk.desk.complainants[0]
    clerk.move(person, "600 000 111")
    clerk.solve(person)
    clerk.answered_in_public(person)
    clerk.rumour("Hay siete perros muertos", "WhatsApp")
    clerk.judge(clerk.desk.rumours[0], RumourVerdict.FALSE, "la clínica")
    clerk.answer(clerk.desk.rumours[0], "Ha muerto uno.")
    clerk.find_out(clerk.desk.facts[0], "Uno", "la clínica")
    clerk.find_out(clerk.desk.facts[0], "", "")
    clerk.publish(clerk.approved(), "Web municipal")
    clerk.drop(clerk.begin(StatementKind.CONFIRMED))
    now = clerk.store.clock.now()
    said = ("Página de Facebook", "Un insulto", Measure.HIDDEN, "Insulta")
    case = Moderation(now, *said, rule="Sin insultos", incident_id=clerk.number)
    clerk.do(moderation.keep, case, clerk.hand())
    clerk.close()
    clerk.do(open_ends.leave, clerk.incident, open_ends.left_open(clerk.desk)[0], clerk.hand())
    clerk.reopen()
    return [entry.text for entry in clerk.desk.log]


def test_the_log_of_an_incident_is_in_its_language_though_the_program_speaks_another(
    village: Store,
) -> None:
    spanish = hour_of_work(sit_down(village))
    clerk = sit_down(village)
    with i18n.language("en"):
        found = hour_of_work(clerk)
    with i18n.language("en"):
        worded = clerk.begin(StatementKind.CONFIRMED)
        for part in StatementPart:
            clerk.write(worded, part, "")
        clerk.write(worded, StatementPart.KNOWN, "Ha muerto un perro.")
        clerk.approve(worded, how="in writing")
    assert "por escrito: «" in clerk.desk.log[-1].text
    own = "Se deja como está: "
    assert [text.partition(own)[1] or text for text in found] == [
        text.partition(own)[1] or text for text in spanish
    ]
