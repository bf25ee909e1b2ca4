ALTER TABLE product ADD COLUMN extras TEXT;
ALTER TABLE product ADD COLUMN source TEXT;
ALTER TABLE product ADD COLUMN piece TEXT;
CREATE TABLE product_composition(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    product TEXT, since TEXT, energy TEXT, protein TEXT, fat TEXT, carbohydrate TEXT, extras TEXT, status TEXT, source TEXT);
ALTER TABLE tech_card ADD COLUMN yields TEXT;
ALTER TABLE tech_card ADD COLUMN method TEXT;
ALTER TABLE tech_card ADD COLUMN recipe_year INTEGER;
ALTER TABLE tech_card ADD COLUMN recipe_no TEXT;
ALTER TABLE ingredient ADD COLUMN heat TEXT;
ALTER TABLE card_approval ADD COLUMN figures TEXT;
