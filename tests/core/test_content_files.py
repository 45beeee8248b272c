"""The long texts: equal in both languages, complete, plain, with numbers that ring."""

import csv
import json
import re
import tomllib
import xml.etree.ElementTree as Xml
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar

import msgspec
import pytest

import resources
from core import content, i18n, manual
from core.decoding import from_data
from core.roster import model, suggestions
from core.roster.model import Contact, ContactKind, Group, Hat, Phone
from core.town.model import Town
from tests.core.in_turn import in_turn

LANGUAGES = ("es", "en")
NAMES = sorted(path.stem for path in resources.path("content", "es").glob("*.toml"))
PAGES = {
    *(
        "crisis",
        "crisis-desk",
        "crisis-drill",
        "crisis-moderation",
        "crisis-past",
        "crisis-scenarios",
    ),
    "today",
    "roster",
    "roster-check",
    "documents",
    "settings",
    "welcome",
    "preview",
    "import",
    "plan-start",
    "plan-objectives",
    "plan-audiences",
    "plan-channels",
    "plan-uses",
    "plan-protocol",
    "plan-people",
    "plan-review",
    "plan-projector",
    "plan-measurements",
    "calendar",
    *(f"mentions-{part}" for part in ("inbox", "sources", "watches", "alarms", "report")),
}
with resources.path("data", "municipalities.csv").open(encoding="utf-8", newline="") as table:
    REGIONS = {row["region"] for row in csv.DictReader(table)}
FAMILIAR = re.compile(r"\b(tú|tu|tus|ti|puedes|debes|quieres|tienes|haz|escribe tu|elige)\b", re.I)

T = TypeVar("T")
Text = Annotated[str, msgspec.Meta(min_length=1)]


class Page(msgspec.Struct, forbid_unknown_fields=True):
    title: Text
    chapter: Text
    paragraphs: Annotated[list[Text], msgspec.Meta(min_length=2, max_length=4)]
    steps: Annotated[list[Text], msgspec.Meta(min_length=1)]


class Help(msgspec.Struct, forbid_unknown_fields=True):
    pages: dict[str, Page]


class Basis(msgspec.Struct, forbid_unknown_fields=True):
    id: Text
    name: Text
    purpose: Text
    legal_basis: Text


class Privacy(msgspec.Struct, forbid_unknown_fields=True):
    disclaimer: Text
    retention: Text
    record: Text
    kinds: list[Basis]


class Number(msgspec.Struct, forbid_unknown_fields=True):
    kind: Literal["mobile", "landline", "short"]
    number: Text


class Resident(msgspec.Struct, forbid_unknown_fields=True):
    id: Text
    kind: ContactKind
    name: Text
    organisation: str
    post: str
    phones: list[Number]
    email: str
    groups: Annotated[list[Group], msgspec.Meta(min_length=1)]
    hats: list[Hat]
    substitute: str
    available: str
    verified_days_ago: Annotated[int, msgspec.Meta(ge=-1)]
    note: str
    purpose: Text


class Place(msgspec.Struct, forbid_unknown_fields=True):
    name: Text
    province: Text
    region: Text
    ine_code: str
    population: int
    hours_week: float
    languages: list[str]
    person: Text
    post: Text
    crest: Text


class Example(msgspec.Struct, forbid_unknown_fields=True):
    town: Place
    contacts: list[Resident]


def loaded(name: str, shape: type[T], language: str) -> T:
    with i18n.language(language):
        return content.load(name, shape)


def raw(name: str, language: str) -> Any:
    return msgspec.toml.decode(resources.path("content", language, f"{name}.toml").read_bytes())


def texts(value: Any) -> Iterator[str]:
    """Every string in a content file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def ids(value: Any, place: str = "") -> Iterator[str]:
    """Where everything is, by key and by the `id` of tables, without the texts."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield f"{place}.{key}"
            yield from ids(part, f"{place}.{key}")
    elif isinstance(value, list):
        for index, part in enumerate(value):
            name = part.get("id", index) if isinstance(part, dict) else index
            yield f"{place}[{name}]"
            yield from ids(part, f"{place}[{name}]")


def rings(number: str) -> bool:
    """True for a number of the Spanish plan, whole or short."""
    import phonenumbers
    from phonenumbers import shortnumberinfo

    parsed = phonenumbers.parse(number, "ES")
    return bool(
        phonenumbers.is_valid_number_for_region(parsed, "ES")
        or shortnumberinfo.is_valid_short_number_for_region(parsed, "ES")
    )


def as_contacts(example: Example) -> list[Contact]:
    return [
        Contact(
            id=place,
            name=resident.name,
            kind=resident.kind,
            email=resident.email,
            phones=tuple(Phone(phone.number) for phone in resident.phones),
        )
        for place, resident in enumerate(example.contacts, start=1)
    ]


# Every file


def test_there_is_a_file_in_english_for_each_file_in_spanish():
    english = sorted(path.stem for path in resources.path("content", "en").glob("*.toml"))
    assert english == NAMES


@in_turn("name", NAMES)
def test_both_languages_have_the_same_ids_in_the_same_order(name):
    assert list(ids(raw(name, "en"))) == list(ids(raw(name, "es")))


@in_turn("language", LANGUAGES)
@in_turn("name", NAMES)
def test_no_text_shouts_or_has_stray_blanks(name, language):
    wrong = [
        text
        for text in texts(raw(name, language))
        if "!" in text or "¡" in text or "  " in text or text != text.strip()
    ]
    assert wrong == []


@in_turn("name", NAMES)
def test_spanish_says_usted(name):
    assert [text for text in texts(raw(name, "es")) if FAMILIAR.search(text)] == []


# Suggested cards


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_card_gives_its_reason_in_one_sentence(language):
    cards = loaded("roster-suggestions", suggestions.Cards, language).cards
    assert [card.id for card in cards if not re.fullmatch(r"[^.]{20,}\.", card.reason)] == []


def test_cards_differ_only_in_their_texts():
    spanish, english = (
        loaded("roster-suggestions", suggestions.Cards, language).cards for language in LANGUAGES
    )
    facts = ("id", "kind", "groups", "hat", "phones", "min_population", "max_population", "regions",
             "elsewhere")  # fmt: skip
    for card, other in zip(spanish, english, strict=True):
        assert [getattr(card, fact) for fact in facts] == [getattr(other, fact) for fact in facts]


def test_cards_have_unique_ids_groups_and_names():
    cards = loaded("roster-suggestions", suggestions.Cards, "es").cards
    assert [name for name, times in Counter(card.id for card in cards).items() if times > 1] == []
    assert [card.id for card in cards if not card.groups or not card.name] == []


def test_cards_carry_only_numbers_that_ring():
    cards = loaded("roster-suggestions", suggestions.Cards, "es").cards
    assert [number for card in cards for number in card.phones if not rings(number)] == []


def test_cards_name_regions_as_the_ine_does():
    cards = loaded("roster-suggestions", suggestions.Cards, "es").cards
    named = {region for card in cards for region in (*card.regions, *card.elsewhere)}
    assert named - REGIONS == set()


@in_turn(
    "people, fewest, most",
    [(400, 30, 38), (3_000, 34, 42), (12_000, 38, 46), (60_000, 46, 55)],
)
@in_turn("region", sorted(REGIONS))
def test_a_town_gets_as_many_cards_as_it_can_keep(people, fewest, most, region):
    cards = loaded("roster-suggestions", suggestions.Cards, "es").cards
    fitting = suggestions.sized(cards, Town("Aldea", region=region, population=people))
    assert fewest <= len(fitting) <= most


@pytest.mark.parametrize("people", [90, 400, 1_500, 5_120, 60_000])
def test_each_hat_has_one_proposed_head(people):
    cards = loaded("roster-suggestions", suggestions.Cards, "es").cards
    fitting = suggestions.sized(cards, Town("Villa", region="Extremadura", population=people))
    assert sorted(card.hat for card in fitting if card.hat) == sorted(Hat)


@in_turn("region", sorted(REGIONS - {"Ceuta", "Melilla"}))
def test_each_region_has_one_body_that_helps_small_towns(region):
    bodies = {"provincial-council", "cabildo", "island-council", "regional-local-office"}
    cards = loaded("roster-suggestions", suggestions.Cards, "es").cards
    fitting = suggestions.sized(cards, Town("Aldea", region=region, population=800))
    assert len([card for card in fitting if card.id in bodies]) == 1


# Help and privacy


@pytest.mark.parametrize("language", LANGUAGES)
def test_f1_explains_each_page(language):
    pages = loaded("help", Help, language).pages
    told = next(one for one in manual.documents(language) if one.id == "manual")
    assert set(pages) == PAGES
    assert {page.chapter for page in pages.values()} <= {one.anchor for one in told.headings}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_contact_has_a_purpose_and_a_basis(language):
    privacy = loaded("privacy", Privacy, language)
    assert [kind.id for kind in privacy.kinds] == [
        "staff",
        "public_service",
        "media",
        "supplier",
        "association",
    ]


@pytest.mark.parametrize(
    ("language", "words"), [("es", "no son asesoramiento jurídico"), ("en", "not legal advice")]
)
def test_legal_texts_say_that_they_are_no_advice(language, words):
    assert words in loaded("privacy", Privacy, language).disclaimer


# The example town


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_number_of_the_example_is_what_it_says(language):
    starts = {"mobile": ("600000", "+34600000"), "landline": ("924000",), "short": ("0", "112")}
    example = loaded("example-town", Example, language)
    phones = [phone for contact in example.contacts for phone in contact.phones]
    assert [phone.number for phone in phones if not rings(phone.number)] == []
    assert [
        phone.number
        for phone in phones
        if not phone.number.replace(" ", "").startswith(starts[phone.kind])
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_address_of_the_example_can_reach_anybody(language):
    example = loaded("example-town", Example, language)
    emails = [contact.email for contact in example.contacts if contact.email]
    assert [email for email in emails if not re.fullmatch(r"[a-z]+@[a-z]+\.example", email)] == []


def test_the_example_differs_only_in_its_texts():
    spanish, english = (loaded("example-town", Example, language) for language in LANGUAGES)
    facts = (
        "id",
        "kind",
        "phones",
        "email",
        "groups",
        "hats",
        "substitute",
        "verified_days_ago",
        "purpose",
    )
    for item, other in zip(spanish.contacts, english.contacts, strict=True):
        assert [getattr(item, fact) for fact in facts] == [getattr(other, fact) for fact in facts]
        assert item.kind is ContactKind.SERVICE or item.name == other.name


def test_references_inside_the_example_lead_somewhere():
    example = loaded("example-town", Example, "es")
    names = Counter(resident.id for resident in example.contacts)
    purposes = {kind.id for kind in loaded("privacy", Privacy, "es").kinds}
    assert set(names.values()) == {1}
    for contact in example.contacts:
        assert not contact.substitute or contact.substitute in names, contact.id
        assert contact.substitute != contact.id
        assert contact.purpose in purposes, contact.id
    assert any(resident.name == example.town.person for resident in example.contacts)


def test_the_example_has_the_faults_that_the_program_shows():
    example = loaded("example-town", Example, "es")
    without_phone = [contact.id for contact in example.contacts if not contact.phones]
    pairs = model.duplicates(as_contacts(example))
    assert without_phone == ["women"]
    assert [(contact.name, other.name) for contact, other in pairs] == [
        ("Irene Campos Ríos", "Irene Campos Rios")
    ]
    assert [contact.id for contact in example.contacts if len(contact.hats) > 1] == ["mayor"]
    assert sorted(hat for contact in example.contacts for hat in contact.hats) == sorted(Hat)
    days = [contact.verified_days_ago for contact in example.contacts]
    assert len([day for day in days if day > model.STALE_DAYS]) == 5
    assert days.count(-1) == 3
    assert all(20 <= day <= 60 for day in days if 0 <= day <= model.STALE_DAYS)


def test_the_crest_of_the_example_is_one_self_contained_drawing():
    crest = resources.path("images", loaded("example-town", Example, "es").town.crest)
    text = crest.read_text(encoding="utf-8")
    root = Xml.fromstring(text)  # noqa: S314 - our own file
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "href" not in text


# Lists of words


@in_turn("path", sorted(resources.path("data").glob("*.toml")))
def test_a_list_of_words_is_read_from_what_was_compiled_of_it(path):
    mark, compiled = path.with_suffix(".json").read_text(encoding="utf-8").splitlines()

    assert mark == f"{zlib.crc32(path.read_bytes()):08x}", "run dev.py translate"
    assert json.loads(compiled) == tomllib.loads(path.read_text(encoding="utf-8"))


def test_what_was_compiled_of_another_list_is_not_believed(tmp_path):
    path = tmp_path / "words.toml"
    path.write_text('words = ["agua"]', encoding="utf-8")
    path.with_suffix(".json").write_text('00000000\n{"words": ["luz"]}\n', encoding="utf-8")

    assert from_data(path, dict[str, list[str]]) == {"words": ["agua"]}
