"""Long texts written by this project: TOML files per language, equal ids, Spanish as fallback."""

from typing import TypeVar

import msgspec

import resources
from core import i18n

T = TypeVar("T")


def load(name: str, shape: type[T]) -> T:
    """The content file `name` (without `.toml`) in the current language, as `shape`.

    Falls back to Spanish, the language every file has. A file that does not fit its shape is our
    own mistake and raises `msgspec.ValidationError`.
    """
    wanted = resources.path("content", i18n.current(), f"{name}.toml")
    path = wanted if wanted.exists() else resources.path("content", "es", f"{name}.toml")
    return msgspec.toml.decode(path.read_bytes(), type=shape)
