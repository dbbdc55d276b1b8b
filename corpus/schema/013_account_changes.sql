CREATE TABLE account_changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL,
    what TEXT NOT NULL,
    role TEXT,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL
);
