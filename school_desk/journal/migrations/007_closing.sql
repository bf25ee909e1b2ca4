ALTER TABLE lesson ADD COLUMN teacher_minutes INTEGER;
ALTER TABLE lesson ADD COLUMN teacher_first INTEGER;
CREATE TABLE closing(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    grp INTEGER, subject INTEGER, period TEXT, closed_on TEXT, closed_by INTEGER, ruleset TEXT, reopened_on TEXT, reopened_by INTEGER, reason TEXT);
CREATE INDEX closing_by_grp ON closing(grp, subject);
CREATE TABLE closed_mark(parent INTEGER NOT NULL, pupil INTEGER NOT NULL, standing TEXT, mark INTEGER, passed INTEGER, percent TEXT,
    dev INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(parent, pupil)) WITHOUT ROWID;
CREATE TABLE exam(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, class_group INTEGER, subject INTEGER, kind TEXT, points INTEGER, top INTEGER, mark INTEGER, day TEXT);
CREATE INDEX exam_by_class_group ON exam(class_group);
CREATE TABLE past_mark(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, year TEXT, subject INTEGER, period TEXT, mark INTEGER, passed INTEGER, source TEXT);
CREATE INDEX past_mark_by_pupil ON past_mark(pupil);
CREATE TABLE decision(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, class_group INTEGER, outcome TEXT, order_number TEXT, order_date TEXT, award TEXT, award_order TEXT, note TEXT);
CREATE INDEX decision_by_class_group ON decision(class_group);
