"""The channel catalogue: every kind of channel that a town may have, equal in both languages."""

from datetime import date

import pytest

from core import i18n
from core.plan import guide
from core.plan.guide import Network

LANGUAGES = ("es", "en")
KINDS = {
    "web",
    "e_office",
    "newsletter",
    "town_app",
    "bando",
    "loudspeaker",
    "poster",
    "radio",
    "bulletin",
    "sms",
    "whatsapp_list",
    "whatsapp_channel",
    "telegram",
    "facebook",
    "instagram",
    "x",
    "youtube",
    "tiktok",
    "linkedin",
    "mastodon",
    "bluesky",
    "google_business",
}


def catalogue(language: str) -> tuple[Network, ...]:
    with i18n.language(language):
        return guide.networks()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_channel_is_there_once(language):
    ids = [network.id for network in catalogue(language)]
    assert set(ids) == KINDS
    assert len(ids) == len(KINDS)
    assert len({network.name for network in catalogue(language)}) == len(KINDS)


def test_a_channel_is_found_by_its_kind_in_the_current_language():
    spanish = guide.network("loudspeaker")
    with i18n.language("en"):
        english = guide.network("loudspeaker")
    assert spanish is not None
    assert english is not None
    assert (spanish.name, english.name) == ("Megafonía", "Loudspeakers")


def test_a_channel_of_ones_own_invention_is_in_no_catalogue():
    assert guide.network("") is None
    assert guide.network("campana de la iglesia") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_is_complete_and_short_enough_to_read(language):
    for item in catalogue(language):
        for text in (item.public, item.works, item.posts, item.best_time, item.voice):
            assert 10 <= len(text) <= 240, (item.id, text)
        assert item.works.endswith(".")
        assert item.posts.endswith(".")
        assert 0 < item.posts_week <= 7, item.id
        assert 0 < item.minutes_post <= 240, item.id


def test_the_figures_do_not_depend_on_the_language():
    figures = [
        [
            (item.id, item.offline, item.posts_week, item.minutes_post, len(item.facts))
            for item in catalogue(language)
        ]
        for language in LANGUAGES
    ]
    assert figures[0] == figures[1]


def test_what_still_works_without_internet_is_marked():
    offline = {network.id for network in guide.networks() if network.offline}
    assert offline == {"bando", "loudspeaker", "poster", "radio", "bulletin", "sms"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reviewed_fact_says_where_it_was_read(language):
    facts = [fact for network in catalogue(language) for fact in network.facts]
    reviewed = [fact for fact in facts if fact.reviewed is not None]
    assert reviewed
    assert {fact.reviewed for fact in reviewed} == {date(2025, 11, 1)}
    assert all(fact.source for fact in reviewed)
    assert all(fact.name and fact.value for fact in facts)


def test_what_nobody_confirmed_is_not_dated():
    unconfirmed = {
        (network.id, fact.value)
        for network in guide.networks()
        for fact in network.facts
        if fact.reviewed is None
    }
    assert ("tiktok", "1080 × 1920 px") in unconfirmed
    assert ("facebook", "820 × 312 px") in unconfirmed
