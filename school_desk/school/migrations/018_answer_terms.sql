CREATE TABLE answer_term(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    code TEXT, starts TEXT, days INTEGER, source TEXT);
ALTER TABLE forgetting ADD COLUMN asked_by INTEGER;
