"""What went wrong is told with what to do: in an advice, or as an instruction in itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import core
from core import errors, i18n
from core.errors import AppError
from core.i18n import _

ORDERS = {
    "Copie", "Diga", "Elija", "Escriba", "Indique", "Pegue",
}  # fmt: skip
"""How a sentence begins that says what to do."""

IN_ITSELF = {
    "La anotación y su huella van juntas: escriba las dos.",
}  # fmt: skip
"""What to do is its second half."""


def modules() -> Iterator[ast.Module]:
    for folder in ("core", "desktop"):
        for path in (Path(core.__file__).parents[1] / folder).rglob("*.py"):
            yield ast.parse(path.read_text(encoding="utf-8"))


def raised(module: ast.Module, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def sentence(error: ast.Call) -> str:
    """Its words in Spanish; none where they come from elsewhere, with an advice of their own."""
    for node in ast.walk(error.args[0]):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "ngettext"):
            message = node.args[0]
            return _(str(message.value)) if isinstance(message, ast.Constant) else ""
    return ""


def test_every_error_says_what_to_do():
    i18n.use("es")
    names = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, AppError)
    }
    told = [
        sentence(error)
        for module in modules()
        for error in raised(module, names)
        if len(error.args) == 1 and not any(word.arg == "advice" for word in error.keywords)
    ]

    assert len(told) > 10
    bare = {text for text in told if text and text.split()[0] not in ORDERS}
    assert sorted(bare - IN_ITSELF) == []
