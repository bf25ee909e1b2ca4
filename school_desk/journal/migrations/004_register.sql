CREATE TABLE lesson(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    grp INTEGER, subject INTEGER, day TEXT, slot INTEGER,
    topic TEXT, objective TEXT, homework TEXT);
CREATE INDEX lesson_by_page ON lesson(grp, subject, day);
CREATE TABLE lesson_column(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    lesson INTEGER, n INTEGER, open INTEGER);
CREATE INDEX lesson_column_by_lesson ON lesson_column(lesson);
CREATE TABLE summative(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    grp INTEGER, subject INTEGER, term INTEGER, kind TEXT, number INTEGER,
    top INTEGER, title TEXT, day TEXT, slot INTEGER);
CREATE INDEX summative_by_page ON summative(grp, subject, term);
CREATE TABLE mark(parent INTEGER NOT NULL, pupil INTEGER NOT NULL, points INTEGER,
    dev INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(parent, pupil)) WITHOUT ROWID;
CREATE TABLE work_points(parent INTEGER NOT NULL, pupil INTEGER NOT NULL, points INTEGER,
    dev INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(parent, pupil)) WITHOUT ROWID;
