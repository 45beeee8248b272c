"""The steps since the first release, one after the other."""

DERIVED = "lower(hex(created_at || ine_code))"
"""The token of a file made before there were any: the same in each of its copies."""

IDENTITY = f"""
-- Drawn when the workspace is made, and the same in each of its copies.
CREATE TABLE identity (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    token TEXT NOT NULL CHECK (token <> '')
) STRICT;
INSERT INTO identity (id, token)
SELECT 1, coalesce((SELECT {DERIVED} FROM town), lower(hex(randomblob(16))));
"""
"""Whose a file is, so that its copies are told from those of another workspace of the same name."""

UNSURE = """
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
"""Listening: what was found by its name alone, and what the person said of it."""

INDEXING = """
-- While there is a row here, whoever stores items puts those from its number on into the index
-- together. One by one, as the trigger does, each becomes a piece of the index of its own, and
-- costs eight times as much. A row lives no longer than the change that made it.
CREATE TABLE unindexed (
    first INTEGER NOT NULL                  -- id of an item
) STRICT;
DROP TRIGGER item_text_insert;
CREATE TRIGGER item_text_insert AFTER INSERT ON item
WHEN NOT EXISTS (SELECT 1 FROM unindexed) BEGIN
    INSERT INTO item_text (rowid, title, text) VALUES (new.id,
        replace(replace(new.title, 'ñ', 'ŋ'), 'Ñ', 'Ŋ'),
        replace(replace(new.text, 'ñ', 'ŋ'), 'Ñ', 'Ŋ'));
END;
"""
"""Listening: many items put into the full-text index in one piece."""
