CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL,
    source TEXT NOT NULL UNIQUE,
    suffix TEXT NOT NULL,
    title TEXT NOT NULL,
    year INTEGER,
    kind TEXT NOT NULL,
    areas TEXT NOT NULL,
    publisher TEXT,
    series TEXT,
    language TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'internal')),
    origins TEXT NOT NULL,
    sidecar TEXT,
    page_count INTEGER NOT NULL,
    added_at TEXT NOT NULL
);

CREATE TABLE pages (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    label TEXT,
    text TEXT NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (document_id, number)
) WITHOUT ROWID;

CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    text TEXT NOT NULL,
    headings TEXT NOT NULL,
    spans TEXT NOT NULL
);

CREATE INDEX passages_of_document ON passages (document_id, ordinal);

CREATE TABLE warnings (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER,
    text TEXT NOT NULL
);

CREATE INDEX warnings_of_document ON warnings (document_id);

CREATE TABLE revisions (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    number INTEGER NOT NULL
);

INSERT INTO revisions VALUES (1, 0);
