CREATE TABLE school(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    name_kk TEXT, name_ru TEXT, year TEXT);
CREATE TABLE class_group(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    year TEXT, year_level INTEGER, letter TEXT, language TEXT, form_tutor INTEGER);
CREATE TABLE teaching_group(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    class_group INTEGER, name TEXT);
CREATE TABLE subject(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    code TEXT, name_kk TEXT, name_ru TEXT, name_en TEXT);
CREATE TABLE teaching(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    grp INTEGER, subject INTEGER, teacher INTEGER, pass_fail INTEGER);
CREATE TABLE bell(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    slot INTEGER, starts TEXT, ends TEXT);
CREATE TABLE timetable_slot(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    grp INTEGER, weekday INTEGER, slot INTEGER, subject INTEGER, teacher INTEGER, room TEXT);
CREATE INDEX timetable_slot_by_grp ON timetable_slot(grp, subject);
CREATE TABLE pupil(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    surname TEXT, given TEXT, patronymic TEXT);
CREATE TABLE membership(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, class_group INTEGER, starts TEXT, ends TEXT);
CREATE INDEX membership_by_class ON membership(class_group);
CREATE TABLE personal_file(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, birth_date TEXT, sex TEXT, iin TEXT);
CREATE INDEX personal_file_by_pupil ON personal_file(pupil);
CREATE TABLE session(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    grp INTEGER, day TEXT, slot INTEGER, held_by INTEGER, held_at TEXT, hours INTEGER);
CREATE INDEX session_by_grp ON session(grp, day);
CREATE TABLE attendance(parent INTEGER NOT NULL, pupil INTEGER NOT NULL, sign TEXT,
    dev INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(parent, pupil)) WITHOUT ROWID;
