"""A whole plan for a new workspace, sized to the town, from the content files."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from core import content
from core.decoding import from_plain
from core.numbers import number
from core.plan import guide, sizing
from core.plan.guide import SizeBand
from core.plan.kinds import LanguagePolicy, ObjectiveScope, UseName
from core.plan.plan_content import (
    AudienceContent,
    ChannelContent,
    CharterContent,
    ContentShape,
    LevelContent,
    ObjectiveContent,
    PersonContent,
    PlanContent,
    PrivateChannelContent,
    TaskContent,
    UseContent,
)
from core.plan.planting import plant
from core.plan.wording import answered_within
from core.roster import records as roster_records
from core.store import suggestions as marks
from core.text import fold
from core.town.model import BodyKind, Town, body_fields

if TYPE_CHECKING:
    from sqlite_utils import Database

_LONGEST_LABEL = 20
"""Letters of a post's name that still make a column of the matrix."""


class Extra(ContentShape, frozen=True, kw_only=True):
    """Sentences that only some towns need."""

    two_names: str


class Territory(ContentShape, frozen=True, kw_only=True):
    """How the body is introduced."""

    counted: str
    uncounted: str
    other: str


class Suggestions(ContentShape, frozen=True, kw_only=True):
    """The content file `plan-suggestions`: words with fields, for every size at once."""

    words: dict[BodyKind, dict[str, str]]
    sizes: dict[str, str]
    """The size in words, by band; `unknown` for a body without population."""
    territory: Territory
    regions: dict[str, str]
    """What the regions that have a name in another language are called in this one."""
    language_notes: dict[LanguagePolicy, str]
    extra: Extra
    plan: PlanContent


def fill(db: "Database", town: Town, today: date) -> None:
    """Put a plan into a new workspace, in the current language, marked as suggestions.

    Its posts are held by the cards that the roster was filled with before.
    """
    contacts = marks.templates(db.conn, roster_records.SUGGESTED)
    plant(db, proposed(town, today), contacts, today, mark=True)


def proposed(town: Town, today: date) -> PlanContent:
    """The plan that is proposed to this town, in the current language."""
    texts = content.load("plan-suggestions", Suggestions)
    minutes = {network.id: network.minutes_post for network in guide.networks()}
    fitted = sizing.fitted(town, minutes)
    sized = _sized(texts.plan, fitted, town)
    whole = replace(sized, charter=_charter(texts, fitted, town))
    return _named(_filled(whole, _fields(texts, fitted, town)), town)


def _sized(plan: PlanContent, fitted: sizing.Fitted, town: Town) -> PlanContent:
    size = fitted.size
    audiences = tuple(_audiences(plan.audiences, fitted))
    return replace(
        plan,
        people=tuple(_people(plan.people, fitted, town)),
        channels=tuple(_channels(plan.channels, fitted, town)),
        objectives=tuple(_objectives(plan.objectives, fitted)),
        audiences=audiences,
        uses=tuple(_uses(plan.uses, fitted, {audience.id for audience in audiences})),
        levels=tuple(_levels(plan.levels, fitted)),
        private_channels=tuple(_private(plan.private_channels, size)),
        tasks=tuple(_tasks(plan.tasks, fitted)),
    )


def _people(
    people: Iterable[PersonContent], fitted: sizing.Fitted, town: Town
) -> Iterable[PersonContent]:
    """With their share of the hours that the town has; without any where nobody said how many."""
    for item in people:
        if item.id in fitted.size.people:
            yield replace(item, hours_week=fitted.hours.get(item.id) if town.hours_week else None)


def _channels(
    channels: Iterable[ChannelContent], fitted: sizing.Fitted, town: Town
) -> Iterable[ChannelContent]:
    policy = _policy(fitted, town)
    for channel in channels:
        if size := fitted.channels.get(channel.id):
            everything = policy is LanguagePolicy.ALL or size.urgent
            yield replace(
                channel,
                posts_week=size.posts,
                owner=size.owner,
                substitute=size.substitute,
                urgent=size.urgent,
                languages=town.languages if everything else town.languages[:1],
            )


def _audiences(
    audiences: Iterable[AudienceContent], fitted: sizing.Fitted
) -> Iterable[AudienceContent]:
    for item in audiences:
        presence = {
            channel: there for channel, there in item.presence.items() if channel in fitted.channels
        }
        if item.id in fitted.size.audiences and presence:
            yield replace(item, presence=presence)


def _objectives(
    objectives: Iterable[ObjectiveContent], fitted: sizing.Fitted
) -> list[ObjectiveContent]:
    """Those of the size that a channel serves, and the general ones that they belong to."""
    kept = []
    for item in objectives:
        channels = _only(item.channels, fitted.channels)
        if item.id in fitted.size.objectives and (channels or item.scope is ObjectiveScope.GENERAL):
            kept.append(replace(item, channels=channels, target=fitted.size.targets.get(item.id)))
    parents = {objective_content.parent for objective_content in kept}
    return [
        objective_content
        for objective_content in kept
        if objective_content.scope is ObjectiveScope.SPECIFIC or objective_content.id in parents
    ]


def _uses(
    uses: Sequence[UseContent], fitted: sizing.Fitted, audiences: set[str]
) -> Iterable[UseContent]:
    """With their shares; that of a use for which no channel is left goes to citizen service."""
    able = {use_content.name: _only(use_content.channels, fitted.channels) for use_content in uses}
    wanted = fitted.size.shares
    shares = {name: share for name, share in wanted.items() if able[name]}
    shares[UseName.SERVICE] += sum(wanted.values()) - sum(shares.values())
    for use in uses:
        if share := shares.get(use.name, 0):
            yield replace(
                use,
                share=share,
                channels=able[use.name],
                audiences=_only(use.audiences, audiences),
            )
        else:
            yield UseContent(name=use.name, share=0)


def _levels(levels: Iterable[LevelContent], fitted: sizing.Fitted) -> Iterable[LevelContent]:
    for level in levels:
        size = fitted.size.levels[level.name]
        yield replace(
            level,
            trigger=level.trigger.replace("{mentions}", str(size.mentions)),
            mentions_day=size.mentions,
            negative_share=size.negative_share,
            minutes=size.minutes,
            told=size.told,
            approver=size.approver,
        )


def _private(
    private: Iterable[PrivateChannelContent], size: sizing.Size
) -> Iterable[PrivateChannelContent]:
    for item in private:
        if item.id in size.private_channels:
            yield replace(item, person=size.private_channels[item.id])


def _tasks(tasks: Iterable[TaskContent], fitted: sizing.Fitted) -> Iterable[TaskContent]:
    texts = {task.id: task for task in tasks}
    for size in fitted.tasks.values():
        yield replace(texts[size.id], hours_week=size.hours, roles=size.roles)


def _only(ids: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    kept = set(known)
    return tuple(text for text in ids if text in kept)


def _charter(texts: Suggestions, fitted: sizing.Fitted, town: Town) -> CharterContent:
    charter, policy = texts.plan.charter, _policy(fitted, town)
    notes = [texts.language_notes[policy]]
    if town.alt_name:
        notes.append(texts.extra.two_names)
    return replace(
        charter,
        territory="\n".join([_territory(texts.territory, town), charter.territory]),
        language_policy=policy,
        language_note="\n".join(notes),
        answer_hours=fitted.size.answer_hours,
    )


def _territory(territory: Territory, town: Town) -> str:
    if town.kind is BodyKind.OTHER:
        return territory.other
    return territory.counted if town.population and town.population_year else territory.uncounted


def _policy(fitted: sizing.Fitted, town: Town) -> LanguagePolicy:
    return fitted.size.bilingual_policy if sizing.bilingual(town) else LanguagePolicy.MAIN


def _fields(texts: Suggestions, fitted: sizing.Fitted, town: Town) -> dict[str, str]:
    words = {name: word.format(body=town.body) for name, word in texts.words[town.kind].items()}
    capitals = {
        f"The{name[3:]}": word[:1].upper() + word[1:]
        for name, word in words.items()
        if name.startswith("the_")
    }
    region = texts.regions.get(town.region, town.region)
    where = [part for part in (town.province, region) if part]
    size: SizeBand | None = fitted.size.name if town.population is not None else None
    return {
        **body_fields(town),
        **words,
        **capitals,
        "alt_name": town.alt_name,
        "where": f" ({', '.join(dict.fromkeys(where))})" if where else "",
        "population": number(town.population or 0),
        "year": str(town.population_year),
        "size": texts.sizes[size or "unknown"],
        "answer_time": answered_within(fitted.size.answer_hours),
    }


def _filled(plan: PlanContent, fields: dict[str, str]) -> PlanContent:
    """The plan with every field of its texts replaced."""

    def fill_in(value: Any) -> Any:
        if isinstance(value, str):
            return value.format_map(fields)
        if isinstance(value, dict):
            return {key: fill_in(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [fill_in(part) for part in value]
        return value

    return from_plain(fill_in(msgspec.to_builtins(plan)), PlanContent)


def _named(plan: PlanContent, town: Town) -> PlanContent:
    """With the person's own post in place of “Communications”, where it fits a column."""
    others = {fold(person.label) for person in plan.people if person.id != sizing.REST}
    if not 0 < len(town.post) <= _LONGEST_LABEL or fold(town.post) in others:
        return plan
    people = tuple(
        replace(item, label=town.post) if item.id == sizing.REST else item for item in plan.people
    )
    return replace(plan, people=people)
