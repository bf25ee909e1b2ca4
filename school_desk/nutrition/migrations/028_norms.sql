CREATE TABLE meal_norm(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    kind TEXT, code TEXT, starts TEXT, ends TEXT, figures TEXT, name_kk TEXT, name_ru TEXT, places TEXT, tags TEXT, products TEXT, pays TEXT, act TEXT, note TEXT, status TEXT);
CREATE TABLE approved_dish(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, meal TEXT, dish INTEGER, menu_dish INTEGER, place INTEGER, portions TEXT);
CREATE INDEX approved_dish_by_day ON approved_dish(day);
