"""No page changes without somebody looking at it."""

from tests.core.documents import looked_at


def test_every_paper_is_as_it_was_when_somebody_looked_at_it(papers):
    assert looked_at.changed(looked_at.sights(papers), looked_at.seen()) == [], looked_at.COMMAND
