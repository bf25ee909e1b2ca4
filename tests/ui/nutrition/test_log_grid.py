"""A log typed in its cells: the morning of a kitchen in few keys, each line with what it needs."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from school_desk.access.model import Role
from school_desk.access.staff_model import NewStaff, StaffFile
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.log_norm_model import Norm, NormKind
from school_desk.nutrition.menu_model import CycleMenu, Season
from school_desk.nutrition.product_shipped import sample_cards
from school_desk.nutrition.stock_model import StockBatch
from school_desk.school.model import PersonName
from school_desk.ui.nutrition.log_dialog import ReasonDialog
from school_desk.ui.nutrition.logs_screen import PLACE, LogsScreen
from school_desk.ui.row_history_dialog import RowHistoryDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.nutrition.test_logs_screen import waiting, written
from tests.ui.seat import HEAD, Seat, words

NURSE = "Нұргүл"
COOKS = ("Әбенова Алма", "Болатов Болат", "Ғалымова Гүл", "Досов Дос")


@pytest.fixture
def canteen(seat: Seat) -> Seat:
    """Four people, three refrigerators, five dishes on today's menu; nobody sits there yet."""
    with seat.taken_by(HEAD) as head:
        desk, today = head.desk, head.desk.today()
        for name in COOKS:
            surname, given = name.split()
            desk.staff.add(NewStaff(PersonName(surname, given), StaffFile(position="аспаз")))
        names = {"kk": "Ет тоңазытқышы", "ru": "Мясной холодильник"}
        third = Norm(NormKind.COLD, "", "", today, names, least=Decimal(0), most=Decimal(4))
        desk.log_norms.put_norm(third)
        desk.create_account(NURSE, PersonName("Сейітова", NURSE), DEMO_PASSWORD, (Role.NURSE,))
        dishes = []
        for sample in sample_cards()[:5]:
            row = desk.cards.add(sample.number, sample.head)
            for one in sample.ingredients:
                desk.cards.put_line(row, one)
            desk.cards.approve(row)
            dishes.append(desk.cards.card(row).dish)
        menu = desk.menus.write_menu(CycleMenu(Season.SUMMER_AUTUMN, 10, today))
        desk.menus.put_meal(menu, 1, Meal.LUNCH, dishes)
    return seat


@pytest.fixture
def kitchen(canteen: Seat) -> Iterator[Seat]:
    """The head sits in the kitchen."""
    with canteen.taken_by(HEAD) as taken:
        yield taken


@pytest.fixture
def nurse(canteen: Seat) -> Iterator[Seat]:
    """The nurse sits in the kitchen."""
    with canteen.taken_by(NURSE) as taken:
        yield taken


def opened(seat: Seat, code: str, day: date | None = None) -> LogsScreen:
    assert seat.window is not None
    facts = (code, day.isoformat()) if day else (code,)
    seat.window.shell.open(Place(PLACE, facts))
    settle()
    screen = seat.screen
    assert isinstance(screen, LogsScreen)
    screen.take_focus()
    return screen


def test_the_morning_of_a_kitchen_is_typed_in_sixteen_keys(canteen: Seat) -> None:
    keys = 0

    def typed(*pressed: str) -> None:
        nonlocal keys
        keys += len(pressed)
        press(*pressed)
        settle()

    with canteen.taken_by(NURSE) as nurse:
        screen = opened(nurse, "dishes")
        assert len(waiting(screen, "dish")) == 5
        typed(*"11211")
        assert [one["quality"] for one in written(screen)].count("өте жақсы") == 4
        assert all(one["permitted_at"] == "09:31" for one in written(screen))

        typed("Alt+PgDown", "Alt+PgDown")
        assert waiting(screen, "person") == list(COOKS)
        typed("Ctrl+U")
        assert [one["person"] for one in written(screen)] == list(COOKS)
        assert {one["admitted"] for one in written(screen)} == {"иә"}
    with canteen.taken_by(HEAD) as head:
        screen = opened(head, "cold")
        typed("4", "Return", "-", "1", "8", "Return", "3", "Return")
        assert [one["morning"] for one in written(screen)] == ["4", "−18", "3"]
        assert waiting(screen, "unit") == []
        assert keys == 16

        press("Ctrl+Z")
        assert len(written(screen)) == 2
        assert waiting(screen, "unit") == ["Ет тоңазытқышы"]


def test_who_holds_no_key_sees_who_is_admitted_and_types_nothing(canteen: Seat) -> None:
    with canteen.taken_by(NURSE) as nurse:
        opened(nurse, "health")
        press("Ctrl+U")
    with canteen.taken_by(HEAD) as head:
        screen = opened(head, "health")
        told = [(one["person"], one["skin"], one["admitted"]) for one in written(screen)]
        assert told == [(name, "", "иә") for name in COOKS]
        press("Space", "Ctrl+U")
        assert "мейіргер" in head.said
        assert len(written(screen)) == 4


def test_a_line_with_a_name_only_is_given_its_person(nurse: Seat) -> None:
    desk = nurse.desk
    signs = dict.fromkeys(("skin", "breathing", "bowel", "family", "admitted"), 1)
    part = desk._ground.workplace.partitions.meals
    facts = {"day": desk.today().isoformat(), "person": "Болат аспаз", "signed": "Нұргүл С."}
    with desk._storage.begin("Write kitchen health") as work:
        old = work.born("log_health", part, **facts, **signs)
    screen = opened(nurse, "health")
    assert written(screen)[0]["person"] == "Болат аспаз: ретке келтіру керек"

    screen.grid.go_to(old, "person")
    types(f"{COOKS[1]}\n")
    settle()

    assert [one["person"] for one in written(screen)] == [COOKS[1]]
    assert waiting(screen, "person") == [COOKS[0], *COOKS[2:]]


def test_all_healthy_is_one_step_and_is_taken_back_whole(nurse: Seat) -> None:
    screen = opened(nurse, "health")

    press("Ctrl+U")
    assert len(written(screen)) == 4
    press("Ctrl+Z")
    settle()
    assert written(screen) == []
    assert waiting(screen, "person") == list(COOKS)
    press("Ctrl+U", "Ctrl+U")
    assert "жазылмай қалған ештеңе жоқ" in nurse.said
    assert len(written(screen)) == 4


def test_who_is_ill_is_not_admitted_and_the_measures_are_asked_for(nurse: Seat) -> None:
    screen = opened(nurse, "health")

    press("Return")
    assert [one["person"] for one in written(screen)] == [COOKS[0]]
    press("Space")
    settle()
    assert screen.cells.rows[screen.grid.currentIndex().row()].texts[7] == "жоқ"
    press("Return")
    settle()
    assert "шараларды жазыңыз" in nurse.said
    assert screen.grid.column_name == "measures"
    types("Үйге жіберілді\n")
    settle()

    ill = next(one for one in written(screen) if one["person"] == COOKS[1])
    assert (ill["skin"], ill["admitted"]) == ("белгі бар", "жоқ")
    assert ill["measures"] == "Үйге жіберілді"
    assert screen.grid.row_id is not None
    assert waiting(screen, "person") == list(COOKS[2:])


def test_a_warm_refrigerator_is_written_with_its_measure(kitchen: Seat) -> None:
    screen = opened(kitchen, "cold")

    types("9,5\n")
    settle()
    assert written(screen) == []
    assert "2…6 °C" in kitchen.said
    assert screen.grid.column_name == "action"
    types("Жөндеуші шақырылды\n")
    settle()

    (one,) = written(screen)
    assert (one["morning"], one["action"]) == ("9,5", "Жөндеуші шақырылды")
    assert screen.grid.column_name == "morning"


def test_the_evening_is_typed_where_the_morning_stands(kitchen: Seat) -> None:
    screen = opened(kitchen, "cold")
    types("4\n-18\n3\n")
    settle()

    screen = opened(kitchen, "cold")
    assert screen.grid.column_name == "evening"
    types("5\n-19\n")
    settle()
    assert [one["evening"] for one in written(screen)] == ["5", "−19", ""]


def test_a_bad_dish_has_no_permission(kitchen: Seat) -> None:
    screen = opened(kitchen, "dishes")

    press("4")
    settle()

    (one,) = written(screen)
    assert (one["quality"], one["permitted_at"]) == ("қанағаттанарлықсыз", "")
    press("Return")
    settle()
    assert written(screen)[1]["quality"] == "өте жақсы"  # bad is never foreseen
    assert written(screen)[1]["permitted_at"] == "09:31"


def test_another_dish_is_typed_below_and_nothing_is_written_before_it_is_whole(
    kitchen: Seat,
) -> None:
    screen = opened(kitchen, "waste")
    screen.grid.go_to(0, "dish")

    types("Сорпа\n")
    settle()
    assert (written(screen), screen.grid.column_name) == ([], "served_kg")
    types("96\n")
    settle()
    assert (written(screen), screen.grid.column_name) == ([], "uneaten_kg")
    types("9,6\n")
    settle()

    (one,) = written(screen)
    assert (one["dish"], one["index"]) == ("Сорпа", "10,0")


def test_a_cell_of_a_day_that_is_over_is_corrected_with_its_reason(kitchen: Seat) -> None:
    yesterday = kitchen.desk.today() - timedelta(days=1)
    screen = opened(kitchen, "cold", yesterday)
    types("4\n")
    settle()
    row = next(one.id for one in screen.cells.rows if one.id > 0)
    screen.grid.go_to(row, "morning")

    answering(ReasonDialog, lambda _dialog: press("Esc"))
    types("5\n")
    settle()
    assert written(screen)[0]["morning"] == "4"

    def reason(dialog: ReasonDialog) -> None:
        dialog.reason.setFocus()
        types("Қате жазылған\n")

    screen.grid.go_to(row, "morning")
    answering(ReasonDialog, reason)
    types("5\n")
    settle()
    assert written(screen)[0]["morning"] == "5"


def test_what_does_not_fit_stays_open_and_is_said(kitchen: Seat) -> None:
    screen = opened(kitchen, "cold")

    types("суық\n")
    settle()

    assert screen.grid.editing
    assert "«суық»" in kitchen.said
    press("Esc")
    assert written(screen) == []


def test_each_dish_is_looked_at(kitchen: Seat) -> None:
    screen = opened(kitchen, "dishes")

    press("Ctrl+U")
    settle()

    assert written(screen) == []
    assert "Enter" in kitchen.said


def test_a_sample_of_every_dish_in_one_key(kitchen: Seat) -> None:
    screen = opened(kitchen, "samples")

    press("Ctrl+U")
    settle()

    assert len(written(screen)) == 5
    assert {one["kept_until"] for one in written(screen)} == {"24.10.2026 09:31"}


def test_the_vitamin_is_typed_and_reckoned(nurse: Seat) -> None:
    screen = opened(nurse, "vitamin")

    types("Компот\n")
    settle()
    assert (written(screen), screen.grid.column_name) == ([], "portions")
    types("7-10: 120; 11-14: 45\n")
    settle()

    (one,) = written(screen)
    assert one["total"].replace("\xa0", " ") == "10 350"
    assert one["doses"] == "7–10: 60; 11–14: 70"
    press("Ctrl+Z")
    settle()
    assert written(screen) == []


def test_a_sample_is_thrown_away_after_its_time_and_not_before(kitchen: Seat) -> None:
    old = kitchen.desk.today() - timedelta(days=3)
    shown = kitchen.desk.meal_logs.month("samples", old)
    begun = kitchen.desk.meal_logs.offer("samples", old).values
    row = kitchen.desk.meal_logs.put(shown, {**begun, "dish": "Сорпа"})
    screen = opened(kitchen, "samples")
    press("Ctrl+U")
    settle()
    assert "мерзімі өтті" in screen._head.subtitle.text()

    fresh = next(one.id for one in screen.cells.rows if one.id > row)
    screen.grid.go_to(fresh, "thrown_at")
    types("9:31\n")
    settle()
    assert "24.10.2026" in kitchen.said
    press("Esc")

    def reason(dialog: ReasonDialog) -> None:
        dialog.reason.setFocus()
        types("мерзімі өтті\n")

    screen.grid.go_to(row, "thrown_at")
    answering(ReasonDialog, reason)
    types("9:31\n")
    settle()
    assert written(screen)[0]["thrown_at"] == "22.10.2026 09:31"
    assert "мерзімі өтті" not in screen._head.subtitle.text()


def test_what_was_used_is_added_to_what_was_used_before(kitchen: Seat) -> None:
    screen = opened(kitchen, "perishable")
    for text in ("Сүт\n", "12,5\n", "24.10.2026 8:00\n"):
        types(text)
        settle()
    (one,) = written(screen)
    assert (one["product"], one["quantity"], one["left"]) == ("Сүт", "12,5", "12,5")

    row = next(one.id for one in screen.cells.rows if one.id > 0)
    for amount in ("4,5\n", "3\n"):
        screen.grid.go_to(row, "uses")
        types(amount)
        settle()
    (one,) = written(screen)
    assert one["uses"] == "22.10 09:31 4,5; 22.10 09:31 3"
    assert one["left"] == "5"


def test_f8_tells_the_nurse_and_the_cook_what_was_corrected(canteen: Seat) -> None:
    with canteen.taken_by(HEAD) as head:
        name = PersonName("Сейітов", "Болат")
        head.desk.create_account("Болат", name, DEMO_PASSWORD, (Role.COOK,))
        batch = StockBatch("rice", head.desk.today(), Decimal(5), Decimal(400))
        head.desk.stock.receive(batch)
    with canteen.taken_by("Болат") as cook:
        screen = opened(cook, "cold")
        types("4\n")
        settle()
        row = next(one.id for one in screen.cells.rows if one.id > 0)
        screen.grid.go_to(row, "morning")
        types("5\n")
        settle()
        screen.grid.go_to(row, "morning")
        told: list[str] = []
        answering(RowHistoryDialog, lambda dialog: (told.extend(words(dialog)), press("Esc")))
        press("F8")
        settle()
        assert any("4" in one and "5" in one for one in told)

        assert cook.window is not None
        cook.window.shell.open(Place("stock"))
        settle()
        cook.screen.take_focus()
        answering(RowHistoryDialog, lambda dialog: (told.extend(words(dialog)), press("Esc")))
        press("F8")
        settle()
        assert any("400" in one for one in told)
