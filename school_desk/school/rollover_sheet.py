"""The list of a rollover as a workbook: pupils, classes, what is still to settle."""

from school_desk.documents.deliver import Target
from school_desk.documents.page import Printed
from school_desk.documents.sheet import WHOLE, SheetColumn, SheetDraft, build_workbook
from school_desk.documents.voices import DocumentLanguage, Voices, one_line, told, voices_of
from school_desk.school import rollover_paper as paper
from school_desk.school import rollover_words as words
from school_desk.school.rollover_paper import RolloverList

PUPIL_HEADS = (
    (words.NUMBER, 5),
    (words.NAME, 32),
    (words.NOW, 12),
    (words.NEXT, 14),
    (words.WHY, 44),
)
CLASS_HEADS = (
    (words.CLASS, 14),
    (words.WHENCE, 26),
    (words.TUTOR, 24),
    (words.COMES, 10),
    (words.AGAIN, 10),
    (words.WHOLE, 10),
)


def build_rollover_sheet(
    shown: RolloverList, *, school: str, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Write what will happen to whom."""
    voices = voices_of(language)
    title = one_line(paper.said(words.title(shown.plan), voices))
    above = (school, title, one_line(paper.said(words.counts(shown.plan), voices)))
    drafts = (_pupils(shown, voices, above), _classes(shown, voices, above))
    build_workbook(
        (*drafts, *_problems(shown, voices, above)),
        title=title,
        language=voices[0].language,
        printed=printed,
        out=out,
    )


def _pupils(shown: RolloverList, voices: Voices, above: tuple[str, ...]) -> SheetDraft:
    rows = tuple((n, *row) for n, row in enumerate(paper.pupil_rows(shown, voices), 1))
    return SheetDraft(
        one_line(told(voices, words.PUPILS)), above, _heads(PUPIL_HEADS, voices), rows, frozen=2
    )


def _classes(shown: RolloverList, voices: Voices, above: tuple[str, ...]) -> SheetDraft:
    rows = tuple(paper.class_rows(shown, voices))
    name = one_line(told(voices, words.CLASSES))
    return SheetDraft(name, above, _heads(CLASS_HEADS, voices), rows, frozen=1)


def _problems(
    shown: RolloverList, voices: Voices, above: tuple[str, ...]
) -> tuple[SheetDraft, ...]:
    if not shown.plan.problems:
        return ()
    rows = tuple((one_line(paper.said(one, voices)),) for one in shown.plan.problems)
    name = one_line(told(voices, words.PROBLEMS))
    return (SheetDraft(name, above[:2], (SheetColumn(name, 100),), rows),)


def _heads(heads: tuple[tuple[str, int], ...], voices: Voices) -> tuple[SheetColumn, ...]:
    numbers = (words.NUMBER, words.COMES, words.AGAIN, words.WHOLE)
    return tuple(
        SheetColumn(one_line(told(voices, head)), width, WHOLE if head in numbers else "")
        for head, width in heads
    )
