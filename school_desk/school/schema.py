"""What is kept of the school: class groups, subjects, timetable, pupils, attendance."""

from school_desk.intents import Scope
from school_desk.storage.engine import Connection
from school_desk.storage.registry import BIRTH, Field, Policy, Table

SCHOOL = "school/"
PERSON = "person/"
ATTEND = "attend/"
OFFICE = Policy.ASK_OFFICE


def _session_scope(db: Connection, row: int, pupil: int | None) -> Scope:  # noqa: ARG001
    found = db.execute(
        "SELECT s.grp, t.subject, g.class_group FROM session AS s "
        "JOIN teaching_group AS g ON g.row = s.grp "
        "LEFT JOIN timetable_slot AS t ON t.grp = s.grp AND t.slot = s.slot "
        "AND t.weekday = (CAST(strftime('%w', s.day) AS INTEGER) + 6) % 7 AND t.alive "
        "WHERE s.row = ?",
        (row,),
    ).fetchone()
    if found is None:
        return Scope()
    return Scope(group=found[0], subject=found[1], class_group=found[2])


TABLES = (
    Table(
        id=10,
        name="school",
        partition=SCHOOL,
        fields=(
            Field(1, "name", ("name_kk", "name_ru"), OFFICE),
            Field(2, "year", ("year",), OFFICE),
        ),
    ),
    Table(
        id=11,
        name="class_group",
        partition=SCHOOL,
        natural=("year", "year_level", "letter"),
        fields=(
            Field(1, BIRTH, ("year", "year_level", "letter"), OFFICE),
            Field(2, "language", ("language",), OFFICE),
            Field(3, "form_tutor", ("form_tutor",), OFFICE, refs={"form_tutor": "account"}),
        ),
    ),
    Table(
        id=12,
        name="teaching_group",
        partition=SCHOOL,
        natural=("class_group", "name"),
        fields=(
            Field(1, BIRTH, ("class_group", "name"), OFFICE, refs={"class_group": "class_group"}),
        ),
    ),
    Table(
        id=13,
        name="subject",
        partition=SCHOOL,
        natural=("code",),
        fields=(
            Field(1, BIRTH, ("code",), OFFICE),
            Field(2, "names", ("name_kk", "name_ru", "name_en"), OFFICE),
        ),
    ),
    Table(
        id=14,
        name="teaching",
        partition=SCHOOL,
        natural=("grp", "subject"),
        fields=(
            Field(
                1,
                BIRTH,
                ("grp", "subject"),
                OFFICE,
                refs={"grp": "teaching_group", "subject": "subject"},
            ),
            Field(2, "teacher", ("teacher",), OFFICE, refs={"teacher": "account"}),
            Field(3, "pass_fail", ("pass_fail",), OFFICE),
            Field(4, "period", ("period",), OFFICE),
        ),
    ),
    Table(
        id=15,
        name="bell",
        partition=SCHOOL,
        natural=("slot",),
        fields=(
            Field(1, BIRTH, ("slot",), OFFICE),
            Field(2, "times", ("starts", "ends"), OFFICE),
        ),
    ),
    Table(
        id=16,
        name="timetable_slot",
        partition=SCHOOL,
        natural=("grp", "weekday", "slot"),
        fields=(
            Field(1, BIRTH, ("grp", "weekday", "slot"), OFFICE, refs={"grp": "teaching_group"}),
            Field(
                2,
                "lesson",
                ("subject", "teacher", "room"),
                OFFICE,
                refs={"subject": "subject", "teacher": "account"},
            ),
        ),
    ),
    Table(
        id=17,
        name="pupil",
        partition=SCHOOL,
        fields=(Field(1, "name", ("surname", "given", "patronymic"), OFFICE, personal=True),),
        sentence="{value}",
    ),
    Table(
        id=18,
        name="membership",
        partition=SCHOOL,
        natural=("pupil", "class_group"),
        fields=(
            Field(
                1,
                BIRTH,
                ("pupil", "class_group"),
                OFFICE,
                refs={"pupil": "pupil", "class_group": "class_group"},
            ),
            Field(2, "dates", ("starts", "ends"), OFFICE),
        ),
    ),
    Table(
        id=19,
        name="personal_file",
        partition=PERSON,
        natural=("pupil",),
        fields=(
            Field(1, BIRTH, ("pupil",), OFFICE, refs={"pupil": "pupil"}),
            Field(2, "birth_date", ("birth_date",), OFFICE, personal=True),
            Field(3, "sex", ("sex",), OFFICE, personal=True),
            Field(4, "iin", ("iin",), OFFICE, personal=True),
        ),
    ),
    Table(
        id=20,
        name="session",
        partition=ATTEND,
        natural=("grp", "day", "slot"),
        kept=True,
        scope=_session_scope,
        fields=(
            Field(1, BIRTH, ("grp", "day", "slot"), refs={"grp": "teaching_group"}),
            Field(2, "held", ("held_by", "held_at", "hours"), refs={"held_by": "account"}),
        ),
        sentence="{day}: {value}",
    ),
    Table(
        id=21,
        name="attendance",
        partition=ATTEND,
        packed=2,
        parent="session",
        member="pupil",
        scope=_session_scope,
        fields=(Field(1, "sign", ("sign",)),),
        sentence="{day}, {pupil}: {value}",
    ),
)
