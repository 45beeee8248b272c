"""HTML of strangers becomes plain text, or HTML that can do nothing."""

import re

from hypothesis import given
from hypothesis import strategies as st

from core.mentions.feeds.plain_text import beyond, line_of, opening, safe_html, text_of
from tests.core.in_turn import in_turn

BASE = "https://radio.example/2026/nota/"


@in_turn(
    "html, text",
    [
        ("", ""),
        ("Sin marcas, tal cual", "Sin marcas, tal cual"),
        ("<p>Uno</p><p>Dos</p>", "Uno\nDos"),
        ("Uno<br>Dos<br/>Tres", "Uno\nDos\nTres"),
        ("<ul><li>Pan</li><li>Vino</li></ul>", "Pan\nVino"),
        ("<tr><td>Lunes</td><td>8:00</td></tr>", "Lunes 8:00"),
        ("<p>Una\n  línea\n  partida</p>", "Una línea partida"),
        ("Primera\nSegunda", "Primera\nSegunda"),
        ("pal<b>abr</b>a", "palabra"),
        ("Agua &amp; luz &#8211; 3&nbsp;&euro;", "Agua & luz – 3 €"),
        ("Agua &amp;amp; luz", "Agua & luz"),
        ("&lt;p&gt;Escapado&lt;/p&gt;&lt;p&gt;de más&lt;/p&gt;", "Escapado\nde más"),
        ("<script>var a='<p>no</p>';</script>Sí<style>p{}</style>", "Sí"),
        ("<!-- nada --><p>Algo</p><!-- sin cerrar", "Algo"),
        ("<![CDATA[<p>Dentro</p>]]>", "Dentro"),
        ("3 < 5 y 7 > 2", "3 < 5 y 7 > 2"),
        ('<a title="a > b" href="x">enlace</a>', "enlace"),
        ('<p class="sin cerrar>Texto</p>', "Texto"),
        ('Cortado en <a href="https://r.exam', "Cortado en"),
        ("a\u202eb\u0007c", "abc"),
        ("a&amp;#8238;b&amp;#8203;c", "abc"),
        ("escrito por<a href='x'>Ana</a>en<a href='y'>Zafra</a>.", "escrito por Ana en Zafra."),
        ("&lt;!-- SC_OFF --&gt;&lt;p&gt;Agua&lt;/p&gt;&lt;!-- SC_ON --&gt;", "Agua"),
        ("NiÃ±os de MÃ©rida", "Niños de Mérida"),
        ("La revista «AMANHÃ» y el año", "La revista «AMANHÃ» y el año"),
        (f"Cifra &#{'9' * 5000}; y &#x{'0' * 5000}", "Cifra y"),
        ("👩‍👩‍👧 ñandú", "👩‍👩‍👧 ñandú"),
        ("n\u0303andu", "ñandu"),
    ],
)
def test_markup_becomes_words(html, text):
    assert text_of(html) == text


def test_an_ampersand_within_an_address_is_no_entity():
    assert text_of("https://r.example/?a=1&copy=2 <b>x</b>").startswith("https://r.example/?a=1")
    assert text_of("https://r.example/?a=1&b=2") == "https://r.example/?a=1&b=2"


def test_what_a_text_says_after_its_title_is_told_apart():
    assert beyond("Sin agua", "Sin agua.\nDesde las ocho.") == "Desde las ocho."
    assert beyond("Sin agua en…", "Sin agua en la plaza") == "la plaza"
    assert beyond("Sin agua", "Sin agua") == ""
    assert beyond("Obras", "Desde\nlas ocho") == "Desde las ocho"


def test_a_title_is_one_line():
    assert line_of("\n  Corte de <b>agua</b>\n  en  el barrio ") == "Corte de agua en el barrio"


def test_the_opening_ends_at_a_word():
    text = "Cortada la carretera de Valdehierro, por un desprendimiento según fuentes de la Guardia"

    made = opening(text)

    assert (
        made == "Cortada la carretera de Valdehierro, por un desprendimiento según fuentes de la…"
    )
    assert len(made) <= 81
    assert opening("Corto.") == "Corto."
    assert opening("x" * 300) == "x" * 80 + "…"


def test_what_is_shown_neither_runs_nor_fetches():
    shown = safe_html(
        '<p onclick="x()" style="background:url(https://m.example/1.png)">Hola</p>'
        '<script src="https://m.example/x.js">x()</script><style>@import "m.css";</style>'
        '<img src="https://m.example/pixel.gif" alt="Una farola">'
        '<iframe src="https://m.example"></iframe><object data="x"></object>'
        '<link rel="stylesheet" href="https://m.example/x.css"><svg><image href="x"/></svg>'
        '<video poster="https://m.example/p.jpg"></video><form action="x"><input></form>',
        BASE,
    )

    assert "m.example" not in shown
    assert re.findall(r"<(\w+)", shown) == ["p"]
    assert "Una farola" in shown


def test_links_lead_to_the_web_and_relative_ones_are_resolved():
    shown = safe_html(
        '<a href="../otra/">a</a><a href="javascript:x()">b</a><a href="file:///c">c</a>'
        '<a href="https://d.example/?x=1&amp;y=2" target="_blank">d</a>'
        '<a href="JaVa\nScript:x">e</a><a href="http://[">f</a><a href="http://g.example/">g</a>',
        BASE,
    )

    assert re.findall(r'href="([^"]*)"', shown) == [
        "https://radio.example/2026/otra/",
        "https://d.example/?x=1&amp;y=2",
        "http://g.example/",
    ]


def test_lists_and_emphasis_stay():
    html = "<ul><li><b>Pan</b></li></ul>"
    assert safe_html(html, BASE) == html


STRUCTURE = (
    "p b strong i em u s del ins sub sup small blockquote q cite code pre ul ol dl"
    " h1 h2 h3 h4 h5 h6 div span"
)


@in_turn("tag", STRUCTURE.split())
def test_what_structures_a_text_stays(tag):
    assert safe_html(f"<{tag}>Agua</{tag}>", BASE) == f"<{tag}>Agua</{tag}>"


def test_a_table_stays():
    html = (
        "<table><caption>Cortes</caption><thead><tr><th>Calle</th></tr></thead>"
        "<tbody><tr><td>Mayor</td></tr></tbody><tfoot><tr><td>Fin</td></tr></tfoot></table>"
    )
    assert safe_html(html, BASE) == html


def test_the_description_of_an_image_is_no_markup():
    shown = safe_html("""<img alt='<b>x</b>"&lt;i&gt;' src=x><img src=y>""", BASE)
    assert "<b>" not in shown.replace("&lt;b&gt;", "")
    assert "<i>" not in shown
    assert "<img" not in shown


HOSTILE = st.text("<>/=\"' abipsrcjt!-:&;#x\n", max_size=120) | st.text(max_size=60)


@given(HOSTILE)
def test_no_markup_is_too_odd(html):
    text = text_of(html)
    assert text == text.strip()
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", text)
    assert not re.search(r"<(?:script|img|iframe)|\son\w+=[^&]*>", safe_html(html, BASE))


def test_a_long_hostile_text_takes_no_time():
    for piece in ("<a ", "<a '", '<a "', "<!--", "<script", "&", "<", "<p><", "<img "):
        assert isinstance(text_of(piece * 20_000), str)
