"""What no other check notices in the source, read once for all of these tests."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import core
from core import errors, i18n
from core.errors import AppError
from core.i18n import _

ROOT = Path(core.__file__).parents[1]
MESSAGES = {"_", "mark", "ngettext", "pgettext"}
ERRORS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, AppError)
}
ORDERS = {
    "Copie", "Diga", "Elija", "Escriba", "Indique", "Pegue",
}  # fmt: skip
"""How a sentence begins that says what to do."""

IN_ITSELF = {
    "La anotación y su huella van juntas: escriba las dos.",
}  # fmt: skip
"""What to do is its second half."""


class Source(NamedTuple):
    """What these tests look at of a module; its whole tree would fill the memory."""

    path: Path
    names: tuple[str, ...]
    """Those that it gives at its top, each as often as it is given."""
    messages: list[ast.Call]
    hidden: list[ast.Call]
    """Messages in an f-string."""
    errors: list[ast.Call]


@cache
def modules() -> list[Source]:
    return [
        read(path)
        for folder in ("core", "desktop")
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]


def read(path: Path) -> Source:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = Source(path.relative_to(ROOT), tuple(given(tree)), [], [], [])
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.hidden.extend(call for call in ast.walk(node) if called(call) in MESSAGES)
        elif (name := called(node)) in MESSAGES:
            found.messages.append(node)
        elif name in ERRORS:
            found.errors.append(node)
    return found


def called(node: ast.AST) -> str:
    """The name by which a function is called, if it is."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id
    return ""


def given(tree: ast.Module) -> Iterator[str]:
    """The names that a module gives at its top, each as often as it is given."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_no_name_of_a_module_is_given_twice():
    """Files that become one may each bring a constant of that name, and the last one wins."""
    twice = [
        f"{module.path}: {name}"
        for module in modules()
        for name, count in Counter(module.names).items()
        if count > 1 and name != "_"
    ]

    assert twice == []


def test_no_message_hides_in_an_f_string():
    """Python 3.11 hides what stands in one from the collector, and it would stay English."""
    hidden = [f"{module.path}:{call.lineno}" for module in modules() for call in module.hidden]

    assert hidden == []


def test_a_message_that_has_a_plural_is_asked_with_its_number():
    """The Python of Debian 12 finds it in no other way, and it would stay English."""
    asked: dict[str, set[str]] = {name: set() for name in MESSAGES}
    for module in modules():
        for call in module.messages:
            if isinstance(call.args[0], ast.Constant):
                asked[called(call)].add(str(call.args[0].value))

    assert len(asked["ngettext"]) > 10
    assert asked["_"] & asked["ngettext"] == set()


def sentence(error: ast.Call) -> str:
    """Its words in Spanish; none where they come from elsewhere, with an advice of their own."""
    for node in ast.walk(error.args[0]):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "ngettext"):
            message = node.args[0]
            return _(str(message.value)) if isinstance(message, ast.Constant) else ""
    return ""


def test_every_error_says_what_to_do():
    """It is told with what to do: in an advice, or as an instruction in itself."""
    i18n.use("es")
    told = [
        sentence(error)
        for module in modules()
        for error in module.errors
        if len(error.args) == 1 and not any(word.arg == "advice" for word in error.keywords)
    ]

    assert len(told) > 10
    bare = {text for text in told if text and text.split()[0] not in ORDERS}
    assert sorted(bare - IN_ITSELF) == []
