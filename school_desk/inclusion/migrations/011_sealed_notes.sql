CREATE TABLE support_note(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, author INTEGER, body BLOB);
CREATE INDEX support_note_by_pupil ON support_note(pupil);
CREATE TABLE health_note(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, author INTEGER, body BLOB);
CREATE INDEX health_note_by_pupil ON health_note(pupil);
CREATE TABLE own_note(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, author INTEGER, body BLOB);
CREATE INDEX own_note_by_author ON own_note(author);
ALTER TABLE look ADD COLUMN purpose TEXT;
