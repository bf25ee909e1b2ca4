"""What is kept of meals: who pays for whom, diets, prices, sittings, portions, orders.

Who pays for a pupil goes to the office's computers only; the canteen's get orders in counts, and
diets with the names of those who are cooked for apart (nutrition 14).
"""

from school_desk.storage.registry import BIRTH, Field, Policy, Table, Values

MEALS = "meals/"
BENEFIT = "benefit/"
PUPIL = {"pupil": "pupil"}


def _is_truth(values: Values) -> bool:
    """Whether what came from elsewhere is a yes or a no."""
    return values[0] in (0, 1)


TABLES = (
    Table(
        id=125,
        name="eating",
        partition=BENEFIT,
        fields=(
            Field(1, "whose", ("pupil",), refs=PUPIL),
            Field(2, "pays", ("source", "category"), personal=True),
            Field(3, "term", ("starts", "ends")),
            Field(4, "document", ("document", "number", "issued_on"), personal=True),
            Field(5, "order", ("order_no", "order_date", "decided_by"), personal=True),
        ),
        sentence="{value}",
    ),
    Table(
        id=126,
        name="diet",
        partition=MEALS,
        fields=(
            Field(1, "whose", ("pupil",), refs=PUPIL),
            Field(2, "diet", ("code", "excluded"), personal=True),
            Field(3, "term", ("starts", "ends")),
        ),
        sentence="{value}",
    ),
    Table(
        id=127,
        name="meal_price",
        partition=MEALS,
        fields=(
            Field(1, "price_of", ("band", "source", "meal")),
            Field(2, "price", ("tenge",)),
            Field(3, "term", ("starts", "ends")),
            Field(4, "contract", ("contract", "region")),
        ),
        sentence="{value}",
    ),
    Table(
        id=128,
        name="meal_sitting",
        partition=MEALS,
        natural=("shift",),
        fields=(
            Field(1, BIRTH, ("shift",)),
            Field(2, "meal", ("meal",)),
            Field(3, "times", ("count_by", "order_by", "accept_by")),
            Field(4, "status", ("status",)),
        ),
        sentence="{value}",
    ),
    # One pupil, one day, one meal: two computers that write of it meet in one row.
    Table(
        id=129,
        name="portion",
        partition=BENEFIT,
        natural=("day", "meal", "pupil"),
        fields=(
            Field(1, BIRTH, ("day", "meal", "pupil"), refs=PUPIL),
            Field(2, "eats", ("eats",), check=_is_truth),
            Field(
                3,
                "ordered",
                ("ordered", "forecast", "class_group", "source", "diet"),
                personal=True,
                refs={"class_group": "class_group"},
            ),
            Field(4, "amended", ("amended", "reason")),
            Field(5, "served", ("served", "unserved")),
        ),
        sentence="{day}, {pupil}: {value}",
    ),
    Table(
        id=130,
        name="meal_order",
        partition=MEALS,
        natural=("day", "meal", "shift"),
        fields=(
            Field(1, BIRTH, ("day", "meal", "shift")),
            Field(2, "handed", ("handed_by", "handed_at"), refs={"handed_by": "account"}),
            Field(3, "accepted", ("accepted_by", "accepted_at"), refs={"accepted_by": "account"}),
            Field(4, "settled", ("settled_by", "settled_at"), refs={"settled_by": "account"}),
            # What the canteen cooks, in counts: who pays for whom stays in the office. It follows
            # from the portions, so nobody decides between two: the office sends it anew.
            Field(5, "sheet", ("sheet",), Policy.LATEST),
        ),
        sentence="{day}: {value}",
    ),
)
