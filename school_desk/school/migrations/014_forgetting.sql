CREATE TABLE retention(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    record TEXT, starts TEXT, years INTEGER, basis TEXT);
CREATE TABLE forgetting(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, ground TEXT, proposed_by INTEGER, proposed_on TEXT);
CREATE TABLE forgotten(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    tbl INTEGER, key INTEGER, forgetting INTEGER, confirmed_by INTEGER, confirmed_on TEXT);
CREATE INDEX forgotten_by_key ON forgotten(key);
