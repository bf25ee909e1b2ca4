"""What another computer sends of menus and of the store-room is kept where it means something."""

import pytest

from school_desk.journal.row_words import ROW_FIELD_WORDS, TABLE_WORDS
from school_desk.nutrition import menu_schema
from school_desk.nutrition.menu_row_words import menu_codes
from school_desk.nutrition.menu_shipped import bans
from school_desk.nutrition.product_shipped import starter
from school_desk.storage.registry import BIRTH

FIELDS = {(table.name, one.name): one for table in menu_schema.TABLES for one in table.fields}


@pytest.mark.parametrize(
    ("place", "good", "bad"),
    [
        (("cycle_menu", "menu_length"), (20,), ("20",)),
        (("cycle_menu", "menu_since"), ("2026-09-01",), ("1 қыркүйек",)),
        (("menu_dish", BIRTH), (1, 3, "lunch", 2), (1, "үш", "lunch", 2)),
        (("menu_portion", "portion_grams"), ("200.5",), ("-200",)),
        (("product_swap", BIRTH), ("2026-10-22", 1, "milk32"), (22, 1, "milk32")),
        (("menu_allowed", "allowed_by_head"), ("неге", 1, "2026-10-22"), ("неге", 1, "ертең")),
        (("daily_menu", "menu_approved"), (1, "2026-10-22T09:31:00+05:00"), (1, "таңертең")),
        (("menu_requisition", "eaters"), (120,), (-1,)),
        (("stock_batch", "received"), ("2026-10-22", None, None), ("2026-13-01", None, None)),
        (("stock_batch", "stock_price"), ("350.5",), ("1e9",)),
        (("stock_taking", "taken_of"), (1, "2026-10-22"), (1, None)),
    ],
)
def test_a_value_that_means_nothing_is_set_aside(place, good, bad) -> None:
    check = FIELDS[place].check
    assert check is not None
    assert check(good)
    assert not check(bad)


def test_every_table_field_and_code_has_its_words() -> None:
    codes = menu_codes(starter().products, bans())
    for table in menu_schema.TABLES:
        assert table.name in TABLE_WORDS
        assert 160 <= table.id <= 178
        for one in table.fields:
            assert one.name == BIRTH or one.name in ROW_FIELD_WORDS
        for column in ("season", "meal", "product", "substitute", "ban", "taking"):
            assert column not in table.columns or (table.name, column) in codes
