-- What this computer last wrote for each other one on a stick or a shared folder: docs/adr/0024.
CREATE TABLE courier_trip(
    peer BLOB PRIMARY KEY,
    folder TEXT NOT NULL,
    at INTEGER NOT NULL,
    whole INTEGER NOT NULL,
    state BLOB NOT NULL,
    vector BLOB NOT NULL
) WITHOUT ROWID;
