"""Marks of earlier terms: typed or taken from a list, never beside own ones; they count."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from school_desk.access.model import NotAllowedError
from school_desk.app import Entrance
from school_desk.intents import Form
from school_desk.journal.page_reader import PageReader
from school_desk.journal.past_mark_model import YEAR_MARK, NewPastMark, PastKey, PastMark
from school_desk.journal.past_mark_reading_rules import period_of, period_words, year_of
from school_desk.journal.past_mark_rules import (
    NoSourceError,
    OwnMarksError,
    PastMarkError,
    PeriodAheadError,
    parse_past,
)
from school_desk.journal.past_mark_service import PastMarkService
from school_desk.journal.plan import NoRuleSetError, Plans
from school_desk.journal.shipped import rulesets
from school_desk.journal.summary_model import Outcome
from school_desk.journal.thematic_topics_service import PlannedTopics
from school_desk.paths import SchoolFolder
from school_desk.school.guardian_rules import NotOfThisClassError
from school_desk.school.model import NewPupil, PersonName, Teaching
from tests.journal.small_desk import HEAD, PASSWORD, TEACHER

YEAR, SOURCE = "2026-27", "28.10.2026 № 12 үзінді"
FOUR = PastMark(4, None, SOURCE)
NOVEMBER = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def head(school):
    """The head in November: the first term is over, nothing was written in it here."""
    entrance = Entrance(SchoolFolder(school.folder), now=lambda: NOVEMBER)
    desk = entrance.sign_in(HEAD, PASSWORD)
    yield desk
    desk.close()
    entrance.close()


def pupils(desk, school):
    return [member.pupil.id for member in desk.school.pupils(school.class_group)]


def written(path, *rows):
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1-тоқсан", "term/1"),
        ("III четверть", "term/3"),
        (4, "term/4"),
        ("2 полугодие", "half_year/2"),
        ("1-жартыжылдық", "half_year/1"),
        ("Годовая", YEAR_MARK),
        ("5-тоқсан", None),
        ("қыс", None),
    ],
)
def test_periods_are_read_in_usual_words(text, period) -> None:
    assert period_of(str(text)) == period
    assert period is None or period_of(period_words(period)) == period


def test_a_school_year_is_two_years_that_follow() -> None:
    assert [year_of(text) for text in ("2025-26", "2025–2026", "2025/26", "2025-27", "жоқ")] == [
        *["2025-26"] * 3,
        None,
        None,
    ]


@pytest.mark.parametrize("text", ["6", "1", "-", "бес", "=5"])
def test_what_no_scale_has_is_refused(text) -> None:
    with pytest.raises(PastMarkError):
        parse_past(text, SOURCE)


def test_a_mark_needs_its_paper() -> None:
    with pytest.raises(NoSourceError):
        parse_past("5", " ")


def test_a_term_without_a_register_has_marks_in_the_summary(head, school) -> None:
    one, other, _third = pupils(head, school)
    key = PastKey(one, YEAR, school.subject, "term/1")
    before = head.summaries.of_class(school.class_group, 1)

    head.past_marks.put(school.class_group, key, FOUR)
    summary = head.summaries.of_class(school.class_group, 1)
    own = head.summaries.of_teacher(school.teacher, 1)

    entries = {line.pupil.id: line.entries[0] for line in summary.lines}
    assert before.total.counts.marked == 0
    assert (entries[one].outcome, entries[one].elsewhere) == (Outcome.FOUR, True)
    assert not entries[other].elsewhere
    assert summary.total.counts.four == own.total.counts.four == 1
    assert summary.total.indicators(summary.rules).quality is not None
    head.undo(Form())
    assert head.summaries.of_class(school.class_group, 1).total.counts.marked == 0


def test_the_register_here_counts_and_nothing_beside_it(school) -> None:
    with school.taken_by(TEACHER) as teacher:
        page = school.page(teacher)
        one = page.rows[0].pupil.id
        teacher.journal.put(page, page.columns[0].key, one, "9")
    with school.taken_by(HEAD) as head:
        key = PastKey(one, YEAR, school.subject, "term/1")
        with pytest.raises(OwnMarksError):
            head.past_marks.put(school.class_group, key, FOUR)
        grid = head.past_marks.of_term(school.class_group, 1)
        place = [column.subject for column in grid.columns].index(school.subject)

        assert {line.pupil.id: line.cells[place].own for line in grid.lines}[one]
        assert all(cell.past is None for line in grid.lines for cell in line.cells)


@pytest.mark.parametrize(
    "key",
    [
        PastKey(0, YEAR, 0, "term/4"),
        PastKey(0, YEAR, 0, "term/9"),
        PastKey(0, YEAR, 0, "тоқсан"),
        PastKey(0, "2027-28", 0, YEAR_MARK),
    ],
)
def test_a_period_ahead_is_refused(head, school, key) -> None:
    one = pupils(head, school)[0]
    with pytest.raises(PeriodAheadError):
        head.past_marks.put(
            school.class_group, PastKey(one, key.year, school.subject, key.period), FOUR
        )


def test_year_marks_of_earlier_years_are_kept(head, school) -> None:
    one = pupils(head, school)[0]
    head.past_marks.put(
        school.class_group, PastKey(one, "2024-25", school.subject, YEAR_MARK), FOUR
    )

    grid = head.past_marks.of_year(school.class_group, "2024-25")

    assert [cell.past for line in grid.lines for cell in line.cells if cell.past] == [FOUR]


def test_a_form_tutor_writes_of_the_own_class_only(school) -> None:
    with school.taken_by(HEAD) as head:
        head.school.import_pupils([NewPupil(PersonName("Бөтен", "Бала"), 9)], date(2026, 9, 1))
        ninth = next(one.id for one in head.school.class_groups() if one.year_level == 9)
        stranger = head.school.pupils(ninth)[0].pupil.id
    with school.taken_by(TEACHER) as tutor:
        one = pupils(tutor, school)[0]
        past = tutor.past_marks
        past.put(school.class_group, PastKey(one, "2025-26", school.subject, YEAR_MARK), FOUR)
        tutor.undo(Form())
        with pytest.raises(NotAllowedError):
            past.of_year(ninth, "2025-26")
        with pytest.raises(NotOfThisClassError):
            past.put(
                school.class_group, PastKey(stranger, "2025-26", school.subject, YEAR_MARK), FOUR
            )
        with pytest.raises(NotAllowedError):
            past.import_marks([])


HEADINGS = ("Сынып", "Тегі", "Аты", "Пән", "Оқу жылы", "Кезең", "Баға", "Негізі")


def test_all_problems_of_a_file_at_once(head, tmp_path) -> None:
    path = written(
        tmp_path / "marks.xlsx",
        HEADINGS,
        ("6А", "Әбіш", "Дана", "physics", None, "1-тоқсан", 5, SOURCE),
        ("9Я", "Әбіш", "Дана", "physics", None, "1-тоқсан", 5, SOURCE),
        ("6А", "Жоқ", "Дана", "physics", None, "1-тоқсан", 5, SOURCE),
        ("6А", "Ермек", "Дана", "магия", "2025", "қыс", 6, None),
        ("6А", "Ермек", "Дана", "physics", "2024-25", "2-тоқсан", 4, SOURCE),
        ("6А", "Әбіш", "Дана", "physics", None, 1, 4, SOURCE),
        ("6А", "Қайрат", "Дана", "physics", None, "4-тоқсан", "=2+2", SOURCE),
    )

    read = head.list_files.marks.read(path)

    places = {(one.row, one.column) for one in read.errors}
    assert places == {
        *((3, "A"), (4, "B"), (5, "D"), (5, "E"), (5, "F"), (5, "H")),
        *((6, "F"), (7, ""), (8, "G")),
    }
    assert len(read.values) == 1


def test_a_list_is_one_step_and_comes_out_as_it_went_in(head, school, tmp_path) -> None:
    path, again = tmp_path / "marks.xlsx", tmp_path / "again.xlsx"
    written(
        path,
        HEADINGS,
        ("6А", "Әбіш", "Дана", "Physics", None, "1-тоқсан", 5, SOURCE),
        ("6А", "Ермек", "Дана", "physics", "2025-2026", "жылдық", "сынақ", SOURCE),
    )
    files = head.list_files.marks

    assert files.take(files.read(path), lambda _done, _all: None) == 2
    kept = head.past_marks.all_marks()
    files.export(again, "ru")
    read = files.read(again)

    assert {one.new for one in read.values} == {
        NewPastMark(key, past, school.class_group) for _group, _p, _s, key, past in kept
    }
    head.undo(Form())
    assert head.past_marks.all_marks() == ()


@pytest.fixture
def unruled(head, school):
    """Physics is closed and keeps its rules; for chemistry nobody has chosen any."""
    head.school.assign(Teaching(school.group, school.other_subject, school.teacher))
    head.closing.close([(school.group, school.subject, 1)], "Журнал қағазда жүргізілді")
    sets = [replace(one, valid_from=date(2030, 9, 1), valid_to=None) for one in rulesets()]
    at, calendar, keys = head.past_marks._at, head.school.calendar, head._storage.keys
    plans = Plans(sets, calendar, keys.key, lambda _db, _account: None)
    pages = PageReader(at, plans.plan, plans.name, PlannedTopics(lambda _day: 1))
    return PastMarkService(at, pages, calendar)


def test_only_the_pages_without_rules_are_refused(unruled, head, school) -> None:
    one = pupils(head, school)[0]
    key = PastKey(one, YEAR, school.other_subject, "term/1")

    grid = unruled.of_term(school.class_group, 1)

    assert [column.subject for column in grid.columns] == [school.subject]
    assert isinstance(unruled.problem(NewPastMark(key, FOUR, school.class_group)), NoRuleSetError)
    with pytest.raises(NoRuleSetError):
        unruled.put(school.class_group, key, FOUR)
    closed = replace(key, subject=school.subject)
    assert unruled.problem(NewPastMark(closed, FOUR, school.class_group)) is None


def test_a_class_without_any_rules_is_refused_in_words(unruled, head, school) -> None:
    head.closing.reopen((school.group, school.subject, 1), "Түзету")

    with pytest.raises(NoRuleSetError):
        unruled.of_term(school.class_group, 1)
