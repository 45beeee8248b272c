"""The workspace: made, brought up from an earlier version, copied, searched."""

from core import example, store
from core.errors import DamagedWorkspace
from core.mentions.records import mentions
from core.mentions.records.mentions import Wanted
from core.mentions.watches import full_text
from core.roster import exchange
from core.roster import records as roster
from core.store import backup, migrations
from core.town import records as towns
from desktop.selftest.checks import Faulty, SelfCheck, Workbench, reading, require

_PAGE = slice(100, 4096)
"""The list of tables, behind the head of the file."""


def _create(place: Workbench) -> str:
    example.create(place.town, place.clock)
    with reading(place) as connection:
        backup.check(connection, place.town)
        name = towns.load(connection).name
    return f"{name}, {place.town.stat().st_size:,} B, {place.town}"


def _migrate(place: Workbench) -> str:
    file = place.folder / "Versión primera ñ.pregon"
    migrations.earlier(file)
    before = migrations.steps_of(file)
    store.open_store(file, place.clock).close()
    after = migrations.steps_of(file)
    require(len(before) == 1 and after == migrations.known(), f"{before} → {after}")
    copies = backup.listed(file, backup.folder_of(file))
    require(len(copies) == 1, f"{len(copies)} copies before the migration")
    require(migrations.steps_of(copies[0].path) == before, "the copy is not of before")
    return f"{len(before)} → {len(after)} steps, copied first to {copies[0].path.name}"


def _back_up(place: Workbench) -> str:
    copy = backup.make(place.town, place.folder / "Copias de sobra", place.clock)
    opened = store.open_store(place.town, place.clock)
    try:
        opened.restore(copy, copy.parent)
    finally:
        opened.close()
    return f"{copy.name}, {copy.stat().st_size:,} B, restored"


def _rescue(place: Workbench) -> str:
    file, copies = place.folder / "Dañado ñ.pregon", place.folder / "Copias del dañado"
    backup.copy(place.town, file)
    copy = backup.make(file, copies, place.clock)
    content = bytearray(file.read_bytes())
    content[_PAGE] = bytes(len(content[_PAGE]))
    file.write_bytes(content)
    try:
        store.open_store(file, place.clock).close()
    except DamagedWorkspace as error:
        # Kept, as by the window that tells of it: nothing of it may hold the file.
        said = error.sentence
        aside = backup.rescue(file, copy)
    else:
        raise Faulty("a damaged file was opened")
    store.open_store(file, place.clock).close()
    return f"“{said}”, kept as {aside.name}"


def _search(place: Workbench) -> str:
    with reading(place) as connection:
        plain, accented = (
            list(mentions.ids(connection, Wanted(query=full_text.query(word), everything=True)))
            for word in ("policia", "POLICÍA")
        )
    require(plain, "nothing was found")
    require(plain == accented, "an accent changes what is found")
    return f"{len(plain)} found"


def _exchange(place: Workbench) -> str:
    with reading(place) as connection:
        everyone = roster.everyone(connection)
    for ending in ("csv", "vcf"):
        file = place.folder / f"Contactos ñ.{ending}"
        exchange.write(everyone, everyone, file)
        back = exchange.incoming(exchange.read(file)).contacts
        lost = {contact.name for contact in everyone} - {arrival.contact.name for arrival in back}
        require(not lost, f"{ending}: lost {lost}")
    return f"{len(everyone)} contacts out and in as csv and vcf"


CHECKS = (
    SelfCheck("workspace", _create),
    SelfCheck("migration", _migrate),
    SelfCheck("backup", _back_up),
    SelfCheck("rescue", _rescue),
    SelfCheck("full-text search", _search),
    SelfCheck("exchange", _exchange),
)
