CREATE TABLE question_clusters (
    need TEXT NOT NULL,
    area TEXT NOT NULL,
    owner TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'working', 'done')),
    changed_on TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (need, area)
) WITHOUT ROWID;

CREATE TABLE questions_asked_again (
    number INTEGER PRIMARY KEY REFERENCES feedback (number) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    answered INTEGER NOT NULL
);
