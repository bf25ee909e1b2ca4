CREATE TABLE meal_act(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    month TEXT, number TEXT, issued_on TEXT, supplier TEXT);
CREATE TABLE meal_act_line(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    act INTEGER, source TEXT, tenge TEXT, child_days INTEGER, total TEXT);
CREATE INDEX meal_act_line_by_act ON meal_act_line(act);
CREATE TABLE state_total(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, portions INTEGER);
CREATE TABLE meal_month(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    month TEXT, closed_by INTEGER, closed_at TEXT, reopened_by INTEGER, reopened_at TEXT, sums TEXT);
CREATE TABLE meal_contract(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    contract TEXT, starts TEXT, pay_by TEXT);
