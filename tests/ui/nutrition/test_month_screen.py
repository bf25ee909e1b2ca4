"""The month by keys: what is missing first, a class's sheet, the act, the state's days, closing."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from school_desk.access.model import NotAllowedError
from school_desk.app import Desk
from school_desk.formats import number
from school_desk.nutrition.eating_model import Price, Source
from school_desk.nutrition.headcount_model import Reason
from school_desk.nutrition.month_model import Mark, MealMonth, PayBy
from school_desk.nutrition.supply_model import Agreement
from school_desk.ui.nutrition.headcount_screen import PLACE as HEADCOUNT
from school_desk.ui.nutrition.month_dialogs import ActLineDialog, PayByDialog, StateDayDialog
from school_desk.ui.nutrition.month_screen import PLACE, MonthScreen
from school_desk.ui.nutrition.month_sheet_screen import MonthSheetScreen
from school_desk.ui.screen import Place
from school_desk.ui.widgets.card import CardRow
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.seat import TEACHER, Seat, words

FIRST = date(2026, 9, 1)
DAYS = tuple(date(2026, 9, day) for day in (7, 8, 9))
PRICES = (("7-10", Source.PRIMARY), ("11-14", Source.PARENT))


def live(desk: Desk, day: date, *, settled: bool = True) -> None:
    """Order, accept, one who refused, reconcile."""
    service = desk.headcount
    sitting = service.sittings()[0]
    shown = service.hand_over(service.day(day, sitting))
    service.accept(day, sitting)
    pupil = next(one for one in shown.classes[0].eating if not one.absent).pupil
    service.say_served(shown, [pupil], served=False, reason=Reason.REFUSED)
    if settled:
        service.settle(service.day(day, sitting))


@pytest.fixture
def lived(head_seat: Seat) -> Seat:
    """Three days of September, the last one not reconciled."""
    desk = head_seat.desk
    meal = desk.headcount.sittings()[0].meal
    for band, source in PRICES:
        desk.eating.write_price(Price(band, source, meal, Decimal("600.00"), FIRST))
    for day in DAYS:
        live(desk, day, settled=day != DAYS[-1])
    return head_seat


def opened(seat: Seat, tab: int = 0) -> MonthScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(PLACE, (FIRST.isoformat(), tab)))
    settle()
    found = seat.screen
    assert isinstance(found, MonthScreen)
    return found


def month(screen: MonthScreen) -> MealMonth:
    assert screen.month is not None
    return screen.month


def settle_last(seat: Seat) -> None:
    service = seat.desk.headcount
    service.settle(service.day(DAYS[-1], service.sittings()[0]))
    settle()


def test_what_is_not_reconciled_is_said_first_and_keeps_the_month_open(lived: Seat) -> None:
    screen = opened(lived)
    shown = words(screen)

    assert any("Салыстырылмаған" in text and "09.09" in text for text in shown)
    assert len(month(screen).by_day) == 2
    press("Ctrl+S")
    assert not month(screen).closing.closed
    assert "09.09" in lived.said


def test_a_reconciled_month_is_closed_by_one_key_and_taken_back(lived: Seat) -> None:
    screen = opened(lived)
    settle_last(lived)

    press("Ctrl+S")
    assert month(screen).closing.closed
    assert "Ай жабылды" in lived.said
    press("Ctrl+Z")
    assert not month(screen).closing.closed
    press("Ctrl+S", "Alt+O")
    assert not month(screen).closing.closed


def test_what_came_after_the_closing_is_said_with_its_day_on_the_screen_and_at_the_start(
    lived: Seat,
) -> None:
    settle_last(lived)
    screen = opened(lived)
    press("Ctrl+S")
    assert not any("өзгерді" in text for text in words(screen))
    one = month(screen).sheets[0]
    pupil = next(each.pupil for each in one.pupils if each.cells[DAYS[1]].mark is Mark.SERVED)
    _ill(lived.desk, one.class_group, pupil, DAYS[1])
    settle()

    shown = " ".join(words(screen))
    assert "08.09 (−1)" in shown
    assert "Alt+O" in shown
    less = number(-month(screen).sheets[0].sums[0].tenge, 2)
    assert less in shown

    assert lived.window is not None
    lived.window.shell.open(Place("start"))
    settle()
    assert lived.screen is not None
    found = lived.screen.findChildren(CardRow)
    row = next(row for row in found if less in row.accessibleName())
    row.setFocus()
    press("Return")
    settle()
    assert lived.screen.place() == Place(PLACE, (FIRST.isoformat(), 0))
    press("Alt+O")
    settle()
    press("Ctrl+S")
    settle()
    assert month(lived.screen).closing.closed
    assert "08.09 (−1)" not in " ".join(words(lived.screen))


def _ill(desk: Desk, class_group: int, pupil: int, day: date) -> None:
    """The attendance of a day of the closed month, written later."""
    first = desk.attendance.day(class_group, day).hours[0].lessons[0]
    with desk._storage.begin("Mark absence") as work:
        session = work.db.execute(
            "SELECT row FROM session WHERE grp = ? AND day = ? AND slot = ?",
            (first.group, day.isoformat(), first.slot),
        ).fetchone()[0]
        work.put_cell("attendance", session, pupil, sign="ill")


def test_enter_opens_the_sheet_of_a_class_and_escape_leads_back(lived: Seat) -> None:
    screen = opened(lived)
    sheet = month(screen).sheets[0]

    press("Return")
    settle()
    opened_sheet = lived.screen
    assert isinstance(opened_sheet, MonthSheetScreen)
    assert opened_sheet.sheet == sheet
    texts = [row.texts for row in opened_sheet.model.rows]
    assert texts[-1][-2] == str(sheet.child_days)
    assert any("бт" in row for row in texts)
    assert all(row[9] in ("?", "") or row[9].isalpha() for row in texts[:-1])
    press("Esc")
    settle()
    assert isinstance(lived.screen, MonthScreen)


def test_an_act_is_typed_and_compared(lived: Seat) -> None:
    settle_last(lived)
    screen = opened(lived, tab=2)
    first = screen.supply.compared[0]
    assert first.agreement is Agreement.ONLY_HERE

    def typed(dialog: ActLineDialog) -> None:
        dialog.number.setFocus()
        types("12")
        dialog.days.setFocus()
        types(str(first.ours[0]))
        dialog.total.setFocus()
        types(str(first.ours[1]).replace(".", ","))
        press("Return")

    answering(ActLineDialog, typed)
    press("Return")
    settle()

    assert screen.supply.compared[0].agreement is Agreement.SAME
    assert screen.supply.acts[0].number == "12"
    press("Ctrl+Delete")
    assert screen.supply.acts == ()


def test_a_wrong_number_stays_in_the_dialog_with_a_sentence(lived: Seat) -> None:
    screen = opened(lived, tab=2)

    def typed(dialog: ActLineDialog) -> None:
        dialog.tenge.setText("600")
        dialog.days.setText("көп")
        press("Return")
        assert "көп" in dialog.problem.text()
        press("Esc")

    answering(ActLineDialog, typed)
    press("Ctrl+N")
    assert screen.supply.acts == ()


def test_the_states_days_are_typed_and_those_that_differ_stand_out(lived: Seat) -> None:
    screen = opened(lived, tab=3)
    ours = screen.supply.days[0].ours
    assert ours is not None

    def typed(_dialog: StateDayDialog) -> None:
        types(str(ours + 1))
        press("Return")

    answering(StateDayDialog, typed)
    press("Return")
    settle()

    assert screen.supply.days[0].theirs == ours + 1
    assert screen.supply.days[0].differs
    assert screen.models[3].rows[0].texts[-1] == "+1"
    assert 0 in screen.models[3].warned


def test_a_contract_that_pays_what_was_ordered_changes_the_sum_at_once(lived: Seat) -> None:
    screen = opened(lived, tab=1)
    before = month(screen).paid

    def typed(dialog: PayByDialog) -> None:
        dialog.pay_by.setCurrentIndex(dialog.pay_by.findData(PayBy.ORDERED))
        press("Return")

    answering(PayByDialog, typed)
    press("Ctrl+N")
    settle()

    assert month(screen).paid == before + 2  # one refused on each reconciled day


def test_months_are_turned_by_keys(lived: Seat) -> None:
    screen = opened(lived)

    press("Ctrl+Right")
    assert screen.first == date(2026, 10, 1)
    press("Ctrl+Left", "Ctrl+Left")
    assert screen.first == date(2026, 8, 1)


def test_acts_and_totals_come_from_excel_with_their_problems(lived: Seat, tmp_path: Path) -> None:
    files, service = lived.desk.list_files, lived.desk.meal_month
    book = Workbook()
    book.active.append(["№ акта", "Дата", "Поставщик", "Источник", "Цена", "Детодни", "Сумма"])
    book.active.append(["5", date(2026, 9, 30), "ТОО Обед", "бюджет", 600, 40, 24000])
    book.active.append(["5", None, "", "родители", "600,00", "сорок", "1"])
    book.save(tmp_path / "act.xlsx")
    kind = files.meal_acts(FIRST)
    found = kind.read(tmp_path / "act.xlsx")
    assert (len(found.lines), len(found.errors)) == (1, 1)

    book.active.delete_rows(3)
    book.save(tmp_path / "act.xlsx")
    assert kind.take(kind.read(tmp_path / "act.xlsx"), lambda *_of: None) == 1
    (act,) = service.acts(FIRST)
    assert (act.issued_on, act.lines[0].total) == (date(2026, 9, 30), Decimal("24000.00"))
    kind.export(tmp_path / "back.xlsx", "kk")
    assert kind.read(tmp_path / "back.xlsx").values[0].line.child_days == 40

    days = files.state_totals(FIRST)
    book = Workbook()
    book.active.append(["Күні", "Порция"])
    book.active.append([DAYS[0], 77])
    book.save(tmp_path / "state.xlsx")
    assert days.take(days.read(tmp_path / "state.xlsx"), lambda *_of: None) == 1
    assert service.state_totals(FIRST) == {DAYS[0]: 77}


def test_every_paper_comes_in_both_languages(lived: Seat, tmp_path: Path) -> None:
    papers, shown = lived.desk.month_papers, lived.desk.meal_month.month(FIRST)
    writers = {
        "sheets": papers.sheets,
        "summary": papers.summary,
        "act": papers.agreement,
        "state": papers.state_days,
        "month": papers.report,
        "three": papers.three_months,
    }
    for name, writer in writers.items():
        for language in ("kk", "ru"):
            for fmt in ("pdf", "xlsx"):
                out = tmp_path / f"{name}-{language}.{fmt}"
                writer(FIRST, language, fmt, out)
                assert out.stat().st_size > 1000
    book = load_workbook(tmp_path / "summary-ru.xlsx")
    cells = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert shown.child_days in cells
    assert float(shown.total) in cells


def test_a_teacher_has_no_month(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        assert seat.window is not None
        places = seat.window._rail().places
        assert not any(one.place.name in (PLACE, HEADCOUNT) for one in places)
        with pytest.raises(NotAllowedError):
            seat.desk.meal_month.month(FIRST)


def test_a_month_without_an_act_is_not_said_to_differ_from_it(lived: Seat) -> None:
    screen = opened(lived, 2)
    rows = screen.models[2].rows
    assert rows
    for row in rows:
        assert row.texts[-2] == "—"
    assert {row.texts[-1] for row in rows} == {"акт әлі жоқ", ""}


def test_what_is_not_typed_of_an_act_is_named(lived: Seat) -> None:
    opened(lived, 2)

    def write_nothing(dialog: ActLineDialog) -> None:
        dialog.tenge.setText("610")
        press("Return")
        said = " ".join(words(dialog))
        assert "Порция саны әлі терілмеген" in said
        assert "«»" not in said

    answering(ActLineDialog, write_nothing)
    press("Ctrl+N")
