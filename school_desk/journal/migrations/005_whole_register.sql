ALTER TABLE lesson ADD COLUMN cancelled TEXT;
ALTER TABLE teaching ADD COLUMN period TEXT;
CREATE TABLE work_task(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    summative INTEGER, number INTEGER, text TEXT, criterion TEXT, objectives TEXT);
CREATE INDEX work_task_by_summative ON work_task(summative);
CREATE TABLE descriptor(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    task INTEGER, number INTEGER, text TEXT, points INTEGER);
CREATE INDEX descriptor_by_task ON descriptor(task);
CREATE TABLE descriptor_points(parent INTEGER NOT NULL, pupil INTEGER NOT NULL, points INTEGER,
    dev INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(parent, pupil)) WITHOUT ROWID;
CREATE TABLE sitting(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    summative INTEGER, pupil INTEGER, day TEXT, reason TEXT);
CREATE INDEX sitting_by_summative ON sitting(summative);
CREATE TABLE imported_work(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, grp INTEGER, subject INTEGER, term INTEGER, kind TEXT, number INTEGER, points INTEGER, top INTEGER, source TEXT);
CREATE INDEX imported_work_by_grp ON imported_work(grp, subject);
CREATE TABLE objective(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    subject INTEGER, code TEXT, text_kk TEXT, text_ru TEXT);
CREATE INDEX objective_by_subject ON objective(subject);
CREATE TABLE analysis(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    grp INTEGER, subject INTEGER, period TEXT, aim TEXT, results TEXT, results_of TEXT, difficulties TEXT, difficulties_of TEXT, reasons TEXT, correction TEXT);
CREATE INDEX analysis_by_grp ON analysis(grp, subject);
CREATE TABLE work_analysis(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    summative INTEGER, achieved TEXT, achieved_of TEXT, difficult TEXT, difficult_of TEXT);
CREATE INDEX work_analysis_by_summative ON work_analysis(summative);
CREATE TABLE rubric_row(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    summative INTEGER, number INTEGER, criterion_kk TEXT, criterion_ru TEXT, low_kk TEXT, low_ru TEXT, middle_kk TEXT, middle_ru TEXT, high_kk TEXT, high_ru TEXT);
CREATE INDEX rubric_row_by_summative ON rubric_row(summative);
CREATE TABLE rubric_tick(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    rubric_row INTEGER, pupil INTEGER, attainment TEXT);
CREATE INDEX rubric_tick_by_rubric_row ON rubric_tick(rubric_row);
CREATE TABLE plan_row(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    grp INTEGER, subject INTEGER, term INTEGER, position INTEGER, kind TEXT, unit TEXT, topic TEXT, objectives TEXT, hours INTEGER, day TEXT, note TEXT, top INTEGER, homework TEXT);
CREATE INDEX plan_row_by_grp ON plan_row(grp, subject);
CREATE TABLE lesson_plan(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    lesson INTEGER, aim TEXT, unit TEXT, objectives TEXT, note TEXT);
CREATE INDEX lesson_plan_by_lesson ON lesson_plan(lesson);
CREATE TABLE lesson_plan_stage(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    lesson_plan INTEGER, number INTEGER, name TEXT, minutes INTEGER, teacher_does TEXT, pupil_does TEXT, assessment TEXT, resources TEXT);
CREATE INDEX lesson_plan_stage_by_lesson_plan ON lesson_plan_stage(lesson_plan);
CREATE TABLE verdict(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    grp INTEGER, subject INTEGER, period TEXT, pupil INTEGER, passed INTEGER);
CREATE INDEX verdict_by_grp ON verdict(grp, subject);
CREATE TABLE remark(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    class_group INTEGER, grp INTEGER, subject INTEGER, day TEXT, text TEXT, written_by INTEGER, done_on TEXT, done_by INTEGER, answer TEXT);
CREATE INDEX remark_by_class_group ON remark(class_group);
CREATE TABLE lesson_observation(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    grp INTEGER, subject INTEGER, day TEXT, slot INTEGER, teacher INTEGER, aim TEXT, seen TEXT, advice TEXT, written_by INTEGER);
CREATE INDEX lesson_observation_by_grp ON lesson_observation(grp, subject);
CREATE TABLE carried(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    grp INTEGER, subject INTEGER, target TEXT, pupil INTEGER, value TEXT);
CREATE INDEX carried_by_grp ON carried(grp, subject);
CREATE TABLE rule_choice(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    year TEXT, term INTEGER, ruleset TEXT);
CREATE TABLE rule_value(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    ruleset TEXT, key TEXT, value TEXT);
