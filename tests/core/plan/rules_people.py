"""Step 7: people, hours and tasks."""

from dataclasses import replace

from core.plan.kinds import Raci
from core.plan.model import Assignment, Person, Task
from tests.core.plan.conftest import (
    APPROVAL,
    ASSIGNMENTS,
    COMMUNICATIONS,
    CONTENT,
    COUNCILLOR,
    CULTURE,
    LISTENING,
    MAYORALTY,
    PLAN,
    SECRETARIAT,
    all_of,
    also,
    contact,
    item,
    planned,
    town,
)

LIBRARY = Person("Biblioteca", id=5, contact_id=5)
CRISIS = Task("Crisis", id=4, hours_week=0)
CONTRACTED = item(CONTENT, contracted=True, supplier="Estudio Encina")

FIRES = {
    "HINT one-does-most at people/person/1/": {
        "three of four tasks": all_of(also(CRISIS), also(Assignment(4, 1, Raci.BOTH, id=9)))
    },
    "ERROR people-missing at people/person/0/": {"nobody": planned(people=())},
    "WARNING post-vacant at people/person/3/contact_id": {
        "nobody holds it": item(MAYORALTY, contact_id=None),
        "the card was deleted": item(MAYORALTY, contact_id=99),
    },
    "HINT post-without-duty at people/person/5/": {
        "nothing to do": planned(people=(*PLAN.people, LIBRARY))
    },
    "ERROR too-much-work at people/task/0/hours_week": {
        "half an hour too much": town(hours_week=7)
    },
    "WARNING too-much-for-one at people/person/1/hours_week": {
        "seven in six": item(COMMUNICATIONS, hours_week=6)
    },
    "WARNING hours-unknown at people/person/0/hours_week": {
        "nobody says how many": all_of(
            town(hours_week=None),
            planned(people=tuple(replace(person, hours_week=None) for person in PLAN.people)),
        )
    },
    "WARNING contact-without-phone at people/contact/5/phones": {
        "cannot be called": contact(COUNCILLOR, phones=())
    },
    "HINT contacts-unverified at people/contact/0/verified_on": {
        "never": contact(COUNCILLOR, verified_on=None)
    },
    "WARNING contacts-suggested at people/contact/0/name": {
        "a card nobody has filled in": contact(
            COUNCILLOR, phones=(), verified_on=None, suggested="Suele haberla."
        )
    },
    "WARNING tasks-missing at people/task/0/": {"none": planned(tasks=(), assignments=())},
    "ERROR task-without-responsible at people/task/3/": {
        "nobody does it": all_of(planned(assignments=(*ASSIGNMENTS[:4], ASSIGNMENTS[5])))
    },
    "WARNING task-without-accountable at people/task/3/": {
        "nobody": planned(assignments=ASSIGNMENTS[:5])
    },
    "WARNING task-with-two-accountable at people/task/3/": {
        "two answer for it": planned(assignments=(*ASSIGNMENTS, Assignment(3, 3, Raci.ACCOUNTABLE)))
    },
    "WARNING task-without-supplier at people/task/1/supplier": {
        "to whom": item(CONTENT, contracted=True)
    },
    "HINT task-without-hours at people/task/3/hours_week": {
        "how long": item(LISTENING, hours_week=None)
    },
    "WARNING approval-missing at people/task/0/new": {
        "nobody approves": item(APPROVAL, title="Despacho")
    },
}

QUIET = {
    "one-does-most": {
        "two of four": all_of(also(CRISIS), also(Assignment(4, 2, Raci.BOTH, id=9))),
        "somebody else does one of them as well": all_of(
            also(CRISIS),
            also(Assignment(4, 1, Raci.BOTH, id=9), Assignment(3, 4, Raci.RESPONSIBLE, id=10)),
        ),
        "three tasks are few": planned(),
    },
    "post-vacant": {
        "nothing depends on it": planned(people=(*PLAN.people, replace(LIBRARY, contact_id=None)))
    },
    "post-without-duty": {
        "it is consulted": item(CULTURE, hours_week=None),
        "there are no tasks yet": planned(tasks=(), assignments=()),
    },
    "too-much-work": {"exactly as many hours": town(hours_week=7.5)},
    "too-much-for-one": {"nobody says how many": item(COMMUNICATIONS, hours_week=None)},
    "hours-unknown": {"people say how many": town(hours_week=None)},
    "task-without-responsible": {
        "a supplier does it": all_of(CONTRACTED, planned(assignments=ASSIGNMENTS[1:]))
    },
    "task-with-two-accountable": {"one is both": planned()},
    "task-without-supplier": {"it says to whom": CONTRACTED},
    "task-without-hours": {"no time is a figure": item(LISTENING, hours_week=0)},
    "approval-missing": {
        "there are no tasks yet": planned(tasks=()),
        **{
            f"in other words: {title}": item(APPROVAL, title=title)
            for title in (
                *("Aprobación", "Aprovació", "Approval", "Autorización", "Authorisation"),
                *("Validación", "Visto bueno de Alcaldía", "Onartu", "Onarpena"),
            )
        },
    },
    "contacts-unverified": {"everybody was confirmed": item(SECRETARIAT, hours_week=3)},
}
