"""Links of items lead where they say, and no further."""

from hypothesis import given
from hypothesis import strategies as st

from core.mentions.feeds import entries
from tests.core.in_turn import in_turn


@in_turn(
    "link, kept",
    [
        ("https://r.example/a?id=3&utm_source=rss&utm_medium=feed", "https://r.example/a?id=3"),
        ("https://r.example/a?fbclid=XX#seccion", "https://r.example/a"),
        ("https://r.example/a?gclid=1&p=2&GCLID=3", "https://r.example/a?p=2"),
        ("https://r.example/a?source=rss------tag-5", "https://r.example/a"),
        ("https://r.example/a?source=portada", "https://r.example/a?source=portada"),
        ("https://r.example/a#?ref=rss&format=simple", "https://r.example/a"),
        ("https://r.example/a/#comment-12", "https://r.example/a/#comment-12"),
        ("https://app.example/#!/nota/7", "https://app.example/#!/nota/7"),
        ("HTTPS://R.Example:443/Casa", "https://r.example/Casa"),
        ("https://ana:clave@r.example/a", "https://r.example/a"),
        ("https://ayuntamiento.example@r.example/?a=1", "https://r.example/?a=1"),
        ("\n   https://r.example/una\n   noticia \n", "https://r.example/unanoticia"),
        ("https://r.example/año nuevo".replace(" ", "-"), "https://r.example/año-nuevo"),
    ],
)
def test_what_counts_visits_is_taken_away_and_the_rest_stays(link, kept):
    assert entries.tidied(link) == kept


@in_turn(
    "link, inside",
    [
        (
            "http://www.bing.com/news/apiclick.aspx?ref=F&url=https%3a%2f%2fd.example%2fa&c=1",
            "https://d.example/a",
        ),
        (
            "https://www.google.com/url?rct=j&sa=t&url=https://d.example/a&ct=ga",
            "https://d.example/a",
        ),
        ("https://www.google.es/url?q=https://d.example/a", "https://d.example/a"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fd.example%2Fa&h=X", "https://d.example/a"),
        (
            "https://news.google.com/rss/articles/CBMi?oc=5",
            "https://news.google.com/rss/articles/CBMi?oc=5",
        ),
        (
            "https://www.bing.com/news/apiclick.aspx?url=javascript:alert(1)",
            "https://www.bing.com/news/apiclick.aspx?url=javascript:alert(1)",
        ),
    ],
)
def test_a_search_engine_is_unwrapped_and_an_opaque_link_is_kept(link, inside):
    assert entries.tidied(link) == inside


def test_relative_links_are_resolved():
    assert entries.tidied("/a/b", "https://r.example/feed/") == "https://r.example/a/b"
    assert entries.tidied("//r.example/a", "https://x.example/") == "https://r.example/a"
    assert (
        entries.tidied("nota.html", "https://r.example/s/feed") == "https://r.example/s/nota.html"
    )


@in_turn(
    "link",
    ["", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "at://did:plc:1/x",
     "yt:channel:1", "mailto:a@b.example", "http://[", "https://", "hola"],
)  # fmt: skip
def test_what_leads_to_no_page_is_no_link(link):
    assert entries.tidied(link) == ""


def test_two_spellings_of_one_link_are_the_same():
    spellings = ["http://www.r.example/a/", "https://r.example/a", "https://R.example/a"]
    assert len({entries.canonical(spelling) for spelling in spellings}) == 1
    assert entries.canonical("https://r.example/?p=1") != entries.canonical(
        "https://r.example/?p=2"
    )


@given(st.text(max_size=60) | st.text("htps:/.?&=#[]@%a\n", max_size=40))
def test_no_link_is_too_odd(text):
    kept = entries.tidied(text, "https://base.example/")
    assert kept == "" or kept.startswith(("http://", "https://"))
    assert isinstance(entries.canonical(text), str)
