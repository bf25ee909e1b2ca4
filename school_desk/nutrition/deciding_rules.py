"""Who decides between two values of a row of meals: whoever may write such a row."""

from collections.abc import Mapping

FOOD_LOGS = ("log_perishable", "log_dish", "log_sample", "log_waste")
OF_DAY = ("menu_change", "menu_extra", "product_swap")
CARDS = ("dish", "tech_card", "ingredient")

DECIDED_BY: Mapping[str, str] = {
    "eating": "Write who eats how",
    "diet": "Write diet",
    "meal_price": "Write meal price",
    "meal_sitting": "Write meal times",
    "portion": "Correct meal order",
    "meal_order": "Hand over meal order",
    "kitchen_count": "Count plates",
    **dict.fromkeys(("meal_act", "meal_act_line"), "Write supplier act"),
    "state_total": "Write state totals",
    "meal_month": "Close meal month",
    "meal_contract": "Write meal contract",
    **dict.fromkeys(FOOD_LOGS, "Write food logs"),
    "log_vitamin": "Write vitamin log",
    "log_cold": "Write refrigerator log",
    **dict.fromkeys(("log_issued", "log_fed"), "Write norms control"),
    "log_norm": "Write kitchen norms",
    **dict.fromkeys(("log_health", "kitchen_checkup"), "Write kitchen health"),
    "meal_norm": "Write meal norms",
    **dict.fromkeys(("cycle_menu", "menu_dish", "menu_portion"), "Write menus"),
    **dict.fromkeys(OF_DAY, "Change menu of day"),
    "menu_allowed": "Allow forbidden dish",
    **dict.fromkeys(("daily_menu", "approved_dish"), "Approve menu of day"),
    "menu_requisition": "Write requisition",
    **dict.fromkeys(("stock_batch", "stock_taking"), "Write stock"),
    "stock_issue": "Issue from stock",
    **dict.fromkeys(("product", "product_composition", "season_loss"), "Write products"),
    **dict.fromkeys(CARDS, "Write cards"),
    "card_approval": "Approve card",
    "kitchen_rule": "Choose kitchen rules",
}
"""By table. A decision is a change like any other, so it asks for the right to that change."""
