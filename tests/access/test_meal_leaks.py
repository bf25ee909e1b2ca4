"""Who sees of hot meals what tells of a family or of an illness: conflicts, history, looks.

Who pays for a pupil and by which paper is for the meals officer and the head; diets for who cooks
apart and who orders; what a colleague of the kitchen is ill of for the nurse (nutrition 14).
"""

from dataclasses import dataclass
from datetime import date

import pytest
from openpyxl import load_workbook

from school_desk.access.look_model import LookWish
from school_desk.access.model import Role
from school_desk.access.shipped import permissions
from school_desk.errors import DeskError
from school_desk.i18n import tell
from school_desk.journal.row_history_service import PERSONAL
from school_desk.journal.row_words import OPENS, SYNC_CODES
from school_desk.nutrition.deciding_rules import DECIDED_BY
from school_desk.nutrition.eating_model import Category, Diet, DietCode, Eating, Paper, Source
from school_desk.school.consent_model import Subject, SubjectKind
from school_desk.school.model import PersonName
from school_desk.storage.partitions import Partitions
from school_desk.storage.sealing import Argon2Params
from school_desk.storage.service import Workplace
from school_desk.sync.service import ConflictService
from tests.access.test_rules import PEOPLE, person
from tests.journal.small_desk import HEAD, NOW, PASSWORD, TEACHER, make_small_desk
from tests.nutrition.test_month_service import SEPTEMBER, TUESDAY, live
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
    work.born(
        "portion", BENEFIT, **DAY, pupil=pupil, served=0, unserved=("refused", "left_early")[n]
    )
    work.known("eating", BENEFIT, 77, pupil=pupil, number=f"CANARY-{n}", **facts)
    work.known("diet", MEALS, 78, pupil=pupil, code=("diabetes", "pku")[n])
    work.born("log_health", MEALS, day="2026-10-22", person="Аспаз", skin=n)
    work.known("meal_price", MEALS, 79, tenge=("600", "700")[n])
    work.born("log_cold", MEALS, day="2026-10-22", unit="1", morning=str(n))
    work.born("meal_norm", MEALS, kind="band", code="7-10", starts="2026-09-01", figures=str(n))


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
    service = ConflictService(
        at(peer, role), lambda _db: names, peer.clock, PERSONAL, SYNC_CODES, DECIDED_BY
    )
    try:
        return service.open()
    except DeskError:
        return ()


WHO_DECIDES = {
    "eating": {"head", "meals"},
    "portion": {"head", "meals"},
    "diet": {"head", "meals", "nurse"},
    "log_health": {"nurse"},
    "meal_price": {"head", "meals"},
    "log_cold": {"head", "cook"},
    "meal_norm": {"head", "meals", "nurse"},
}


def test_a_conflict_shows_nobody_what_the_row_itself_would_not(disputed):
    seen = {role: {one.table for one in conflicts(disputed, role)} for role in PEOPLE}

    found = {table: {role for role in PEOPLE if table in seen[role]} for table in WHO_DECIDES}
    assert found == WHO_DECIDES


def test_every_table_of_meals_says_who_decides(disputed):
    meals = {
        one.name
        for one in disputed.storage.registry.tables
        if one.partition in ("benefit/", "meals/") or one.name == "kitchen_checkup"
    }

    assert meals <= set(DECIDED_BY)
    assert set(DECIDED_BY) <= {one.name for one in disputed.storage.registry.tables}
    assert set(DECIDED_BY.values()) <= set(permissions().table)


def test_no_word_of_a_benefit_stands_in_a_list_of_conflicts_of_others(disputed):
    for role in PEOPLE:
        told = " ".join(
            tell(choice.text) for one in conflicts(disputed, role) for choice in one.choices
        )
        assert ("CANARY" in told) == (role in ("head", "meals")), role


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


SECRETS = ("CANARY-7788", Category.ORPHAN.value)
ROLES = {"head": None, "deputy": Role.DEPUTY, "nurse": Role.NURSE, "meals": Role.MEALS}
ROLES |= {"cook": Role.COOK, "teacher": None, "specialist": Role.SUPPORT}
SIGN_IN = {"head": HEAD, "teacher": TEACHER}


@pytest.fixture(scope="module")
def fed(tmp_path_factory):
    """A school with every role, an orphan who eats apart on the fund's money, and a lived day."""
    school = make_small_desk(tmp_path_factory.mktemp("fed"))
    with school.taken_by(HEAD) as head:
        for name, role in ROLES.items():
            if role is not None:
                person = PersonName(name.title(), "Айгүл")
                head.create_account(name, person, PASSWORD, [role], params=Argon2Params(64, 1, 1))
        pupil = head.eating.eaters(TUESDAY)[0].pupil
        paper = Paper("анықтама", SECRETS[0], None, "15-н")
        fund = Eating(pupil, Source.FUND, SEPTEMBER, None, Category.ORPHAN, paper)
        head.eating.write([fund])
        head.eating.write_diet(Diet(pupil, DietCode.PKU))
        live(head, TUESDAY)
    return school, pupil


def doors(desk, pupil, out):
    """Everything through which a person may come near a pupil's meals, by name."""
    sitting, row = desk.headcount._times._usual[0], rows_of(desk, pupil)
    subject = Subject(SubjectKind.PUPIL, pupil)
    return {
        "eaters": lambda: desk.eating.eaters(TUESDAY),
        "ending": lambda: desk.eating.ending(TUESDAY),
        "of pupil": lambda: desk.eating.of_pupil(pupil),
        "prices": desk.eating.prices,
        "count": lambda: desk.headcount.day(TUESDAY, sitting),
        "order": lambda: desk.headcount.order(TUESDAY, sitting),
        "order on paper": lambda: desk.meal_papers.order(TUESDAY, sitting, "kk", "xlsx", out),
        "month": lambda: desk.meal_month.month(TUESDAY),
        "sheets on paper": lambda: desk.month_papers.sheets(TUESDAY, "kk", "xlsx", out),
        "report on paper": lambda: desk.month_papers.report(TUESDAY, "kk", "xlsx", out),
        "history of the benefit": lambda: desk.row_history.of_row("eating", row),
        "history of the pupil": lambda: desk.row_history.of_row("pupil", pupil),
        "the list of the class": lambda: desk.school.pupils(desk.school.class_groups()[0].id),
        "conflicts": lambda: (desk.conflicts.open(), desk.conflicts.resolved()),
        "all of a person": lambda: desk.persons.data(subject),
        "requisition": lambda: desk.requisitions.eaters(TUESDAY, sitting.meal),
        "doubles": desk.joining.doubles,
    }


def rows_of(desk, pupil):
    found = desk._storage.db.execute("SELECT row FROM eating WHERE pupil = ?", (pupil,))
    return found.fetchone()[0]


def told_by(door, out):
    """What a door says, its paper too; None: it is shut."""
    out.unlink(missing_ok=True)
    try:
        said = repr(door())
    except DeskError:
        return None
    if out.exists():
        cells = [sheet.values for sheet in load_workbook(out).worksheets]
        said += repr([list(one) for one in cells])
    return said


# Who comes in where; `tells`: where the category or its paper is said to whoever comes in.
OPEN_TO = {
    "eaters": "head meals",
    "ending": "head meals",
    "of pupil": "head meals",
    "prices": "head meals",
    "count": "head deputy nurse meals",
    "order": "head deputy nurse meals cook",
    "order on paper": "head deputy nurse meals cook",
    "month": "head meals",
    "sheets on paper": "head meals",
    "report on paper": "head meals",
    "history of the benefit": "head",
    "history of the pupil": "head deputy teacher",
    "the list of the class": "head deputy nurse meals teacher specialist",
    "conflicts": "head deputy teacher nurse meals cook",
    "all of a person": "head deputy",
    "requisition": "head deputy nurse meals cook",
    "doubles": "head deputy",
}
TELLS = {
    "eaters": "head meals",
    "of pupil": "head meals",
    "history of the benefit": "head",
    # A right of the person (94-V, art. 24), given out by the office, noted each time.
    "all of a person": "head deputy",
}


@pytest.mark.parametrize("role", ROLES)
def test_who_comes_near_a_benefit_and_to_whom_it_is_said(fed, tmp_path, role):
    school, pupil = fed
    out = tmp_path / "paper.xlsx"
    with school.taken_by(SIGN_IN.get(role, role)) as desk:
        said = {name: told_by(door, out) for name, door in doors(desk, pupil, out).items()}

    told = {name for name, text in said.items() if text and any(one in text for one in SECRETS)}
    assert {name for name in said if said[name] is not None} == {
        name for name, who in OPEN_TO.items() if role in who.split()
    }
    assert told == {name for name, who in TELLS.items() if role in who.split()}


@pytest.mark.parametrize("role", ["cook", "teacher", "specialist"])
def test_who_pays_for_a_pupil_is_not_said_to_who_cooks_or_teaches(fed, tmp_path, role):
    school, pupil = fed
    out = tmp_path / "paper.xlsx"
    with school.taken_by(SIGN_IN.get(role, role)) as desk:
        said = " ".join(told_by(one, out) or "" for one in doors(desk, pupil, out).values())

    assert Source.FUND.value not in said
    assert (DietCode.PKU.value in said) == (role == "cook")
