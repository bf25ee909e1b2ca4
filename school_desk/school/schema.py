"""What is kept of the school: class groups, subjects, timetable, pupils, attendance."""

from collections.abc import Callable

from school_desk.intents import Scope
from school_desk.storage.engine import Connection
from school_desk.storage.registry import BIRTH, Field, Policy, Table, Values

ADMIN = "admin/"
SCHOOL = "school/"
PERSON = "person/"
ATTEND = "attend/"
LONGEST_SIGN = 16
OFFICE = Policy.ASK_OFFICE


def _session_scope(db: Connection, row: int, pupil: int | None) -> Scope:  # noqa: ARG001
    found = db.execute(
        "SELECT s.grp, coalesce(x.subject, t.subject), g.class_group FROM session AS s "
        "JOIN teaching_group AS g ON g.row = s.grp "
        "LEFT JOIN substitution AS x ON x.grp = s.grp AND x.slot = s.slot AND x.day = s.day "
        "AND x.alive "
        "LEFT JOIN timetable_slot AS t ON t.grp = s.grp AND t.slot = s.slot "
        "AND t.weekday = (CAST(strftime('%w', s.day) AS INTEGER) + 6) % 7 AND t.alive "
        "WHERE s.row = ?",
        (row,),
    ).fetchone()
    if found is None:
        return Scope()
    return Scope(group=found[0], subject=found[1], class_group=found[2])


def _newest_class(pupil: str) -> str:
    """SQL for the class group, of the newest year, that a pupil is in; `pupil` gives the pupil."""
    return (
        "SELECT m.class_group FROM membership AS m "
        "JOIN class_group AS c ON c.row = m.class_group "
        f"WHERE m.alive AND m.pupil = ({pupil}) ORDER BY c.year DESC, m.row DESC LIMIT 1"
    )


def _class_scope(pupil: str) -> Callable[[Connection, int, int | None], Scope]:
    """The scope of a row about a pupil: the class group, as its form tutor's reach asks for it."""
    sql = _newest_class(pupil)

    def scope(db: Connection, row: int, member: int | None) -> Scope:  # noqa: ARG001
        found = db.execute(sql, (row,)).fetchone()
        return Scope(class_group=found[0]) if found else Scope()

    return scope


_GUARDIANSHIP_PUPIL = "SELECT g.pupil FROM guardianship AS g WHERE g.row = ?"
# Whoever may write one of the children's classes may write the guardian of all of them.
_GUARDIAN_PUPIL = (
    "SELECT g.pupil FROM guardianship AS g WHERE g.guardian = ? ORDER BY g.row LIMIT 1"
)
_LISTED_PUPIL = "SELECT e.pupil FROM list_entry AS e WHERE e.row = ?"


def is_sign(values: Values) -> bool:
    """Whether what came from elsewhere is a sign of attendance: a short word."""
    return isinstance(values[0], str) and 0 < len(values[0]) <= LONGEST_SIGN


TABLES = (
    Table(
        id=10,
        name="school",
        partition=SCHOOL,
        fields=(
            Field(1, "name", ("name_kk", "name_ru"), OFFICE),
            Field(2, "year", ("year",), OFFICE),
            Field(3, "bin", ("bin",), OFFICE),
        ),
    ),
    Table(
        id=11,
        name="class_group",
        told_by=("year_level", "letter"),
        partition=SCHOOL,
        natural=("year", "year_level", "letter"),
        fields=(
            Field(1, BIRTH, ("year", "year_level", "letter"), OFFICE),
            Field(2, "language", ("language",), OFFICE),
            Field(3, "form_tutor", ("form_tutor",), OFFICE, refs={"form_tutor": "account"}),
            Field(4, "shift", ("shift",), OFFICE),
            Field(5, "class_set", ("class_set",), OFFICE, refs={"class_set": "class_set"}),
        ),
    ),
    Table(
        id=12,
        name="teaching_group",
        partition=SCHOOL,
        natural=("class_group", "name"),
        fields=(
            Field(1, BIRTH, ("class_group", "name"), OFFICE, refs={"class_group": "class_group"}),
            Field(2, "kind", ("kind",), OFFICE),
        ),
    ),
    Table(
        id=13,
        name="subject",
        told_by=("name_kk",),
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
            # Of a two-week pattern: `pattern` names the weeks of the lesson, the others are beside.
            Field(
                3,
                "other_week",
                ("pattern", "other_subject", "other_teacher", "other_room"),
                OFFICE,
                refs={"other_subject": "subject", "other_teacher": "account"},
            ),
        ),
    ),
    Table(
        id=17,
        name="pupil",
        told_by=("surname", "given"),
        partition=SCHOOL,
        fields=(
            Field(1, "name", ("surname", "given", "patronymic"), OFFICE, personal=True),
            Field(2, "merged_into", ("merged_into",), OFFICE, refs={"merged_into": "pupil"}),
        ),
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
            Field(5, "contact", ("address", "phone"), OFFICE, personal=True),
            Field(
                6,
                "second_name",
                ("second_surname", "second_given", "second_patronymic"),
                OFFICE,
                personal=True,
            ),
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
        fields=(Field(1, "sign", ("sign",), check=is_sign),),
        sentence="{day}, {pupil}: {value}",
    ),
    # The school year as the school has made it its own; without a line the shipped one counts.
    Table(
        id=60,
        name="calendar",
        partition=SCHOOL,
        natural=("year",),
        fields=(
            Field(1, BIRTH, ("year",), OFFICE),
            Field(2, "week", ("weekdays",), OFFICE),
            Field(3, "division", ("division",), OFFICE),
            Field(4, "stages", ("stages",), OFFICE),
            Field(5, "source", ("source",), OFFICE),
        ),
        sentence="{value}",
    ),
    Table(
        id=61,
        name="calendar_span",
        partition=SCHOOL,
        natural=("year", "code"),
        fields=(
            Field(1, BIRTH, ("year", "code"), OFFICE),
            Field(2, "kind", ("kind",), OFFICE),
            Field(3, "days", ("starts", "ends"), OFFICE),
            Field(4, "name", ("name_kk", "name_ru"), OFFICE),
            Field(5, "year_levels", ("year_levels",), OFFICE),
            Field(6, "effect", ("effect", "works_as", "moved_to"), OFFICE),
            Field(7, "status", ("status", "reason"), OFFICE),
        ),
        sentence="{value}",
    ),
    Table(
        id=62,
        name="shift",
        partition=SCHOOL,
        natural=("number",),
        fields=(
            Field(1, BIRTH, ("number",), OFFICE),
            Field(2, "slots", ("first_slot", "last_slot"), OFFICE),
        ),
    ),
    Table(
        id=63,
        name="bell_set",
        partition=SCHOOL,
        natural=("code",),
        fields=(
            Field(1, BIRTH, ("code",), OFFICE),
            Field(2, "name", ("name",), OFFICE),
            Field(3, "where", ("year_levels", "weekdays"), OFFICE),
            Field(4, "dates", ("starts", "ends"), OFFICE),
        ),
        sentence="{value}",
    ),
    Table(
        id=64,
        name="bell_time",
        partition=SCHOOL,
        natural=("bell_set", "slot"),
        fields=(
            Field(1, BIRTH, ("bell_set", "slot"), OFFICE, refs={"bell_set": "bell_set"}),
            Field(2, "times", ("starts", "ends"), OFFICE),
        ),
    ),
    # Who came, moved and left, by which order.
    Table(
        id=65,
        name="movement",
        partition=SCHOOL,
        fields=(
            Field(1, "movement", ("pupil", "kind", "day"), OFFICE, refs={"pupil": "pupil"}),
            Field(2, "order", ("order_number", "order_date"), OFFICE),
            Field(
                3,
                "classes",
                ("from_class", "to_class"),
                OFFICE,
                refs={"from_class": "class_group", "to_class": "class_group"},
            ),
            Field(4, "other_school", ("other_school",), OFFICE),
            Field(5, "reason", ("reason",), OFFICE),
        ),
        sentence="{pupil}: {value}",
    ),
    Table(
        id=66,
        name="guardian",
        partition=PERSON,
        scope=_class_scope(_GUARDIAN_PUPIL),
        fields=(
            Field(1, "name", ("surname", "given", "patronymic"), OFFICE, personal=True),
            Field(2, "contact", ("phone", "email", "address"), OFFICE, personal=True),
            Field(3, "work", ("workplace", "position"), OFFICE, personal=True),
        ),
        sentence="{value}",
    ),
    Table(
        id=67,
        name="guardianship",
        partition=PERSON,
        natural=("pupil", "guardian"),
        scope=_class_scope(_GUARDIANSHIP_PUPIL),
        fields=(
            Field(
                1,
                BIRTH,
                ("pupil", "guardian"),
                OFFICE,
                refs={"pupil": "pupil", "guardian": "guardian"},
            ),
            Field(2, "relation", ("relation", "main"), OFFICE),
        ),
        sentence="{pupil}: {value}",
    ),
    Table(
        id=68,
        name="staff_file",
        partition=PERSON,
        natural=("account",),
        fields=(
            Field(1, BIRTH, ("account",), OFFICE, refs={"account": "account"}),
            Field(2, "position", ("position",), OFFICE),
            Field(3, "load", ("rate", "norm_hours"), OFFICE),
            Field(4, "dates", ("hired", "left_on"), OFFICE),
            Field(5, "qualification", ("qualification", "education"), OFFICE, personal=True),
            Field(6, "contact", ("phone", "email"), OFFICE, personal=True),
        ),
        sentence="{value}",
    ),
    Table(
        id=69,
        name="group_member",
        partition=SCHOOL,
        natural=("grp", "pupil"),
        fields=(
            Field(
                1,
                BIRTH,
                ("grp", "pupil"),
                OFFICE,
                refs={"grp": "teaching_group", "pupil": "pupil"},
            ),
            Field(2, "dates", ("starts", "ends"), OFFICE),
        ),
        sentence="{pupil}: {value}",
    ),
    # Classes that one teacher teaches in one room (біріктірілген сынып-жинақ, класс-комплект).
    Table(
        id=70,
        name="class_set",
        partition=SCHOOL,
        natural=("year", "code"),
        fields=(
            Field(1, BIRTH, ("year", "code"), OFFICE),
            Field(2, "name", ("name_kk", "name_ru"), OFFICE),
        ),
        sentence="{value}",
    ),
    Table(
        id=71,
        name="curriculum",
        partition=SCHOOL,
        natural=("class_group", "subject"),
        fields=(
            Field(
                1,
                BIRTH,
                ("class_group", "subject"),
                OFFICE,
                refs={"class_group": "class_group", "subject": "subject"},
            ),
            Field(2, "hours", ("hours",), OFFICE),
            Field(3, "component", ("component",), OFFICE),
            Field(4, "source", ("source",), OFFICE),
        ),
        sentence="{value}",
    ),
    Table(
        id=72,
        name="substitution",
        partition=SCHOOL,
        natural=("grp", "day", "slot"),
        fields=(
            Field(1, BIRTH, ("grp", "day", "slot"), OFFICE, refs={"grp": "teaching_group"}),
            Field(
                2,
                "lesson",
                ("kind", "subject", "teacher", "room"),
                OFFICE,
                refs={"subject": "subject", "teacher": "account"},
            ),
            Field(3, "reason", ("reason",), OFFICE),
        ),
        sentence="{day}: {value}",
    ),
    Table(
        id=73,
        name="teacher_time",
        partition=SCHOOL,
        natural=("account", "weekday", "slot"),
        fields=(
            Field(1, BIRTH, ("account", "weekday", "slot"), OFFICE, refs={"account": "account"}),
            Field(2, "busy", ("busy",), OFFICE),
        ),
    ),
    Table(
        id=74,
        name="room",
        partition=SCHOOL,
        natural=("name",),
        fields=(
            Field(1, BIRTH, ("name",), OFFICE),
            Field(2, "seats", ("seats",), OFFICE),
        ),
        sentence="{value}",
    ),
    # Lists a school is asked for: clubs, transport, boarding, social help, contests.
    Table(
        id=75,
        name="list_entry",
        partition=PERSON,
        scope=_class_scope(_LISTED_PUPIL),
        fields=(
            Field(1, "entry", ("kind", "pupil"), OFFICE, refs={"pupil": "pupil"}),
            Field(2, "title", ("title", "place"), OFFICE, personal=True),
            Field(3, "dates", ("starts", "ends"), OFFICE),
            Field(4, "outcome", ("outcome", "note"), OFFICE, personal=True),
            Field(5, "order", ("order_number", "order_date"), OFFICE),
        ),
        sentence="{pupil}: {value}",
    ),
    # What left the file: archives, and whether they were locked.
    Table(
        id=76,
        name="taken_out",
        partition=ADMIN,
        fields=(
            Field(1, "taken", ("kind", "what", "day"), OFFICE),
            Field(2, "lock", ("plain",), OFFICE),
            Field(3, "taken_by", ("taken_by",), OFFICE, refs={"taken_by": "account"}),
        ),
        sentence="{value}",
    ),
    # What people are asked to consent to: a version is written once and never changed.
    Table(
        id=90,
        name="consent_text",
        partition=ADMIN,
        natural=("code", "version"),
        fields=(
            Field(1, BIRTH, ("code", "version"), OFFICE),
            Field(2, "whose", ("starts", "subjects", "months", "status"), OFFICE),
            Field(3, "title", ("title_kk", "title_ru"), OFFICE),
            Field(4, "purpose", ("purpose_kk", "purpose_ru"), OFFICE),
            Field(5, "data", ("data_kk", "data_ru"), OFFICE),
            Field(6, "third", ("third_kk", "third_ru", "abroad", "published"), OFFICE),
        ),
        sentence="{value}",
    ),
    # Consents (art. 8 of the law on personal data): whose, to which text, by whom, withdrawn when.
    Table(
        id=91,
        name="consent",
        partition=ADMIN,
        fields=(
            Field(
                1,
                "subject",
                ("pupil", "guardian", "account"),
                OFFICE,
                refs={"pupil": "pupil", "guardian": "guardian", "account": "account"},
            ),
            Field(2, "text", ("text",), OFFICE, refs={"text": "consent_text"}),
            Field(3, "giver", ("giver", "relation", "document"), OFFICE, personal=True),
            Field(4, "term", ("starts", "ends"), OFFICE),
            Field(5, "form", ("form",), OFFICE),
            Field(
                6,
                "recorded",
                ("recorded_by", "recorded_on"),
                OFFICE,
                refs={"recorded_by": "account"},
            ),
            Field(7, "withdrawn", ("withdrawn_on", "effect_by"), OFFICE),
        ),
        sentence="{value}",
    ),
    # Requests of persons about their data, and breaches, each with the day when it is due.
    Table(
        id=92,
        name="privacy_case",
        partition=ADMIN,
        fields=(
            Field(1, "case", ("kind", "day", "due"), OFFICE),
            Field(2, "applicant", ("applicant", "relation"), OFFICE, personal=True),
            Field(3, "what", ("what", "persons"), OFFICE, personal=True),
            Field(4, "answer", ("answered_on", "answer"), OFFICE, personal=True),
        ),
        sentence="{value}",
    ),
    Table(
        id=93,
        name="privacy_term",
        partition=ADMIN,
        natural=("code",),
        fields=(
            Field(1, BIRTH, ("code",), OFFICE),
            Field(2, "days", ("days", "source"), OFFICE),
        ),
        sentence="{value}",
    ),
    # How long what is kept (art. 12), where the school has checked a term that was to check.
    Table(
        id=94,
        name="retention",
        partition=ADMIN,
        natural=("record", "starts"),
        fields=(
            Field(1, BIRTH, ("record", "starts"), OFFICE),
            Field(2, "years", ("years", "basis"), OFFICE),
        ),
        sentence="{value}",
    ),
    # That a person is to be forgotten: one proposes it, another confirms.
    Table(
        id=95,
        name="forgetting",
        partition=ADMIN,
        fields=(
            Field(
                1,
                "proposal",
                ("pupil", "ground", "proposed_by", "proposed_on"),
                OFFICE,
                refs={"pupil": "pupil", "proposed_by": "account"},
            ),
            Field(2, "asked_by", ("asked_by",), OFFICE, refs={"asked_by": "privacy_case"}),
        ),
        sentence="{value}",
    ),
    # Rows whose personal values are to go, on every computer: by table and travelling key.
    Table(
        id=96,
        name="forgotten",
        partition=ADMIN,
        natural=("tbl", "key"),
        append_only=True,
        fields=(
            Field(1, BIRTH, ("tbl", "key"), OFFICE),
            Field(
                2,
                "confirmed",
                ("forgetting", "confirmed_by", "confirmed_on"),
                OFFICE,
                refs={"forgetting": "forgetting", "confirmed_by": "account"},
            ),
        ),
        sentence="{value}",
    ),
    # Within how many days what is answered from a day on; `privacy_term` knew no day.
    Table(
        id=120,
        name="answer_term",
        partition=ADMIN,
        natural=("code", "starts"),
        fields=(
            Field(1, BIRTH, ("code", "starts"), OFFICE),
            Field(2, "days", ("days", "source"), OFFICE),
        ),
        sentence="{value}",
    ),
)
