"""How a plan written in a content file gets into a new workspace."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from core.fields import cut, described
from core.i18n import _
from core.plan import guide, records
from core.plan.item import Item
from core.plan.kinds import ObjectiveScope
from core.plan.model import (
    Account,
    Assignment,
    Audience,
    Channel,
    Charter,
    Level,
    Measurement,
    NetworkFact,
    Objective,
    Person,
    Presence,
    PrivateChannel,
    Task,
    Use,
)
from core.plan.plan_content import (
    ChannelContent,
    CharterContent,
    ListedShape,
    ObjectiveContent,
    PlanContent,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

_NEXT_YEAR_FROM = 7
"""From July on, a new plan is for the next calendar year."""

_TIME_TO_GET_THERE = timedelta(days=90)


def period(today: date) -> tuple[date, date]:
    """From and to when a plan begun today is for.

    The next calendar year from July on; before that, what is left of this one.
    """
    if today.month >= _NEXT_YEAR_FROM:
        return date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)
    return today, date(today.year, 12, 31)


def plant(
    db: "Database", content: PlanContent, contacts: Mapping[str, int], today: date, *, mark: bool
) -> None:
    """Put a plan into a workspace that has none yet.

    `contacts` gives the roster's ids by the ids of its content file; a post whose contact is not
    among them is vacant. `mark` makes suggestions of the items that carry a reason. A reference
    that leads nowhere is our own mistake and raises `KeyError`.
    """
    planter = _Planter(db, contacts, today, mark=mark)
    planter.people(content)
    planter.channels(content)
    planter.audiences(content)
    planter.objectives(content)
    planter.uses_and_levels(content)
    planter.private_channels(content)
    planter.tasks(content)
    planter.charter(content.charter)


class _Planter:
    """Holds the ids that have been given so far, by the ids of the file."""

    def __init__(
        self, db: "Database", contacts: Mapping[str, int], today: date, *, mark: bool
    ) -> None:
        self._db = db
        self._contacts = contacts
        self._today = today
        self._mark = mark
        self._person: dict[str, int] = {}
        self._channel: dict[str, int] = {}
        self._audience: dict[str, int] = {}

    def people(self, content: PlanContent) -> None:
        for person in content.people:
            contact_id = self._contacts.get(person.contact)
            self._person[person.id] = self._add(
                Person(**_shared(person, Person), contact_id=contact_id), person
            )
        for account in content.accounts:
            self._add(
                Account(
                    **_shared(account, Account),
                    holders=_ids(self._person, account.holders),
                    last_post_on=self._before(account.last_post_days_ago),
                ),
                account,
            )

    def channels(self, content: PlanContent) -> None:
        for channel in content.channels:
            network = guide.network(channel.kind)
            channel_id = self._add(self._sheet(channel, network), channel)
            self._channel[channel.id] = channel_id
            for fact in network.facts if network else ():
                records.add(
                    self._db,
                    NetworkFact(
                        **_shared(fact, NetworkFact),
                        channel_id=channel_id,
                        reviewed_on=fact.reviewed,
                    ),
                )

    def _sheet(self, content: ChannelContent, network: guide.Network | None) -> Channel:
        sheet = _shared(content, Channel)
        if network is not None:
            known = {"title": network.name, "purpose": network.works} | _shared(network, Channel)
            sheet |= {name: known[name] for name in known if sheet[name] in ("", None)}
            sheet["offline"] = network.offline
        return Channel(
            **sheet,
            owner_id=self._person_id(content.owner),
            substitute_id=self._person_id(content.substitute),
        )

    def audiences(self, content: PlanContent) -> None:
        for audience in content.audiences:
            audience_id = self._add(Audience(**_shared(audience, Audience)), audience)
            self._audience[audience.id] = audience_id
            for channel, there in audience.presence.items():
                presence = Presence(
                    audience_id, self._channel[channel], there.reach, evidence=there.evidence
                )
                records.set_reach(self._db, presence)
                if self._mark and there.check:
                    records.mark(self._db, presence, audience.id, there.check)

    def objectives(self, content: PlanContent) -> None:
        generals: dict[str, int] = {}
        for objective in content.objectives:
            objective_id = self._add(
                Objective(
                    **_shared(objective, Objective),
                    parent_id=generals[objective.parent] if objective.parent else None,
                    due_on=self._due(objective),
                    channels=_ids(self._channel, objective.channels),
                ),
                objective,
            )
            if objective.scope is ObjectiveScope.GENERAL:
                generals[objective.id] = objective_id
            for reading in objective.measurements:
                measured_on = self._today - timedelta(days=reading.days_ago)
                records.measure(
                    self._db,
                    Measurement(objective_id, measured_on, reading.value, note=reading.note),
                )

    def uses_and_levels(self, content: PlanContent) -> None:
        stands = records.load(self._db.conn)
        use_ids = {other.name: other.id for other in stands.uses}
        for use in content.uses:
            filled = Use(
                **_shared(use, Use),
                id=use_ids[use.name],
                channels=_ids(self._channel, use.channels),
                audiences=_ids(self._audience, use.audiences),
            )
            records.save(self._db, filled)
            if self._mark and use.share:
                records.mark(self._db, filled, use.name, _read_it())
        level_ids = {other.name: other.id for other in stands.levels}
        for level in content.levels:
            set_up = Level(
                **_shared(level, Level),
                id=level_ids[level.name],
                told=_ids(self._person, level.told),
                approver_id=self._person_id(level.approver),
            )
            records.save(self._db, set_up)
            if self._mark:
                records.mark(self._db, set_up, level.name, _read_it())

    def private_channels(self, content: PlanContent) -> None:
        for item in content.private_channels:
            person_id = self._person_id(item.person)
            self._add(PrivateChannel(**_shared(item, PrivateChannel), person_id=person_id), item)

    def tasks(self, content: PlanContent) -> None:
        for task in content.tasks:
            task_id = self._add(Task(**_shared(task, Task)), task)
            for person, role in task.roles.items():
                records.add(self._db, Assignment(task_id, self._person[person], role))

    def charter(self, content: CharterContent) -> None:
        start_on, end_on = period(self._today)
        planted = Charter(
            **_shared(content, Charter),
            start_on=start_on,
            end_on=end_on,
            rehearsed_on=self._before(content.rehearsed_days_ago),
            rules="\n".join(content.rules),
            rules_on=self._before(content.rules_days_ago),
        )
        records.save(self._db, cut(planted))
        for field in described(Charter) if self._mark else ():
            if type(value := getattr(planted, field)) in (str, float) and value:
                records.mark_text(self._db, field, _read_it())

    def _add(self, item: Item, content: ListedShape) -> int:
        item_id = records.add(self._db, cut(item))
        if self._mark and content.reason:
            records.mark(self._db, replace(item, id=item_id), content.id, content.reason)
        return item_id

    def _before(self, days: int | None) -> date | None:
        return None if days is None else self._today - timedelta(days=days)

    def _person_id(self, person: str) -> int | None:
        return self._person[person] if person else None

    def _due(self, content: ObjectiveContent) -> date | None:
        if not content.due:
            return None
        start_on, end_on = period(self._today)
        due_on = date.fromisoformat(f"{end_on.year}-{content.due}")
        return due_on if due_on >= start_on + _TIME_TO_GET_THERE else end_on


def _read_it() -> str:
    return _("The program suggests it to towns like yours: change what is not so here.")


_RESOLVED = frozenset({"id", "rules", "holders", "channels", "audiences", "told"})
"""Fields of one name in both, but with ids of the file in one and of the workspace in the other."""


def _shared(content: msgspec.Struct, kind: type) -> dict[str, Any]:
    """The fields that the file and the dataclass both have, as they are."""
    names = {field.name for field in fields(kind)} - _RESOLVED
    return {name: getattr(content, name) for name in content.__struct_fields__ if name in names}


def _ids(known: Mapping[str, int], names: Iterable[str]) -> tuple[int, ...]:
    return tuple(known[name] for name in names)
