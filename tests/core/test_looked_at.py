"""No page changes, nor what a new town is given, without somebody looking at it."""

import re

from tests.core import looked_at
from tests.core.looked_at import Sights


def seen(pattern: str) -> Sights:
    kept = looked_at.seen().items()
    return {key: digest for key, digest in kept if re.search(pattern, key[0])}


def test_every_paper_is_as_it_was_when_somebody_looked_at_it(madrid, papers, tmp_path):
    now = looked_at.sights(looked_at.sheaves(papers, tmp_path / "incident"))

    assert looked_at.changed(now, seen(r"-(es|en)(\.(pdf|docx|odt))?$")) == [], looked_at.COMMAND


def test_a_new_town_and_the_example_hold_what_they_held(madrid, tmp_path):
    now = looked_at.workspaces(tmp_path)

    assert looked_at.changed(now, seen(r"\.pregon$")) == [], looked_at.COMMAND


def test_the_command_line_says_what_it_said(madrid, tmp_path):
    now = looked_at.commands(tmp_path / "example")

    assert looked_at.changed(now, seen(r"^pregon-cli$")) == [], looked_at.COMMAND
