"""Long texts written by this project: TOML files per language, equal ids, Spanish as fallback."""

from functools import cache
from typing import Any, TypeVar

import resources
from core import i18n
from core.decoding import from_toml

T = TypeVar("T")


def load(name: str, shape: type[T]) -> T:
    """The content file `name` (without `.toml`) in the current language, as `shape`.

    Falls back to Spanish, the language every file has. A file that does not fit its shape is our
    own mistake and raises `msgspec.ValidationError`. Read once: the shapes are not to be changed.
    """
    # mypy takes a type for something that cannot be hashed.
    wanted: Any = shape
    loaded: T = _loaded(name, i18n.current(), wanted)
    return loaded


@cache
def _loaded(name: str, language: str, shape: Any) -> Any:
    wanted = resources.path("content", language, f"{name}.toml")
    path = wanted if wanted.exists() else resources.path("content", "es", f"{name}.toml")
    return from_toml(path.read_bytes(), shape)
