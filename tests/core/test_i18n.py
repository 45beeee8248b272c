"""Two languages at once: the window in one, a paper in the other, in any thread."""

import re
import threading

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import resources
from core import content, i18n
from core.i18n import _, ngettext, pgettext
from core.roster.privacy import Privacy


def test_a_paper_can_speak_another_language_than_the_window():
    with i18n.language("en"):
        assert _("Undo") == "Undo"
        with i18n.language("es"):
            assert _("Undo") == "Deshacer"

    assert _("Undo") == "Deshacer"


def test_another_thread_speaks_the_language_of_the_window():
    heard: list[str] = []

    with i18n.language("en"):
        thread = threading.Thread(target=lambda: heard.append(_("Undo")))
        thread.start()
        thread.join()

    assert heard == ["Deshacer"]


def test_one_and_many():
    told = [
        ngettext("{count} contact", "{count} contacts", count).format(count=count)
        for count in (1, 2)
    ]

    assert told == ["1 contacto", "2 contactos"]


def test_every_translated_message_is_found_in_its_number_and_its_context():
    messages = spanish()

    wrong = [message.id for message in messages if found(message) != message.string]

    assert len(messages) > 1000
    assert wrong == []


def spanish() -> list[Message]:
    with resources.path("locale/es/LC_MESSAGES/pregon.po").open("rb") as file:
        return [message for message in read_po(file) if message.id]


def found(message: Message) -> str | tuple[str, ...]:
    if not isinstance(message.id, str):
        text, many = message.id
        return tuple(ngettext(text, many, count) for count in (1, 2))
    if message.context is None:
        return _(message.id)
    return pgettext(message.context, message.id)


def test_what_is_not_translated_stays_as_it_is_written():
    assert [_("Never written"), _("\U0010ffff"), pgettext("nowhere", "Undo")] == [
        "Never written",
        "\U0010ffff",
        "Undo",
    ]
    assert [ngettext("one cat", "{count} cats", count) for count in (1, 2)] == [
        "one cat",
        "{count} cats",
    ]


def test_a_language_nobody_knows_is_spanish():
    i18n.use("fr")

    assert i18n.current() == "es"


@pytest.mark.parametrize(
    ("hour", "said"),
    [("01:05", "a la 01:05"), ("1:00", "a la 1:00"), ("11:00", "a las 11:00"),
     ("21:10", "a las 21:10"), ("00:30", "a las 00:30")],
)  # fmt: skip
def test_an_hour_has_the_article_that_spanish_gives_it(hour, said):
    assert _("Saved at {time}").format(time=hour) == f"Guardado {said}"
    assert i18n.of_hours(f"Más a las {hour}. A la {hour}.") == f"Más {said}. A{said[1:]}."


def test_every_message_with_an_hour_reads_well_at_one():
    """Whatever the hour is called in it: of two, one has another name."""
    with_hour = [
        words
        for words in map(found, spanish())
        if isinstance(words, str) and re.search(r"\{\w*(?:time|hour)\}", words)
    ]

    told = [
        text.format(**dict.fromkeys(re.findall(r"\{(\w+)\}", text), "01:20")) for text in with_hour
    ]

    assert len(told) > 30
    assert [text for text in told if "las 01:20" in text or "son la" in text] == []


def test_content_follows_the_language():
    spanish = content.load("privacy", Privacy)
    with i18n.language("en"):
        english = content.load("privacy", Privacy)

    assert [kind.id for kind in spanish.kinds] == [kind.id for kind in english.kinds]
    assert spanish.disclaimer != english.disclaimer


def test_content_that_a_language_lacks_is_spanish():
    with i18n.added("qps", "Pseudo", i18n.gnu.NullTranslations()), i18n.language("qps"):
        pseudo = content.load("privacy", Privacy)

    assert pseudo == content.load("privacy", Privacy)


def test_a_language_that_was_added_is_gone_afterwards():
    with i18n.added("qps", "Pseudo", i18n.gnu.NullTranslations()):
        i18n.use("qps")
        assert i18n.current() == "qps"

    assert "qps" not in i18n.LANGUAGES
    assert i18n.current() == "es"
