CREATE TABLE account(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    sign_in TEXT, surname TEXT, given TEXT, patronymic TEXT, public BLOB, closed TEXT);
CREATE TABLE role_grant(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    account INTEGER, role TEXT, class_group INTEGER, grp INTEGER, subject INTEGER,
    starts TEXT, ends TEXT);
CREATE INDEX role_grant_by_account ON role_grant(account);
