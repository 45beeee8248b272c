"""What leaves for another program: text, HTML in which nothing runs, and what a mailto bears."""

from urllib.parse import parse_qs, urlsplit

from core.exchange.outgoing import MAIL_LIMIT, Outgoing, mail

WATER = Outgoing(
    "Corte de agua en Medellín",
    "El martes, de 9:00 a 14:00.\nEn la calle Real.\n\nEl aljibe, en la plaza.",
    "Diario Provincial · 24/11/2026 14:32",
    "https://diario.example/agua?a=1&b=2",
)


def test_as_text_it_has_title_paragraphs_source_and_link():
    assert WATER.plain() == (
        "Corte de agua en Medellín\n\n"
        "El martes, de 9:00 a 14:00.\nEn la calle Real.\n\nEl aljibe, en la plaza.\n\n"
        "Diario Provincial · 24/11/2026 14:32\nhttps://diario.example/agua?a=1&b=2"
    )


def test_as_html_it_keeps_paragraphs_and_lines_and_its_link_can_be_pressed():
    assert WATER.html() == (
        "<p><b>Corte de agua en Medellín</b></p>"
        "<p>El martes, de 9:00 a 14:00.<br>En la calle Real.</p>"
        "<p>El aljibe, en la plaza.</p>"
        "<p>Diario Provincial · 24/11/2026 14:32<br>"
        '<a href="https://diario.example/agua?a=1&amp;b=2">'
        "https://diario.example/agua?a=1&amp;b=2</a></p>"
    )


def test_what_was_written_is_never_html():
    made = Outgoing("<script>x</script>", '"a" & <b>', "<i>yo</i>", 'https://a.example/"><script>')
    assert "<script" not in made.html()
    assert "<i>" not in made.html()
    assert "&lt;b&gt;" in made.html()
    assert 'href="https://a.example/&quot;&gt;&lt;script&gt;"' in made.html()


def test_a_link_is_one_of_the_web_or_none():
    for link in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https:",
        "//a.example",
        "http://[",
        "",
    ):
        made = Outgoing("Aviso", link=link)
        assert (made.plain(), made.html()) == ("Aviso", "<p><b>Aviso</b></p>")


def test_what_is_missing_leaves_no_gap():
    assert Outgoing("", "Sola.\n\n\n", " ", "").plain() == "Sola."
    assert Outgoing("", "").html() == ""


def test_a_chat_leaves_a_long_text_to_its_link_and_has_one_without_link_whole():
    long = "palabra " * 200
    linked = Outgoing("Agua", long, "Diario", "https://diario.example/")
    assert linked.chat() == "Agua\n\nDiario\nhttps://diario.example/"
    assert WATER.chat() == WATER.plain()
    assert Outgoing("Aviso", long).chat() == f"Aviso\n\n{long.strip()}"


def read(address: str) -> tuple[str, str]:
    there = urlsplit(address)
    assert (there.scheme, there.path) == ("mailto", "")
    asked = parse_qs(there.query, strict_parsing=True, keep_blank_values=True)
    return asked["subject"][0], asked["body"][0].replace("\r\n", "\n")


def test_an_e_mail_has_the_title_as_its_subject():
    address, rest = mail(WATER)
    assert read(address) == (WATER.title, WATER.body())
    assert rest == ""
    assert " " not in address


def test_what_a_mailto_does_not_bear_is_the_rest_and_no_word_is_cut():
    text = "\n\n".join(f"Párrafo número {number}: ñandú y cigüeña." for number in range(60))
    address, rest = mail(Outgoing("Aviso", text, "Fuente", "https://a.example/"))
    body = read(address)[1]
    assert len(address) <= MAIL_LIMIT
    assert len(address) > MAIL_LIMIT - 100
    assert f"{body} {rest}".split() == f"{text}\n\nFuente\nhttps://a.example/".split()
    assert rest.endswith("https://a.example/")


def test_a_word_without_end_is_cut_where_there_is_no_more_room():
    address, rest = mail(Outgoing("x", "ñ" * 2000))
    assert len(address) <= MAIL_LIMIT
    assert len(read(address)[1]) + len(rest) == 2000


def test_a_subject_is_one_line_and_no_longer_than_a_mail_program_shows():
    address, _rest = mail(Outgoing("Una\r\nBcc: x@y.example\n" + "muy " * 100, "Hola"))
    subject, body = read(address)
    assert subject.startswith("Una Bcc: x@y.example muy")
    assert subject.endswith("…")
    assert len(subject) <= 150
    assert body == "Hola"
