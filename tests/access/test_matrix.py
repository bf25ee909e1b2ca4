"""The matrices of the fact sheets, tried at a real school: who is let in to what, who is not.

What is expected is typed here from the sheets, never read from our table:

- assessment 4.5: the subject teacher corrects entry mistakes in the own subject while the term is
  open, after closing only the deputy or the head, with a reason; teachers see only their own
  subjects, the form tutor sees the class, deputies see all.
- inclusion 13.1 (of the columns that exist): class teacher own class, subject teacher own pupils,
  deputy and head all, others nothing.
- nutrition 14 and personal-data 5: why a family gets help is known to the meals officer and the
  head only, to a class teacher never; the access log is read by the head and who answers for the
  data (a deputy); leaving staff are closed the same day.
- design 5: keys and roles are the head's.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from school_desk.access.look_model import LookWish
from school_desk.access.model import NotAllowedError, Role
from school_desk.access.staff_model import NewStaff
from school_desk.app import Desk
from school_desk.errors import DeskError
from school_desk.inclusion.model import Kept, NewNote, NoteKind, Purpose
from school_desk.intents import Form
from school_desk.journal.closing_model import ClosedMark
from school_desk.journal.model import MarkKind, Standing, Work
from school_desk.journal.past_mark_model import PastKey, PastMark
from school_desk.journal.remark_model import Observation, RemarkPlace
from school_desk.journal.row_history_service import PERSONAL
from school_desk.journal.year_model import ExamKind
from school_desk.nutrition.product_model import Product
from school_desk.school.attendance_model import Span, SpanKind
from school_desk.school.consent_model import Subject, SubjectKind
from school_desk.school.guardian_model import Guardian, Relation
from school_desk.school.list_model import ListEntry
from school_desk.school.model import NewPupil, PersonName, Pupil, TimetableSlot
from school_desk.school.movement_model import MovementKind, NewMovement
from tests.access.matrix_school import (
    CHEAP,
    DEPUTY,
    HEAD,
    NOW,
    NURSE,
    OTHER,
    SPECIALIST,
    TEACHER,
    TODAY,
    TUTOR,
    WITHOUT,
    MatrixSchool,
    make_matrix_school,
)

Act = Callable[[Desk, MatrixSchool], object]
WEEK = Span(SpanKind.DAYS, date(2026, 10, 19), date(2026, 10, 23))
SOMEBODY = PersonName("Сейіт", "Арман")

NO_ONE = ""
TEACHER_ONLY = TEACHER
TUTOR_ONLY = TUTOR
PAGE_READERS = f"{TEACHER} {TUTOR} {DEPUTY} {HEAD}"
CLASS = f"{TUTOR} {DEPUTY} {HEAD}"
OFFICE = f"{DEPUTY} {HEAD}"
STAFF = f"{TEACHER} {TUTOR} {OTHER} {DEPUTY} {HEAD}"
SERVICE = f"{SPECIALIST} {NURSE}"
EVERYBODY = f"{STAFF} {SERVICE}"
NURSE_ONLY = NURSE
SUPPORTERS = f"{SPECIALIST} {DEPUTY} {HEAD}"


def place(s: MatrixSchool) -> tuple[int, int, int]:
    return s.group, s.physics, 1


def somewhere(desk: Desk, s: MatrixSchool) -> None:
    """Lists that show nothing to somebody refuse without a word: here it is one."""
    if not [one for one in desk.lists.entries() if one.pupil.id == s.pupil]:
        raise NotAllowedError(intent="", who="")


def finds(desk: Desk, name: str) -> None:
    if not desk.school.find_pupils(name):
        raise NotAllowedError(intent="", who="")


MATRIX: dict[str, tuple[str, Act]] = {
    # The register: assessment 4.5
    "open a page": (PAGE_READERS, lambda d, s: d.journal.open_page(*place(s))),
    "open a page of another subject of the class": (
        CLASS,
        lambda d, s: d.journal.open_page(s.group, s.chemistry, 1),
    ),
    "open a page of another class": (
        f"{OTHER} {OFFICE}",
        lambda d, s: d.journal.open_page(s.other_group, s.physics, 1),
    ),
    "pages of the class": (CLASS, lambda d, s: d.journal.pages_of_class(s.klass)),
    "pages of the school": (OFFICE, lambda d, _s: d.journal.pages()),
    "put a mark": (TEACHER_ONLY, lambda d, s: d.journal.put(s.page, s.column, s.pupil, "8")),
    "correct a mark": (TEACHER_ONLY, lambda d, s: d.journal.put(s.page, s.column, s.pupil, "9")),
    "paste marks": (
        TEACHER_ONLY,
        lambda d, s: d.journal.paste(s.page, [(s.column, s.pupil, "7")]),
    ),
    "clear marks": (TEACHER_ONLY, lambda d, s: d.journal.clear(s.page, [(s.column, s.pupil)])),
    "note a lesson as held": (
        TEACHER_ONLY,
        lambda d, s: d.journal.hold(s.page, s.column.lesson, NOW),
    ),
    "write a topic": (
        TEACHER_ONLY,
        lambda d, s: d.journal.write_topic(s.page, s.column.lesson, "Күш"),
    ),
    "write homework": (
        TEACHER_ONLY,
        lambda d, s: d.journal.write_homework(s.page, s.column.lesson, "§ 3"),
    ),
    "plan a work": (
        TEACHER_ONLY,
        lambda d, s: d.journal.plan_work(
            s.page, Work(s.column, MarkKind.UNIT_SUMMATIVE, 1, 15, date=s.page.columns[3].date)
        ),
    ),
    "why this mark": (PAGE_READERS, lambda d, s: d.journal.explain(s.page, s.pupil)),
    "what happened to a mark": (PAGE_READERS, lambda d, s: d.history.of_page(s.page)),
    "the summary of the class": (CLASS, lambda d, s: d.summaries.of_class(s.klass, 1)),
    "the summary of a colleague": (
        f"{TEACHER} {OFFICE}",
        lambda d, s: d.summaries.of_teacher(s.accounts[TEACHER], 1),
    ),
    "year marks of the class": (CLASS, lambda d, s: d.year_end.of_class(s.klass)),
    "results of the school": (OFFICE, lambda d, _s: d.reports.term(1)),
    "the path of a pupil": (CLASS, lambda d, s: d.reports.path(s.klass, s.pupil)),
    "earlier marks": (CLASS, lambda d, s: d.past_marks.of_class(s.klass)),
    "write earlier marks": (
        CLASS,
        lambda d, s: d.past_marks.put(
            s.klass, PastKey(s.pupil, "2025-26", s.physics, "year"), PastMark(5, None, "Үзінді")
        ),
    ),
    # Closing and corrections: assessment 4.5
    "what a page lacks": (PAGE_READERS, lambda d, s: d.closing.state(*place(s))),
    "close a page": (OFFICE, lambda d, s: d.closing.close([place(s)], "Себебі бар")),
    "correct a closed mark": (
        OFFICE,
        lambda d, s: d.closing.correct(
            place(s), s.pupil, ClosedMark(Standing.MARKED, 5), "Себебі бар"
        ),
    ),
    "open a closed page again": (OFFICE, lambda d, s: d.closing.reopen(place(s), "Себебі бар")),
    "corrections of the class": (CLASS, lambda d, s: d.closing.corrections(s.klass)),
    "corrections of the school": (OFFICE, lambda d, _s: d.closing.corrections()),
    "an exam mark": (
        OFFICE,
        lambda d, s: d.year_end.put_exam(s.klass, s.pupil, s.physics, ExamKind.EXAM, "5"),
    ),
    "decide who goes up": (OFFICE, lambda d, s: d.year_end.decide(s.klass, {})),
    # Supervision
    "write a remark": (
        OFFICE,
        lambda d, s: d.remarks.write(RemarkPlace(s.klass, s.group, s.physics), TODAY, "Толтыру"),
    ),
    "remarks of the school": (OFFICE, lambda d, _s: d.remarks.remarks()),
    "observed lessons": (OFFICE, lambda d, _s: d.remarks.observations()),
    "record an observed lesson": (
        OFFICE,
        lambda d, s: d.remarks.record(
            Observation(s.group, s.physics, TODAY, "Сабақ көрдім", 1, s.accounts[TEACHER])
        ),
    ),
    # Rules
    "which rules count": (STAFF, lambda d, _s: d.rules.terms()),
    "choose rules": (OFFICE, lambda d, _s: d.rules.choose(1, "kz-2025")),
    # Attendance: class teacher own class
    "attendance of the class": (CLASS, lambda d, s: d.attendance.of_class(s.klass, WEEK)),
    "attendance of the school": (OFFICE, lambda d, _s: d.attendance.of_school(WEEK)),
    "the day of the class": (CLASS, lambda d, s: d.attendance.day(s.klass, TODAY)),
    # Pupils: inclusion 13.1, personal-data 5
    "class list": (f"{PAGE_READERS} {SERVICE}", lambda d, s: d.school.pupils(s.klass)),
    "find a pupil": (f"{PAGE_READERS} {SERVICE}", lambda d, _s: finds(d, "Әбіш")),
    "birth dates": (CLASS, lambda d, s: d.school.birth_dates(s.klass)),
    "guardians of the class": (CLASS, lambda d, s: d.guardians.of_class(s.klass)),
    "guardians of a pupil": (CLASS, lambda d, s: d.guardians.of_pupil(s.klass, s.pupil)),
    "write a guardian": (
        CLASS,
        lambda d, s: d.guardians.add(s.klass, s.pupil, Guardian(SOMEBODY), Relation.FATHER),
    ),
    "IIN and addresses": (CLASS, lambda d, s: d.guardians.pupil_data(s.klass)),
    "IIN of all": (OFFICE, lambda d, _s: d.school.known_iins()),
    "all pupils with their files": (OFFICE, lambda d, _s: d.school.listed_pupils()),
    "two records of a pupil": (OFFICE, lambda d, _s: d.joining.doubles()),
    "add a pupil": (OFFICE, lambda d, s: d.school.add_pupil(s.klass, SOMEBODY, TODAY)),
    "put a name right": (
        OFFICE,
        lambda d, s: d.school.correct_pupil(s.klass, s.pupil, PersonName("Әбіш", "Дана"), None),
    ),
    "import pupils": (
        OFFICE,
        lambda d, _s: d.school.import_pupils([NewPupil(SOMEBODY, 8, "")], TODAY),
    ),
    "movements of the class": (CLASS, lambda d, s: d.movements.sheet(s.klass, TODAY, TODAY)),
    "the card of a pupil": (CLASS, lambda d, s: d.movements.card(s.pupil)),
    "note a departure": (
        OFFICE,
        lambda d, s: d.movements.leave(
            s.pupil, NewMovement(MovementKind.TRANSFER_OUT, TODAY, other_school="№3")
        ),
    ),
    "who is taught at home": (PAGE_READERS, lambda d, s: d.subgroups.of_class(s.klass, TODAY)),
    # The kitchen: nutrition 14 (the cook and the meals officer are tried in the table itself)
    "products of the kitchen": (f"{NURSE} {OFFICE}", lambda d, _s: d.products.products()),
    "write a product": (
        f"{NURSE} {OFFICE}",
        lambda d, _s: d.products.put(Product("", {"kk": "Құрт", "ru": "Курт"})),
    ),
    "technological cards": (f"{NURSE} {OFFICE}", lambda d, _s: d.cards.cards()),
    "take sample cards": (f"{NURSE} {OFFICE}", lambda d, _s: d.cards.take_samples()),
    "reckon with losses of cooking": (
        HEAD,
        lambda d, _s: d.products.reckon_cooking(retains=True),
    ),
    # Sealed notes: inclusion 13.1 (medical text: "medical nurse only"; a protocol: its author;
    # what the support service keeps: its specialists, the deputy of the service, the head)
    "notes of the support service": (
        SUPPORTERS,
        lambda d, s: d.support_notes.of_pupil(s.pupil, Purpose.HELP),
    ),
    "write a note of the support service": (
        SUPPORTERS,
        lambda d, s: d.support_notes.add(s.pupil, NewNote(TODAY, NoteKind.MEETING, "Кеңес")),
    ),
    "medical text": (NURSE_ONLY, lambda d, s: d.health_notes.of_pupil(s.pupil, Purpose.HELP)),
    "write medical text": (
        NURSE_ONLY,
        lambda d, s: d.health_notes.add(s.pupil, NewNote(TODAY, NoteKind.COMPLAINT, "Басы ауырды")),
    ),
    "own protocols": (EVERYBODY, lambda d, s: d.own_notes.of_pupil(s.pupil)),
    "write an own protocol": (
        EVERYBODY,
        lambda d, s: d.own_notes.add(s.pupil, NewNote(TODAY, NoteKind.PROTOCOL, "Тест")),
    ),
    "hand over sealed notes": (HEAD, lambda d, _s: d.keys.hand_over("1")),
    # Lists: nutrition 14, personal-data 5
    "clubs of the class": (CLASS, somewhere),
    "write a club": (
        CLASS,
        lambda d, s: d.lists.put(s.klass, ListEntry("club", s.pupil, "Домбыра")),
    ),
    "write who gets help": (
        HEAD,
        lambda d, s: d.lists.put(s.klass, ListEntry("social_help", s.pupil, "Көмек")),
    ),
    "make a club a kind of help": (
        HEAD,
        lambda d, s: d.lists.put(
            s.klass, replace(ListEntry("social_help", s.pupil, "Көмек"), id=s.club)
        ),
    ),
    "import who gets help": (
        HEAD,
        lambda d, s: d.lists.import_entries([ListEntry("social_help", s.pupil, "Көмек")]),
    ),
    "import clubs": (
        OFFICE,
        lambda d, s: d.lists.import_entries([ListEntry("club", s.pupil, "Күрес")]),
    ),
    # Staff, timetable, hours
    "staff with phones": (OFFICE, lambda d, _s: d.staff.staff()),
    "write the staff": (OFFICE, lambda d, _s: d.staff.add(NewStaff(SOMEBODY))),
    "timetable": (EVERYBODY, lambda d, _s: d.school.timetable()),
    "change the timetable": (
        OFFICE,
        lambda d, s: d.school.place(
            TimetableSlot(0, 5, 1, s.group, s.physics, s.accounts[TEACHER])
        ),
    ),
    "own lessons of a colleague": (
        f"{TEACHER} {OFFICE}",
        lambda d, s: d.school.lessons_of(s.accounts[TEACHER], TODAY),
    ),
    "why a colleague is away": (OFFICE, lambda d, _s: d.substitutions.day(TODAY)),
    "load of the teachers": (OFFICE, lambda d, _s: d.hours.loads()),
    "pay sheet": (OFFICE, lambda d, _s: d.hours.month(TODAY)),
    # The year
    "plan the next year": (OFFICE, lambda d, _s: d.rollover.plan()),
    "what archives left": (OFFICE, lambda d, _s: d.archives.taken_out()),
    # Accounts, keys, the file: design 5, personal-data 5
    "accounts": (OFFICE, lambda d, _s: d.access.accounts()),
    "roles of somebody": (OFFICE, lambda d, s: d.access.roles(s.accounts[TEACHER])),
    "make an account": (
        HEAD,
        lambda d, _s: d.create_account(
            "жаңа", PersonName("Жаңа", "Адам"), "алма бұлт гүл дала", [Role.TEACHER], params=CHEAP
        ),
    ),
    "give roles": (
        HEAD,
        lambda d, s: d.access.change_roles(s.accounts[OTHER], [Role.DEPUTY], Form()),
    ),
    "give a new password": (
        HEAD,
        lambda d, s: d.reset_password(s.accounts[OTHER], "алма бұлт гүл дала"),
    ),
    "check the file": (OFFICE, lambda d, _s: d.verify()),
    "log of looks": (OFFICE, lambda d, _s: d.looks.find(LookWish(TODAY, TODAY))),
    "who looked at a pupil": (
        OFFICE,
        lambda d, s: d.looks.about(Subject(SubjectKind.PUPIL, s.pupil)),
    ),
}


def pupil_of(school: MatrixSchool) -> Pupil:
    """The pupil whose notes are printed."""
    return Pupil(school.pupil, PersonName("Әбіш"))


PAPERS: dict[str, tuple[str, Callable[[Desk, MatrixSchool, Path], object]]] = {
    "page": (
        PAGE_READERS,
        lambda d, s, out: d.papers.register_page(*place(s), "kk", "pdf", out),
    ),
    "slips of all subjects": (
        CLASS,
        lambda d, s, out: d.papers.slips(s.klass, 1, "kk", "pdf", out),
    ),
    "slips of a subject": (
        PAGE_READERS,
        lambda d, s, out: d.papers.slips(s.klass, 1, "kk", "pdf", out, subject=s.physics),
    ),
    "pupils' data": (
        CLASS,
        lambda d, s, out: d.record_papers.pupil_data(s.klass, "kk", "pdf", out),
    ),
    "summary": (CLASS, lambda d, s, out: d.summary_papers.of_class(s.klass, 1, "kk", "pdf", out)),
    "movements": (
        CLASS,
        lambda d, s, out: d.movement_papers.movements(s.klass, (TODAY, TODAY), "kk", "pdf", out),
    ),
    "history": (PAGE_READERS, lambda d, s, out: d.trail_papers.history(s.page, "kk", "pdf", out)),
    "pay sheet": (OFFICE, lambda d, _s, out: d.hours_papers.month(TODAY, "kk", "pdf", out)),
    "all pupils": (OFFICE, lambda d, _s, out: d.pupil_files.export(out, "kk")),
    "staff": (OFFICE, lambda d, _s, out: d.list_files.staff.export(out, "kk")),
    "archive of the class": (
        CLASS,
        lambda d, s, _out: d.archive_papers.plan(d.archive_papers.wish(s.klass, "kk", None)),
    ),
    "archive of the school": (
        OFFICE,
        lambda d, _s, _out: d.archive_papers.plan(d.archive_papers.wish(None, "kk", None)),
    ),
    "log of looks": (
        OFFICE,
        lambda d, _s, out: d.look_papers.looks(LookWish(TODAY, TODAY), "kk", "pdf", out),
    ),
    "support notes": (
        f"{SPECIALIST} {OFFICE}",
        lambda d, s, out: d.note_papers.notes(
            Kept.SUPPORT, pupil_of(s), Purpose.HELP, "kk", "pdf", out
        ),
    ),
    "health notes": (
        NURSE,
        lambda d, s, out: d.note_papers.notes(
            Kept.HEALTH, pupil_of(s), Purpose.HELP, "kk", "pdf", out
        ),
    ),
}

PEOPLE = (HEAD, DEPUTY, TEACHER, TUTOR, OTHER, NURSE, SPECIALIST, *WITHOUT)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MatrixSchool:
    return make_matrix_school(tmp_path_factory.mktemp("matrix"))


def let_in(act: Callable[[], object]) -> bool:
    """Whether it was permitted; what is wrong with a mark or a day is said after that."""
    try:
        act()
    except NotAllowedError:
        return False
    except DeskError:
        return True
    return True


@pytest.mark.parametrize("person", PEOPLE)
def test_the_matrices_hold_at_a_real_school(
    made: MatrixSchool, tmp_path: Path, person: str
) -> None:
    school = made.copied(tmp_path / "school")
    with school.taken_by(person) as desk:
        found = {name: let_in(lambda a=act: a(desk, school)) for name, (_, act) in MATRIX.items()}

    assert found == {name: person in who.split() for name, (who, _act) in MATRIX.items()}


@pytest.mark.parametrize("person", PEOPLE)
def test_the_matrices_hold_for_papers_and_files(
    made: MatrixSchool, tmp_path: Path, person: str
) -> None:
    school, out = made.copied(tmp_path / "school"), tmp_path / "paper"
    with school.taken_by(person) as desk:
        found = {
            name: let_in(lambda a=act: a(desk, school, out)) for name, (_, act) in PAPERS.items()
        }

    assert found == {name: person in who.split() for name, (who, _act) in PAPERS.items()}


def test_who_gets_help_is_shown_to_the_head_alone(made: MatrixSchool, tmp_path: Path) -> None:
    school = made.copied(tmp_path / "school")
    with school.taken_by(HEAD) as head:
        head.lists.put(school.klass, ListEntry("social_help", school.pupil, "Көмек"))
    seen = {}
    for person in PEOPLE[:5]:
        with school.taken_by(person) as desk:
            seen[person] = "social_help" in {one.entry.kind for one in desk.lists.entries()}

    assert seen == {HEAD: True, DEPUTY: False, TEACHER: False, TUTOR: False, OTHER: False}


def test_the_past_of_personal_rows_is_as_closed_as_they_are(
    made: MatrixSchool, tmp_path: Path
) -> None:
    """Every table of the partition of persons has a decision of its own for its history.

    Consents, requests and what meals tell of people lie elsewhere and are as closed.
    """
    school = made.copied(tmp_path / "school")
    with school.taken_by(HEAD) as head:
        tables = head._storage.registry.tables
        seen = [head.row_history.of_row("list_entry", school.club)]
        noted = {one.look.intent for one in head.looks.find(LookWish(TODAY, TODAY))}
    found = {}
    for person in PEOPLE:
        with school.taken_by(person) as desk:
            found[person] = let_in(lambda d=desk: d.row_history.of_row("list_entry", school.club))

    personal = {one.name for one in tables if one.partition == "person/"}
    sealed = {one.name for one in tables if any(field.sealed for field in one.fields)}
    meals = {"eating", "portion", "diet", "log_health"}
    assert personal | sealed | meals | {"consent", "privacy_case"} == set(PERSONAL)
    assert seen
    assert "See social help" in noted
    assert [person for person, allowed in found.items() if allowed] == [HEAD]


def test_everybody_may_change_the_own_password_and_nobody_another_s(
    made: MatrixSchool, tmp_path: Path
) -> None:
    school = made.copied(tmp_path / "school")
    for person in (DEPUTY, TEACHER, TUTOR, OTHER, HEAD):
        with school.taken_by(person) as desk:
            desk.change_password("төрт жаңа сөз керек")
