CREATE TABLE look(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    account INTEGER, roles TEXT, at TEXT, computer TEXT, act TEXT, intent TEXT, class_group INTEGER, pupil INTEGER, person INTEGER, times INTEGER);
CREATE INDEX look_by_at ON look(at);
