CREATE TABLE log_perishable(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    received_at TEXT, product TEXT, quantity TEXT, unit TEXT, quality TEXT, deadline TEXT, uses TEXT, written_off TEXT, returned TEXT, signed TEXT, note TEXT);
CREATE INDEX log_perishable_by_day ON log_perishable(received_at);
CREATE TABLE log_dish(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    made_at TEXT, dish TEXT, quality TEXT, ready INTEGER, permitted_at TEXT, made_by TEXT, signed TEXT, note TEXT);
CREATE INDEX log_dish_by_day ON log_dish(made_at);
CREATE TABLE log_vitamin(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    made_at TEXT, dish TEXT, portions TEXT, doses TEXT, total TEXT, signed TEXT);
CREATE INDEX log_vitamin_by_day ON log_vitamin(made_at);
CREATE TABLE log_health(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, person TEXT, post TEXT, skin INTEGER, breathing INTEGER, bowel INTEGER, family INTEGER, admitted INTEGER, measures TEXT, signed TEXT);
CREATE INDEX log_health_by_day ON log_health(day);
CREATE TABLE log_cold(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, unit TEXT, morning TEXT, evening TEXT, action TEXT, signed TEXT);
CREATE INDEX log_cold_by_day ON log_cold(day);
CREATE TABLE log_sample(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    taken_at TEXT, kept_until TEXT, dish TEXT, thrown_at TEXT, signed TEXT, note TEXT);
CREATE INDEX log_sample_by_day ON log_sample(taken_at);
CREATE TABLE log_waste(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, dish TEXT, served_kg TEXT, uneaten_kg TEXT, signed TEXT, note TEXT);
CREATE INDEX log_waste_by_day ON log_waste(day);
CREATE TABLE log_issued(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, band TEXT, product TEXT, mass TEXT);
CREATE INDEX log_issued_by_day ON log_issued(day);
CREATE TABLE log_fed(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, band TEXT, portions INTEGER);
CREATE TABLE log_norm(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    kind TEXT, code TEXT, band TEXT, starts TEXT, name_kk TEXT, name_ru TEXT, value TEXT, unit TEXT, least TEXT, most TEXT, status TEXT);
