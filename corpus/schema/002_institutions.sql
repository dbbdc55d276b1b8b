CREATE TABLE institutions (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    source_key TEXT NOT NULL,
    version INTEGER NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (source, source_key)
);

CREATE TABLE institution_changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    institution_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    record TEXT,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    reason TEXT NOT NULL
);

CREATE INDEX changes_of_institution ON institution_changes (institution_id, version);

CREATE TABLE area_borders (
    area_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    border TEXT NOT NULL,
    source TEXT NOT NULL
);

CREATE TABLE corrections (
    id TEXT PRIMARY KEY,
    institution_id TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    asked_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'handed_in', 'accepted', 'declined')),
    base_version INTEGER NOT NULL,
    proposal TEXT,
    remark TEXT,
    handed_in_at TEXT,
    reviewed_at TEXT,
    reviewed_by TEXT
);

CREATE TABLE distinct_institutions (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
