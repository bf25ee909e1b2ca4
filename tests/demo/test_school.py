"""The demo school is whole, and its page of 6 «А» is the page that the pictures show."""

from datetime import date, datetime
from fractions import Fraction

import pytest

from school_desk.app import Desk, Entrance
from school_desk.demo.plan import prepared_page
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.demo.school import DEMO_NOW, make_demo
from school_desk.journal.model import RegisterPage, Standing
from school_desk.paths import SchoolFolder

MARKS = (4, 4, 3, None, 5, 3, 4, None, 4, 5, 4, 3, 4, 5, 3, 4, 5)
ROUNDED = (65, 84, 48, None, 85, 59, 77, None, 82, 86, 74, 61, 78, 99, 53, 71, 85)
MARKED = {28: 9, 29: 6, 30: 5, 1: 5, 2: 7, 5: 4, 6: 4, 7: 5, 8: 5, 9: 5, 12: 5, 14: 6, 15: 7}
MARKED |= {16: 7, 19: 5, 21: 9, 22: 4}


@pytest.fixture(scope="module")
def entrance(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    found = Entrance(SchoolFolder(folder), now=lambda: DEMO_NOW)
    make_demo(found).close()
    yield found
    found.close()


@pytest.fixture
def head(entrance):
    desk = entrance.sign_in("Сәуле Бекқызы", DEMO_PASSWORD)
    yield desk
    desk.close()


@pytest.fixture
def gulnar(entrance):
    desk = entrance.sign_in("Гүлнар Серікқызы", DEMO_PASSWORD)
    yield desk
    desk.close()


def page_of_the_picture(desk: Desk) -> RegisterPage:
    lessons = desk.school.lessons_of(desk.account.id, desk.today())
    return desk.journal.open_page(lessons[1].group, lessons[1].subject, 1)


def test_whole_file_verifies(head):
    assert head.verify() == ()


def test_timetable_meets_itself_nowhere(head):
    assert head.school.clashes() == ()


def test_marks_of_6a_are_those_of_the_picture(gulnar):
    page = page_of_the_picture(gulnar)

    assert tuple(row.result.mark for row in page.rows) == MARKS
    assert tuple(row.result.rounded for row in page.rows) == ROUNDED


def test_works_missed_stand_as_in_the_picture(gulnar):
    rows = page_of_the_picture(gulnar).rows

    assert rows[3].result.standing is Standing.PENDING
    assert rows[7].result.standing is Standing.MUST_SIT


def test_columns_of_6a_have_the_statistics_of_the_picture(gulnar):
    page = page_of_the_picture(gulnar)
    late = [c for c in page.columns if date(2026, 9, 28) <= c.date <= date(2026, 10, 22)]

    counted = {c.date.day: gulnar.journal.statistics(page, c.key) for c in late}

    assert {day: found.n for day, found in counted.items() if found.n} == MARKED
    assert counted[28].average == Fraction(66, 9)


def test_class_6a_has_exactly_the_pupils_of_the_prepared_page(gulnar):
    page = page_of_the_picture(gulnar)

    prepared = [line.pupil.name for line in prepared_page()]

    assert [row.pupil.name for row in page.rows] == prepared


def test_thursday_of_the_picture_has_its_five_lessons(gulnar):
    lessons = gulnar.school.lessons_of(gulnar.account.id, gulnar.today())

    lines = gulnar.journal.lines(gulnar.account.id, lessons)

    assert [(line.class_label, line.subject_names["kk"]) for line in lines] == [
        ("7", "Алгебра"),
        ("6 «А»", "Математика"),
        ("2", "Математика"),
        ("4", "Математика"),
        ("9", "Геометрия"),
        ("6 «А»", "Сынып сағаты"),
    ]
    assert [line.held for line in lines] == [True, True, False, False, False, False]
    assert lines[1].topic == "Тура және кері пропорционалдық тәуелділік"
    assert lines[4].topic == ""


def test_nothing_that_the_demo_wrote_can_be_undone(gulnar):
    assert gulnar.undoable() is None


@pytest.mark.parametrize(("pupils", "years", "classes"), [(40, 2, 9), (230, 1, 18)])
def test_school_with_earlier_years_or_more_classes_is_whole(tmp_path, pupils, years, classes):
    entrance = Entrance(SchoolFolder(tmp_path), now=lambda: DEMO_NOW)
    now = datetime(2026, 9, 1, 12, tzinfo=DEMO_NOW.tzinfo)
    desk = make_demo(entrance, pupils=pupils, years=years, now=now)

    assert desk.verify() == ()
    assert len(desk.school.class_groups()) == classes
    assert desk.school.clashes() == ()
    desk.close()
    entrance.close()


def test_nobody_has_an_iin(head):
    assert head.school.known_iins() == frozenset()


def test_pupils_are_of_the_age_of_their_class(head):
    for pupil in head.school.known_pupils():
        months = (2026 - pupil.birth_date.year) * 12 + 9 - pupil.birth_date.month

        assert 12 * (pupil.year_level + 5) <= months <= 12 * (pupil.year_level + 6)


def test_same_seed_makes_the_same_people_and_marks(tmp_path):
    def made(name, seed):
        (tmp_path / name).mkdir()
        entrance = Entrance(SchoolFolder(tmp_path / name), now=lambda: DEMO_NOW)
        now = datetime(2026, 9, 4, 12, tzinfo=DEMO_NOW.tzinfo)
        desk = make_demo(entrance, pupils=40, seed=seed, now=now)
        group = desk.school.teaching_groups()[6].id
        subject = next(one for one in desk.school.subjects() if one.code == "kazakh").id
        page = desk.journal.open_page(group, subject, 1)
        desk.close()
        entrance.close()
        return [(r.pupil.name, sorted(r.marks.values()), sorted(r.signs)) for r in page.rows]

    first = made("first", 7)

    assert made("second", 7) == first
    assert made("third", 8) != first
