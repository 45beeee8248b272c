"""Listening: many items put into the full-text index in one piece."""

SCRIPT = """
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
