"""Step 5: what for, in which shares, and how it is written."""

from dataclasses import replace

from tests.core.plan.conftest import (
    CORPORATE,
    SERVICE,
    USES,
    all_of,
    charter,
    item,
    planned,
)

NONE_WANTED = planned(uses=tuple(replace(use, share=None) for use in USES))

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
