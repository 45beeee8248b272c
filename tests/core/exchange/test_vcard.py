"""Contact cards of phones, Outlook and iCloud come in; ours come back as they went."""

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from vobject.icalendar import stringToTextValues

from core.cancel import CancelToken
from core.errors import Cancelled, FileTrouble, ImportTrouble
from core.exchange import vcard, vcard_lines
from core.exchange.vcard import PhoneUse, Vcard
from core.text import clean, clean_lines

pytestmark = pytest.mark.usefixtures("english")


def _card(*lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def _one(data: bytes) -> Vcard:
    file = vcard.read(data)
    assert file.problems == []
    assert len(file.cards) == 1
    return file.cards[0]


def test_a_card_of_an_old_phone_with_quoted_printable_and_soft_breaks():
    card = _one(
        _card(
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Pe=C3=B1a Nu=C3=B1ez;Mar=C3=",
            "=ADa;;;",
            "ORG;CHARSET=ISO-8859-1;ENCODING=quoted-printable:Polic=EDa Local",
            "TEL;CELL:600 000 001",
            "TEL;WORK;VOICE:924 80 00 00",
            "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Primera=0D=0A=",
            "segunda =C3=A1",
            version="2.1",
        )
    )

    assert card.name == "María Peña Nuñez"
    assert card.organisation == "Policía Local"
    assert card.phones == ((PhoneUse.MOBILE, "600 000 001"), (PhoneUse.WORK, "924 80 00 00"))
    assert card.note == "Primera\nsegunda á"


def test_a_card_of_icloud_with_grouped_phones_labels_and_folded_lines():
    card = _one(
        _card(
            "N:Gil;Ana;María;Dra.;",
            "FN:Dra. Ana María Gil",
            "ORG:Centro de Salud;Urgencias",
            "TITLE:Médica\\, coordinadora",
            "item1.TEL;type=pref:924 80 00 01",
            "item1.X-ABLabel:_$!<Work>!$_",
            "item2.TEL:600 000 002",
            "item2.X-ABLabel:Mobile",
            "TEL;type=HOME;type=FAX:924 80 00 02",
            "EMAIL;type=INTERNET;type=WORK:ana@example.org",
            "item3.EMAIL:gil@example.org",
            "CATEGORIES:Sanidad,Equipo de crisis",
            "CATEGORIES:Sanidad",
            "NOTE:Llamar antes de las",
            "  ocho\\nsolo urgencias",
            "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/",
            " 2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcp",
            "REV:2026-11-24T10:00:00Z",
        )
    )

    assert card == Vcard(
        name="Dra. Ana María Gil",
        organisation="Centro de Salud, Urgencias",
        post="Médica, coordinadora",
        phones=(
            (PhoneUse.WORK, "924 80 00 01"),
            (PhoneUse.MOBILE, "600 000 002"),
            (PhoneUse.FAX, "924 80 00 02"),
        ),
        emails=("ana@example.org", "gil@example.org"),
        groups=("Sanidad", "Equipo de crisis"),
        note="Llamar antes de las ocho\nsolo urgencias",
    )


def test_a_card_of_version_four_with_addresses_for_phones_and_the_preferred_first():
    card = _one(
        _card(
            "FN:Luis Pardo",
            "ROLE:Alcalde",
            'TEL;VALUE=uri;TYPE="voice,home":tel:+34-924-80-00-00;ext=12',
            'TEL;VALUE=uri;PREF=1;TYPE="voice,cell":tel:+34-600-000-003',
            'EMAIL;X-LABEL="work: desk":mailto:luis@example.org',
            version="4.0",
        )
    )

    assert card.post == "Alcalde"
    assert card.phones == (
        (PhoneUse.MOBILE, "+34-600-000-003"),
        (PhoneUse.HOME, "+34-924-80-00-00 ext. 12"),
    )
    assert card.emails == ("luis@example.org",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_accents_survive_whatever_encoding_the_file_has(tmp_path, encoding):
    file = tmp_path / "contactos.vcf"
    file.write_bytes(_card("FN:Íñigo Núñez", "ORG:Güímar").decode().encode(encoding))

    card = vcard.read(file).cards[0]

    assert (card.name, card.organisation) == ("Íñigo Núñez", "Güímar")


def test_cards_of_several_programs_joined_into_one_file_keep_their_accents():
    data = _card("FN:Íñigo") + _card("FN:José Peña").decode().encode("latin-1") + _card("FN:Ángel")

    assert [card.name for card in vcard.read(data).cards] == ["Íñigo", "José Peña", "Ángel"]


def test_an_office_without_a_person_has_no_name_of_its_own():
    card = _one(_card("FN:Bomberos", "N:;;;;", "ORG:Bomberos", "TEL:080"))

    assert (card.name, card.organisation) == ("", "Bomberos")


def test_a_card_without_any_name_is_called_by_its_address():
    assert _one(_card("EMAIL:info@example.org")).name == "info@example.org"


def test_a_bad_card_among_good_ones_is_reported_with_its_line():
    data = (
        _card("FN:Ana")
        + b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cortada\r\n"
        + _card("FN:Luis", "una linea sin nada", "TEL:112")
        + _card("REV:2026")
        + b"BEGIN:VCARD\r\nFN:Fin"
    )

    file = vcard.read(data)

    assert [card.name for card in file.cards] == ["Ana", "Luis"]
    assert file.cards[1].phones == ((PhoneUse.OTHER, "112"),)
    assert [problem.line for problem in file.problems] == [5, 11, 14, 18]
    assert all(f"Line {problem.line}:" in problem.sentence for problem in file.problems)


def test_a_card_with_more_phones_than_anybody_rings_keeps_twenty_the_preferred_first():
    lines = [f"TEL;TYPE=CELL:600 000 {number:03d}" for number in range(500)]
    email = "EMAIL:ana@medellin.es"

    file = vcard.read(_card("FN:Ana Gil", *lines, "TEL;TYPE=PREF:924 80 00 00", email))

    (card,) = file.cards
    assert len(card.phones) == 20
    assert card.phones[0] == (PhoneUse.OTHER, "924 80 00 00")
    assert card.phones[19] == (PhoneUse.MOBILE, "600 000 018")
    assert card.emails == ("ana@medellin.es",)
    (problem,) = file.problems
    assert problem.sentence == (
        "Line 1: the card has more than 20 phones or other lines of one kind. The others were left"
        " out."
    )


def test_a_file_of_more_cards_than_a_laptop_bears_is_refused_before_it_is_read():
    card = _card("FN:A")

    assert len(vcard.read(card * 100).cards) == 100
    with pytest.raises(ImportTrouble, match="more than 20,000 rows or cards"):
        vcard.read(card * 20_001)


def test_a_line_made_to_keep_a_parser_busy_is_only_a_bad_line():
    file = vcard.read(_card("FN:Ana", "TEL;TYPE=" + "a," * 20_000 + '"'))

    assert [card.name for card in file.cards] == ["Ana"]
    assert [problem.line for problem in file.problems] == [4]


@pytest.mark.parametrize("value", ["abc\\", "\\", "a\\,b\\", "=ZZ", "a\\qb"])
def test_stray_escapes_do_not_lose_the_card(value):
    assert _one(_card("FN:Ana", f"NOTE:{value}")).note == value.replace("\\,", ",")


def test_an_unknown_character_set_does_not_lose_the_card():
    card = _one(_card("FN;CHARSET=X-UNKNOWN;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9", version="2.1"))

    assert card.name == "José"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"Nombre;Nota\n", "no contact cards"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04 xl/workbook.xml", "spreadsheet"),
    ],
)
def test_a_file_without_cards_is_refused_in_words(data, words):
    with pytest.raises(ImportTrouble, match=words):
        vcard.read(data)


def test_a_file_that_is_gone_is_told_as_such(tmp_path):
    with pytest.raises(FileTrouble, match=r"nada\.vcf"):
        vcard.read(tmp_path / "nada.vcf")


def test_reading_stops_when_the_person_cancels():
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        vcard.read(_card("FN:Ana"), token)


def test_what_is_written_is_vcard_3_folded_at_75_octets_with_our_own_fields():
    card = Vcard(
        name="María Peña",
        note="ñ" * 50 + "n" * 200,
        phones=((PhoneUse.MOBILE, "600 000 001"),),
        extra={"verified_on": "2026-11-24"},
    )

    data = vcard.write([card])

    rows = data.split(b"\r\n")
    assert rows[:4] == [
        b"BEGIN:VCARD",
        b"VERSION:3.0",
        "FN:María Peña".encode(),
        "N:Peña;María;;;".encode(),
    ]
    assert b"TEL;TYPE=CELL:600 000 001" in rows
    assert b"X-PREGON-VERIFIED-ON:2026-11-24" in rows
    assert max(len(row) for row in rows) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_another_program_reads_the_same_in_what_is_written():
    card = Vcard("Ana; la, de \\ Gil", "A, B; C", "Jefa", ((PhoneUse.FAX, "924"),), note="a\nb;c")

    other = vobject.readOne(vcard.write([card]).decode())

    assert other.fn.value == card.name
    assert other.org.value == [card.organisation]
    assert other.title.value == card.post
    assert other.tel.value == "924"
    assert other.note.value == card.note


def test_a_field_of_our_own_with_a_strange_name_is_our_mistake():
    with pytest.raises(ValueError, match="Raro"):
        vcard.write([Vcard("Ana", extra={"Raro;X": "1"})])


TEXTS = (st.text(max_size=90) | st.text("\\;,:=\"'ñ \n🎺", max_size=200)).map(clean)
NOTES = (st.text(max_size=90) | st.text("\\;,:=\n\t ñ", max_size=200)).map(clean_lines)
NUMBERS = st.text("0123456789 +()", min_size=1).map(clean).filter(bool)
CARDS = st.builds(
    Vcard,
    name=TEXTS,
    organisation=TEXTS,
    post=TEXTS,
    phones=st.lists(
        st.tuples(st.sampled_from(PhoneUse), NUMBERS), unique_by=lambda phone: phone[1], max_size=3
    ).map(tuple),
    emails=st.lists(st.emails(), unique=True, max_size=2).map(tuple),
    groups=st.lists(TEXTS.filter(bool), unique=True, max_size=3).map(tuple),
    note=NOTES,
    extra=st.dictionaries(st.from_regex(r"\A[a-z][a-z0-9_]{0,8}\Z"), NOTES, max_size=2),
).filter(lambda card: bool(card.name or card.organisation))


@given(st.lists(CARDS, min_size=1, max_size=3))
def test_cards_come_back_as_they_were_written(cards):
    file = vcard.read(vcard.write(cards))

    assert file.problems == []
    assert file.cards == cards


def test_a_name_of_ten_thousand_characters_and_right_to_left_text_come_back():
    cards = [Vcard("ñ" * 10_000), Vcard("مرحبا 👩‍👩‍👧", note="שלום")]

    assert vcard.read(vcard.write(cards)).cards == cards


@given(st.text('\\\\;,nN":a é\n', max_size=20), st.sampled_from(",;"))
def test_values_are_cut_and_read_as_another_library_does(value, separator):
    ours = [vcard_lines.unescaped(part) for part in vcard_lines.parts(value, separator)]
    # It reads two letters beyond the end of a lone backslash, and drops an empty part at the end.
    closed = value + "\\" * (len(value) - len(value.rstrip("\\")) & 1)
    theirs = stringToTextValues(closed, listSeparator=separator)
    assert ours[: len(theirs)] == theirs
    assert "".join(ours[len(theirs) :]) == ""
