"""Which lessons of a timetable are one hour."""

from school_desk.school.combined_rules import hours
from school_desk.school.model import TimetableSlot

SECOND, FOURTH, FIFTH = 2, 4, 5
MATHS, KAZAKH = 10, 11
TEACHER, OTHER = 50, 51
SETS = {SECOND: 1, FOURTH: 1, FIFTH: None}


def slot(group, teacher=TEACHER, room="", subject=MATHS):
    return TimetableSlot(group, 0, 1, group, subject, teacher, room)


def test_classes_of_one_set_are_one_hour_whatever_their_subjects():
    found = hours([slot(SECOND), slot(FOURTH, subject=KAZAKH), slot(FIFTH)], SETS)

    assert [[one.group for one in hour] for hour in found] == [[SECOND, FOURTH], [FIFTH]]


def test_classes_of_one_room_are_one_hour_and_others_are_not():
    assert len(hours([slot(SECOND, room="1"), slot(FOURTH, room="1")], {})) == 1
    assert len(hours([slot(SECOND), slot(FOURTH)], {})) == 2
    assert len(hours([slot(SECOND), slot(FOURTH, OTHER)], SETS)) == 2
    assert len(hours([slot(SECOND, None), slot(FOURTH, None)], {})) == 2
