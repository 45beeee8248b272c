"""No page changes, nor what a new town is given, without somebody looking at it."""

import re

import pytest

from tests.core import looked_at
from tests.digests import Sights, changed


def others(now: Sights, pattern: str) -> list[tuple[str, str]]:
    """What changed since it was looked at, of the files of that pattern."""
    before = looked_at.seen().items()
    return changed(now, {key: told for key, told in before if re.match(pattern, key[0])})


# A test each: whoever prints a paper first prints it for the others.
@pytest.mark.parametrize("entry_id", looked_at.names())
def test_a_paper_is_as_it_was_when_somebody_looked_at_it(madrid, papers, entry_id):
    now = looked_at.of_town(papers, entry_id).sights()

    assert others(now, rf"{entry_id}-(en|es)(\.\w+)?$") == [], looked_at.COMMAND


def test_all_papers_but_the_one_that_names_a_folder_were_looked_at(papers):
    assert sorted(papers.ids()) == sorted([*looked_at.names(), looked_at.MOVES])


def test_so_are_those_of_an_incident_and_a_drill(madrid, tmp_path):
    now = looked_at.sights(looked_at.of_events(tmp_path / "events"))

    assert others(now, "(incident|drill)-") == [], looked_at.COMMAND


def test_a_new_town_and_the_example_hold_what_they_held(madrid, tmp_path):
    assert others(looked_at.workspaces(tmp_path), r".+\.pregon$") == [], looked_at.COMMAND


def test_the_command_line_says_what_it_said(madrid, tmp_path):
    now = looked_at.commands(tmp_path / "example")

    assert others(now, "pregon-cli$") == [], looked_at.COMMAND


@pytest.mark.parametrize("town", looked_at.TOWNS)
def test_papers_tables_and_lists_of_another_town_say_what_they_said(madrid, tmp_path, town):
    now = looked_at.of_another(town, tmp_path / town)

    assert others(now, f"{town}( asked| told)?$") == [], looked_at.COMMAND
