"""The moderation file: a measure rests on a rule, says why, ends, and can be reviewed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.clock import FixedClock
from core.crisis.case import Moderation
from core.crisis.incidents import moderation
from core.crisis.model import LogKind, Measure
from core.crisis.records import incidents as records
from core.errors import InvalidValue
from tests.core.crisis.clerk import Clerk

TODAY = date(2026, 11, 24)


@pytest.fixture
def insult(clock: FixedClock) -> Moderation:
    """An insult that was hidden."""
    return Moderation(
        at=clock.now(),
        profile="Página de Facebook",
        said="Sinvergüenza, ojalá te mueras tú",
        measure=Measure.HIDDEN,
        reason="Desea la muerte a una vecina.",
        rule="No se admiten insultos ni amenazas.",
    )


def kept(clerk: Clerk, case: Moderation) -> Moderation:
    number = clerk.do(moderation.keep, case, clerk.hand())
    with clerk.store.read() as connection:
        found = records.part(connection, Moderation, number)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("lacks", "sentence"),
    [
        ({"profile": ""}, "en qué perfil"),
        ({"said": " "}, "palabra por palabra"),
        ({"rule": ""}, "cuál de las normas de uso"),
        ({"reason": ""}, "Diga por qué"),
        ({"measure": Measure.BLOCKED}, "hasta cuándo"),
        ({"until_on": date(2026, 11, 1)}, "antes de empezar"),
        ({"reviewed_on": TODAY}, "qué resultó de la revisión"),
    ],
)
def test_a_case_that_would_not_stand_a_review_is_refused(clerk, village, insult, lacks, sentence):
    with pytest.raises(InvalidValue, match=sentence):
        kept(clerk, replace(insult, **lacks))
    with village.read() as connection:
        assert records.every(connection, Moderation) == []


def test_criticism_is_answered_without_a_rule(clerk, insult):
    case = kept(clerk, replace(insult, measure=Measure.ANSWERED, rule=""))
    assert case.measure is Measure.ANSWERED


def test_the_log_tells_the_measure_its_change_and_the_review_but_not_the_words(clerk, insult):
    number = clerk.number
    case = kept(clerk, replace(insult, incident_id=number, author="@vecino"))
    case = kept(clerk, replace(case, reason="Desea la muerte a alguien."))
    case = kept(clerk, replace(case, measure=Measure.WARNED))
    kept(clerk, replace(case, reviewed_on=TODAY, outcome="Se mantiene el aviso"))
    told = [entry.text for entry in clerk.desk.log if entry.kind is LogKind.MODERATION]
    assert told == [
        "Moderación en Página de Facebook: Oculto. No se admiten insultos ni amenazas.",
        "Moderación en Página de Facebook: ahora Advertido, antes Oculto.",
        "Moderación en Página de Facebook, revisada: Se mantiene el aviso",
    ]


def test_a_case_outside_of_incidents_stands_alone(clerk, insult):
    lines = len(clerk.desk.log)
    assert kept(clerk, insult).incident_id is None
    assert len(clerk.desk.log) == lines
    assert clerk.desk.moderation == ()


def test_reasons_as_long_as_a_page_are_kept_whole(clerk, insult):
    long = replace(insult, incident_id=clerk.number, said="ñ" * 3900, reason="á" * 3900)
    assert kept(clerk, long).reason == "á" * 3900


def test_blocks_that_ended_come_first_until_somebody_reviews_them(clerk, insult, clock):
    block = replace(insult, measure=Measure.BLOCKED, until_on=moderation.block_end(TODAY))
    ended = kept(clerk, block)
    clerk.later(hours=1)
    newer = kept(clerk, replace(insult, at=clock.now()))
    after = date(2026, 12, 24)
    assert moderation.due([ended, newer], after - timedelta(days=1)) == []
    assert moderation.due([ended, newer], after) == [ended]
    assert moderation.in_order([ended, newer], TODAY) == [newer, ended]
    assert moderation.in_order([newer, ended], after) == [ended, newer]
    reviewed = kept(clerk, replace(ended, reviewed_on=after, outcome="Se levanta"))
    assert moderation.due([reviewed], after) == []
