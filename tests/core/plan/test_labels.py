"""One thing has one name: what a step is called in a line is part of what it is called in full."""

import pytest

from core import i18n
from core.plan.kinds import PlanStep
from core.plan.labels import step_label, step_short_label


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("step", PlanStep)
def test_the_brief_name_of_a_step_is_words_of_its_name(step, language):
    with i18n.language(language):
        assert step_short_label(step).lower() in step_label(step).lower()
