"""What a person does with sources: one function for each action."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core import files
from core.cancel import CancelToken
from core.errors import AppError, InvalidValue
from core.exchange import opml
from core.i18n import _, ngettext
from core.mentions import recipes
from core.mentions.fetching.addresses import checked_address
from core.mentions.model import Source
from core.mentions.records import decisions, sources
from core.mentions.sources import adding
from core.mentions.sources.adding import FoundFeed
from core.store import Topic, suggestions
from core.town import records as town_records
from desktop.asker import Patterns
from desktop.jobs import Progress
from desktop.services import Services

if TYPE_CHECKING:
    from sqlite_utils import Database

LOOK_JOB = "look-for-feed"


def save(services: Services, source: Source, field: str) -> None:
    """Store an edited source; `field` names what was edited, so that typing is one step of undo.

    Raises `InvalidValue` for the address of another source of the list.
    """
    if field == "enabled":
        switch(services, source, on=source.enabled)
        return
    whose = field in ("own", "local")
    topics = [Topic.SOURCES, Topic.MENTIONS] if whose else [Topic.SOURCES]
    with services.store.change(
        *topics,
        label=_("change {name}").format(name=source.title),
        key=f"source:{source.id}:{field}",
    ) as db:
        if field == "address":
            source = _moved(db, source)
        sources.save(db, source)


def _moved(db: "Database", source: Source) -> Source:
    """A source whose address was typed anew: what is remembered of it is of the other one."""
    there = sources.everything(db.conn)
    if any(other.address == source.address and other.id != source.id for other in there):
        raise InvalidValue(
            _("Another source of the list has this address."),
            _("Change that one, or type another address."),
        )
    sources.forget_reading(db, source.id)
    return replace(source, secret=recipes.is_secret(source.address))


def checked(services: Services, typed: str) -> str:
    """The address of a feed as it is stored. Raises `InvalidValue`."""
    return checked_address(typed, private=_private(services))


def by_recipe(services: Services, recipe_id: str, typed: dict[str, str]) -> Source:
    """The source that a recipe makes of what was typed. Raises `FieldRefused`."""
    return recipes.source_of(recipe_id, typed, private=_private(services))


def _private(services: Services) -> bool:
    with services.store.read() as connection:
        return decisions.load(connection).private


def add(services: Services, found: Sequence[Source]) -> list[int]:
    """Store sources that are not there yet, to be read at once; returns the ids of the new ones.

    Undo takes them away as `remove` does: what they said meanwhile stays.
    """
    now = services.clock.now()
    with services.store.change(Topic.SOURCES, undoable=False) as db:
        there = {other.address for other in sources.everything(db.conn)}
        wanted = {other.address: other for other in found if other.address not in there}
        fresh = [sources.shelved(db, other, now) for other in wanted.values()]
    with services.store.change(Topic.SOURCES, label=_("add sources")) as db:
        for source in fresh:
            sources.save(db, source)
    if fresh:
        told = ngettext("One source added.", "{count} sources added.", len(fresh))
        if not _listens(services):
            told = ngettext(
                "One source added. The sources of this town are not read.",
                "{count} sources added. The sources of this town are not read.",
                len(fresh),
            )
        services.notifier.undoable(told.format(count=len(fresh)))
        for source in fresh:
            if source.enabled:
                services.listener.read_soon(source.id)
    else:
        known = ngettext(
            "That source is in the list already.",
            "Those sources are in the list already.",
            len(found),
        )
        services.notifier.toast(known)
    return [other.id for other in fresh]


def switch(services: Services, source: Source, *, on: bool) -> None:
    """Read a source from now on, or no more; switched on by hand, it is not stopped any more."""
    words = _("switch on {name}") if on else _("switch off {name}")
    with services.store.change(Topic.SOURCES, label=words.format(name=source.title)) as db:
        sources.save(db, replace(source, enabled=on, stopped="" if on else source.stopped))
        if on and source.stopped:
            sources.forget_reading(db, source.id)
    if on:
        services.listener.read_soon(source.id)


def accept(services: Services, source: Source) -> None:
    """A proposed source is taken, and read from now on."""
    switch(services, source, on=True)
    told = _("“{name}” is read from now on.")
    if not _listens(services):
        told = _("“{name}” is switched on. The sources of this town are not read.")
    services.notifier.undoable(told.format(name=source.title))


def accept_all(services: Services, proposed: Sequence[Source]) -> None:
    """All these are taken, and read from now on."""
    count = len(proposed)
    label = ngettext("switch on one source", "switch on {count} sources", count)
    with services.store.change(Topic.SOURCES, label=label.format(count=count)) as db:
        for source in proposed:
            sources.save(db, replace(source, enabled=True, stopped=""))
    for source in proposed:
        services.listener.read_soon(source.id)
    told = ngettext(
        "One source is read from now on.", "{count} sources are read from now on.", count
    )
    if not _listens(services):
        told = ngettext(
            "One source is switched on. The sources of this town are not read.",
            "{count} sources are switched on. The sources of this town are not read.",
            count,
        )
    services.notifier.undoable(told.format(count=count))


def _listens(services: Services) -> bool:
    """Whether sources are read here at all, as the town decided."""
    with services.store.read() as connection:
        return decisions.load(connection).listening


def remove(services: Services, source: Source) -> None:
    """Take a source away; what it said stays. Can be undone."""
    label = _("remove {name}").format(name=source.title)
    with services.store.change(Topic.SOURCES, label=label) as db:
        sources.save(db, replace(source, removed=True, enabled=False))
    services.notifier.undoable(_("Removed: {name}. Its mentions stay.").format(name=source.title))


def reorder(services: Services, there: Sequence[Source]) -> None:
    """Give the list this order."""
    label = _("change the order")
    with services.store.change(Topic.SOURCES, label=label, key="source:order") as db:
        marked = suggestions.reasons(db.conn, sources.TABLE)
        for place, source in enumerate(there, 1):
            if source.position != place and source.id not in marked:
                sources.save(db, replace(source, position=place))


def look(
    services: Services,
    typed: str,
    done: Callable[[list[FoundFeed]], None],
    failed: Callable[[AppError], None],
    progress: Progress,
) -> None:
    """Look in the background for the feeds behind what was pasted."""
    proxy, clock, store = services.settings.proxy, services.clock, services.store

    def work(token: CancelToken, on_progress: Progress) -> list[FoundFeed]:
        from core.mentions.fetching.fetch import Fetcher

        with store.read() as connection:
            private = decisions.load(connection).private
        with Fetcher(proxy) as fetcher:
            return adding.look(
                typed, fetcher, clock.now(), private=private, token=token, on_progress=on_progress
            )

    services.jobs.run(LOOK_JOB, work, done, failed=failed, progress=progress)


def import_opml(
    services: Services,
    done: Callable[[list[int], list[str]], None],
    brought: Path | None = None,
) -> None:
    """Ask for a list of feeds, unless it was brought, and add those that are new.

    `done` gets the ids of the new ones, and in sentences what could not be taken.
    """
    question = _("Which file holds the list of sources?")
    path = brought or services.asker.open_file(question, _types())
    if path is None:
        return

    def work(_token: CancelToken, _progress: Progress) -> opml.OpmlFile:
        return opml.read(path)

    def take_in(read: opml.OpmlFile) -> None:
        found, told = adding.sources_of(read, private=_private(services))
        done(add(services, found) if found else [], told)

    services.jobs.run("opml", work, take_in)


def export_opml(services: Services, there: Sequence[Source]) -> None:
    """Ask where and write the list, without the addresses that are keys unless wanted."""
    with services.store.read() as connection:
        town = town_records.load(connection)
    name = files.safe_name(_("Sources of {town}").format(town=town.name))
    path = services.asker.save_file(_("Where should the list go?"), Path(f"{name}.opml"), _types())
    if path is None:
        return
    hidden = [source for source in there if source.secret]
    with_keys = bool(hidden) and services.asker.confirm(
        ngettext(
            "One address is a key. Write it too?",
            "{count} addresses are keys. Write them too?",
            len(hidden),
        ).format(count=len(hidden)),
        _("Anyone who has the file could read in your name: {names}.").format(
            names=", ".join(source.title for source in hidden)
        ),
        _("Write them too"),
    )
    written = [source for source in there if with_keys or not source.secret]
    try:
        files.write(path, opml.write(adding.outlines_of(written), title=name, secrets=with_keys))
    except AppError as error:
        services.notifier.error(error)
        return
    told = ngettext("One source is in {file}.", "{count} sources are in {file}.", len(written))
    services.notifier.toast(told.format(count=len(written), file=path.name))


def _types() -> Patterns:
    return [(_("Lists of feeds (OPML)"), "*.opml *.xml"), (_("All files"), "*")]
