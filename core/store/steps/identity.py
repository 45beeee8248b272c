"""Whose a file is, so that its copies are told from those of another workspace of the same name."""

DERIVED = "lower(hex(created_at || ine_code))"
"""The token of a file made before there were any: the same in each of its copies."""

SCRIPT = f"""
-- Drawn when the workspace is made, and the same in each of its copies.
CREATE TABLE identity (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    token TEXT NOT NULL CHECK (token <> '')
) STRICT;
INSERT INTO identity (id, token)
SELECT 1, coalesce((SELECT {DERIVED} FROM town), lower(hex(randomblob(16))));
"""
