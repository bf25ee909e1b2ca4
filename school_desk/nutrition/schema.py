"""What is kept of meals: who pays for whom, diets, prices, sittings, portions, orders.

Who pays for a pupil goes to the office's computers only; the canteen's get orders in counts, and
diets with the names of those who are cooked for apart (nutrition 14).
"""

import json
import re
from datetime import date, datetime, time

from school_desk.storage.registry import BIRTH, Field, Policy, Table, Values

MEALS = "meals/"
BENEFIT = "benefit/"
PUPIL = {"pupil": "pupil"}
SOURCES = frozenset(("primary_budget", "fund", "parent", "other", "none"))
CATEGORIES = frozenset(("asp", "low_income", "orphan", "emergency", "other"))
DIETS = frozenset(
    (
        *("gluten_free", "lactose_free", "no_milk_protein", "diabetes"),
        *("pku", "allergy", "halal", "other"),
    )
)
MEALS_OF_DAY = frozenset(("breakfast", "second_breakfast", "lunch", "afternoon", "supper"))
REASONS = frozenset(
    (
        *("left_early", "refused", "late_absence", "transferred", "error"),
        *("given_extra", "written_off", "came_late", "attendance_came"),
        *("left_class", "no_lessons"),
    )
)
STATES = frozenset(("found", "to_check", "checked"))
_TENGE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
_LINE = (str, str, int, int, int, int)
_PLATE = (str, int, int)

ORDERED = ("{ordered}, {class_group}: {source}, {diet}", "{ordered}, {class_group}: {source}")
AMENDED = "{amended}: {reason}", "{amended}"
SERVED = "{served}: {unserved}", "{served}"
PAYS = "{source}: {category}", "{source}"
PAPER = "{document} {number}, {issued_on}", "{document} {number}", "{document}"
DECISION = "{order_no}, {order_date}, {decided_by}", "{order_no}, {order_date}", "{order_no}"
DIET = "{code}: {excluded}", "{code}"
"""How people read the columns of a field together."""

# What came from elsewhere is looked at before it stands in a row: a code of a newer version, a day
# that is none. What does not fit is set aside and passed on.


def _reads(read: type[date | datetime | time], value: object) -> bool:
    """Whether a value is a day, a moment or a time as it is written here; nothing is one."""
    try:
        return value is None or (isinstance(value, str) and bool(read.fromisoformat(value)))
    except ValueError:
        return False


def _is_truth(values: Values) -> bool:
    return values[0] in (0, 1)


def _is_payer(values: Values) -> bool:
    source, category = values
    return source in SOURCES and category in {None, *CATEGORIES}


def _is_term(values: Values) -> bool:
    return all(_reads(date, one) for one in values)


def _is_term_of_price(values: Values) -> bool:
    return values[0] is not None and _is_term(values)


def _ends_with_day(values: Values) -> bool:
    return _reads(date, values[2])


def _has_day_second(values: Values) -> bool:
    return _reads(date, values[1])


def _is_diet(values: Values) -> bool:
    return values[0] in DIETS


def _is_price_of(values: Values) -> bool:
    band, source, meal = values
    return isinstance(band, str) and source in SOURCES and meal in MEALS_OF_DAY


def _is_tenge(values: Values) -> bool:
    return isinstance(values[0], str) and bool(_TENGE.fullmatch(values[0]))


def _is_meal(values: Values) -> bool:
    return values[0] in MEALS_OF_DAY


def _are_times(values: Values) -> bool:
    return None not in values and all(_reads(time, one) for one in values)


def _is_state(values: Values) -> bool:
    return values[0] in STATES


def _is_at_meal(values: Values) -> bool:
    """A day, a meal, and whose or of which shift."""
    day, meal, of = values
    return day is not None and _reads(date, day) and meal in MEALS_OF_DAY and type(of) is int


def _is_portion(values: Values) -> bool:
    ordered, forecast, _group, source, diet = values
    truths = {ordered, forecast} <= {None, 0, 1}
    return truths and source in {None, *SOURCES} and diet in {None, *DIETS}


def _is_with_reason(values: Values) -> bool:
    said, reason = values
    return said in (None, 0, 1) and reason in {None, *REASONS}


def _is_signed(values: Values) -> bool:
    return _reads(datetime, values[1])


def _is_sheet(values: Values) -> bool:
    """Lines of classes in counts, plates as keys; a newer version may add to either."""
    try:
        lines, plates, *_newer = json.loads(str(values[0]))
        return all(_fits(one, _LINE) for one in lines) and all(_fits(one, _PLATE) for one in plates)
    except (ValueError, TypeError):
        return False


def _fits(one: list[object], kinds: tuple[type, ...]) -> bool:
    return len(one) >= len(kinds) and all(map(isinstance, one, kinds))


TABLES = (
    Table(
        id=125,
        name="eating",
        partition=BENEFIT,
        fields=(
            Field(1, "whose", ("pupil",), refs=PUPIL),
            Field(2, "pays", ("source", "category"), personal=True, check=_is_payer, said=PAYS),
            Field(3, "term", ("starts", "ends"), check=_is_term),
            Field(
                *(4, "document", ("document", "number", "issued_on")),
                personal=True,
                check=_ends_with_day,
                said=PAPER,
            ),
            Field(
                *(5, "order", ("order_no", "order_date", "decided_by")),
                personal=True,
                check=_has_day_second,
                said=DECISION,
            ),
        ),
        sentence="{pupil}: {value}",
    ),
    Table(
        id=126,
        name="diet",
        partition=MEALS,
        fields=(
            Field(1, "whose", ("pupil",), refs=PUPIL),
            Field(2, "diet", ("code", "excluded"), personal=True, check=_is_diet, said=DIET),
            Field(3, "term", ("starts", "ends"), check=_is_term),
        ),
        sentence="{pupil}: {value}",
    ),
    Table(
        id=127,
        name="meal_price",
        partition=MEALS,
        fields=(
            Field(1, "price_of", ("band", "source", "meal"), check=_is_price_of),
            Field(2, "price", ("tenge",), check=_is_tenge),
            Field(3, "term", ("starts", "ends"), check=_is_term_of_price),
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
            Field(2, "meal", ("meal",), check=_is_meal),
            Field(3, "times", ("count_by", "order_by", "accept_by"), check=_are_times),
            Field(4, "status", ("status",), check=_is_state),
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
            Field(1, BIRTH, ("day", "meal", "pupil"), refs=PUPIL, check=_is_at_meal),
            Field(2, "eats", ("eats",), check=_is_truth),
            # Reckoned by handing over, typed by nobody: of two the latest stands. What a person
            # says of a pupil is `eats`, `amended` and `served`.
            Field(
                3,
                "ordered",
                ("ordered", "forecast", "class_group", "source", "diet"),
                Policy.LATEST,
                personal=True,
                refs={"class_group": "class_group"},
                check=_is_portion,
                said=ORDERED,
            ),
            Field(4, "amended", ("amended", "reason"), check=_is_with_reason, said=AMENDED),
            Field(5, "served", ("served", "unserved"), check=_is_with_reason, said=SERVED),
        ),
        sentence="{day}, {meal}, {pupil}: {value}",
    ),
    Table(
        id=130,
        name="meal_order",
        partition=MEALS,
        natural=("day", "meal", "shift"),
        fields=(
            Field(1, BIRTH, ("day", "meal", "shift"), check=_is_at_meal),
            # Both did it: who and when is the latest hand, the other one stays in the history.
            *(
                Field(
                    *(n, what, (by, f"{what}_at"), Policy.LATEST),
                    refs={by: "account"},
                    check=_is_signed,
                    said=(f"{{{by}}}, {{{what}_at}}", f"{{{what}_at}}"),
                )
                for n, what, by in (
                    (2, "handed", "handed_by"),
                    (3, "accepted", "accepted_by"),
                    (4, "settled", "settled_by"),
                )
            ),
            # What the canteen cooks, in counts: who pays for whom stays in the office. It follows
            # from the portions, so nobody decides between two: the office sends it anew.
            Field(5, "sheet", ("sheet",), Policy.LATEST, check=_is_sheet),
        ),
        sentence="{day}, {meal}: {value}",
    ),
)
