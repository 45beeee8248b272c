"""Hoy of the crisis desk: what would fail today has one row, which somebody may wait for."""

from core.crisis.readiness import Gap, GapKind
from core.roster import records as roster
from core.roster.model import Contact
from core.store import Topic
from desktop.readiness_targets import action, place
from desktop.today.crisis_matters import crisis_matters
from desktop.today.matter import Weight
from desktop.today.model import matters


def gap(kind: GapKind) -> Gap:
    return Gap(kind, "Falta algo.", "Por algo.", 1)


def test_each_gap_has_its_place_and_its_verb():
    for kind in GapKind:
        page, _target = place(gap(kind))
        assert page in ("roster", "plan", "documents", "crisis")
        assert action(gap(kind))


def test_what_hoy_says_already_is_not_said_twice():
    kinds = {matter.key.split("-")[1] for matter in crisis_matters([*map(gap, GapKind)])}
    assert GapKind.NO_NOTEBOOK in kinds
    assert not {GapKind.NO_PHONE, GapKind.UNVERIFIED, GapKind.OLD_NOTEBOOK} & kinds


def test_what_somebody_waits_for_comes_before_what_would_fail_and_what_can_wait(services):
    with services.store.change(Topic.ROSTER) as db:
        roster.add(db, Contact("Luis"), services.clock.now())
    kinds = GapKind.NO_DRILL, GapKind.LEFT_OPEN, GapKind.NO_NOTEBOOK
    further = crisis_matters([*map(gap, kinds)])

    listed = [matter.key for matter in matters(services, further=further)]

    wanted = ["gap-left_open-1", "no-phone", "gap-no_notebook-1", "gap-no_drill-1"]
    assert [key for key in listed if key in wanted] == wanted
    waited = {matter.key for matter in further if matter.weight is Weight.WAITED_FOR}
    assert waited == {"gap-left_open-1"}


def test_of_what_hangs_on_others_no_minutes_are_said():
    told = {
        matter.key.split("-")[1]: matter.minutes for matter in crisis_matters([*map(gap, GapKind)])
    }
    assert told[GapKind.NO_NOTEBOOK] == 10
    assert told[GapKind.NO_DRILL] == 20
    assert told[GapKind.NO_RULES] is None
    assert told[GapKind.REVIEW_DUE] is None
