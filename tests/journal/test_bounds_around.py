"""A teacher with numbers of another class reaches nothing that is kept around the register."""

import inspect
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.access.staff_model import NewStaff, StaffFile
from school_desk.errors import DeskError
from school_desk.inclusion.model import Purpose
from school_desk.intents import Form, Scope
from school_desk.journal.closing_model import ClosedMark
from school_desk.journal.history_model import RowPlace
from school_desk.journal.model import Standing
from school_desk.journal.past_mark_model import PastKey, PastMark
from school_desk.late_services import LateServices
from school_desk.nutrition.headcount_model import DayCount
from school_desk.nutrition.shipped import sittings
from school_desk.school.guardian_model import Guardian, Relation
from school_desk.school.list_model import ListEntry
from school_desk.school.model import NewPupil, PersonName
from school_desk.school.movement_model import MovementKind, NewMovement, Order
from tests.journal.small_desk import HEAD, NOW, TEACHER
from tests.journal.two_classes import NOBODY, make_two_classes

TODAY = NOW.date()
MOTHER = Guardian(PersonName("Бекетова", "Әсел"))
LEAVING = NewMovement(MovementKind.LEAVE, TODAY, None, Order("1", TODAY))
AROUND = (
    *("closing", "year_end", "past_marks", "lists", "staff", "guardians", "substitutions"),
    *("movements", "subgroups", "joining", "archives", "rollover", "years", "reports", "hours"),
    *("class_sets", "fet", "timetable_lists", "curriculum", "calendars", "bells", "timetable"),
    *("consents", "privacy", "retention", "persons", "looks", "row_history"),
    *("support_notes", "health_notes", "eating", "headcount", "products", "cards"),
    *("menus", "requisitions", "stock", "meal_month", "log_norms", "meal_norms", "kitchen"),
)
OPEN = frozenset(
    (
        # What every teacher may read: days, bells, the week, subgroups, hours, names of years.
        *("calendars.change_needs", "calendars.divided", "calendars.fresh_code"),
        *("calendars.is_known", "calendars.law_holidays", "calendars.next_year"),
        *("calendars.problems", "calendars.propose", "calendars.read"),
        *("calendars.write", "calendars.year", "calendars.years", "bells.bells", "bells.shifts"),
        *("bells.shift_of", "bells.fresh_code", "timetable.week", "class_sets.sets"),
        *("subgroups.of_class", "subgroups.propose", "curriculum.of_class", "years.past"),
        *("curriculum.of_school", "curriculum.planned", "curriculum.standard", "lists.kinds"),
        *(
            "hours.held",
            "years.accept_past",
            "movements.year_days",
            "movements.usual_days",
            "lists.entries",
            "lists.open_kinds",
            "lists.pupils",
        ),
    )
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The other class has a guardian, a line of a list and a mark from elsewhere."""
    two = make_two_classes(tmp_path_factory.mktemp("around"))
    with two.taken_by(HEAD) as desk:
        pupil = desk.school.pupils(two.other_class)[0].pupil.id
        desk.guardians.add(two.other_class, pupil, MOTHER, Relation.MOTHER)
        desk.lists.put(two.other_class, ListEntry("clubs", pupil, "Шахмат"))
        key = PastKey(pupil, "2025-26", two.subject, "year/1")
        desk.past_marks.put(two.other_class, key, PastMark(4, None, "№ 1"))
    return two


@pytest.fixture
def two(made, tmp_path):
    shutil.copytree(made.folder, tmp_path / "school")
    return replace(made, folder=tmp_path / "school")


def rows(desk):
    """What was written; looks that were noted do not count."""
    looks = desk._storage.registry.by_name["look"].id
    return desk._storage.db.execute(
        "SELECT count(*) FROM change_log JOIN row_key USING(row) WHERE tbl <> ?", (looks,)
    ).fetchone()[0]


def named(two, name, pupil):
    """A value for an argument, by its name: always of the other class."""
    known = {
        "class_group": two.other_class,
        "classes": [two.other_class, two.class_group],
        "class_groups": [two.other_class],
        "pupil": pupil,
        "kept": pupil,
        "dropped": pupil + 1,
        "group": two.other_group,
        "groups": [two.other_group],
        "subject": two.subject,
        "subjects": [two.subject],
        "account": two.other_teacher,
        "guardian": replace(MOTHER, id=1),
        "place": (two.other_group, two.subject, 1),
        "places": [(two.other_group, two.subject, 1)],
        "key": PastKey(pupil, "2025-26", two.subject, "year/1"),
        "past": PastMark(5, None, "№ 2"),
        "entry": ListEntry("clubs", pupil, "Бөтен"),
        "wanted": LEAVING,
        "new": NewPupil(PersonName("Бөтен", "Бөтен"), 7, "Ә"),
        "order": Order("1", TODAY),
        "purpose": Purpose.HELP,
        "year": "2025-26",
        "shown": DayCount(TODAY, sittings()[0], ()),
        "sitting": sittings()[0],
        "form": Form(Scope(class_group=two.other_class)),
    }
    return known.get(name)


def call(two, method, pupil):
    """Call a method with values of the other class; what has no name there is a day, word or 1."""
    facts = {}
    for one in inspect.signature(method).parameters.values():
        if one.name == "step":
            continue
        value = named(two, one.name, pupil)
        told = str(one.annotation)
        if value is None or (one.name == "entry" and told == "int"):
            value = TODAY if "date" in told else 1 if "int" in told else "Бөтен"
            value = True if told == "bool" else value
        if one.name == "new" and "NewStaff" in told:
            value = NewStaff(PersonName("Бөтен", "Бөтен"), StaffFile())
        if one.name == "new" and "NewPastMark" in told:
            value = "Бөтен"
        if one.name == "wanted" and "ClosedMark" in told:
            value = ClosedMark(Standing.MARKED, 5)
        if told.endswith(("RowPlace", "RowPlace'>")):
            value = RowPlace("pupil", pupil)
        if "table" in inspect.signature(method).parameters:
            value = {"table": "pupil", "row": pupil}.get(one.name, value)
        if one.name == "guardian" and told == "int":
            value = 1
        facts[one.name] = value
    positional = [
        facts[one.name]
        for one in inspect.signature(method).parameters.values()
        if one.name in facts and one.kind is not one.KEYWORD_ONLY
    ]
    named_only = {
        one.name: facts[one.name]
        for one in inspect.signature(method).parameters.values()
        if one.name in facts and one.kind is one.KEYWORD_ONLY
    }
    return method(*positional, **named_only)


def methods(desk):
    for service in AROUND:
        found = getattr(desk, service)
        for name, method in inspect.getmembers(found, inspect.ismethod):
            if not name.startswith("_"):
                yield f"{service}.{name}", method


def test_every_late_service_of_the_office_is_looked_at():
    """A service that comes later has to be named here, or among those of the register."""
    register = {
        *("works", "rules", "combined", "analysis", "rubrics", "history", "remarks", "carry"),
        *("plans", "lesson_plans", "summaries", "attendance", "todo"),
        "own_notes",  # of the account alone, on any pupil: tests/access/test_attack.py
        "exchange",  # between computers, by what each of them is granted: tests/sync/
        "courier",  # what goes out is locked for each: tests/sync/test_courier.py
        "online",  # the same, as it goes on by itself: tests/sync/, tests/ui/sync/
        "disputes",  # pages one may open, conflicts one may decide: tests/journal/test_disputes.py
        "meal_logs",  # by the intents that each log names: tests/access/test_matrix.py
        "conflicts",  # whose they are to decide: tests/sync/test_conflicts.py
    }
    there = {
        name
        for name, value in vars(LateServices).items()
        if not name.startswith("_") and hasattr(value, "func")
    }

    assert there <= {*AROUND, *register}


@pytest.mark.parametrize("who", [TEACHER, NOBODY])
def test_no_method_of_the_office_answers_a_teacher_about_another_class(two, who):
    with two.taken_by(HEAD) as desk:
        pupil = desk.school.pupils(two.other_class)[0].pupil.id
    with two.taken_by(who) as desk:
        before, answered = rows(desk), set()
        for name, method in methods(desk):
            if who == TEACHER and name in OPEN:
                continue
            try:
                call(two, method, pupil)
            except NotAllowedError:
                continue
            answered.add(name)
        assert answered == set()
        assert rows(desk) == before


def test_lists_hold_nobody_of_another_class(two):
    with two.taken_by(TEACHER) as desk:
        assert desk.lists.entries() == ()
        assert {group.id for group, _pupil in desk.lists.pupils()} <= {two.class_group}


FORGED = {
    # The own class is named, the pupil is of another.
    "guardians": lambda d, t, p: d.guardians.of_pupil(t.class_group, p),
    "a guardian more": lambda d, t, p: d.guardians.add(t.class_group, p, MOTHER, Relation.MOTHER),
    "no guardian": lambda d, t, p: d.guardians.release(t.class_group, p, 1),
    "past mark": lambda d, t, p: d.past_marks.put(
        t.class_group, PastKey(p, "2025-26", t.subject, "year/1"), PastMark(5, None, "№ 2")
    ),
    "no past mark": lambda d, t, p: d.past_marks.put(
        t.class_group, PastKey(p, "2025-26", t.subject, "year/1"), None
    ),
    "list": lambda d, t, p: d.lists.put(t.class_group, ListEntry("clubs", p, "Бөтен")),
    "path": lambda d, t, p: d.reports.path(t.class_group, p),
    "year mark": lambda d, t, p: d.year_end.explain(t.class_group, p, t.subject),
}


def test_the_own_class_opens_no_door_to_a_pupil_of_another(two):
    with two.taken_by(HEAD) as desk:
        pupil = desk.school.pupils(two.other_class)[0].pupil.id
    with two.taken_by(TEACHER) as desk:
        before = rows(desk)
        for what, act in FORGED.items():
            told = None
            with suppress(DeskError):
                told = act(desk, two, pupil)
            assert (what, told) == (what, None)
        assert rows(desk) == before


PAPERS = {
    "path": lambda d, t, p, out: d.report_papers.path(t.class_group, p, "kk", "pdf", out),
    "data": lambda d, t, _p, out: d.record_papers.pupil_data(t.other_class, "kk", "pdf", out),
    "path of other class": lambda d, t, p, out: d.report_papers.path(
        t.other_class, p, "kk", "pdf", out
    ),
    "staff": lambda d, _t, _p, out: d.list_files.staff.export(out, "kk"),
    "marks": lambda d, _t, _p, out: d.list_files.marks.export(out, "kk"),
    "pupils": lambda d, _t, _p, out: d.pupil_files.export(out, "kk"),
}


def test_no_file_tells_a_teacher_of_another_class(two, tmp_path):
    with two.taken_by(HEAD) as desk:
        pupil = desk.school.pupils(two.other_class)[0].pupil.id
    with two.taken_by(TEACHER) as desk:
        for what, act in PAPERS.items():
            out = tmp_path / f"{what}.bin"
            with pytest.raises(DeskError):
                act(desk, two, pupil, out)
            assert not out.exists()


def test_a_stranger_day_is_a_sentence(two):
    with two.taken_by(HEAD) as desk, pytest.raises(DeskError):
        desk.movements.leave(
            desk.school.pupils(two.other_class)[0].pupil.id, replace(LEAVING, day=date(1999, 1, 1))
        )
