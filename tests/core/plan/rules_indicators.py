"""Step 2: how it will be known that an objective is reached."""

from datetime import date

from core.plan.kinds import Judged
from tests.core.plan.conftest import (
    ANSWERS,
    GENERAL,
    TRUST,
    all_of,
    charter,
    item,
    measured,
    on,
)

RUNNING = charter(start_on=date(2026, 8, 1))
"""The plan is in force."""

FIRES = {
    "ERROR indicator-missing at objectives/objective/2/indicator": {
        "nothing is counted": item(ANSWERS, indicator="")
    },
    "WARNING baseline-missing at objectives/objective/2/baseline": {
        "no figure of today": item(ANSWERS, baseline=None)
    },
    "ERROR target-missing at objectives/objective/2/target": {
        "no figure to reach": item(ANSWERS, target=None)
    },
    "ERROR date-missing at objectives/objective/2/due_on": {"no day": item(ANSWERS, due_on=None)},
    "WARNING date-past at objectives/objective/2/due_on": {
        "yesterday": item(ANSWERS, due_on=date(2026, 11, 23)),
        "yesterday, and almost": all_of(
            item(ANSWERS, due_on=date(2026, 11, 23)), measured(ANSWERS, 59)
        ),
    },
    "ERROR target-backwards at objectives/objective/2/target": {
        "more is better, to go down": item(ANSWERS, target=30),
        "a little down": item(ANSWERS, target=39.9),
        "less is better, to go up": item(ANSWERS, less_is_better=True),
        "less is better, a little up": item(ANSWERS, less_is_better=True, target=40.1),
    },
    "WARNING target-met-at-start at objectives/objective/2/target": {
        "as it is today": item(ANSWERS, target=40),
        "as it is today, and less is better": item(ANSWERS, target=40, less_is_better=True),
    },
    "HINT target-met at objectives/objective/2/target": {
        "past it": measured(ANSWERS, 61),
        "exactly": measured(ANSWERS, 60),
        "on its last day": all_of(
            RUNNING,
            measured(TRUST, 3),
            measured(ANSWERS, 61),
            item(ANSWERS, due_on=date(2026, 11, 24)),
        ),
        "less is better": all_of(
            item(ANSWERS, unit="h", less_is_better=True, baseline=24, target=8),
            measured(ANSWERS, 7.5),
        ),
    },
    "ERROR value-out-of-range at objectives/objective/2/target": {
        "101 %": item(ANSWERS, target=101)
    },
    "ERROR value-out-of-range at objectives/objective/2/baseline": {
        "-1 %": item(ANSWERS, baseline=-1)
    },
    "ERROR value-out-of-range at objectives/objective/3/target": {
        "6 of 5": item(TRUST, target=6),
        "0 of 5": item(TRUST, target=0),
    },
    "ERROR rubric-missing at objectives/objective/3/rubric": {
        "nobody can judge it": item(TRUST, rubric="")
    },
    "HINT figure-source-missing at objectives/objective/2/source": {
        "read where": item(ANSWERS, source="")
    },
    "WARNING measurement-due at objectives/objective/3/measurements": {
        "never, since the start": all_of(RUNNING, measured(ANSWERS, 45))
    },
    "WARNING measurement-due at objectives/objective/2/measurements": {
        "three months ago": all_of(
            RUNNING, measured(TRUST, 3), measured(ANSWERS, 45, date(2026, 8, 24))
        )
    },
}

QUIET = {
    "indicator-missing": {
        "a general one": item(GENERAL, indicator=""),
        "a qualitative one": item(TRUST, indicator=""),
    },
    "baseline-missing": {
        "zero is a figure": item(ANSWERS, baseline=0),
        "a reading says how things stand": all_of(
            item(ANSWERS, baseline=None), measured(ANSWERS, 61)
        ),
    },
    "target-missing": {
        "zero is a target": item(ANSWERS, less_is_better=True, baseline=40, target=0)
    },
    "date-missing": {"a qualitative one": item(TRUST, due_on=None)},
    "date-past": {
        "today": item(ANSWERS, due_on=date(2026, 11, 24)),
        "it was reached": all_of(item(ANSWERS, due_on=date(2026, 11, 23)), measured(ANSWERS, 60)),
        "judged, and nothing said how high": all_of(
            item(TRUST, target=None, due_on=date(2026, 11, 23)), measured(TRUST, 4)
        ),
    },
    "target-backwards": {
        "less is better, to go down": item(ANSWERS, less_is_better=True, baseline=60, target=40),
        "no baseline": item(ANSWERS, baseline=None),
    },
    "target-met": {
        "it asks for less than there was: that is said": all_of(
            item(ANSWERS, target=30), measured(ANSWERS, 61)
        ),
        "not quite": measured(ANSWERS, 59.9),
        "its date is over: that is success": all_of(measured(ANSWERS, 61), on(date(2027, 12, 16))),
        "no longer": all_of(measured(ANSWERS, 61, date(2026, 10, 1)), measured(ANSWERS, 58)),
    },
    "value-out-of-range": {
        "140 people": item(ANSWERS, unit="personas", target=140),
        "100 %": item(ANSWERS, target=100),
        "0 %": item(ANSWERS, baseline=0),
        "1 of 5": item(TRUST, target=1),
        "5 of 5": item(TRUST, target=5),
    },
    "rubric-missing": {"a quantitative one": item(TRUST, judged=Judged.QUANTITATIVE, rubric="")},
    "measurement-due": {
        "a day less than three months ago": all_of(
            RUNNING, measured(TRUST, 3), measured(ANSWERS, 45, date(2026, 8, 25))
        ),
        "the missing baseline says it already": all_of(
            RUNNING, measured(TRUST, 3), item(ANSWERS, baseline=None)
        ),
        "a general one is not measured": all_of(
            RUNNING, measured(TRUST, 3), measured(ANSWERS, 45), item(GENERAL, target=3)
        ),
    },
}
