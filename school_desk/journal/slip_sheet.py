"""Parents' slips as a workbook: a row per pupil and subject, numbers as numbers."""

from collections.abc import Iterator, Sequence

from school_desk.documents.deliver import Target
from school_desk.documents.page import Printed
from school_desk.documents.sheet import (
    TWO_PLACES,
    WHOLE,
    CellValue,
    SheetColumn,
    SheetDraft,
    build_workbook,
)
from school_desk.documents.voices import (
    DocumentLanguage,
    Voices,
    class_in,
    one_line,
    told,
    voices_of,
)
from school_desk.journal import slip_paper as paper
from school_desk.journal.explain import Explanation
from school_desk.journal.model import MarkKind, Standing
from school_desk.journal.register_paper import (
    ABSENCE_NAMES,
    CLASS,
    EXACT,
    FORECAST_HEAD,
    KIND_NAMES,
    MARK,
    NAME,
    NUMBER,
    ROUNDED,
    school_year,
    titles_of,
)
from school_desk.journal.slip import Slip, SubjectLine


def build_slips_sheet(
    slips: Sequence[Slip], *, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Write slips as a workbook of one sheet."""
    voices = voices_of(language)
    title = one_line(told(voices, paper.FOR_PARENTS))
    rows = tuple(_row(slip, line, voices) for slip in slips for line in slip.lines)
    numbered = tuple((number, *row) for number, row in enumerate(rows, start=1))
    draft = SheetDraft(title, (title, *_when(slips, voices)), _heads(voices), numbered, frozen=2)
    build_workbook((draft,), title=title, language=voices[0].language, printed=printed, out=out)


def _when(slips: Sequence[Slip], voices: Voices) -> tuple[str, ...]:
    """School, year and term: once each, whatever is in the pack."""
    each = (
        f"{slip.school} · {school_year(slip.period)} · {one_line(titles_of(slip.period, voices))}"
        for slip in slips
    )
    return tuple(dict.fromkeys(each))


def _heads(voices: Voices) -> tuple[SheetColumn, ...]:
    heads = (
        (NUMBER, 5, WHOLE),
        (NAME, 32, ""),
        (CLASS, 10, ""),
        (paper.SUBJECT, 28, ""),
        (paper.FORMATIVE_AVERAGE, 10, TWO_PLACES),
        (paper.FORMATIVE_COUNT, 10, WHOLE),
        (KIND_NAMES[MarkKind.UNIT_SUMMATIVE], 10, WHOLE),
        (paper.UNIT_TOP, 10, WHOLE),
        (KIND_NAMES[MarkKind.TERM_SUMMATIVE], 10, WHOLE),
        (paper.TERM_TOP, 10, WHOLE),
        (EXACT, 10, TWO_PLACES),
        (ROUNDED, 11, WHOLE),
        (MARK, 10, WHOLE),
        (FORECAST_HEAD, 11, WHOLE),
        (paper.REMARK, 36, ""),
    )
    missed = (SheetColumn(one_line(told(voices, name)), 12, WHOLE) for name in _ABSENCES)
    return (
        *(SheetColumn(one_line(told(voices, head)), width, form) for head, width, form in heads),
        *missed,
    )


_ABSENCES = tuple(ABSENCE_NAMES.values())


def _row(slip: Slip, line: SubjectLine, voices: Voices) -> tuple[CellValue, ...]:
    explanation = line.explanation
    counts = explanation.standing is Standing.MARKED
    forecast = explanation.standing is Standing.FORECAST
    return (
        slip.pupil.full,
        one_line(class_in(slip.class_label, voices)),
        one_line(paper.subject_names(line, voices)),
        *_parts(explanation),
        explanation.percent,
        explanation.rounded,
        explanation.mark if counts else None,
        explanation.mark if forecast else None,
        None if counts or forecast else one_line(paper.mark_words(line, voices)),
        *_missed(slip),
    )


def _parts(explanation: Explanation) -> Iterator[CellValue]:
    """Formative average and how many; points and maximum of the summative works."""
    parts = {part.kind: part for part in explanation.parts}
    formative = parts.get(MarkKind.FORMATIVE)
    yield formative.average if formative else None
    yield len(formative.points) if formative else None
    for kind in (MarkKind.UNIT_SUMMATIVE, MarkKind.TERM_SUMMATIVE):
        part = parts.get(kind)
        yield from part.total if part else (None, None)


def _missed(slip: Slip) -> tuple[CellValue, ...]:
    missed = slip.missed
    if missed is None:
        return (None,) * len(_ABSENCES)
    return missed.ill, missed.excused, missed.unexcused, missed.late
