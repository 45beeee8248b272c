"""What was added, removed and changed between two plans, in words.

Things are told apart by their ids, so that a new name is a new name; their order does not count,
nor do the readings, which follow the plan and are no part of what was decided.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.field_kinds import Described, Refs
from core.i18n import _, mark, ngettext, pgettext
from core.plan.charter import charter_step
from core.plan.field_values import change_in_words, compared, members, quoted
from core.plan.item import item_name
from core.plan.kinds import PlanStep, Raci, Reach
from core.plan.labels import level_label, reach_label
from core.plan.model import (
    Account,
    Audience,
    Channel,
    Level,
    NetworkFact,
    Objective,
    Person,
    Plan,
    PrivateChannel,
    Task,
    Use,
)
from core.plan.snapshot import NamedContact, Snapshot
from core.plan.unreviewed import counted, places
from core.plan.wording import changed_places, named, opening
from core.roster.model import Hat, hat_label

_SHORT = 60
"""Characters of a value that is shown whole."""
_MOST_CELLS = 4
"""Changed cells of one row of the matrix that are told one by one."""
_NOBODY = (Reach.NONE, "")
_NAMES = frozenset({"title", "label", "name"})

_LISTS: tuple[tuple[str, PlanStep], ...] = (
    ("accounts", PlanStep.START),
    ("objectives", PlanStep.OBJECTIVES),
    ("audiences", PlanStep.AUDIENCES),
    ("channels", PlanStep.CHANNELS),
    ("facts", PlanStep.CHANNELS),
    ("uses", PlanStep.USES),
    ("levels", PlanStep.PROTOCOL),
    ("private_channels", PlanStep.PROTOCOL),
    ("people", PlanStep.PEOPLE),
    ("tasks", PlanStep.PEOPLE),
)

_THINGS: dict[type, str] = {
    Objective: mark("Objective “{title}”"),
    Audience: mark("Audience “{title}”"),
    Channel: mark("Channel “{title}”"),
    Account: mark("Account “{title}”"),
    Person: mark("Role “{title}”"),
    Task: mark("Task “{title}”"),
    PrivateChannel: mark("Private channel “{title}”"),
    Use: mark("Use “{title}”"),
    Level: mark("Crisis level “{title}”"),
}


_Ids = tuple[Any, ...]


class DifferenceKind(StrEnum):
    """What happened to something of the plan."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class PlanDifference:
    """One thing that is not as it was."""

    step: PlanStep
    kind: DifferenceKind
    sentence: str


@dataclass(frozen=True)
class _Pair:
    before: Snapshot
    after: Snapshot


def compare(before: Snapshot, after: Snapshot) -> list[PlanDifference]:
    """Every difference in the order of the steps; empty when nothing of weight changed."""
    steps = list(PlanStep)
    return sorted(_all(_Pair(before, after)), key=lambda difference: steps.index(difference.step))


def differ(before: Snapshot, after: Snapshot) -> bool:
    """True when there is any difference; sooner known than all of them."""
    return any(True for _one in _all(_Pair(before, after)))


def _all(pair: _Pair) -> Iterator[PlanDifference]:
    yield from _town(pair)
    yield from _charter(pair)
    for attribute, step in _LISTS:
        yield from _items(pair, attribute, step)
    yield from _presences(pair)
    yield from _hats(pair)
    yield from _roles(pair)
    yield from _holders(pair)
    yield from _reviewed(pair)


def _reviewed(pair: _Pair) -> Iterator[PlanDifference]:
    """Proposals that somebody has looked at since: the paper says so of each no longer."""
    still = set(places(pair.after.plan))
    looked = [place for place in places(pair.before.plan) if place not in still]
    for step in PlanStep:
        if found := [place for place in looked if place.step is step]:
            yield _changed(step, _("Proposals reviewed: {what}.").format(what=counted(found)))


def _changed(step: PlanStep, sentence: str) -> PlanDifference:
    return PlanDifference(step, DifferenceKind.CHANGED, sentence)


def _town(pair: _Pair) -> Iterator[PlanDifference]:
    for sentence in _fields(_("Town"), pair.before.town, pair.after.town, pair):
        yield _changed(PlanStep.START, sentence)


def _charter(pair: _Pair) -> Iterator[PlanDifference]:
    old, new = pair.before.plan.charter, pair.after.plan.charter
    for field, said in compared(type(new)).items():
        for sentence in _field(_("Plan"), old, new, field, said, pair):
            yield _changed(charter_step(field), sentence)


def _items(pair: _Pair, attribute: str, step: PlanStep) -> Iterator[PlanDifference]:
    old = {each.id: each for each in getattr(pair.before.plan, attribute)}
    new = {each.id: each for each in getattr(pair.after.plan, attribute)}
    for item_id, item in old.items():
        if item_id not in new and _stands_alone(item, pair):
            sentence = _("{thing}: no longer in the plan.")
            thing = _thing(item, pair.before.plan)
            yield PlanDifference(step, DifferenceKind.REMOVED, sentence.format(thing=thing))
    for item_id, item in new.items():
        thing = _thing(item, pair.after.plan)
        if item_id in old:
            for sentence in _fields(thing, old[item_id], item, pair):
                yield _changed(step, sentence)
        elif _stands_alone(item, pair):
            sentence = _("{thing}: new in the plan.")
            yield PlanDifference(step, DifferenceKind.ADDED, sentence.format(thing=thing))


def _stands_alone(item: Any, pair: _Pair) -> bool:
    """False for a fact of a channel which came or went with it."""
    if not isinstance(item, NetworkFact):
        return True
    plans = pair.before.plan, pair.after.plan
    return all(plan.channel(item.channel_id) is not None for plan in plans)


def _thing(item: Any, plan: Plan) -> str:
    """How a sentence names an item."""
    if isinstance(item, NetworkFact):
        channel = plan.channel(item.channel_id)
        return _("Channel “{title}”, fact “{fact}”").format(
            title=named(channel.title if channel else ""), fact=named(item.name)
        )
    title = level_label(item.name) if isinstance(item, Level) else item_name(item)
    return _(_THINGS[type(item)]).format(title=named(title))


def _fields(thing: str, old: Any, new: Any, pair: _Pair) -> Iterator[str]:
    for field, said in compared(type(new)).items():
        yield from _field(thing, old, new, field, said, pair)


def _field(
    thing: str, old: Any, new: Any, field: str, said: Described, pair: _Pair
) -> Iterator[str]:
    if getattr(old, field) == getattr(new, field):
        return
    label = said.label()
    label = label[:1].lower() + label[1:]
    if isinstance(said, Refs):
        values = getattr(old, field), getattr(new, field)
        yield from _membership(thing, label, said, values, pair)
        return
    words = change_in_words(old, new, field, pair.before, pair.after)
    if field in _NAMES and all(words):
        yield _("{thing}: it used to be called “{old}”.").format(thing=thing, old=named(words[0]))
    elif max(map(len, words)) > _SHORT or any("\n" in word for word in words):
        yield _text(thing, label, *words)
    elif words[0] != words[1]:
        if quoted(said):
            words = _quoted(words[0]), _quoted(words[1])
        yield _value(thing, label, *words)


def _quoted(words: str) -> str:
    return _("“{words}”").format(words=words) if words else ""


def _value(thing: str, label: str, old: str, new: str) -> str:
    if not old:
        sentence = _("{thing}: {label}, was empty, now {new}.")
    elif not new:
        sentence = _("{thing}: {label}, now empty, was {old}.")
    else:
        sentence = _("{thing}: {label}, from {old} to {new}.")
    return sentence.format(thing=thing, label=label, old=old, new=new)


def _text(thing: str, label: str, old: str, new: str) -> str:
    if not old:
        sentence = _("{thing}: {label}, text added: “{start}”")
        return sentence.format(thing=thing, label=label, start=opening(new))
    if not new:
        sentence = _("{thing}: {label}, text removed: “{start}”")
        return sentence.format(thing=thing, label=label, start=opening(old))
    places = changed_places(old, new)
    if places is None:
        return _("{thing}: {label}, text rewritten.").format(thing=thing, label=label)
    if not places:
        sentence = _("{thing}: {label}, only spaces and line breaks changed.")
        return sentence.format(thing=thing, label=label)
    said, says = places[0]
    sentence = _("{thing}: {label}, where it said “{old}” it says “{new}”.").format(
        thing=thing, label=label, old=said, new=says
    )
    others = len(places) - 1
    if not others:
        return sentence
    return ngettext(
        "{sentence} It changed in one more place.",
        "{sentence} It changed in {count} more places.",
        others,
    ).format(sentence=sentence, count=others)


def _membership(
    thing: str, label: str, said: Refs, values: tuple[_Ids, _Ids], pair: _Pair
) -> Iterator[str]:
    """What came and what went, except what went because it is no longer in the plan."""
    was, is_now = members(said, values[0], pair.before), members(said, values[1], pair.after)
    still = members(said, values[0], pair.after)
    came = [name for item, name in is_now.items() if item not in was]
    went = [name for item, name in was.items() if item not in is_now and still[item]]
    if came:
        sentence = _("{thing}: {label}, added {names}.")
        yield sentence.format(thing=thing, label=label, names=", ".join(came))
    if went:
        sentence = _("{thing}: {label}, removed {names}.")
        yield sentence.format(thing=thing, label=label, names=", ".join(went))


def _presences(pair: _Pair) -> Iterator[PlanDifference]:
    """The audience × channel matrix; rows and columns that came or went are told elsewhere."""
    before, after = pair.before.plan, pair.after.plan
    was, is_now = _cells(before), _cells(after)
    channels = [other for other in after.channels if before.channel(other.id)]
    known = {other.id for other in before.audiences}
    for audience in after.audiences:
        if audience.id not in known:
            continue
        told = []
        for channel in channels:
            cell = audience.id, channel.id
            old, new = was.get(cell, _NOBODY), is_now.get(cell, _NOBODY)
            if old != new:
                told.append(_cell(_thing(audience, after), named(channel.title), old, new))
        if len(told) > _MOST_CELLS:
            sentence = _("{audience}: its presence changed on {count} channels.")
            told = [sentence.format(audience=_thing(audience, after), count=len(told))]
        for sentence in told:
            yield _changed(PlanStep.CHANNELS, sentence)


def _cells(plan: Plan) -> dict[tuple[int, int], tuple[Reach, str]]:
    """Reach and evidence by the ids of audience and channel."""
    return {
        (presence.audience_id, presence.channel_id): (presence.reach, presence.evidence)
        for presence in plan.presences
    }


def _cell(audience: str, channel: str, old: tuple[Reach, str], new: tuple[Reach, str]) -> str:
    if old[0] is new[0]:
        sentence = _("{audience} on {channel}: the evidence changed.")
        return sentence.format(audience=audience, channel=channel)
    return _("{audience} on {channel}: from {old} to {new}.").format(
        audience=audience, channel=channel, old=_reach(old[0]), new=_reach(new[0])
    )


def _reach(reach: Reach) -> str:
    return pgettext("audience", "none") if reach is Reach.NONE else reach_label(reach)


def _roles(pair: _Pair) -> Iterator[PlanDifference]:
    """The RACI matrix; tasks and posts that came or went are told elsewhere."""
    before, after = pair.before.plan, pair.after.plan
    tasks = {other.id: other for other in before.tasks}
    people = [other for other in after.people if before.person(other.id)]
    for task in after.tasks:
        if task.id not in tasks:
            continue
        was, is_now = before.roles(tasks[task.id]), after.roles(task)
        for person in people:
            old, new = was.get(person.id), is_now.get(person.id)
            if old is not new:
                sentence = _role_sentence(_thing(task, after), named(person.label), old, new)
                yield _changed(PlanStep.PEOPLE, sentence)


def _role_sentence(task: str, person: str, old: Raci | None, new: Raci | None) -> str:
    if old is None:
        sentence = _("{task}: {person} is now {new}.")
    elif new is None:
        sentence = _("{task}: {person} is no longer {old}.")
    else:
        sentence = _("{task}: {person}, from {old} to {new}.")
    return sentence.format(task=task, person=person, old=_role(old), new=_role(new))


def _role(role: Raci | None) -> str:
    if role is None:
        return ""
    return {
        Raci.RESPONSIBLE: pgettext("raci", "R (does it)"),
        Raci.ACCOUNTABLE: pgettext("raci", "A (approves and answers for it)"),
        Raci.BOTH: pgettext("raci", "R/A (does it and answers for it)"),
        Raci.CONSULTED: pgettext("raci", "C (is consulted)"),
        Raci.INFORMED: pgettext("raci", "I (is informed)"),
    }[role]


def _hats(pair: _Pair) -> Iterator[PlanDifference]:
    for hat in Hat:
        old, new = (snapshot.wearing(hat) for snapshot in (pair.before, pair.after))
        if {other.contact_id for other in old} != {other.contact_id for other in new}:
            sentence = _("In a crisis, “{hat}”: from {old} to {new}.").format(
                hat=hat_label(hat), old=_wearers(old), new=_wearers(new)
            )
            yield _changed(PlanStep.PROTOCOL, sentence)
    for holder in pair.after.holders:
        was = pair.before.holder(holder.contact_id)
        if was and was.hats and holder.hats and was.substitute_id != holder.substitute_id:
            stand_ins = (
                pair.before.holder(was.substitute_id),
                pair.after.holder(holder.substitute_id),
            )
            old_name, new_name = (_wearers([other] if other else []) for other in stand_ins)
            sentence = _("Deputy of {name} in a crisis: from {old} to {new}.")
            told = sentence.format(name=named(holder.name), old=old_name, new=new_name)
            yield _changed(PlanStep.PROTOCOL, told)


def _wearers(holders: list[NamedContact]) -> str:
    # Translators: Instead of a name.
    return ", ".join(named(holder.name) for holder in holders) or _("nobody")


def _holders(pair: _Pair) -> Iterator[PlanDifference]:
    """Contacts of the plan whose card says something else."""
    for holder in pair.after.holders:
        was = pair.before.holder(holder.contact_id)
        if was and was.name != holder.name:
            sentence = _("Contact “{name}”: it used to be called “{old}”.")
            told = sentence.format(name=named(holder.name), old=named(was.name))
            yield _changed(PlanStep.PEOPLE, told)
        if was and was.post != holder.post:
            thing = _("Contact “{name}”").format(name=named(holder.name))
            # Translators: Beside the name of a contact.
            yield _changed(PlanStep.PEOPLE, _value(thing, _("role"), was.post, holder.post))
