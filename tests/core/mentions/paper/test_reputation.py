"""The baseline of a plan: what was said of the town in a year, in a few sentences."""

from datetime import date

from core.mentions.document.words import baseline
from core.mentions.kinds import ToneBand

TODAY = date(2026, 11, 24)


def test_a_town_nobody_spoke_of_has_no_baseline(store):
    with store.read() as connection:
        assert baseline(connection, TODAY) == ""


def test_a_year_of_mentions_becomes_a_few_sentences(store, say):
    for day in ("2026-03-02", "2026-05-02", "2026-09-02"):
        say(f"{day} 10:00", "Sin agua", outlet="Radio Comarca", tone=ToneBand.NEGATIVE)
    say("2026-06-02 10:00", "Premio", outlet="El Eco", tone=ToneBand.POSITIVE)
    say("2025-06-02 10:00", "De hace demasiado", outlet="El Eco")

    with store.read() as connection:
        first, tone, where = baseline(connection, TODAY).splitlines()

    assert "4 menciones" in first
    assert "75\u202f%" in tone
    assert "25\u202f%" in tone
    assert where.endswith("Radio Comarca (3), El Eco (1).")
