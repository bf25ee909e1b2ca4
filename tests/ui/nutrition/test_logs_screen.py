"""The kitchen's logs by keys: an entry in a few, refused with a sentence, corrected, printed."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtWidgets import QComboBox, QLineEdit

from school_desk.access.model import Role
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.nutrition.log_norm_model import Issued
from school_desk.school.model import PersonName
from school_desk.ui.nutrition.log_dialog import LogDialog, ReasonDialog
from school_desk.ui.nutrition.log_grid import NEW
from school_desk.ui.nutrition.log_typing import read_moment
from school_desk.ui.nutrition.logs_screen import PLACE, LogsScreen
from school_desk.ui.nutrition.norm_dialogs import IssuedDialog, NormDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.seat import HEAD, Seat

NURSE, COOK = "Нұргүл", "Болат"


@pytest.fixture
def staffed(seat: Seat) -> Seat:
    with seat.taken_by(HEAD) as head:
        for name, role in ((NURSE, Role.NURSE), (COOK, Role.COOK)):
            head.desk.create_account(name, PersonName("Сейітова", name), DEMO_PASSWORD, (role,))
    return seat


@pytest.fixture
def nurse_seat(staffed: Seat) -> Iterator[Seat]:
    with staffed.taken_by(NURSE) as taken:
        yield taken


def opened(seat: Seat, code: str, days_ago: int = 0) -> LogsScreen:
    assert seat.window is not None
    day = seat.desk.today() - timedelta(days=days_ago)
    seat.window.shell.open(Place(PLACE, (code, day.isoformat())))
    settle()
    screen = seat.screen
    assert isinstance(screen, LogsScreen)
    screen.take_focus()
    return screen


def fill(dialog: LogDialog, **texts: str) -> None:
    for name, text in texts.items():
        field = dialog.fields[name]
        if isinstance(field, QComboBox):
            field.setEditText(text)
        else:
            assert isinstance(field, QLineEdit)
            field.setText(text)
        field.setFocus()


def writes(
    key: str = "Ctrl+N", then: Callable[[LogDialog], None] | None = None, **texts: str
) -> None:
    """Open the dialog by a key, fill fields, Enter."""

    def answer(dialog: LogDialog) -> None:
        fill(dialog, **texts)
        press("Return")
        if then is not None:
            then(dialog)

    answering(LogDialog, answer)
    press(key)
    settle()


def texts(screen: LogsScreen) -> list[tuple[str, ...]]:
    """The lines of what is no log: the control of norms, dated data."""
    return [row.texts for row in screen.model.rows]


def written(screen: LogsScreen) -> list[dict[str, str]]:
    """The lines of a log that are written, by column."""
    names = [one.name for one in screen.cells.columns]
    return [dict(zip(names, row.texts, strict=True)) for row in screen.cells.rows if row.id > NEW]


def waiting(screen: LogsScreen, column: str) -> list[str]:
    """What the day still waits for."""
    names = [one.name for one in screen.cells.columns]
    place = names.index(column)
    return [row.texts[place] for row in screen.cells.rows if row.id < NEW]


def test_a_dish_is_permitted_by_its_name_and_enter(nurse_seat: Seat) -> None:
    screen = opened(nurse_seat, "dishes")
    logs, today = nurse_seat.desk.meal_logs, nurse_seat.desk.today()
    assert not logs.may_serve(today, "Гуляш")

    answering(LogDialog, lambda dialog: (dialog.fields["dish"].setFocus(), types("Гуляш\n")))
    press("Ctrl+N")
    settle()

    (one,) = written(screen)
    told = one["made_at"], one["dish"], one["permitted_at"]
    assert told == ("22.10.2026 09:31", "Гуляш", "09:31")
    assert (one["quality"], one["ready"]) == ("өте жақсы", "толық піскен")
    assert logs.may_serve(today, "Гуляш")
    press("Ctrl+Z")
    assert written(screen) == []


def test_the_kitchen_is_examined_by_ctrl_n_and_enter_for_each(nurse_seat: Seat) -> None:
    screen = opened(nurse_seat, "health")

    writes()

    assert [row["person"] for row in written(screen)] == ["Сейітова Болат"]

    def says_why(dialog: LogDialog) -> None:
        assert dialog.isVisible()
        assert "жұмысқа жіберілмейді" in dialog.problem.text()
        press("Esc")

    def ill(dialog: LogDialog) -> None:
        dialog.fields["skin"].setFocus()
        press("Space", "Return")
        says_why(dialog)

    answering(LogDialog, ill)
    press("F2")
    settle()
    assert written(screen)[0]["admitted"] == "иә"


def test_what_is_wrong_is_said_in_the_dialog_and_nothing_is_written(nurse_seat: Seat) -> None:
    screen = opened(nurse_seat, "perishable")

    def says(words: str) -> Callable[[LogDialog], None]:
        def look(dialog: LogDialog) -> None:
            assert dialog.isVisible()
            assert words in dialog.problem.text()
            press("Esc")

        return look

    good = {"product": "Сүт", "quantity": "12,5", "deadline": "24.10.2026 8:00"}
    writes(then=says("Өткізу мерзімі"), **{**good, "deadline": ""})
    writes(then=says("«ертең»"), **{**good, "deadline": "ертең"})
    writes(then=says("15"), uses="9:31 15", **good)
    assert written(screen) == []

    writes(uses="4,5", **good)
    (one,) = written(screen)
    assert (one["product"], one["quantity"], one["unit"]) == ("Сүт", "12,5", "кг")
    assert one["deadline"] == "24.10.2026 08:00"
    assert (one["uses"], one["left"]) == ("22.10 09:31 4,5", "8")

    answering(LogDialog, lambda _dialog: types("3\n"))
    press("F2")
    settle()
    assert written(screen)[0]["uses"] == "22.10 09:31 4,5; 22.10 09:31 3"
    assert written(screen)[0]["left"] == "5"


def test_an_entry_of_a_day_that_is_over_is_corrected_with_a_reason(nurse_seat: Seat) -> None:
    screen = opened(nurse_seat, "waste", days_ago=1)
    writes(dish="Сорпа", served_kg="96", uneaten_kg="9,6")
    assert written(screen)[0]["index"] == "10,0"

    def without_reason(dialog: LogDialog) -> None:
        fill(dialog, uneaten_kg="19,2")
        press("Return")
        assert dialog.isVisible()
        assert "себебін" in dialog.problem.text()
        assert dialog.reason is not None
        dialog.reason.setFocus()
        types("Қайта өлшенді\n")

    answering(LogDialog, without_reason)
    press("F2")
    settle()
    assert written(screen)[0]["index"] == "20,0"

    def reason(dialog: ReasonDialog) -> None:
        dialog.reason.setFocus()
        types("Екі рет жазылған\n")

    answering(ReasonDialog, reason)
    press("Ctrl+Delete")
    settle()
    assert written(screen) == []


def test_the_vitamin_is_reckoned_from_portions(nurse_seat: Seat) -> None:
    screen = opened(nurse_seat, "vitamin")

    writes(dish="Компот", portions="7-10: 120; 11-14: 45")

    assert written(screen)[0]["total"].replace("\xa0", " ") == "10 350"


def test_portions_come_from_the_order_of_the_day(head_seat: Seat) -> None:
    desk, today = head_seat.desk, head_seat.desk.today()
    assert desk.meal_logs.offer("vitamin", today).values["portions"] is None

    sitting = desk.headcount.sittings()[0]
    handed = desk.headcount.hand_over(desk.headcount.day(today, sitting))
    by_band = handed.order.sheet.by_band

    assert desk.meal_logs.offer("vitamin", today).values["portions"] == by_band
    assert desk.log_norms.issued(today, "7-10").portions == by_band["7-10"]
    screen = opened(head_seat, "vitamin")
    answering(LogDialog, lambda _dialog: types("Компот\n"))
    press("Ctrl+N")
    settle()
    dose = {"7-10": 60, "11-14": 70, "15-18": 70}
    total = sum(dose[band] * count for band, count in by_band.items())
    assert desk.meal_logs.month("vitamin", today).entries[0]["total"] == total
    assert len(written(screen)) == 1


def test_a_refrigerator_out_of_range_asks_what_was_done(staffed: Seat) -> None:
    with staffed.taken_by(COOK) as cook:
        screen = opened(cook, "cold")

        def warm(dialog: LogDialog) -> None:
            fill(dialog, morning="9,5")
            press("Return")
            assert "9,5" in dialog.problem.text()
            assert "2…6 °C" in dialog.problem.text()
            fill(dialog, action="Жөндеуші шақырылды")
            press("Return")

        answering(LogDialog, warm)
        press("Ctrl+N")
        settle()
        writes(morning="-18")

        told = [(row["unit"], row["morning"]) for row in written(screen)]
        assert told == [("Тоңазытқыш", "9,5"), ("Мұздатқыш", "−18")]
        assert screen.chosen.findData("health") == -1


def test_the_control_of_norms_is_typed_by_day_and_shown_by_decade(nurse_seat: Seat) -> None:
    screen = opened(nurse_seat, "control")

    def answer(dialog: IssuedDialog) -> None:
        dialog.portions.setText("100")
        dialog.masses["milk"].setText("17,5")
        dialog.masses["milk"].setFocus()
        press("Return")

    answering(IssuedDialog, answer)
    press("Ctrl+N")
    settle()

    milk = next(row for row in texts(screen) if row[0] == "Сүт")
    assert milk[1:8] == ("175", "—", "—", "—", "—", "175,0", "0,0")
    assert "100" in screen._head.subtitle.text()


def test_the_school_s_own_dose_is_written_over_that_of_the_program(nurse_seat: Seat) -> None:
    screen = opened(nurse_seat, "norms")
    row = next(n for n, one in enumerate(texts(screen)) if one[2:4] == ("7–10", "60"))
    screen.table.selectRow(row)

    def answer(dialog: NormDialog) -> None:
        dialog.value.setText("50")
        dialog.value.setFocus()
        press("Return")

    answering(NormDialog, answer)
    press("F2")
    settle()

    assert texts(screen)[row][3:] == ("50", "22.10.2026", "мектеп тексерген")


def test_alt_pgdown_goes_to_the_next_log_and_ctrl_left_to_the_month_before(
    nurse_seat: Seat,
) -> None:
    screen = opened(nurse_seat, "perishable")

    press("Ctrl+U")
    assert "әр жол жеке" in nurse_seat.said
    press("Alt+PgDown")
    assert screen.page.code == "dishes"
    assert "әр жол жеке" not in nurse_seat.said, "what was refused in the log before"
    press("Ctrl+Left")
    assert screen.day.month == 9
    assert "2026" in screen._head.subtitle.text()


PRINTED = {
    "dishes": ("Разрешение к реализации (время)", {"dish": "Гуляш"}),
    "waste": ("Индекс несъедаемости, %", {"dish": "Гуляш", "served_kg": "96", "uneaten_kg": "9,6"}),
    "vitamin": ("Содержание витамина «С»", {"dish": "Гуляш", "portions": "7-10: 120"}),
}


@pytest.mark.parametrize("code", PRINTED)
def test_a_month_is_printed_in_the_columns_of_its_form(
    nurse_seat: Seat, tmp_path: Path, code: str
) -> None:
    head, filled = PRINTED[code]
    screen, desk = opened(nurse_seat, code), nurse_seat.desk
    writes(**filled)
    assert len(written(screen)) == 1

    for language in ("kk", "ru", "both"):
        out = tmp_path / f"{language}.pdf"
        assert desk.log_papers.log(code, desk.today(), language, "pdf", out) == 1
        page = " ".join(PdfReader(out).pages[0].extract_text().split())
        assert "Гуляш" in page
        assert (head in page) == (language != "kk")
    desk.log_papers.log(code, desk.today(), "ru", "xlsx", tmp_path / "log.xlsx")
    rows = list(load_workbook(tmp_path / "log.xlsx").worksheets[0].values)
    numbers = [str(n) for n in range(1, len(rows[3]) + 1)]
    assert any(head in str(cell) for cell in rows[3])
    assert list(rows[4]) == numbers
    assert "Гуляш" in rows[5]


def test_the_control_of_norms_is_printed_by_decade_and_month(
    nurse_seat: Seat, tmp_path: Path
) -> None:
    desk, out = nurse_seat.desk, tmp_path / "control.xlsx"
    desk.log_norms.put_issued(Issued(desk.today(), "7-10", 100, {"milk": Decimal("17.5")}))

    assert desk.log_papers.control(desk.today(), "7-10", "ru", "xlsx", out) == 23

    sheets = load_workbook(out).worksheets
    third, month = list(sheets[2].values), list(sheets[3].values)
    milk = next(row for row in third if row[1] == "Молоко")
    assert milk[2:] == (175, None, 175, *[None] * 9, 175, 0, None)
    assert next(row for row in month if row[1] == "Молоко")[-2:] == (175, 0)


def test_degrees_are_printed_as_they_were_read(head_seat: Seat, tmp_path: Path) -> None:
    """3,5 °C is not 4: the paper of a refrigerator that is nearly too warm says so."""
    screen, desk = opened(head_seat, "cold"), head_seat.desk
    writes(morning="3,5")
    writes(morning="-18,5")
    assert [one["morning"] for one in written(screen)] == ["3,5", "−18,5"]

    desk.log_papers.log("cold", desk.today(), "kk", "pdf", tmp_path / "cold.pdf")
    page = PdfReader(tmp_path / "cold.pdf").pages[0].extract_text()
    assert "3,5" in page
    assert "−18,5" in page
    desk.log_papers.log("cold", desk.today(), "kk", "xlsx", tmp_path / "cold.xlsx")
    rows = list(load_workbook(tmp_path / "cold.xlsx").worksheets[0].values)
    assert [row[2] for row in rows[5:7]] == [3.5, -18.5]


def test_what_is_left_after_the_term_stands_out(nurse_seat: Seat) -> None:
    screen = opened(nurse_seat, "perishable")

    writes(received_at="21.10.2026 8:00", product="Сүт", quantity="5", deadline="22.10.2026 8:00")

    assert written(screen)[0]["left"] == "мерзімі өтті: 5"
    assert screen._head.subtitle.text().endswith("1")


def test_a_moment_is_read_as_it_is_typed() -> None:
    assert read_moment("сегодня") is None
    assert read_moment("12.11.2026") is None


def test_who_may_only_see_is_told_who_may_write(seat: Seat) -> None:
    with seat.taken_by(HEAD) as head:
        head.desk.create_account(
            "Дана", PersonName("Ахметова", "Дана"), DEMO_PASSWORD, (Role.MEALS,)
        )
    with seat.taken_by("Дана") as officer:
        screen = opened(officer, "perishable")
        press("Ctrl+N")
        settle()

        assert "медбике" in officer.said or "аспаз" in officer.said
        assert not screen._add.isEnabled()
        assert screen.cells.rowCount() == 0
