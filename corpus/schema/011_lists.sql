CREATE TABLE list_versions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    list TEXT NOT NULL CHECK (list IN ('needs', 'areas')),
    content TEXT NOT NULL,
    what TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    saved_by TEXT NOT NULL
);
