CREATE TABLE document_versions (
    older TEXT PRIMARY KEY,
    newer TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX versions_before ON document_versions (newer);

ALTER TABLE uploads ADD COLUMN replaces TEXT;
