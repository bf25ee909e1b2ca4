"""Lists of the kitchen spoiled by the hundred, each read at a school and taken if it may be."""

import random
import traceback
from collections import Counter
from pathlib import Path

from tests.journal.small_desk import HEAD, make_small_desk
from tests.nutrition.spoiled_lists import KINDS, rounds


def spoil_lists(folder: Path, seed: int, count: int) -> tuple[Counter[str], list[str]]:
    """So many of each kind: what became of them, and what broke."""
    figures, wrong = Counter[str](), list[str]()
    for kind in KINDS:
        made = folder / kind.replace(" ", "-")
        made.mkdir()
        dice = random.Random(f"{seed} {kind}")  # noqa: S311  no secret
        try:
            with make_small_desk(made).taken_by(HEAD) as desk:
                counted = rounds(desk, kind, folder, dice, count)
        except Exception:  # noqa: BLE001  whatever breaks on a file is a finding
            wrong.append(traceback.format_exc())
            continue
        figures.update({f"lists of the kitchen {said}": n for said, n in counted.items()})
    return figures, wrong
