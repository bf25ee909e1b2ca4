-- What this computer keeps of others for the exchange: see docs/adr/0023.
CREATE TABLE batch_signature(
    part INTEGER NOT NULL,
    dev INTEGER NOT NULL,
    seq_to INTEGER NOT NULL,
    seq_from INTEGER NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY(part, dev, seq_to, seq_from)
) WITHOUT ROWID;
CREATE TABLE fork(
    part INTEGER NOT NULL,
    dev INTEGER NOT NULL,
    seq_to INTEGER NOT NULL,
    chain BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY(part, dev, seq_to, chain)
) WITHOUT ROWID;
CREATE TABLE receipt(
    peer BLOB PRIMARY KEY,
    vector BLOB NOT NULL,
    at INTEGER NOT NULL,
    signature BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE sent_bytes(day TEXT PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE computer(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    device TEXT, public TEXT, name TEXT, parts TEXT, since TEXT, until TEXT);
