"""How the full-text index of the workspace reads words; every index beside it reads them alike."""

import sqlite3

_SIGNS = "".join(
    map(chr, (*range(0x2300, 0x2400), *range(0x2B00, 0x2C00), *range(0x1F000, 0x1FB00)))
)
"""Pictures and signs. SQLite's tables of letters are of 2012: it takes later emoji for letters,
and “Mérida🤔” for one word."""

TOKENIZER = f"unicode61 remove_diacritics 2 separators ''{_SIGNS}''"
"""For `tokenize='…'` of FTS5, its quotation marks doubled. Accents are folded, and ñ into n with
them: whoever writes into the index writes ŋ for it."""


def forget_deleted(connection: sqlite3.Connection) -> None:
    """Take the words of deleted items out of the index, which only marks them as gone."""
    connection.execute("INSERT INTO item_text (item_text) VALUES ('optimize')")
