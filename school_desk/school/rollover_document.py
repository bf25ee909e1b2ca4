"""The list of a rollover on paper: the classes of the next year, then every pupil by class."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Spacer, Table

from school_desk.documents.boxes import Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.measures import PORTRAIT
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.tables import (
    BODY_STYLE,
    SMALL_STYLE,
    STRONG_STYLE,
    TITLE_STYLE,
    grid_table,
    paragraph,
    wrapped,
)
from school_desk.documents.voices import DocumentLanguage, Voices, one_line, told, voices_of
from school_desk.errors import N_
from school_desk.school import rollover_paper as paper
from school_desk.school import rollover_words as words
from school_desk.school.rollover_paper import RolloverList

HEAD = N_("Head of the school")
CLASS_SHARES = (15, 27, 24, 10, 12, 12)
PUPIL_SHARES = (6, 30, 13, 13, 38)
FIRST_NUMBER = 3


def build_rollover(
    shown: RolloverList, *, school: str, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Print what will happen to whom."""
    voices = voices_of(language)
    title = paper.said(words.title(shown.plan), voices)
    face = Face(title[0], voices, printed, school=school)
    build_story(list(_story(shown, voices)), face, out)


def _story(shown: RolloverList, voices: Voices) -> Iterator[Flowable]:
    plan = shown.plan
    yield paragraph(paper.said(words.title(plan), voices), TITLE_STYLE)
    yield paragraph(paper.said(words.counts(plan), voices), SMALL_STYLE)
    if plan.problems:
        yield Spacer(0, 6)
        yield paragraph(told(voices, words.PROBLEMS), STRONG_STYLE)
        for problem in plan.problems:
            yield paragraph(paper.said(problem, voices), BODY_STYLE)
    yield Spacer(0, 6)
    yield _classes(shown, voices)
    yield Spacer(0, 8)
    yield _pupils(shown, voices)
    yield Spacer(0, 10)
    width = inner_width(PORTRAIT)
    yield Signatures((Signer(told(voices, HEAD)),), width / 2)


def _classes(shown: RolloverList, voices: Voices) -> Table:
    heads = (words.CLASS, words.WHENCE, words.TUTOR, words.COMES, words.AGAIN, words.WHOLE)
    rows = [tuple(map(str, row)) for row in paper.class_rows(shown, voices)]
    return _table(heads, rows, CLASS_SHARES, voices, centred=FIRST_NUMBER)


def _pupils(shown: RolloverList, voices: Voices) -> Table:
    heads = (words.NUMBER, words.NAME, words.NOW, words.NEXT, words.WHY)
    found = paper.pupil_rows(shown, voices)
    rows = [(str(n), *row) for n, row in enumerate(found, 1)]
    return _table(heads, rows, PUPIL_SHARES, voices)


def _table(
    heads: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    shares: Sequence[int],
    voices: Voices,
    centred: int = 0,
) -> Table:
    widths = [inner_width(PORTRAIT) * share / sum(shares) for share in shares]
    first = [wrapped(one_line(told(voices, w)), x) for w, x in zip(heads, widths, strict=True)]
    body = [[wrapped(t, x) for t, x in zip(row, widths, strict=True)] for row in rows]
    style = (("ALIGN", (centred, 1), (-1, -1), "CENTER"),) if centred and rows else ()
    return grid_table([first, *body], widths, style=style)
