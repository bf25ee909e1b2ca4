"""The year of a class that is kept: after every change it is the year that one reads anew."""

from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from school_desk.errors import DeskError
from school_desk.events import Committed
from school_desk.intents import Form
from school_desk.journal.model import MarkKind
from school_desk.journal.page_cache_service import MANY
from school_desk.journal.past_mark_store import PastKey, PastMark, save_past_mark
from school_desk.journal.year_model import Decision, ExamKind, Outcome
from school_desk.journal.year_reader import YearReader
from school_desk.school.model import PersonName, TimetableSlot
from tests.journal.school_year import OCTOBER, school_year

JUNE = datetime(2027, 6, 10, 9, 0, tzinfo=UTC)
WHY = "Педагогикалық кеңестің шешімі"
ORDER = "47-н", date(2027, 5, 28)
TERMS = (1, 2, 3, 4)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Class 6 with algebra marked in all four terms, the first two closed, and exams."""
    with school_year(tmp_path_factory.mktemp("year")) as year:
        year.now(JUNE)
        for term in TERMS:
            page = year.page("algebra", term)
            year.plan(page, MarkKind.TERM_SUMMATIVE, 1, 20, page.columns[-3].date)
            page = year.page("algebra", term)
            year.types(page, page.columns[0].key, "9", "8", "5")
            year.types(page, page.works[0].key, "17", "14", "6")
            if term < 3:
                year.desk.closing.close([(page.head.group, page.head.subject, term)], WHY)
        year.desk.rules.change("kz-2025", "exam_year_levels", "6, 9, 11")
        yield year


@pytest.fixture
def year(made):
    mark = made.desk.undoable().work
    yield made
    made.now(JUNE)
    take_back(made, mark)


def take_back(year, mark):
    while year.desk.undoable().work > mark:
        year.desk.undo(Form())


def classes(year):
    return {one.year_level: one for one in year.desk.school.class_groups()}


def kept(year, year_level=6):
    return year.desk.year_end.of_class(classes(year)[year_level].id)


def read_anew(year, year_level=6):
    ground = year.desk._ground
    reader = YearReader(ground.workplace, ground.pages, ground.calendar, ground.person)
    return reader.of_class(year.desk._storage.db, classes(year)[year_level])


def asked(year, act):
    """The statements that an act runs."""
    found = []
    db = year.desk._storage.db
    db.set_trace_callback(found.append)
    act()
    db.set_trace_callback(None)
    return found


def pages_read(statements):
    return [one for one in statements if "FROM summative" in one]


def exam(year, text="4", line=0, kind=ExamKind.EXAM):
    found = kept(year)
    place = found.class_group, found.lines[line].pupil.id, year.subjects["algebra"]
    year.desk.year_end.put_exam(*place, kind, text)


def decide(year, line=0):
    found = kept(year)
    decided = {found.lines[line].pupil.id: Decision(Outcome.TRANSFERRED, *ORDER)}
    year.desk.year_end.decide(found.class_group, decided)


@pytest.mark.parametrize("act", [exam, decide])
def test_an_exam_or_a_decision_reads_no_page_again(year, act):
    kept(year)
    act(year)

    statements = asked(year, lambda: kept(year))

    assert statements
    assert not pages_read(statements)
    assert kept(year) == read_anew(year)


def test_a_mark_reads_the_pages_of_its_class_alone(year):
    kept(year)
    kept(year, 1)
    page = year.page("algebra", 3)
    year.types(page, page.columns[1].key, "7")

    assert not pages_read(asked(year, lambda: kept(year, 1)))
    assert pages_read(asked(year, lambda: kept(year)))


def test_a_new_day_reads_the_pages_again(year):
    page = year.page("history")
    year.types(page, page.columns[0].key, "9")
    year.now(OCTOBER)
    assert history(year).mark is None

    year.now(JUNE)

    assert history(year).mark == 5
    assert kept(year) == read_anew(year)


def history(year):
    found = kept(year)
    place = [one.subject for one in found.columns].index(year.subjects["history"])
    return found.lines[0].cells[place].periods[0]


def test_many_changes_at_once_are_seen(year):
    kept(year)
    heard = []
    unsubscribe = year.desk.events.subscribe(Committed, lambda one: heard.extend(one.changes))
    for term, first in product((3, 4), (5, 7)):
        page = year.page("algebra", term)
        for column in page.columns:
            year.types(page, column.key, *map(str, range(first, first + 3)))
    unsubscribe()

    assert len(heard) > MANY
    assert kept(year) == read_anew(year)


# What people do at the end of a year, and what shows there. Each act takes two numbers.


def _mark(year, term, line):
    page = year.page("algebra", TERMS[term])
    place = page.columns[2].key if line else page.works[0].key
    year.desk.journal.put(page, place, page.rows[line].pupil.id, str(3 + term))


def _exam(year, text, line):
    exam(year, ("2", "4", "23/30", "")[text], line)


def _resit(year, text, line):
    exam(year, ("3", "5", "", "12/30")[text], line, ExamKind.RESIT)


def _decide(year, _n, line):
    decide(year, line)


def _close(year, term, _line):
    page = year.page("algebra", TERMS[term])
    year.desk.closing.close([(page.head.group, page.head.subject, TERMS[term])], WHY)


def _reopen(year, term, _line):
    page = year.page("algebra", TERMS[term])
    year.desk.closing.reopen((page.head.group, page.head.subject, TERMS[term]), WHY)


def _past(year, half, line):
    pupil = year.page("history").rows[line].pupil.id
    part = year.desk.year_end._part(classes(year)[6].id)
    key = PastKey(pupil, "2026-27", year.subjects["history"], f"half_year/{1 + half % 2}")
    with year.desk._storage.begin("Put exam mark", actor=year.desk.account.id) as work:
        save_past_mark(work, part, key, PastMark(3 + half % 2, None, "№ 12"))


def _rename(year, _n, line):
    group = classes(year)[6].id
    pupil = year.desk.school.pupils(group)[line].pupil
    name = PersonName("Яңа", pupil.name.given)
    year.desk.school.correct_pupil(group, pupil.id, name, None)


def _rule(year, n, _line):
    key, value = (("exam_weight", "40"), ("year_input", "mean"))[n % 2]
    year.desk.rules.change("kz-2025", key, value)


def _tutor(year, _n, _line):
    year.desk.school.appoint_form_tutor(classes(year)[6].id, year.desk.account.id)


def _lesson(year, weekday, line):
    group, subject = year.groups[6], year.subjects["history"]
    place = TimetableSlot(0, weekday, 50 + line, group, subject, year.desk.account.id)
    year.desk.school.place(place)


def _undo(year, _n, _line):
    year.desk.undo(Form())


ACTS = (_mark, _exam, _resit, _decide, _close, _reopen, _past, _rename, _rule, _tutor, _lesson)
STEPS = st.lists(
    st.tuples(st.sampled_from((*ACTS, _undo)), st.integers(0, 3), st.integers(0, 2)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_the_year_that_is_kept_is_the_year_read_anew(made, steps):
    mark = made.desk.undoable().work
    for act, n, line in steps:
        if act is _undo and made.desk.undoable().work <= mark:
            continue
        with suppress(DeskError):
            act(made, n, line)
        assert kept(made) == read_anew(made)
        assert kept(made, 1) == read_anew(made, 1)
    take_back(made, mark)
    assert kept(made) == read_anew(made)


@pytest.mark.parametrize("act", ACTS)
def test_each_act_of_the_property_does_something(year, act):
    before = year.desk.undoable().work
    for n in range(4):
        with suppress(DeskError):
            act(year, n, 1)

    assert year.desk.undoable().work > before
