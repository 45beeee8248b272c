"""The calendar: what is published when, where, for whom, and what was decided of it."""

SCRIPT = """
-- What belongs together: an event with what is said before and after it, a deadline with its
-- reminders, what comes again and again.
CREATE TABLE series (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('event', 'deadline', 'repeated', 'imported')),
    title TEXT NOT NULL,
    rule TEXT NOT NULL DEFAULT ''           -- RRULE of RFC 5545, of what comes again
) STRICT;

-- Day and hour are those of the town's clock; an idea may have neither, without an hour it is for
-- the whole day.
CREATE TABLE calendar_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    day TEXT,
    hour TEXT,
    state TEXT NOT NULL DEFAULT 'idea'
        CHECK (state IN ('idea', 'planned', 'ready', 'published', 'held', 'dropped')),
    use TEXT REFERENCES use (name) ON DELETE SET NULL,
    objective_id INTEGER REFERENCES objective (id) ON DELETE SET NULL,
    owner_id INTEGER REFERENCES person (id) ON DELETE SET NULL,
    substitute_id INTEGER REFERENCES person (id) ON DELETE SET NULL,
    place TEXT NOT NULL DEFAULT '',
    image TEXT NOT NULL DEFAULT '',         -- where it lies: a file or an address
    alt TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    ask_on TEXT,                            -- the day on which to ask whether it is still true
    ask_whom TEXT NOT NULL DEFAULT '',
    confirmed_on TEXT,                      -- the day on which somebody said that it is
    series_id INTEGER REFERENCES series (id) ON DELETE SET NULL,
    mention_id INTEGER REFERENCES item (id) ON DELETE SET NULL,
    lesson_id INTEGER REFERENCES lesson (id) ON DELETE SET NULL,
    held_from TEXT NOT NULL DEFAULT ''
        CHECK (held_from IN ('', 'idea', 'planned', 'ready')),
    held_why TEXT NOT NULL DEFAULT '',
    incident_id INTEGER REFERENCES incident (id) ON DELETE SET NULL,
    uid TEXT NOT NULL DEFAULT '',           -- what another calendar calls it
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX calendar_item_day ON calendar_item (day);
CREATE INDEX calendar_item_use ON calendar_item (use);
CREATE INDEX calendar_item_objective ON calendar_item (objective_id);
CREATE INDEX calendar_item_owner ON calendar_item (owner_id);
CREATE INDEX calendar_item_substitute ON calendar_item (substitute_id);
CREATE INDEX calendar_item_series ON calendar_item (series_id);
CREATE INDEX calendar_item_mention ON calendar_item (mention_id);
CREATE INDEX calendar_item_lesson ON calendar_item (lesson_id);
CREATE INDEX calendar_item_incident ON calendar_item (incident_id);
CREATE INDEX calendar_item_uid ON calendar_item (uid);

CREATE TABLE calendar_channel (
    id INTEGER PRIMARY KEY,
    item_id INTEGER NOT NULL REFERENCES calendar_item (id) ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    UNIQUE (item_id, channel_id)
) STRICT;
CREATE INDEX calendar_channel_channel ON calendar_channel (channel_id);

CREATE TABLE calendar_audience (
    id INTEGER PRIMARY KEY,
    item_id INTEGER NOT NULL REFERENCES calendar_item (id) ON DELETE CASCADE,
    audience_id INTEGER NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
    UNIQUE (item_id, audience_id)
) STRICT;
CREATE INDEX calendar_audience_audience ON calendar_audience (audience_id);

-- A text in a language: of a channel, or without one of all that have none of their own.
CREATE TABLE calendar_text (
    id INTEGER PRIMARY KEY,
    item_id INTEGER NOT NULL REFERENCES calendar_item (id) ON DELETE CASCADE,
    channel_id INTEGER REFERENCES channel (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX calendar_text_item ON calendar_text (item_id);
CREATE INDEX calendar_text_channel ON calendar_text (channel_id);

-- Where it went out, when, and by whom: as it was said then.
CREATE TABLE calendar_published (
    id INTEGER PRIMARY KEY,
    item_id INTEGER NOT NULL REFERENCES calendar_item (id) ON DELETE CASCADE,
    channel_id INTEGER REFERENCES channel (id) ON DELETE SET NULL,
    channel TEXT NOT NULL DEFAULT '',
    published_at TEXT NOT NULL,
    who TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX calendar_published_item ON calendar_published (item_id);
CREATE INDEX calendar_published_channel ON calendar_published (channel_id);
CREATE INDEX calendar_published_at ON calendar_published (published_at);

-- Elections that have no date of their own, and the municipal ones once they are decreed.
CREATE TABLE election (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    decree TEXT NOT NULL DEFAULT '',
    territory TEXT NOT NULL DEFAULT '',
    called_on TEXT NOT NULL,
    voted_on TEXT NOT NULL
) STRICT;

-- What a person decided of an item that the electoral guard asked about; only added to.
CREATE TABLE electoral_decision (
    id INTEGER PRIMARY KEY,
    item_id INTEGER REFERENCES calendar_item (id) ON DELETE SET NULL,
    title TEXT NOT NULL,
    day TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('changed', 'held', 'dropped', 'published')),
    because TEXT NOT NULL DEFAULT '',
    reasons TEXT NOT NULL,                  -- the words and the rules, as they were shown
    text_digest TEXT NOT NULL,              -- of the text that was decided on
    who TEXT NOT NULL DEFAULT '',
    decided_at TEXT NOT NULL
) STRICT;
CREATE INDEX electoral_decision_item ON electoral_decision (item_id);
"""
