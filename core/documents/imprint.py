"""What every page says of itself, in the language of the document: code, version, date, page."""

from datetime import date

from core.days import long_day
from core.documents import glyphs
from core.documents.model import Document, Figure
from core.i18n import _, language

MOST_CODE = 24
LOCALES = {"es": "es_ES", "en": "en_GB"}


def locale(document: Document) -> str:
    """Language and country as office files want them, such as `es-ES`."""
    return LOCALES[document.language].replace("_", "-")


def long_date(document: Document) -> str:
    """The document's date in words: `24 de noviembre de 2026`."""
    return day_in_words(document.date, document.language)


def day_in_words(day: date, code: str) -> str:
    """A day as it stands on paper in a language, in Spanish where no paper is written in it."""
    with language(code):
        return long_day(day)


def stamp(document: Document) -> str:
    """Code, version and date in one line: `DIR-01 · v2 · 24 de noviembre de 2026`."""
    code = glyphs.shorten(document.code, MOST_CODE)
    return f"{code} · v{document.version} · {long_date(document)}"


def page_words(document: Document) -> str:
    """`Page {page} of {pages}` in the document's language, places still open."""
    with language(document.language):
        return _("Page {page} of {pages}")


def caption_words(document: Document, block: int) -> str:
    """`Table {number}: {caption}` in the document's language, places still open."""
    with language(document.language):
        if isinstance(document.blocks[block], Figure):
            return _("Figure {number}: {caption}")
        return _("Table {number}: {caption}")


def contents_title(document: Document) -> str:
    """What stands over the page of contents."""
    with language(document.language):
        # Translators: Title of the list of chapters of a document.
        return _("Contents")


def words(document: Document) -> dict[str, str]:
    """Everything the templates write that is not in the tree. Braces are filled in by them."""
    with language(document.language):
        return {
            "stamp": stamp(document),
            "page": page_words(document),
            "sheet": _("Sheet {page} of {pages}"),
            "part": _("{page} of {pages}"),
            "contents": contents_title(document),
            # Translators: On a step of the plan.
            "notes": _("Notes"),
            "continued": _("{title} (continued)"),
            "done": _("Done"),
            # Translators: A box on paper that says what to do.
            "action": _("Action"),
            "who": _("Who"),
            "hour": _("Time"),
            "number": _("Number"),
            "fold": _("Fold along the dotted lines, cut along the dashed one."),
        }
