CREATE TABLE institution_imports (
    institution_id TEXT PRIMARY KEY,
    record TEXT NOT NULL
) WITHOUT ROWID;
