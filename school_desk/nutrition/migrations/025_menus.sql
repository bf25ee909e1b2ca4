CREATE TABLE cycle_menu(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    season TEXT, length INTEGER, since TEXT, name TEXT);
CREATE TABLE menu_dish(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    cycle_menu INTEGER, day INTEGER, meal TEXT, dish INTEGER, place INTEGER);
CREATE INDEX menu_dish_by_menu ON menu_dish(cycle_menu);
CREATE TABLE menu_portion(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    menu_dish INTEGER, band TEXT, grams TEXT);
CREATE INDEX menu_portion_by_dish ON menu_portion(menu_dish);
CREATE TABLE menu_change(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, menu_dish INTEGER, dish INTEGER, reason TEXT, who INTEGER);
CREATE INDEX menu_change_by_day ON menu_change(day);
CREATE TABLE menu_extra(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, meal TEXT, dish INTEGER, reason TEXT, who INTEGER);
CREATE INDEX menu_extra_by_day ON menu_extra(day);
CREATE TABLE product_swap(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, dish INTEGER, product TEXT, substitute TEXT, reason TEXT, who INTEGER);
CREATE INDEX product_swap_by_day ON product_swap(day);
CREATE TABLE menu_allowed(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    dish INTEGER, ban TEXT, reason TEXT, who INTEGER, allowed_on TEXT);
CREATE TABLE daily_menu(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, who INTEGER, approved_at TEXT);
CREATE TABLE menu_requisition(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, meal TEXT, band TEXT, eaters INTEGER);
CREATE TABLE stock_batch(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    product TEXT, received_on TEXT, paper TEXT, supplier TEXT, quantity TEXT, price TEXT, expires_on TEXT);
CREATE INDEX stock_batch_by_product ON stock_batch(product);
CREATE TABLE stock_issue(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    day TEXT, meal TEXT, batch INTEGER, quantity TEXT);
CREATE INDEX stock_issue_by_batch ON stock_issue(batch);
CREATE TABLE stock_taking(row INTEGER PRIMARY KEY, alive INTEGER NOT NULL DEFAULT 1,
    batch INTEGER, day TEXT, taking TEXT, quantity TEXT, reason TEXT);
CREATE INDEX stock_taking_by_batch ON stock_taking(batch);
