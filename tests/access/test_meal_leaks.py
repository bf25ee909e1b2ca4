"""Who sees of hot meals what tells of a family or of an illness: conflicts, history, looks.

Who pays for a pupil and by which paper is for the meals officer and the head; diets for who cooks
apart and who orders; what a colleague of the kitchen is ill of for the nurse (nutrition 14).
"""

from dataclasses import dataclass
from datetime import date

import pytest

from school_desk.access.look_model import LookWish
from school_desk.access.shipped import permissions
from school_desk.errors import DeskError
from school_desk.i18n import tell
from school_desk.journal.row_history_service import PERSONAL
from school_desk.journal.row_words import OPENS, SYNC_CODES
from school_desk.storage.partitions import Partitions
from school_desk.storage.service import Workplace
from school_desk.sync.service import ConflictService
from tests.access.test_rules import PEOPLE, person
from tests.journal.small_desk import HEAD, NOW, make_small_desk
from tests.storage.computers import Computers
from tests.storage.small_school import make_file

DAY = {"day": "2026-10-22", "meal": "lunch"}
BENEFIT, MEALS = "benefit/1", "meals/1"
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Named:
    full: str


class RefusedError(DeskError):
    sentence = "No."


def written(work, pupil, n):
    """Two computers say otherwise of every row of meals that tells of somebody."""
    facts = {"source": ("fund", "parent")[n], "category": ("orphan", "asp")[n]}
    work.born("portion", BENEFIT, **DAY, pupil=pupil, ordered=1, forecast=n, source=facts["source"])
    work.known("eating", BENEFIT, 77, pupil=pupil, number=f"CANARY-{n}", **facts)
    work.known("diet", MEALS, 78, pupil=pupil, code=("diabetes", "pku")[n])
    work.born("log_health", MEALS, day="2026-10-22", person="Аспаз", skin=n)


@pytest.fixture(scope="module")
def disputed(tmp_path_factory):
    """A computer on which two values stand in each of these rows."""
    folder = tmp_path_factory.mktemp("meals")
    path = folder / "empty.db"
    make_file(path)
    with Computers(folder, path.read_bytes(), 2) as peers:
        for n, peer in enumerate(peers):
            with peer.storage.begin("Write who eats how", actor=peer.teacher()) as work:
                written(work, peer.row("pupil", 0), n)
        here, there = peers
        for part in (BENEFIT, MEALS):
            here.receive(there.sent(part))
        yield here


def at(peer, role):
    def permit(intent, scope):
        if not permissions().decide(person(*PEOPLE[role]), intent, scope, TODAY).allowed:
            raise RefusedError

    return Workplace(peer.storage, Partitions(1, "2026-27"), permit, lambda: TODAY, peer.teacher())


def conflicts(peer, role):
    names = {peer.row("account", n): Named(f"Мұғалім {n}") for n in range(2)}
    service = ConflictService(at(peer, role), lambda _db: names, peer.clock, PERSONAL, SYNC_CODES)
    try:
        return service.open()
    except DeskError:
        return ()


WHO_DECIDES = {
    "eating": {"head"},
    "portion": {"head"},
    "diet": {"head", "deputy"},
    "log_health": {"head"},
}


def test_a_conflict_shows_nobody_what_the_row_itself_would_not(disputed):
    seen = {role: {one.table for one in conflicts(disputed, role)} for role in PEOPLE}

    found = {table: {role for role in PEOPLE if table in seen[role]} for table in WHO_DECIDES}
    assert found == WHO_DECIDES


def test_no_word_of_a_benefit_stands_in_any_list_of_conflicts_but_the_heads(disputed):
    for role in PEOPLE:
        told = " ".join(
            tell(choice.text) for one in conflicts(disputed, role) for choice in one.choices
        )
        assert ("CANARY" in told) == (role == "head"), role


def test_every_table_of_meals_that_tells_of_a_person_is_closed_in_history_and_conflicts(disputed):
    personal = {
        one.name
        for one in disputed.storage.registry.tables
        if one.partition in ("benefit/", "meals/") and any(field.personal for field in one.fields)
    }

    assert personal <= set(PERSONAL) & set(OPENS)
    assert all(PERSONAL[name] == OPENS[name] for name in personal)


def test_whoever_sees_who_pays_for_whom_stands_in_the_log_of_looks(tmp_path):
    school = make_small_desk(tmp_path)
    with school.taken_by(HEAD) as head:
        head.eating.eaters(NOW.date())
        head.meal_month.month(NOW.date())
        noted = [one.look.intent for one in head.looks.find(LookWish(NOW.date(), NOW.date()))]

    assert {"See who eats how", "See meal month"} <= set(noted)
