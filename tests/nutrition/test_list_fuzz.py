"""Spreadsheets of the kitchen spoiled at random: told, refused or taken, never anything else."""

import random

import pytest

from tests.nutrition.spoiled_lists import KINDS, rounds

FILES_A_KIND = 40
SEED = 20_261_022


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoiled_list_is_told_refused_or_taken(head, tmp_path, kind) -> None:
    dice = random.Random(f"{SEED} {kind}")  # noqa: S311  no secret

    counted = rounds(head, kind, tmp_path, dice, FILES_A_KIND)

    assert sum(counted.values()) == FILES_A_KIND
    assert min(counted["refused"], counted["told"], counted["taken"]) > 0, counted
