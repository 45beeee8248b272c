import pytest

from core.documents import glyphs
from tests.core.in_turn import in_turn


def test_the_packaged_fonts_have_the_letters_of_every_language_of_spain():
    letters = set("áéíóúüñçàèòï·ÁÑÇ¿¡«»“”–—…€ºª×·½")

    assert letters <= glyphs.printable()


@in_turn(
    "given, printed",
    [
        ("María 👩‍👩‍👧 👍🏽👍", "María ◊"),
        ("שלום y مرحبا", "◊ y ◊"),
        ("市役所", "◊"),
        ("𝐇𝐨𝐥𝐚 Ａ", "Hola A"),
        ("a\0b\x07c\ue000\ud800d", "abcd"),
        ("cafe\u0301", "café"),
        ("uno\u2028dos\u00a0tres", "uno\ndos\u00a0tres"),
        ("❤\ufe0f", "◊"),
    ],
)
def test_paper_shows_what_the_font_has_and_one_sign_for_the_rest(given, printed):
    assert glyphs.for_paper(given) == printed


def test_all_that_paper_gets_is_in_the_font():
    everything = "".join(chr(code) for code in range(0x3000) if not 0xD800 <= code < 0xE000)

    printed = set(glyphs.for_paper(everything)) - {"\n"}

    assert printed <= glyphs.printable()


def test_word_processors_keep_emoji_and_lose_what_xml_forbids():
    assert glyphs.for_office("Hola 👍 שלום\0\x0b\ud800\ufffe") == "Hola 👍 שלום"


@pytest.mark.parametrize("made", [glyphs.for_paper, glyphs.for_office])
def test_a_unit_stays_on_the_line_of_its_number(made):
    told = made("Jueves de 10 a 13 h, del 5 a 6 km y 10 minutos")

    assert made("3 h 12 min; 2 d 3 h") == "3\xa0h\xa012\xa0min; 2\xa0d\xa03\xa0h"
    assert told == "Jueves de\xa010\xa0a\xa013\xa0h, del 5 a 6\xa0km y 10\xa0minutos"


@pytest.mark.parametrize("made", [glyphs.for_paper, glyphs.for_office])
@in_turn(
    "told, whole",
    [
        ("lo normal es 0 o 1, no 10 o 12", "lo normal es 0~o~1, no 10 o 12"),
        ("0 or 1 are usual, or 3 in all", "0~or~1 are usual, or 3 in all"),
        ("8 usos, 4 canales privados", "8~usos, 4~canales privados"),
        ("up to 600 euros (art. 19.2)", "up to 600~euros (art.~19.2)"),
        ("con el DNI entero (LOPDGDD, d.a. 7.ª)", "con el DNI entero (LOPDGDD, d.a.~7.ª)"),
        ("24 people in 3 days", "24~people in 3~days"),
        ("el artículo 50 de la Ley Orgánica 5/1985", "el artículo~50 de la Ley Orgánica~5/1985"),
        ("Law 39/2015, articles 14 and 21", "Law~39/2015, articles~14 and 21"),
        ("12 channels, 4 private channels", "12~channels, 4~private channels"),
        ("by 31 December 2027 · 1 Nov", "by 31~December~2027 · 1 Nov"),
        ("(reviewed on 1 Nov 2025)", "(reviewed on 1~Nov~2025)"),
        ("(revisado el 1 nov 2025)", "(revisado el 1~nov~2025)"),
        ("they close on Friday 20", "they close on Friday~20"),
        ("cierran el viernes 20 de marzo", "cierran el viernes~20~de marzo"),
        ("los viernes 11:00", "los viernes 11:00"),
        ("within 7 office hours", "within 7~office~hours"),
        ("Llame al 112 ahora", "Llame al~112 ahora"),
        ("Si es grave, 112.", "Si es grave,~112."),
        ("de 7 a 23 h; de noche, 062", "de~7~a~23~h; de noche,~062"),
        ("Call 112 or 062", "Call~112 or 062"),
        ("Guardia Civil 062 · Suicidio 024.", "Guardia Civil~062 · Suicidio~024."),
        ("1080 × 1350 px", "1080~×~1350~px"),
        ("para el 31 de diciembre de 2027", "para el 31~de diciembre de 2027"),
        ("11:00 Market, 112 Mayor", "11:00 Market, 112 Mayor"),
        ("Thursdays, 10:00 to 13:00", "Thursdays, 10:00~to~13:00"),
        # A long word might not fit a narrow column with its number.
        ("2 publicaciones, 2 de 5, 112 antes", "2 publicaciones, 2 de 5, 112 antes"),
    ],
)
def test_a_number_stays_with_what_it_counts_and_with_what_bears_it(made, told, whole):
    assert made(told) == whole.replace("~", "\xa0")


def test_a_number_in_groups_stays_on_one_line_of_a_sentence():
    told = glyphs.unbroken(
        "Cita en el 924 00 00 02 o el 600 000 016; 84 000 euros, 2 de 5, 1 2 5 6"
    )

    assert told == (
        "Cita en el 924\xa000\xa000\xa002 o el 600\xa0000\xa0016; 84\xa0000 euros, 2 de 5, 1 2 5 6"
    )
    assert glyphs.unbroken("924 00 00 02") == "924 00 00 02"


def test_what_cannot_be_printed_is_told_once_each():
    assert glyphs.unprintable("👍🏽 ok 👍 市") == "👍市"


@pytest.mark.parametrize(
    ("given", "short"),
    [
        ("Lucía", "Lucía"),
        ("Agrupación de voluntarios", "Agrupación de…"),
        ("Aguas y cloro, residuos", "Aguas y cloro…"),
        ("x" * 30, "x" * 15 + "…"),
    ],
)
def test_a_text_is_shortened_after_a_whole_word(given, short):
    assert glyphs.shorten(given, 16) == short


def test_a_link_is_written_in_ascii():
    assert glyphs.address("https://año.example/á b?q=1%20\n") == (
        "https://a%C3%B1o.example/%C3%A1%20b?q=1%20"
    )


@in_turn("text", ["", " \n", "\u200f\u200e", "\u00ad", "\0", "\ufe0f"])
def test_signs_without_shape_are_not_visible(text):
    assert not glyphs.visible(text)
    assert glyphs.visible(f"{text}–")


def test_a_long_line_is_cut_after_a_whole_word_that_is_more_than_half_of_it():
    assert glyphs.shorten("abcde fghij", 11) == "abcde fghij"
    assert glyphs.shorten("abcde fghij k", 8) == "abcde…"
    assert glyphs.shorten("abcd fghijklm", 8) == "abcd fg…"


def test_of_what_nobody_types_on_one_line_the_first_words_tell():
    told = f"{' '.join(['Ana'] * 19)}…"

    assert glyphs.shorten("Ana " * 60) == "Ana " * 59 + "Ana"
    assert glyphs.shorten("Ana " * 61) == told
    assert glyphs.beginning("Ana " * 61, 200) == told
    assert glyphs.beginning("Ana " * 10, 30, 12) == "Ana Ana…"
    assert glyphs.beginning("Ana\n" * 300, 1000) == "Ana\n" * 249 + "Ana…"


def test_words_keep_the_blanks_around_them_and_that_at_which_no_line_ends():
    assert glyphs.with_blanks("Hemos avisado", "\n Hemos avisado ") == " Hemos avisado "
    assert glyphs.with_blanks("Hemos avisado", "\u00a0Hemos avisado") == "\u00a0Hemos avisado"
