"""Listening: sources, what they said, watches, stories, alarms."""

from core.store.full_text import TOKENIZER

SCRIPT = f"""
-- Where news comes from. A source that is taken away stays, unseen, while something of it is kept.
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL CHECK (title <> ''),
    recipe TEXT NOT NULL DEFAULT 'feed',    -- id in the content file recipes
    address TEXT NOT NULL CHECK (address <> ''),
    page TEXT NOT NULL DEFAULT '',          -- where people read it
    secret INTEGER NOT NULL DEFAULT 0 CHECK (secret IN (0, 1)),
    enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
    own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1)),   -- all it says is about the town
    weight INTEGER NOT NULL DEFAULT 2 CHECK (weight BETWEEN 1 AND 3),
    language TEXT NOT NULL DEFAULT '',
    minutes INTEGER CHECK (minutes >= 5),   -- between readings; NULL: as all
    silence_days INTEGER CHECK (silence_days >= 0), -- NULL: by its habit; 0: never told
    note TEXT NOT NULL DEFAULT '',
    stopped TEXT NOT NULL DEFAULT '',       -- why listening disabled it by itself
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    added_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX source_address ON source (address) WHERE removed = 0;

-- What listening remembers of a source. Only the listener writes it.
CREATE TABLE reading (
    source_id INTEGER PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    body BLOB,                              -- blake2b of the last body, 16 bytes
    chunks BLOB,                            -- blake2b of each item's bytes in it, 8 bytes each
    tried_at TEXT,
    ok_at TEXT,
    fresh_at TEXT,                          -- when something new came last
    next_at TEXT,
    failures INTEGER NOT NULL DEFAULT 0,    -- in a row
    problem TEXT NOT NULL DEFAULT '',       -- code of core.mentions.health, or empty
    detail TEXT NOT NULL DEFAULT ''
) STRICT;

-- The history of a source's health: one row for as long as the outcome is the same.
CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    times INTEGER NOT NULL DEFAULT 1,
    fresh INTEGER NOT NULL DEFAULT 0,
    problem TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX visit_source ON visit (source_id, id);

-- Everything that was read, and what was noted by hand, which has no source.
CREATE TABLE item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER REFERENCES source (id) ON DELETE CASCADE,
    key BLOB NOT NULL,                      -- identity within the source, 16 bytes
    at TEXT NOT NULL,                       -- published, or else first seen
    seen_at TEXT NOT NULL,
    dated INTEGER NOT NULL DEFAULT 1 CHECK (dated IN (0, 1)),   -- 0: the source gave no date
    title TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    outlet TEXT NOT NULL DEFAULT '',        -- the medium behind a news search; where it was noted
    author TEXT NOT NULL DEFAULT '',        -- kept only when the town decided so
    language TEXT NOT NULL DEFAULT '',
    html BLOB                               -- zlib, only for the reading pane
) STRICT;
CREATE UNIQUE INDEX item_key ON item (source_id, key);
CREATE INDEX item_at ON item (at, id);

-- SQLite folds ñ into n with the accents: in the index it is written ŋ, which nothing folds.
CREATE VIEW item_indexed (id, title, text) AS
SELECT id, replace(replace(title, 'ñ', 'ŋ'), 'Ñ', 'Ŋ'), replace(replace(text, 'ñ', 'ŋ'), 'Ñ', 'Ŋ')
FROM item;
CREATE VIRTUAL TABLE item_text USING fts5(
    title, text, content='item_indexed', content_rowid='id',
    tokenize='{TOKENIZER}'
);
CREATE TRIGGER item_text_insert AFTER INSERT ON item BEGIN
    INSERT INTO item_text (rowid, title, text) VALUES (new.id,
        replace(replace(new.title, 'ñ', 'ŋ'), 'Ñ', 'Ŋ'),
        replace(replace(new.text, 'ñ', 'ŋ'), 'Ñ', 'Ŋ'));
END;
CREATE TRIGGER item_text_delete AFTER DELETE ON item BEGIN
    INSERT INTO item_text (item_text, rowid, title, text) VALUES ('delete', old.id,
        replace(replace(old.title, 'ñ', 'ŋ'), 'Ñ', 'Ŋ'),
        replace(replace(old.text, 'ñ', 'ŋ'), 'Ñ', 'Ŋ'));
END;
CREATE TRIGGER item_text_update AFTER UPDATE OF title, text ON item BEGIN
    INSERT INTO item_text (item_text, rowid, title, text) VALUES ('delete', old.id,
        replace(replace(old.title, 'ñ', 'ŋ'), 'Ñ', 'Ŋ'),
        replace(replace(old.text, 'ñ', 'ŋ'), 'Ñ', 'Ŋ'));
    INSERT INTO item_text (rowid, title, text) VALUES (new.id,
        replace(replace(new.title, 'ñ', 'ŋ'), 'Ñ', 'Ŋ'),
        replace(replace(new.text, 'ñ', 'ŋ'), 'Ñ', 'Ŋ'));
END;

-- What to look for. Lists of words: one word or phrase a line.
CREATE TABLE watch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL CHECK (title <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('subject', 'topic')),
    template TEXT NOT NULL DEFAULT '',      -- id in the content file topics, of an adopted pack
    enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
    any_of TEXT NOT NULL DEFAULT '',
    all_of TEXT NOT NULL DEFAULT '',
    near TEXT NOT NULL DEFAULT '',
    distance INTEGER NOT NULL DEFAULT 10 CHECK (distance BETWEEN 1 AND 100),
    none_of TEXT NOT NULL DEFAULT '',
    longer TEXT NOT NULL DEFAULT '',        -- longer names within which a name does not count
    capitals INTEGER NOT NULL DEFAULT 0 CHECK (capitals IN (0, 1)),
    alarms INTEGER NOT NULL DEFAULT 1 CHECK (alarms IN (0, 1)),
    note TEXT NOT NULL DEFAULT ''
) STRICT;

-- The rules by which the hits of a watch were found; where they differ, hits are found again.
CREATE TABLE applied (
    watch_id INTEGER PRIMARY KEY REFERENCES watch (id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL
) STRICT;

CREATE TABLE hit (
    watch_id INTEGER NOT NULL REFERENCES watch (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    PRIMARY KEY (watch_id, at, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX hit_item ON hit (item_id);

CREATE TABLE story (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    tone_set TEXT CHECK (tone_set IN ('negative', 'none', 'positive'))  -- the person's last word
) STRICT;
CREATE INDEX story_last ON story (last_at);

-- An item that is about the town, and what the person did with it.
CREATE TABLE mention (
    item_id INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
    at TEXT NOT NULL,                       -- that of the item
    state TEXT NOT NULL DEFAULT 'new'
        CHECK (state IN ('new', 'read', 'to_answer', 'answered', 'ignored')),
    to_answer_at TEXT,
    answered_at TEXT,
    story_id INTEGER REFERENCES story (id) ON DELETE SET NULL,
    tone TEXT NOT NULL DEFAULT 'none' CHECK (tone IN ('negative', 'none', 'positive')),
    tone_words TEXT NOT NULL DEFAULT '',    -- those that fired, one a line
    tone_set TEXT CHECK (tone_set IN ('negative', 'none', 'positive')), -- the person's: it rules
    topic_id INTEGER REFERENCES watch (id) ON DELETE SET NULL,  -- the person's
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX mention_at ON mention (at, item_id);
CREATE INDEX mention_state ON mention (state, at, item_id);
CREATE INDEX mention_story ON mention (story_id);
CREATE INDEX mention_topic ON mention (topic_id);

-- What the person said about single words; 0: it says nothing here.
CREATE TABLE tone_word (
    id INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE,
    weight REAL NOT NULL
) STRICT;

CREATE TABLE alarm (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    watch_id INTEGER REFERENCES watch (id) ON DELETE SET NULL,
    subject TEXT NOT NULL,                  -- title of the watch when it was raised
    raised_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('yellow', 'orange', 'red')),
    facts TEXT NOT NULL,                    -- JSON of core.mentions.alarm_model.AlarmFacts
    state TEXT NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'confirmed', 'dismissed', 'over')),
    reason TEXT NOT NULL DEFAULT '',
    closed_at TEXT,
    snoozed_until TEXT,
    was_right INTEGER CHECK (was_right IN (0, 1))
) STRICT;
CREATE INDEX alarm_state ON alarm (state, raised_at);
CREATE INDEX alarm_watch ON alarm (watch_id);

CREATE TABLE alarm_item (
    id INTEGER PRIMARY KEY,
    alarm_id INTEGER NOT NULL REFERENCES alarm (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    UNIQUE (alarm_id, item_id)
) STRICT;
CREATE INDEX alarm_item_item ON alarm_item (item_id);

-- An item that is kept as it was read, with the hash of what it said.
CREATE TABLE evidence (
    item_id INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE RESTRICT,
    taken_at TEXT NOT NULL,
    digest TEXT NOT NULL                    -- sha256, hexadecimal (core.mentions.evidence)
) STRICT;
"""
