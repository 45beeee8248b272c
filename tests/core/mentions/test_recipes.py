"""Recipes: what is asked for, and the address that comes of it."""

import pytest

from core import i18n
from core.errors import InvalidValue
from core.mentions import recipes
from core.mentions.model import Source
from tests.core.in_turn import in_turn

AEMET = "documentos_d/eltiempo/prediccion"
ALIA = "title=Al%C3%ADa%20%28C%C3%A1ceres%29"
ALL = [recipe.id for recipe in recipes.everything()]


@in_turn("language", ["es", "en"])
@in_turn("recipe_id", ALL)
def test_every_recipe_makes_a_source_of_its_own_examples(recipe_id, language):
    with i18n.language(language):
        recipe = recipes.recipe(recipe_id)
        source = recipes.source_of(recipe_id, {field.id: field.example for field in recipe.fields})

    assert source.recipe == recipe_id
    assert source.address.startswith("https://")
    assert "{" not in source.address + source.page + source.title
    assert source.title
    assert recipe.minutes >= 30


@in_turn("recipe_id", ALL)
def test_an_empty_field_is_told_by_its_name(recipe_id):
    recipe = recipes.recipe(recipe_id)
    values = {field.id: field.example for field in recipe.fields}
    for field in recipe.fields:
        with pytest.raises(InvalidValue) as told:
            recipes.source_of(recipe_id, values | {field.id: " "})
        assert field.label in told.value.sentence
        assert field.example in told.value.advice


def test_the_words_of_a_search_are_encoded():
    source = recipes.source_of("google-news", {"q": '"Peñarroya & Valle" OR 100% -fútbol'})

    assert source.address == (
        "https://news.google.com/rss/search?q=%22Pe%C3%B1arroya%20%26%20Valle%22%20OR%20100%25"
        "%20-f%C3%BAtbol&hl=es&gl=ES&ceid=ES:es"
    )
    assert '"Peñarroya & Valle" OR 100% -fútbol' in source.title


@in_turn(
    "recipe_id, values, address",
    [
        ("mastodon-tag", {"tag": "#Peña", "instance": "@yo@masto.example"},
         "https://masto.example/tags/Pe%C3%B1a.rss"),
        ("mastodon-account", {"user": "@radio@masto.example", "instance": "https://masto.example/@x"},
         "https://masto.example/@radio.rss"),
        ("lemmy", {"community": "comarca", "instance": "https://lemmy.example:8443/c/comarca"},
         "https://lemmy.example:8443/feeds/c/comarca.xml?sort=New"),
        ("bluesky", {"handle": "https://bsky.app/profile/radio.bsky.social"},
         "https://bsky.app/profile/radio.bsky.social/rss"),
        ("bluesky", {"handle": "@radio.example"}, "https://bsky.app/profile/radio.example/rss"),
        ("youtube", {"channel_id": "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos"},
         "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"),
        ("youtube-playlist", {"list": "https://www.youtube.com/watch?v=x&list=PL0123456789abc"},
         "https://www.youtube.com/feeds/videos.xml?playlist_id=PL0123456789abc"),
        ("wordpress-search", {"site": "radio.example/?p=3#x", "q": "año"},
         "https://radio.example/?s=a%C3%B1o&feed=rss2"),
        ("wordpress", {"site": "https://grupo.example/radio/"}, "https://grupo.example/radio/feed/"),
        ("boe", {"section": "2b"}, "https://www.boe.es/rss/boe.php?s=2B"),
        ("aemet", {"region": "extremadura"},
         f"https://www.aemet.es/{AEMET}/avisos/rss/CAP_AFAC70_RSS.xml"),
        ("wikipedia", {"title": "Alía (Cáceres)", "language": "Gallego"},
         f"https://gl.wikipedia.org/w/index.php?{ALIA}&action=history&feed=atom"),
    ],
)  # fmt: skip
def test_what_people_paste_is_understood(recipe_id, values, address):
    assert recipes.source_of(recipe_id, values).address == address


def test_the_key_of_reddit_comes_out_of_the_address_that_has_it_and_is_a_secret():
    pasted = "https://www.reddit.com/.rss?feed=0123456789abcdef0123456789&user=ayto_valle"

    source = recipes.source_of("reddit", {"q": "valle", "feed": pasted, "user": pasted})

    assert source.secret
    assert source.address == (
        "https://www.reddit.com/search.rss?q=valle&sort=new"
        "&feed=0123456789abcdef0123456789&user=ayto_valle"
    )


@in_turn(
    "recipe_id, values",
    [
        ("google-alerts", {"address": "https://www.google.com/alerts"}),
        ("youtube", {"channel_id": "UCcorto"}),
        ("youtube", {"channel_id": "https://www.youtube.com/@radio"}),
        ("bluesky", {"handle": "radio"}),
        ("boe", {"section": "9Z"}),
        ("feed", {"address": "file:///etc/passwd"}),
        ("feed", {"address": "https://192.168.1.1/feed"}),
        ("wordpress", {"site": "no es una web"}),
        ("google-news", {"q": "a" * 500}),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(recipe_id, values):
    with pytest.raises(InvalidValue) as told:
        recipes.source_of(recipe_id, values)
    assert told.value.sentence


def test_an_address_of_the_own_network_is_taken_when_allowed():
    source = recipes.source_of("feed", {"address": "http://192.168.1.1/feed"}, private=True)
    assert source.address == "http://192.168.1.1/feed"


def test_the_changes_of_the_towns_page_are_all_about_the_town():
    values = {"title": "Medellín (Badajoz)", "language": "es"}
    source = recipes.source_of("wikipedia", values)
    assert (source.own, source.language) == (True, "es")


@in_turn("recipe_id", [text for text in ALL if text != "bulletin"])
def test_the_address_of_a_source_tells_how_it_is_read(recipe_id):
    recipe = recipes.recipe(recipe_id)
    source = recipes.source_of(recipe_id, {field.id: field.example for field in recipe.fields})
    quirky = {
        "google-news", "bing-news", "google-alerts", "reddit", "bluesky", "youtube", "meneame",
        "lemmy", "wikipedia", "boe", "boe-theme", "aemet",
    }  # fmt: skip
    if recipe_id in quirky:
        assert recipes.recipe_of(source.address) == recipe_id
    assert recipes.is_secret(source.address) == source.secret


def test_a_forum_of_reddit_without_key_is_no_secret():
    assert not recipes.is_secret("https://www.reddit.com/r/extremadura/.rss")


def test_a_channel_of_youtube_has_a_second_address():
    channel = Source("TV", "https://www.youtube.com/feeds/videos.xml?channel_id=UC" + "a" * 22)

    assert recipes.fallbacks(channel) == [
        "https://www.youtube.com/feeds/videos.xml?playlist_id=UULF" + "a" * 22
    ]
    assert recipes.fallbacks(Source("Radio", "https://radio.example/feed")) == []


def test_a_recipe_of_a_newer_version_is_read_as_a_plain_feed():
    assert recipes.recipe("tomorrow").id == "feed"
    assert recipes.least_minutes("tomorrow") == 30


def test_there_is_a_place_for_what_no_feed_brings():
    names = {place.id for place in recipes.places()}
    assert {"facebook", "instagram", "x", "tiktok", "whatsapp", "street", "phone"} <= names


def test_each_recipe_is_under_a_heading():
    groups = recipes.group_names()
    assert {recipe.group for recipe in recipes.everything()} == set(groups)
    assert all(groups.values())


def test_only_a_bulletin_and_the_warnings_of_the_weather_speak_of_the_place():
    made = [
        recipes.source_of(recipe.id, {field.id: field.example for field in recipe.fields})
        for recipe in recipes.everything()
    ]
    assert {source.recipe for source in made if source.local} == {"bulletin", "aemet"}


def test_every_region_of_spain_has_its_warnings():
    (field,) = recipes.recipe("aemet").fields
    assert len(field.choices) == 20
    addresses = {
        recipes.source_of("aemet", {"region": region}).address for region, _label in field.choices
    }
    assert len(addresses) == 20
