"""What is kept of accounts and roles, in the partition of the administration."""

from school_desk.storage.registry import BIRTH, Field, Policy, Table

ADMIN = "admin/"

ACCOUNT = Table(
    id=1,
    name="account",
    told_by=("surname", "given"),
    partition=ADMIN,
    fields=(
        Field(1, "sign_in", ("sign_in",), Policy.ASK_OFFICE),
        Field(2, "name", ("surname", "given", "patronymic"), Policy.ASK_OFFICE),
        Field(3, "public", ("public",), Policy.ASK_OFFICE),
        Field(4, "closed", ("closed",), Policy.ASK_OFFICE),
    ),
    sentence="{value}",
)

ROLE_GRANT = Table(
    id=2,
    name="role_grant",
    partition=ADMIN,
    fields=(
        Field(
            1,
            "grant",
            ("account", "role", "class_group", "grp", "subject"),
            Policy.ASK_OFFICE,
            refs={
                "account": "account",
                "class_group": "class_group",
                "grp": "teaching_group",
                "subject": "subject",
            },
        ),
        Field(2, "dates", ("starts", "ends"), Policy.ASK_OFFICE),
    ),
    sentence="{value}",
)

LOOK = Table(
    id=3,
    name="look",
    partition=ADMIN,
    fields=(
        Field(
            1,
            "look",
            (
                *("account", "roles", "at", "computer", "act", "intent"),
                *("class_group", "pupil", "person", "times"),
            ),
            Policy.ASK_OFFICE,
            refs={
                "account": "account",
                "class_group": "class_group",
                "pupil": "pupil",
                "person": "account",
            },
        ),
        Field(2, "look_purpose", ("purpose",), Policy.ASK_OFFICE),
    ),
    append_only=True,
    sentence="{value}",
)

COMPUTER = Table(
    id=4,
    name="computer",
    told_by=("name",),
    partition=ADMIN,
    natural=("device", "public"),
    fields=(
        Field(1, BIRTH, ("device", "public"), Policy.ASK_OFFICE),
        Field(2, "computer_name", ("name",), Policy.ASK_OFFICE),
        Field(3, "granted_parts", ("parts",), Policy.ASK_OFFICE),
        Field(4, "admitted", ("since", "until"), Policy.ASK_OFFICE),
        Field(5, "works_there", ("people",), Policy.ASK_OFFICE),
        Field(6, "withdrawn", ("withdrawn",), Policy.ASK_OFFICE),
    ),
    sentence="{value}",
)
"""A computer of the school: its id and public key (hexadecimal), and which partitions it holds.

`people`: the numbers of the accounts that work there; `withdrawn`: since when it is one no more.
"""

SEAT = Table(
    id=124,
    name="seat",
    partition=ADMIN,
    natural=("device", "holder"),
    fields=(
        Field(1, BIRTH, ("device", "holder"), Policy.ASK_OFFICE),
        Field(2, "seat_keys", ("box",), Policy.LATEST),
    ),
    sentence="{value}",
)
"""Somebody works at a computer that joined before: their keys, closed for it (hexadecimal).

`holder`: the number of the account in the key file; no box: the seat was taken away.
"""

TABLES = (ACCOUNT, ROLE_GRANT, LOOK, COMPUTER, SEAT)
