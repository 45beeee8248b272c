"""What was printed when, and whether the paper on the wall still says the truth."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from core import i18n, papers
from core.crisis import readiness
from core.crisis.readiness import Gap, NotebookOnShelf
from core.documents import records
from core.documents.model import Document
from core.documents.records import PAPER, FingerprintPart, Printed, fingerprint, parts
from core.i18n import _
from core.papers import CatalogueEntry
from core.store import Connection, Store, Topic


@dataclass(frozen=True)
class PrintState:
    """An entry, its last print in this language, and whether that paper is out of date.

    What hangs on the wall is what went to the printer last; only where nothing did, the last file.
    """

    entry: CatalogueEntry
    last: Printed | None
    out_of_date: bool
    changed: tuple[str, ...] = ()
    """What of it, where that is known (`changed_parts`)."""
    unprinted: bool = False
    """It left as a file after it was put on paper last, or instead."""


def language_of(code: str = "") -> i18n.Language:
    """A language that documents exist in: the one given, or that of the interface."""
    return "en" if (code or i18n.current()) == "en" else "es"


def prepare(
    connection: Connection, entry_id: str, language: i18n.Language, today: date
) -> Document:
    """The document as it would be printed today; its version goes up when its content changed.

    What a body approved bears the number of what it approved.
    """
    with i18n.language(language):
        chosen = papers.entry(connection, entry_id)
        made = chosen.build(connection, language, today)
    number = chosen.approved(connection) if chosen.approved else None
    if number is not None:
        return replace(made, version=number)
    last = records.last(connection).get((entry_id, language))
    if last is None or chosen.of_a_period:
        return made
    number = last.version + (last.fingerprint != fingerprint(made))
    return replace(made, version=max(number, made.version))


def remember(store: Store, entry_id: str, document: Document, form: str) -> None:
    """Note that a document left the program as `form` (`pdf`, `docx`, `odt`, `paper`)."""
    with store.change(Topic.DOCUMENTS) as db:
        records.add(
            db,
            Printed(
                entry_id,
                document.language,
                form,
                document.version,
                fingerprint(document),
                store.clock.now(),
                parts(document),
            ),
        )


def printed_elsewhere(store: Store, entry_id: str, language: i18n.Language) -> None:
    """Somebody says that the file saved last is on paper: it hangs on the wall from now."""
    with store.change(Topic.DOCUMENTS) as db:
        left = records.last(db.conn).get((entry_id, language))
        if left is not None and left.saved:
            records.add(db, replace(left, format=PAPER, printed_at=store.clock.now()))


def not_printed(store: Store, entry_id: str, language: i18n.Language) -> None:
    """Take back what `printed_elsewhere` noted: the file saved last is a file again."""
    with store.change(Topic.DOCUMENTS, undoable=False) as db:
        records.take_back_paper(db, entry_id, language)


def print_to(
    store: Store,
    entry_id: str,
    language: i18n.Language,
    path: Path,
    shape: Callable[[Document], Document] | None = None,
) -> Document:
    """Write a document to a file of the kind its ending says, and remember it.

    `shape` makes it fit another paper. Raises `DocumentTrouble`, `FileTrouble`, `DiskFull`.
    """
    with store.read() as connection:
        document = prepare(connection, entry_id, language, store.clock.today())
    return print_built(store, entry_id, document, path, shape)


def print_built(
    store: Store,
    entry_id: str,
    document: Document,
    path: Path,
    shape: Callable[[Document], Document] | None = None,
) -> Document:
    """As `print_to`, for a document that is made already, such as the report of other days."""
    from core.documents import render

    render.write(shape(document) if shape else document, path)
    remember(store, entry_id, document, path.suffix.lower().lstrip("."))
    return document


def states(connection: Connection, language: i18n.Language, today: date) -> list[PrintState]:
    """Every entry with its last print in `language`."""
    last, newest = _last(connection), records.last(connection)
    found = []
    for item in papers.entries(connection, today):
        printed, left = last.get((item.id, language)), newest.get((item.id, language))
        state = PrintState(item, printed, out_of_date=False, unprinted=bool(left and left.saved))
        if printed is None or item.blank or item.of_a_period:
            found.append(state)
            continue
        now = prepare(connection, item.id, language, today)
        stale = printed.fingerprint != fingerprint(now) and not _holds(connection, item, printed)
        changed = _changes(printed.parts, now) if stale else ()
        found.append(replace(state, out_of_date=stale, changed=changed))
    return found


def _holds(connection: Connection, entry: CatalogueEntry, printed: Printed) -> bool:
    """Whether the paper is what a body approved and nothing else was since: a draft beside it
    changes nothing of what was signed."""
    version = entry.in_force(connection) if entry.in_force else None
    return (
        version is not None
        and printed.version == version.number
        and printed.printed_at >= version.frozen_at
    )


def changed_parts(
    connection: Connection, entry_id: str, language: i18n.Language, today: date
) -> list[str]:
    """What changed since the paper was printed, chapter by chapter and sheet by sheet.

    Titles of what reads otherwise now; what the paper lacks, and what it has too much, is said so.
    Empty when it was never printed, or before parts were kept, or when nothing changed.
    """
    printed = _last(connection).get((entry_id, language))
    if printed is None:
        return []
    return list(_changes(printed.parts, prepare(connection, entry_id, language, today)))


def _changes(before: tuple[FingerprintPart, ...], document: Document) -> tuple[str, ...]:
    now = parts(document)
    if not before:
        return ()
    there, here = {part.title for part in before}, {part.title for part in now}
    changed = [part.title for part in now if part.title in there and part not in before]
    missing = [part for part in now if part.title not in there]
    left = [part for part in before if part.title not in here]
    return (
        *dict.fromkeys(changed),
        *(_("missing: {part}").format(part=part.title) for part in missing),
        *(_("left over: {part}").format(part=part.title) for part in left),
    )


def _last(connection: Connection) -> dict[tuple[str, str], Printed]:
    """What hangs on the wall: what went to a printer last, or else the last file."""
    return records.last(connection) | records.last_paper(connection)


def out_of_date(connection: Connection, today: date) -> list[PrintState]:
    """Papers on the wall that no longer say what the workspace says, in any language."""
    both: tuple[i18n.Language, ...] = ("es", "en")
    found = [state for language in both for state in states(connection, language, today)]
    return [state for state in found if state.out_of_date]


NOTEBOOK = "crisis-notebook"


def look(connection: Connection, today: date) -> list[Gap]:
    """Everything that would fail today, the gravest first, in the current language."""
    return readiness.gaps(connection, today, shelf(connection, today))


def shelf(connection: Connection, today: date) -> NotebookOnShelf:
    """The notebook that was put on paper last, in whatever language, and what changed since; where
    none was, the file that was saved last."""
    printed = _notebooks(records.last_paper(connection)) or _notebooks(records.last(connection))
    if not printed:
        return NotebookOnShelf()
    newest = max(printed, key=lambda other: other.printed_at)
    if newest.saved:
        return NotebookOnShelf(saved_on=newest.printed_at.astimezone().date(), form=newest.format)
    language = language_of(newest.language)
    changed = changed_parts(connection, NOTEBOOK, language, today)
    return NotebookOnShelf(newest.printed_at.astimezone().date(), tuple(changed))


def _notebooks(found: dict[tuple[str, str], Printed]) -> list[Printed]:
    return [printed for printed in found.values() if printed.document == NOTEBOOK]
