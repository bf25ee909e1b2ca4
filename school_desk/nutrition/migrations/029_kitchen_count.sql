CREATE TABLE kitchen_count(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, meal TEXT, class_group INTEGER, eaten INTEGER, seconds INTEGER, written_off INTEGER, why TEXT, of_kitchen INTEGER, of_office INTEGER);
CREATE INDEX kitchen_count_by_day ON kitchen_count(day);
