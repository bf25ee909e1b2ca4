CREATE TABLE eating(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, source TEXT, category TEXT, starts TEXT, ends TEXT, document TEXT, number TEXT, issued_on TEXT, order_no TEXT, order_date TEXT, decided_by TEXT);
CREATE INDEX eating_by_pupil ON eating(pupil);
CREATE TABLE diet(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, code TEXT, excluded TEXT, starts TEXT, ends TEXT);
CREATE INDEX diet_by_pupil ON diet(pupil);
CREATE TABLE meal_price(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    band TEXT, source TEXT, meal TEXT, tenge TEXT, starts TEXT, ends TEXT, contract TEXT, region TEXT);
CREATE TABLE meal_sitting(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    shift INTEGER, meal TEXT, count_by TEXT, order_by TEXT, accept_by TEXT, status TEXT);
CREATE TABLE portion(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, meal TEXT, pupil INTEGER, eats INTEGER, ordered INTEGER, forecast INTEGER, class_group INTEGER, source TEXT, diet TEXT, amended INTEGER, reason TEXT, served INTEGER, unserved TEXT);
CREATE INDEX portion_by_day ON portion(day);
CREATE INDEX portion_by_pupil ON portion(pupil);
CREATE TABLE meal_order(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, meal TEXT, shift INTEGER, handed_by INTEGER, handed_at TEXT, accepted_by INTEGER, accepted_at TEXT, settled_by INTEGER, settled_at TEXT, sheet TEXT);
