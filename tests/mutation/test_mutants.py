"""The faults that are made: which, where, and none that nobody could notice."""

import pytest

from tests.mutation.mutants import Maker, differs, enums, sample

COLOURS = b"class Colour(StrEnum):\n    RED = 'red'\n    GREEN = 'green'\n"


def changed(text: str) -> set[str]:
    """The text with each fault in it that leaves it Python and another program."""
    source = text.encode()
    made = Maker("core/a.py", source, enums([COLOURS])).mutants()
    return {mutant.applied(source).decode() for mutant in made if differs(mutant, source)}


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("x = a <  b  # <", {"x = a <=  b  # <"}),
        ("x = (a) not  in b", {"x = (a) in b"}),
        ("x = a is None", {"x = a is not None"}),
        ("x = (a and  # and\n b)", {"x = (a or  # and\n b)"}),
        ("x = not a", {"x = a"}),
        ("x = not(a)", {"x = (a)"}),
        ("x = ñ - b", {"x = ñ + b"}),
        ("x = a * b", {"x = a // b"}),
        ("x = 'a' + b", set()),
        ("x = a[0]", {"x = a[1]"}),
        ("x = timedelta(hours=72)", {"x = timedelta(hours=73)", "x = timedelta(hours=71)"}),
        ("x = 0.5", {"x = 1.0"}),
        ("def f(a=True): ...", {"def f(a=False): ..."}),
        ("x = 'web'", {"x = 'webx'"}),
        ("x = 'A sentence.'", set()),
        ("x = Colour.RED", {"x = Colour.GREEN"}),
        ("x = Other.RED", set()),
        ("f(a)", {"pass"}),
        ("x = 1 if a else b", {f"x = {f}" for f in ("0 if a else b", "2 if a else b")}),
        ("if a: b = c", {"if True: b = c", "if False: b = c"}),
        ("def f() -> A | None:\n return a", {"def f() -> A | None:\n return None"}),
        ("def f() -> A:\n return a", set()),
        ("x = 'SELECT a WHERE b < ?'", {"x = 'SELECT a WHERE b <= ?'"}),
        ("x = f'SELECT {a} WHERE b >= ?'", {"x = f'SELECT {a} WHERE b > ?'"}),
    ],
)
def test_a_fault_is_one_small_change(text, faults):
    dropped = {"x = timedelta()", "x = True if a else b"}
    ifs = {"x = 1 if True else b", "x = 1 if False else b"}
    assert changed(text) - dropped - ifs == faults


@pytest.mark.parametrize(
    "text",
    [
        '"""Says a < b."""',
        "x = _('web')",
        "x = pgettext('place', 'web')",
        "logger.error('web', 3)",
        "if TYPE_CHECKING:\n from a import b\n c(1)",
        "if sys.platform == 'win32':\n c(1)",
        "x: Literal['web']",
        "__slots__ = ('web',)",
        "class A:\n def __repr__(self):\n  return f(1)",
        "class Colour(StrEnum):\n RED = 'red'",
        "@dataclass(frozen=True)\nclass A: ...",
        "x = f'{a < 3}'",
    ],
)
def test_what_nobody_could_notice_is_left_alone(text):
    assert changed(text) == set()


def test_what_runs_once_is_told_from_what_each_test_runs():
    text = b"A = 1\ndef f(b=2):\n  return 3\n@cache\ndef g():\n  return 4\n"
    made = {mutant.before: mutant.at_import for mutant in Maker("core/a.py", text, {}).mutants()}
    assert made == {"1": True, "2": True, "3": False, "4": True}


def test_an_equal_seed_is_an_equal_sample_spread_over_the_code(tmp_path):
    (tmp_path / "long.py").write_text("x = 7\n" * 90)
    (tmp_path / "short.py").write_text("x = 7\n" * 10)
    files = ["short.py", "long.py"]
    first = sample(tmp_path, files, 50, 7, {})
    assert first == sample(tmp_path, files, 50, 7, {})
    assert first != sample(tmp_path, files, 50, 8, {})
    assert len({(mutant.file, mutant.start) for mutant in first}) == 50
    assert 40 <= sum(mutant.file == "long.py" for mutant in first) < 50
