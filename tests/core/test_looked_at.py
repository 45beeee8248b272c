"""No page changes, and nothing that a new town is given, without somebody looking at it."""

from tests.core import looked_at


def test_every_paper_is_as_it_was_when_somebody_looked_at_it(madrid, papers, tmp_path):
    now = looked_at.sights(looked_at.sheaves(papers, tmp_path / "incident"))
    before = {key: digest for key, digest in looked_at.seen().items() if ".pregon" not in key[0]}

    assert looked_at.changed(now, before) == [], looked_at.COMMAND


def test_a_new_town_and_the_example_hold_what_they_held(madrid, tmp_path):
    before = {key: digest for key, digest in looked_at.seen().items() if ".pregon" in key[0]}

    assert looked_at.changed(looked_at.workspaces(tmp_path), before) == [], looked_at.COMMAND
