"""Translations: one gettext domain for both halves, English msgids, looked up at call time.

The interface has one language; a document can be made in another at the same time, in any thread,
inside `with language("en"):`.
"""

import gettext as gnu
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

import resources

DOMAIN = "pregon"
LANGUAGES = {"es": "Español", "en": "English"}
SOURCE = "en"

_interface = "es"
_added: dict[str, gnu.NullTranslations] = {}
_override: ContextVar[str | None] = ContextVar("language", default=None)


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
    return gnu.translation(DOMAIN, str(resources.path("locale")), [code])


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
