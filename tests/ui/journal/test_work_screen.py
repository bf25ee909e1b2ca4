"""A summative work from inside, as a teacher meets it: the real window, the real file, keys."""

import pytest
from PySide6.QtWidgets import QMenu

from school_desk.journal.model import MarkKind, RegisterPage
from school_desk.journal.work_page_model import Fit, WorkPage
from school_desk.ui.journal.pupil_work_dialogs import (
    BringDialog,
    ModerationDialog,
    SittingDialog,
)
from school_desk.ui.journal.work_dialog import WorkDialog
from school_desk.ui.journal.work_screen import WorkScreen
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.seat import HEAD, Seat

NURISLAM, ARUZHAN, SANZHAR, MADINA = 1, 2, 4, 5
"""Lines of the page: with descriptors; by total alone; ill on the day of ТЖБ; with descriptors."""
FIRST, SECOND, TERM = 0, 1, 2
"""The works of the page."""


@pytest.fixture
def page(teacher_seat: Seat) -> Seat:
    teacher_seat.opens_lesson()
    return teacher_seat


KEYS = ("Tab", "Return", "Ctrl+A", "Backspace")
EXTRACT = ("Tab", "13", "Tab", "15", "Tab", "№ 15 үзінді")


def fills(*entries: str) -> None:
    """Texts and keys into the fields of a dialog, one after the other."""
    for entry in entries:
        (press if entry in KEYS else types)(entry)


def opened(page: Seat, work: int, pupil: int) -> WorkScreen:
    """The work of a column, by its key, from the line of a pupil."""
    page.stands_on(pupil, page.register.page.works[work].key)
    press("Ctrl+Shift+G")
    assert isinstance(page.screen, WorkScreen)
    return page.screen


def kept(screen: WorkScreen) -> WorkPage:
    """The work as the file has it."""
    head = screen.laid.page.head
    facts = head.group, head.subject, head.period.term, screen.laid.work.key.work
    return screen._desk.works.see(*facts)


def points(screen: WorkScreen, pupil: int) -> list[int | None]:
    laid = kept(screen)
    line = laid.lines[pupil - 1]
    return [line.points.get(one.row) for _task, one in laid.descriptors]


def total(screen: WorkScreen, pupil: int) -> int | None:
    return kept(screen).lines[pupil - 1].total


# By descriptor


def test_it_opens_on_the_pupil_of_the_register_and_escape_returns_to_the_very_cell(
    page: Seat,
) -> None:
    screen = opened(page, FIRST, MADINA)
    stood = screen.points_table.pupil
    press("Escape")

    assert stood == page.register.page.rows[MADINA - 1].pupil.id
    assert page.register.grid.pupil == stood
    assert page.register.grid.column == page.register.page.works[FIRST].key


@pytest.mark.parametrize("keys", ["0", "қ"])
def test_points_of_a_descriptor_make_the_total_and_the_mark_in_one_step(
    page: Seat, keys: str
) -> None:
    before = page.line(NURISLAM).points(page.register.page.works[FIRST].key)
    screen = opened(page, FIRST, NURISLAM)

    types(keys)
    after, shown = total(screen, NURISLAM), screen.points_table.model()
    press("Ctrl+Z")

    assert (before, after) == (10, 9)
    assert shown is screen.points
    assert total(screen, NURISLAM) == 10
    assert points(screen, NURISLAM)[0] == 1


def test_enter_is_the_next_pupil_and_tab_the_next_descriptor(page: Seat) -> None:
    screen = opened(page, FIRST, NURISLAM)
    places = []
    for key in ("Tab", "Return", "Shift+Tab", "Up", "Right"):
        press(key)
        index = screen.points_table.currentIndex()
        places.append((index.row(), index.column()))

    assert places == [(0, 1), (1, 1), (1, 0), (0, 0), (0, 1)]


def test_too_many_points_change_nothing_and_are_told(page: Seat) -> None:
    screen = opened(page, FIRST, NURISLAM)
    before = points(screen, NURISLAM)

    types("7")

    assert points(screen, NURISLAM) == before
    assert page.said == "Ең жоғары балл 1. 7 жазылмады."


def test_a_letter_is_no_points_of_a_descriptor(page: Seat) -> None:
    opened(page, FIRST, NURISLAM)

    types("ц")

    assert page.said.startswith("Дескрипторға 0-ден 1 баллға дейін")


def test_a_total_that_gives_way_to_descriptors_is_told_and_undone(page: Seat) -> None:
    screen = opened(page, FIRST, ARUZHAN)

    types("1")
    after, said = total(screen, ARUZHAN), page.said
    press("Ctrl+Z")

    assert after == 1
    assert said == "Барлығы 13 еді, дескрипторлар бойынша енді 1. Қайтару: Ctrl+Z."
    assert total(screen, ARUZHAN) == 13
    assert kept(screen).lines[ARUZHAN - 1].points == {}


def test_backspace_under_the_total_clears_the_pupil_s_descriptors_with_it(page: Seat) -> None:
    screen = opened(page, FIRST, NURISLAM)
    before = points(screen, NURISLAM)
    for _descriptor in before:
        press("Tab")

    press("Backspace")
    cleared = total(screen, NURISLAM), set(points(screen, NURISLAM))
    press("Ctrl+Z")

    assert cleared == (None, {None})
    assert points(screen, NURISLAM) == before


def test_a_total_waits_for_its_second_digit_and_is_written_on_leaving(page: Seat) -> None:
    screen = opened(page, FIRST, ARUZHAN)
    for _descriptor in points(screen, ARUZHAN):
        press("Tab")

    types("12")
    waiting = total(screen, ARUZHAN)
    press("Escape", "Escape")  # the first forgets what waits, as in the register
    unchanged = page.points(ARUZHAN, page.register.page.works[FIRST].key)

    assert (waiting, unchanged) == (13, 13)


def test_the_register_refuses_a_total_that_contradicts_the_descriptors(page: Seat) -> None:
    work = page.register.page.works[FIRST]
    page.stands_on(NURISLAM, work.key)

    types("12\n")

    assert page.points(NURISLAM, work.key) == 10
    assert page.said.startswith("Бұл оқушының дескрипторлар бойынша балы 10.")


# Tasks


def test_a_task_is_written_by_keys_and_the_sum_is_said_in_words(page: Seat) -> None:
    screen = opened(page, SECOND, NURISLAM)

    press("Ctrl+Shift+N")
    types("Жаңа тапсырма\n", "Ойлайды\n", "Шешеді\n")
    laid = kept(screen)

    assert (laid.tasks[-1].text, laid.tasks[-1].criterion) == ("Жаңа тапсырма", "Ойлайды")
    assert laid.tasks[-1].descriptors[0].text == "Шешеді"
    assert laid.fit is Fit.EXCEEDS
    assert screen._sum.text() == "Дескрипторлар қосындысы 21 / 20: 1 балл артық."


def test_points_by_descriptor_wait_until_the_sum_fits(page: Seat) -> None:
    screen = opened(page, SECOND, NURISLAM)
    before = points(screen, NURISLAM)
    press("Ctrl+Shift+N", "Escape")
    screen.points_table.setFocus()

    types("0")

    assert points(screen, NURISLAM)[:-1] == before
    assert page.said.startswith("Дескрипторлар қосындысы 21 балл")


def test_objectives_are_sorted_by_their_numbers(page: Seat) -> None:
    screen = opened(page, SECOND, NURISLAM)
    screen.tasks_table.setFocus()
    screen.tasks_table.go_to(0, 2)

    press("F2", "Ctrl+A")
    types("6.1.2.12 6.1.2.9\n")

    assert kept(screen).tasks[0].objectives == ("6.1.2.9", "6.1.2.12")


def test_points_of_a_descriptor_are_typed_in_the_kazakh_row_and_nonsense_stays_to_be_mended(
    page: Seat,
) -> None:
    screen = opened(page, SECOND, NURISLAM)
    screen.tasks_table.setFocus()
    screen.tasks_table.go_to(2, 3)

    press("F2", "Ctrl+A")
    types("көп\n")
    settle()
    said, still = page.said, screen.tasks_table.typing
    press("Ctrl+A")
    types("ә\n")

    assert said.startswith("Балл – 1-ден басталатын бүтін сан, «көп» емес.")
    assert still
    assert kept(screen).tasks[0].descriptors[0].points == 2


def test_a_descriptor_with_points_is_not_taken_away(page: Seat) -> None:
    screen = opened(page, SECOND, NURISLAM)
    screen.tasks_table.setFocus()
    screen.tasks_table.go_to(2)

    press("Delete")

    assert len(kept(screen).tasks[0].descriptors) == 3
    assert page.said.startswith("«Шеткі мүшелерін көбейтеді» үшін оқушылардың балы бар.")


def test_a_new_task_is_taken_away_again(page: Seat) -> None:
    screen = opened(page, SECOND, NURISLAM)
    before = kept(screen).tasks
    press("Ctrl+Shift+N", "Escape", "Delete")

    assert kept(screen).tasks == before


def test_who_only_reads_writes_no_tasks(seat: Seat) -> None:
    with seat.taken_by(HEAD) as taken:
        pages = taken.desk.journal.pages()
        maths = next(
            one
            for one in pages
            if one.class_label == "6 «А»" and one.subject_names["kk"] == "Математика"
        )
        found = taken.desk.journal.open_page(maths.group, maths.subject, 1)
        head = found.head
        refusal = taken.desk.why_not("Write work tasks", found.form.scope)

        assert (head.class_label, refusal is not None) == ("6 «А»", True)
        assert taken.desk.may("Moderate work", found.form.scope)


def test_a_work_that_is_undone_leads_back_to_the_register(page: Seat) -> None:
    page.stands_on(NURISLAM)
    answering(WorkDialog, lambda _d: press("Return"))
    press("Ctrl+G")
    opened(page, TERM, NURISLAM)  # the third unit stands before the term work now
    press("Ctrl+Z")

    assert len(page.register.page.works) == 3


def test_nonsense_does_not_hold_anyone_on_the_page(page: Seat) -> None:
    screen = opened(page, SECOND, NURISLAM)
    screen.tasks_table.setFocus()
    screen.tasks_table.go_to(2, 3)

    press("F2", "Ctrl+A")
    types("көп")
    press("Ctrl+1")

    assert page.screen is not screen


def test_another_language_keeps_the_cell_and_what_is_typed_in_a_task(page: Seat) -> None:
    screen = opened(page, SECOND, SANZHAR)
    press("Right", "Ctrl+Shift+L")
    screen = work_of(page)
    cell = screen.points_table.currentIndex()
    assert (cell.row(), cell.column()) == (SANZHAR - 1, 1)

    screen.tasks_table.setFocus()
    screen.tasks_table.go_to(2)
    press("F2", "Ctrl+A")
    types("Табады")
    press("Ctrl+Shift+L")
    screen = work_of(page)
    assert screen.tasks_table.hasFocus()
    assert screen.tasks_table.currentIndex().row() == 2
    assert kept(screen).tasks[0].descriptors[0].text == "Табады"


def work_of(page: Seat) -> WorkScreen:
    assert isinstance(page.screen, WorkScreen)
    return page.screen


# The pupil of the current cell


def row(page: Seat, pupil: int) -> RegisterPage:
    return page.kept().rows[pupil - 1]


def test_an_own_day_is_noted_by_keys_said_in_the_cell_and_taken_back(page: Seat) -> None:
    work = page.register.page.works[TERM]
    page.stands_on(8, work.key)

    answering(SittingDialog, lambda _d: fills("Ctrl+A", "23102026", "Tab", "ауру", "Return"))
    press("Ctrl+Shift+S")
    grid = page.register.grid
    tip = grid.model.cell(7, grid.model.column_of(work.key)).words
    noted = dict(row(page, 8).sittings)
    answering(SittingDialog, lambda _d: fills("Ctrl+A", "Backspace", "Return"))
    press("Ctrl+Shift+S")

    assert tip == ("жеке кесте: 23 қазан (ауру)",)
    assert list(noted) == [work.key.work]
    assert row(page, 8).sittings == {}


def test_an_own_day_before_the_work_is_refused(page: Seat) -> None:
    page.stands_on(8, page.register.page.works[TERM].key)

    answering(SittingDialog, lambda _d: fills("Ctrl+A", "19102026", "Tab", "ауру", "Return"))
    press("Ctrl+Shift+S")

    assert row(page, 8).sittings == {}
    assert page.said.startswith("Жұмыс 20 қазанда болды")


def test_moderation_keeps_its_decision_and_clears_descriptors_that_say_otherwise(
    page: Seat,
) -> None:
    work = page.register.page.works[TERM]
    page.stands_on(NURISLAM, work.key)

    answering(ModerationDialog, lambda _d: fills("18", "Tab", "№ 3 хаттама", "Return"))
    press("Ctrl+Shift+M")
    said = page.said
    reason = page.desk._storage.db.execute("SELECT reason FROM work ORDER BY work DESC LIMIT 1")

    assert page.points(NURISLAM, work.key) == 18
    assert reason.fetchone() == ("№ 3 хаттама",)
    assert said.startswith("Абдрахман Нұрислам: модерациядан кейін 16 → 18.")
    assert "алып тасталды" in said
    assert kept(opened(page, TERM, NURISLAM)).lines[NURISLAM - 1].points == {}


def test_a_unit_work_is_not_moderated(page: Seat) -> None:
    page.stands_on(NURISLAM, page.register.page.works[FIRST].key)

    press("Ctrl+Shift+M")

    assert page.said.startswith("Тек ТЖБ модерациядан өтеді.")


def test_a_work_of_another_school_stands_in_its_cell_counts_and_is_explained(page: Seat) -> None:
    work = page.register.page.works[TERM]
    page.stands_on(SANZHAR, work.key)

    answering(BringDialog, lambda _d: fills(*EXTRACT, "Return"))
    press("Ctrl+Shift+B")
    grid = page.register.grid
    cell = grid.model.cell(SANZHAR - 1, grid.model.column_of(work.key))
    line = row(page, SANZHAR)
    told = page.desk.journal.explain(page.kept(), line.pupil.id).remarks

    assert cell.text == "13/15"
    assert cell.words == ("басқа мектептен: 13 / 15, № 15 үзінді",)
    assert line.result.share(MarkKind.TERM_SUMMATIVE).percent == pytest.approx(100 * 13 / 15)
    assert [text.facts["source"] for text in told] == ["№ 15 үзінді"]


def test_it_is_taken_off_again_from_the_menu(page: Seat) -> None:
    test_a_work_of_another_school_stands_in_its_cell_counts_and_is_explained(page)

    answering(QMenu, lambda _menu: press("Up", "Return"))
    press("Shift+F10")

    assert row(page, SANZHAR).imported == ()


def test_an_extract_without_number_is_not_taken(page: Seat) -> None:
    page.stands_on(SANZHAR, page.register.page.works[TERM].key)
    seen: list[bool] = []

    answering(
        BringDialog,
        lambda d: (fills(*EXTRACT[:4], "Return"), seen.append(d.isVisible()), d.reject()),
    )
    press("Ctrl+Shift+B")

    assert seen == [True]
    assert row(page, SANZHAR).imported == ()


def test_an_action_on_a_work_says_where_it_belongs(page: Seat) -> None:
    page.stands_on(NURISLAM)

    press("Ctrl+Shift+G")

    assert page.said == "Алдымен жиынтық жұмыстың бағанына өтіңіз."
