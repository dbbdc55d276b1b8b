CREATE TABLE figures (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    page_label TEXT,
    title TEXT NOT NULL,
    indicator TEXT NOT NULL,
    indicator_id TEXT,
    "group" TEXT NOT NULL,
    value TEXT,
    value_text TEXT NOT NULL,
    unit TEXT NOT NULL,
    area TEXT,
    area_id TEXT,
    year INTEGER,
    period TEXT,
    base TEXT,
    method TEXT NOT NULL CHECK (method IN ('table', 'prose', 'chart', 'import')),
    line TEXT NOT NULL,
    box TEXT,
    approximate INTEGER NOT NULL DEFAULT 0,
    checked INTEGER NOT NULL DEFAULT 0,
    confidence REAL NOT NULL
);

CREATE INDEX figures_of_document ON figures (document_id, page);

CREATE INDEX figures_of_indicator ON figures (indicator_id, area_id, year);

CREATE TABLE figures_read (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    version INTEGER NOT NULL
);
