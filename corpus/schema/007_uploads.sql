CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'internal')),
    stage TEXT NOT NULL CHECK (stage IN ('waiting', 'reading', 'indexing', 'done', 'known', 'failed')),
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    message TEXT NOT NULL DEFAULT '',
    document_id TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    uploaded_at TEXT NOT NULL,
    uploaded_by TEXT NOT NULL
);
