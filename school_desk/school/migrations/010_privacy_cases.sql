CREATE TABLE privacy_case(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    kind TEXT, day TEXT, due TEXT, applicant TEXT, relation TEXT, what TEXT, persons INTEGER, answered_on TEXT, answer TEXT);
CREATE TABLE privacy_term(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    code TEXT, days INTEGER, source TEXT);
