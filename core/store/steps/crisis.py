"""The crisis desk: the town's own scenarios, incidents and drills with their log, lessons."""

SCRIPT = """
-- A scenario that the town has made its own, or that came with a pack. The others are content.
CREATE TABLE scenario (
    id TEXT PRIMARY KEY CHECK (id <> ''),   -- that of the content file, or of the pack
    content TEXT NOT NULL,                  -- JSON of core.crisis.scenario.Scenario
    base TEXT NOT NULL DEFAULT '',          -- the same as it was adopted; empty: made here
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),   -- of the sheet, counts changes
    adopted_at TEXT NOT NULL,
    set_aside INTEGER NOT NULL DEFAULT 0 CHECK (set_aside IN (0, 1))  -- not for this town
) STRICT;

CREATE TABLE incident (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL CHECK (title <> ''),
    scenario TEXT NOT NULL,                 -- its id
    language TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('green', 'yellow', 'orange', 'red')),
    opened_at TEXT NOT NULL,
    opened_by TEXT NOT NULL DEFAULT '',
    first_sign_at TEXT,                     -- when the first sign of it was, before anybody knew
    alarm_id INTEGER REFERENCES alarm (id) ON DELETE SET NULL,
    drill INTEGER NOT NULL DEFAULT 0 CHECK (drill IN (0, 1)),
    on_paper INTEGER NOT NULL DEFAULT 0 CHECK (on_paper IN (0, 1)),   -- typed in later
    next_update_at TEXT,                    -- promised to the public
    round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),    -- of updates published
    closed_at TEXT,
    end_message TEXT NOT NULL DEFAULT '',
    remains TEXT NOT NULL DEFAULT '',
    review_on TEXT,
    went_well TEXT NOT NULL DEFAULT '',
    went_badly TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX incident_closed ON incident (closed_at);
CREATE INDEX incident_alarm ON incident (alarm_id);

-- The scenario as it was when the incident was opened, and what the blanks of its texts hold.
CREATE TABLE incident_scenario (
    incident_id INTEGER PRIMARY KEY REFERENCES incident (id) ON DELETE CASCADE,
    content TEXT NOT NULL
) STRICT;
CREATE TABLE blank_value (
    id INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    blank TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (incident_id, blank)
) STRICT;

-- Append-only, one chain over all incidents. `digest` is the sha256 of the row and of the digest
-- before it (core.crisis.chain). Ids have no gaps; sqlite_sequence tells when the end is missing.
CREATE TABLE log_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE RESTRICT,
    at TEXT NOT NULL,                       -- when it happened
    written_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    who TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL CHECK (text <> ''),
    corrects INTEGER REFERENCES log_entry (id) ON DELETE RESTRICT,
    on_paper INTEGER NOT NULL DEFAULT 0 CHECK (on_paper IN (0, 1)),
    previous TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX log_entry_incident ON log_entry (incident_id, id);
CREATE INDEX log_entry_corrects ON log_entry (corrects);
CREATE TRIGGER log_entry_kept BEFORE UPDATE ON log_entry BEGIN
    SELECT RAISE(ABORT, 'the log is only added to');
END;
CREATE TRIGGER log_entry_stays BEFORE DELETE ON log_entry BEGIN
    SELECT RAISE(ABORT, 'the log is only added to');
END;

CREATE TABLE tick (
    id INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    step TEXT NOT NULL,                     -- its id in the scenario
    round INTEGER NOT NULL DEFAULT 0,       -- of updates; 0 for the other phases
    state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'not_needed')),
    at TEXT NOT NULL,
    who TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    on_paper INTEGER NOT NULL DEFAULT 0 CHECK (on_paper IN (0, 1)),
    UNIQUE (incident_id, step, round)
) STRICT;

-- Who wears which hat. A hat that is handed over ends, and another row begins.
CREATE TABLE worn_hat (
    id INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    hat TEXT NOT NULL,
    contact_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    since TEXT NOT NULL,
    until TEXT
) STRICT;
CREATE INDEX worn_hat_incident ON worn_hat (incident_id, hat);
CREATE INDEX worn_hat_contact ON worn_hat (contact_id);

CREATE TABLE call (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    position INTEGER NOT NULL DEFAULT 0,
    contact_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    number TEXT NOT NULL DEFAULT '',
    why TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT 'waiting'
        CHECK (outcome IN ('waiting', 'reached', 'not_reached', 'message_left')),
    at TEXT,
    said TEXT NOT NULL DEFAULT '',
    instead_of INTEGER REFERENCES call (id) ON DELETE SET NULL,  -- a substitute of whom
    on_paper INTEGER NOT NULL DEFAULT 0 CHECK (on_paper IN (0, 1))
) STRICT;
CREATE INDEX call_incident ON call (incident_id, position);
CREATE INDEX call_contact ON call (contact_id);
CREATE INDEX call_instead ON call (instead_of);

CREATE TABLE fact (
    id INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    position INTEGER NOT NULL DEFAULT 0,
    question TEXT NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT ''         -- who said so
) STRICT;
CREATE INDEX fact_incident ON fact (incident_id, position);

CREATE TABLE statement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('holding', 'confirmed', 'instructions', 'denial',
        'correction', 'condolence', 'closing')),
    state TEXT NOT NULL DEFAULT 'draft'
        CHECK (state IN ('draft', 'approved', 'published', 'dropped')),
    made_at TEXT NOT NULL,
    next_update_at TEXT,                    -- what its text promises
    approved_at TEXT,
    approved_by TEXT NOT NULL DEFAULT '',
    approved_how TEXT NOT NULL DEFAULT '',
    published_at TEXT,
    on_paper INTEGER NOT NULL DEFAULT 0 CHECK (on_paper IN (0, 1))
) STRICT;
CREATE INDEX statement_incident ON statement (incident_id, id);

CREATE TABLE statement_text (
    id INTEGER PRIMARY KEY,
    statement_id INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    empathy TEXT NOT NULL DEFAULT '',
    known TEXT NOT NULL DEFAULT '',
    unknown TEXT NOT NULL DEFAULT '',
    doing TEXT NOT NULL DEFAULT '',
    advice TEXT NOT NULL DEFAULT '',
    next TEXT NOT NULL DEFAULT '',
    UNIQUE (statement_id, language)
) STRICT;

CREATE TABLE publication (
    id INTEGER PRIMARY KEY,
    statement_id INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    channel TEXT NOT NULL CHECK (channel <> ''),    -- title of the channel, as it was then
    at TEXT NOT NULL,
    address TEXT NOT NULL DEFAULT '',
    UNIQUE (statement_id, channel)
) STRICT;

CREATE TABLE complainant (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    label TEXT NOT NULL CHECK (label <> ''),    -- who, in as few words as will do
    said TEXT NOT NULL DEFAULT '',
    reach TEXT NOT NULL DEFAULT '',             -- where and how they can be reached
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'moved', 'solved', 'closed')),
    channel TEXT NOT NULL DEFAULT '',           -- private channel that it was moved to
    moved_at TEXT,
    solved_at TEXT,
    closed_at TEXT,                             -- said in public that it is
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX complainant_incident ON complainant (incident_id, id);

CREATE TABLE rumour (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    claim TEXT NOT NULL CHECK (claim <> ''),
    seen TEXT NOT NULL DEFAULT '',              -- where
    at TEXT NOT NULL,
    verdict TEXT NOT NULL DEFAULT 'unchecked'
        CHECK (verdict IN ('unchecked', 'false', 'partly', 'true')),
    source TEXT NOT NULL DEFAULT '',            -- the competent body that was asked
    answer TEXT NOT NULL DEFAULT '',
    answered_at TEXT,
    statement_id INTEGER REFERENCES statement (id) ON DELETE SET NULL   -- that denies it
) STRICT;
CREATE INDEX rumour_incident ON rumour (incident_id, id);
CREATE INDEX rumour_statement ON rumour (statement_id);

CREATE TABLE incident_item (
    id INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    at TEXT NOT NULL,                           -- when it was linked
    how TEXT NOT NULL CHECK (how IN ('alarm', 'live', 'hand')),
    UNIQUE (incident_id, item_id)
) STRICT;
CREATE INDEX incident_item_item ON incident_item (item_id);

-- What was hidden or whom the town blocked, why and until when: each case can be reviewed.
CREATE TABLE moderation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id INTEGER REFERENCES incident (id) ON DELETE SET NULL,
    at TEXT NOT NULL,
    profile TEXT NOT NULL CHECK (profile <> ''),    -- of the town, where it happened
    author TEXT NOT NULL DEFAULT '',                -- the account, not the person
    said TEXT NOT NULL CHECK (said <> ''),          -- what was written, word for word
    address TEXT NOT NULL DEFAULT '',
    rule TEXT NOT NULL DEFAULT '',                  -- of the rules of use, that it breaks
    measure TEXT NOT NULL
        CHECK (measure IN ('answered', 'warned', 'hidden', 'reported', 'blocked')),
    reason TEXT NOT NULL CHECK (reason <> ''),
    until_on TEXT,                                  -- of a block
    told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),     -- the author was
    reviewed_on TEXT,
    outcome TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX moderation_incident ON moderation (incident_id, id);

CREATE TABLE lesson (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    text TEXT NOT NULL CHECK (text <> ''),
    owner TEXT NOT NULL DEFAULT '',
    due_on TEXT,
    became TEXT NOT NULL DEFAULT ''
        CHECK (became IN ('', 'task', 'objective', 'watch', 'step', 'contact')),
    became_id TEXT NOT NULL DEFAULT '',             -- of what it became
    done_on TEXT
) STRICT;
CREATE INDEX lesson_incident ON lesson (incident_id, id);

CREATE TABLE inject_shown (
    id INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    inject TEXT NOT NULL,                           -- its id in the scenario
    shown_at TEXT NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    answered_at TEXT,
    met TEXT NOT NULL DEFAULT '',                   -- numbers of what was expected and was there
    scored_at TEXT,
    UNIQUE (incident_id, inject)
) STRICT;

-- The parts of a printed paper, one a line: fingerprint, blank, title. They tell what changed.
ALTER TABLE printed ADD COLUMN parts TEXT NOT NULL DEFAULT '';
"""
