-- What has come and cannot be applied yet, or cannot stand: see docs/adr/0021.
CREATE TABLE stream_in(
    part INTEGER NOT NULL,
    dev INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY(part, dev, seq)
) WITHOUT ROWID;
CREATE TABLE set_aside(
    part INTEGER NOT NULL,
    dev INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    entry TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY(part, dev, seq)
) WITHOUT ROWID;
CREATE TABLE gave_way(
    row INTEGER NOT NULL,
    field INTEGER NOT NULL,
    dev INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY(row, field, dev, seq)
) WITHOUT ROWID;
