"""A printed register page tells of works of another school and of own days."""

from school_desk.documents.voices import one_line, voices_of
from school_desk.journal.model import ImportedWork, MarkKind, Sitting
from school_desk.journal.register_paper import notes_of, work_cell
from school_desk.school.model import Absence
from tests.journal.pages import PAGE, SECOND, THURSDAY, page_with

UNIT, TERM = PAGE.works
BROUGHT = ImportedWork(MarkKind.UNIT_SUMMATIVE, 1, 13, 20, "№ 15 үзінді")


def test_points_of_another_school_have_a_star_and_their_own_maximum() -> None:
    page = page_with(imported=(BROUGHT,))

    assert work_cell(page, page.rows[0], UNIT, {}).text == "13/20*"
    assert work_cell(page, page.rows[1], UNIT, {}).text == ""


def test_points_written_here_stand_before_those_of_another_school() -> None:
    page = page_with(imported=(BROUGHT,), marks={UNIT.key: 9})

    assert work_cell(page, page.rows[0], UNIT, {}).points == 9
    assert notes_of(page, voices_of("kk")) == ()


def test_the_notes_name_the_extract_and_the_own_day_in_both_languages() -> None:
    sitting = {7: Sitting(THURSDAY, "ауру")}
    away = page_with(signs={SECOND: Absence.ILL}, sittings=sitting)

    brought = notes_of(page_with(imported=(BROUGHT,)), voices_of("both"))
    own = notes_of(away, voices_of("kk"))

    assert [words for _n, _row, words in brought] == [
        (
            "* БЖБ 1 басқа мектептен: 13 / 20, № 15 үзінді.",
            "* СОР 1 из другой школы: 13 из 20, № 15 үзінді.",
        )
    ]
    said = [one_line(words) for _n, _row, words in own]
    assert said == ["БЖБ 1: жеке кесте бойынша 15.10.2026 (ауру)."]
