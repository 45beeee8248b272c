"""The strategic plan."""

SCRIPT = """
-- The strategic plan. Lists keep the person's order in `position`.
-- AUTOINCREMENT where a suggestion or a dismissed finding names the row by its id.
CREATE TABLE charter (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    start_on TEXT,
    end_on TEXT,
    territory TEXT NOT NULL DEFAULT '',
    backing TEXT NOT NULL DEFAULT '',
    principles TEXT NOT NULL DEFAULT '',
    offline_plan TEXT NOT NULL DEFAULT '',
    brand TEXT NOT NULL DEFAULT '',
    reputation TEXT NOT NULL DEFAULT '',
    language_policy TEXT NOT NULL DEFAULT 'main'
        CHECK (language_policy IN ('main', 'notices', 'all')),
    language_note TEXT NOT NULL DEFAULT '',
    style TEXT NOT NULL DEFAULT '',
    accessibility TEXT NOT NULL DEFAULT '',
    images TEXT NOT NULL DEFAULT '',
    answering TEXT NOT NULL DEFAULT '',
    answer_hours REAL CHECK (answer_hours >= 0),
    crisis_meaning TEXT NOT NULL DEFAULT '',
    corrections TEXT NOT NULL DEFAULT '',
    electoral_guard TEXT NOT NULL DEFAULT '',
    rehearsed_on TEXT,
    rules TEXT NOT NULL DEFAULT '',
    rules_body TEXT NOT NULL DEFAULT '',
    rules_on TEXT,
    review TEXT NOT NULL DEFAULT '',
    legal TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO charter (id) VALUES (1);

-- A post in the plan; it stays, vacant, when its contact leaves the roster.
CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL DEFAULT 0,
    label TEXT NOT NULL CHECK (label <> ''),
    contact_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
    hours_week REAL CHECK (hours_week BETWEEN 0 AND 168),
    contracted INTEGER NOT NULL DEFAULT 0 CHECK (contracted IN (0, 1))
) STRICT;
CREATE INDEX person_contact ON person (contact_id);

CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL,
    network TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL CHECK (kind IN ('own', 'abandoned', 'unofficial', 'impersonating')),
    owner TEXT NOT NULL DEFAULT '',
    followers INTEGER CHECK (followers >= 0),
    last_post_on TEXT,
    verdict TEXT NOT NULL
        CHECK (verdict IN ('none', 'keep', 'close', 'merge', 'claim', 'report')),
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE account_holder (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    UNIQUE (account_id, person_id)
) STRICT;
CREATE INDEX account_holder_person ON account_holder (person_id);

CREATE TABLE objective (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('general', 'specific')),
    parent_id INTEGER REFERENCES objective (id) ON DELETE SET NULL CHECK (parent_id <> id),
    judged TEXT NOT NULL CHECK (judged IN ('quantitative', 'qualitative')),
    horizon TEXT NOT NULL CHECK (horizon IN ('short', 'medium', 'long')),
    layer TEXT NOT NULL CHECK (layer IN ('output', 'outtake', 'outcome')),
    indicator TEXT NOT NULL DEFAULT '',
    unit TEXT NOT NULL DEFAULT '',
    less_is_better INTEGER NOT NULL DEFAULT 0 CHECK (less_is_better IN (0, 1)),
    baseline REAL,
    target REAL,
    due_on TEXT,
    every TEXT NOT NULL CHECK (every IN ('monthly', 'quarterly', 'twice_a_year', 'yearly')),
    source TEXT NOT NULL DEFAULT '',
    rubric TEXT NOT NULL DEFAULT '',
    serves TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX objective_parent ON objective (parent_id);

CREATE TABLE measurement (
    id INTEGER PRIMARY KEY,
    objective_id INTEGER NOT NULL REFERENCES objective (id) ON DELETE CASCADE,
    measured_on TEXT NOT NULL,
    value REAL NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (objective_id, measured_on)
) STRICT;

CREATE TABLE audience (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL,
    size INTEGER CHECK (size >= 0),
    sociodemographic TEXT NOT NULL DEFAULT '',
    socioeconomic TEXT NOT NULL DEFAULT '',
    psychographic TEXT NOT NULL DEFAULT '',
    services TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE channel (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT '',          -- id in the channel catalogue
    offline INTEGER NOT NULL DEFAULT 0 CHECK (offline IN (0, 1)),
    address TEXT NOT NULL DEFAULT '',
    purpose TEXT NOT NULL DEFAULT '',
    posts TEXT NOT NULL DEFAULT '',
    posts_week REAL CHECK (posts_week >= 0),
    minutes_post REAL CHECK (minutes_post >= 0),
    best_time TEXT NOT NULL DEFAULT '',
    voice TEXT NOT NULL DEFAULT '',
    targets TEXT NOT NULL DEFAULT '',
    languages TEXT NOT NULL DEFAULT '',     -- codes separated by blanks
    owner_id INTEGER REFERENCES person (id) ON DELETE SET NULL,
    substitute_id INTEGER REFERENCES person (id) ON DELETE SET NULL,
    urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1))
) STRICT;
CREATE INDEX channel_owner ON channel (owner_id);
CREATE INDEX channel_substitute ON channel (substitute_id);

CREATE TABLE objective_channel (
    id INTEGER PRIMARY KEY,
    objective_id INTEGER NOT NULL REFERENCES objective (id) ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    UNIQUE (objective_id, channel_id)
) STRICT;
CREATE INDEX objective_channel_channel ON objective_channel (channel_id);

CREATE TABLE network_fact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    position INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    value TEXT NOT NULL DEFAULT '',
    reviewed_on TEXT,
    source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX network_fact_channel ON network_fact (channel_id);

CREATE TABLE presence (
    id INTEGER PRIMARY KEY,
    audience_id INTEGER NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    reach TEXT NOT NULL CHECK (reach IN ('none', 'few', 'some', 'many')),
    evidence TEXT NOT NULL DEFAULT '',
    UNIQUE (audience_id, channel_id)
) STRICT;
CREATE INDEX presence_channel ON presence (channel_id);

-- The eight uses and the four levels: always exactly these rows.
CREATE TABLE use (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    share INTEGER CHECK (share BETWEEN 0 AND 100),
    examples TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO use (name) VALUES ('corporate'), ('closer'), ('service'), ('new_services'),
    ('deadlines'), ('events'), ('reputation'), ('reference');

CREATE TABLE use_channel (
    id INTEGER PRIMARY KEY,
    use_id INTEGER NOT NULL REFERENCES use (id) ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    UNIQUE (use_id, channel_id)
) STRICT;
CREATE INDEX use_channel_channel ON use_channel (channel_id);

CREATE TABLE use_audience (
    id INTEGER PRIMARY KEY,
    use_id INTEGER NOT NULL REFERENCES use (id) ON DELETE CASCADE,
    audience_id INTEGER NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
    UNIQUE (use_id, audience_id)
) STRICT;
CREATE INDEX use_audience_audience ON use_audience (audience_id);

CREATE TABLE level (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name IN ('green', 'yellow', 'orange', 'red')),
    trigger TEXT NOT NULL DEFAULT '',
    mentions_day INTEGER CHECK (mentions_day >= 0),
    negative_share INTEGER CHECK (negative_share BETWEEN 0 AND 100),
    sensitive INTEGER NOT NULL DEFAULT 0 CHECK (sensitive IN (0, 1)),
    minutes INTEGER CHECK (minutes >= 0),
    approver_id INTEGER REFERENCES person (id) ON DELETE SET NULL,
    actions TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX level_approver ON level (approver_id);
INSERT INTO level (name) VALUES ('green'), ('yellow'), ('orange'), ('red');

CREATE TABLE level_told (
    id INTEGER PRIMARY KEY,
    level_id INTEGER NOT NULL REFERENCES level (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    UNIQUE (level_id, person_id)
) STRICT;
CREATE INDEX level_told_person ON level_told (person_id);

CREATE TABLE private_channel (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL,
    address TEXT NOT NULL DEFAULT '',
    hours TEXT NOT NULL DEFAULT '',
    person_id INTEGER REFERENCES person (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX private_channel_person ON private_channel (person_id);

CREATE TABLE task (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL,
    hours_week REAL CHECK (hours_week BETWEEN 0 AND 168),
    contracted INTEGER NOT NULL DEFAULT 0 CHECK (contracted IN (0, 1)),
    supplier TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE assignment (
    id INTEGER PRIMARY KEY,
    task_id INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('R', 'A', 'RA', 'C', 'I')),
    UNIQUE (task_id, person_id)
) STRICT;
CREATE INDEX assignment_person ON assignment (person_id);

-- An approved plan, frozen as JSON (core.plan.versions); never changed.
CREATE TABLE plan_version (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    frozen_at TEXT NOT NULL,
    body TEXT NOT NULL,
    approved_on TEXT NOT NULL,
    reference TEXT NOT NULL DEFAULT '',
    content TEXT NOT NULL
) STRICT;

CREATE TABLE dismissal (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL CHECK (reason <> ''),
    dismissed_at TEXT NOT NULL
) STRICT;

CREATE TABLE session_note (
    id INTEGER PRIMARY KEY,
    prompt TEXT NOT NULL UNIQUE,            -- id in the content file plan-guide
    text TEXT NOT NULL,
    noted_at TEXT NOT NULL
) STRICT;
"""
