-- The change log and its heads: see ARCHITECTURE.md and docs/adr/0002.
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE device(ord INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, public BLOB);
CREATE TABLE part(ord INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE label(ord INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE row_key(row INTEGER PRIMARY KEY, part INTEGER, tbl INTEGER NOT NULL, key INTEGER NOT NULL);
CREATE UNIQUE INDEX row_key_by_key ON row_key(tbl, key);
CREATE TABLE ctx(ctx INTEGER PRIMARY KEY, vector TEXT NOT NULL UNIQUE);
CREATE TABLE work(
    work INTEGER PRIMARY KEY,
    label INTEGER NOT NULL,
    actor INTEGER,
    origin INTEGER,
    of INTEGER,
    reason TEXT,
    hlc INTEGER NOT NULL,
    chain BLOB
);
CREATE TABLE change_log(
    part INTEGER NOT NULL,
    dev INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    row INTEGER NOT NULL,
    field INTEGER NOT NULL,
    val,
    prev_dev INTEGER,
    prev_seq INTEGER,
    ctx INTEGER,
    work INTEGER NOT NULL,
    PRIMARY KEY(part, dev, seq)
) WITHOUT ROWID;
CREATE TABLE personal_salt(
    part INTEGER NOT NULL,
    dev INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    salt BLOB,
    digest BLOB NOT NULL,
    PRIMARY KEY(part, dev, seq)
) WITHOUT ROWID;
CREATE TABLE cell_head(
    row INTEGER NOT NULL,
    field INTEGER NOT NULL,
    dev INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY(row, field)
) WITHOUT ROWID;
CREATE TABLE head_extra(
    row INTEGER NOT NULL,
    field INTEGER NOT NULL,
    dev INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY(row, field, dev, seq)
) WITHOUT ROWID;
CREATE TABLE conflict(
    row INTEGER NOT NULL,
    field INTEGER NOT NULL,
    opened INTEGER NOT NULL,
    PRIMARY KEY(row, field)
) WITHOUT ROWID;
CREATE TABLE vv(
    part INTEGER NOT NULL,
    dev INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    chain BLOB NOT NULL,
    PRIMARY KEY(part, dev)
) WITHOUT ROWID;
