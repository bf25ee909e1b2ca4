"""Who eats how by keys: who pays and on which paper, a diet, a price, the times of a shift."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from school_desk.nutrition.eating_model import Category, DietCode, Eating, Meal, Source
from school_desk.school.calendar_model import Status
from school_desk.ui.nutrition.eaters_screen import ENDING, FREE, PLACE, EatersScreen
from school_desk.ui.nutrition.eating_dialogs import (
    DietDialog,
    EatingDialog,
    PriceDialog,
    SittingDialog,
)
from school_desk.ui.school.sheet_import import SheetImportDialog, ask_import
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle
from tests.ui.seat import Seat


def opened(seat: Seat) -> EatersScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(PLACE))
    settle()
    found = seat.screen
    assert isinstance(found, EatersScreen)
    return found


def stands_on(screen: EatersScreen, year_level: int) -> int:
    """Stand on the first pupil of a class."""
    row = next(n for n, one in enumerate(screen._eaters) if one.year_level == year_level)
    screen.views[0].selectRow(row)
    screen.take_focus()
    return screen._eaters[row].pupil


def fund(dialog: EatingDialog, *, paper: bool = True) -> None:
    dialog.source.setCurrentIndex(dialog.source.findData(Source.FUND))
    dialog.category.setCurrentIndex(dialog.category.findData(Category.ORPHAN))
    if paper:
        dialog.kind.setText("қорғаншылық бұйрығы")
        dialog.number.setText("17")
        dialog.order.setText("45")
    dialog.ends.show_day(date(2026, 10, 30))
    press("Return")


def test_a_benefit_stands_on_its_papers_counts_its_days_and_is_undone(head_seat: Seat) -> None:
    screen = opened(head_seat)
    pupil = stands_on(screen, 7)

    answering(EatingDialog, fund)
    press("F2")
    settle()

    one = next(one for one in screen._eaters if one.pupil == pupil)
    assert (one.source, one.days_left) == (Source.FUND, 8)
    assert one.own is not None
    assert one.own.category is Category.ORPHAN
    assert "жеңілдігі бітуге жақын: 1" in screen._head.subtitle.text()
    for shown, rows in ((FREE, None), (ENDING, 1)):
        screen.shown.setCurrentIndex(screen.shown.findData(shown))
        found = screen.models[0].rowCount()
        assert rows is None or found == rows
        assert pupil in {row.id for row in screen.models[0].rows}
    press("Ctrl+Z")
    one = next(one for one in screen._eaters if one.pupil == pupil)
    assert one.source is Source.PARENT


def test_what_was_written_wrongly_goes_by_its_key_and_comes_back(head_seat: Seat) -> None:
    screen = opened(head_seat)
    pupil = stands_on(screen, 7)

    def own() -> Eating | None:
        return next(one.own for one in screen._eaters if one.pupil == pupil)

    press("Ctrl+Delete")
    assert "сынып" in head_seat.said
    answering(EatingDialog, fund)
    press("F2")
    settle()
    written = own()
    assert written is not None
    press("Ctrl+Delete")
    settle()
    assert own() is None
    press("Ctrl+Z")
    settle()
    assert own() == written


def test_without_a_paper_the_dialog_stays_and_says_what_is_missing(head_seat: Seat) -> None:
    screen = opened(head_seat)
    pupil = stands_on(screen, 7)

    def answer(dialog: EatingDialog) -> None:
        fund(dialog, paper=False)
        assert dialog.isVisible()
        assert "құжат" in dialog.problem.text().lower()
        press("Esc")

    answering(EatingDialog, answer)
    press("F2")
    settle()

    assert next(one for one in screen._eaters if one.pupil == pupil).own is None


def test_many_pupils_are_written_in_one_step(head_seat: Seat) -> None:
    screen = opened(head_seat)
    press("Ctrl+A")

    def answer(dialog: EatingDialog) -> None:
        dialog.source.setCurrentIndex(dialog.source.findData(Source.PARENT))
        press("Return")

    answering(EatingDialog, answer)
    press("F2")
    settle()

    assert {one.source for one in screen._eaters} == {Source.PARENT}
    assert all(one.own for one in screen._eaters)


def test_a_second_diet_stands_beside_the_first(head_seat: Seat) -> None:
    screen = opened(head_seat)
    pupil = stands_on(screen, 3)

    def first(dialog: DietDialog) -> None:
        dialog.code.setCurrentIndex(dialog.code.findData(DietCode.GLUTEN_FREE))
        press("Return")

    def second(dialog: DietDialog) -> None:
        dialog.which.setCurrentIndex(dialog.which.count() - 1)
        dialog.code.setCurrentIndex(dialog.code.findData(DietCode.ALLERGY))
        dialog.excluded.setText("жұмыртқа")
        press("Return")

    def mended(dialog: DietDialog) -> None:
        assert dialog.which.count() == 3
        dialog.which.setCurrentIndex(dialog.which.findText("глютенсіз"))
        dialog.excluded.setText("арпа")
        press("Return")

    for answer in (first, second, mended):
        answering(DietDialog, answer)
        press("Ctrl+W")
        settle()

    diet = next(one.diet for one in screen._eaters if one.pupil == pupil)
    assert diet is not None
    told = {(one.code, one.excluded) for one in (diet, *diet.also)}
    assert told == {(DietCode.ALLERGY, "жұмыртқа"), (DietCode.GLUTEN_FREE, "арпа")}
    row = next(row for row in screen.models[0].rows if row.id == pupil)
    assert "жұмыртқа" in row.texts[6]
    assert "арпа" in row.texts[6]


def test_a_diet_is_a_code_with_what_is_left_out(head_seat: Seat) -> None:
    screen = opened(head_seat)
    pupil = stands_on(screen, 3)

    def answer(dialog: DietDialog) -> None:
        dialog.code.setCurrentIndex(dialog.code.findData(DietCode.ALLERGY))
        dialog.excluded.setText("жұмыртқа")
        press("Return")

    answering(DietDialog, answer)
    press("Ctrl+W")
    settle()

    one = next(one for one in screen._eaters if one.pupil == pupil)
    assert one.diet is not None
    assert (one.diet.code, one.diet.excluded) == (DietCode.ALLERGY, "жұмыртқа")


def test_a_new_price_ends_the_one_before(head_seat: Seat) -> None:
    screen = opened(head_seat)
    press("Alt+2")

    def price(text: str, day: date) -> None:
        def answer(dialog: PriceDialog) -> None:
            dialog.tenge.setText(text)
            dialog.starts.show_day(day)
            press("Return")

        answering(PriceDialog, answer)
        press("Ctrl+N")
        settle()

    price("579", date(2026, 9, 1))
    price("610,50", date(2026, 10, 15))

    found = [(one.tenge, one.starts, one.ends) for one in screen._prices]
    assert found == [
        (Decimal("579.00"), date(2026, 9, 1), date(2026, 10, 14)),
        (Decimal("610.50"), date(2026, 10, 15), None),
    ]


def test_times_are_to_be_checked_until_the_school_has_set_its_own(head_seat: Seat) -> None:
    screen = opened(head_seat)
    press("Alt+3")
    assert screen._sittings[0].status is Status.TO_CHECK

    def answer(dialog: SittingDialog) -> None:
        dialog.count.setText("25:00")
        press("Return")
        assert "25:00" in dialog.problem.text()
        dialog.count.setText("8:30")
        dialog.meal.setCurrentIndex(dialog.meal.findData(Meal.LUNCH))
        press("Return")

    answering(SittingDialog, answer)
    press("F2")
    settle()

    first = screen._sittings[0]
    assert (f"{first.count_by:%H:%M}", first.meal) == ("08:30", Meal.LUNCH)
    assert first.status is Status.CHECKED


def written_list(screen: EatersScreen, path: Path, *, whole: bool) -> int:
    """A list with a pupil of class 7 and the fund; without a paper where it is not `whole`."""
    one = next(one for one in screen._eaters if one.year_level == 7)
    paper = ("Анықтама", "15", "7-н") if whole else ("", "", "")
    kind, number, order = paper
    book = Workbook()
    book.active.append(
        ["Сынып", "Тегі", "Аты", "Санаты", "Құжат түрі", "Құжат № / № документа", "Бұйрық №"]
    )
    book.active.append([7, one.name.surname, one.name.given, "жетім", kind, number, order])
    book.save(path)
    return one.pupil


def test_benefits_come_from_excel_after_a_look_and_go_back_whole(
    head_seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = opened(head_seat)
    pupil = written_list(screen, tmp_path / "b.xlsx", whole=True)
    service = head_seat.desk.eating

    answering(SheetImportDialog, lambda dialog: dialog.verb.click())
    ask_import(screen._at, screen._kind(), screen, tmp_path / "b.xlsx")
    qtbot.waitUntil(lambda: bool(service.of_pupil(pupil)[0]))
    (own,) = service.of_pupil(pupil)[0]
    assert (own.source, own.category, own.paper.number) == (Source.FUND, Category.ORPHAN, "15")

    press("Ctrl+Z")
    assert service.of_pupil(pupil)[0] == ()


def test_a_list_with_a_problem_shows_it_and_writes_nothing(
    head_seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = opened(head_seat)
    pupil = written_list(screen, tmp_path / "b.xlsx", whole=False)
    seen: list[str] = []

    def look(dialog: SheetImportDialog) -> None:
        seen.extend(row.texts[-1] for row in dialog.model.rows)
        assert not dialog.verb.isEnabled()
        dialog.reject()

    answering(SheetImportDialog, look)
    ask_import(screen._at, screen._kind(), screen, tmp_path / "b.xlsx")
    qtbot.waitUntil(lambda: bool(seen))

    assert "Жеңілдік" in " ".join(seen)
    assert head_seat.desk.eating.of_pupil(pupil)[0] == ()
