"""Listening: what was found by its name alone, and what the person said of it."""

SCRIPT = """
-- A source of the place: where it names us it means us, without any word near the name.
ALTER TABLE source ADD COLUMN local INTEGER NOT NULL DEFAULT 0 CHECK (local IN (0, 1));

-- Where a watch found its name with nothing near it that places it and nothing against it.
-- Reckoned with the hits, and like them found again when the rules differ.
CREATE TABLE doubt (
    watch_id INTEGER NOT NULL REFERENCES watch (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    PRIMARY KEY (watch_id, at, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX doubt_item ON doubt (item_id);

-- Whether an item is ours, where no rule can tell and the person said so: it rules.
CREATE TABLE verdict (
    item_id INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
    ours INTEGER NOT NULL CHECK (ours IN (0, 1)),
    said_at TEXT NOT NULL
) STRICT;
"""
