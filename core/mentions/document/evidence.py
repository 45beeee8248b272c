"""One mention as evidence on paper: what was read, when, where, and how to tell it is the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from core.days import long_day
from core.documents import glyphs
from core.documents.glyphs import shorten, titled
from core.documents.model import (
    Block,
    Callout,
    CalloutKind,
    Cell,
    Document,
    Heading,
    Layout,
    Line,
    Para,
    Signature,
    Signatures,
    cell,
)
from core.documents.rich import foreign, spoken
from core.errors import DocumentTrouble
from core.i18n import Language, _
from core.mentions import evidence
from core.mentions.feeds.plain_text import opening
from core.mentions.model import Evidence, Item, Source
from core.mentions.records import items, sources
from core.pictures import document as pictures
from core.pictures.model import Owner, OwnerKind
from core.plan.document.pieces import sheet, web_link
from core.store import Connection
from core.text import clean_lines
from core.town.document import of_town


def evidence_sheet(
    connection: Connection, language: Language, today: date, item_id: int
) -> Document:
    """The sheet of an item that was kept as evidence, in the current language.

    Raises `DocumentTrouble` when the item is gone or was not kept.
    """
    item, kept = items.one(connection, item_id), evidence.taken(connection, item_id)
    if item is None:
        raise DocumentTrouble(
            _("There is no mention number {number}.").format(number=item_id),
            _("Give the number that its list shows."),
        )
    if kept is None:
        raise DocumentTrouble(
            _("This mention is not kept as evidence."), _("Keep it first and print it again.")
        )
    found = item.source_id and sources.one(connection, item.source_id)
    return replace(
        of_town(connection, language, today),
        code=_code(item_id),
        title=_("Evidence of a mention"),
        subtitle=_("What was read, when and where"),
        blocks=(
            Heading(1, _("What was read")),
            # Translators: Column of a table with two columns: which fact it is.
            *sheet(_facts(item, kept, found or None)),
            Heading(1, _("Text that was read")),
            *_text(item),
            *_verification(item, kept, same=evidence.verify(connection, item_id)),
            _signatures(),
            *pictures.of(connection, Owner(OwnerKind.MENTION, item_id)),
        ),
        layout=Layout.SHEET,
    )


def _code(item_id: int) -> str:
    return f"PRU-{item_id}"


def _facts(item: Item, kept: Evidence, source: Source | None) -> Iterator[tuple[str, str | Cell]]:
    undated = _("The source gives no date, or one still to come")
    yield _("Published"), _at_length(item.at) if item.dated else undated
    yield _("First seen"), _at_length(item.seen_at)
    yield _("Kept as evidence"), _at_length(kept.taken_at)
    yield _("Source"), titled(source.title) if source else _("Noted by hand")
    if source and not source.secret:
        yield _("Address of the source"), _linked(source.address)
    yield _("Outlet"), shorten(item.outlet)
    # Translators: Who wrote what was read.
    yield _("Author"), shorten(item.author)
    yield _("Address"), _linked(item.link)
    yield _("Digest (SHA-256)"), kept.digest


def _at_length(moment: datetime) -> str:
    """`24 November 2026, 14:05:32 (UTC+01:00)`: evidence says of which clock."""
    local = moment.astimezone()
    day = long_day(local.date())
    zone = f"{local:%z}"
    return f"{day}, {local:%H:%M:%S} (UTC{zone[:3]}:{zone[3:5]})"


def _linked(address: str) -> Cell:
    return cell(Line(address, link=web_link(address)))


def _text(item: Item) -> Iterator[Block]:
    # What was noted by hand has the first words of its text for a title.
    if item.source_id is not None or item.title != opening(item.text):
        yield Heading(2, titled(item.title, 300), language=foreign(item.language))
    lines = [line for line in clean_lines(item.text).split("\n") if glyphs.visible(line)]
    yield from (Para(spoken(line, item.language)) for line in lines)
    if not lines:
        yield Para(_("It has no more text than its title."))


def _verification(item: Item, kept: Evidence, *, same: bool) -> Iterator[Block]:
    if not same:
        yield Callout(
            CalloutKind.WARNING,
            _("It is not the same"),
            (_("What is kept now does not have the digest that was noted when it was taken."),),
        )
    file = f"{_code(item.id)}.txt"
    # On a line of its own: a word processor breaks a line between two hyphens.
    command = f"\npregon-cli --workspace … print evidence --item {item.id} --out {file}"
    steps = [
        _(
            "Write it to a file with this command, with the path of the .pregon file in the place "
            "of the dots: {command}"
        ).format(command=command),
        _("Calculate the SHA-256 of the file with any program; in Windows: {command}").format(
            command=f"certutil -hashfile {file} SHA256"
        ),
        _("If it gives the digest on this sheet, not a letter has changed since."),
    ]
    if glyphs.unprintable(f"{item.title}{item.text}"):
        steps.append(_("Signs that paper cannot show, such as emoji, are in that file."))
    yield Callout(CalloutKind.INFO, _("How to check it"), tuple(steps))


def _signatures() -> Signatures:
    return Signatures(
        (
            # Translators: Who kept the evidence; under a signature.
            Signature(_("Kept by"), note=_("Name, signature and date")),
            Signature(_("Checked by"), note=_("Name, signature and date")),
        )
    )
