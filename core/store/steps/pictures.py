"""Photographs and captures that are kept with a mention, an incident, a case or a person."""

SCRIPT = """
-- Made small, without what it told of place and camera. It belongs to one thing, and goes with it.
CREATE TABLE picture (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mention_id INTEGER REFERENCES item (id) ON DELETE CASCADE,
    incident_id INTEGER REFERENCES incident (id) ON DELETE CASCADE,
    moderation_id INTEGER REFERENCES moderation (id) ON DELETE CASCADE,
    complainant_id INTEGER REFERENCES complainant (id) ON DELETE CASCADE,
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',        -- who took it, or where it was seen
    alt TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL,                   -- sha256 of the image, hexadecimal
    image BLOB NOT NULL,                    -- PNG or JPEG, at most 1600 px and 500 kB
    CHECK ((mention_id IS NOT NULL) + (incident_id IS NOT NULL)
        + (moderation_id IS NOT NULL) + (complainant_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX picture_mention ON picture (mention_id);
CREATE INDEX picture_incident ON picture (incident_id);
CREATE INDEX picture_moderation ON picture (moderation_id);
CREATE INDEX picture_complainant ON picture (complainant_id);
"""
