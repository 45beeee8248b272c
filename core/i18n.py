"""Translations: one gettext domain for both halves, English msgids, looked up at call time.

The interface has one language; a document can be made in another at the same time, in any thread,
inside `with language("en"):`.
"""

import gettext as gnu
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from pathlib import Path

import resources

DOMAIN = "pregon"
LANGUAGES = {"es": "Español", "en": "English"}
SOURCE = "en"

_MAGIC = 0x950412DE
"""First in a compiled catalogue."""

_interface = "es"
_added: dict[str, gnu.NullTranslations] = {}
_override: ContextVar[str | None] = ContextVar("language", default=None)


class Compiled(gnu.NullTranslations):
    """A `.mo` file of which each message is decoded when it is asked for.

    What it finds is what `gettext.GNUTranslations` finds, which decodes all 4,000 at once.
    Raises `OSError` for what is no such file.
    """

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._decoded: dict[str, tuple[str, ...]] = {}
        self._data = data = file.read_bytes()
        try:
            magic, _version, count, asked, told = struct.unpack_from("<5I", data)
            lengths = struct.unpack_from(f"<{2 * count}I", data, asked)
            self._told = struct.unpack_from(f"<{2 * count}I", data, told)
        except struct.error as error:
            raise OSError(f"{file} is cut off") from error
        if magic != _MAGIC:
            raise OSError(f"{file} is no catalogue")
        pairs = enumerate(zip(lengths[::2], lengths[1::2], strict=True))
        # A message with a plural is stored under both of its words and found by the first.
        self._places = {
            data[at : at + length].partition(b"\0")[0]: place for place, (length, at) in pairs
        }

    def gettext(self, message: str) -> str:
        """The message, or itself where it has no translation."""
        return self._forms(message, message)[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form that goes with `n`."""
        forms = self._forms(msgid1)
        return forms[self._which(n)] if forms else (msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The message in its context."""
        return self._forms(f"{context}\x04{message}", message)[0]

    def _forms(self, key: str, *otherwise: str) -> tuple[str, ...]:
        forms = self._decoded.get(key)
        if forms is None:
            place = self._places.get(key.encode())
            if place is None:
                return otherwise
            length, at = self._told[2 * place : 2 * place + 2]
            forms = tuple(self._data[at : at + length].decode().split("\0"))
            self._decoded[key] = forms
        return forms

    @cached_property
    def _which(self) -> Callable[[int], int]:
        """Which form goes with a number, by the rule in the head of the file."""
        return gnu.c2py(self.gettext("").partition("plural=")[2].partition(";")[0])


def add(code: str, name: str, catalogue: gnu.NullTranslations) -> None:
    """Make one more language known, such as the pseudo-locale of the tests."""
    LANGUAGES[code] = name
    _added[code] = catalogue


@cache
def _catalogue(code: str) -> gnu.NullTranslations:
    if code in _added:
        return _added[code]
    if code == SOURCE:
        return gnu.NullTranslations()
    return Compiled(resources.path("locale") / code / "LC_MESSAGES" / f"{DOMAIN}.mo")


def current() -> str:
    """Code of the language in force here, such as `es`."""
    return _override.get() or _interface


def use(code: str) -> None:
    """Set the language of the interface; an unknown code means Spanish, the first language."""
    global _interface
    _interface = code if code in LANGUAGES else "es"


@contextmanager
def language(code: str) -> Iterator[None]:
    """Everything inside speaks `code`."""
    token = _override.set(code if code in LANGUAGES else "es")
    try:
        yield
    finally:
        _override.reset(token)


def _(message: str) -> str:
    """The message in the current language."""
    return _catalogue(current()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message in the grammatical number of `count`; both take `{count}` by name."""
    return _catalogue(current()).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """The message where one English word has several Spanish ones."""
    return _catalogue(current()).pgettext(context, message)


def mark(message: str) -> str:
    """Names a message for extraction without translating it yet (tables of constants)."""
    return message
