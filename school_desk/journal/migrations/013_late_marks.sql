-- What was typed before its computer knew of the closing, and what the deputy said to it.
ALTER TABLE closing ADD COLUMN declined_on TEXT;
ALTER TABLE closing ADD COLUMN declined_by INTEGER;
ALTER TABLE closing ADD COLUMN declined_for TEXT;
