"""Which characters paper can show, and what stands in for those it cannot.

The PDF uses one packaged family, so that every computer prints the same pages. It has Latin, Greek
and Cyrillic, but no emoji, Arabic, Hebrew or Chinese. Word processors have fonts for those.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path
from urllib.parse import quote

from core import text as words
from core.i18n import _

FAMILY = "Source Sans Pro"
WEIGHTS = ("Regular", "Semibold", "Bold", "Black")
STAND_IN = "◊"
"""Stands for a run of characters that no packaged font has."""
_NO_BREAK, _LEFT_TO_RIGHT = "\N{NO-BREAK SPACE}", "\N{LEFT-TO-RIGHT MARK}"
_LINE, _BEGINNING = 240, 80
"""Characters of what is typed on one line, and those that tell of what is longer: a file from
outside may hold more than a page, of which six lines say no more than one."""
_SEVERAL_LINES = 1000
"""Characters that a field of several lines takes, or more."""
_MONTH = (
    "de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    "|diciembre)|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
    "|ene|feb|mar|abr|may|jun|jul|ago|sept|oct|nov|dic"
)
_UNIT = re.compile(
    r"(?<=\d) (?=(?:h|min|km|px|×|%|€|people|(?:(?:general|office|private|specific) )?"
    r"(?!antes)[a-záéíóúñ]{3,9}s)(?!\w))"
)
"""Before what nobody reads alone on a line, as people type it: a unit, or what is counted. A longer
word might not fit a narrow column beside its number."""
_LAPSE = re.compile(
    rf"(?<=\d{_NO_BREAK}h) (?=\d\d?.min\b)|(?<=\d d) (?=\d\d?.h\b)|(?<=\d) (?=d \d\d?.h\b)"
    rf"|(?<=\d{_NO_BREAK}×) (?=\d)"
)
"""Within `3 h 12 min`, `2 d 3 h` and `1080 × 1350`."""
_DAY = re.compile(rf"(?:(?<=[^\W\d] \d)|(?<=[^\W\d] \d\d)) (?=(?:{_MONTH})(?!\w))")
"""Between a day and its month within a sentence; a date alone is sought as people type it."""
_YEAR = re.compile(rf"(?<=\d\N{{NO-BREAK SPACE}})(?!de )({_MONTH}) (?=\d{{4}}(?!\d))")
"""Between such a month and its year: `on 1 Nov 2025`; in Spanish `de` parts them."""
_WEEKDAY = re.compile(
    r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Ll]unes|[Mm]artes|[Mm]iércoles|[Jj]ueves"
    r"|[Vv]iernes|[Ss]ábado|[Dd]omingo) (?=\d\d?(?![\w:]))"
)
"""Before the day of the month."""
_EITHER = re.compile(
    r"(?<=(?<!\d)\d) (?=or? \d(?!\d))|(?<=(?<!\d)\d o) (?=\d(?!\d))|(?<=\d or) (?=\d(?!\d))"
)
"""Within `0 o 1`, and `0 or 1`."""
_OFFICE_HOURS = re.compile(r"(?<=\d\N{NO-BREAK SPACE}office) (?=hours)")
_RUNG = re.compile(r"\b(al|el|[Cc]all|on) (?=(?:0|1)\d\d\b)")
"""Before a number that lives hang on: `Llame al 112`."""
_SHORT = re.compile(r"(?<=[^\W\d_]{3}) (?=0\d\d(?!\w| \d))")
"""Before a short number, after the name of who answers it: `Guardia Civil 062`."""
_LAST = re.compile(r"(?<=[,;]) (?=(?:0\d\d|112)(?:[.;)]|$))")
"""And before one that ends a sentence: `si es grave, 112.`"""
_CITED = re.compile(
    r"\b([Aa]rts?\.|[Aa]rtículos?|[Aa]rticles?|núm\.|n\.º|pág\.|d\.[atf]\."
    r"|Ley|Orgánica|Law|Decreto|Decree) (?=\d)"
)
"""After what bears a number: `art. 21`, `d.a. 7.ª`, `Ley 39/2015`."""
_DIGIT = re.compile(r"\d")
_HOURS = re.compile(
    r"(?<![\w:.,])(?:(?:de )?\d\d? a \d\d?(?= h(?!\w))|\d\d?:\d\d (?:a|to) \d\d?:\d\d)"
)
"""From when to when: `de 10 a 13 h`, `10:00 to 13:00`."""
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?: \d{2,3}){1,3}(?!\d)")
"""A telephone number, or one of thousands, in groups."""


def font_files() -> tuple[Path, ...]:
    """The packaged font files that PDF pages use, one per weight."""
    return tuple(map(font_file, WEIGHTS))


def font_file(weight: str) -> Path:
    """The packaged file of one of the `WEIGHTS`."""
    import font_source_sans_pro

    return Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{weight}.ttf"


@cache
def printable() -> frozenset[str]:
    """Every character that all the font files have."""
    return frozenset.intersection(*(_characters(path.read_bytes()) for path in font_files()))


def for_paper(text: str) -> str:
    """The text with only characters that the PDF can show.

    Compatibility forms (mathematical bold, full width) become plain letters; joiners and variation
    selectors go; each run of others becomes `STAND_IN`.
    """
    shown = for_office(text)
    if STAND_IN not in shown and printable().issuperset(shown):
        return shown
    shown = "".join(map(_shown, shown))
    return re.sub(f"{STAND_IN}[{STAND_IN} ]*{STAND_IN}", STAND_IN, shown)


def address(link: str) -> str:
    """The link in ASCII, as PDF and office files want it; what is already escaped stays."""
    return quote(words.clean(link), safe="%/:?#[]@!$&'()*+,;=~")


def for_office(text: str) -> str:
    """The text with only characters that XML allows; emoji and other scripts stay.

    A unit and what is counted stay on the line of their number, a day and its month together, a
    number on that of what bears it, and the hour of the end on that of the beginning.
    """
    typed = words.clean_lines(text)
    if not _DIGIT.search(typed):
        return typed
    whole = _HOURS.sub(lambda hours: hours[0].replace(" ", _NO_BREAK), typed)
    for gap in (_UNIT, _LAPSE, _EITHER, _OFFICE_HOURS, _DAY, _SHORT, _LAST):
        whole = gap.sub(_NO_BREAK, whole)
    for before in (_YEAR, _WEEKDAY, _RUNG, _CITED):
        whole = before.sub(rf"\1{_NO_BREAK}", whole)
    return whole


def unbroken(text: str) -> str:
    """The text of an office file with each number in groups on one line, as on paper.

    A number alone keeps its blanks: it is sought as people type it.
    """
    if _NUMBER.fullmatch(text):
        return text
    return _NUMBER.sub(lambda found: found[0].replace(" ", _NO_BREAK), text)


def ended(text: str) -> str:
    """The text, after whose last Arabic or Hebrew letter numbers are read from the left again.

    Or the groups of a telephone number beside such a name stand in the wrong order (UAX 9, W2).
    """
    kinds = [unicodedata.bidirectional(char) for char in text]
    last = max((n for n, kind in enumerate(kinds, 1) if kind in ("R", "AL")), default=0)
    after = next((kind for kind in kinds[last:] if kind in ("L", "EN")), "EN")
    return f"{text[:last]}{_LEFT_TO_RIGHT}{text[last:]}" if last and after == "EN" else text


def with_blanks(shown: str, given: str) -> str:
    """What is shown of a run of words, with the blanks that part it from the runs around it."""
    if not shown:
        return " " if given else ""
    return f"{_blank(given[0])}{shown}{_blank(given[-1])}"


def _blank(char: str) -> str:
    return char if char == _NO_BREAK else " " * char.isspace()


def unprintable(text: str) -> str:
    """The distinct characters for which paper shows `STAND_IN`, in order of appearance."""
    cleaned = words.clean_lines(text).replace(STAND_IN, "")
    return "".join(dict.fromkeys(char for char in cleaned if _shown(char) == STAND_IN))


def visible(text: str) -> bool:
    """True when paper shows more of it than blanks: not so of marks of direction alone."""
    return any(unicodedata.category(char)[0] not in "CZ" and bool(_shown(char)) for char in text)


def shorten(text: str, most: int = _LINE) -> str:
    """One line of at most `most` characters; an ellipsis after a whole word if some are missing."""
    line = words.clean(text)
    if len(line) <= most:
        return line
    most = _BEGINNING if most == _LINE else most
    cut = line[: most - 1]
    whole = cut.rpartition(" ")[0]
    return (whole if len(whole) > most // 2 else cut).rstrip(" ,;:") + "…"


def beginning(text: str, most: int, first: int = _BEGINNING) -> str:
    """The text, or, where it is longer than its field takes, the `first` letters of what is said on
    one line, and of several lines as much as fits."""
    if len(text) <= most:
        return text
    return shorten(text, first) if most < _SEVERAL_LINES else words.shortened(text, most)


def titled(title: str, most: int = _LINE) -> str:
    """A title on one line of at most `most` characters, or a word for one in which nothing is to be
    read."""
    return shorten(title, most) if visible(title) else _("Untitled")


def called(name: str, most: int = _LINE) -> str:
    """As `shorten`, but a name in which nothing is to be read stays: `render` has words for it."""
    return shorten(name, most) or name


@cache
def _shown(char: str) -> str:
    if char == "\n" or char in printable():
        return char
    category = unicodedata.category(char)
    if category in ("Zl", "Zp"):
        return "\n"
    if category == "Zs":
        return " "
    # Joiners, direction marks, variation selectors, skin tones: they change another character.
    if category in ("Cf", "Mn", "Me", "Sk"):
        return ""
    plain = unicodedata.normalize("NFKC", char)
    return plain if all(part in printable() for part in plain) else STAND_IN


def _characters(font: bytes) -> frozenset[str]:
    """Characters of a TrueType file: its `cmap`, format 4 (OpenType specification)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    directory = (struct.unpack_from(">4s4xLL", font, 12 + 16 * i) for i in range(tables))
    start = next(offset for tag, offset, _ in directory if tag == b"cmap")
    count = struct.unpack_from(">H", font, start + 2)[0]
    offsets = {start + struct.unpack_from(">4xL", font, start + 4 + 8 * i)[0] for i in range(count)}
    formats = {struct.unpack_from(">H", font, offset)[0]: offset for offset in offsets}
    return _segments(font, formats[4])


def _segments(font: bytes, table: int) -> frozenset[str]:
    half = struct.unpack_from(">H", font, table + 6)[0] // 2
    ends = struct.unpack_from(f">{half}H", font, table + 14)
    starts = struct.unpack_from(f">{half}H", font, table + 16 + 2 * half)
    return frozenset(
        chr(code)
        for first, last in zip(starts, ends, strict=True)
        for code in range(first, last + 1)
        if last != 0xFFFF
    )
