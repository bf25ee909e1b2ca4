"""The next school year begins: once, as one step, undoable; last year stays as it was."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from school_desk.intents import Form
from school_desk.school.model import PersonName
from school_desk.school.movement_model import MovementKind, NewMovement, Order
from school_desk.school.rollover_model import Choices, Fate
from school_desk.school.rollover_rules import RolloverRefusedError
from school_desk.school.year_rules import YearOverError, YearUnknownError
from tests.school.ending_year import HEAD, IN_TERM, TEACHER, make_ending_year

LAST, NEXT = "2025-26", "2026-27"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_ending_year(tmp_path_factory.mktemp("ending"))


@pytest.fixture
def school(made, tmp_path):
    shutil.copytree(made.folder, tmp_path / "school")
    return replace(made, folder=tmp_path / "school", moment=datetime(2026, 6, 20, 9, tzinfo=UTC))


@pytest.fixture
def desk(school):
    with school.taken_by(HEAD) as head:
        yield head


def classes(desk):
    """Each class of the year with the given names of its pupils."""
    return {
        one.label: [member.pupil.name.given for member in desk.school.pupils(one.id)]
        for one in desk.school.class_groups()
    }


def rows(desk, query):
    return desk._storage.db.execute(query).fetchall()


def test_everyone_goes_where_the_council_has_decided(school, desk):
    school.ready(desk, Ерасыл="repeats", Дана="extra_work")

    desk.rollover.begin(NEXT, Choices(stays=frozenset([school.rows["Жібек"]])))

    assert desk.year == NEXT
    assert classes(desk) == {
        "1 «А»": [],
        "2 «А»": ["Айбек", "Балжан"],
        "5": ["Гауһар"],
        "6 «А»": ["Ерасыл"],
        "7 «А»": ["Дана"],
        "10 «А»": ["Жібек"],
    }


def test_who_finishes_has_a_movement_with_the_order_and_nobody_else_has(school, desk):
    school.ready(desk)

    desk.rollover.begin(NEXT, Choices(why="мектепті бітірді"))

    found = rows(desk, "SELECT pupil, kind, day, order_number, order_date, reason FROM movement")
    facts = ("leave", "2026-06-05", "17", "2026-06-05", "мектепті бітірді")
    gone = ("Жібек", "Заңғар", "Инжу")
    assert sorted(found) == sorted((school.rows[name], *facts) for name in gone)


def test_who_has_left_in_summer_is_in_no_plan(school, desk):
    school.ready(desk)
    with desk._storage.begin("Leave") as work:
        pupil = school.rows["Дана"]
        (row,) = work.db.execute("SELECT row FROM membership WHERE pupil = ?", (pupil,)).fetchone()
        work.put("membership", row, ends="2026-07-10")

    desk.rollover.begin(NEXT)

    assert classes(desk)["7 «А»"] == ["Ерасыл"]
    assert str(desk.years.path_of(school.rows["Дана"])[-1].until) == "2026-07-10"


def test_teachers_and_form_tutor_go_on_within_a_stage_only(school, desk):
    school.ready(desk)

    desk.rollover.begin(NEXT)

    tutors = {one.label: one.form_tutor for one in desk.school.class_groups()}
    teacher = school.rows["teacher"]
    assert tutors == {"1 «А»": None, "2 «А»": teacher, "5": None, "7 «А»": teacher}
    of = {one.id: one.class_group for one in desk.school.teaching_groups()}
    labels = {one.id: one.label for one in desk.school.class_groups()}
    taught = {(labels[of[one.group]], one.subject): one.teacher for one in desk.school.teachings()}
    assert taught["7 «А»", school.rows["mathematics"]] == teacher
    assert taught["1 «А»", school.rows["music"]] is None
    assert not any(label == "5" for label, _subject in taught)
    assert desk.school.timetable() == ()


def test_everything_that_stands_against_it_is_said_at_once(school, desk):
    school.close_all(desk, but=lambda key: key == "term/4")
    school.moment = IN_TERM

    plan = desk.rollover.plan()

    said = [str(problem.msgid) for problem in plan.problems]
    undecided = sum("decision is missing" in one for one in said)
    assert said[0] == "School year {year} goes on until {day:short}."
    assert sum("not closed" in one for one in said) == 5
    assert undecided == len(plan.goings) == 8
    with pytest.raises(RolloverRefusedError) as refusal:
        desk.rollover.begin(NEXT)
    assert refusal.value.problems == plan.problems
    assert desk.year == LAST
    assert rows(desk, "SELECT count(*) FROM class_group WHERE year = '2026-27'") == [(0,)]


def test_a_class_that_waits_with_other_pupils_is_a_problem(school, desk):
    school.ready(desk)
    with desk._storage.begin("Prepare") as work:
        part = desk._ground.workplace.partitions.school_wide
        born = {"year": NEXT, "year_level": 7, "letter": "А", "language": "kk"}
        row = work.born("class_group", part, **born)
        stranger = work.new("pupil", part, surname="Бөтен", given="Бала")
        work.born("membership", part, pupil=stranger, class_group=row)

    with pytest.raises(RolloverRefusedError) as refusal:
        desk.rollover.begin(NEXT)

    assert "has other pupils already" in refusal.value.problems[0].msgid
    assert refusal.value.problems[0].facts["pupils"] == "Бөтен Бала"


def test_who_is_enrolled_in_the_new_class_1_stays_there(school, desk):
    school.ready(desk)
    with desk._storage.begin("Prepare") as work:
        part = desk._ground.workplace.partitions.school_wide
        born = {"year": NEXT, "year_level": 1, "letter": "А", "language": "ru"}
        row = work.born("class_group", part, **born)
        newcomer = work.new("pupil", part, surname="Жаңа", given="Бала")
        work.born("membership", part, pupil=newcomer, class_group=row, starts="2026-09-01")

    desk.rollover.begin(NEXT)

    assert classes(desk)["1 «А»"] == ["Бала"]
    assert next(o.language for o in desk.school.class_groups() if o.year_level == 1) == "ru"


def test_running_it_twice_does_nothing_more(school, desk):
    school.ready(desk)
    desk.rollover.begin(NEXT)
    works = rows(desk, "SELECT max(work) FROM work")

    assert desk.rollover.begin(NEXT) is None
    assert rows(desk, "SELECT max(work) FROM work") == works


def test_it_can_be_undone_and_done_again(school, desk):
    school.ready(desk)
    before = classes(desk)
    desk.rollover.begin(NEXT)
    after = classes(desk)

    desk.undo(Form())

    assert desk.year == LAST
    assert classes(desk) == before
    assert rows(desk, "SELECT count(*) FROM movement WHERE alive") == [(0,)]
    assert rows(desk, "SELECT count(*) FROM membership WHERE alive AND ends NOT NULL") == [(0,)]

    desk.redo(Form())

    assert (desk.year, classes(desk)) == (NEXT, after)
    assert desk.verify() == ()


def test_after_undo_it_begins_anew_by_what_is_decided_then(school, desk):
    school.ready(desk)
    desk.rollover.begin(NEXT)
    desk.undo(Form())
    school.decide(desk, Дана="repeats")

    desk.rollover.begin(NEXT)

    assert classes(desk)["6 «А»"] == ["Дана"]
    assert classes(desk)["7 «А»"] == ["Ерасыл"]
    assert len(rows(desk, "SELECT pupil FROM movement WHERE alive")) == 3


def test_the_page_of_last_year_prints_as_it_did(school, desk, tmp_path):
    place = school.rows["group 6А"], school.rows["mathematics"], 1
    school.ready(desk)
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    desk.papers.register_page(*place, "kk", "pdf", before)
    summary = desk.summaries.of_class(school.rows["6А"], 1)

    desk.rollover.begin(NEXT)

    past = desk.in_year(LAST)
    past.papers.register_page(*place, "kk", "pdf", after)
    assert after.read_bytes() == before.read_bytes()
    page = past.journal.open_page(*place)
    assert [row.points(page.columns[0].key) for row in page.rows] == [9, None]
    assert past.summaries.of_class(school.rows["6А"], 1) == summary
    assert classes(past)["6 «А»"] == ["Дана", "Ерасыл"]


def test_nothing_is_written_in_a_year_that_is_over(school):
    with school.taken_by(HEAD) as head:
        school.ready(head)
        head.rollover.begin(NEXT)
    with school.taken_by(TEACHER) as teacher:
        past = teacher.in_year(LAST)
        page = past.journal.open_page(school.rows["group 6А"], school.rows["mathematics"], 1)
        cell = page.columns[0].key, page.rows[0].pupil.id, "8"

        with pytest.raises(YearOverError):
            past.journal.put(page, *cell)
        with pytest.raises(YearOverError):
            past.undo(Form())
        with pytest.raises(YearOverError):  # the mark of last year
            teacher.undo(Form())
        assert isinstance(teacher.why_not("Put mark", page.form.scope), YearOverError)
        assert not past.may("Put mark", page.form.scope)
        assert past.journal.open_page(page.head.group, page.head.subject, 1).rows == page.rows
        assert past.today() == past.school.calendar().terms[-1].ends


def test_a_movement_of_a_year_that_is_over_is_not_taken_back(school, desk):
    pupil = school.rows["Дана"]
    wanted = NewMovement(MovementKind.LEAVE, date(2026, 6, 15), None, Order())
    movement = desk.movements.leave(pupil, wanted)
    school.ready(desk)
    desk.rollover.begin(NEXT)
    before = desk.years.path_of(pupil)

    with pytest.raises(YearOverError, match="2025–2026"):
        desk.movements.take_back(movement)

    assert desk.years.path_of(pupil) == before
    assert [one.row for one in desk.movements.card(pupil).movements] == [movement]


def test_the_year_that_is_over_can_still_be_archived(school, desk, tmp_path):
    school.ready(desk)
    desk.rollover.begin(NEXT)
    past = desk.in_year(LAST)
    out = tmp_path / "year.zip"

    wish = past.archive_papers.wish(school.rows["6А"], "kk", None)
    count = past.archive_papers.write(wish, out, lambda _done, _total: None)

    assert count
    assert out.stat().st_size
    assert [one.plain for one in desk.archives.taken_out()] == [True]


def test_only_years_of_the_file_can_be_looked_back_at(desk):
    assert desk.in_year(LAST) is desk

    with pytest.raises(YearUnknownError) as refusal:
        desk.in_year("2019-20")

    assert refusal.value.facts == {"year": "2019-20", "years": "—"}


def test_the_path_of_a_pupil_leads_through_the_years(school, desk):
    school.ready(desk)
    desk.rollover.begin(NEXT)

    path = desk.years.path_of(school.rows["Дана"])

    edges = [(one.year, one.class_group.label, str(one.since), str(one.until)) for one in path]
    assert edges == [
        (LAST, "6 «А»", "2025-09-01", "2026-08-31"),
        (NEXT, "7 «А»", "2026-09-01", "None"),
    ]


def test_a_new_pupil_of_the_new_year_lands_in_its_classes(school, desk):
    school.ready(desk)
    desk.rollover.begin(NEXT)
    first = next(one for one in desk.school.class_groups() if one.year_level == 1)

    desk.school.add_pupil(first.id, PersonName("Жаңа", "Бала"), None)

    assert classes(desk)["1 «А»"] == ["Бала"]
    assert desk.rollover.plan().count(Fate.UNDECIDED) == 6
