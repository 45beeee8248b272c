"""The judge of the killed windows: which key was lost, and how old it was."""

from tests.endurance.kills import Typed

TYPED = Typed([(0.0, "before"), (10.0, "A"), (11.0, "Ab"), (14.5, "Abc")])


def test_what_stands_there_whole_has_lost_nothing():
    assert TYPED.lost("Abc", killed_at=15.0) == 0


def test_the_oldest_key_that_is_missing_says_how_much_was_lost():
    assert TYPED.lost("Ab", killed_at=15.0) == 0.5
    assert TYPED.lost("A", killed_at=15.0) == 4
    assert TYPED.lost("before", killed_at=15.0) == 5


def test_what_nobody_typed_is_no_half_of_it():
    assert TYPED.lost("Ac", killed_at=15.0) is None
