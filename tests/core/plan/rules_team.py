"""Step 6: who wears which hat in a crisis."""

from datetime import date

from core.roster.model import Hat
from tests.core.plan.conftest import (
    COUNCILLOR,
    MAYOR,
    MAYORALTY,
    OFFICER,
    POLICE,
    SECRETARY,
    all_of,
    contact,
    item,
)

NO_HATS = all_of(*(contact(other, hats=()) for other in (MAYOR, SECRETARY, OFFICER, POLICE)))

FIRES = {
    "ERROR team-missing at protocol/contact/0/hats": {"nobody wears a hat": NO_HATS},
    "WARNING hat-without-contact at protocol//2/hats": {
        "nobody speaks": contact(MAYOR, hats=(Hat.DECIDES,))
    },
    "WARNING hat-without-substitute at protocol/contact/1/substitute_id": {
        "nobody": contact(MAYOR, substitute_id=None),
        "a deleted card": contact(MAYOR, substitute_id=99),
    },
    "WARNING one-wears-every-hat at protocol/contact/3/hats": {
        "all seven": all_of(NO_HATS, contact(OFFICER, hats=tuple(Hat)))
    },
    "WARNING crisis-contact-unverified at protocol/contact/1/verified_on": {
        "91 days ago": contact(MAYOR, verified_on=date(2026, 8, 25)),
        "never": contact(MAYOR, verified_on=None),
    },
    "WARNING crisis-contact-unverified at protocol/contact/5/verified_on": {
        "no hat, but told on red": all_of(
            contact(COUNCILLOR, verified_on=None), item(MAYORALTY, contact_id=5)
        )
    },
    "ERROR crisis-contact-without-phone at protocol/contact/1/phones": {
        "cannot be called": contact(MAYOR, phones=())
    },
}

QUIET = {
    "hat-without-contact": {"nobody wears any: one finding is enough": NO_HATS},
    "hat-without-substitute": {
        "a service": contact(POLICE, substitute_id=None),
        "without a hat": contact(COUNCILLOR, substitute_id=None),
        "still a suggestion": contact(
            MAYOR, substitute_id=None, suggested="Todo pueblo tiene alcaldía."
        ),
    },
    "one-wears-every-hat": {
        "five of them, others the rest": contact(
            OFFICER, hats=(Hat.WRITES, Hat.ANSWERS, Hat.LOG, Hat.CALLS, Hat.SPEAKS)
        )
    },
    "crisis-contact-unverified": {"90 days ago": contact(MAYOR, verified_on=date(2026, 8, 26))},
    "crisis-contact-without-phone": {
        "still a suggestion": contact(MAYOR, phones=(), suggested="Todo pueblo tiene alcaldía.")
    },
}
