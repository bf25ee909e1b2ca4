-- Who works at a computer, when it was withdrawn; where others were last reached: see docs/adr/0025.
ALTER TABLE computer ADD COLUMN people TEXT;
ALTER TABLE computer ADD COLUMN withdrawn TEXT;
CREATE TABLE address(
    peer BLOB NOT NULL,
    address TEXT NOT NULL,
    source TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY(peer, address)
) WITHOUT ROWID;
