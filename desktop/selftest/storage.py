"""The workspace: made, brought up from an earlier version, copied, searched."""

from core import example, store
from core.mentions import search
from core.mentions.records import mentions
from core.mentions.records.mentions import Wanted
from core.roster import exchange
from core.roster import records as roster
from core.store import backup, migrations, rehearsal
from core.town import records as towns
from desktop.selftest.checks import Check, Place, reading, require


def _create(place: Place) -> str:
    example.create(place.town, place.clock)
    with reading(place) as connection:
        backup.check(connection, place.town)
        name = towns.load(connection).name
    return f"{name}, {place.town.stat().st_size:,} B, {place.town}"


def _migrate(place: Place) -> str:
    file = place.folder / "Versión primera ñ.pregon"
    rehearsal.earlier(file)
    before = rehearsal.steps_of(file)
    store.open_store(file, place.clock).close()
    after = rehearsal.steps_of(file)
    require(len(before) == 1 and after == migrations.known(), f"{before} → {after}")
    copies = backup.listed(file, backup.folder_of(file))
    require(len(copies) == 1, f"{len(copies)} copies before the migration")
    require(rehearsal.steps_of(copies[0].path) == before, "the copy is not of before")
    return f"{len(before)} → {len(after)} steps, copied first to {copies[0].path.name}"


def _back_up(place: Place) -> str:
    copy = backup.make(place.town, place.folder / "Copias de sobra", place.clock)
    opened = store.open_store(place.town, place.clock)
    try:
        opened.restore(copy.path, copy.path.parent)
    finally:
        opened.close()
    return f"{copy.path.name}, {copy.size:,} B, restored"


def _search(place: Place) -> str:
    with reading(place) as connection:
        plain, accented = (
            list(mentions.ids(connection, Wanted(query=search.query(word), everything=True)))
            for word in ("policia", "POLICÍA")
        )
    require(plain, "nothing was found")
    require(plain == accented, "an accent changes what is found")
    return f"{len(plain)} found"


def _exchange(place: Place) -> str:
    with reading(place) as connection:
        everyone = roster.everyone(connection)
    for ending in ("csv", "vcf"):
        file = place.folder / f"Contactos ñ.{ending}"
        exchange.write(everyone, everyone, file)
        back = exchange.incoming(exchange.read(file)).contacts
        lost = {one.name for one in everyone} - {one.contact.name for one in back}
        require(not lost, f"{ending}: lost {lost}")
    return f"{len(everyone)} contacts out and in as csv and vcf"


CHECKS = (
    Check("workspace", _create),
    Check("migration", _migrate),
    Check("backup", _back_up),
    Check("full-text search", _search),
    Check("exchange", _exchange),
)
