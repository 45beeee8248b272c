"""Evidence: what is kept of a mention, and how anybody can tell that it is the same."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import page
import pytest

from core import i18n
from core.__main__ import main
from core.documents import render, tree, validate
from core.documents.model import Callout, CalloutKind, Document, Line, Signatures
from core.documents.preview import page_count
from core.errors import DocumentTrouble
from core.i18n import Language
from core.mentions import evidence
from core.mentions.document.evidence import evidence_sheet
from core.mentions.listening import intake
from core.mentions.model import Item, Source
from core.mentions.records import items, sources
from core.store import Store, Topic
from tests.core.in_turn import in_turn

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ITEM = Item(7, 3, NOON, NOON + timedelta(hours=1), "Perros muertos", "Dos perros.\nEn el parque.")


def keep(store: Store, *item_ids: int) -> None:
    with store.change(Topic.MENTIONS) as db:
        evidence.keep(db, item_ids, store.clock.now())


def sheet(store: Store, item_id: int, language: Language = "en") -> Document:
    with store.read() as connection, i18n.language(language):
        return evidence_sheet(connection, language, store.clock.today(), item_id)


def words(document: Document) -> str:
    return "\n".join(tree.texts(document.blocks))


def is_same(store: Store, item_id: int) -> bool:
    with store.read() as connection:
        return evidence.verify(connection, item_id)


def tamper(store: Store, item_id: int) -> None:
    """Somebody with another program changes what was kept."""
    with store.change(Topic.MENTIONS) as db:
        db.conn.execute("UPDATE item SET text = text || '.' WHERE id = ?", [item_id])


def test_the_digest_is_of_a_text_that_anybody_can_write():
    text = (
        "pregon-evidence 1\npublished: 2026-11-24T12:00:00Z\nfirst-seen: 2026-11-24T13:00:00Z\n"
        "link: \noutlet: \ntitle: Perros muertos\n\nDos perros.\nEn el parque."
    )

    assert evidence.canonical(ITEM) == text
    assert evidence.digest(ITEM) == hashlib.sha256(text.encode()).hexdigest()


@in_turn(
    "facts",
    [
        {"title": "Perros muertos."},
        {"text": "Dos perros. En el parque."},
        {"link": "https://hoy.example/1"},
        {"outlet": "Hoy"},
        {"at": NOON - timedelta(seconds=1)},
        {"seen_at": NOON},
        {"dated": False},
    ],
)
def test_whatever_changes_in_it_changes_the_digest(facts):
    assert evidence.digest(replace(ITEM, **facts)) != evidence.digest(ITEM)  # as given


def test_a_name_can_be_erased_and_the_evidence_still_holds():
    assert evidence.digest(replace(ITEM, author="Ana Ruiz")) == evidence.digest(ITEM)


def test_a_title_of_several_lines_cannot_pass_for_another_item():
    forged = replace(ITEM, link="", title="Perros\n\nNo pasó nada", text="")

    assert "title: Perros No pasó nada\n" in evidence.canonical(forged)


def test_what_is_kept_holds_until_something_changes(store, say):
    item_id = say("2026-11-20 09:00", "Ñandúes", text="A veces\u2028así, 😀")
    assert not is_same(store, item_id)

    keep(store, item_id)
    assert is_same(store, item_id)

    tamper(store, item_id)
    assert not is_same(store, item_id)


def test_what_is_kept_again_stays_as_it_was_taken_first(store, say, clock):
    item_id = say("2026-11-20 09:00")
    keep(store, item_id)
    first = clock.now()
    clock.moment += timedelta(days=1)
    tamper(store, item_id)
    keep(store, item_id, 999)

    with store.read() as connection:
        kept = evidence.taken(connection, item_id)
        assert kept is not None
        assert kept.taken_at == first
        assert evidence.taken(connection, 999) is None
    assert not is_same(store, item_id)


def test_what_is_kept_is_not_let_go_with_the_old(store, say):
    kept, old = say("2020-01-01 09:00"), say("2020-01-01 09:00")
    keep(store, kept)

    with store.change(Topic.MENTIONS) as db:
        items.expire(db, store.clock.now())
        assert items.one(db.conn, kept) is not None
        assert items.one(db.conn, old) is None


def test_the_sheet_says_what_was_read_where_and_when(store, say):
    with store.change(Topic.SOURCES) as db:
        source = Source("Radio Comarca", "http://radio.example/feed")
        source_id = sources.add(db, source, store.clock.now())
    item_id = say(
        "2026-11-20 09:00", "Perros muertos", source_id=source_id, outlet="Hoy",
        link="https://hoy.example/1", text="Dos perros.\n\nEn el parque.",
    )  # fmt: skip
    keep(store, item_id)

    made = sheet(store, item_id)

    with store.read() as connection:
        item = items.one(connection, item_id)
    assert item is not None
    said = words(made)
    for wanted in (
        "20 November 2026, 09:00:00 (UTC", "20 November 2026, 10:00:00 (UTC", "Radio Comarca",
        "http://radio.example/feed", "Hoy", "Perros muertos", "Dos perros.", "En el parque.",
        evidence.digest(item),
    ):  # fmt: skip
        assert wanted in said
    assert "https://hoy.example/1" in [line.link for line in tree.find(made.blocks, Line)]
    assert any(isinstance(block, Signatures) for block in made.blocks)


def test_what_was_noted_by_hand_is_said_once(store):
    with store.change(Topic.MENTIONS) as db:
        moment = store.clock.now()
        item_id = intake.note(
            db, "El agua sale marrón.\nNadie contesta.", "", "Bar", moment, moment
        )
    keep(store, item_id)

    assert words(sheet(store, item_id)).count("El agua sale marrón.") == 1


def test_an_address_that_is_a_key_is_not_printed(store, say):
    with store.change(Topic.SOURCES) as db:
        source = Source("Alertas", "http://alerts.example/key", secret=True)
        source_id = sources.add(db, source, store.clock.now())
    item_id = say("2026-11-20 09:00", source_id=source_id)
    keep(store, item_id)

    assert "alerts.example" not in words(sheet(store, item_id))


def test_the_sheet_warns_when_it_is_not_the_same(store, say):
    def warned() -> list[str]:
        return [
            block.title
            for block in sheet(store, item_id).blocks
            if isinstance(block, Callout) and block.kind is CalloutKind.WARNING
        ]

    item_id = say("2026-11-20 09:00")
    keep(store, item_id)
    assert warned() == []

    tamper(store, item_id)
    assert warned() == ["It is not the same"]


def test_what_is_not_kept_or_gone_has_no_sheet(store, say):
    item_id = say("2026-11-20 09:00")

    with pytest.raises(DocumentTrouble, match="not kept as evidence"):
        sheet(store, item_id)
    with pytest.raises(DocumentTrouble, match="999"):
        sheet(store, 999)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".odt"])
def test_whatever_was_said_can_be_printed(store, say, suffix):
    item_id = say(
        "2026-11-20 09:00", "\u202e=A1 😀 " * 1000, text="<b>\u0627\u0644 & 市</b>\n" * 300,
        link="https://news.example/" + "a" * 3000, dated=False, outlet="]",
    )  # fmt: skip
    keep(store, item_id)
    made = sheet(store, item_id)

    assert validate.problems(made) == []
    assert "The source gives no date" in words(made)
    assert "Signs that paper cannot show" in words(made)
    assert render.render(made, suffix)


def test_of_names_that_nobody_types_the_first_words_stand_on_its_one_page(store, say):
    number = say("2026-11-20 09:00", "Perros muertos", text="Dos perros.")
    with store.change(Topic.MENTIONS, undoable=False) as db:
        long = "Ana " * 2_000
        db.conn.execute("UPDATE item SET outlet = ?, author = ?", (long, long))
        db.conn.execute("UPDATE source SET title = ?", (long,))
    keep(store, number)

    assert page_count(render.render(sheet(store, number), ".pdf")) == 1


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2A"])
def test_everybody_can_read_the_sheet(store, say, profile):
    item_id = say("2026-11-20 09:00", text="Dos perros.", link="https://hoy.example/1")
    keep(store, item_id)
    made = render.render(sheet(store, item_id, "es"), ".pdf")

    found = page.validate_pdf_bytes(made, profile=getattr(page.ValidationProfile, profile))
    assert [item.message for item in found.failures if "STREAM-LENGTH" not in item.rule_id] == []


def test_printing_on_the_command_line_keeps_it_and_writes_what_the_digest_is_of(
    store, say, clock, tmp_path
):
    item_id = say("2026-11-20 09:00", text="Dos perros.\nEn el parque.")
    paper, text = tmp_path / "prueba.pdf", tmp_path / "prueba.txt"
    command = ["--workspace", str(store.path), "print", "evidence", "--item", str(item_id)]

    assert main([*command, "--out", str(paper)], clock) == 0
    assert main([*command, "--out", str(text)], clock) == 0

    with store.read() as connection:
        kept = evidence.taken(connection, item_id)
    assert kept is not None
    assert paper.read_bytes().startswith(b"%PDF")
    assert hashlib.sha256(text.read_bytes()).hexdigest() == kept.digest


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["evidence"], "--item"),
        (["evidence", "--item", "999"], "999"),
        (["roster", "--item", "3"], "--item"),
        (["roster", "--from", "2026-10-01"], "--from"),
        (["mention-report", "--from", "2026-13-01"], "2027"),
        (["mention-report", "--from", "2026-10-31", "--to", "2026-10-01"], "31/10/2026"),
    ],
)
def test_the_command_line_says_what_is_wrong(store, clock, tmp_path, capsys, words, told):
    out = tmp_path / "no.pdf"
    arguments = ["--workspace", str(store.path), "print", *words, "--out", str(out)]

    assert main(arguments, clock) == 1

    assert told in capsys.readouterr().err
    assert not out.exists()
