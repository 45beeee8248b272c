"""Recipes: where news can be read, what to ask the person for, the address that comes of it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import parse_qs, quote, unquote, urlsplit

import msgspec

import resources
from core import content
from core.decoding import from_data
from core.errors import InvalidValue
from core.i18n import _
from core.mentions.fetching import addresses
from core.mentions.model import Source
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


def checked_value(facts: FieldFacts, words: FieldWords, typed: str, *, private: bool) -> str:
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


def address_value(facts: FieldFacts, value: str) -> str:
    """A checked value as it stands in the address."""
    if facts.kind in ("site", "address", "host"):
        return value
    if facts.kind == "choice":
        return facts.choices[value]
    return quote(value, safe=":" if value.startswith("did:") else "")


def title_value(facts: FieldFacts, words: FieldWords, value: str) -> str:
    """A checked value as it stands in a title."""
    if facts.kind == "choice":
        return words.choices.get(value, value)
    if facts.kind in ("site", "address"):
        return (urlsplit(value).hostname or value).removeprefix("www.")
    return value


def _as_typed(_facts: FieldFacts, text: str, _private: bool) -> str:
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
    "words": _as_typed,
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


PLAIN = "feed"
"""The recipe of a feed whose address was pasted."""

SEARCHES = ("google-news", "bing-news")
"""Recipes that search the press; the words stand in the address."""

LEAST_MINUTES = 30
"""Between two readings of anything that does not say otherwise: their owners ask for no more."""

_TITLE_LIMIT = 120
_UPLOADS = re.compile(r"([?&])channel_id=UC([\w-]{22})")

Group = Literal["press", "sites", "networks", "official"]


class _Facts(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    id: str
    group: Group
    address: str
    page: str = ""
    secret: bool = False
    own: bool = False
    local: bool = False
    minutes: int = LEAST_MINUTES
    language: str = ""
    fields: tuple[FieldFacts, ...] = ()


class _RecipesFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    recipes: tuple[_Facts, ...]


class RecipeWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What is told about a recipe."""

    id: str
    name: str
    purpose: str
    title: str
    """Of the source it makes; fields in braces."""
    notice: str = ""
    """Terms of use that whoever adds it has to know."""
    quirks: tuple[str, ...] = ()
    fields: tuple[FieldWords, ...] = ()


class ManualSource(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Where something is said that no feed brings: it is noted by hand."""

    id: str
    name: str
    help: str


class RecipeTexts(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The content file `recipes`."""

    groups: dict[Group, str]
    recipes: tuple[RecipeWords, ...]
    places: tuple[ManualSource, ...]


class FieldRefused(InvalidValue):
    """What was typed into one field of a recipe does not do; `field` is its id."""

    def __init__(self, field: str, error: InvalidValue) -> None:
        super().__init__(error.sentence, error.advice)
        self.field = field


@dataclass(frozen=True)
class RecipeField:
    """One thing a recipe asks for."""

    id: str
    kind: FieldKind
    label: str
    help: str
    example: str
    pattern: str = ""
    """Of the whole value, once put right; empty: any."""
    choices: tuple[tuple[str, str], ...] = ()
    """Id and label of each, when it is one of a list."""


@dataclass(frozen=True)
class Recipe:
    """One way to get news, in the current language."""

    id: str
    group: Group
    name: str
    purpose: str
    notice: str
    quirks: tuple[str, ...]
    fields: tuple[RecipeField, ...]
    minutes: int
    """The least between two readings."""
    secret: bool


def everything() -> list[Recipe]:
    """All recipes, in the order in which they are offered."""
    words = {recipe_words.id: recipe_words for recipe_words in _words().recipes}
    return [_recipe(facts, words[facts.id]) for facts in _facts().values()]


def recipe(recipe_id: str) -> Recipe:
    """One recipe by its id; an unknown id, as of a newer version, means a plain feed."""
    facts = _known(recipe_id)
    return _recipe(facts, _words_of(facts.id))


def group_names() -> dict[Group, str]:
    """Headings under which recipes are offered, in order."""
    return _words().groups


def places() -> tuple[ManualSource, ...]:
    """Where what is noted by hand was said or seen."""
    return _words().places


def least_minutes(recipe_id: str) -> int:
    """Between two readings of a source made by this recipe."""
    return _known(recipe_id).minutes


def source_of(recipe_id: str, values: Mapping[str, str], *, private: bool = False) -> Source:
    """The source that a recipe makes of what was typed, by the id of each field.

    `private` allows addresses of the own network. Raises `FieldRefused`.
    """
    facts = _known(recipe_id)
    words = _words_of(facts.id)
    asked = {field_words.id: field_words for field_words in words.fields}
    taken: dict[str, str] = {}
    for field in facts.fields:
        typed = values.get(field.id, "")
        try:
            taken[field.id] = checked_value(field, asked[field.id], typed, private=private)
        except InvalidValue as error:
            raise FieldRefused(field.id, error) from error
    encoded = {item.id: address_value(item, taken[item.id]) for item in facts.fields}
    shown = {item.id: title_value(item, asked[item.id], taken[item.id]) for item in facts.fields}
    return Source(
        title=clean(words.title.format_map(shown))[:_TITLE_LIMIT].strip(),
        address=facts.address.format_map(encoded),
        recipe=facts.id,
        page=facts.page.format_map(encoded),
        secret=facts.secret,
        own=facts.own,
        local=facts.local,
        language=facts.language.format_map(encoded),
    )


def recipe_of(address: str) -> str:
    """Id of the recipe by which an address that was pasted or imported is to be read."""
    bare = address.partition("://")[2].removeprefix("www.")
    return next((name for name, shape in _SHAPES.items() if shape.match(bare)), PLAIN)


_SHAPES = {
    name: re.compile(shape, re.IGNORECASE)
    for name, shape in {
        "google-news": r"news\.google\.com/",
        "bing-news": r"bing\.com(:\d+)?/news/",
        "google-alerts": r"google\.[a-z.]+/alerts/feeds/",
        "reddit": r"(?:old\.|np\.)?reddit\.com/",
        "bluesky": r"bsky\.app/profile/",
        "youtube": r"youtube\.com/feeds/videos\.xml",
        "meneame": r"meneame\.net/",
        "lemmy": r"[^/]+/feeds/[cu]/",
        "wikipedia": r"[a-z-]+\.wikipedia\.org/.*[?&]action=history",
        "boe-theme": r"boe\.es/rss/canal",
        "boe": r"boe\.es/rss/",
        "aemet": r"aemet\.es/.*/avisos/rss/",
    }.items()
}


def is_secret(address: str) -> bool:
    """True for an address that only its owner should know: it opens something private."""
    made_by = recipe_of(address)
    return _known(made_by).secret and (made_by != "reddit" or "feed=" in address)


def fallbacks(source: Source) -> list[str]:
    """Other addresses of the same news, to be tried before a source is called dead.

    YouTube's channel feeds answer 404 for hours at a time; the list of the channel's videos does
    not fail with them.
    """
    other = _UPLOADS.sub(r"\1playlist_id=UULF\2", source.address)
    return [other] if other != source.address else []


# Words and facts together


@cache
def _facts() -> dict[str, _Facts]:
    path = resources.path("data", "recipes.toml")
    read = from_data(path, _RecipesFile)
    return {facts.id: facts for facts in read.recipes}


def _known(recipe_id: str) -> _Facts:
    return _facts().get(recipe_id) or _facts()[PLAIN]


def _words() -> RecipeTexts:
    return content.load("recipes", RecipeTexts)


def _words_of(recipe_id: str) -> RecipeWords:
    return next(words for words in _words().recipes if words.id == recipe_id)


def _recipe(facts: _Facts, words: RecipeWords) -> Recipe:
    asked = {field.id: field for field in words.fields}
    return Recipe(
        id=facts.id,
        group=facts.group,
        name=words.name,
        purpose=words.purpose,
        notice=words.notice,
        quirks=words.quirks,
        fields=tuple(_field(field, asked[field.id]) for field in facts.fields),
        minutes=facts.minutes,
        secret=facts.secret,
    )


def _field(facts: FieldFacts, words: FieldWords) -> RecipeField:
    return RecipeField(
        id=facts.id,
        kind=facts.kind,
        label=words.label,
        help=words.help,
        example=words.example,
        pattern=facts.pattern,
        choices=tuple((key, words.choices.get(key, key)) for key in facts.choices),
    )
