"""Spanish-aware folding, sorting and cleaning of text."""

import re
import unicodedata

_TILDE = "\u0303"
_AFTER_N = "n\U0010fffd"
# Direction overrides and isolates can hide or reorder what follows them (Unicode TR 36); marks at
# which web pages break their lines would be copied with an address.
_UNSEEN = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF])
_BREAKS = re.compile(r"\s+")


_INNER = str.maketrans("«»“”", "“”‘’")


def fold(text: str) -> str:
    """Lower case without accents, with ñ kept apart from n: what searches compare."""
    if text.isascii():
        return text.lower()
    kept = []
    for char in unicodedata.normalize("NFD", text.casefold()):
        if not unicodedata.combining(char):
            kept.append(char)
        elif char == _TILDE and kept and kept[-1] == "n":
            kept[-1] = "ñ"
    return "".join(kept)


def sort_key(text: str) -> tuple[str, str]:
    """Key of Spanish order: á sorts with a, ñ after every n, case last."""
    return fold(text).replace("ñ", _AFTER_N), text


def clean(text: str) -> str:
    """One line fit to store and print.

    Drops control characters, lone surrogates, direction overrides and marks of line breaks, folds
    white space to single blanks, composes accents (NFC). Emoji and right-to-left letters stay.
    """
    return _BREAKS.sub(" ", clean_lines(text)).strip()


def clean_lines(text: str) -> str:
    """As `clean`, but line breaks stay (as `\\n`), and tabs become blanks."""
    if text.isprintable():
        return unicodedata.normalize("NFC", text).strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (
        char
        for char in text.translate(_UNSEEN)
        if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn")
    )
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def shortened(text: str, most: int) -> str:
    """At most so many characters, the last of them an ellipsis where some are missing."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def unmarked(text: str) -> str:
    """Without the marks that pages hide in addresses to break or turn their lines (`Cf`)."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def loose(text: str) -> str:
    """Folded with ñ as n too: for a search box on a keyboard that has no ñ."""
    return fold(text).replace("ñ", "n")


def words(text: str) -> list[str]:
    """Loosely folded words of a search box: every one must be found."""
    return loose(text).split()


def contains_all(haystack: str, needles: list[str]) -> bool:
    """True when each needle stands somewhere in the haystack; both already folded the same way."""
    return all(needle in haystack for needle in needles)


def within_quotes(text: str) -> str:
    """What is to stand between quotation marks: those it has become the inner ones."""
    return text.translate(_INNER)


def end_of_run(piece: re.Pattern[str], text: str) -> int:
    """Where the pieces end with which a text begins, one after the other; none may be empty.

    Not a repeated group: of 20 MB of pieces it would remember each, in 2 GB, and made possessive
    it matches wrongly in Python 3.11.2, that of Debian 12.
    """
    end = 0
    while found := piece.match(text, end):
        end = found.end()
    return end
