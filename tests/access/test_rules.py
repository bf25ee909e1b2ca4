from datetime import date
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.access.model import Account, NotAllowedError, Role, RoleGrant, SignedIn
from school_desk.access.rules import (
    IntentWithoutPermissionError,
    PermissionTableError,
    parse_permissions,
)
from school_desk.errors import DeskError
from school_desk.intents import Scope
from school_desk.school.model import PersonName

PERMISSIONS = parse_permissions(
    resources.files("school_desk.access").joinpath("permissions.toml").read_text("utf-8")
)
TODAY = date(2026, 11, 20)
ME, OTHER = 1, 2

# Class group 7 is taught as group 70, class group 8 as group 80; 3 is mathematics, 4 is history.
PEOPLE = {
    "head": (RoleGrant(ME, Role.HEAD),),
    "deputy": (RoleGrant(ME, Role.DEPUTY),),
    "tutor": (RoleGrant(ME, Role.FORM_TUTOR, class_group=7),),
    "teacher": (RoleGrant(ME, Role.TEACHER, class_group=7, group=70, subject=3),),
    "specialist": (RoleGrant(ME, Role.SUPPORT),),
    "nurse": (RoleGrant(ME, Role.NURSE),),
    "meals": (RoleGrant(ME, Role.MEALS),),
    "cook": (RoleGrant(ME, Role.COOK),),
    "nobody": (),
}
SCOPES = {
    "own subject": Scope(group=70, subject=3, class_group=7),
    "own class": Scope(group=70, subject=4, class_group=7),
    "elsewhere": Scope(group=80, subject=3, class_group=8),
}

ALL = "teacher tutor deputy head"
OTHERS = "specialist nurse meals"
KITCHEN = "meals cook nurse deputy head"
STAFF = f"{ALL} specialist nurse meals cook"

# Typed from the division of work, not from the table: the subject teacher writes in the own
# subject and sees nothing else; the form tutor sees the class; deputy and head see all and write
# no marks. Per intent: who may in the teacher's subject and class 7 | in another subject of
# class 7 | in class 8.
MATRIX = """
Open register page    all                       | tutor deputy head         | deputy head
Put mark              teacher                   |                           |
Put verdict           teacher                   |                           |
Paste marks           teacher                   |                           |
Clear marks           teacher                   |                           |
Hold lesson           teacher                   |                           |
Hold combined hour    teacher                   |                           |
Plan minutes          teacher                   |                           |
Add column            teacher                   |                           |
Plan summative work   teacher                   |                           |
Write work tasks      teacher                   |                           |
Put descriptor points teacher                   |                           |
Schedule own day      teacher                   |                           |
Moderate work         teacher deputy head       | deputy head               | deputy head
Bring in work         teacher deputy head       | deputy head               | deputy head
Write topic           teacher                   |                           |
Write homework        teacher                   |                           |
Write analysis        teacher                   |                           |
Fill rubric           teacher                   |                           |
Mark absence          teacher tutor             | tutor                     |
See history           all                       | tutor deputy head         | deputy head
See past days         staff                     | staff                     | staff
Carry over            teacher                   |                           |
See closing           all                       | tutor deputy head         | deputy head
Close term            deputy head               | deputy head               | deputy head
Reopen page           deputy head               | deputy head               | deputy head
Correct closed mark   deputy head               | deputy head               | deputy head
See corrections       tutor deputy head         | tutor deputy head         | deputy head
See year marks        tutor deputy head         | tutor deputy head         | deputy head
Put exam mark         deputy head               | deputy head               | deputy head
Record decision       deputy head               | deputy head               | deputy head
See remarks           all                       | tutor deputy head         | deputy head
Write remark          deputy head               | deputy head               | deputy head
Note remark as done   all                       | tutor deputy head         | deputy head
See observations      deputy head               | deputy head               | deputy head
Record observation    deputy head               | deputy head               | deputy head
Mark absent all day   tutor                     | tutor                     |
See attendance        tutor deputy head         | tutor deputy head         | deputy head
Print attendance      tutor deputy head         | tutor deputy head         | deputy head
Open thematic plan    all                       | tutor deputy head         | deputy head
Change thematic plan  teacher deputy head       | deputy head               | deputy head
Paste thematic plan   teacher deputy head       | deputy head               | deputy head
Import thematic plan  teacher deputy head       | deputy head               | deputy head
Cancel lesson         teacher deputy head       | deputy head               | deputy head
Open lesson plan      teacher deputy head       | deputy head               | deputy head
Write lesson plan     teacher                   |                           |
Print thematic plan   teacher deputy head       | deputy head               | deputy head
Print lesson plan     teacher deputy head       | deputy head               | deputy head
Print register page   all                       | tutor deputy head         | deputy head
Print analysis        all                       | tutor deputy head         | deputy head
Print rubric          all                       | tutor deputy head         | deputy head
Print slips           tutor deputy head         | tutor deputy head         | deputy head
See class summary     tutor deputy head         | tutor deputy head         | deputy head
See all pages         deputy head               | deputy head               | deputy head
See rules             all                       | all                       | all
Choose rules          deputy head               | deputy head               | deputy head
Change rules          deputy head               | deputy head               | deputy head
Preview rules         deputy head               | deputy head               | deputy head
See class list        all others | all others | deputy head others
Name the school       deputy head               | deputy head               | deputy head
See birth dates       tutor deputy head         | tutor deputy head         | deputy head
See timetable         staff                     | staff                     | staff
Print timetable       all                       | all                       | all
Import pupils         deputy head               | deputy head               | deputy head
See all pages         deputy head               | deputy head               | deputy head
Add pupil             deputy head               | deputy head               | deputy head
Correct pupil         deputy head               | deputy head               | deputy head
See movements         tutor deputy head         | tutor deputy head         | deputy head
Print movements       tutor deputy head         | tutor deputy head         | deputy head
Enrol pupil           deputy head               | deputy head               | deputy head
Take pupil in again   deputy head               | deputy head               | deputy head
Move pupil            deputy head               | deputy head               | deputy head
Note departure        deputy head               | deputy head               | deputy head
Complete order        deputy head               | deputy head               | deputy head
Take back movement    deputy head               | deputy head               | deputy head
See doubles           deputy head               | deputy head               | deputy head
Join pupils           deputy head               | deputy head               | deputy head
See subgroups         all                       | all                       | deputy head
Change subgroups      deputy head               | deputy head               | deputy head
Add class group       deputy head               | deputy head               | deputy head
Change class group    deputy head               | deputy head               | deputy head
Add subject           deputy head               | deputy head               | deputy head
Change timetable      deputy head               | deputy head               | deputy head
See past years        staff                     | staff                     | staff
See path of pupil     deputy head tutor         | deputy head tutor         | deputy head
Preview next year     deputy head               | deputy head               | deputy head
Print next year       deputy head               | deputy head               | deputy head
Begin next year       deputy head               | deputy head               | deputy head
Combine classes       deputy head               | deputy head               | deputy head
Dissolve class set    deputy head               | deputy head               | deputy head
Move lesson           deputy head               | deputy head               | deputy head
See substitutions     deputy head               | deputy head               | deputy head
Record substitution   deputy head               | deputy head               | deputy head
Print substitutions   deputy head               | deputy head               | deputy head
See curriculum        all                       | all                       | all
Change curriculum     deputy head               | deputy head               | deputy head
Take standard hours   deputy head               | deputy head               | deputy head
Import curriculum     deputy head               | deputy head               | deputy head
See hours             deputy head               | deputy head               | deputy head
Print hours           deputy head               | deputy head               | deputy head
Make timetable        deputy head               | deputy head               | deputy head
Take timetable        deputy head               | deputy head               | deputy head
Change bells          deputy head               | deputy head               | deputy head
Preview calendar      deputy head               | deputy head               | deputy head
Change calendar       deputy head               | deputy head               | deputy head
Note weather day      deputy head               | deputy head               | deputy head
Import calendar       deputy head               | deputy head               | deputy head
See school report     deputy head               | deputy head               | deputy head
See pupil's path      tutor deputy head         | tutor deputy head         | deputy head
Archive the year      tutor deputy head         | tutor deputy head         | deputy head
See archives          deputy head               | deputy head               | deputy head
See looks             deputy head               | deputy head               | deputy head
See social help       meals head                | meals head                | meals head
Write social help     meals head                | meals head                | meals head
See headcount         meals nurse deputy head | meals nurse deputy head | meals nurse deputy head
Change headcount      meals head                | meals head                | meals head
Hand over meal order  meals head                | meals head                | meals head
Correct meal order    meals head                | meals head                | meals head
See meal orders       kitchen | kitchen | kitchen
Accept meal order     meals cook head           | meals cook head           | meals cook head
Write served          meals head                | meals head                | meals head
Settle meals          meals head                | meals head                | meals head
Count plates          meals cook head           | meals cook head           | meals cook head
Explain plates        meals head                | meals head                | meals head
Print meal order      kitchen | kitchen | kitchen
See who eats how      meals head                | meals head                | meals head
Write who eats how    meals head                | meals head                | meals head
Write diet            meals nurse head          | meals nurse head          | meals nurse head
See meal prices       meals head                | meals head                | meals head
Write meal price      meals head                | meals head                | meals head
Write meal times      meals head                | meals head                | meals head
See meal month        meals head                | meals head                | meals head
Write supplier act    meals head                | meals head                | meals head
Write state totals    meals head                | meals head                | meals head
Write meal contract   meals head                | meals head                | meals head
Close meal month      meals head                | meals head                | meals head
See meal closing      meals head                | meals head                | meals head
Reopen meal month     head                      | head                      | head
Print meal month      meals head                | meals head                | meals head
See products          kitchen                   | kitchen                   | kitchen
Write products        kitchen                   | kitchen                   | kitchen
See cards             kitchen                   | kitchen                   | kitchen
Write cards           kitchen                   | kitchen                   | kitchen
Take sample cards     kitchen                   | kitchen                   | kitchen
Print cards           kitchen                   | kitchen                   | kitchen
Approve card          deputy head               | deputy head               | deputy head
See food logs         kitchen                   | kitchen                   | kitchen
Write food logs       cook nurse head           | cook nurse head           | cook nurse head
See refrigerator log  kitchen                   | kitchen                   | kitchen
Write refrigerator log cook head                | cook head                 | cook head
See vitamin log       meals nurse deputy head | meals nurse deputy head | meals nurse deputy head
Write vitamin log     nurse head                | nurse head                | nurse head
See norms control     meals nurse deputy head | meals nurse deputy head | meals nurse deputy head
Write norms control   nurse head                | nurse head                | nurse head
See kitchen health    meals nurse head          | meals nurse head          | meals nurse head
Write kitchen health  nurse                     | nurse                     | nurse
See kitchen norms     kitchen                   | kitchen                   | kitchen
Write kitchen norms   cook nurse head           | cook nurse head           | cook nurse head
Print meal logs       kitchen                   | kitchen                   | kitchen
See menus             kitchen                   | kitchen                   | kitchen
Write menus           kitchen                   | kitchen                   | kitchen
Change menu of day    kitchen                   | kitchen                   | kitchen
Allow forbidden dish  head                      | head                      | head
Approve menu of day   head                      | head                      | head
See meal norms        kitchen                   | kitchen                   | kitchen
Write meal norms      meals nurse head          | meals nurse head          | meals nurse head
Write requisition     kitchen                   | kitchen                   | kitchen
Print menus           kitchen                   | kitchen                   | kitchen
See stock             kitchen                   | kitchen                   | kitchen
Write stock           meals cook deputy head    | meals cook deputy head    | meals cook deputy head
Issue from stock      meals cook deputy head    | meals cook deputy head    | meals cook deputy head
See meal costs        meals head                | meals head                | meals head
Choose kitchen rules  head                      | head                      | head
See accounts          deputy head               | deputy head               | deputy head
Create account        head                      | head                      | head
Change roles          head                      | head                      | head
Reset password        head                      | head                      | head
Close account         head                      | head                      | head
Renew keys            head                      | head                      | head
Make recovery sheet   head                      | head                      | head
See guardians         tutor deputy head         | tutor deputy head         | deputy head
Write guardians       tutor deputy head         | tutor deputy head         | deputy head
See pupil data        tutor deputy head         | tutor deputy head         | deputy head
Print pupil data      tutor deputy head         | tutor deputy head         | deputy head
Export pupils         deputy head               | deputy head               | deputy head
See staff             deputy head               | deputy head               | deputy head
Write staff           deputy head               | deputy head               | deputy head
Import staff          deputy head               | deputy head               | deputy head
See past marks        tutor deputy head         | tutor deputy head         | deputy head
Write past marks      tutor deputy head         | tutor deputy head         | deputy head
Import past marks     deputy head               | deputy head               | deputy head
See lists             tutor deputy head         | tutor deputy head         | deputy head
Write lists           tutor deputy head         | tutor deputy head         | deputy head
Import lists          deputy head               | deputy head               | deputy head
Print lists           tutor deputy head         | tutor deputy head         | deputy head
See consents          deputy head               | deputy head               | deputy head
Record consent        deputy head               | deputy head               | deputy head
Withdraw consent      deputy head               | deputy head               | deputy head
Write consent text    deputy head               | deputy head               | deputy head
Print consents        deputy head               | deputy head               | deputy head
Export personal data  deputy head               | deputy head               | deputy head
See privacy journal   deputy head               | deputy head               | deputy head
Write privacy journal deputy head               | deputy head               | deputy head
Print privacy journal deputy head               | deputy head               | deputy head
Change privacy term   head                      | head                      | head
See terms of keeping  deputy head               | deputy head               | deputy head
Change term of keeping head                     | head                      | head
Propose forgetting    deputy head               | deputy head               | deputy head
Withdraw forgetting   deputy head               | deputy head               | deputy head
Confirm forgetting    deputy head               | deputy head               | deputy head
Print forgetting      deputy head               | deputy head               | deputy head
See conflicts         all nurse meals cook | all nurse meals cook | all nurse meals cook
Decide conflict       teacher deputy            | deputy                    | deputy
Decide office conflict deputy head              | deputy head               | deputy head
See what was set aside deputy head              | deputy head               | deputy head
Decline late marks    deputy head               | deputy head               | deputy head
Verify file           deputy head               | deputy head               | deputy head
See backups           staff                     | staff                     | staff
Make backup           staff                     | staff                     | staff
Choose backup place   deputy head               | deputy head               | deputy head
Restore backup        head                      | head                      | head
See computers         staff                     | staff                     | staff
Exchange with others  staff                     | staff                     | staff
Admit computer        head                      | head                      | head
Withdraw computer     head                      | head                      | head
Undo                  staff                     | staff                     | staff
See support notes     specialist deputy head    | specialist deputy head    | specialist deputy head
Write support note    specialist deputy head    | specialist deputy head    | specialist deputy head
See health notes      nurse                     | nurse                     | nurse
Write health note     nurse                     | nurse                     | nurse
Hand over sealed notes head                     | head                      | head
Redo                  staff                     | staff                     | staff
"""
# Of oneself | of another person.
OF_PERSONS = """
See own lessons       staff                     | deputy head
See own notes         staff                     |
Write own note        staff                     |
Change password       staff                     |
See teacher summary   all                       | deputy head
"""


def in_full(cell):
    short = {"all": ALL, "staff": STAFF, "others": OTHERS, "kitchen": KITCHEN}
    return " ".join(short.get(word, word) for word in cell.split())


def rows(matrix):
    return [
        (line[:22].strip(), [in_full(cell).split() for cell in line[22:].split("|")])
        for line in matrix.strip().splitlines()
    ]


def person(*grants):
    return SignedIn(Account(ME, "Мен", PersonName("Меншікова")), grants)


def may(grants, intent, scope, today=TODAY):
    return PERMISSIONS.decide(person(*grants), intent, scope, today).allowed


@pytest.mark.parametrize(("intent", "cells"), rows(MATRIX))
def test_roles_reach_as_far_as_the_division_of_work_says(intent, cells):
    for scope, expected in zip(SCOPES.values(), cells, strict=True):
        allowed = {name for name, grants in PEOPLE.items() if may(grants, intent, scope)}

        assert allowed == set(expected)


@pytest.mark.parametrize(("intent", "cells"), rows(OF_PERSONS))
def test_what_is_one_s_own_stays_one_s_own(intent, cells):
    for account, expected in zip((ME, OTHER), cells, strict=True):
        scope = Scope(account=account)
        allowed = {name for name, grants in PEOPLE.items() if may(grants, intent, scope)}

        assert allowed == set(expected)


def test_the_matrix_names_every_intent_of_the_table():
    named = {intent for matrix in (MATRIX, OF_PERSONS) for intent, _ in rows(matrix)}

    assert named == set(PERMISSIONS.table)


def test_roles_of_one_account_add_up():
    both = PEOPLE["head"] + PEOPLE["teacher"]

    assert may(both, "Put mark", SCOPES["own subject"])
    assert not may(both, "Put mark", SCOPES["own class"])
    assert may(both, "Create account", Scope())


def test_a_teacher_of_the_whole_group_writes_in_all_its_subjects():
    primary = RoleGrant(ME, Role.TEACHER, class_group=7, group=70)

    assert may([primary], "Put mark", SCOPES["own subject"])
    assert may([primary], "Put mark", SCOPES["own class"])
    assert not may([primary], "Put mark", SCOPES["elsewhere"])


def test_a_teacher_without_a_group_reaches_nothing_but_the_timetable():
    bare = RoleGrant(ME, Role.TEACHER)

    assert may([bare], "See timetable", Scope())
    assert not may([bare], "Put mark", Scope())
    assert not may([bare], "See class list", Scope())


@pytest.mark.parametrize("intent", ["Put mark", "Open register page", "See class list"])
def test_an_open_scope_is_the_whole_school_and_not_ones_own(intent):
    assert not may(PEOPLE["teacher"] + PEOPLE["tutor"], intent, Scope())


def test_a_subgroup_of_ones_class_is_not_ones_own_teaching():
    assert not may(PEOPLE["teacher"], "See class list", Scope(class_group=7, group=71))
    assert may(PEOPLE["teacher"], "See class list", Scope(class_group=7))


@pytest.mark.parametrize(
    ("day", "allowed"),
    [(date(2026, 11, 19), False), (TODAY, True), (date(2026, 11, 21), False)],
)
def test_a_substitute_of_one_day_writes_on_that_day(day, allowed):
    duty = RoleGrant(ME, Role.TEACHER, 7, 70, 3, starts=TODAY, ends=TODAY)

    assert may([duty], "Put mark", SCOPES["own subject"], day) is allowed


def test_the_roles_of_another_account_do_not_count():
    assert not may([RoleGrant(OTHER, Role.HEAD)], "Create account", Scope())


def test_a_decision_names_who_may():
    decision = PERMISSIONS.decide(person(), "Print slips", SCOPES["own class"], TODAY)

    assert not decision.allowed
    assert decision.who == (Role.HEAD, Role.DEPUTY, Role.FORM_TUTOR)


def test_a_refusal_is_raised_and_a_permission_is_silent():
    PERMISSIONS.require(person(RoleGrant(ME, Role.HEAD)), "Create account", Scope(), TODAY)

    with pytest.raises(NotAllowedError):
        PERMISSIONS.require(person(), "Create account", Scope(), TODAY)


def test_an_intent_without_a_line_is_a_bug():
    with pytest.raises(IntentWithoutPermissionError) as refused:
        PERMISSIONS.decide(person(RoleGrant(ME, Role.HEAD)), "Paint school", Scope(), TODAY)

    assert not isinstance(refused.value, DeskError)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "permissions = 1",
        "[permissions",
        '[permissions]\n"Put mark" = "teacher"',
        '[permissions]\n"Put mark" = {}',
        '[permissions]\n"Put mark" = { janitor = "school" }',
        '[permissions]\n"Put mark" = { teacher = "everywhere" }',
        '[permissions]\n"Put mark" = { teacher = ["school"] }',
        "a = " + "[" * 5000,
    ],
)
def test_a_damaged_table_is_refused_in_words(text):
    with pytest.raises(PermissionTableError):
        parse_permissions(text)


GRANTS = st.builds(
    RoleGrant,
    st.sampled_from([ME, OTHER]),
    st.sampled_from(Role),
    st.none() | st.integers(7, 8),
    st.none() | st.integers(70, 71),
    st.none() | st.integers(3, 4),
    st.none() | st.dates(date(2026, 11, 1), date(2026, 11, 30)),
    st.none() | st.dates(date(2026, 11, 1), date(2026, 11, 30)),
)
PLACES = st.builds(
    Scope,
    group=st.none() | st.integers(70, 71),
    subject=st.none() | st.integers(3, 4),
    class_group=st.none() | st.integers(7, 8),
    account=st.none() | st.sampled_from([ME, OTHER]),
)


@given(st.lists(GRANTS, max_size=4), GRANTS, st.sampled_from(sorted(PERMISSIONS.table)), PLACES)
def test_another_role_never_takes_a_right_away(grants, more, intent, scope):
    if may(grants, intent, scope):
        assert may([*grants, more], intent, scope)


@given(st.lists(GRANTS, max_size=4), st.sampled_from(sorted(PERMISSIONS.table)), PLACES)
def test_who_may_is_one_of_those_named(grants, intent, scope):
    decision = PERMISSIONS.decide(person(*grants), intent, scope, TODAY)

    if decision.allowed:
        assert set(decision.who) & set(person(*grants).roles(TODAY))
