CREATE TABLE product(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    code TEXT, name_kk TEXT, name_ru TEXT, name_en TEXT, energy TEXT, protein TEXT, fat TEXT, carbohydrate TEXT, status TEXT, allergens TEXT, loss TEXT, adds TEXT);
CREATE TABLE season_loss(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    product TEXT, day TEXT, since TEXT, loss TEXT);
CREATE TABLE dish(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    number INTEGER);
CREATE TABLE tech_card(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    dish INTEGER, version INTEGER, name_kk TEXT, name_ru TEXT, source TEXT, meal TEXT, yield_g TEXT, process_kk TEXT, process_ru TEXT, temperature INTEGER, shelf TEXT, tags TEXT);
CREATE INDEX tech_card_by_dish ON tech_card(dish);
CREATE TABLE ingredient(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    tech_card INTEGER, place INTEGER, product TEXT, gross TEXT, loss TEXT, seasonal INTEGER);
CREATE INDEX ingredient_by_card ON ingredient(tech_card);
CREATE TABLE card_approval(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    tech_card INTEGER, approved_on TEXT, approved_by INTEGER, content TEXT);
CREATE INDEX approval_by_card ON card_approval(tech_card);
CREATE TABLE kitchen_rule(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    code TEXT, starts TEXT, value TEXT);
