"""What many small cases in one test say when some of them are wrong."""

import pytest

from tests.core.in_turn import in_turn

NUMBERS = (("one", 1), ("two", 3), ("three", 3), ("four", 5))


def test_each_case_that_is_wrong_is_told_with_its_name_whatever_becomes_of_the_others():
    tried = []

    @in_turn("language", ["es", "en"])
    @in_turn("name, number", NUMBERS)
    def check(language: str, name: str, number: int) -> None:
        tried.append((language, name))
        if name == "two":
            with pytest.raises(ValueError):
                int("3")
        assert name != "four", f"{number} is no {name}"

    with pytest.raises(ExceptionGroup) as told:
        check()

    assert len(tried) == 8
    assert [exception.__notes__ for exception in told.value.exceptions] == [
        ["language = es"],
        ["language = en"],
    ]
    spanish, english = ([*exception.exceptions] for exception in told.value.exceptions)
    assert [item.__notes__ for item in spanish] == [
        ["name = two\nnumber = 3"],
        ["name = four\nnumber = 5"],
    ]
    assert "DID NOT RAISE" in str(english[0])
    assert "5 is no four" in str(english[1])


def test_the_case_that_is_wrong_alone_is_told_as_it_is():
    @in_turn("name, number", NUMBERS)
    def check(number: int) -> None:
        assert number != 1

    with pytest.raises(AssertionError) as told:
        check()

    assert told.value.__notes__ == ["name = one\nnumber = 1"]


def test_where_there_is_no_case_nothing_is_said_to_hold():
    @in_turn("name", [])
    def check(name: str) -> None:
        assert name

    with pytest.raises(AssertionError, match="there is no case"):
        check()
