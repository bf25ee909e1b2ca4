"""Spreadsheets of the kitchen spoiled at random: told, refused or taken, never anything else."""

import random
from datetime import date

import pytest

from tests.nutrition.spoiled_lists import KINDS, rounds, start

FILES_A_KIND = 40
SEED = 20_261_022


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoiled_list_is_told_refused_or_taken(head, tmp_path, kind) -> None:
    dice = random.Random(f"{SEED} {kind}")  # noqa: S311  no secret

    counted = rounds(head, kind, tmp_path, dice, FILES_A_KIND)

    assert sum(counted.values()) == FILES_A_KIND
    assert min(counted["refused"], counted["told"], counted["taken"]) > 0, counted


def test_days_of_the_state_that_are_known_are_left_out(head, tmp_path) -> None:
    start(head)
    files, path = KINDS["state totals"](head), tmp_path / "days.xlsx"
    files.export(path, "kk")
    head.meal_month.write_state_total(date(2026, 10, 6), 41)

    assert [(one.day.day, one.portions) for one in files.read(path).values] == [(6, 40)]
