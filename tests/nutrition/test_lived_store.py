"""A month of a 500-pupil school: what came, was cooked and is left agrees to the gram, in tenge."""

from collections import Counter, defaultdict
from fractions import Fraction
from math import ceil, floor

from school_desk.intents import Form
from tests.nutrition.lived_month import MEAL, live, school_days, school_of
from tests.nutrition.lived_store import clear, cook, cook_anew, furnish

EGG_G = 41


def half_up(value: Fraction, places: int) -> Fraction:
    return Fraction(floor(value * 10**places + Fraction(1, 2)), 10**places)


def needed(db, number: int, eaters: dict[str, int]) -> dict[str, Fraction]:
    """Kilograms, and pieces of eggs, of a day of the cycle: from cards, portions and who eats."""
    grams = Counter()
    eggs = 0
    for line, dish in db.execute(
        "SELECT row, dish FROM menu_dish WHERE alive AND day = ?", (number,)
    ).fetchall():
        card, whole = db.execute(
            "SELECT row, yield_g FROM tech_card WHERE alive AND dish = ?", (dish,)
        ).fetchone()
        own = dict(
            db.execute(
                "SELECT band, grams FROM menu_portion WHERE alive AND menu_dish = ?", (line,)
            )
        )
        portions = sum(
            n * Fraction(own.get(band) or whole) / Fraction(whole) for band, n in eaters.items()
        )
        for product, gross in db.execute(
            "SELECT product, gross FROM ingredient WHERE alive AND tech_card = ?", (card,)
        ):
            if product == "egg":
                eggs += ceil(Fraction(gross) * portions / EGG_G)
            elif product != "water":
                grams[product] += Fraction(gross) * portions
    found = {product: half_up(one / 1000, 3) for product, one in grams.items()}
    return {**found, "egg": Fraction(eggs)} if eggs else found


def played(db, needs: dict[str, dict[str, Fraction]]) -> tuple[dict, dict, dict]:
    """First in, first out, by hand: what is left of each batch, what was issued, what it cost."""
    batches = db.execute(
        "SELECT row, product, received_on, coalesce(expires_on, '9999'), quantity, price "
        "FROM stock_batch WHERE alive ORDER BY received_on, coalesce(expires_on, '9999'), row"
    ).fetchall()
    left = {row: Fraction(quantity) for row, *_, quantity, _price in batches}
    taken = defaultdict(list)
    for batch, day, quantity in db.execute(
        "SELECT batch, day, quantity FROM stock_taking WHERE alive"
    ):
        taken[day].append((batch, Fraction(quantity)))
    issued, cost = {}, {}
    for day in sorted({*needs, *taken}):
        for product, whole in needs.get(day, {}).items():
            need = whole
            for row, of, came, until, _quantity, price in batches:
                part = min(need, left[row])
                if of == product and came <= day <= until and part > 0:
                    issued[day, row] = part
                    cost[day] = cost.get(day, 0) + half_up(part * Fraction(price), 2)
                    left[row] -= part
                    need -= part
            assert need == 0, (day, product)
        for batch, quantity in taken[day]:  # after the meal of the day
            left[batch] -= quantity
    return left, issued, cost


def test_a_month_of_the_store_room_agrees_to_the_gram_and_to_the_tenge(tmp_path):
    with school_of(tmp_path / "school") as (desk, lived):
        store = furnish(desk)
        days = school_days(desk)
        for number, day in enumerate(days):
            live(desk, lived, day, lambda on: cook(desk, lived, store, on))
            if number % 3 == 1:
                cook_anew(desk, store, day)
            if number == 5:
                before = store.issued[day]
                cook_anew(desk, store, day)
                desk.undo(Form())
                desk.undo(Form())
                store.issued[day] = before
            clear(desk, lived, store, day)
        db = desk._storage.db

        needs = {
            day.isoformat(): needed(db, number % 10 + 1, store.issued[day])
            for number, day in enumerate(days)
        }
        left, issued, cost = played(db, needs)

        # What was taken of which batch, to the gram.
        rows = db.execute("SELECT day, batch, quantity FROM stock_issue WHERE alive")
        assert {(day, batch): Fraction(each) for day, batch, each in rows} == issued
        # What is left of each batch, and where each stock card ends.
        assert {one.batch.id: one.left for one in desk.stock.stock()} == left
        products = {one.batch.product: one.batch.id for one in desk.stock.stock()}
        of = dict(db.execute("SELECT row, product FROM stock_batch").fetchall())
        for product in products:
            card = desk.stock.card(product)
            assert card[-1].left == sum(one for row, one in left.items() if of[row] == product)
            assert min(one.left for one in card) >= 0
        # What each day cost: the lines of its requisition, and the portions of its bands.
        for day in days:
            found = desk.stock.cost(day, MEAL)
            assert found.issued
            assert Fraction(found.total) == cost[day.isoformat()]
        # The month lived: eggs, spoiled batches, two prices in one taking.
        assert store.waste > 3
        assert any(product == "egg" for product in of.values())
        assert len(issued) > len({(day, of[row]) for day, row in issued}) + 20


def test_what_changed_after_the_issue_is_the_difference_to_the_gram(tmp_path):
    with school_of(tmp_path / "school", pupils=150) as (desk, lived):
        store = furnish(desk)
        day = school_days(desk)[0]
        live(desk, lived, day, lambda on: cook(desk, lived, store, on))
        db = desk._storage.db
        was, now = store.issued[day], {}
        cook_anew(desk, store, day)
        now = store.issued[day]
        before, after = needed(db, 1, was), needed(db, 1, now)
        assert was != now
        desk.undo(Form())
        desk.undo(Form())
        changed = {one: after[one] - before[one] for one in after if after[one] != before[one]}
        assert desk.stock.since_issue(day, MEAL) == changed
