"""Menus by keys: a cycle by numbers with its checks, the day, the requisition, the store-room."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from school_desk.access.model import Role
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.nutrition.card_model import CardHead, Ingredient
from school_desk.nutrition.eating_model import Diet, DietCode, Meal
from school_desk.nutrition.meal_norm_model import NormOf
from school_desk.nutrition.menu_model import CycleMenu, Season
from school_desk.nutrition.product_shipped import sample_cards
from school_desk.nutrition.stock_model import StockBatch
from school_desk.school.model import PersonName
from school_desk.storage.sealing import Argon2Params
from school_desk.ui.actions import action
from school_desk.ui.nutrition.day_menu_screen import DayMenuScreen
from school_desk.ui.nutrition.menu_dialogs import (
    CycleDialog,
    DishDialog,
    EatersDialog,
    PortionsDialog,
    ReasonDialog,
    SwapDialog,
)
from school_desk.ui.nutrition.menu_screen import MenuScreen
from school_desk.ui.nutrition.requisition_screen import RequisitionScreen
from school_desk.ui.nutrition.stock_dialogs import BatchDialog, TakeDialog
from school_desk.ui.nutrition.stock_screen import StockScreen
from school_desk.ui.screen import Place, Screen
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat, words

WHY, COOK = "жеткізілмеді", "Мөлдір"
SHORT = CycleMenu(Season.SUMMER_AUTUMN, 10, date(2026, 9, 1))


@pytest.fixture
def cook(head_seat: Seat) -> Seat:
    """The head, with cards No. 1 to 7 in use, and No. 8, of forbidden curd."""
    cards = head_seat.desk.cards
    curd = CardHead({"kk": "Сүзбе", "ru": "Творог"}, yield_g=Decimal(100))
    of_curd = (Ingredient("tvorog9", Decimal(100)),)
    told = [(one.number, one.head, one.ingredients) for one in sample_cards()]
    for number, head, lines in (*told, (8, curd, of_curd)):
        row = cards.add(number, head)
        for line in lines:
            cards.put_line(row, line)
        cards.approve(row)
    return head_seat


def dish(seat: Seat, number: int) -> int:
    return next(one.dish for one in seat.desk.cards.cards() if one.number == number)


def filled(seat: Seat) -> int:
    """A menu whose every lunch is soup, goulash and compote."""
    menu = seat.desk.menus.write_menu(SHORT)
    dishes = [dish(seat, one) for one in (2, 3, 7)]
    for day in range(1, 11):
        seat.desk.menus.put_meal(menu, day, Meal.LUNCH, dishes)
    return menu


def opened(seat: Seat, place: Place) -> Screen:
    assert seat.window is not None
    seat.window.shell.open(place)
    settle()
    seat.screen.take_focus()
    return seat.screen


def menus(seat: Seat) -> MenuScreen:
    found = opened(seat, Place("menus"))
    assert isinstance(found, MenuScreen)
    return found


def today_of(seat: Seat) -> DayMenuScreen:
    found = opened(seat, Place("day_menu"))
    assert isinstance(found, DayMenuScreen)
    return found


def requisition(seat: Seat) -> RequisitionScreen:
    place = Place("requisition", (seat.desk.today().isoformat(), "lunch"))
    found = opened(seat, place)
    assert isinstance(found, RequisitionScreen)
    return found


def numbers(screen: MenuScreen, day: int, meal: Meal = Meal.LUNCH) -> list[int]:
    assert screen.sheet is not None
    return [one.card.number for one in screen.sheet.days[day].of(meal)]


def test_a_menu_is_made_and_its_days_are_typed_by_numbers(cook: Seat) -> None:
    screen = menus(cook)

    def answer(dialog: CycleDialog) -> None:
        dialog.length.setCurrentIndex(dialog.length.findData(10))
        press("Return")

    answering(CycleDialog, answer)
    press("Ctrl+N")
    settle()
    screen.take_focus()
    for text in ("2 3 7", "1"):
        press(*text, "Return")
    settle()

    assert screen.sheet is not None
    assert screen.sheet.menu.length == 10
    assert (numbers(screen, 1), numbers(screen, 2)) == ([2, 3, 7], [1])


@pytest.mark.parametrize("length", [10, 20, 24])
def test_a_menu_of_each_length_is_walked_by_keys_in_the_kazakh_layout(
    cook: Seat, length: int
) -> None:
    """The number row types letters there; the first and the last day, the others copied."""
    screen = menus(cook)

    def answer(dialog: CycleDialog) -> None:
        dialog.length.setFocus()
        press("Home", *(["Down"] * (10, 20, 24).index(length)))
        dialog.since.setFocus()
        press("Return")

    answering(CycleDialog, answer)
    press("Ctrl+N")
    screen.take_focus()
    types("ә і .\n")
    press(*["Down"] * (length - 2))
    types("ң\n")
    settle()
    assert screen.sheet is not None
    assert (screen.sheet.menu.length, len(screen.sheet.days)) == (length, length)
    assert (numbers(screen, 1), numbers(screen, length)) == ([2, 3, 7], [4])
    press("Up")
    press(*["Up"] * length)
    for _day in range(2, length):
        press("Down", "Ctrl+U")
    settle()
    assert numbers(screen, length - 1) == [2, 3, 7]
    assert "барлық күн толтырылған" in words(screen)


def test_what_the_day_comes_to_stands_beside_it_at_once(cook: Seat) -> None:
    filled(cook)
    screen = menus(cook)
    before = " ".join(words(screen.panel))
    assert "487,0 ккал · 58,0 %" in before
    press("2", " ", "3", " ", "7", " ", "4", "Return")
    press("Up")
    settle()

    after = " ".join(words(screen.panel))
    assert "751,2 ккал · 89,4 %" in after
    assert "келесі күні де тұр" in after


def test_confirmed_targets_are_not_said_to_be_checked(cook: Seat) -> None:
    filled(cook)
    screen = menus(cook)
    told = "Нысаналарды мектеп тексеруі керек."
    assert told in words(screen.panel)

    kinds = (NormOf.NEED, NormOf.TARGET, NormOf.SHARE, NormOf.TOLERANCE)
    lines = [one for one in cook.desk.meal_norms.lines() if one.kind in kinds]
    cook.desk.meal_norms.confirm(lines)
    settle()

    assert told not in words(screen.panel)


def test_names_are_typed_as_well_and_what_is_no_dish_is_said(cook: Seat) -> None:
    menu = cook.desk.menus.write_menu(SHORT)
    screen = menus(cook)
    screen.model.setData(screen.model.index(0, 2), "гуляш; Картоп езбесі")
    assert numbers(screen, 1) == [3, 5]
    screen.model.setData(screen.model.index(0, 2), "борщ")
    assert "борщ" in cook.said
    screen.model.setData(screen.model.index(0, 2), "боткасы; ботқасы")
    assert numbers(screen, 1) == [3, 5]
    assert cook.desk.menus.sheet(menu).lines


def test_a_forbidden_dish_is_refused_until_the_head_allows_it(cook: Seat) -> None:
    cook.desk.menus.write_menu(SHORT)
    screen = menus(cook)
    press("8", "Return")
    assert "сүзбе" in cook.said
    press("Esc")
    assert numbers(screen, 1) == []

    def answer(dialog: DishDialog) -> None:
        dialog.dish.setText("8")
        dialog.reason.setText("дәрігер тағайындаған")
        press("Return")

    answering(DishDialog, answer)
    press("Ctrl+Q")
    settle()
    press("8", "Return")
    settle()

    assert numbers(screen, 1) == [8]
    press("Up")
    assert "дәрігер тағайындаған" in " ".join(words(screen.panel))


def test_portions_of_the_small_are_typed_and_a_day_is_copied(cook: Seat) -> None:
    menu = cook.desk.menus.write_menu(SHORT)
    cook.desk.menus.put_meal(menu, 1, Meal.LUNCH, [dish(cook, 2)])
    screen = menus(cook)

    def answer(dialog: PortionsDialog) -> None:
        next(iter(dialog.fields.values())).setText("200")
        press("Return")

    answering(PortionsDialog, answer)
    press("F7")
    settle()
    press("Down", "Ctrl+U")
    settle()

    assert screen.sheet is not None
    for day in (1, 2):
        soup = screen.sheet.days[day].of(Meal.LUNCH)[0]
        assert [soup.grams(band) for band in screen.sheet.bands] == [200, 250, 250]
    press("Ctrl+Z")
    settle()
    assert numbers(screen, 2) == []


def test_the_day_is_changed_with_reasons_approved_and_printed(cook: Seat, tmp_path: Path) -> None:
    filled(cook)
    screen = today_of(cook)
    assert [one.serving.card.number for one in screen.menu.lines if one.serving] == [2, 3, 7]

    def instead(dialog: DishDialog) -> None:
        dialog.dish.setText("1")
        press("Return")
        assert "себеб" in dialog.problem.text().lower()
        dialog.reason.setText(WHY)
        press("Return")

    press("Down")
    answering(DishDialog, instead)
    press("F2")
    settle()
    assert [one.serving.card.number for one in screen.menu.lines if one.serving] == [2, 1, 7]
    assert any(WHY in text for row in screen.model.rows for text in row.texts)

    def dropped(dialog: ReasonDialog) -> None:
        dialog.reason.setText(WHY)
        press("Return")

    press("Down")
    answering(ReasonDialog, dropped)
    press("Ctrl+Delete")
    settle()
    assert [one.card.number for one in screen.menu.servings] == [2, 1]
    press("Ctrl+Return")
    settle()
    assert screen.menu.approval is not None
    press("Ctrl+R")
    settle()
    assert [one.card.number for one in screen.menu.servings] == [2, 1, 7]
    assert screen.menu.approval is None

    for language in ("kk", "ru", "both"):
        out = tmp_path / f"{language}.pdf"
        assert cook.desk.menu_papers.poster(screen.day, language, out) == 3
        assert out.read_bytes().startswith(b"%PDF")


def test_a_product_is_replaced_by_the_table(cook: Seat) -> None:
    filled(cook)
    screen = today_of(cook)

    def answer(dialog: SwapDialog) -> None:
        texts = [dialog.choice_box.itemText(n) for n in range(dialog.choice_box.count())]
        dialog.choice_box.setCurrentIndex(next(n for n, t in enumerate(texts) if "бауыры" in t))
        dialog.reason.setText(WHY)
        press("Return")

    answering(SwapDialog, answer)
    press(*action("diet").keys[:1])
    settle()

    products = [one.product.code for one in screen.menu.servings[0].found.lines]
    assert "liver" in products
    assert "beef1" not in products


def test_the_requisition_follows_typed_eaters_then_the_order(cook: Seat, tmp_path: Path) -> None:
    filled(cook)
    screen = requisition(cook)
    assert not any("тапсырыс жоқ" in one for one in words(screen)), "nobody has typed anything"
    assert screen.found is None
    assert "тамақтанушы жоқ" in " ".join(words(screen))

    def answer(dialog: EatersDialog) -> None:
        dialog.fields["7-10"].setText("жүз")
        press("Return")
        assert "жүз" in dialog.problem.text()
        dialog.fields["7-10"].setText("100")
        press("Return")

    answering(EatersDialog, answer)
    press("F2")
    settle()
    assert screen.found is not None
    kilograms = {one.product.code: str(one.kg) for one in screen.found.lines}
    assert kilograms["beef1"] == "14.200"

    for fmt in ("pdf", "xlsx"):
        out = tmp_path / f"requisition.{fmt}"
        papers = cook.desk.menu_papers
        assert papers.requisition(screen.day, Meal.LUNCH, "ru", fmt, out)
        assert out.stat().st_size > 1000
    cycle = cook.desk.menus.menus()[0].id
    assert cook.desk.menu_papers.cycle(cycle, (Meal.LUNCH,), "kk", "pdf", tmp_path / "c.pdf") == 10


def test_the_order_of_the_day_counts_before_what_was_typed(cook: Seat) -> None:
    sitting, day = cook.desk.headcount.sittings()[0], cook.desk.today()
    menu = cook.desk.menus.write_menu(SHORT)
    for number in range(1, 11):
        cook.desk.menus.put_meal(menu, number, sitting.meal, [dish(cook, 1)])
    cook.desk.requisitions.type_eaters(day, sitting.meal, {"7-10": 1})
    count = cook.desk.headcount.hand_over(cook.desk.headcount.day(day, sitting))
    found = cook.desk.requisitions.requisition(day, sitting.meal)

    assert found.portions == count.ordered
    assert {band: n for band, n in found.eaters.items() if n} == count.by_band
    oats = next(one for one in found.lines if one.product.code == "oat_flakes")
    assert oats.grams == 30 * count.ordered


def test_plates_of_a_diet_stand_under_the_requisition_without_a_name(
    cook: Seat, tmp_path: Path
) -> None:
    sitting, day = cook.desk.headcount.sittings()[0], cook.desk.today()
    menu = cook.desk.menus.write_menu(SHORT)
    for number in range(1, 11):
        cook.desk.menus.put_meal(menu, number, sitting.meal, [dish(cook, 1)])
    count = cook.desk.headcount.day(day, sitting)
    there = next(one for group in count.classes for one in group.eating)
    eater = next(one for one in cook.desk.eating.eaters(day) if one.pupil == there.pupil)
    cook.desk.eating.write_diet(Diet(eater.pupil, DietCode.GLUTEN_FREE, "", day))
    cook.desk.headcount.hand_over(cook.desk.headcount.day(day, sitting))

    screen = opened(cook, Place("requisition", (day.isoformat(), sitting.meal.value)))
    shown = " ".join(words(screen))
    assert "Бөлек дайындалады: глютенсіз — 1: " in shown
    assert "«Сүтті сұлы ботқасы»" in shown
    paper = tmp_path / "r.pdf"
    cook.desk.menu_papers.requisition(day, sitting.meal, "kk", "pdf", paper)
    told = " ".join(PdfReader(paper).pages[0].extract_text().split())
    assert "глютенсіз — 1: " in told
    assert eater.name.surname not in told


def test_a_batch_comes_a_meal_takes_it_and_the_rest_is_written_off(
    cook: Seat, tmp_path: Path
) -> None:
    menu = cook.desk.menus.write_menu(SHORT)
    day, bread = cook.desk.today(), CardHead({"kk": "Нан", "ru": "Хлеб"}, yield_g=Decimal(40))
    row = cook.desk.cards.add(9, bread)
    cook.desk.cards.put_line(row, Ingredient("bread_w", Decimal(40)))
    cook.desk.cards.approve(row)
    for number in range(1, 11):
        cook.desk.menus.put_meal(menu, number, Meal.LUNCH, [dish(cook, 9)])
    cook.desk.requisitions.type_eaters(day, Meal.LUNCH, {"7-10": 100})

    def typed(quantity: str) -> Callable[[BatchDialog], None]:
        def answer(dialog: BatchDialog) -> None:
            dialog.product.setText("бидай наны")
            dialog.price.setText("350,5")
            dialog.quantity.setText("-1")
            press("Return")
            assert "-1" in dialog.problem.text()
            dialog.quantity.setText(quantity)
            press("Return")

        return answer

    opened(cook, Place("stock"))
    answering(BatchDialog, typed("3"))
    press("Ctrl+N")
    settle()
    screen = requisition(cook)
    press("Ctrl+Return")
    assert "Бидай наны 1" in cook.said
    opened(cook, Place("stock"))
    answering(BatchDialog, typed("1,5"))
    press("Ctrl+N")
    settle()
    screen = requisition(cook)
    assert "қазір қойма бойынша" in " ".join(words(screen))
    press("Ctrl+Return")
    settle()
    assert "порция 14,02 ₸" in " ".join(words(screen))
    room = opened(cook, Place("stock"))
    assert isinstance(room, StockScreen)
    assert [one.texts[3] for one in room.model.rows] == ["0,5", "0"]

    def written_off(dialog: TakeDialog) -> None:
        dialog.reason.setText("көгерді")
        press("Return")

    answering(TakeDialog, written_off)
    press("Ctrl+Delete")
    settle()
    assert [one.texts[3] for one in room.model.rows] == ["0", "0"]
    papers = cook.desk.menu_papers
    assert papers.stock_card("bread_w", "ru", "pdf", tmp_path / "card.pdf") == 5
    assert papers.stock("kk", "xlsx", tmp_path / "stock.xlsx") == 2
    press("Ctrl+Z")
    settle()
    assert [one.texts[3] for one in room.model.rows] == ["0,5", "0"]


def test_prices_and_sums_stand_in_the_requisition_and_on_its_paper(
    cook: Seat, tmp_path: Path
) -> None:
    filled(cook)
    day = cook.desk.today()
    cook.desk.requisitions.type_eaters(day, Meal.LUNCH, {"7-10": 100})
    cook.desk.stock.receive(StockBatch("beef1", day, Decimal("9.5"), Decimal("3200.5")))
    cook.desk.stock.receive(StockBatch("beef1", day, Decimal(50), Decimal(3300)))
    screen = requisition(cook)
    shown = {
        row.texts[0]: tuple(one.replace("\xa0", " ") for one in row.texts[-2:])
        for row in screen.model.rows
    }
    # 9.5 kg at 3200.50 are 30,404.75, 4.7 kg at 3300 are 15,510.00
    assert shown["Сиыр еті, I санат"] == ("3 200,50 / 3 300,00", "45 914,75")
    assert shown["Барлығы"] == ("", "45 914,75")
    assert "қоймада жетпейтін өнім" in " ".join(words(screen))

    for fmt in ("xlsx", "pdf"):
        paper = tmp_path / f"requisition.{fmt}"
        cook.desk.menu_papers.requisition(day, Meal.LUNCH, "kk", fmt, paper)
    rows = list(load_workbook(tmp_path / "requisition.xlsx").active.iter_rows(values_only=True))
    assert [row[-1] for row in rows if isinstance(row[-1], int | float)] == [45914.75, 45914.75]


def test_what_changed_since_the_issue_stands_over_it_and_it_is_taken_back(cook: Seat) -> None:
    filled(cook)
    day = cook.desk.today()
    cook.desk.requisitions.type_eaters(day, Meal.LUNCH, {"7-10": 100})
    for line in cook.desk.requisitions.requisition(day, Meal.LUNCH).lines:
        if line.issued:
            code = line.product.code
            cook.desk.stock.receive(StockBatch(code, day, Decimal(50), Decimal(350)))
    screen = requisition(cook)
    press("Ctrl+Return")
    settle()
    assert "Қоймадан берілді" in " ".join(words(screen))
    cook.desk.requisitions.type_eaters(day, Meal.LUNCH, {"7-10": 90})
    settle()
    assert "Сиыр еті, I санат −1,42" in " ".join(words(screen))
    press("Ctrl+Delete")
    settle()
    assert "Әлі берілмеген" in " ".join(words(screen))


def test_the_cook_works_with_all_of_it_and_sees_no_costs(seat: Seat) -> None:
    with seat.taken_by(HEAD) as head:
        name, params = PersonName("Асанқызы", COOK), Argon2Params(64, 1, 1)
        head.desk.create_account(COOK, name, DEMO_PASSWORD, [Role.COOK], params=params)
        row = head.desk.cards.add(9, CardHead({"kk": "Нан", "ru": "Хлеб"}, yield_g=Decimal(40)))
        head.desk.cards.put_line(row, Ingredient("bread_w", Decimal(40)))
        head.desk.cards.approve(row)
        menu = head.desk.menus.write_menu(SHORT)
        for day in range(1, 11):
            head.desk.menus.put_meal(menu, day, Meal.LUNCH, [dish(head, 9)])

    with seat.taken_by(COOK) as taken:
        today, desk = taken.desk.today(), taken.desk
        desk.requisitions.type_eaters(today, Meal.LUNCH, {"7-10": 10})
        desk.stock.receive(StockBatch("bread_w", today, Decimal(1), Decimal(350)))
        assert menus(taken).sheet is not None
        assert today_of(taken).menu.servings
        press("Ctrl+Return")
        assert today_of(taken).menu.approval is None
        screen = requisition(taken)
        press("Ctrl+Return")
        settle()
        shown = " ".join(words(screen))
        assert "Қоймадан берілді" in shown
        assert "₸" not in shown


def test_a_teacher_has_no_menus(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        assert seat.window is not None
        places = seat.window._rail().places
        names = {one.place.name for place in places for one in (place, *place.within)}
        assert not names & {"menus", "day_menu", "requisition", "stock"}


def test_what_is_cooked_apart_stands_on_every_page_that_cooks(cook: Seat, tmp_path: Path) -> None:
    desk = cook.desk
    filled(cook)
    pupil = desk.eating.eaters(desk.today())[0]
    desk.eating.write_diet(Diet(pupil.pupil, DietCode.GLUTEN_FREE, "", desk.today()))
    sitting = replace(desk.headcount.sittings()[0], meal=Meal.LUNCH)
    desk.eating.write_sitting(sitting)
    desk.headcount.hand_over(desk.headcount.day(desk.today(), sitting))

    day = " ".join(words(day_menu(cook).panel))
    kitchen = " ".join(words(opened(cook, Place("kitchen"))))

    # Goulash is thickened with flour; of lunches without gluten buckwheat is the nearest.
    instead = "«Сиыр етінен гуляш» орнына (Бидай ұны, 1-сұрып): «Қарақұмық ботқасы»"
    assert instead in day
    assert pupil.name.listed not in day
    assert instead in kitchen
    out = tmp_path / "order.xlsx"
    desk.meal_papers.order(desk.today(), sitting, "kk", "xlsx", out)
    cells = [str(cell.value) for row in load_workbook(out).active.iter_rows() for cell in row]
    assert any(instead in one and pupil.name.listed in one for one in cells)


def day_menu(seat: Seat) -> DayMenuScreen:
    found = opened(seat, Place("day_menu"))
    assert isinstance(found, DayMenuScreen)
    return found


def test_days_of_menu_and_requisition_go_by_the_calendar(cook: Seat) -> None:
    """From the last Friday of October over the autumn break to the first day after it."""
    friday, after = date(2026, 10, 23), date(2026, 11, 2)
    for name in ("day_menu", "requisition"):
        screen = opened(cook, Place(name, (friday.isoformat(),)))
        press("Ctrl+Right")
        assert screen.day == after
        press("Ctrl+Left")
        assert screen.day == friday
