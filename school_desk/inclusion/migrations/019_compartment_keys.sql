CREATE TABLE support_key(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    generation INTEGER, holder INTEGER, recipient TEXT, box TEXT);
CREATE TABLE health_key(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    generation INTEGER, holder INTEGER, recipient TEXT, box TEXT);
CREATE TABLE own_key(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    generation INTEGER, holder INTEGER, recipient TEXT, box TEXT);
