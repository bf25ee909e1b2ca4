"""Rows of the rubric of a work as values: sentences that people wrote, ticks that they chose."""

from collections import defaultdict
from collections.abc import Mapping

from school_desk.journal.attainment import Attainment
from school_desk.journal.rubric import RUBRIC_LANGUAGES, KeptRow, Part, Ticks
from school_desk.storage.engine import Connection
from school_desk.storage.unit_of_work import UnitOfWork

COLUMNS = tuple((part, language) for part in Part for language in RUBRIC_LANGUAGES)


def load_rows(db: Connection, summative: int) -> Mapping[int, KeptRow]:
    """What was written in the rubric of a work, by the number of the row."""
    names = ", ".join(f"{part.value}_{language}" for part, language in COLUMNS)
    rows = db.execute(
        f"SELECT row, number, {names} FROM rubric_row WHERE alive AND summative = ?",
        (summative,),
    )
    return {
        number: KeptRow(row, {key: text for key, text in zip(COLUMNS, texts, strict=True) if text})
        for row, number, *texts in rows
    }


def load_numbers(db: Connection, summative: int) -> frozenset[int]:
    """All numbers of rows that a rubric ever had: a deleted row would come back with its texts."""
    rows = db.execute("SELECT number FROM rubric_row WHERE summative = ?", (summative,))
    return frozenset(number for (number,) in rows)


def load_ticks(db: Connection, summative: int) -> Ticks:
    """The attainments that people chose, by the number of the row and pupil."""
    rows = db.execute(
        "SELECT r.number, t.pupil, t.attainment FROM rubric_tick AS t "
        "JOIN rubric_row AS r ON r.row = t.rubric_row "
        "WHERE t.alive AND r.summative = ? AND t.attainment IS NOT NULL",
        (summative,),
    )
    found: dict[int, dict[int, Attainment]] = defaultdict(dict)
    for number, pupil, attainment in rows:
        found[number][pupil] = Attainment(attainment)
    return found


def save_row(
    work: UnitOfWork, class_part: str, summative: int, number: int, **texts: str | None
) -> int:
    """The row of a number, made when somebody first writes or chooses in it."""
    return work.born("rubric_row", class_part, summative=summative, number=number, **texts)


def save_tick(
    work: UnitOfWork, class_part: str, row: int, pupil: int, attainment: Attainment | None
) -> None:
    """An attainment that a person chose; None lets the proposed one count again."""
    value = attainment.value if attainment else None
    work.born("rubric_tick", class_part, rubric_row=row, pupil=pupil, attainment=value)
