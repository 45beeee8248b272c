"""Everything of a town in one zip that needs no Pregón: tables, papers, evidence, pictures.

So that nobody is ever locked in: whoever takes another program reads it with a spreadsheet.
"""

import json
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO

import msgspec

from core import catalogue, content, files, papers
from core.cancel import CancelToken
from core.clock import Clock
from core.days import day_and_time
from core.documents import images, render
from core.errors import DocumentTrouble
from core.exchange import tables
from core.i18n import Language, _, language
from core.mentions import evidence
from core.mentions.model import Evidence
from core.mentions.records import evidence as evidence_records
from core.pictures import records as pictures
from core.pictures.model import Picture
from core.store import Connection, Store, dump

Progress = Callable[[int, int], None]
"""How many things are in, of how many."""
_AT_ONCE = 5_000
"""Rows that are held at a time: there may be a million items."""


class ExportNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tables and columns are called."""

    tables: dict[str, str]
    columns: dict[str, str]


def names() -> ExportNames:
    """In the current language."""
    return content.load("columns", ExportNames)


def write(
    store: Store,
    out: Path,
    code: Language,
    token: CancelToken,
    tell: Progress = lambda _made, _all: None,
) -> list[str]:
    """Write the zip, whole or not at all; returns a sentence for each paper and
    each piece of evidence that is not in it.

    Raises `Cancelled`, `FileTrouble` and `DiskFull`; a file that was there before is kept then.
    """
    partial = out.with_name(f".{out.name}.partial")
    with language(code), store.read() as connection, files.writing(out):
        try:
            files.touch_private(partial)
            with zipfile.ZipFile(partial, "w") as made:
                lacking = _Export(connection, code, store.clock, made, token, tell).make()
            files.put(partial, out)
        finally:
            partial.unlink(missing_ok=True)
    return lacking


class _Export:
    def __init__(
        self,
        connection: Connection,
        code: Language,
        clock: Clock,
        made: zipfile.ZipFile,
        token: CancelToken,
        tell: Progress,
    ) -> None:
        self._connection = connection
        self._language = code
        self._clock = clock
        self._made = made
        self._token = token
        self._tell = tell

    def make(self) -> list[str]:
        there = dump.columns(self._connection)
        known = {name: there[name] for name in there if name not in dump.OF_THE_FILE}
        # Each is a file of its own; no spreadsheet takes an image in a cell.
        known["picture"] = [column for column in known["picture"] if column != "image"]
        entries = papers.entries(self._connection, self._clock.today())
        kept = evidence_records.everything(self._connection)
        shown = pictures.every(self._connection)
        self._all, self._count = len(known) + len(entries) + len(kept) + len(shown), 0
        self._put(_("READ ME") + ".txt", self._about(known))
        for table, columns in known.items():
            self._table(table, columns)
        for picture in shown:
            self._picture(picture)
        lacking = [self._evidence(item) for item in kept] + list(map(self._paper, entries))
        return [told for told in lacking if told]

    def _about(self, known: dict[str, list[str]]) -> bytes:
        named = names()
        lines = [
            _("Everything that Pregón keeps of this town, made on {moment}.").format(
                moment=day_and_time(self._clock.now())
            ),
            "",
            _("It holds personal data: keep it like the town file, and delete it when not needed."),
            "",
            _("Data: a table for each thing, for a spreadsheet (.csv) and for programs (.json)."),
            _("Documents: each one as it would be printed today."),
            _("Evidence: the exact text of each item kept as evidence; its digest is SHA-256."),
            _("Images: each by its number, with what it shows; its digest is in the table."),
            "",
            *(f"{named.tables.get(table, table)}: {table}" for table in known),
        ]
        return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")

    def _table(self, table: str, columns: list[str]) -> None:
        """As CSV, and as JSON: an array of objects, one to a line."""
        named = names()
        heads = [named.columns.get(column, column) for column in columns]
        place = _("Data") + f"/{files.safe_name(named.tables.get(table, table))}"
        with self._open(f"{place}.csv") as file:
            file.write(tables.write(heads, []))
            for rows in self._batches(table, columns):
                cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
                file.write(tables.write(heads, cells).partition(b"\r\n")[2])
        with self._open(f"{place}.json") as file:
            before = "[\n"
            for rows in self._batches(table, columns):
                for row in rows:
                    told = json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)
                    file.write(f"{before}{told}".encode())
                    before = ",\n"
            file.write(b"[]\n" if before == "[\n" else b"\n]\n")
        self._count_one()

    def _batches(self, table: str, columns: list[str]) -> Iterator[list[list[dump.Cell]]]:
        rows = dump.rows(self._connection, table, columns)
        while batch := list(islice(rows, _AT_ONCE)):
            self._token.check()
            yield batch

    def _picture(self, picture: Picture) -> None:
        image = pictures.image(self._connection, picture.id)
        name = files.safe_name(f"{picture.id} {picture.alt[:60]}")
        self._put(_("Images") + f"/{name}.{images.kind(image)}", image)
        self._count_one()

    def _evidence(self, item: Evidence) -> str:
        """Empty when it is in, else why it is not; as `_paper`."""
        self._token.check()
        try:
            text = evidence.plain_text(self._connection, item.item_id)
        except DocumentTrouble as error:
            return error.sentence
        finally:
            self._count_one()
        # Translators: Mentions that were kept as proof.
        self._put(_("Evidence") + f"/{item.item_id} {item.digest[:16]}.txt", text)
        return ""

    def _paper(self, entry: papers.CatalogueEntry) -> str:
        self._token.check()
        try:
            today = self._clock.today()
            document = catalogue.prepare(self._connection, entry.id, self._language, today)
            data = render.render(document, ".pdf")
        except DocumentTrouble as error:
            return f"{entry.name}: {error.sentence}"
        finally:
            self._count_one()
        self._put(_("Documents") + f"/{files.safe_name(entry.name)}.pdf", data)
        return ""

    def _count_one(self) -> None:
        self._count += 1
        self._tell(self._count, self._all)

    def _put(self, name: str, data: bytes) -> None:
        with self._open(name) as file:
            file.write(data)

    def _open(self, name: str) -> IO[bytes]:
        self._token.check()
        stem, ending = name.rsplit(".", 1)
        number = 1
        while name in self._made.NameToInfo:
            number += 1
            name = f"{stem} {number}.{ending}"
        # A zip knows no time before, where a clock has lost its battery.
        made_at = max(self._clock.now().astimezone().timetuple()[:6], (1980, 1, 1, 0, 0, 0))
        told = zipfile.ZipInfo(name, made_at)
        told.compress_type = zipfile.ZIP_DEFLATED
        told.external_attr = 0o600 << 16
        return self._made.open(told, "w")
