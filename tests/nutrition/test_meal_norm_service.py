"""The school's own norms in a real file: written, ended, confirmed, undone; what reads them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from school_desk.access.model import NotAllowedError
from school_desk.intents import Form
from school_desk.nutrition.card_model import CardHead, Ingredient
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.meal_norm_entry_rules import (
    NormAlwaysError,
    NormBegunError,
    NormShippedError,
)
from school_desk.nutrition.meal_norm_model import NormLine, NormOf
from school_desk.nutrition.meal_norm_reading_rules import KINDS
from school_desk.nutrition.menu_ban_rules import DishForbiddenError
from school_desk.nutrition.menu_model import Eatery, Mark
from school_desk.nutrition.menu_replacement_rules import NotInTableError
from school_desk.nutrition.month_model import Mark as Sign
from school_desk.school.calendar_model import Status
from tests.journal.small_desk import HEAD, TEACHER
from tests.nutrition.test_menu_service import FIRST, WHY, a_day, dish, dishes, menu  # noqa: F401

DAY = timedelta(days=1)
POTATO = NormLine(
    NormOf.BAN,
    names={"kk": "картоп", "ru": "картофель"},
    places=frozenset((Eatery.SCHOOL,)),
    products=frozenset(("potato",)),
    act="бұйрық № 5",
    status=Status.CHECKED,
)


def line(desk, kind: NormOf, code: str) -> NormLine:
    found = [one for one in desk.meal_norms.lines() if one.key == (kind, code)]
    return found[-1]


def target(starts: date, kcal: int, **facts: object) -> NormLine:
    return NormLine(
        NormOf.TARGET, "lunch/7-10", starts, figures=(Decimal(kcal),), act="№ 7", **facts
    )


def test_a_line_is_there_after_a_restart_as_it_was_written(school) -> None:
    with school.taken_by(HEAD) as desk:
        wanted = target(desk.today(), 900, ends=desk.today() + DAY, note="көктемге дейін")
        desk.meal_norms.write(wanted)
        desk.meal_norms.write(replace(POTATO, starts=desk.today()))
    with school.taken_by(HEAD) as desk:
        found = line(desk, NormOf.TARGET, "lunch/7-10")
        banned = line(desk, NormOf.BAN, "картоп")

    assert replace(found, own=False, id=0) == wanted
    assert (banned.names["ru"], banned.products) == ("картофель", {"potato"})
    assert (banned.act, banned.status, banned.places) == (
        "бұйрық № 5",
        Status.CHECKED,
        {Eatery.SCHOOL},
    )


def test_a_new_ban_forbids_from_its_day_and_what_stands_is_grave_then(head, menu, dishes) -> None:  # noqa: F811
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[2]])
    today, later = head.today(), head.today() + 30 * DAY
    head.meal_norms.write(replace(POTATO, starts=later))

    assert head.menus.forbidden(dishes[2], later - DAY) == ()
    assert [one.act for one in head.menus.forbidden(dishes[2], later)] == ["бұйрық № 5"]
    head.menus.put_meal(menu, 2, Meal.LUNCH, [dishes[2]])
    head.meal_norms.write(replace(POTATO, starts=today))
    with pytest.raises(DishForbiddenError):
        head.menus.put_meal(menu, 3, Meal.LUNCH, [dishes[2]])
    assert head.menus.sheet(menu).days[1].grave


def test_what_was_reckoned_before_a_new_target_stays(head, menu, dishes) -> None:  # noqa: F811
    for day in range(1, 11):
        head.menus.put_meal(menu, day, Meal.LUNCH, [dishes[2], dishes[4]])
    days = [FIRST + n * DAY for n in range(60)]
    before = {day: head.menus.day(day).checked.sums for day in days}
    starts = FIRST + 20 * DAY
    head.meal_norms.write(target(starts, 1000))

    after = {day: head.menus.day(day).checked.sums for day in days}

    assert {day for day in days if after[day] != before[day]} == {
        day for day in days if before[day] and day >= starts
    }


def test_an_ended_ban_and_a_confirmed_line_are_taken_back_by_undo(head) -> None:
    curd = line(head, NormOf.BAN, "curd")
    head.meal_norms.end(curd, head.today())
    assert "curd" not in {one.code for one in head.meal_norms.on(head.today() + DAY).bans}
    head.undo(Form())
    assert "curd" in {one.code for one in head.meal_norms.on(head.today() + DAY).bans}

    head.meal_norms.confirm([curd])
    assert line(head, NormOf.BAN, "curd").status is Status.CHECKED
    head.undo(Form())
    assert line(head, NormOf.BAN, "curd").status is Status.TO_CHECK


def test_the_schools_word_is_taken_away_and_written_again(head) -> None:
    curd = line(head, NormOf.BAN, "curd")
    head.meal_norms.confirm([curd])
    head.meal_norms.remove(line(head, NormOf.BAN, "curd"))
    assert line(head, NormOf.BAN, "curd") == curd
    head.meal_norms.confirm([curd])

    assert line(head, NormOf.BAN, "curd").status is Status.CHECKED
    with pytest.raises(NormShippedError):
        head.meal_norms.remove(line(head, NormOf.BAN, "kefir"))


def test_what_has_counted_and_what_always_counts_is_guarded(head) -> None:
    head.meal_norms.write(target(FIRST, 900))
    with pytest.raises(NormBegunError):
        head.meal_norms.write(target(FIRST, 901))
    with pytest.raises(NormAlwaysError):
        head.meal_norms.end(line(head, NormOf.SEASON, "winter_spring"), head.today())


def test_a_replacement_of_the_schools_table_is_taken_from_its_day(head, menu, dishes) -> None:  # noqa: F811
    for day in range(1, 11):
        head.menus.put_meal(menu, day, Meal.LUNCH, [dishes[2]])
    first = a_day(head, 1)
    own = NormLine(
        NormOf.REPLACEMENT, "beef1/buckwheat", first + DAY, figures=(Decimal(95), Decimal(100))
    )
    head.meal_norms.write(own)
    substitute = own.parts[1]
    with pytest.raises(NotInTableError):
        head.menus.swap(first, dishes[2], "beef1", substitute, WHY)
    second = a_day(head, 2)
    head.menus.swap(second, dishes[2], "beef1", substitute, WHY)

    grams = {one.product.code: one.gross for one in head.menus.day(second).servings[0].found.lines}
    assert grams[substitute] == Fraction(323, 10)  # 34 g of beef × 95 / 100


def test_bands_of_the_school_are_cooked_for_from_their_day(head) -> None:
    today = head.today()
    for first, last, code in ((1, 5, "7-10"), (6, 9, "11-14")):
        figures = (Decimal(first), Decimal(last))
        head.meal_norms.write(NormLine(NormOf.BAND, code, today, figures=figures))

    assert [(one.code, one.first, one.last) for one in head.eating.bands()][:2] == [
        ("7-10", 1, 5),
        ("11-14", 6, 9),
    ]
    assert head.meal_norms.on(today - DAY).bands[0].last == 4


def test_signs_and_days_of_reports_follow_the_month(head) -> None:
    november = NormLine(NormOf.SIGN, "refused", date(2026, 11, 1), names={"kk": "жем", "ru": "не"})
    head.meal_norms.write(november)
    head.meal_norms.write(NormLine(NormOf.DUE, "month", date(2026, 11, 1), figures=(Decimal(10),)))

    found = [head.meal_month.signs(date(2026, month, 5)) for month in (10, 11)]
    assert [one.signs[Sign.REFUSED]["ru"] for one in found] == ["о", "не"]
    assert [one.month_due for one in found] == [5, 10]


def test_an_egg_weighs_what_the_school_says_from_its_day(head) -> None:
    head.meal_norms.write(NormLine(NormOf.PIECE, "egg", head.today(), figures=(Decimal(55),)))

    on = head.meal_norms.on
    assert on(head.today()).issuing.pieces["egg"] == 55
    assert on(head.today() - DAY).issuing.pieces["egg"] == 41


def test_a_teacher_neither_reads_nor_writes_norms(school) -> None:
    with school.taken_by(TEACHER) as desk:
        with pytest.raises(NotAllowedError):
            desk.meal_norms.lines()
        with pytest.raises(NotAllowedError):
            desk.meal_norms.write(target(desk.today(), 900))


def test_norms_go_out_and_come_back_and_only_news_are_taken(head, tmp_path) -> None:
    out = tmp_path / "norms.xlsx"
    head.meal_norms.write(replace(POTATO, starts=head.today()))
    files = head.list_files.meal_norms
    count = files.export(out, "kk")
    assert count == len(head.meal_norms.lines())
    assert (files.read(out).lines, files.read(out).problems) == ((), ())

    book = load_workbook(out)
    sheet = book.worksheets[0]
    heads = next(n for n, row in enumerate(sheet.values, 1) if "Түрі / Вид" in row)
    row = sheet.max_row + 1
    column = {cell.value: cell.column for cell in sheet[heads]}
    for name, value in (
        ("Түрі / Вид", "Доля приёма пищи"),
        ("Коды / Код", "lunch"),
        ("Басталуы / С какого дня", "01.09.2027"),
        ("Сандары / Числа", "36; 31,5; 40"),
        ("Дәлдігі / Достоверность", "мектеп тексерген"),
    ):
        sheet.cell(row, column[name], value)
    book.save(out)
    found = files.read(out)
    assert found.problems == ()
    assert files.take(found, lambda _done, _all: None) == 1

    share = head.meal_norms.on(date(2027, 9, 1)).norms
    assert share.share_ranges[Meal.LUNCH] == (Decimal("31.5"), Decimal(40))
    assert head.meal_norms.on(date(2027, 8, 31)).norms.shares[Meal.LUNCH] == 35


def test_all_problems_of_a_file_are_said_at_once_and_nothing_is_taken(head, tmp_path) -> None:
    out = tmp_path / "norms.xlsx"
    files = head.list_files.meal_norms
    files.template(out, "ru")
    book = load_workbook(out)
    sheet = book.worksheets[0]
    heads = next(n for n, row in enumerate(sheet.values, 1) if "Түрі / Вид" in row)
    column = {cell.value: cell.column for cell in sheet[heads]}
    wrong = (
        (KINDS[NormOf.TARGET], "lunch/7-10", "тоғыз жүз"),
        (KINDS[NormOf.TARGET], "dinner/7-10", "900"),
        ("Мүлдем басқа", "x", "1"),
        (KINDS[NormOf.REPLACEMENT], "beef1/horse1", "104"),
    )
    for n, (kind, code, figures) in enumerate(wrong, heads + 1):
        sheet.cell(n, column["Түрі / Вид"], kind)
        sheet.cell(n, column["Коды / Код"], code)
        sheet.cell(n, column["Басталуы / С какого дня"], "01.09.2027")
        sheet.cell(n, column["Сандары / Числа"], figures)
    book.save(out)

    found = files.read(out)
    assert [one.row - heads for one in found.errors] == [1, 2, 3, 4]


# An approved day keeps its dishes


def test_a_later_cycle_changes_no_day_that_was_approved(head, menu, dishes) -> None:  # noqa: F811
    for day in range(1, 11):
        head.menus.put_meal(menu, day, Meal.LUNCH, [dishes[2], dishes[3]])
    line_of = head.menus.sheet(menu).lines[0]
    head.menus.put_portions(menu, [(line_of.id, "7-10", Decimal(200))])
    approved, other = a_day(head, 1), a_day(head, 2)
    head.menus.approve(approved)
    before = head.menus.day(approved)

    for day in (1, 2):
        head.menus.put_meal(menu, day, Meal.LUNCH, [dishes[4]])
    head.undo(Form())
    head.menus.put_meal(menu, 2, Meal.LUNCH, [dishes[4]])
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[7], dishes[4]])

    assert head.menus.day(approved).lines == before.lines
    assert head.menus.day(approved).servings[0].grams("7-10") == 200
    assert [one.card.number for one in head.menus.day(other).servings] == [4]


def test_an_approved_day_outlives_its_forward_menu(head, menu, dishes) -> None:  # noqa: F811
    for day in range(1, 11):
        head.menus.put_meal(menu, day, Meal.LUNCH, [dishes[2], dishes[3]])
    approved, other = a_day(head, 1), a_day(head, 2)
    head.menus.approve(approved)
    before = head.menus.day(approved)
    head.menus.remove_menu(menu)

    found = head.menus.day(approved)
    assert (found.lines, found.approval, found.kept) == (before.lines, before.approval, True)
    assert head.menus.day(other).lines == ()
    head.menus.cook_more(approved, Meal.LUNCH, dishes[7], WHY)
    head.menus.approve(approved)
    assert [one.card.number for one in head.menus.day(approved).servings] == [2, 3, 7]


def test_a_day_to_come_follows_its_cycle_when_it_waits_again(head, menu, dishes) -> None:  # noqa: F811
    for day in range(1, 11):
        head.menus.put_meal(menu, day, Meal.LUNCH, [dishes[2]])
    days = (head.today() + n * DAY for n in range(1, 30))
    coming = next(one for one in days if head.menus.day(one).number)
    number = head.menus.day(coming).number
    head.menus.approve(coming)
    head.menus.put_meal(menu, number, Meal.LUNCH, [dishes[4]])
    assert [one.card.number for one in head.menus.day(coming).servings] == [2]
    head.menus.cook_more(coming, Meal.LUNCH, dishes[7], WHY)

    assert [one.card.number for one in head.menus.day(coming).servings] == [4, 7]


def test_a_deviation_on_an_approved_day_stands_beside_what_was_approved(
    head,
    menu,  # noqa: F811
    dishes,  # noqa: F811
) -> None:
    for day in range(1, 11):
        head.menus.put_meal(menu, day, Meal.LUNCH, [dishes[2], dishes[3]])
    day = a_day(head, 1)
    head.menus.approve(day)
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[4]])
    line_of = head.menus.day(day).lines[0].line

    head.menus.cook_instead(day, line_of, dishes[7], WHY)

    found = head.menus.day(day)
    assert found.approval is None
    assert [one.card.number for one in found.servings] == [7, 3]
    head.menus.approve(day)
    assert [one.card.number for one in head.menus.day(day).servings] == [7, 3]


def test_undoing_an_approval_lets_the_day_follow_its_cycle_again(head, menu, dishes) -> None:  # noqa: F811
    for day in range(1, 11):
        head.menus.put_meal(menu, day, Meal.LUNCH, [dishes[2]])
    day = a_day(head, 1)
    head.menus.approve(day)
    head.undo(Form())
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[4]])

    assert [one.card.number for one in head.menus.day(day).servings] == [4]


def test_meals_too_far_apart_are_said_beside_the_day(head, menu, dishes) -> None:  # noqa: F811
    head.menus.put_meal(menu, 1, Meal.BREAKFAST, [dishes[1]])
    head.menus.put_meal(menu, 1, Meal.AFTERNOON, [dishes[7]])

    marks = [one.mark for one in head.menus.sheet(menu).days[1].findings]
    assert Mark.INTERVAL in marks
    assert not head.menus.sheet(menu).days[1].grave


def test_curd_of_a_kindergarten_is_no_ban_of_a_school(head) -> None:
    only = replace(POTATO, starts=head.today(), places=frozenset((Eatery.KINDERGARTEN,)))
    head.meal_norms.write(only)
    card = CardHead({"kk": "Картоп", "ru": "Картофель"}, yield_g=Decimal(100))
    made = dish(head, 77, card, Ingredient("potato", Decimal(100)))

    assert head.menus.forbidden(made, head.today()) == ()
