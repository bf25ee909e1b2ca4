"""The substitutions of a day as a workbook for the office, with their reasons."""

from school_desk.documents.deliver import Target
from school_desk.documents.page import Printed
from school_desk.documents.sheet import WHOLE, SheetColumn, SheetDraft, build_workbook
from school_desk.documents.voices import DocumentLanguage, one_line, told, voices_of
from school_desk.school import substitution_paper as paper
from school_desk.school.substitution_paper import DayChanges

_COLUMNS = (
    (paper.LESSON, 8.0),
    (paper.CLASS, 14.0),
    (paper.SUBJECT, 26.0),
    (paper.ABSENT, 26.0),
    (paper.GIVEN_BY, 26.0),
    (paper.ROOM, 10.0),
    (paper.WHAT, 24.0),
    (paper.REASON, 30.0),
)


def build_day_sheet(
    changes: DayChanges, *, school: str, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Write one sheet: a line for each change."""
    voices = voices_of(language)
    title = one_line(paper.title_lines(changes, voices))
    heads = tuple(
        SheetColumn(one_line(told(voices, head)), width, WHOLE if head == paper.LESSON else "")
        for head, width in _COLUMNS
    )
    rows = tuple(
        (
            line.slot,
            paper.class_words(line, voices),
            paper.subject_words(line, voices),
            line.absent,
            paper.given_words(line, voices),
            line.room or None,
            paper.kind_words(line, voices),
            line.reason or None,
        )
        for line in changes.lines
    )
    name = one_line(told(voices, paper.TITLE))
    build_workbook(
        (SheetDraft(name, (school, title), heads, rows, frozen=1),),
        title=title,
        language=voices[0].language,
        printed=printed,
        out=out,
    )
