"""What the papers of the year's end say: the summary of marks, proposals to the council."""

from collections.abc import Iterator

from school_desk import formats
from school_desk.documents.voices import Lines, Voices, class_in, told
from school_desk.errors import N_
from school_desk.journal.trail_paper import (
    PROPOSALS,
    PUPIL,
    YEAR,
    PaperColumn,
    PaperTable,
)
from school_desk.journal.year_model import (
    AWARD_WORDS,
    OUTCOME_WORDS,
    ClassYear,
    Decision,
    ExamKind,
    Reason,
    YearCell,
    YearLine,
)

NUMBER, PERIOD = N_("№"), N_("Period")
DECISION, ORDER = N_("Decision of the council"), N_("Order")
PROPOSAL, WHY, AWARDS = N_("Proposed"), N_("Why"), N_("Candidate for")
TERM_NUMBER, YEAR_MARK, FINAL = N_("Term {number}"), N_("Year mark"), N_("Final mark")
EXAM, WORK = N_("Exam"), N_("Summative work for the year")
NO_PUPILS = N_("There are no pupils.")
TUTOR, HEAD_OF_SCHOOL = N_("form tutor"), N_("head of the school")
TO_CHECK = N_("to be checked")
PASS, FAIL = N_("pass"), N_("fail")
SCHOOL_YEAR = N_("School year {year}")


def year_table(year: ClassYear, voices: Voices, *, head: str = "") -> PaperTable:
    """A block of rows for each pupil: terms, year, exam, final mark; a column for each subject."""
    subjects = tuple(
        PaperColumn(
            tuple(column.names.get(voice.language, "") for voice in voices), 0.5, 9, upright=True
        )
        for column in year.columns
    )
    columns = (
        PaperColumn(NUMBER, 0.4, 6),
        PaperColumn(PUPIL, 2.2, 30),
        PaperColumn(PERIOD, 1.3, 18),
        *subjects,
        PaperColumn(DECISION, 2.4, 40),
    )
    rows = tuple(
        row
        for number, line in enumerate(year.lines, start=1)
        for row in _block(number, line, year, voices)
    )
    return PaperTable(YEAR, _about(year, voices), columns, rows, NO_PUPILS, _signers(year, head))


def proposals_table(year: ClassYear, voices: Voices, *, head: str = "") -> PaperTable:
    """What is proposed to the council for each pupil, and why; its decision where there is one."""
    columns = (
        PaperColumn(NUMBER, 0.3, 6),
        PaperColumn(PUPIL, 1.6, 30),
        PaperColumn(PROPOSAL, 1.3, 26),
        PaperColumn(WHY, 2.4, 60),
        PaperColumn(AWARDS, 2.2, 50),
        PaperColumn(DECISION, 1.6, 30),
        PaperColumn(ORDER, 0.9, 18),
    )
    rows = tuple(
        (
            number,
            line.pupil.name.listed,
            told(voices, OUTCOME_WORDS[line.proposal.outcome]),
            _reasons(line.proposal.reasons, year, voices),
            _awards(line, year, voices),
            _decided(line.decision, voices) or " ",
            _order(line.decision, voices) or " ",
        )
        for number, line in enumerate(year.lines, start=1)
    )
    return PaperTable(
        PROPOSALS, _about(year, voices), columns, rows, NO_PUPILS, _signers(year, head)
    )


def reason_lines(one: Reason, year: ClassYear, voices: Voices) -> Lines:
    """A reason in each language, with the names of its subjects."""
    names = {column.subject: column.names for column in year.columns}
    said = told(voices, one.sentence, **one.facts)
    checks = told(voices, TO_CHECK)
    return tuple(
        _reason(text, [names[s].get(voice.language, "") for s in one.subjects if s in names])
        + (f" ({check})" if one.to_check else "")
        for text, voice, check in zip(said, voices, checks, strict=True)
    )


def _reason(text: str, subjects: list[str]) -> str:
    return f"{text}: {', '.join(subjects)}" if subjects else text


def _about(year: ClassYear, voices: Voices) -> tuple[Lines, ...]:
    labels = class_in(year.label, voices)
    years = told(voices, SCHOOL_YEAR, year=year.year)
    return (tuple(f"{label} · {one}" for label, one in zip(labels, years, strict=True)),)


def _signers(year: ClassYear, head: str) -> tuple[tuple[str, str], ...]:
    return ((TUTOR, year.tutor_name), (HEAD_OF_SCHOOL, head)) if year.lines else ()


def _block(
    number: int, line: YearLine, year: ClassYear, voices: Voices
) -> Iterator[tuple[object, ...]]:
    first = True
    for title, marks in _rows(line, year, voices):
        decided = _decision(line.decision, voices) if first else ""
        name = line.pupil.name.listed if first else " "
        yield (number if first else " ", name, title, *marks, decided or " ")
        first = False


def _rows(
    line: YearLine, year: ClassYear, voices: Voices
) -> Iterator[tuple[Lines, tuple[object, ...]]]:
    terms = sorted({term for column in year.columns for p in column.periods for term in p.terms})
    for term in terms:
        ends = [
            next((p.key for p in column.periods if p.terms[-1] == term), "")
            for column in year.columns
        ]
        marks = (_period(cell, key, voices) for cell, key in zip(line.cells, ends, strict=True))
        yield told(voices, TERM_NUMBER, number=term), tuple(marks)
    yield told(voices, YEAR_MARK), tuple(_year(cell, voices) for cell in line.cells)
    for words, kinds in (
        (EXAM, (ExamKind.RESIT, ExamKind.EXAM)),
        (WORK, (ExamKind.EXTRA_WORK, ExamKind.YEAR_WORK)),
    ):
        if _expected(year, kinds):
            yield told(voices, words), tuple(_exam(cell, kinds) for cell in line.cells)
    yield told(voices, FINAL), tuple(_final(cell, voices) for cell in line.cells)


def _expected(year: ClassYear, kinds: tuple[ExamKind, ...]) -> bool:
    """Whether anybody in the class has such a result, or exams are due in its year level."""
    cells = (cell for line in year.lines for cell in line.cells if cell is not None)
    due = year.settings is not None and year.year_level in year.settings.exam_year_levels
    return (due and ExamKind.EXAM in kinds) or any(set(kinds) & cell.exams.keys() for cell in cells)


def _period(cell: YearCell | None, key: str, voices: Voices) -> object:
    found = next((one for one in cell.periods if one.period == key), None) if cell else None
    if found is None:
        return " "
    return _mark(found.mark, found.passed, voices)


def _year(cell: YearCell | None, voices: Voices) -> object:
    return " " if cell is None else _mark(cell.year.mark, cell.year.passed, voices)


def _final(cell: YearCell | None, voices: Voices) -> object:
    return " " if cell is None else _mark(cell.final.mark, cell.year.passed, voices)


def _exam(cell: YearCell | None, kinds: tuple[ExamKind, ...]) -> object:
    exams = cell.exams if cell else {}
    return next((exams[kind].mark for kind in kinds if kind in exams), " ")


def _mark(mark: int | None, passed: bool | None, voices: Voices) -> object:  # noqa: FBT001
    if mark is not None:
        return mark
    return "—" if passed is None else told(voices, PASS if passed else FAIL)


def _reasons(reasons: tuple[Reason, ...], year: ClassYear, voices: Voices) -> Lines:
    lines = [reason_lines(one, year, voices) for one in reasons]
    return tuple("; ".join(parts) for parts in zip(*lines, strict=True)) or ("",) * len(voices)


def _awards(line: YearLine, year: ClassYear, voices: Voices) -> object:
    found = [
        tuple(
            f"{award}: {why}"
            for award, why in zip(
                told(voices, AWARD_WORDS[award]), _reasons(reasons, year, voices), strict=True
            )
        )
        for award, reasons in line.proposal.awards
    ]
    return tuple("; ".join(parts) for parts in zip(*found, strict=True)) if found else None


def _decided(one: Decision, voices: Voices) -> object:
    return told(voices, OUTCOME_WORDS[one.outcome]) if one.outcome else ""


def _order(one: Decision, voices: Voices) -> object:
    if not one.order_number or one.order_date is None:
        return ""
    day = one.order_date
    return tuple(
        f"№ {one.order_number}, {formats.date_short(day, voice.language)}" for voice in voices
    )


def _decision(one: Decision, voices: Voices) -> object:
    """The decision with its order; of an award with that of the award."""
    if one.outcome is None:
        return ""
    outcome, order = _decided(one, voices), _order(one, voices)
    parts = [lines for lines in (outcome, order) if isinstance(lines, tuple)]
    if one.award is not None:
        award = told(voices, AWARD_WORDS[one.award])
        parts.append(tuple(f"{words}, № {one.award_order}" for words in award))
    return tuple("; ".join(each) for each in zip(*parts, strict=True))
