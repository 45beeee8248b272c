"""Step 5: what for, in which shares, and how it is written."""

from dataclasses import replace

from core.plan.findings import Facts
from tests.core.in_turn import in_turn
from tests.core.plan.conftest import (
    CORPORATE,
    SERVICE,
    USES,
    Change,
    all_of,
    cases,
    charter,
    found_in,
    item,
    planned,
    rules_of,
)

NONE_WANTED = planned(uses=tuple(replace(one, share=None) for one in USES))

FIRES = {
    "WARNING uses-missing at uses/use/0/share": {
        "none has a share": NONE_WANTED,
        "none at all": planned(uses=()),
    },
    "WARNING shares-do-not-add-up at uses/use/0/share": {
        "110 %": item(SERVICE, share=50),
        "99 %": item(SERVICE, share=39),
    },
    "WARNING use-without-channel at uses/use/3/channels": {
        "done nowhere": item(SERVICE, channels=())
    },
    "HINT use-without-audience at uses/use/3/audiences": {
        "for nobody": item(SERVICE, audiences=())
    },
    "HINT use-without-examples at uses/use/3/examples": {"no examples": item(SERVICE, examples="")},
    "HINT uses-one-way at uses/use/3/share": {
        "nothing for answers": all_of(
            item(SERVICE, share=0),
            item(CORPORATE, share=40, examples="Un acuerdo.", channels=(3,), audiences=(1,)),
        )
    },
    "WARNING accessibility-missing at uses/charter/1/accessibility": {
        "accessibility": charter(accessibility="")
    },
    "HINT style-missing at uses/charter/1/style": {"style": charter(style="")},
    "HINT images-missing at uses/charter/1/images": {"images": charter(images="")},
}

QUIET = {
    "shares-do-not-add-up": {"none has a share": NONE_WANTED},
    "use-without-channel": {
        "it is not wanted": item(CORPORATE, channels=()),
        "there are no channels yet": all_of(planned(channels=()), item(SERVICE, channels=())),
    },
    "use-without-audience": {
        "there are no audiences yet": all_of(planned(audiences=()), item(SERVICE, audiences=()))
    },
    "use-without-examples": {"it is not wanted": item(CORPORATE, examples="")},
    "uses-one-way": {"none has a share": NONE_WANTED},
    "accessibility-missing": {
        "there are no channels yet": all_of(planned(channels=()), charter(accessibility=""))
    },
}


@in_turn("finding, when, change", cases(FIRES))
def test_a_broken_plan_is_told_what_is_broken_how_gravely_and_where_to_mend_it(
    sound_facts: Facts, finding: str, change: Change
) -> None:
    assert found_in(change(sound_facts)) == [finding]


@in_turn("rule, when, change", cases(QUIET))
def test_what_is_still_in_order_is_not_told(sound_facts: Facts, rule: str, change: Change) -> None:
    assert rule not in rules_of(change(sound_facts))
