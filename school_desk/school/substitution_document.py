"""The poster of a day: who gives whose lesson, what falls away; no reasons on a wall."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from school_desk.documents.boxes import Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD, REGULAR
from school_desk.documents.measures import LANDSCAPE, STRONG
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.tables import (
    BODY_STYLE,
    TITLE_STYLE,
    Style,
    grid_table,
    paragraph,
    wrapped,
)
from school_desk.documents.voices import DocumentLanguage, Voices, one_line, told, voices_of
from school_desk.school import substitution_paper as paper
from school_desk.school.substitution_model import SubstitutionKind
from school_desk.school.substitution_paper import DayChanges, DayLine

SHARES = (0.12, 0.14, 0.25, 0.2, 0.21, 0.08)
HEADS = (paper.LESSON, paper.CLASS, paper.SUBJECT, paper.ABSENT, paper.GIVEN_BY, paper.ROOM)


def build_day_poster(
    changes: DayChanges, *, school: str, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Print what is otherwise on a day."""
    voices = voices_of(language)
    title = paper.title_lines(changes, voices)
    face = Face(title[0], voices, printed, school=school, origin="")
    build_story(list(_story(changes, voices)), face, out, size=LANDSCAPE)


def _story(changes: DayChanges, voices: Voices) -> Iterator[Flowable]:
    yield paragraph(paper.title_lines(changes, voices), TITLE_STYLE)
    yield Spacer(0, 8)
    if changes.lines:
        yield _table(changes, voices)
    else:
        yield paragraph(told(voices, paper.NOTHING_CHANGED), BODY_STYLE)
    signer = Signer(told(voices, paper.DEPUTY))
    width = inner_width(LANDSCAPE) / 3
    yield KeepTogether([Spacer(0, 10), Signatures((signer,), width)])


def _table(changes: DayChanges, voices: Voices) -> Table:
    widths = [share * inner_width(LANDSCAPE) for share in SHARES]
    heads = [
        "\n".join(dict.fromkeys(wrapped(line, width, BOLD, 8) for line in told(voices, head)))
        for head, width in zip(HEADS, widths, strict=True)
    ]
    rows = [
        [wrapped(text, width, REGULAR, STRONG) for text, width in zip(row, widths, strict=True)]
        for row in (_row(line, voices) for line in changes.lines)
    ]
    style: list[Style] = [
        ("FONT", (0, 1), (-1, -1), REGULAR, STRONG, STRONG + 3),
        ("FONT", (4, 1), (4, -1), BOLD, STRONG, STRONG + 3),
        ("TOPPADDING", (0, 1), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 5),
    ]
    return grid_table([heads, *rows], widths, style=style)


def _row(line: DayLine, voices: Voices) -> tuple[str, ...]:
    away = line.kind is SubstitutionKind.OTHER_SUBJECT
    was = one_line(tuple(line.subject[voice.language] for voice in voices))
    return (
        " ".join(filter(None, (f"{line.slot}.", line.times))),
        paper.class_words(line, voices),
        paper.subject_words(line, voices),
        f"{line.absent} ({was})" if away else line.absent,
        paper.given_words(line, voices),
        line.room,
    )
