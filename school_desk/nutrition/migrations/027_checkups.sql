CREATE TABLE kitchen_checkup(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, worker INTEGER, post TEXT, admitted INTEGER, signs BLOB, signed TEXT);
CREATE INDEX kitchen_checkup_by_day ON kitchen_checkup(day);
