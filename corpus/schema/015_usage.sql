CREATE TABLE usage (
    day TEXT NOT NULL,
    route TEXT NOT NULL,
    requests INTEGER NOT NULL,
    PRIMARY KEY (day, route)
) WITHOUT ROWID;
