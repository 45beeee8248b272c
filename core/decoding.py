"""Typed values out of TOML, JSON and rows; what does not fit raises `msgspec.ValidationError`.

One thread at a time: msgspec builds what it knows of a type on first use, and two threads that do
so at once can end the process without a word. The linter keeps every other module from decoding.
"""

import zlib
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_ONE_AT_A_TIME = RLock()


def from_toml(data: bytes, shape: type[T]) -> T:
    """A TOML file as `shape`. Raises `msgspec.DecodeError` for what is no TOML."""
    with _ONE_AT_A_TIME:
        return msgspec.toml.decode(data, type=shape)


def from_data(path: Path, shape: type[T]) -> T:
    """A TOML file of `resources/data`; by its compiled twin, a fiftieth of the work, if it has one.

    The twin is JSON behind a line that says of which bytes: one that is old is not believed.
    """
    told = path.read_bytes()
    with suppress(FileNotFoundError):
        mark, _end, compiled = path.with_suffix(".json").read_bytes().partition(b"\n")
        if mark == f"{zlib.crc32(told):08x}".encode():
            return from_json(compiled, shape)
    return from_toml(told, shape)


def from_json(data: bytes | str, shape: type[T]) -> T:
    """JSON as `shape`. Raises `msgspec.DecodeError` for what is no JSON."""
    with _ONE_AT_A_TIME:
        return msgspec.json.decode(data, type=shape)


def from_plain(value: Any, shape: type[T], *, strict: bool = True) -> T:
    """Dictionaries, lists and strings as `shape`; not `strict`, also numbers that stand in text."""
    with _ONE_AT_A_TIME:
        return msgspec.convert(value, shape, strict=strict)


def from_rows(values: list[dict[str, Any]], shape: type[T]) -> list[T]:
    """Many at once, not strict: a third of the time that they take one by one."""
    with _ONE_AT_A_TIME:
        return msgspec.convert(values, list[shape], strict=False)  # type: ignore[valid-type]  # a shape that is given
