"""Feeds of every kind are read for what they say; what is none is told by its fault.

The feeds in tests/data/feeds are invented and have the quirks of those whose name they bear.
"""

import re
import warnings
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core import i18n
from core.errors import FileTrouble, ImportTrouble
from core.mentions.feeds.parse import UnreadableFeed, parse, parse_file
from core.mentions.kinds import Trouble
from core.mentions.model import Feed, FeedEntry
from tests.core.in_turn import in_turn
from tests.core.mentions.serving import rss

NOW = datetime(2026, 11, 24, 13, 32, tzinfo=UTC)
FEEDS = Path(__file__).parents[3] / "data" / "feeds"
ALL = sorted(FEEDS.glob("*.xml"))


def read(body: bytes, recipe: str = "feed", content_type: str = "application/rss+xml") -> Feed:
    address = "https://radio.example/feed/"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return parse(body, content_type=content_type, address=address, recipe=recipe, now=NOW)


def sample(name: str) -> Feed:
    return read((FEEDS / f"{name}.xml").read_bytes(), name)


def one(*parts: str) -> FeedEntry:
    (entry,) = read(rss("".join(parts))).entries
    return entry


def when(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


# The sources of CONTENT, by their quirks


@in_turn("path", ALL)
def test_of_each_source_items_have_title_link_and_date_and_no_markup(path):
    feed = sample(path.stem)

    assert feed.title
    assert feed.entries
    assert feed.mended == ""
    assert len(feed.chunks) >= 8 * len(feed.entries)
    for entry in feed.entries:
        assert entry.title
        assert entry.link.startswith("https://")
        assert entry.published is not None
        assert len(entry.key) == 16
        for text in (entry.title, entry.text, entry.outlet):
            assert not re.search(r"<|&\w+;|&#|\xa0|  ", text)


def test_google_news_repeats_itself_with_new_links_and_is_read_once():
    first, second, third = sample("google-news").entries

    assert first.title == "Valdehierro corta el agua tras las lluvias"
    assert first.outlet == "El Diario de la Sierra"
    assert (first.text, first.html) == ("", "")
    assert first.link == "https://news.google.com/rss/articles/CBMiAAAA1?oc=5"
    assert second.title == "Fiestas de Valdehierro: programa - lunes a domingo"
    assert (third.title, third.outlet) == (
        "El tren de Valdehierro - segunda parte",
        "Blog del Tren",
    )


def test_google_news_is_known_by_its_address_too():
    body = (FEEDS / "google-news.xml").read_bytes()
    address = "https://news.google.com/rss/search?q=x"
    feed = parse(body, content_type="", address=address, recipe="feed", now=NOW)
    assert feed.entries == sample("google-news").entries


def test_bing_changes_its_links_and_the_real_one_tells_items_apart():
    body = (FEEDS / "bing-news.xml").read_bytes()
    (before,) = read(body, "bing-news").entries
    (after,) = read(body.replace(b"AAAA0001", b"BBBB0002"), "bing-news").entries

    assert before.link == "https://diario.example/cultura/biblioteca.html"
    assert before.key == after.key
    assert (before.title, before.outlet) == (
        "Valdehierro estrena biblioteca",
        "El Diario de la Sierra",
    )
    assert before.text == "La nueva biblioteca abre por las tardes."


def test_an_alert_of_google_has_its_words_unmarked_and_its_link_unwrapped():
    (entry,) = sample("google-alerts").entries
    assert entry.title == "El pleno de Valdehierro aprueba la tasa de basuras"
    assert entry.link == "https://blog.example/pleno-basuras/"
    assert entry.text == "El pleno de Valdehierro aprobó ayer la tasa, con ..."


def test_reddit_loses_the_line_that_says_who_wrote():
    (entry,) = sample("reddit").entries
    assert entry.text == "¿Alguien sabe por qué huele así el agua?\nLlevamos dos días."
    assert "vecino_1" not in entry.text + entry.html


def test_lemmy_loses_the_line_with_who_wrote_and_the_count_of_points():
    (entry,) = sample("lemmy").entries
    assert entry.text == "https://diario.example/fuego\nSe ve el humo desde el pueblo."
    assert entry.html == ""


@pytest.mark.parametrize(
    ("name", "title"),
    [
        (
            "mastodon",
            "Otra vez sin luz en la plaza de #Valdehierro 🔦 https://radio.example/luz Una…",
        ),
        (
            "bluesky",
            "Cortada la carretera de Valdehierro por un desprendimiento, según la Guardia…",
        ),
    ],
)
def test_a_message_without_title_gets_its_first_words(name, title):
    (entry,) = sample(name).entries
    assert entry.title == title


def test_lines_of_a_message_stay_lines():
    (entry,) = sample("bluesky").entries
    assert len(entry.text.splitlines()) == 2


def test_a_video_has_the_text_under_it():
    (entry,) = sample("youtube").entries
    assert entry.text == "Orden del día:\n1. Tasa de basuras\n2. Ruegos y preguntas"
    assert entry.published == datetime(2026, 11, 20, 19, 15, 1, tzinfo=UTC)
    assert sample("youtube").page == "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv"


def test_wordpress_gives_its_full_text_without_its_signature():
    first, second = sample("wordpress").entries

    assert first.title == "La caldera del colegio, en marcha – por fin & antes del frío"
    assert first.link == "https://radio.example/2026/11/caldera/"
    assert first.text == (
        "La caldera del colegio funciona desde ayer. Los padres lo pedían desde octubre.\n"
        "Obra: 12.000 €\nPlazo: 3 días"
    )
    assert "<li>" in first.html
    assert (first.author, first.published) == ("Lola Prieto", when("11-23T10:11:09"))
    assert (second.title, second.text, second.html) == ("Agenda & cartelera", "Cine & teatro", "")
    assert second.link == "https://radio.example/2026/11/agenda/"
    assert sample("wordpress").language == "es"


def test_two_comments_on_one_article_are_two_items_and_lead_to_themselves():
    first, second = sample("wordpress-comments").entries
    assert first.link.endswith("#comment-77")
    assert first.key != second.key


def test_blogger_leads_to_the_page_and_not_to_its_machinery():
    (entry,) = sample("blogger").entries
    assert entry.link == "https://historia.example/2026/11/el-molino-viejo.html"
    assert entry.html == ""


def test_medium_does_not_count_the_visit():
    (entry,) = sample("medium").entries
    assert entry.link == "https://medium.com/@eva/volver-1"


def test_a_change_of_wikipedia_shows_the_lines_that_changed():
    (entry,) = sample("wikipedia").entries
    assert entry.text == "− La alcaldesa es Rosa.\n+ La alcaldesa es una ladrona."
    assert entry.language == "es"
    assert "<table" in entry.html


def test_the_gazette_is_read_in_its_old_letters():
    (entry,) = sample("boe").entries
    assert entry.title.endswith("para proveer una plaza – turno libre.")
    assert entry.text.endswith("Páginas: 1 - 12 €")


def test_the_warnings_of_the_weather_have_their_dates():
    first, second = sample("aemet").entries
    assert (first.published, second.published) == (when("11-24T06:41"), when("11-23T18:05"))
    assert first.text == "Lluvias. Acumulación en una hora: 15 mm."


# Letters


@in_turn(
    "encoding, declared, content_type",
    [
        ("utf-8", "", ""),
        ("utf-8-sig", "", ""),
        ("utf-8", "<?xml version='1.0' encoding='ISO-8859-1'?>", ""),
        ("utf-8", "", "text/xml; charset=ISO-8859-1"),
        ("cp1252", "<?xml version='1.0' encoding='ISO-8859-1'?>", ""),
        ("cp1252", "<?xml version='1.0' encoding='utf-8'?>", ""),
        ("cp1252", "", "text/xml; charset=windows-1252"),
        ("cp1252", "<?xml version='1.0' encoding='no-existe'?>", ""),
        ("cp1252", "<?xml version='1.0' encoding='idna'?>", ""),
        ("cp1252", "", ""),
        ("utf-16", "<?xml version='1.0' encoding='utf-16'?>", ""),
        ("utf-16-le", "<?xml version='1.0' encoding='utf-16'?>", ""),
        ("utf-16-be", "", "application/xml; charset=utf-8"),
    ],
)
def test_letters_are_read_right_whatever_is_said_of_them(encoding, declared, content_type):
    title = "Año de nieves: el pingüino llegó a la peña «El Olivo»"
    text = declared + rss(f"<title>{title}</title><link>https://r.example/1</link>").decode()

    (entry,) = read(text.encode(encoding), content_type=content_type).entries

    assert entry.title == title


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be"])
def test_letters_of_four_bytes_are_read(encoding):
    text = rss("<title>Peña</title>").decode()
    assert read(text.encode(encoding)).entries[0].title == "Peña"


def test_letters_that_were_encoded_twice_are_read_as_they_were_written():
    entry = one(
        "<title>AdriÃ¡n y la peÃ±a, â€œsin aguaâ€\x9d</title>",
        "<description>Bien: el año «ÑANDÚ». Mal: AÃ±o, 3 â‚¬"
        " &lt;ul>&lt;li>NiÃ±os&lt;/ul></description>",
    )
    assert entry.title == "Adrián y la peña, “sin agua”"
    assert entry.text.startswith("Bien: el año «ÑANDÚ». Mal: Año, 3 €")
    assert "Niños" in entry.html


def test_one_letter_cut_in_half_does_not_spoil_the_others():
    body = rss("<title>La peña del año</title>", "<title>Otra peña cort@da</title>")
    feed = read(body.replace(b"@", b"\xc3"))
    assert [entry.title for entry in feed.entries] == ["La peña del año", "Otra peña cort�da"]


# What is broken and can be read


def test_entities_that_xml_does_not_know_are_read():
    entry = one("<title>Agua &nbsp;&amp; luz &copy; &inventada; AT&T</title>")
    assert entry.title == "Agua & luz © &inventada; AT&T"


def test_entities_stay_as_they_are_within_cdata():
    entry = one(
        "<title>&nbsp;Nota</title>",
        "<link><![CDATA[https://r.example/?a=1&copy=2&b=3]]></link>",
        "<description><![CDATA[Pan &amp; vino]]></description>",
    )
    assert entry.link == "https://r.example/?a=1&copy=2&b=3"
    assert entry.text == "Pan & vino"


def test_an_entity_that_the_feed_declares_is_read():
    body = b"<!DOCTYPE rss [<!ENTITY ayto 'Ayuntamiento'>]>" + rss("<title>El &ayto; dice</title>")
    assert read(body).entries[0].title == "El Ayuntamiento dice"


def test_declarations_for_declarations_are_left_aside():
    latin = "<!ENTITY % latin PUBLIC '-//W3C//ENTITIES Latin 1//EN' 'http://x.example/l'> %latin;"
    body = f"<!DOCTYPE rss [{latin}]>".encode() + rss("<title>El a&ntilde;o</title>")
    assert read(body).entries[0].title == "El año"


def test_a_feed_within_a_page_is_read():
    body = b"<html><head></head><body>" + rss("<title>Hola</title>") + b"</body></html>"
    assert [entry.title for entry in read(body).entries] == ["Hola"]


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("\n\n  ", "", ""),
        ("<br />\n<b>Warning</b>: Undefined variable in <b>/srv/x.php</b><br />", "",
         "text before the feed"),
        ("<?xml version='1.0'?><!-- hecho a mano -->", "<!-- en 0.2 s -->", "text after the feed"),
        ("", "<script>x()</script>", "text after the feed"),
    ],
)  # fmt: skip
def test_what_stands_around_a_feed_is_left_aside(before, after, what):
    feed = read(before.encode() + rss("<title>Hola</title>") + after.encode())
    assert [entry.title for entry in feed.entries] == ["Hola"]
    assert feed.mended == what


def test_of_a_feed_cut_short_the_whole_items_are_read():
    body = rss("<title>Una</title>", "<title>Dos</title>", "<title>Tres</title>")
    feed = read(body[: body.index(b"Tres") + 2])
    assert [entry.title for entry in feed.entries] == ["Una", "Dos"]
    assert feed.mended == "cut short"


def test_control_characters_and_unknown_prefixes_do_not_lose_the_feed():
    body = rss("<title>Hola\x0b \x00mundo&#x1;</title><media:content url='x'/>")
    assert [entry.title for entry in read(body).entries] == ["Hola mundo"]


def test_tags_that_do_not_match_do_not_lose_the_feed():
    body = rss("<title>Una</title><description>a <b>b</description>", "<title>Dos</title>")
    assert [entry.title for entry in read(body).entries] == ["Una", "Dos"]


# Items that lack something


def test_without_an_identity_the_link_is_it_and_without_both_title_and_date():
    same = "<link>http://www.r.example/a/?utm_source=x</link><title>Una</title>"
    other = "<link>https://r.example/a</link><title>Una, corregida</title>"
    assert one(same).key == one(other).key

    dated = "<title>Una</title><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate>"
    assert one(dated).key == one(dated, "<description>x</description>").key
    assert one(dated).key != one(dated.replace("23 Nov", "22 Nov")).key


def test_an_identity_that_all_items_share_is_none():
    same = "<guid>siempre</guid>"
    body = rss(
        f"<title>Una</title><link>https://r.example/1</link>{same}",
        f"<title>Dos</title><link>https://r.example/2</link>{same}",
    )
    feed = read(body)
    assert len(feed.entries) == 2
    assert feed.chunks == b""


def test_the_address_of_the_site_is_no_identity():
    head = "<link>https://r.example/</link>"
    item = "<title>{}</title><guid>https://r.example/</guid>"
    assert len(read(rss(item.format("Una"), item.format("Dos"), head=head)).entries) == 2


def test_the_address_of_the_site_as_it_is_written_is_no_identity_of_a_lone_item_either():
    site = "https://r.example/?utm_source=rss"
    (first,), (second,) = (
        read(rss(f"<title>{title}</title><guid>{site}</guid>", head=f"<link>{site}</link>")).entries
        for title in ("Una", "Dos")
    )
    assert first.key != second.key


def test_an_item_twice_in_a_feed_is_one():
    item = "<title>Una</title><guid>1</guid>"
    assert len(read(rss(item, item)).entries) == 1


def test_dates_fall_back_and_none_is_in_the_future():
    changed = (
        "<atom:updated xmlns:atom='http://www.w3.org/2005/Atom'>2026-11-20T08:00:00Z</atom:updated>"
    )
    assert one("<title>a</title>", changed).published == when("11-20T08:00")
    far = "<pubDate>Tue, 24 Nov 2076 08:00:00 GMT</pubDate>"
    assert one("<title>a</title>", far, changed).published == when("11-20T08:00")
    assert one("<title>a</title>", far).published is None
    assert one("<title>a</title><pubDate>ayer mismo</pubDate>").published is None
    assert one("<title>a</title><pubDate>12-11-2026 09:00</pubDate>").published == when(
        "11-12T08:00"
    )


def test_without_a_link_the_sound_is_it():
    assert one("<title>Pleno</title><enclosure url='https://r.example/p.mp3'/>").link == (
        "https://r.example/p.mp3"
    )


def test_an_item_that_says_nothing_is_passed_over_and_its_feed_is_none_the_worse():
    feed = read(rss("", "<title>Dos</title>"))

    assert [entry.title for entry in feed.entries] == ["Dos"]
    assert read(rss("", "")).entries == ()


@in_turn(
    "item, title",
    [
        ("<link>https://r.example/2026/corte-de-agua_hoy.html?x=1</link>", "corte de agua hoy"),
        ("<link>https://r.example/a%C3%B1o-nuevo/</link>", "año nuevo"),
        ("<link>https://r.example/</link>", "Sin título"),
        ("<guid isPermaLink='false'>77</guid>", "Sin título"),
        ("<enclosure url='https://r.example/pleno_12.mp3'/>", "pleno 12"),
        ("<link>https://r.example/1</link><description>Sin luz</description>", "Sin luz"),
    ],
)
def test_an_item_without_title_has_its_text_or_what_its_link_ends_in(item, title):
    assert one(item).title == title


@pytest.mark.parametrize(
    ("item", "link"),
    [
        ("<guid>12345</guid>", ""),
        ("<guid isPermaLink='false'>/nota-7</guid>", ""),
        ("<guid>7</guid><enclosure url='https://r.example/p.mp3'/>", "https://r.example/p.mp3"),
        ("<guid>https://r.example/7</guid>", "https://r.example/7"),
        ("<guid>7</guid><link>/nota/7</link>", "https://radio.example/nota/7"),
    ],
)
def test_an_identity_that_is_no_link_is_not_made_one(item, link):
    assert one(f"<title>Una</title>{item}").link == link


def encoded(content: str) -> str:
    space = "http://purl.org/rss/1.0/modules/content/"
    return f"<content:encoded xmlns:content='{space}'>{content}</content:encoded>"


def test_a_summary_that_says_something_else_comes_before_the_text():
    entry = one("<title>a</title><description>Entradilla.</description>", encoded("Cuerpo."))
    assert entry.text == "Entradilla.\nCuerpo."


@pytest.mark.parametrize("content", ["&lt;img src='x'>", "El pleno aprobó las obras."])
def test_a_text_that_says_nothing_beside_the_summary_is_left_aside(content):
    told = "Ayer por la tarde. El pleno aprobó las obras."
    entry = one(f"<title>a</title><description>{told}</description>", encoded(content))
    assert entry.text == told


def test_endless_titles_and_texts_are_cut():
    entry = one(f"<title>{'palabra ' * 1_500}</title><description>{'x' * 30_000}</description>")
    assert len(entry.title) <= 500
    assert entry.title.endswith("palabra…")
    assert len(entry.text) == 20_000


def test_emoji_stay_and_marks_of_direction_go():
    assert one("<title>Fiesta 👩‍👩‍👧 \u202eodadlov\u202c</title>").title == "Fiesta 👩‍👩‍👧 odadlov"


def test_html_is_kept_only_where_it_says_more():
    def html(text: str) -> str:
        return one(
            f"<link>https://r.example/1</link><title>a</title><description><![CDATA[{text}]]></description>"
        ).html

    assert html("<p>Texto <b>fuerte</b><img src='x'></p>") == ""
    assert html("<p>Texto <a href='https://r.example/1?utm_source=x#more'>Leer más</a></p>") == ""
    assert html("<p>Según <a href='https://otro.example/'>otro</a></p>") != ""
    assert html("<ul><li>Pan</li></ul>") != ""


def test_a_feed_of_two_megabytes_is_read():
    items = (
        f"<title>Nota {n}</title><guid>{n}</guid><description>{'agua ' * 700}</description>"
        for n in range(600)
    )
    body = rss(*items)
    assert len(body) > 2_000_000
    assert len(read(body).entries) == 600


def test_of_a_feed_with_thousands_of_items_the_first_thousand_are_read():
    feed = read(rss(*(f"<title>Nota {n}</title><guid>{n}</guid>" for n in range(3_000))))

    assert [entry.title for entry in feed.entries] == [f"Nota {n}" for n in range(1_000)]


def test_an_old_feed_of_rdf_is_read():
    body = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="https://r.example/"><title>Radio</title><link>https://r.example/</link></channel>
    <item rdf:about="https://r.example/1"><title>Una</title><link>https://r.example/1</link>
    <dc:date>2026-11-23T09:00:00+01:00</dc:date></item></rdf:RDF>"""
    (entry,) = read(body.encode()).entries
    assert (entry.title, entry.published) == ("Una", when("11-23T08:00"))


def test_an_old_feed_that_declares_nothing_is_read():
    body = b"<rdf><channel><title>R</title></channel><item><title>Una</title></item></rdf>"
    assert [entry.title for entry in read(body).entries] == ["Una"]


def test_a_feed_without_items_is_a_feed():
    assert read(rss(head="<title>Radio</title>")).entries == ()


# What cannot be read


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;">]><rss><channel><item><title>&c;</title></item></channel></rss>"""


@in_turn(
    "body, trouble",
    [
        (b"", Trouble.EMPTY),
        (b" \r\n\t", Trouble.EMPTY),
        (b"\xef\xbb\xbf", Trouble.EMPTY),
        (b"<!doctype html><html><head><title>404</title></head></html>", Trouble.A_PAGE),
        (
            b"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html/>",
            Trouble.A_PAGE,
        ),
        (b"\n<!-- x --><HTML><body>Mantenimiento</body></HTML>", Trouble.A_PAGE),
        (b"<html><script>x = '<rss version=1>'</script></html>", Trouble.A_PAGE),
        (LAUGHS, Trouble.BOMB),
        (LAUGHS.decode().encode("utf-16"), Trouble.BOMB),
        (
            b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><channel/></rss>",
            Trouble.BOMB,
        ),
        (b"{'jsonfeed': 1}", Trouble.MALFORMED),
        (b"<urlset><url/></urlset>", Trouble.MALFORMED),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, Trouble.MALFORMED),
        (b"<rss><channel><item><title", Trouble.NO_ITEMS_READ),
        (b"<rss><channel><title>roto", Trouble.MALFORMED),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><title>El blog</title>", Trouble.MALFORMED),
    ],
)
def test_what_is_no_feed_is_told_by_its_fault(body, trouble):
    with pytest.raises(UnreadableFeed) as told:
        read(body)
    assert told.value.trouble is trouble


# The command line


def test_a_file_is_listed_with_its_items(tmp_path):
    first, *_rest = parse_file(FEEDS / "google-news.xml", NOW)

    assert first["title"] == "Valdehierro corta el agua tras las lluvias"
    assert first["published"] == "2026-11-24T09:15:00+00:00"
    assert first["summary"] == ""
    assert first["link"]
    assert len(first["id"]) == 32


def test_a_file_that_is_no_feed_is_told_in_a_sentence(tmp_path):
    i18n.use("en")
    page = tmp_path / "portada.html"
    page.write_text("<html></html>")

    with pytest.raises(ImportTrouble, match=r"portada\.html"):
        parse_file(page, NOW)
    with pytest.raises(FileTrouble):
        parse_file(tmp_path / "no.xml", NOW)
