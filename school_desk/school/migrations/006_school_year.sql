ALTER TABLE class_group ADD COLUMN shift INTEGER;
ALTER TABLE class_group ADD COLUMN class_set INTEGER;
ALTER TABLE teaching_group ADD COLUMN kind TEXT;
ALTER TABLE timetable_slot ADD COLUMN pattern TEXT;
ALTER TABLE timetable_slot ADD COLUMN other_subject INTEGER;
ALTER TABLE timetable_slot ADD COLUMN other_teacher INTEGER;
ALTER TABLE timetable_slot ADD COLUMN other_room TEXT;
ALTER TABLE pupil ADD COLUMN merged_into INTEGER;
ALTER TABLE personal_file ADD COLUMN address TEXT;
ALTER TABLE personal_file ADD COLUMN phone TEXT;
ALTER TABLE personal_file ADD COLUMN second_surname TEXT;
ALTER TABLE personal_file ADD COLUMN second_given TEXT;
ALTER TABLE personal_file ADD COLUMN second_patronymic TEXT;
CREATE INDEX membership_by_pupil ON membership(pupil);
CREATE TABLE calendar(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    year TEXT, weekdays TEXT, division TEXT, stages TEXT, source TEXT);
CREATE TABLE calendar_span(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    year TEXT, code TEXT, kind TEXT, starts TEXT, ends TEXT, name_kk TEXT, name_ru TEXT, year_levels TEXT, effect TEXT, works_as INTEGER, moved_to TEXT, status TEXT, reason TEXT);
CREATE INDEX calendar_span_by_year ON calendar_span(year);
CREATE TABLE shift(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    number INTEGER, first_slot INTEGER, last_slot INTEGER);
CREATE TABLE bell_set(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    code TEXT, name TEXT, year_levels TEXT, weekdays TEXT, starts TEXT, ends TEXT);
CREATE TABLE bell_time(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    bell_set INTEGER, slot INTEGER, starts TEXT, ends TEXT);
CREATE INDEX bell_time_by_bell_set ON bell_time(bell_set);
CREATE TABLE movement(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, kind TEXT, day TEXT, order_number TEXT, order_date TEXT, from_class INTEGER, to_class INTEGER, other_school TEXT, reason TEXT);
CREATE INDEX movement_by_pupil ON movement(pupil);
CREATE TABLE guardian(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    surname TEXT, given TEXT, patronymic TEXT, phone TEXT, email TEXT, address TEXT, workplace TEXT, position TEXT);
CREATE TABLE guardianship(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, guardian INTEGER, relation TEXT, main INTEGER);
CREATE INDEX guardianship_by_pupil ON guardianship(pupil);
CREATE TABLE staff_file(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    account INTEGER, position TEXT, rate TEXT, norm_hours TEXT, hired TEXT, left_on TEXT, qualification TEXT, education TEXT, phone TEXT, email TEXT);
CREATE INDEX staff_file_by_account ON staff_file(account);
CREATE TABLE group_member(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    grp INTEGER, pupil INTEGER, starts TEXT, ends TEXT);
CREATE INDEX group_member_by_grp ON group_member(grp);
CREATE TABLE class_set(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    year TEXT, code TEXT, name_kk TEXT, name_ru TEXT);
CREATE TABLE curriculum(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    class_group INTEGER, subject INTEGER, hours TEXT, component TEXT, source TEXT);
CREATE INDEX curriculum_by_class_group ON curriculum(class_group);
CREATE TABLE substitution(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    grp INTEGER, day TEXT, slot INTEGER, kind TEXT, subject INTEGER, teacher INTEGER, room TEXT, reason TEXT);
CREATE INDEX substitution_by_day ON substitution(day);
CREATE TABLE teacher_time(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    account INTEGER, weekday INTEGER, slot INTEGER, busy INTEGER);
CREATE TABLE room(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    name TEXT, seats INTEGER);
CREATE TABLE list_entry(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    kind TEXT, pupil INTEGER, title TEXT, place TEXT, starts TEXT, ends TEXT, outcome TEXT, note TEXT, order_number TEXT, order_date TEXT);
CREATE INDEX list_entry_by_pupil ON list_entry(pupil);
CREATE TABLE taken_out(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    kind TEXT, what TEXT, day TEXT, plain INTEGER, taken_by INTEGER);
