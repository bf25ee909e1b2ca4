"""Spoiled plans and senseless cells: a sentence that names the place, never a traceback."""

import pytest

from school_desk.errors import DeskError
from school_desk.journal.lesson_plan_model import Stage, StageField
from school_desk.journal.lesson_plan_rules import MinutesError, accept_stage
from school_desk.journal.thematic_entry_rules import read_hours, read_kind, read_top
from tests.journal.plan_files import read_spoiled


def test_spoiled_plans_are_refused_or_told_row_by_row(tmp_path):
    counted, wrong = read_spoiled(tmp_path, 1, 100)

    assert wrong == []
    assert counted["refused whole"] > 0
    assert counted["told by rows"] > 0


def test_minutes_of_five_thousand_digits_are_refused():
    with pytest.raises(MinutesError):
        accept_stage(Stage(1), StageField.MINUTES, "9" * 5_000)


@pytest.mark.parametrize("read", [read_hours, read_top, read_kind])
def test_a_long_text_is_quoted_by_its_beginning(read):
    with pytest.raises(DeskError) as refused:
        read("9" * 5_000)

    assert len(str(refused.value)) < 200
