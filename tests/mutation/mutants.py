"""Small faults that could be in a module: made from its syntax tree, spliced into its text."""

import ast
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

UNHEARD = re.compile(
    r"(_|(i18n\.)?(mark|ngettext|pgettext)|(typing\.)?(cast|NewType|TypeVar))$|(logging|logger|warnings)\."
)
"""Calls whose arguments are words for the person, for the log, or for the type checker."""
UNSEEN = re.compile(r"TYPE_CHECKING|__name__|sys\.platform|os\.name")
"""Conditions of what is not run by tests, or not on this system."""
CACHES = {"cache", "lru_cache"}
SQL = re.compile(rb"\b(SELECT|UPDATE|DELETE|WHERE|ORDER BY)\b")
SQL_SWAPS = (
    (rb"<=", b"<"),
    (rb">=", b">"),
    (rb"<(?![=>])", b"<="),
    (rb"(?<!<)>(?!=)", b">="),
    (rb"\bAND\b", b"OR"),
    (rb"\bDESC\b", b""),
    (rb"\bIS NOT NULL\b", b"IS NULL"),
)
SWAPS: dict[type[ast.AST], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: (r"not\s+in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: (r"is\s+not", "is"),
    ast.And: ("and", "or"),
    ast.Or: ("or", "and"),
    ast.Add: (r"\+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: (r"\*", "//"),
    ast.FloorDiv: ("//", "*"),
    ast.Div: ("/", "*"),
}
RARELY = 0.1
"""Weight of a dropped keyword: most are missed at once by the interpreter."""
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
Change = tuple[int, int, str, float]
"""First byte, byte after the last, what comes there, weight."""


@dataclass(frozen=True)
class Mutant:
    """Bytes of a file replaced by others, and the lines of the statement they stand in."""

    file: str
    line: int
    start: int
    end: int
    before: str
    after: str
    statement: tuple[int, int]
    at_import: bool
    """Run when the module is imported, or once and then remembered: no test is seen to run it."""
    weight: float = 1.0

    def applied(self, source: bytes) -> bytes:
        """The text of the file with the fault in it."""
        return source[: self.start] + self.after.encode() + source[self.end :]

    def lines(self, source: bytes) -> tuple[str, str]:
        """The first line that differs, as it was and as it is."""
        texts = (source.decode().splitlines(), self.applied(source).decode().splitlines())
        for was, became in zip(*texts, strict=False):
            if was != became:
                return was.strip(), became.strip()
        return self.before, self.after


def enums(sources: Iterable[bytes]) -> dict[str, list[str]]:
    """The members of every Enum by the name of its class; a name used twice is left out."""
    found: dict[str, list[str]] = {}
    twice = set()
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ClassDef) and _is_enum(node):
                twice |= {node.name} & found.keys()
                assigned = [part for part in node.body if isinstance(part, ast.Assign)]
                found[node.name] = [ast.unparse(part.targets[0]) for part in assigned]
    return {name: members for name, members in found.items() if name not in twice}


def sample(
    root: Path, files: Iterable[str], number: int, seed: int, members: Mapping[str, list[str]]
) -> list[Mutant]:
    """Mutants chosen at random, spread over the files by their lines of code; one a place."""
    dice = random.Random(seed)
    drawn: list[tuple[float, list[Mutant]]] = []
    for file in sorted(files):
        source = (root / file).read_bytes()
        places: dict[tuple[int, int], list[Mutant]] = {}
        for mutant in Maker(file, source, members).mutants():
            places.setdefault((mutant.start, mutant.end), []).append(mutant)
        code = sum(
            not line.strip().startswith((b"#", b'"'))
            for line in source.split(b"\n")
            if line.strip()
        )
        whole = sum(there[0].weight for there in places.values())
        # The largest of u^(1/w) are a weighted choice without putting back.
        for there in places.values():
            drawn.append((dice.random() ** (whole / code / there[0].weight), there))
    drawn.sort(key=lambda each: -each[0])
    chosen: list[Mutant] = []
    for _, there in drawn:
        mutant = dice.choice(there)
        if len(chosen) < number and differs(mutant, (root / mutant.file).read_bytes()):
            chosen.append(mutant)
    return chosen


def differs(mutant: Mutant, source: bytes) -> bool:
    """Whether it is still Python, and another program."""
    try:
        return ast.dump(ast.parse(mutant.applied(source))) != ast.dump(ast.parse(source))
    except SyntaxError:
        return False


def _is_enum(node: ast.AST) -> bool:
    bases = node.bases if isinstance(node, ast.ClassDef) else []
    return any(ast.unparse(base).endswith(("Enum", "Flag")) for base in bases)


def _is_text(node: ast.AST) -> bool:
    return isinstance(getattr(node, "value", None), str) or isinstance(node, ast.JoinedStr)


def _decorators(node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    return {ast.unparse(each).split("(")[0].split(".")[-1] for each in node.decorator_list}


def _counts(node: ast.AST) -> bool:
    """Whether anybody could notice a fault in it."""
    match node:
        case ast.FunctionDef(name="__repr__") | ast.Assert():
            return False
        case ast.Call(func=called) | ast.Expr(value=ast.Call(func=called)):
            return not UNHEARD.match(ast.unparse(called))
        case ast.If(test=test) | ast.IfExp(test=test):
            return not UNSEEN.search(ast.unparse(test))
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name not in ("__slots__", "__all__")
    return not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """The children of a node that a program runs: no annotations, no names of Enum members.

    How strict a class is (`frozen`, `forbid_unknown_fields`) guards us, and changes nothing.
    """
    left_out = {"annotation", "returns", "decorator_list"}
    if isinstance(node, ast.ClassDef):
        left_out.add("keywords")
    for name, value in ast.iter_fields(node):
        if name in left_out or isinstance(node, ast.JoinedStr):
            continue
        for part in value if isinstance(value, list) else [value]:
            is_member = name == "body" and _is_enum(node) and isinstance(part, ast.Assign)
            if isinstance(part, ast.AST) and not is_member:
                yield part


class Maker:
    """All mutants of one module."""

    def __init__(self, file: str, source: bytes, members: Mapping[str, list[str]]) -> None:
        self._file, self._source, self._members = file, source, members
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def mutants(self) -> Iterator[Mutant]:
        """Every mutant; now and then one is no Python or the same tree (see `differs`)."""
        return self._within(ast.parse(self._source), (1, 1), at_import=True, optional=False)

    def _within(
        self, node: ast.AST, statement: tuple[int, int], *, at_import: bool, optional: bool
    ) -> Iterator[Mutant]:
        if not _counts(node):
            return
        if isinstance(node, ast.stmt):
            head = getattr(node, "test", getattr(node, "iter", None))
            last = node.end_lineno if not hasattr(node, "body") else head and head.end_lineno
            statement = (node.lineno, last or node.lineno)
        for start, end, after, weight in self._changes(node, optional=optional):
            line = self._source.count(b"\n", 0, start) + 1
            before = self._source[start:end].decode()
            yield Mutant(self._file, line, start, end, before, after, statement, at_import, weight)
        for child in _parts(node):
            inside, none = at_import, optional
            if isinstance(node, FUNCTION) and child in node.body:
                inside = bool(CACHES & _decorators(node))
                none = node.returns is not None and "None" in ast.unparse(node.returns).split(" | ")
            yield from self._within(child, statement, at_import=inside, optional=none)

    def _at(self, node: ast.expr | ast.stmt | ast.keyword) -> tuple[int, int]:
        last = node.end_lineno or node.lineno
        start = self._starts[node.lineno - 1] + node.col_offset
        return start, self._starts[last - 1] + (node.end_col_offset or 0)

    def _changes(self, node: ast.AST, *, optional: bool) -> Iterator[Change]:
        yield from self._of_operators(node)
        match node:
            case ast.Constant() | ast.JoinedStr():
                yield from self._constant(node)
            case ast.Attribute(value=ast.Name(id=owner), attr=member):
                end = self._at(node)[1]
                members = self._members.get(owner, [])
                for other in members if member in members else []:
                    yield end - len(member), end, other, 1
            case ast.Expr(value=ast.Call()):
                yield *self._at(node), "pass", 1
            case ast.Return(value=ast.expr()) if optional:
                yield *self._at(node), "return None", 1
            case ast.If() | ast.IfExp():
                for truth in ("True", "False"):
                    yield *self._at(node.test), truth, 1
            case ast.keyword(arg=str()):
                start, end = self._at(node)
                comma = re.match(rb"\s*,\s*", self._source[end:])
                yield start, end + (comma.end() if comma else 0), "", RARELY

    def _of_operators(self, node: ast.AST) -> Iterator[Change]:
        match node:
            case ast.Compare():
                operands = pairwise([node.left, *node.comparators])
                for operator, (left, right) in zip(node.ops, operands, strict=True):
                    yield from self._operator(operator, left, right)
            case ast.BoolOp():
                for left, right in pairwise(node.values):
                    yield from self._operator(node.op, left, right)
            case ast.BinOp() if not (_is_text(node.left) or _is_text(node.right)):
                yield from self._operator(node.op, node.left, node.right)
            case ast.AugAssign() if not _is_text(node.value):
                yield from self._operator(node.op, node.target, node.value)
            case ast.UnaryOp(op=ast.Not()):
                start = self._at(node)[0]
                space = re.match(rb"not\s*", self._source[start:])
                yield start, start + (space.end() if space else 0), "", 1

    def _operator(self, operator: ast.AST, left: ast.expr, right: ast.expr) -> Iterator[Change]:
        start, end = self._at(left)[1], self._at(right)[0]
        between = re.sub(rb"#[^\n]*", lambda found: b" " * len(found[0]), self._source[start:end])
        pattern, after = SWAPS.get(type(operator), ("", ""))
        found = re.search(pattern.encode(), between)
        if pattern and found:
            yield start + found.start(), start + found.end(), after, 1

    def _constant(self, node: ast.Constant | ast.JoinedStr) -> Iterator[Change]:
        start, end = self._at(node)
        text = self._source[start:end]
        match getattr(node, "value", None):
            case bool(value):
                yield start, end, str(not value), 1
            case int(value):
                for changed in {value + 1, abs(value - 1)}:
                    yield start, end, str(changed), 1
            case float(value):
                yield start, end, str(value * 2 or 1.0), 1
            case str(value) if re.fullmatch(r"[a-z][a-z0-9_.-]+", value):
                yield start, end, (text[:-1] + b"x" + text[-1:]).decode(), 1
            case str() | None if SQL.search(text):
                for pattern, after in SQL_SWAPS:
                    for found in re.finditer(pattern, text):
                        yield start + found.start(), start + found.end(), after.decode(), 1
