"""What is kept of the register: lessons, columns, summative works, marks, by class group."""

from collections.abc import Callable

from school_desk.intents import Scope
from school_desk.storage.engine import Connection
from school_desk.storage.registry import BIRTH, Field, Policy, Table, Values

CLASS = "class/"
SCHOOL = "school/"
OFFICE = Policy.ASK_OFFICE


def are_points(values: Values) -> bool:
    """Whether what came from elsewhere are points: a whole number, none below nothing."""
    return type(values[0]) is int and values[0] >= 0


ScopeOf = Callable[[Connection, int, int | None], Scope]


def _scope(db: Connection, sql: str, row: int) -> Scope:
    found = db.execute(sql, (row,)).fetchone()
    if found is None:
        return Scope()
    return Scope(group=found[0], subject=found[1], class_group=found[2])


def _lesson_scope(db: Connection, row: int, pupil: int | None) -> Scope:  # noqa: ARG001
    return _scope(
        db,
        "SELECT l.grp, l.subject, g.class_group FROM lesson AS l "
        "JOIN teaching_group AS g ON g.row = l.grp WHERE l.row = ?",
        row,
    )


def _column_scope(db: Connection, row: int, pupil: int | None) -> Scope:  # noqa: ARG001
    return _scope(
        db,
        "SELECT l.grp, l.subject, g.class_group FROM lesson_column AS c "
        "JOIN lesson AS l ON l.row = c.lesson JOIN teaching_group AS g ON g.row = l.grp "
        "WHERE c.row = ?",
        row,
    )


def _summative_scope(db: Connection, row: int, pupil: int | None) -> Scope:  # noqa: ARG001
    return _scope(
        db,
        "SELECT s.grp, s.subject, g.class_group FROM summative AS s "
        "JOIN teaching_group AS g ON g.row = s.grp WHERE s.row = ?",
        row,
    )


def _by(table: str, link: str, target: Callable[[Connection, int, int | None], Scope]) -> ScopeOf:
    """The scope of a row that belongs to another row."""

    def scope(db: Connection, row: int, pupil: int | None) -> Scope:
        found = db.execute(f"SELECT {link} FROM {table} WHERE row = ?", (row,)).fetchone()
        return target(db, found[0], pupil) if found and found[0] is not None else Scope()

    return scope


def _of_page(table: str) -> ScopeOf:
    """The scope of a row that names its page: teaching group and subject."""
    sql = (
        f"SELECT r.grp, r.subject, g.class_group FROM {table} AS r "
        "JOIN teaching_group AS g ON g.row = r.grp WHERE r.row = ?"
    )
    return lambda db, row, pupil: _scope(db, sql, row)  # noqa: ARG005


def _remark_scope(db: Connection, row: int, pupil: int | None) -> Scope:  # noqa: ARG001
    return _scope(db, "SELECT grp, subject, class_group FROM remark WHERE row = ?", row)


def _pupil_scope(table: str) -> ScopeOf:
    """The scope of a row about one pupil of a class group."""
    sql = f"SELECT NULL, NULL, class_group FROM {table} WHERE row = ?"
    return lambda db, row, pupil: _scope(db, sql, row)  # noqa: ARG005


def _past_scope(db: Connection, row: int, pupil: int | None) -> Scope:  # noqa: ARG001
    return _scope(
        db,
        "SELECT NULL, NULL, m.class_group FROM past_mark AS p "
        "JOIN membership AS m ON m.pupil = p.pupil AND m.alive "
        "JOIN class_group AS c ON c.row = m.class_group "
        "WHERE p.row = ? ORDER BY c.year DESC LIMIT 1",
        row,
    )


_of_closing = _of_page("closing")
_of_task = _by("work_task", "summative", _summative_scope)
_of_descriptor = _by("descriptor", "task", _of_task)
_of_rubric = _by("rubric_row", "summative", _summative_scope)
_of_lesson_plan = _by("lesson_plan", "lesson", _lesson_scope)

PAGE = {"grp": "teaching_group", "subject": "subject"}

TABLES = (
    Table(
        id=30,
        name="lesson",
        told_by=("day",),
        partition=CLASS,
        natural=("grp", "subject", "day", "slot"),
        kept=True,
        scope=_lesson_scope,
        fields=(
            Field(1, BIRTH, ("grp", "subject", "day", "slot"), refs=PAGE),
            Field(2, "topic", ("topic",), Policy.LATEST),
            Field(3, "objective", ("objective",), Policy.LATEST),
            Field(4, "homework", ("homework",), Policy.LATEST),
            Field(5, "cancelled", ("cancelled",), Policy.LATEST),
            # In a combined hour: minutes with the teacher, and whether they come first.
            Field(6, "minutes", ("teacher_minutes", "teacher_first"), Policy.LATEST),
        ),
        sentence="{day}: {value}",
    ),
    Table(
        id=31,
        name="lesson_column",
        partition=CLASS,
        natural=("lesson", "n"),
        kept=True,
        scope=_column_scope,
        fields=(
            Field(1, BIRTH, ("lesson", "n"), refs={"lesson": "lesson"}),
            Field(2, "open", ("open",), Policy.LATEST),
        ),
    ),
    Table(
        id=32,
        name="summative",
        told_by=("kind", "number"),
        partition=CLASS,
        natural=("grp", "subject", "term", "kind", "number"),
        scope=_summative_scope,
        fields=(
            Field(1, BIRTH, ("grp", "subject", "term", "kind", "number"), refs=PAGE),
            Field(2, "plan", ("top", "title")),
            Field(3, "date", ("day", "slot")),
        ),
        sentence="{title}: {value}",
    ),
    Table(
        id=33,
        name="mark",
        partition=CLASS,
        packed=1,
        parent="lesson_column",
        member="pupil",
        scope=_column_scope,
        fields=(Field(1, "points", ("points",), check=are_points),),
        sentence="{lesson}, {pupil}: {value}",
    ),
    Table(
        id=34,
        name="work_points",
        partition=CLASS,
        packed=3,
        parent="summative",
        member="pupil",
        scope=_summative_scope,
        fields=(Field(1, "points", ("points",), check=are_points),),
        sentence="{work}, {pupil}: {value}",
    ),
    # What a summative work is made of.
    Table(
        id=35,
        name="work_task",
        partition=CLASS,
        natural=("summative", "number"),
        scope=_of_task,
        fields=(
            Field(1, BIRTH, ("summative", "number"), refs={"summative": "summative"}),
            Field(2, "task", ("text", "criterion")),
            Field(3, "objectives", ("objectives",)),
        ),
        sentence="{work}, {number}: {value}",
    ),
    Table(
        id=36,
        name="descriptor",
        partition=CLASS,
        natural=("task", "number"),
        scope=_of_descriptor,
        fields=(
            Field(1, BIRTH, ("task", "number"), refs={"task": "work_task"}),
            Field(2, "descriptor", ("text", "points")),
        ),
        sentence="{work}, {number}: {value}",
    ),
    Table(
        id=37,
        name="descriptor_points",
        partition=CLASS,
        packed=4,
        parent="descriptor",
        member="pupil",
        scope=_of_descriptor,
        fields=(Field(1, "points", ("points",), check=are_points),),
        sentence="{work}, {pupil}: {value}",
    ),
    Table(
        id=38,
        name="sitting",
        partition=CLASS,
        natural=("summative", "pupil"),
        scope=_by("sitting", "summative", _summative_scope),
        fields=(
            Field(
                1,
                BIRTH,
                ("summative", "pupil"),
                refs={"summative": "summative", "pupil": "pupil"},
            ),
            Field(2, "day", ("day",)),
            Field(3, "reason", ("reason",)),
        ),
        sentence="{work}, {pupil}: {value}",
    ),
    Table(
        id=39,
        name="imported_work",
        partition=CLASS,
        natural=("pupil", "grp", "subject", "term", "kind", "number"),
        scope=_of_page("imported_work"),
        fields=(
            Field(
                1,
                BIRTH,
                ("pupil", "grp", "subject", "term", "kind", "number"),
                refs={"pupil": "pupil", **PAGE},
            ),
            Field(2, "points", ("points", "top")),
            Field(3, "source", ("source",)),
        ),
        sentence="{work}, {pupil}: {value}",
    ),
    Table(
        id=40,
        name="objective",
        partition=SCHOOL,
        natural=("subject", "code"),
        fields=(
            Field(1, BIRTH, ("subject", "code"), refs={"subject": "subject"}),
            Field(2, "text", ("text_kk", "text_ru"), Policy.LATEST),
        ),
        sentence="{value}",
    ),
    # What is written about the results of a page; `…_of` is a mark of the data it was written of.
    Table(
        id=41,
        name="analysis",
        partition=CLASS,
        natural=("grp", "subject", "period"),
        scope=_of_page("analysis"),
        fields=(
            Field(1, BIRTH, ("grp", "subject", "period"), refs=PAGE),
            Field(2, "aim", ("aim",), Policy.LATEST),
            Field(3, "results", ("results", "results_of"), Policy.LATEST),
            Field(4, "difficulties", ("difficulties", "difficulties_of"), Policy.LATEST),
            Field(5, "reasons", ("reasons",), Policy.LATEST),
            Field(6, "correction", ("correction",), Policy.LATEST),
        ),
        sentence="{value}",
    ),
    Table(
        id=42,
        name="work_analysis",
        partition=CLASS,
        natural=("summative",),
        scope=_by("work_analysis", "summative", _summative_scope),
        fields=(
            Field(1, BIRTH, ("summative",), refs={"summative": "summative"}),
            Field(2, "achieved", ("achieved", "achieved_of"), Policy.LATEST),
            Field(3, "difficult", ("difficult", "difficult_of"), Policy.LATEST),
        ),
        sentence="{work}: {value}",
    ),
    Table(
        id=43,
        name="rubric_row",
        partition=CLASS,
        natural=("summative", "number"),
        scope=_of_rubric,
        fields=(
            Field(1, BIRTH, ("summative", "number"), refs={"summative": "summative"}),
            Field(2, "criterion", ("criterion_kk", "criterion_ru"), Policy.LATEST),
            Field(3, "low", ("low_kk", "low_ru"), Policy.LATEST),
            Field(4, "middle", ("middle_kk", "middle_ru"), Policy.LATEST),
            Field(5, "high", ("high_kk", "high_ru"), Policy.LATEST),
        ),
        sentence="{work}, {number}: {value}",
    ),
    Table(
        id=44,
        name="rubric_tick",
        partition=CLASS,
        natural=("rubric_row", "pupil"),
        scope=_by("rubric_tick", "rubric_row", _of_rubric),
        fields=(
            Field(
                1,
                BIRTH,
                ("rubric_row", "pupil"),
                refs={"rubric_row": "rubric_row", "pupil": "pupil"},
            ),
            Field(2, "attainment", ("attainment",)),
        ),
        sentence="{work}, {pupil}: {value}",
    ),
    # Plans.
    Table(
        id=45,
        name="plan_row",
        partition=CLASS,
        scope=_of_page("plan_row"),
        fields=(
            Field(1, "page", ("grp", "subject"), refs=PAGE),
            Field(2, "place", ("term", "position"), Policy.LATEST),
            Field(3, "kind", ("kind",), Policy.LATEST),
            Field(4, "unit", ("unit",), Policy.LATEST),
            Field(5, "topic", ("topic",), Policy.LATEST),
            Field(6, "objectives", ("objectives",), Policy.LATEST),
            Field(7, "hours", ("hours",), Policy.LATEST),
            Field(8, "day", ("day",), Policy.LATEST),
            Field(9, "note", ("note",), Policy.LATEST),
            Field(10, "top", ("top",), Policy.LATEST),
            Field(11, "homework", ("homework",), Policy.LATEST),
        ),
        sentence="{value}",
    ),
    Table(
        id=46,
        name="lesson_plan",
        partition=CLASS,
        natural=("lesson",),
        scope=_of_lesson_plan,
        fields=(
            Field(1, BIRTH, ("lesson",), refs={"lesson": "lesson"}),
            Field(2, "aim", ("aim",), Policy.LATEST),
            Field(3, "unit", ("unit",), Policy.LATEST),
            Field(4, "objectives", ("objectives",), Policy.LATEST),
            Field(5, "note", ("note",), Policy.LATEST),
        ),
        sentence="{value}",
    ),
    Table(
        id=47,
        name="lesson_plan_stage",
        partition=CLASS,
        natural=("lesson_plan", "number"),
        scope=_by("lesson_plan_stage", "lesson_plan", _of_lesson_plan),
        fields=(
            Field(1, BIRTH, ("lesson_plan", "number"), refs={"lesson_plan": "lesson_plan"}),
            Field(2, "stage", ("name", "minutes"), Policy.LATEST),
            Field(3, "teacher", ("teacher_does",), Policy.LATEST),
            Field(4, "pupil", ("pupil_does",), Policy.LATEST),
            Field(5, "assessment", ("assessment",), Policy.LATEST),
            Field(6, "resources", ("resources",), Policy.LATEST),
        ),
        sentence="{value}",
    ),
    # What stands beside the marks.
    Table(
        id=48,
        name="verdict",
        partition=CLASS,
        natural=("grp", "subject", "period", "pupil"),
        scope=_of_page("verdict"),
        fields=(
            Field(1, BIRTH, ("grp", "subject", "period", "pupil"), refs={**PAGE, "pupil": "pupil"}),
            Field(2, "passed", ("passed",)),
        ),
        sentence="{pupil}: {value}",
    ),
    Table(
        id=49,
        name="remark",
        partition=CLASS,
        scope=_remark_scope,
        fields=(
            Field(
                1,
                "place",
                ("class_group", "grp", "subject"),
                refs={"class_group": "class_group", **PAGE},
            ),
            Field(2, "text", ("day", "text"), Policy.LATEST),
            Field(3, "written_by", ("written_by",), refs={"written_by": "account"}),
            Field(4, "done", ("done_on", "done_by"), refs={"done_by": "account"}),
            Field(5, "answer", ("answer",), Policy.LATEST),
        ),
        sentence="{value}",
    ),
    Table(
        id=50,
        name="lesson_observation",
        partition=CLASS,
        scope=_of_page("lesson_observation"),
        fields=(
            Field(
                1,
                "lesson",
                ("grp", "subject", "day", "slot", "teacher"),
                refs={**PAGE, "teacher": "account"},
            ),
            Field(2, "aim", ("aim",), Policy.LATEST),
            Field(3, "seen", ("seen",), Policy.LATEST),
            Field(4, "advice", ("advice",), Policy.LATEST),
            Field(5, "written_by", ("written_by",), refs={"written_by": "account"}),
        ),
        sentence="{value}",
    ),
    Table(
        id=51,
        name="carried",
        partition=CLASS,
        natural=("grp", "subject", "target", "pupil"),
        scope=_of_page("carried"),
        fields=(
            Field(1, BIRTH, ("grp", "subject", "target", "pupil"), refs={**PAGE, "pupil": "pupil"}),
            Field(2, "value", ("value",), Policy.LATEST),
        ),
        sentence="{pupil}: {value}",
    ),
    # What a school decides about its rules.
    Table(
        id=52,
        name="rule_choice",
        partition=SCHOOL,
        natural=("year", "term"),
        fields=(
            Field(1, BIRTH, ("year", "term"), OFFICE),
            Field(2, "ruleset", ("ruleset",), OFFICE),
        ),
        sentence="{value}",
    ),
    Table(
        id=53,
        name="rule_value",
        partition=SCHOOL,
        natural=("ruleset", "key"),
        fields=(
            Field(1, BIRTH, ("ruleset", "key"), OFFICE),
            Field(2, "value", ("value",), OFFICE),
        ),
        sentence="{value}",
    ),
    # Closing: what a page came to is stored once, and never reckoned anew.
    Table(
        id=80,
        name="closing",
        partition=CLASS,
        natural=("grp", "subject", "period"),
        scope=_of_closing,
        fields=(
            Field(1, BIRTH, ("grp", "subject", "period"), refs=PAGE),
            Field(
                2,
                "closed",
                ("closed_on", "closed_by", "ruleset"),
                # Two deputies who close a page at once agree, if its marks do.
                Policy.LATEST,
                refs={"closed_by": "account"},
            ),
            Field(
                3,
                "reopened",
                ("reopened_on", "reopened_by", "reason"),
                OFFICE,
                refs={"reopened_by": "account"},
            ),
            Field(
                4,
                "declined",
                ("declined_on", "declined_by", "declined_for"),
                OFFICE,
                refs={"declined_by": "account"},
            ),
        ),
        sentence="{value}",
    ),
    Table(
        id=81,
        name="closed_mark",
        partition=CLASS,
        packed=5,
        parent="closing",
        member="pupil",
        scope=_of_closing,
        fields=(Field(1, "result", ("standing", "mark", "passed", "percent"), OFFICE),),
        sentence="{pupil}: {value}",
    ),
    # Exams and works that settle a year mark; `kind` says which.
    Table(
        id=82,
        name="exam",
        partition=CLASS,
        natural=("pupil", "class_group", "subject", "kind"),
        scope=_pupil_scope("exam"),
        fields=(
            Field(
                1,
                BIRTH,
                ("pupil", "class_group", "subject", "kind"),
                refs={"pupil": "pupil", "class_group": "class_group", "subject": "subject"},
            ),
            Field(2, "result", ("points", "top", "mark"), OFFICE),
            Field(3, "day", ("day",), OFFICE),
        ),
        sentence="{pupil}: {value}",
    ),
    # Marks of terms and years without a register here, with the paper they stand on.
    Table(
        id=83,
        name="past_mark",
        partition=CLASS,
        natural=("pupil", "year", "subject", "period"),
        scope=_past_scope,
        fields=(
            Field(
                1,
                BIRTH,
                ("pupil", "year", "subject", "period"),
                refs={"pupil": "pupil", "subject": "subject"},
            ),
            Field(2, "mark", ("mark", "passed"), OFFICE),
            Field(3, "source", ("source",), OFFICE),
        ),
        sentence="{pupil}: {value}",
    ),
    # What the council decided about a pupil at the end of a year.
    Table(
        id=84,
        name="decision",
        partition=CLASS,
        natural=("pupil", "class_group"),
        scope=_pupil_scope("decision"),
        fields=(
            Field(
                1,
                BIRTH,
                ("pupil", "class_group"),
                refs={"pupil": "pupil", "class_group": "class_group"},
            ),
            Field(2, "outcome", ("outcome",), OFFICE),
            Field(3, "order", ("order_number", "order_date"), OFFICE),
            Field(4, "award", ("award", "award_order"), OFFICE),
            Field(5, "note", ("note",), Policy.LATEST),
        ),
        sentence="{pupil}: {value}",
    ),
)
