ALTER TABLE school ADD COLUMN bin TEXT;
CREATE TABLE consent_text(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    code TEXT, version INTEGER, starts TEXT, subjects TEXT, months INTEGER, status TEXT, title_kk TEXT, title_ru TEXT, purpose_kk TEXT, purpose_ru TEXT, data_kk TEXT, data_ru TEXT, third_kk TEXT, third_ru TEXT, abroad INTEGER, published INTEGER);
CREATE TABLE consent(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    pupil INTEGER, guardian INTEGER, account INTEGER, text INTEGER, giver TEXT, relation TEXT, document TEXT, starts TEXT, ends TEXT, form TEXT, recorded_by INTEGER, recorded_on TEXT, withdrawn_on TEXT, effect_by TEXT);
CREATE INDEX consent_by_pupil ON consent(pupil);
