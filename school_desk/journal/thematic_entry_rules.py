"""What may be typed or pasted in a row of the thematic plan; a whole block or nothing of it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.journal.model import Work
from school_desk.journal.thematic_model import FIELD_NAMES, MOST_HOURS, PlanField, PlanRow, RowKind
from school_desk.journal.works import HIGHEST_TOP
from school_desk.school.model import Term
from school_desk.school.names import fold
from school_desk.school.texts import as_line, as_quote

MOST_ROWS = 400
"""A year of the subject with the most lessons has about 200."""

_DAY = re.compile(r"(\d{1,2})[.,/\-](\d{1,2})(?:[.,/\-](\d{4}|\d{2}))?\.?(?:\s*(?:ж|г)\.?)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_NUMBER = re.compile(
    r"(\d{1,4})(?:[.,]0+)?(?:\s*(?:сағ|сағат|ч|час|часа|часов|балл|балла|баллов)\.?)?"
)
_CENTURY = 2000

KIND_WORDS: Mapping[str, RowKind] = {
    "сабак": RowKind.LESSON,
    "урок": RowKind.LESSON,
    fold("Lesson"): RowKind.LESSON,
    "бжб": RowKind.UNIT_SUMMATIVE,
    "сор": RowKind.UNIT_SUMMATIVE,
    "тжб": RowKind.TERM_SUMMATIVE,
    "соч": RowKind.TERM_SUMMATIVE,
    "кайталау": RowKind.REVISION,
    "повторение": RowKind.REVISION,
    "такырыпша": RowKind.HEADER,
    "заголовок": RowKind.HEADER,
    fold("SAU"): RowKind.UNIT_SUMMATIVE,
    fold("SAT"): RowKind.TERM_SUMMATIVE,
    fold("Revision"): RowKind.REVISION,
    fold("Heading"): RowKind.HEADER,
}
"""Words for kinds in three languages, as `fold` leaves them; the beginning of one will do."""


class PlanCellError(DeskError):
    """A text that does not fit in its cell of the plan."""

    sentence = N_("«{text}» does not fit in «{field}». Nothing was written.")


class HoursError(PlanCellError):
    """Hours that no topic takes."""

    sentence = N_("Hours are a whole number between 1 and {most}, not «{text}».")


class TopError(PlanCellError):
    """A maximum that no work can have."""

    sentence = N_("The maximum of points is between 1 and {most}, not «{text}».")


class DayError(PlanCellError):
    """A text that is no day."""

    sentence = N_("«{text}» is not a date. Write day and month, such as 25.09.")


class DayOutsideError(PlanCellError):
    """A day outside the school year."""

    sentence = N_("The day {text} is not in this school year. Check the date.")


class KindError(PlanCellError):
    """A word that is no kind of row."""

    sentence = N_("«{text}» is not a kind of row. Write lesson, SAU, SAT, revision or heading.")


class PlanBlockError(DeskError):
    """A pasted block of which something does not fit; `problems` has all of it."""

    sentence = N_("Cells that do not fit: {count}. Nothing was written. {first}")

    def __init__(self, problems: Sequence["CellProblem"]) -> None:
        super().__init__(count=len(problems), first=problems[0].text)
        self.problems = tuple(problems)


class PlanFullError(DeskError):
    """More rows than a year can have."""

    sentence = N_("A plan has at most {most} rows. Nothing was written.")


class RowGoneError(DeskError):
    """The row was deleted meanwhile."""

    sentence = N_("This row of the plan is not there any more. Nothing was written.")


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with a cell of a pasted block: its line and column there, from 1."""

    line: int
    column: int
    text: Text


def accept_cell(row: PlanRow, at: PlanField, value: object, terms: Sequence[Term]) -> PlanRow:
    """The row with a cell as it was typed (or as a spreadsheet has it), or raise."""
    if at in _READERS:
        return _accepted(row, at, _READERS[at](value, terms))
    return replace(row, **{at.value: as_line(_text(value))})  # type: ignore[arg-type]  # a text field


def _accepted(row: PlanRow, at: PlanField, found: object) -> PlanRow:
    changed: PlanRow = replace(row, **{at.value: found})  # type: ignore[arg-type]  # by its reader
    if at is PlanField.KIND:
        hours = 0 if changed.kind is RowKind.HEADER else max(1, row.hours)
        return replace(changed, hours=hours)
    if at is PlanField.HOURS and changed.kind is RowKind.HEADER:
        return replace(changed, hours=0)
    return changed


def read_kind(value: object, _terms: Sequence[Term] = ()) -> RowKind:
    """The kind that a word names, in Kazakh or Russian.

    >>> read_kind("БЖБ").value, read_kind("Повт").value, read_kind("").value
    ('unit_summative', 'revision', 'lesson')
    """
    words = fold(_text(value).partition("/")[0])
    if not words:
        return RowKind.LESSON
    found = {kind for word, kind in KIND_WORDS.items() if word.startswith(words)}
    if len(found) != 1:
        raise KindError(text=as_quote(_text(value)), field=Text(FIELD_NAMES[PlanField.KIND]))
    return found.pop()


def read_hours(value: object, _terms: Sequence[Term] = ()) -> int:
    """Whole hours; an empty cell is one."""
    text = _text(value).strip()
    found = _NUMBER.fullmatch(text.casefold())
    hours = int(found[1]) if found else 0 if text else 1
    if not 1 <= hours <= MOST_HOURS:
        raise HoursError(text=as_quote(text), most=MOST_HOURS)
    return hours


def read_top(value: object, _terms: Sequence[Term] = ()) -> int | None:
    """The maximum of points; an empty cell is none."""
    text = _text(value).strip()
    found = _NUMBER.fullmatch(text.casefold())
    if not text:
        return None
    if not found or not 1 <= int(found[1]) <= HIGHEST_TOP:
        raise TopError(text=as_quote(text), most=HIGHEST_TOP)
    return int(found[1])


def read_day(value: object, terms: Sequence[Term]) -> date | None:
    """A day of the school year: 25.09, 25.09.2026, 2026-09-25 or a cell of dates."""
    if isinstance(value, datetime):
        return _within(value.date(), value, terms)
    if isinstance(value, date):
        return _within(value, value, terms)
    text = _text(value).strip()
    if not text:
        return None
    found = _DAY.fullmatch(text)
    iso = _ISO.fullmatch(text)
    if found:
        return _within(_short(found, terms), text, terms)
    if iso:
        return _within(_made(*(int(part) for part in iso.groups())), text, terms)
    raise DayError(text=as_quote(text))


def _short(found: re.Match[str], terms: Sequence[Term]) -> date | None:
    day, month, year = found.groups()
    if year:
        return _made(int(year) % _CENTURY + _CENTURY, int(month), int(day))
    years = sorted({edge.year for term in terms for edge in (term.starts, term.ends)})
    days = (_made(one, int(month), int(day)) for one in years)
    return next((one for one in days if one and _in_year(one, terms)), None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _within(day: date | None, said: object, terms: Sequence[Term]) -> date:
    if day is None:
        raise DayError(text=as_quote(_text(said)))
    if not _in_year(day, terms):
        raise DayOutsideError(text=day)
    return day


def _in_year(day: date, terms: Sequence[Term]) -> bool:
    return not terms or terms[0].starts <= day <= terms[-1].ends


def _text(value: object) -> str:
    """A cell as text; a whole number of a spreadsheet has no point.

    >>> _text(3.0), _text(None), _text("а")
    ('3', '', 'а')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


Reader = Callable[[object, Sequence[Term]], object]

_READERS: Mapping[PlanField, Reader] = {
    PlanField.KIND: read_kind,
    PlanField.HOURS: read_hours,
    PlanField.DAY: read_day,
    PlanField.TOP: read_top,
}


def accept_block(
    rows: Sequence[PlanRow],
    fields: Sequence[PlanField],
    block: Sequence[Sequence[str]],
    terms: Sequence[Term],
) -> tuple[PlanRow, ...]:
    """The rows with a pasted block in them, line for line; all its problems at once.

    Lines longer than there are fields are cut only where the rest is empty.
    """
    done, problems = [], []
    for line, (row, cells) in enumerate(zip(rows, block, strict=True), 1):
        changed = row
        for column, text in enumerate(cells):
            try:
                changed = _pasted(changed, column, fields, text, terms)
            except PlanCellError as error:
                told = Text(error.sentence, error.facts)
                problems.append(CellProblem(line, column + 1, told))
        done.append(changed)
    if problems:
        raise PlanBlockError(problems)
    return tuple(done)


def _pasted(
    row: PlanRow, column: int, fields: Sequence[PlanField], text: str, terms: Sequence[Term]
) -> PlanRow:
    if column < len(fields):
        return accept_cell(row, fields[column], text, terms)
    if text.strip():
        raise PlanCellError(text=as_quote(text), field="—")
    return row


def same_work(planned: Work, there: Work) -> bool:
    """Whether a work of the page is the one that a row plans."""
    return (planned.kind, planned.number) == (there.kind, there.number)
