"""The end of the year by keys alone: exams typed, refusals, decisions with their order, undo."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from school_desk.intents import Scope
from school_desk.journal.past_mark_store import PastKey, PastMark, save_past_mark
from school_desk.journal.year_model import ClassYear, Decision, ExamKind, Outcome
from school_desk.school.model import PersonName
from school_desk.ui.journal.decision_dialog import DecisionDialog
from school_desk.ui.journal.year_screen import ALL, COUNCIL, ONE, YearScreen
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, focused, press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat, words

YEAR = "2026-27"


@pytest.fixture
def office(seat: Seat) -> Iterator[Seat]:
    """The head at class 9, whose terms to come are on paper already."""
    with seat.taken_by(HEAD) as taken:
        group = taken.desk.school.class_groups()[-1]
        bring_in(taken, taken.desk.year_end.of_class(group.id))
        assert taken.window is not None
        taken.window.shell.open(Place("year", (group.id, None, ONE)))
        yield taken


def bring_in(seat: Seat, year: ClassYear) -> None:
    """Marks for every period without one: 4, or passed."""
    desk = seat.desk
    part = desk.year_end._part(year.class_group)
    with desk._storage.begin("Put exam mark", actor=desk.account.id) as work:
        for line in year.lines:
            for column, cell in zip(year.columns, line.cells, strict=True):
                for one in cell.periods if cell else ():
                    key = PastKey(line.pupil.id, YEAR, column.subject, one.period)
                    mark = (
                        PastMark(None, True, "№ 1") if column.pass_fail else PastMark(4, None, "")
                    )
                    save_past_mark(work, part, key, mark)


def screen(seat: Seat) -> YearScreen:
    assert isinstance(seat.screen, YearScreen)
    return seat.screen


def year_of(seat: Seat) -> ClassYear:
    found = screen(seat).year
    assert found is not None
    return found


def first_settled(seat: Seat) -> int:
    """The first pupil whose year marks all stand."""
    lines = enumerate(year_of(seat).lines)
    return next(
        row
        for row, line in lines
        if all(cell and (cell.year.mark or cell.year.passed) for cell in line.cells)
    )


def exam(seat: Seat, row: int) -> object:
    cell = year_of(seat).lines[row].cells[0]
    return cell.exams.get(ExamKind.EXAM) if cell else None


def test_exams_are_typed_down_the_column_and_taken_back(office: Seat) -> None:
    settled = first_settled(office)
    press(*["Down"] * settled)
    types("5\n")

    assert getattr(exam(office, settled), "mark", None) == 5
    cell = year_of(office).lines[settled].cells[0]
    assert cell is not None
    assert cell.final.way == "exam"
    press("Ctrl+Z")
    assert exam(office, settled) is None


def test_points_of_an_exam_become_a_mark_and_nonsense_is_refused(office: Seat) -> None:
    types("23/30\n")
    assert getattr(exam(office, 0), "mark", None) == 4

    types("31/30\n")

    assert exam(office, 1) is None
    assert "23/30" in office.said


def test_a_class_is_decided_with_the_order_that_is_typed(office: Seat) -> None:
    press(*["Down"] * first_settled(office))
    types("4\n")
    press("Alt+3")
    assert screen(office).tab == COUNCIL
    due = [one for one in year_of(office).lines if one.proposal.outcome is Outcome.GRADUATED]
    assert due
    answering(DecisionDialog, lambda _dialog: (types("47-н"), press("Return")))
    press("Ctrl+Shift+V")

    decided = [one.decision for one in year_of(office).lines if one.decision.outcome]
    assert len(decided) == len(due) > 0
    assert {one.order_number for one in decided} == {"47-н"}
    press("Ctrl+Z")
    assert not any(one.decision.outcome for one in year_of(office).lines)


def test_a_decision_without_an_order_stays_to_be_mended(office: Seat) -> None:
    press("Alt+3")
    answering(DecisionDialog, lambda _dialog: (press("Return"), press("Escape")))
    press("Return")

    assert not any(one.decision.outcome for one in year_of(office).lines)


def test_why_a_mark_is_told_with_its_act(office: Seat) -> None:
    year = year_of(office)
    found = office.desk.year_end.explain(
        year.class_group, year.lines[2].pupil.id, year.columns[0].subject
    )

    assert "№ {number}" not in str(found)
    assert any("Order No" in str(one) for one in found)


def test_a_form_tutor_reads_the_own_class_and_types_nothing(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as taken:
        assert taken.window is not None
        taken.window.shell.open(Place("year"))
        shown = screen(taken)
        assert shown.classes.count() == 1
        assert shown.cells.read_only
        assert not taken.desk.may("Record decision", Scope())


def test_the_council_decides_of_a_class_without_a_page(seat: Seat) -> None:
    with seat.taken_by(HEAD) as taken:
        desk = taken.desk
        group = desk.school.add_class_group(5, "Ю", "kk")
        desk.school.add_pupil(group, PersonName("Нұрлан"), date(2026, 9, 1))
        assert taken.window is not None
        taken.window.shell.open(Place("year", (group, None, COUNCIL)))
        answering(DecisionDialog, lambda _dialog: (types("47-н"), press("Return")))
        press("Return")

        assert [one.decision.order_number for one in year_of(taken).lines] == ["47-н"]
        press("Alt+1")
        assert screen(taken).tab == ALL
        assert not screen(taken).matrix.isVisible()


def test_a_decision_that_is_changed_keeps_its_note(office: Seat) -> None:
    year = year_of(office)
    noted = Decision(Outcome.REPEATS, "47-н", date(2027, 5, 28), note="ата-анасы біледі")
    office.desk.year_end.decide(year.class_group, {year.lines[0].pupil.id: noted})
    press("Alt+3")
    answering(DecisionDialog, lambda _dialog: (types("48-н"), press("Return")))
    press("Return")

    changed = year_of(office).lines[0].decision
    assert (changed.order_number, changed.note) == ("48-н", "ата-анасы біледі")


def test_beside_stands_why_for_the_pupil_one_stands_on(office: Seat) -> None:
    names = [one.pupil.name.full for one in year_of(office).lines]
    for tab in ("Alt+1", "Alt+2", "Alt+3"):
        press(tab, "Down")
        here = screen(office).current
        assert here is not None
        assert told(office) == [here.pupil.name.full]
        press("Down")
        assert told(office) == [names[names.index(here.pupil.name.full) + 1]]


def told(seat: Seat) -> list[str]:
    """Whose name stands beside the table."""
    names = {one.pupil.name.full for one in year_of(seat).lines}
    texts = [one.text() for one in screen(seat)._detail.findChildren(QLabel)]
    return [text for text in texts if text in names]


def test_the_screen_follows_who_comes_and_by_which_rules(office: Seat) -> None:
    year = year_of(office)

    office.desk.school.add_pupil(year.class_group, PersonName("Нұрлан"), date(2026, 9, 1))
    assert len(year_of(office).lines) == len(year.lines) + 1
    office.desk.rules.change("kz-2025", "exam_weight", "40")

    settings = year_of(office).settings
    assert settings is not None
    assert settings.exam_weight == 40
    press("Ctrl+Z", "Ctrl+Z")
    assert year_of(office) == year


def test_the_first_class_with_marks_is_shown_and_one_without_says_so(seat: Seat) -> None:
    with seat.taken_by(HEAD) as taken:
        assert taken.window is not None
        shell = taken.window.shell
        shell.open(Place("year"))
        assert year_of(taken).columns

        first = taken.desk.school.class_groups()[0].id
        shell.open(Place("year", (first, None, ONE)))
        settle()

        assert focused() is screen(taken).classes
        assert not screen(taken).subjects.isVisible()
        assert "Бұл сыныпта әлі баға жоқ." in words(screen(taken))
