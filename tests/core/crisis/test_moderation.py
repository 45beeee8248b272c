"""The moderation file: a measure rests on a rule, says why, ends, and can be reviewed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.clock import FixedClock
from core.crisis import moderation
from core.crisis.case import Moderation
from core.crisis.desk import Desk
from core.crisis.log import Hand
from core.crisis.model import LogKind, Measure
from core.crisis.records import incidents as records
from core.errors import InvalidValue
from core.store import Store, Topic

Opened = Callable[[], Desk]
Writes = Callable[[], Hand]
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


def kept(village: Store, case: Moderation, hand: Writes) -> Moderation:
    with village.change(Topic.CRISIS, undoable=False) as db:
        number = moderation.keep(db, case, hand())
    with village.read() as connection:
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
def test_a_case_that_would_not_stand_a_review_is_refused(
    village: Store, insult: Moderation, hand: Writes, lacks: dict[str, object], sentence: str
) -> None:
    with pytest.raises(InvalidValue, match=sentence):
        kept(village, replace(insult, **lacks), hand)  # type: ignore[arg-type]  # as listed
    with village.read() as connection:
        assert records.every(connection, Moderation) == []


def test_criticism_is_answered_without_a_rule(
    village: Store, insult: Moderation, hand: Writes
) -> None:
    case = kept(village, replace(insult, measure=Measure.ANSWERED, rule=""), hand)
    assert case.measure is Measure.ANSWERED


def test_the_log_tells_the_measure_its_change_and_the_review_but_not_the_words(
    village: Store, opened: Opened, insult: Moderation, hand: Writes
) -> None:
    number = opened().incident.id
    case = kept(village, replace(insult, incident_id=number, author="@vecino"), hand)
    case = kept(village, replace(case, reason="Desea la muerte a alguien."), hand)
    case = kept(village, replace(case, measure=Measure.WARNED), hand)
    kept(village, replace(case, reviewed_on=TODAY, outcome="Se mantiene el aviso"), hand)
    told = [one.text for one in opened().log if one.kind is LogKind.MODERATION]
    assert told == [
        "Moderación en Página de Facebook: Oculto. No se admiten insultos ni amenazas.",
        "Moderación en Página de Facebook: ahora Advertido, antes Oculto.",
        "Moderación en Página de Facebook, revisada: Se mantiene el aviso",
    ]


def test_a_case_outside_of_incidents_stands_alone(
    village: Store, opened: Opened, insult: Moderation, hand: Writes
) -> None:
    lines = len(opened().log)
    assert kept(village, insult, hand).incident_id is None
    assert len(opened().log) == lines
    assert opened().moderation == ()


def test_reasons_as_long_as_a_page_are_kept_whole(
    village: Store, opened: Opened, insult: Moderation, hand: Writes
) -> None:
    long = replace(insult, incident_id=opened().incident.id, said="ñ" * 3900, reason="á" * 3900)
    assert kept(village, long, hand).reason == "á" * 3900


def test_blocks_that_ended_come_first_until_somebody_reviews_them(
    village: Store, insult: Moderation, hand: Writes, clock: FixedClock
) -> None:
    block = replace(insult, measure=Measure.BLOCKED, until_on=moderation.block_end(TODAY))
    ended = kept(village, block, hand)
    clock.moment += timedelta(hours=1)
    newer = kept(village, replace(insult, at=clock.now()), hand)
    after = date(2026, 12, 24)
    assert moderation.due([ended, newer], after - timedelta(days=1)) == []
    assert moderation.due([ended, newer], after) == [ended]
    assert moderation.in_order([ended, newer], TODAY) == [newer, ended]
    assert moderation.in_order([newer, ended], after) == [ended, newer]
    reviewed = kept(village, replace(ended, reviewed_on=after, outcome="Se levanta"), hand)
    assert moderation.due([reviewed], after) == []
