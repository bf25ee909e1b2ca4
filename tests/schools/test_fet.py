"""fet-cl makes the timetable of both schools: it holds, comes back whole, goes with one undo."""

import re
import shutil
import subprocess
from decimal import Decimal
from itertools import groupby

import pytest

from school_desk.errors import DeskError
from school_desk.fet_files import (
    FetFileMissingError,
    FetMissingError,
    NoTimetableError,
    OrderError,
)
from school_desk.intents import Form
from school_desk.school.class_set_store import load_sets_of_groups
from school_desk.school.combined_rules import hours
from school_desk.school.curriculum_store import save_hours
from school_desk.school.fet_model import Options
from school_desk.school.fet_reading_rules import (
    BrokenFetError,
    NotFetError,
    OversizedFetError,
    TrickyFetError,
)
from school_desk.school.fet_result_rules import OtherOrderError, OtherSchoolError
from school_desk.school.model import TimetableSlot, Weeks
from school_desk.settings import remember
from tests.schools.check import faults

pytestmark = pytest.mark.skipif(not shutil.which("fet-cl"), reason="Debian package fet")


class StoppedError(DeskError):
    sentence = "Stopped."


@pytest.fixture
def small(school):
    return school("small")


@pytest.fixture
def solved(small):
    small.fet.take(small.fet_files.solve().change)
    return small


def by_hand(desk, folder):
    """What a person does with the .fet file: fet-cl, then both of its results."""
    file = folder / "school.fet"
    desk.fet_files.export(file)
    words = ["fet-cl", f"--inputfile={file}", f"--outputdir={folder}", "--timelimitseconds=60"]
    subprocess.run([*words, "--htmllevel=0"], check=True, capture_output=True)
    made = folder / "timetables" / "school"
    return made / "school_activities.xml", made / "school_data_and_timetable.fet"


@pytest.mark.parametrize("name", ["big", "small"])
def test_timetable_of_a_school_holds(school, name):
    desk = school(name)

    preview = desk.fet_files.solve(seconds=120)
    desk.fet.take(preview.change)

    assert preview.unplaced == preview.problems == ()
    assert list(faults(desk)) == []
    assert [c for c in desk.school.clashes() if len({one.id for one in c.slots}) > 1] == []
    assert desk.verify() == ()


def test_the_same_seed_gives_the_same_timetable(small):
    first, again = (small.fet_files.solve(seconds=30, seed=7).change for _n in range(2))

    assert first == again


def test_one_undo_takes_the_whole_timetable_away(solved):
    assert solved.school.timetable()

    solved.undo(Form())

    assert solved.school.timetable() == ()


def test_classes_of_a_set_are_taught_in_one_hour(solved):
    sets = load_sets_of_groups(solved._storage.db, solved.year)

    together = [one for one in hours(solved.school.timetable(), sets) if len(one) > 1]

    assert len(together) > 80
    assert any(len({slot.subject for slot in one}) > 1 for one in together)
    assert all(len({slot.room for slot in one}) == 1 for one in together)


def test_lessons_of_every_second_week_come_back_as_such(solved):
    by_turns = {one.weeks for one in solved.school.timetable()}

    assert by_turns == {Weeks.EVERY, Weeks.ODD}


def test_two_half_hours_share_a_place(school):
    desk = school("big")

    change = desk.fet_files.solve().change

    places = groupby(change.after, key=lambda one: (one.group, one.weekday, one.slot))
    pairs = [{one.weeks for one in there} for _place, there in places]
    assert pairs.count({Weeks.ODD, Weeks.EVEN}) == 4


def test_both_results_of_fet_say_the_same(small, tmp_path):
    bare, whole = by_hand(small, tmp_path)

    first, second = small.fet_files.read(bare), small.fet_files.read(whole)

    assert first.change == second.change
    assert len(first.change.comes) == 213


def test_result_that_is_there_already_changes_nothing(small, tmp_path):
    _bare, whole = by_hand(small, tmp_path)
    small.fet.take(small.fet_files.read(whole).change)

    again = small.fet_files.read(whole).change

    assert (again.comes, again.goes) == ((), ())


def test_result_of_another_school_is_refused(school, tmp_path):
    small, other = school("small"), school("big")
    bare, whole = by_hand(small, tmp_path)

    with pytest.raises(OtherSchoolError):
        other.fet_files.read(whole)
    with pytest.raises(OtherOrderError):
        other.fet_files.read(bare)

    assert other.school.timetable() == ()


def test_bare_numbers_of_an_earlier_state_are_refused(small, tmp_path):
    bare, whole = by_hand(small, tmp_path)
    known = small.school.teachings()[0]
    small.school.assign(type(known)(known.group, known.subject, small.account.id))

    with pytest.raises(OtherOrderError):
        small.fet_files.read(bare)
    preview = small.fet_files.read(whole)

    assert [one.stops for one in preview.problems] == [False]
    assert len(preview.change.comes) == 213


def test_lessons_that_stay_keep_their_places(solved):
    before = set(solved.school.timetable())
    gone = sorted(before, key=lambda one: (one.group, one.subject, one.id))[:9]
    solved.timetable.clear(gone)
    kept = {(s.group, s.weekday, s.slot, s.subject) for s in solved.school.timetable()}

    solved.fet.take(solved.fet_files.solve(Options(keep=True), seconds=12).change)

    after = {(s.group, s.weekday, s.slot, s.subject) for s in solved.school.timetable()}
    assert kept < after
    assert list(faults(solved)) == []


def test_busy_teacher_gets_no_lesson_then(small):
    parts = small._ground.workplace.partitions
    teacher = small.school.teachings()[0].teacher
    with small._storage.begin("Change timetable", actor=small.account.id) as work:
        for slot in range(1, 9):
            work.born(
                "teacher_time", parts.school_wide, account=teacher, weekday=2, slot=slot, busy=1
            )

    change = small.fet_files.solve(seconds=12).change

    assert not [one for one in change.after if one.teacher == teacher and one.weekday == 2]


def test_what_is_impossible_is_said_at_once_and_all_of_it(small):
    row = small.school.class_groups()[0].id
    subject = next(one.id for one in small.school.subjects() if one.code == "mathematics")
    other = next(one.id for one in small.school.subjects() if one.code == "kazakh")
    _write_hours(small, row, {subject: "40", other: "0.3"})

    order = small.fet.order()

    assert len(order.stops) >= 2
    with pytest.raises(OrderError):
        small.fet_files.solve()


def _write_hours(desk, row, hours):
    parts = desk._ground.workplace.partitions
    with desk._storage.begin("Change timetable", actor=desk.account.id) as work:
        for subject, number in hours.items():
            save_hours(work, parts, row, subject, Decimal(number))


def test_stop_ends_fet_and_changes_nothing(small):
    def stop(_done, _total):
        raise StoppedError

    with pytest.raises(StoppedError):
        small.fet_files.solve(step=stop)

    assert small.school.timetable() == ()


def test_computer_without_fet_says_how_to_get_it(small):
    remember(small.place.settings, fet="no-such-command")

    with pytest.raises(FetMissingError):
        small.fet_files.solve()


def test_command_that_makes_nothing_is_said(small):
    remember(small.place.settings, fet="true")

    with pytest.raises(NoTimetableError):
        small.fet_files.solve()


# Files that are not what they should be


def test_activity_that_was_renumbered_is_named(small, tmp_path):
    _bare, whole = by_hand(small, tmp_path)
    text = whole.read_text("utf-8")
    first = re.search(r"<Id>(\d+)</Id>", text)[1]
    whole.write_text(text.replace(f"<Id>{first}</Id>", "<Id>17</Id>"), "utf-8")

    preview = small.fet_files.read(whole)

    assert [one.text.facts["number"] for one in preview.stops] == [17]


def test_lesson_given_to_another_class_by_hand_is_named(small, tmp_path):
    _bare, whole = by_hand(small, tmp_path)
    text = whole.read_text("utf-8")
    code = re.search(r"<Comments>(\w{12}) ([0-9a-f]+)\.", text)
    whole.write_text(text.replace(f"{code[1]} {code[2]}", f"{code[1]} {'1' * 16}"), "utf-8")

    assert len(small.fet_files.read(whole).stops) == 1


def test_every_cut_of_a_result_is_refused(small, tmp_path):
    bare, whole = by_hand(small, tmp_path)
    for path in (bare, whole):
        content = path.read_bytes()
        for end in range(0, len(content) - 30, len(content) // 23):
            path.write_bytes(content[:end])
            with pytest.raises((BrokenFetError, NotFetError)):
                small.fet_files.read(path)
    assert small.school.timetable() == ()


BOMB = """<?xml version="1.0"?><!DOCTYPE fet [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><fet version="6"><Comments>&b;</Comments></fet>"""
OUTSIDE = '<!DOCTYPE fet SYSTEM "file:///etc/passwd"><fet></fet>'


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (BOMB.encode(), TrickyFetError),
        (OUTSIDE.encode(), TrickyFetError),
        (b"<a>" * 5000 + b"</a>" * 5000, TrickyFetError),
        (b"", NotFetError),
        (b"PK\x03\x04 a spreadsheet", NotFetError),
        (b"<html><body/></html>", NotFetError),
        (b'<?xml version="1.0" encoding="nobody"?><fet/>', NotFetError),
        (b" " * (33 * 1024**2), OversizedFetError),
        (b"<fet version='6'><Comments>mine</Comments></fet>", OtherSchoolError),
        (b"<Activities_Timetable></Activities_Timetable>", OtherOrderError),
    ],
    ids=(
        *("bomb", "outside", "deep", "empty", "zip", "page", "encoding", "endless"),
        *("of_nobody", "no_activities"),
    ),
)
def test_file_that_is_no_result_is_refused_in_one_sentence(small, tmp_path, content, refusal):
    path = tmp_path / "result.fet"
    path.write_bytes(content)

    with pytest.raises(refusal):
        small.fet_files.read(path)


def test_file_that_is_not_there_is_said(small, tmp_path):
    with pytest.raises(FetFileMissingError):
        small.fet_files.read(tmp_path / "nowhere.fet")


def test_class_hour_without_curriculum_hours_is_placed_as_often_as_it_was(small):
    group = small.school.teaching_groups()[0].id
    names = small.usual_subjects()["class_hour"]
    subject = small.school.add_subject("class_hour", names)
    small.school.place(TimetableSlot(0, 4, 8, group, subject, small.account.id))

    after = small.fet_files.solve().change.after

    assert len([one for one in after if one.subject == subject]) == 1
