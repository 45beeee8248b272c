"""A title in another language than the paper is read out in its own."""

from datetime import date

from core import i18n
from core.documents import render
from core.mentions import evidence
from core.mentions.document.evidence import evidence_sheet
from core.mentions.document.report import mention_report
from core.store import Store, Topic
from tests.core.tongues import said_in

TITLE = "Tallen l'aigua al barri de l'Estació"
TEXT = "Avui tampoc no n'hi haurà."


def test_the_report_says_in_which_language_a_story_was_told(store: Store, say):
    moment = "2026-10-05T09:00:00Z"
    with store.change(Topic.MENTIONS) as db:
        told = (TITLE, moment, moment)
        db.conn.execute("INSERT INTO story VALUES (1, ?, ?, ?, NULL)", told)
    say("2026-10-05 09:00", "Otro titular", story_id=1, language="es")
    say("2026-10-05 10:00", TITLE, story_id=1, language="ca-ES")

    with store.read() as connection, i18n.language("es"):
        made = mention_report(
            connection, "es", store.clock.today(), date(2026, 10, 1), date(2026, 10, 31)
        )

    assert said_in(render.render(made, ".pdf"), "ca") == TITLE


def test_evidence_is_read_in_the_language_of_its_source(store: Store, say):
    known = say("2026-10-05 09:00", TITLE, text=TEXT, language="ca")
    unsaid = say("2026-10-05 10:00", TITLE, text=TEXT)
    odd = say("2026-10-05 11:00", TITLE, text=TEXT, language="x-default")
    with store.change(Topic.MENTIONS) as db:
        evidence.keep(db, [known, unsaid, odd], store.clock.now())

    found = []
    for item_id in (known, unsaid, odd):
        with store.read() as connection, i18n.language("es"):
            made = evidence_sheet(connection, "es", store.clock.today(), item_id)
        found.append(said_in(render.render(made, ".pdf"), "ca"))
    assert found == [f"{TITLE} {TEXT}", "", ""]
