"""Who decides between two values of a row of meals: whoever may write such a row."""

from collections.abc import Mapping

from school_desk.errors import N_

FOOD_LOGS = ("log_perishable", "log_dish", "log_sample", "log_waste")
OF_DAY = ("menu_change", "menu_extra", "product_swap")
CARDS = ("dish", "tech_card", "ingredient")

DECIDED_BY: Mapping[str, str] = {
    "eating": N_("Write who eats how"),
    "diet": N_("Write diet"),
    "meal_price": N_("Write meal price"),
    "meal_sitting": N_("Write meal times"),
    "portion": N_("Correct meal order"),
    "meal_order": N_("Hand over meal order"),
    "kitchen_count": N_("Count plates"),
    **dict.fromkeys(("meal_act", "meal_act_line"), N_("Write supplier act")),
    "state_total": N_("Write state totals"),
    "meal_month": N_("Close meal month"),
    "meal_contract": N_("Write meal contract"),
    **dict.fromkeys(FOOD_LOGS, N_("Write food logs")),
    "log_vitamin": N_("Write vitamin log"),
    "log_cold": N_("Write refrigerator log"),
    **dict.fromkeys(("log_issued", "log_fed"), N_("Write norms control")),
    "log_norm": N_("Write kitchen norms"),
    **dict.fromkeys(("log_health", "kitchen_checkup"), N_("Write kitchen health")),
    "meal_norm": N_("Write meal norms"),
    **dict.fromkeys(("cycle_menu", "menu_dish", "menu_portion"), N_("Write menus")),
    **dict.fromkeys(OF_DAY, N_("Change menu of day")),
    "menu_allowed": N_("Allow forbidden dish"),
    **dict.fromkeys(("daily_menu", "approved_dish"), N_("Approve menu of day")),
    "menu_requisition": N_("Write requisition"),
    **dict.fromkeys(("stock_batch", "stock_taking"), N_("Write stock")),
    "stock_issue": N_("Issue from stock"),
    **dict.fromkeys(("product", "product_composition", "season_loss"), N_("Write products")),
    **dict.fromkeys(CARDS, N_("Write cards")),
    "card_approval": N_("Approve card"),
    "kitchen_rule": N_("Choose kitchen rules"),
}
"""By table. A decision is a change like any other, so it asks for the right to that change."""
