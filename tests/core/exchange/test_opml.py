"""Lists of feeds of other readers come in; ours come back as they went."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import FileTrouble, ImportTrouble
from core.exchange import opml
from core.exchange.opml import Outline
from core.text import clean, clean_lines

pytestmark = pytest.mark.usefixtures("english")


def listed(*lines: str) -> bytes:
    head = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="1.0">', "<body>"]
    return "\n".join([*head, *lines, "</body>", "</opml>"]).encode()


def test_a_list_with_folders_keeps_them_as_category():
    file = opml.read(
        listed(
            '<outline text="Comarca">',
            '<outline text="Radios">',
            '<outline type="rss" text="Radio Sierra" title="Radio Sierra FM"'
            ' xmlUrl="https://radio.example/feed" htmlUrl="https://radio.example"/>',
            "</outline>",
            "</outline>",
            '<outline text="Suelta" xmlUrl="feed://suelta.example/rss" category="Blogs"/>',
        )
    )

    assert file.problems == []
    assert file.outlines == [
        Outline(
            "Radio Sierra FM", "https://radio.example/feed", "https://radio.example",
            "Comarca / Radios",
        ),
        Outline("Suelta", "https://suelta.example/rss", category="Blogs"),
    ]  # fmt: skip


def test_names_of_attributes_may_be_spelt_anyhow_and_ampersands_may_be_bare():
    (item,) = opml.read(
        listed('<OUTLINE TEXT="Agua & caminos" xmlurl="https://a.example/?s=a&feed=rss2"/>')
    ).outlines

    assert (item.title, item.address) == ("Agua & caminos", "https://a.example/?s=a&feed=rss2")


def test_an_old_list_in_windows_letters_is_read():
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<opml version="1.1"><body>'
        '<outline text="Peña «El Olivo»" xmlUrl="http://o.example/rss"/></body></opml>'
    )

    (outline,) = opml.read(text.encode("cp1252")).outlines

    assert outline.title == "Peña «El Olivo»"


def test_of_a_damaged_list_what_stands_before_and_after_is_read():
    file = opml.read(
        listed(
            '<outline text="Antes" xmlUrl="https://antes.example/rss"/>',
            '<outline text="Rota" xmlUrl="https://rota.example/rss>',
            '<outline text="Después" xmlUrl="https://despues.example/rss"/>',
        )
    )

    assert [outline.title for outline in file.outlines] == ["Antes", "Después"]
    assert [problem.line for problem in file.problems] == [6]
    assert "6" in file.problems[0].sentence
    assert file.problems[0].advice


def test_a_list_that_ends_in_the_middle_says_where():
    data = listed(*(f'<outline text="{n}" xmlUrl="https://f{n}.example/"/>' for n in range(9)))

    file = opml.read(data[:400])

    assert [item.title for item in file.outlines] == [str(n) for n in range(len(file.outlines))]
    assert 3 < len(file.outlines) < 9
    assert len(file.problems) == 1


def test_what_is_no_web_address_is_left_out_with_its_line():
    file = opml.read(
        listed(
            '<outline text="Buena" xmlUrl="https://b.example/rss"/>',
            '<outline text="Del disco" xmlUrl="file:///C:/feed.xml"/>',
        )
    )

    assert [outline.title for outline in file.outlines] == ["Buena"]
    (problem,) = file.problems
    assert problem.line == 5
    assert "Del disco" in problem.sentence


def test_an_address_that_comes_twice_comes_in_once():
    line = '<outline text="Radio" xmlUrl="https://r.example/rss"/>'

    file = opml.read(listed(line, line))

    assert len(file.outlines) == 1
    assert [problem.line for problem in file.problems] == [5]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><body>Hola</body></html>", "not a list of feeds"),
        (b"hola", "not a list of feeds"),
        (b"<rss version='2.0'><channel></channel></rss>", "is one feed"),
        (b"", "not a list of feeds"),
        (listed('<outline text="Carpeta"/>'), "has no feeds"),
    ],
)
def test_what_is_no_list_of_feeds_is_told_in_one_sentence(data, words):
    with pytest.raises(ImportTrouble) as told:
        opml.read(data)
    assert words in told.value.sentence
    assert told.value.advice


def test_a_list_that_unfolds_is_not_opened():
    bomb = (
        b'<!DOCTYPE opml [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]>'
        b'<opml version="1.0"><body><outline text="&b;" xmlUrl="https://b.example"/></body></opml>'
    )
    with pytest.raises(ImportTrouble):
        opml.read(bomb)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FileTrouble):
        opml.read(tmp_path / "lista.opml")


def test_a_list_longer_than_anybody_reads_is_cut_and_says_so():
    lines = (f'<outline xmlUrl="https://f{n}.example/"/>' for n in range(10_050))

    file = opml.read(listed(*lines))

    assert len(file.outlines) == 10_000
    assert file.problems[0].line == 10_004


@pytest.mark.parametrize("secrets", [True, False])
def test_a_password_before_the_host_is_never_written(secrets):
    feeds = [
        Outline("Con clave", "https://usuario:CLAVE@a.example/f"),
        Outline("Sin clave", "https://b.example/f?a=x@y", "https://usuario:CLAVE@b.example/"),
    ]

    made = opml.write(feeds, title="Fuentes", secrets=secrets)

    assert b"CLAVE" not in made
    assert [outline.title for outline in opml.read(made).outlines] == ["Sin clave"]


def test_addresses_that_are_keys_are_written_only_when_asked():
    feeds = [
        Outline("Radio", "https://r.example/rss"),
        Outline("A", "https://k.example", secret=True),
    ]

    assert b"k.example" not in opml.write(feeds, title="Fuentes")
    assert b"k.example" in opml.write(feeds, title="Fuentes", secrets=True)


TEXTS = st.text(max_size=60).map(clean)
FEEDS = st.builds(
    Outline,
    title=TEXTS.filter(bool),
    address=st.integers(0, 10**6).map(lambda n: f"https://f{n}.example/?q=á&x=<\"'>"),
    page=st.sampled_from(["", "https://p.example/"]),
    language=st.sampled_from(["", "es", "gl"]),
    recipe=st.sampled_from(["feed", "google-news"]),
    weight=st.integers(1, 3),
    own=st.booleans(),
    local=st.booleans(),
    enabled=st.booleans(),
    minutes=st.none() | st.integers(5, 1440),
    silence_days=st.none() | st.integers(0, 400),
    note=st.text(max_size=80).map(clean_lines),
)


@given(st.lists(FEEDS, min_size=1, max_size=4, unique_by=lambda item: item.address))
def test_a_list_of_ours_comes_back_as_it_was_written(feeds):
    file = opml.read(opml.write(feeds, title="Fuentes de Medellín"))

    assert file.problems == []
    assert file.outlines == feeds
