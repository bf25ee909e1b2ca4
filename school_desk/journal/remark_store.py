"""Rows of remarks and of observed lessons as values."""

from collections.abc import Mapping
from datetime import date

from school_desk.journal.remark_model import Observation, Remark, RemarkPlace
from school_desk.school.model import ClassGroup, PersonName
from school_desk.storage.engine import Connection, Row
from school_desk.storage.unit_of_work import UnitOfWork

Names = Mapping[int, PersonName]
"""Everybody who ever signed in, by account."""

_FACTS = 10
"""How many columns say what a line is about, before its texts."""

REMARKS = (
    "SELECT r.row, r.class_group, r.grp, r.subject, c.year_level, c.letter, "
    "s.name_kk, s.name_ru, s.name_en, r.day, r.text, r.written_by, r.done_on, r.done_by, r.answer "
    "FROM remark AS r JOIN class_group AS c ON c.row = r.class_group "
    "LEFT JOIN subject AS s ON s.row = r.subject "
    "WHERE r.alive AND r.day IS NOT NULL AND c.year = ?"
)
OBSERVATIONS = (
    "SELECT o.row, o.grp, o.subject, c.row, c.year_level, c.letter, s.name_kk, s.name_ru, "
    "s.name_en, o.day, o.slot, o.teacher, o.aim, o.seen, o.advice, o.written_by "
    "FROM lesson_observation AS o JOIN teaching_group AS g ON g.row = o.grp "
    "JOIN class_group AS c ON c.row = g.class_group JOIN subject AS s ON s.row = o.subject "
    "WHERE o.alive AND o.day IS NOT NULL AND c.year = ? ORDER BY o.day DESC, o.row DESC"
)


def load_remarks(
    db: Connection, year: str, names: Names, class_group: int | None = None
) -> tuple[Remark, ...]:
    """The remarks of a school year, of a class or of all."""
    only = "" if class_group is None else " AND r.class_group = ?"
    facts = () if class_group is None else (class_group,)
    return tuple(_remark(row, names) for row in db.execute(REMARKS + only, (year, *facts)))


def load_remark_place(db: Connection, remark: int) -> RemarkPlace | None:
    """What a remark is about, if it is still there."""
    found = db.execute(
        "SELECT class_group, grp, subject FROM remark WHERE alive AND row = ?", (remark,)
    ).fetchone()
    return RemarkPlace(*found) if found else None


def load_form_tutor(db: Connection, class_group: int) -> int | None:
    """The account of a class's form tutor."""
    found = db.execute(
        "SELECT form_tutor FROM class_group WHERE row = ?", (class_group,)
    ).fetchone()
    return found[0] if found else None


def load_observations(db: Connection, year: str, names: Names) -> tuple[Observation, ...]:
    """The observed lessons of a school year, the newest first."""
    return tuple(_observation(row, names) for row in db.execute(OBSERVATIONS, (year,)))


def load_observed_page(db: Connection, row: int) -> tuple[int, int] | None:
    """Teaching group and subject of an observed lesson, if the record is still there."""
    found: tuple[int, int] | None = db.execute(
        "SELECT grp, subject FROM lesson_observation WHERE alive AND row = ?", (row,)
    ).fetchone()
    return found


def save_remark(
    work: UnitOfWork, class_part: str, place: RemarkPlace, day: date, text: str, by: int | None
) -> int:
    """A remark that somebody makes."""
    return work.new(
        "remark",
        class_part,
        class_group=place.class_group,
        grp=place.group,
        subject=place.subject,
        day=day.isoformat(),
        text=text,
        written_by=by,
    )


def save_done(
    work: UnitOfWork, remark: int, day: date | None, by: int | None, answer: str | None
) -> None:
    """Whether (and since when, by whom) a remark is done, with a short answer."""
    done_on = day.isoformat() if day else None
    work.put("remark", remark, done_on=done_on, done_by=by, answer=answer)


def save_observation(work: UnitOfWork, class_part: str, one: Observation, by: int | None) -> int:
    """A record of an observed lesson, or other words of one that is there."""
    facts: Mapping[str, str | int | None] = {
        "grp": one.group,
        "subject": one.subject,
        "day": one.day.isoformat(),
        "slot": one.slot,
        "teacher": one.teacher,
        "aim": one.aim or None,
        "seen": one.seen,
        "advice": one.advice or None,
    }
    if one.id:
        work.put("lesson_observation", one.id, **facts)
        return one.id
    return work.new("lesson_observation", class_part, **facts, written_by=by)


def _remark(row: Row, names: Names) -> Remark:
    number, class_group, group, subject, year_level, letter, kk, ru, en, day = row[:_FACTS]
    text, by, done_on, done_by, answer = row[_FACTS:]
    return Remark(
        id=number,
        place=RemarkPlace(class_group, group, subject),
        class_label=ClassGroup(class_group, year_level, letter or "").label,
        subject_names=_names_of(kk, ru, en) if subject else {},
        day=date.fromisoformat(day),
        text=text or "",
        writer=_full(names, by),
        written_by=by,
        done_on=date.fromisoformat(done_on) if done_on else None,
        done_by=_full(names, done_by),
        answer=answer or "",
    )


def _observation(row: Row, names: Names) -> Observation:
    number, group, subject, class_group, year_level, letter, kk, ru, en, day = row[:_FACTS]
    slot, teacher, aim, seen, advice, by = row[_FACTS:]
    return Observation(
        id=number,
        group=group,
        subject=subject,
        class_group=class_group,
        class_label=ClassGroup(class_group, year_level, letter or "").label,
        subject_names=_names_of(kk, ru, en),
        day=date.fromisoformat(day),
        slot=slot,
        teacher=teacher,
        teacher_name=_full(names, teacher),
        aim=aim or "",
        seen=seen or "",
        advice=advice or "",
        writer=_full(names, by),
    )


def _names_of(kk: str | None, ru: str | None, en: str | None) -> Mapping[str, str]:
    return {"kk": kk or "", "ru": ru or kk or "", "en": en or kk or ""}


def _full(names: Names, account: int | None) -> str:
    name = names.get(account or 0)
    return name.full if name else ""
