ALTER TABLE documents ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;

ALTER TABLE documents ADD COLUMN weight INTEGER NOT NULL DEFAULT 0 CHECK (weight IN (-1, 0, 1));

CREATE TABLE document_changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL,
    title TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL
);

CREATE INDEX changes_of_document ON document_changes (document_id, number);
