"""A power cut in the middle of a step of meals: nothing of it is there, and it can be done anew."""

import shutil
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from school_desk.nutrition.card_model import CardHead, Ingredient
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.menu_model import CycleMenu, Season
from tests.journal.small_desk import HEAD, SmallDesk, make_small_desk
from tests.nutrition.cut_off import SEPTEMBER, STEPS, TUESDAY
from tests.nutrition.test_month_service import live, priced
from tests.nutrition.test_stock_service import rice

TABLES = ("eating", "portion", "meal_order", "stock_issue")
LINES = {"pay": 7, "hand over": 5, "correct": 2, "serve": 2, "settle": 1, "issue": 2}
"""After which line of each step the program dies: in the middle, or where there is but one."""


def rows(desk) -> list[object]:
    db = desk._storage.db
    return [db.execute(f"SELECT * FROM {one} ORDER BY row").fetchall() for one in TABLES]  # noqa: S608


def cooked(desk) -> None:
    """Rice for lunch of today's 40 eaters: 2 kg."""
    card = desk.cards.add(1, CardHead({"kk": "Күріш", "ru": "Рис"}, yield_g=Decimal(150)))
    desk.cards.put_line(card, Ingredient("rice", Decimal(50)))
    desk.cards.approve(card)
    menu = desk.menus.write_menu(CycleMenu(Season.SUMMER_AUTUMN, 10, SEPTEMBER))
    for number in range(1, 11):
        desk.menus.put_meal(menu, number, Meal.LUNCH, [desk.cards.card(card).dish])
    desk.requisitions.type_eaters(desk.today(), Meal.LUNCH, {"7-10": 40})


@pytest.fixture(scope="module")
def cooking(tmp_path_factory) -> Path:
    """A Tuesday that was served, a menu and rice in two batches for today."""
    folder = tmp_path_factory.mktemp("cooking")
    school = make_small_desk(folder)
    with school.taken_by(HEAD) as head:
        priced(head)
        live(head, TUESDAY, settle=False)
        cooked(head)
        for quantity in ("1", "5"):
            head.stock.receive(rice(head.today(), quantity, "400"))
    return folder


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_is_cut_off_leaves_nothing_and_can_be_done_anew(
    cooking: Path, tmp_path: Path, step: str
) -> None:
    folder = shutil.copytree(cooking, tmp_path / "school")
    school = SmallDesk(folder)
    with school.taken_by(HEAD) as head:
        before = rows(head)

    command = [sys.executable, "-m", "tests.nutrition.cut_off", str(folder), step]
    done = subprocess.run([*command, str(LINES[step])], check=False)

    assert done.returncode == -signal.SIGKILL
    with school.taken_by(HEAD) as head:
        assert rows(head) == before
        assert head.verify() == ()
        STEPS[step](head)
        assert rows(head) != before
