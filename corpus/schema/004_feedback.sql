CREATE TABLE feedback (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('helpful', 'unhelpful', 'unanswered')),
    question TEXT NOT NULL,
    need TEXT,
    area TEXT,
    reasons TEXT NOT NULL
);

CREATE INDEX feedback_by_day ON feedback (day, verdict);
