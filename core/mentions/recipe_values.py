"""What is typed into the fields of a recipe, put right as the address needs it."""

import re
from collections.abc import Callable
from typing import Literal
from urllib.parse import parse_qs, quote, unquote, urlsplit

import msgspec

from core.errors import InvalidValue
from core.i18n import _
from core.mentions import addresses
from core.text import clean, loose

_LIMIT = 200

FieldKind = Literal["words", "name", "host", "site", "address", "parameter", "choice"]


class FieldFacts(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A field of a recipe, without words."""

    id: str
    kind: FieldKind
    pattern: str = ""
    """Of the whole value, once put right; empty: any."""
    choices: dict[str, str] = {}
    """What each becomes in the address, by id."""


class FieldWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """How a field is asked for."""

    id: str
    label: str
    help: str
    example: str
    choices: dict[str, str] = {}
    """Labels by id; a choice without one is shown by its id."""


def checked(facts: FieldFacts, words: FieldWords, typed: str, *, private: bool) -> str:
    """The value put right; of a choice, its id. Raises `InvalidValue`."""
    text = clean(typed)
    if not text:
        raise InvalidValue(
            _("“{field}” is empty.").format(field=words.label),
            _("For example: {example}").format(example=words.example),
        )
    if facts.kind == "choice":
        value = _choice(facts, words, text)
    else:
        value = _PUT_RIGHT[facts.kind](facts, text, private)
    fits = not facts.pattern or re.fullmatch(facts.pattern, value)
    if value and fits and (facts.kind == "address" or len(value) <= _LIMIT):
        return value
    raise InvalidValue(
        _("“{value}” does not fit in “{field}”.").format(value=text[:60], field=words.label),
        _("For example: {example}").format(example=words.example),
    )


def encoded(facts: FieldFacts, value: str) -> str:
    """A checked value as it stands in the address."""
    if facts.kind in ("site", "address", "host"):
        return value
    if facts.kind == "choice":
        return facts.choices[value]
    return quote(value, safe=":" if value.startswith("did:") else "")


def shown(facts: FieldFacts, words: FieldWords, value: str) -> str:
    """A checked value as it stands in a title."""
    if facts.kind == "choice":
        return words.choices.get(value, value)
    if facts.kind in ("site", "address"):
        return (urlsplit(value).hostname or value).removeprefix("www.")
    return value


def _words(_facts: FieldFacts, text: str, _private: bool) -> str:
    return text


def _name(_facts: FieldFacts, text: str, _private: bool) -> str:
    """An account or tag, also out of `#tag`, `@account@host` or the address of its page."""
    last = urlsplit(text).path.rstrip("/").rpartition("/")[2] if "://" in text else text
    return unquote(last).lstrip("@#").partition("@")[0].removesuffix(".rss").strip()


def _host(_facts: FieldFacts, text: str, private: bool) -> str:
    """The host out of `host`, `@account@host` or any address there."""
    last = text if "://" in text else text.rpartition("@")[2]
    return urlsplit(addresses.checked_address(last, private=private)).netloc


def _site(_facts: FieldFacts, text: str, private: bool) -> str:
    """The address of a website, without what follows its path."""
    parts = urlsplit(addresses.checked_address(text, private=private))
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")


def _address(_facts: FieldFacts, text: str, private: bool) -> str:
    return addresses.checked_address(text, private=private)


def _parameter(facts: FieldFacts, text: str, _private: bool) -> str:
    """A code, also out of an address that has it as a parameter or in its path."""
    if "://" not in text and "?" not in text:
        return text
    parts = urlsplit(text)
    if found := parse_qs(parts.query).get(facts.id):
        return found[0]
    steps = (step for step in parts.path.split("/") if re.fullmatch(facts.pattern, step))
    return next(steps, "")


_PUT_RIGHT: dict[FieldKind, Callable[[FieldFacts, str, bool], str]] = {
    "words": _words,
    "name": _name,
    "host": _host,
    "site": _site,
    "address": _address,
    "parameter": _parameter,
}


def _choice(facts: FieldFacts, words: FieldWords, text: str) -> str:
    """Id of the choice that was typed by its id or its label."""
    wanted = loose(text)
    labels = {key: words.choices.get(key, key) for key in facts.choices}
    return next((key for key, label in labels.items() if wanted in (loose(key), loose(label))), "")
