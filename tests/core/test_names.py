"""What no other check notices of the names in the source."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import core

ROOT = Path(core.__file__).parents[1]


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
        f"{path.relative_to(ROOT)}: {name}"
        for folder in ("core", "desktop")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for name, count in Counter(given(ast.parse(path.read_text(encoding="utf-8")))).items()
        if count > 1 and name != "_"
    ]

    assert twice == []
