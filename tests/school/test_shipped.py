from datetime import time
from itertools import pairwise

from school_desk.school.shipped import bells, calendar_ids, subject_names


def test_usual_bells_leave_a_break_after_each_lesson() -> None:
    usual = bells()

    assert usual[0].starts == time(8, 30)
    assert [bell.slot for bell in usual] == list(range(1, 9))
    assert all(one.ends < after.starts for one, after in pairwise(usual))


def test_every_subject_has_a_name_in_each_language() -> None:
    names = subject_names()

    assert names["mathematics"]["kk"] == "Математика"
    assert names["art_and_craft"]["ru"] == "Художественный труд"
    assert all(all(translations.values()) for translations in names.values())


def test_no_two_subjects_share_a_name() -> None:
    names = [names["kk"] for names in subject_names().values()]

    assert len(names) == len(set(names))


def test_calendars_of_two_years_are_shipped() -> None:
    assert calendar_ids() == ("2025-26", "2026-27")
