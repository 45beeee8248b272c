"""No page changes without somebody looking at it."""

from tests.core.documents import looked_at


def test_every_paper_is_as_it_was_when_somebody_looked_at_it(madrid, papers, tmp_path):
    now = looked_at.sights(looked_at.sheaves(papers, tmp_path / "incident"))

    assert looked_at.changed(now, looked_at.seen()) == [], looked_at.COMMAND
