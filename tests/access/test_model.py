from datetime import date

from school_desk import i18n
from school_desk.access.model import (
    ROLE_NAMES,
    Account,
    NotAllowedError,
    Role,
    RoleGrant,
    SignedIn,
    roles_in_words,
)
from school_desk.i18n import Text
from school_desk.school.model import PersonName

ACCOUNT = Account(1, "Айнұр", PersonName("Серікова", "Айнұр"))


def test_roles_of_a_day_stand_once_and_the_head_first():
    grants = (
        RoleGrant(1, Role.TEACHER, group=70, subject=3),
        RoleGrant(1, Role.TEACHER, group=80, subject=3),
        RoleGrant(1, Role.HEAD, starts=date(2026, 9, 1)),
    )

    person = SignedIn(ACCOUNT, grants)

    assert person.roles(date(2026, 9, 1)) == (Role.HEAD, Role.TEACHER)
    assert person.roles(date(2026, 8, 31)) == (Role.TEACHER,)


def test_every_role_has_a_name():
    assert set(ROLE_NAMES) == set(Role)


def test_a_refusal_says_what_and_who_may():
    who = roles_in_words((Role.HEAD, Role.DEPUTY, Role.FORM_TUTOR))
    error = NotAllowedError(intent=Text("Print slips"), who=who)

    assert i18n.say(error, "en") == (
        "“Print slips” is not open to you here. "
        "Who may: head of the school, deputy head, form tutor."
    )
