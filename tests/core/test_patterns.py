"""The patterns of the program match alike in every Python that it runs on."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2]
CLASS = re.compile(r"\[[^\]]+\]")
"""Of characters: it may be possessive."""
POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+")


@pytest.mark.parametrize("folder", ["core", "desktop", "installer"])
def test_no_group_is_possessive_which_python_3_11_2_matches_wrongly(folder: str):
    found = [
        f"{path.relative_to(SOURCE)}:{number}"
        for path in sorted((SOURCE / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if 'r"' in line and POSSESSIVE_GROUP.search(CLASS.sub("x", line))
    ]
    assert found == []
