"""The town, the roster, the marks on suggestions, the prints, the decisions."""

SCRIPT = """
-- The town or other body that this workspace belongs to: always exactly one row.
CREATE TABLE town (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    kind TEXT NOT NULL CHECK (kind IN ('municipality', 'other')),
    name TEXT NOT NULL CHECK (name <> ''),
    ine_code TEXT NOT NULL DEFAULT '',      -- five digits; empty for another entity
    alt_name TEXT NOT NULL DEFAULT '',      -- co-official name
    province TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    population INTEGER CHECK (population >= 0),
    population_year INTEGER,
    languages TEXT NOT NULL DEFAULT 'es',   -- of publication, codes separated by blanks
    hours_week REAL CHECK (hours_week BETWEEN 0 AND 168),
    person TEXT NOT NULL DEFAULT '',        -- who runs communications
    post TEXT NOT NULL DEFAULT '',
    crest BLOB,                             -- PNG, sRGB, at most 512 px
    created_at TEXT NOT NULL
) STRICT;

-- Somebody or something to call. A service is a number without personal data.
-- AUTOINCREMENT: the id of a person who was deleted must never be another person's.
CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'service')),
    name TEXT NOT NULL,
    organisation TEXT NOT NULL DEFAULT '',
    post TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    available TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    purpose TEXT NOT NULL DEFAULT '',
    legal_basis TEXT NOT NULL DEFAULT '',
    substitute_id INTEGER REFERENCES contact (id) ON DELETE SET NULL CHECK (substitute_id <> id),
    verified_on TEXT,                       -- local day of the last “still the same”
    no_answer_on TEXT,                      -- local day of the last call without answer
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX contact_substitute ON contact (substitute_id);

CREATE TABLE contact_phone (
    id INTEGER PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    number TEXT NOT NULL CHECK (number <> ''),  -- as it is shown and printed
    label TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX contact_phone_contact ON contact_phone (contact_id, position);

CREATE TABLE contact_group (
    id INTEGER PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    grouping TEXT NOT NULL,
    UNIQUE (contact_id, grouping)
) STRICT;

CREATE TABLE contact_hat (
    id INTEGER PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    hat TEXT NOT NULL,
    UNIQUE (contact_id, hat)
) STRICT;

-- An item that the program proposed and nobody has accepted, changed or removed yet.
CREATE TABLE suggestion (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,                     -- the table of the item
    item_id INTEGER NOT NULL,
    template TEXT NOT NULL,                 -- id in the content files
    reason TEXT NOT NULL,
    UNIQUE (kind, item_id)
) STRICT;

-- What left the program on paper or as a file, so that it can be told when it is out of date.
CREATE TABLE printed (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    language TEXT NOT NULL,
    format TEXT NOT NULL,
    version INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    printed_at TEXT NOT NULL
) STRICT;
CREATE INDEX printed_document ON printed (document, language, printed_at);

-- Decisions of the town, not of this laptop.
CREATE TABLE preference (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
) STRICT;
"""
