"""Translations: one gettext domain for both halves, English msgids, looked up at call time.

The interface has one language; a document can be made in another at the same time, in any thread,
inside `with language("en"):`.
"""

import gettext as gnu
import re
import struct
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Literal, TypeAlias

import resources

DOMAIN = "pregon"
SOURCE = "en"
_OWN_NAMES = {"ca": "Català", "en": "English", "es": "Español", "eu": "Euskara", "gl": "Galego"}
_THERE = sorted(folder.name for folder in resources.path("locale").glob("??"))
LANGUAGES = {code: _OWN_NAMES.get(code, code) for code in dict.fromkeys(["es", SOURCE, *_THERE])}
"""Of the interface, by what each is called in it: whatever has a folder of messages is offered."""
Language: TypeAlias = Literal["es", "en"]
"""A language that documents exist in."""

_ARTICLE = "las {"
_HOUR = re.compile(r"\b([Ll])as? (?=(\d{1,2}):\d\d\b)")

_interface = "es"
_added: dict[str, gnu.NullTranslations] = {}
_override: ContextVar[str | None] = ContextVar("language", default=None)


def of_hours(text: str) -> str:
    """The text with the article that Spanish gives to each hour: `a la 01:20`, `a las 14:20`."""
    return _HOUR.sub(lambda matched: f"{matched[1]}{'a' if int(matched[2]) == 1 else 'as'} ", text)


class _OfHours(str):
    """A message in which an hour may come to stand after an article.

    What stores it before it is filled in makes it `str`.
    """

    __slots__ = ()

    def format(self, *args: object, **named: object) -> str:
        """As of any message, with the article of the hour that it is."""
        return of_hours(super().format(*args, **named))


class _Messages(dict[Any, Any]):
    """Those of a compiled catalogue, each decoded when it is first asked for.

    By the message or, where there is a plural, by the message and the number of the form.
    """

    def __init__(self, compiled: bytes) -> None:
        self._data = compiled
        _magic, _version, self._count, self._asked, self._told = struct.unpack_from("<5I", compiled)

    def get(self, key: Any, default: Any = None) -> Any:
        """The message or its form, or `default` where there is none."""
        try:
            return self[key]
        except KeyError:
            return default

    def __missing__(self, key: Any) -> str:
        words, form = key if isinstance(key, tuple) else (key, 0)
        asked = _told(words.encode())
        # They stand in the order of their words, then of their contexts, as Babel writes them.
        place = bisect_left(range(self._count), asked, key=self._message)
        if place == self._count or self._message(place) != asked:
            raise KeyError(key)
        forms = self._read(self._told, place).decode().split("\0")
        if form >= len(forms):
            raise KeyError(key)
        found = _OfHours(forms[form]) if _ARTICLE in forms[form] else forms[form]
        self[key] = found
        return found

    def _message(self, place: int) -> tuple[bytes, bytes]:
        # Of a plural, the first of its two words.
        return _told(self._read(self._asked, place).partition(b"\0")[0])

    def _read(self, table: int, place: int) -> bytes:
        length, start = struct.unpack_from("<2I", self._data, table + 8 * place)
        return self._data[start : start + length]


def _told(message: bytes) -> tuple[bytes, bytes]:
    """The words of a message, and the context before them."""
    context, _mark, words = message.rpartition(b"\4")
    return words, context


class _Compiled(gnu.GNUTranslations):
    """Decodes what is asked for; gettext itself decodes all 4,000 messages at the first."""

    def _parse(self, fp: Any) -> None:
        self._catalog = _Messages(fp.read())
        rule = self._catalog[""].partition("plural=")[2].partition(";")[0]
        self.plural = gnu.c2py(rule)


@contextmanager
def added(code: str, name: str, catalogue: gnu.NullTranslations) -> Iterator[None]:
    """One more language is known meanwhile, such as the pseudo-locale of the tests."""
    LANGUAGES[code] = name
    _added[code] = catalogue
    try:
        yield
    finally:
        del LANGUAGES[code], _added[code]
        _catalogue.cache_clear()
        use(_interface)


@cache
def _catalogue(code: str) -> gnu.NullTranslations:
    if code in _added:
        return _added[code]
    if code == SOURCE:
        return gnu.NullTranslations()
    with resources.path("locale", code, "LC_MESSAGES", f"{DOMAIN}.mo").open("rb") as file:
        found = _Compiled(file)
    if code != "es":
        found.add_fallback(_catalogue("es"))
    return found


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


def ngettext(text: str, many: str, count: int) -> str:
    """The message in the grammatical number of `count`; both take `{count}` by name."""
    return _catalogue(current()).ngettext(text, many, count)


def pgettext(context: str, message: str) -> str:
    """The message where one English word has several Spanish ones."""
    return _catalogue(current()).pgettext(context, message)


def mark(message: str) -> str:
    """Names a message for extraction without translating it yet (tables of constants)."""
    return message
