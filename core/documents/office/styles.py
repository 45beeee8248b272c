"""The paragraph styles of DOCX and ODT: of a book, of what boxes fill, and of a sheet."""

from dataclasses import replace
from typing import Any

from core.documents import arrangement, close, looks
from core.documents.looks import (
    ACTION,
    ALERT,
    BLANK,
    BOX_TITLE,
    BRAND,
    CODE,
    CONTENTS,
    CONTENTS_TITLE,
    COVER_GAP,
    COVER_KICKER,
    COVER_LINE,
    COVER_OWNER,
    COVER_STAMP,
    DAY,
    FIELD,
    FIELD_LABEL,
    GAP,
    HELP,
    INK,
    KEY_NUMBER,
    KICKER,
    LEAD,
    MATRIX,
    MATRIX_HEAD,
    MATRIX_MUTED,
    MUTED,
    NEVER,
    NEVER_GROUND,
    NEVER_TITLE,
    PHASE_HEAD,
    PHONE,
    PHONES_TITLE,
    PICTURE,
    PLACE,
    SIGNATURE,
    SIGNATURE_NOTE,
    SIGNATURE_ROLE,
    SIGNED,
    SMALLER,
    STAMP,
    TABLE,
    TABLE_HEAD,
    TABLE_ITEM,
    TABLE_MUTED,
    TICK,
    TICKED,
    TINT,
    WATERMARK,
    WHITE,
    WHO,
)
from core.documents.model import CalloutKind, Document
from core.documents.office.paragraph_style import ParagraphStyle
from core.documents.rich import plain

_BAND = {KICKER: 8.5, "Title": 23, "Subtitle": 10.5}
"""Sizes of what stands on a band."""
_COVER = (COVER_OWNER, COVER_KICKER, COVER_GAP, COVER_LINE, COVER_STAMP)
"""Whose a cover is, how far down its words stand, and what stands at its foot."""
# Points of a page below the title of the contents, and from line to line.
_CONTENTS_HEIGHT = 660.0
_CONTENTS_PITCH, _CONTENTS_LEAST = 15.2, 9.0
_CONTENTS_LETTERS = 80

# Letters of a title of two lines, and of what stands below it, in the type of a cover.
_SHORT_TITLE, _SHORT_SUBTITLE = 40, 120
_BAR: dict[str, Any] = {"size": 13, "above": 6, "below": 0, "pitch": 19}
_CLOSE_BAR: dict[str, Any] = {"size": 11, "above": 2, "below": 0, "pitch": 14}
"""The heading of a phase, or of another part of a sheet."""
_ONE_LINE = ((28, 26), (38, 21))
"""Letters of a title on a band, and the size that they may have on one line."""
_OF_COVER = ((20, 48), (70, 34))
"""And of a title on a cover."""
SHEET_TITLE = "Heading 1"
"""Of a sheet that is bound in: it stands on a band, too."""
_BOUND: dict[str, dict[str, Any]] = {
    SHEET_TITLE: {"above": 0},
    LEAD: {"size": 10, "colour": INK, "bold": True},
    "Header": {"size": 9, "colour": INK, "bold": True, "below": 1.5},
    TABLE: {"above": 0.6, "below": 1.2},
    TABLE_MUTED: {"above": 1, "below": 0.5},
    "Heading 3": {"size": 10, "above": 3, "below": 1},
}
"""And of a notebook, whose pages have the words of those on paper: each as far below its head."""
_OF_DAY, _TICKED, _DAY = 12.5, 13, 10.5
"""Points of a line of a day and of a table that has a box, and of the number of a day."""
_WITH_PICTURES = (PICTURE, CODE, KICKER, COVER_OWNER)
_LINE = 20.0
"""Points of a line of a sheet to write on, below or beside its label."""
_LEADING = {False: 0.96, True: 0.92}
"""Height of a line against that of its letters, about as on paper, and where pages are full."""
_BOX_WIDE, _BLANK_WIDE = 0.8, 0.2
"""Of a box to tick and of the blank after it, against the size of their letters."""
_CLOSER = 0.5
"""What is between the paragraphs of what has no cover against those of a book."""

_ON_COVER, _IN_COVER = (COVER_KICKER, "Title", "Subtitle"), 14
"""What stands on the ground of the cover of a notebook, and points of it around these words."""
_IN_CALLOUT = 3
"""Points of its ground above and below the words of a note."""
_CALLOUTS = {
    CalloutKind.INFO: (TINT, BRAND),
    CalloutKind.WARNING: ("FFF6DA", "7A5600"),
    CalloutKind.NEVER: (NEVER_GROUND, ALERT),
}

_BOOK: dict[str, dict[str, Any]] = {
    "Normal": {"size": 10.5, "below": 4},
    LEAD: {"size": 13, "below": 3.5},
    "Heading 2": {"size": 13, "above": 12, "below": 4},
    "List Bullet": {"size": 10.5, "below": 1},
    "List Number": {"size": 10.5, "below": 1},
    "Header": {"below": 4.5},
    "Caption": {"above": 3, "below": 3},
    PICTURE: {"size": 10.5, "above": 4},
    SIGNED: {"above": 56},
    WATERMARK: {"size": 9, "below": 3},
    CONTENTS_TITLE: {"below": 0},
}
"""What a book has about as on paper, a little less: what stands on a page there has room on one."""
_CHAPTERS: dict[str, dict[str, Any]] = {
    "Heading 1": {"above": 30, "below": 18},
    TABLE: {"size": 10.5, "above": 0, "below": 0},
    TABLE_HEAD: {"above": 1.5, "below": 1.5},
    TABLE_ITEM: {"size": 10.5, "above": 0, "below": 0},
    TABLE_MUTED: {"below": 0},
    MATRIX: {"size": 9.5},
}
"""And one with chapters, which a rule sets off on paper."""
_NO_CHAPTERS: dict[str, dict[str, Any]] = {
    "Normal": {"below": 3.2},
    CONTENTS_TITLE: {"size": 18},
    "Heading 1": {"above": 12, "below": 3.5},
    TABLE_HEAD: {"above": 1, "below": 1},
    TABLE_MUTED: {"below": 0},
    **{name: {"above": 0, "below": 0, "loose": 1.0} for name in (TABLE, TABLE_ITEM)},
    **{name: {} for name in (LEAD, "Heading 2", "List Bullet", "List Number")},
}
"""And one whose parts open no page: these are smaller where that saves one on paper."""
_BOXES: dict[str, dict[str, Any]] = {
    TABLE: {"above": 1.4, "below": 1.4},
    PICTURE: {"above": 0},
    **{name: {"size": 10} for name in ("Normal", "List Bullet")},
}
"""And what boxes fill, which stays on its two pages where letters are wider."""


def of(document: Document, size: float = 1.0) -> list[ParagraphStyle]:
    """Every style of the document, the base of all first, in letters of that size."""
    accent = ALERT if document.urgent else BRAND
    chapter = 22 if arrangement.has_chapters(document) else 18
    usual = [
        ParagraphStyle("Normal", 11, below=6),
        ParagraphStyle(
            "Title", _title_size(document), accent, bold=True, above=2, below=2, keep=True
        ),
        ParagraphStyle("Subtitle", 16 if document.cover else 14, MUTED, below=4, keep=True),
        ParagraphStyle(KICKER, 9, MUTED, bold=True, keep=True),
        ParagraphStyle(STAMP, 9.5, INK, below=14),
        ParagraphStyle(LEAD, 13.5, MUTED, below=8, keep=True),
        ParagraphStyle("Heading 1", chapter, accent, bold=True, above=18, below=6, keep=True),
        ParagraphStyle("Heading 2", 14, accent, bold=True, above=14, below=5, keep=True),
        ParagraphStyle("Heading 3", 12, accent, bold=True, above=10, below=4, keep=True),
        ParagraphStyle("Heading 4", 11, accent, bold=True, above=8, below=3, keep=True),
        ParagraphStyle("Heading 5", 11, MUTED, bold=True, above=8, below=3, keep=True),
        ParagraphStyle("List Bullet", 11, below=3),
        ParagraphStyle("List Number", 11, below=3),
        ParagraphStyle("Caption", 9.5, MUTED, above=6, below=4),
        ParagraphStyle(PICTURE, 11, above=6),
        ParagraphStyle("Footer", 8.5, MUTED),
        ParagraphStyle(KEY_NUMBER, 16, BRAND, bold=True, below=3),
        ParagraphStyle(FIELD, 11, above=9, below=4),
        ParagraphStyle(TABLE, 10, above=2, below=2),
        ParagraphStyle(TABLE_HEAD, 10, BRAND, bold=True, above=3, below=3, keep=True),
        ParagraphStyle(TABLE_MUTED, 9, MUTED, below=2),
        ParagraphStyle(FIELD_LABEL, 9, MUTED, above=4),
        ParagraphStyle(TABLE_ITEM, 10, above=1, below=1),
        ParagraphStyle(CODE, 10, above=3, below=3),
        ParagraphStyle(GAP, 6),
        ParagraphStyle(MATRIX, 9, above=1, below=1),
        ParagraphStyle(MATRIX_MUTED, 8, MUTED, below=1),
        ParagraphStyle(MATRIX_HEAD, 7.5, BRAND, bold=True, above=2, below=2, keep=True),
        ParagraphStyle(BOX_TITLE, 11.5, BRAND, bold=True, above=3, below=3),
        ParagraphStyle(SIGNATURE_ROLE, 9.5, MUTED, bold=True, above=3, keep=True),
        ParagraphStyle(SIGNATURE, 10, bold=True, above=56, below=4, line="top", air=9),
        ParagraphStyle(SIGNATURE_NOTE, 9, MUTED, below=3),
        ParagraphStyle(SIGNED, 9, MUTED, above=86, below=8, line="top", air=8),
        ParagraphStyle(WATERMARK, 10, MUTED, bold=True, below=4),
    ]
    front = [
        ParagraphStyle("Header", 8.5, MUTED, below=8, line="bottom"),
        ParagraphStyle(COVER_OWNER, 13, bold=True, above=40, keep=True, centred=True),
        ParagraphStyle(
            COVER_KICKER, 11, MUTED, bold=True, above=_over(document), below=4, keep=True
        ),
        ParagraphStyle(COVER_GAP, 6, above=_cover_gap(document)),
        ParagraphStyle(COVER_LINE, 11, below=3),
        ParagraphStyle(COVER_STAMP, 9.5, MUTED, above=12, line="top"),
        ParagraphStyle(CONTENTS_TITLE, 22, accent, bold=True, below=12, keep=True),
    ]
    made = usual + front + [look for kind in CalloutKind for look in _callout(kind)]
    if looks.closer(document):
        made = [look if look.name in _COVER else _close(look, size) for look in made]
    else:
        chapters = arrangement.has_chapters(document)
        parts = _CHAPTERS if chapters else _NO_CHAPTERS
        own = _BOXES if looks.filled_by_boxes(document) else parts
        made = [replace(look, **_BOOK.get(look.name, {}) | own.get(look.name, {})) for look in made]
        made = [_smaller(look, size) if look.name in own else look for look in made]
    if looks.dense(document):
        written: dict[str, Any] = {"above": 0, "below": 0, "pitch": _LINE}
        made = [replace(look, **written) if look.name == FIELD else look for look in made]
        share = close.share(document)
        made += [_smaller(look, share) for look in _sheet()]
        made.append(ParagraphStyle(TICK, close.TICK, pitch=close.TICK))
        made += [
            replace(look, name=BLANK, below=1, pitch=close.BLANK)
            for look in made
            if look.name == PHONE
        ]
        bar = _CLOSE_BAR if looks.closer(document) and size <= SMALLER else _BAR
        made = [
            replace(_on(look, INK), **bar) if look.name == looks.bar(document) else look
            for look in made
        ]
    if document.bound:
        made = [replace(look, **_BOUND.get(look.name, {})) for look in made]
        made = [_on(look, accent) if look.name == SHEET_TITLE else look for look in made]
        made = [_on_cover(look, accent) if look.name in _ON_COVER else look for look in made]
    if looks.banded(document):
        made = [_in_band(look, accent) if look.name in _BAND else look for look in made]
    [words] = (look for look in made if look.name == TABLE)
    ticked = _ticked(document, words)
    small = next(look for look in made if look.name == TABLE_MUTED)
    made += [ticked, replace(small, name=PLACE, colour=INK, indent=ticked.indent)]
    made.append(replace(words, name=DAY, size=_DAY, pitch=_DAY + 0.5))
    leading = _LEADING[document.bound or looks.filled_by_boxes(document)]
    return [_leaded(look, leading) for look in made] + _contents(document)


def _leaded(look: ParagraphStyle, leading: float) -> ParagraphStyle:
    """Lines so close, but for what has a height of its own; of a picture in a closer line
    LibreOffice draws the top no more, and beside a band whose lines are single it leaves white
    bars."""
    if look.pitch or look.loose:
        return look
    whole = 1.05 if look.framed else 1 if look.name in _WITH_PICTURES else 0
    return replace(look, loose=whole or leading)


def _ticked(document: Document, look: ParagraphStyle) -> ParagraphStyle:
    """Words beside a box to tick, below which they do not go on."""
    box = looks.letters(document)[looks.BOX].size
    wide = round(_BOX_WIDE * box + _BLANK_WIDE * look.size, 1)
    ticked = replace(look, name=TICKED, indent=wide, hanging=True)
    return replace(ticked, pitch=_OF_DAY if looks.is_month(document) else _TICKED)


def _contents(document: Document) -> list[ParagraphStyle]:
    """The entries of the contents, close enough to fit under its title on one page.

    With so many that they could not be read they are set as usual, on several pages.
    """
    listed = arrangement.contents(document)
    chapters = sum(entry.level == 1 for entry in listed)
    parted = chapters < len(listed)
    lines = sum(-(-len(entry.text) // _CONTENTS_LETTERS) for entry in listed)
    pitch = _CONTENTS_HEIGHT / max(1.0, lines + chapters / 2)
    pitch = min(pitch, _CONTENTS_PITCH) if pitch >= _CONTENTS_LEAST else _CONTENTS_PITCH
    size = min(11.0, round(2 * pitch / 1.1) / 2)
    return [
        ParagraphStyle(
            CONTENTS[0], size, bold=parted, above=round(pitch / 2, 1), pitch=round(pitch, 1)
        ),
        ParagraphStyle(CONTENTS[1], size, pitch=round(pitch, 1), indent=14),
    ]


def _on_cover(look: ParagraphStyle, accent: str) -> ParagraphStyle:
    return replace(_on(look, accent), below=0, inside=_IN_COVER, beside=_IN_COVER)


def _in_band(look: ParagraphStyle, accent: str) -> ParagraphStyle:
    size = min(look.size, _BAND[look.name])
    return replace(_on(look, accent), size=size, above=0, below=0, inside=4)


def on_band(ground: str) -> ParagraphStyle:
    """What makes the title of a sheet stand on that ground; nothing else of it is said."""
    return _on(ParagraphStyle(SHEET_TITLE, 0), ground)


def _on(look: ParagraphStyle, ground: str) -> ParagraphStyle:
    return replace(look, colour=WHITE, ground=ground, edge=ground, framed=True)


def _sheet() -> list[ParagraphStyle]:
    """What a checklist is made of: the bars of its phases, what is done, by whom."""
    help_, never = close.HELP, close.NEVER
    return [
        ParagraphStyle(PHASE_HEAD, 9, WHITE, bold=True, pitch=16),
        ParagraphStyle(ACTION, close.ACTION, bold=True, pitch=close.ACTION * 1.2),
        ParagraphStyle(HELP, help_, below=1, pitch=help_ * 1.2),
        ParagraphStyle(WHO, help_, bold=True, pitch=help_ * 1.2),
        ParagraphStyle(NEVER_TITLE, 11, ALERT, bold=True, above=3, pitch=14),
        ParagraphStyle(PHONES_TITLE, 11, BRAND, bold=True, above=3, pitch=14),
        ParagraphStyle(NEVER, never, bold=True, pitch=never * 1.2, indent=8, hanging=True),
        ParagraphStyle(PHONE, close.PHONE, pitch=close.PHONE * 1.2),
    ]


def _smaller(look: ParagraphStyle, size: float) -> ParagraphStyle:
    return replace(
        look,
        size=round(2 * look.size * size) / 2,
        above=round(look.above * size, 1),
        pitch=round(look.pitch * size, 1),
    )


def _close(look: ParagraphStyle, size: float) -> ParagraphStyle:
    """The same, smaller and with less around it."""
    return replace(
        look,
        size=round(2 * look.size * size) / 2,
        above=round(look.above * _CLOSER, 1),
        below=round(look.below * _CLOSER, 1),
        pitch=4 if look.name == GAP else look.pitch,
    )


def _title_size(document: Document) -> float:
    if document.cover is None:
        size = next((size for most, size in _ONE_LINE if len(document.title) <= most), 19)
        return size if looks.banded(document) else 26
    # A long title must leave room for the lines at the foot of the cover.
    return next((size for most, size in _OF_COVER if len(document.title) <= most), 26)


def _cover_gap(document: Document) -> float:
    """What is free between the title of a cover and what stands at its foot."""
    short = len(document.title) <= _SHORT_TITLE and len(plain(document.subtitle)) <= _SHORT_SUBTITLE
    return 230 + (50 if short else 0)


def _over(document: Document) -> float:
    """What is free above the title of a cover, which stands as high with the arms as without."""
    return 150 + (60 if document.crest is None else 0)


def _callout(kind: CalloutKind) -> tuple[ParagraphStyle, ParagraphStyle]:
    ground, colour = _CALLOUTS[kind]
    return (
        ParagraphStyle(
            looks.callout_title(kind),
            12,
            colour,
            bold=True,
            above=8,
            ground=ground,
            edge=colour,
            keep=True,
            inside=_IN_CALLOUT,
        ),
        ParagraphStyle(
            looks.callout_text(kind), 11, ground=ground, edge=colour, inside=_IN_CALLOUT
        ),
    )
