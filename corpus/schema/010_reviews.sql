CREATE TABLE figure_reviews (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL,
    figure_id TEXT,
    place TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'corrected', 'rejected')),
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    reviewed_at TEXT NOT NULL,
    reviewed_by TEXT NOT NULL,
    withdrawn_by TEXT
);

CREATE INDEX reviews_of_document ON figure_reviews (document_id, number);
