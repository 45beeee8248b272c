"""What the commands of listening do; each returns an exit code."""

import sys
from argparse import Namespace
from typing import Any

from core import settings as settings_file
from core.cli.terminal import open_chosen, say, say_all, warn
from core.clock import Clock
from core.errors import InvalidValue
from core.exchange import opml
from core.i18n import _, ngettext
from core.mentions import recipes
from core.mentions.alarm_model import Alarm
from core.mentions.alarms import alarms, wording
from core.mentions.feeds import parse as parsing
from core.mentions.fetching.fetch import Fetcher
from core.mentions.model import Source
from core.mentions.recipes import Recipe
from core.mentions.records import decisions, mentions, sources, watches
from core.mentions.records.mentions import Row, Wanted
from core.mentions.sources import adding, health
from core.mentions.sources.health import Health
from core.mentions.tone import tone
from core.mentions.watches import full_text
from core.plan.labels import level_label
from core.store import Topic

_MOST_SHOWN = 200
"""Mentions listed unless another number is asked for."""


def list_sources(chosen: Namespace, clock: Clock) -> int:
    """The sources with their health; a secret address is not shown."""
    with open_chosen(chosen, clock) as workspace, workspace.read() as connection:
        told = health.everything(connection, clock.now())
    return say_all(chosen, told, _source, lambda of: f"{of[0].id}\t{of[0].title}\t{of[1].sentence}")


def _source(told: tuple[Source, Health]) -> dict[str, Any]:
    source, health = told
    return {
        "id": source.id,
        "title": source.title,
        "address": "" if source.secret else source.address,
        "recipe": source.recipe,
        "enabled": source.enabled,
        "weight": source.weight,
        "health": health.tone,
        "sentence": health.sentence,
    }


def add_sources(chosen: Namespace, clock: Clock) -> int:
    """Sources from an address, a recipe with its values, or a list of feeds (OPML)."""
    with open_chosen(chosen, clock) as workspace:
        with workspace.read() as connection:
            private = decisions.load(connection).private
            there = {other.address for other in sources.everything(connection)}
        found, problems = _asked_for(chosen, clock, private=private)
        fresh = {other.address: other for other in found if other.address not in there}
        with workspace.change(Topic.SOURCES, label=_("add sources")) as db:
            for source in fresh.values():
                sources.save(db, sources.shelved(db, source, clock.now()))
    for source in fresh.values():
        say(_("Added: {name}").format(name=source.title))
    if len(fresh) < len(found):
        again = len(found) - len(fresh)
        told = ngettext("{count} was there already.", "{count} were there already.", again)
        say(told.format(count=again))
    for problem in problems:
        warn(problem)
    return 0


def _asked_for(chosen: Namespace, clock: Clock, *, private: bool) -> tuple[list[Source], list[str]]:
    if chosen.opml is not None:
        return adding.sources_of(opml.read(chosen.opml), private=private)
    if chosen.recipe:
        return [recipes.source_of(chosen.recipe, _values(chosen.what), private=private)], []
    if not chosen.what:
        raise InvalidValue(
            _("Say what to add."), _("An address, --recipe NAME field=value, or --opml FILE.")
        )
    proxy = settings_file.load(chosen.settings).proxy
    with Fetcher(proxy) as fetcher:
        return [
            found.source
            for typed in chosen.what
            for found in adding.look(typed, fetcher, clock.now(), private=private)[:1]
        ], []


def _values(words: list[str]) -> dict[str, str]:
    pairs = [word.partition("=") for word in words]
    wrong = next((name for name, equals, _value in pairs if not equals), None)
    if wrong is not None:
        raise InvalidValue(
            _("“{word}” is not a field with its value.").format(word=wrong),
            _("Write it as field=value, with quotes where there are blanks."),
        )
    return {name: value for name, _equals, value in pairs}


def list_recipes(chosen: Namespace, _clock: Clock) -> int:
    """What sources can be made of, and the fields that each asks for."""
    return say_all(chosen, recipes.everything(), _recipe, _asked)


def _recipe(recipe: Recipe) -> dict[str, Any]:
    return {"id": recipe.id, "name": recipe.name, "fields": [field.id for field in recipe.fields]}


def _asked(recipe: Recipe) -> str:
    fields = " ".join(f"{field.id}=…" for field in recipe.fields)
    return f"{recipe.id:<20} {recipe.name}  {fields}"


def list_mentions(chosen: Namespace, clock: Clock) -> int:
    """Mentions, newest first; with --everything all that was read."""
    with open_chosen(chosen, clock) as workspace, workspace.read() as connection:
        watch_id = _watch_called(connection, chosen.watch) if chosen.watch else None
        wanted = Wanted(
            query=full_text.query(chosen.search), watch_id=watch_id, everything=chosen.everything
        )
        ids = mentions.ids(connection, wanted)
        found = mentions.rows(connection, ids[: chosen.limit or _MOST_SHOWN])
    done = say_all(chosen, found, _mention, _line)
    left = len(ids) - len(found)
    if left > 0 and not chosen.json:
        warn(ngettext("{count} more.", "{count} more.", left).format(count=left))
    return done


def _line(row: Row) -> str:
    at = row.item.at.astimezone().strftime("%Y-%m-%d %H:%M")
    where = row.item.outlet or row.source
    band = row.mention.band if row.mention else ""
    return f"{at}\t{band}\t{where}\t{row.item.title}"


def _watch_called(connection: Any, name: str) -> int:
    there = watches.everything(connection)
    found = next((watch.id for watch in there if name in (str(watch.id), watch.title)), None)
    if found is None:
        raise InvalidValue(
            _("There is no search “{name}”.").format(name=name),
            _("There are: {names}.").format(names=", ".join(watch.title for watch in there)),
        )
    return found


def _mention(row: Row) -> dict[str, Any]:
    item, mention = row.item, row.mention
    facts: dict[str, Any] = {
        "id": item.id,
        "at": item.at.isoformat(),
        "seen_at": item.seen_at.isoformat(),
        "source": row.source,
        "outlet": item.outlet,
        "title": item.title,
        "text": item.text,
        "link": item.link,
        "language": item.language,
    }
    if mention is not None:
        facts |= {
            "state": mention.state,
            "tone": mention.band,
            "words": list(mention.tone_words),
            "story": mention.story_id,
            "note": mention.note,
        }
    return facts


def list_alarms(chosen: Namespace, clock: Clock) -> int:
    """Alarms, newest first, each explained."""
    with open_chosen(chosen, clock) as workspace, workspace.read() as connection:
        found = alarms.everything(connection)
    return say_all(chosen, found, _alarm, _explained, _("No alarm so far."))


def _alarm(alarm: Alarm) -> dict[str, Any]:
    return {
        "id": alarm.id,
        "subject": alarm.subject,
        "level": alarm.level,
        "state": alarm.state,
        "raised_at": alarm.raised_at.isoformat(),
        "headline": wording.headline(alarm),
        "why": wording.why(alarm),
        "mentions": list(alarm.items),
        "reason": alarm.reason,
        "was_right": alarm.was_right,
    }


def _explained(alarm: Alarm) -> str:
    head = f"{level_label(alarm.level)} · {alarm.subject} · {wording.headline(alarm)}"
    return "\n    ".join((head, *wording.why(alarm)))


def tone_of_titles(_chosen: Namespace, _clock: Clock) -> int:
    """Band and words of each line of standard input."""
    for line in tone.lines(line.rstrip("\n") for line in sys.stdin):
        say(line)
    return 0


def parse_file(chosen: Namespace, clock: Clock) -> int:
    """The items of one feed file; what cannot be read is said in a sentence."""
    found = parsing.parse_file(chosen.file, clock.now())
    return say_all(
        chosen,
        found,
        dict,
        lambda record: f"{record['published'] or '':<20}\t{record['title']}\t{record['link']}",
    )
