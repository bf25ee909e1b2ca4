"""report meals, import meal-act and meal-state: what they answer, what they write, who may."""

import json
from datetime import date
from decimal import Decimal

from openpyxl import Workbook, load_workbook

from school_desk.app import Entrance
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from tests.commands.conftest import Line


def spreadsheet(path, *rows):
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return str(path)


def live(line, *days):
    """Order, accept and reconcile the meals of days of September."""
    entrance = Entrance(SchoolFolder(line.folder))
    desk = entrance.sign_in(line.user, DEMO_PASSWORD)
    service = desk.headcount
    sitting = service.sittings()[0]
    for day in days:
        service.hand_over(service.day(day, sitting))
        service.accept(day, sitting)
        service.settle(service.day(day, sitting))
    desk.close()
    entrance.close()


def test_an_empty_month_is_an_answer(reading) -> None:
    found = reading("report", "meals", "--month", "2026-10", "--json")

    told = json.loads(found.stdout)
    assert (told["child_days"], told["sum"], told["closed"]) == (0, "0.00", False)


def test_what_was_eaten_is_answered_with_its_sums_and_written(writing, tmp_path) -> None:
    live(writing, date(2026, 9, 9))
    out = tmp_path / "sums.xlsx"

    found = writing(
        *("report", "meals", "--month", "2026-09", "--format", "xlsx", "-o", str(out), "--json")
    )

    told = json.loads(found.stdout)
    assert told["child_days"] > 50
    assert (told["not_reconciled"], told["without_price"]) == ([], [])
    assert sum(Decimal(one["sum"]) for one in told["sums"]) == Decimal(told["sum"]) > 0
    cells = [cell for row in load_workbook(out).worksheets[0].values for cell in row]
    assert told["child_days"] in cells


def test_an_act_is_taken_and_its_problems_are_said(writing, tmp_path) -> None:
    head = ("Акт №", "Төлеуші", "Баға", "Бала-күн", "Сома")
    wrong = spreadsheet(tmp_path / "w.xlsx", head, ("7", "Ата-аналар", "көп", 10, 6000))
    right = spreadsheet(tmp_path / "r.xlsx", head, ("7", "Ата-аналар", 600, 10, 6000))

    refused = writing("import", "meal-act", wrong, "--month", "2026-09")
    taken = writing("import", "meal-act", right, "--month", "2026-09", "--json")
    days = spreadsheet(tmp_path / "d.xlsx", ("Күні", "Порция"), ("08.09.2026", 88))
    state = writing("import", "meal-state", days, "--month", "2026-09", "--json")

    assert refused.exit_code == 3
    assert json.loads(taken.stdout) == {"written": True, "lines": 1, "problems": []}
    assert json.loads(state.stdout)["lines"] == 1
    out = tmp_path / "act.pdf"
    assert writing("report", "meals", "--month", "2026-09", "--what", "act", "-o", str(out))
    assert out.read_bytes().startswith(b"%PDF")


def test_a_sheet_that_nobody_ate_by_is_refused(reading, tmp_path) -> None:
    out = str(tmp_path / "sheet.pdf")

    found = reading("report", "meals", "--month", "2026-10", "--what", "sheets", "-o", out)

    assert found.exit_code == 1
    assert "no sheet" in found.stderr


def test_a_teacher_is_told_who_may(writing) -> None:
    teacher = Line(writing.folder, "Гүлнар Серікқызы")

    found = teacher("report", "meals", "--month", "2026-09")

    assert found.exit_code == 1
    assert "meals officer" in found.stderr
