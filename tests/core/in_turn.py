"""One test of many small cases that only read, which tells all those that are wrong by name."""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import pytest

Test = Callable[..., None]
Cases = Iterable[Any] | Callable[[], Iterable[Any]]


def in_turn(names: str, cases: Cases) -> Callable[[Test], Test]:
    """As `pytest.mark.parametrize`, but all cases are one test and share its fixtures.

    It goes on after a case that fails, and fails with the names and values of each. What takes a
    while to make is given as a function and made when the test is run. A name that the test does
    not ask for is only told.
    """
    keys = names.split(", ")

    def decorated(check: Test) -> Test:
        asked = inspect.signature(check)

        @wraps(check)
        def test(**fixtures: Any) -> None:
            wrong: list[Exception] = []
            tried = list(cases if isinstance(cases, Iterable) else cases())
            assert tried, "there is no case"
            for case in tried:
                values = dict(zip(keys, case if len(keys) > 1 else (case,), strict=True))
                given = {key: value for key, value in values.items() if key in asked.parameters}
                try:
                    check(**fixtures, **given)
                except (Exception, pytest.fail.Exception) as error:
                    told = error if isinstance(error, Exception) else AssertionError(error)
                    told.add_note("\n".join(f"{key} = {_line(values[key])}" for key in keys))
                    wrong.append(told)
            if len(wrong) == 1:
                raise wrong[0]
            if wrong:
                raise ExceptionGroup(f"{len(wrong)} of {len(tried)} cases are wrong", wrong)

        left = [parameter for name, parameter in asked.parameters.items() if name not in keys]
        test.__signature__ = asked.replace(parameters=left)
        return test

    return decorated


def _line(value: object) -> str:
    """The value in a line."""
    words = str(value)
    return words if len(words) <= 100 else f"{words[:100]}…"
