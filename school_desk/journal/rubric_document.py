"""The rubric for parents on paper: half a sheet for a pupil, one attainment ticked in a row."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from school_desk import formats
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD, REGULAR
from school_desk.documents.ink import (
    CENTER,
    RIGHT,
    Block,
    Ink,
    Rule,
    Words,
    grid_row,
    space,
    strong,
    text_row,
)
from school_desk.documents.leaves import Leaf, PerSheet, build_leaves
from school_desk.documents.measures import BODY, PORTRAIT, SMALL, TITLE
from school_desk.documents.page import Face, Printed, inner_width
from school_desk.documents.voices import (
    DocumentLanguage,
    Voices,
    class_in,
    one_line,
    told,
    voices_of,
)
from school_desk.journal import register_paper as paper
from school_desk.journal import rubric_words as words
from school_desk.journal.attainment import ATTAINMENT_NAMES, Attainment
from school_desk.journal.rubric import Part, PupilRubric, Rubric, RubricRow, Tick
from school_desk.journal.slip_paper import GUARDIAN

WIDTH = inner_width(PORTRAIT)
CRITERION_WIDTH = 108.0
BOX_WIDTH = 15.0
SENTENCE_WIDTH = (WIDTH - CRITERION_WIDTH) / 3 - BOX_WIDTH
WIDTHS = (CRITERION_WIDTH, *(BOX_WIDTH, SENTENCE_WIDTH) * 3)
HEAD_WIDTHS = (CRITERION_WIDTH, *((WIDTH - CRITERION_WIDTH) / 3,) * 3)
BOX = 8.0
_BETWEEN = tuple(sum(WIDTHS[: n + 1]) for n in (1, 3, 5))
"""Where a box and its sentence meet: no line stands there."""

_small, _body = Ink(SMALL), Ink(BODY)
_chosen = Ink(BODY, BOLD)


def build_rubrics(
    rubrics: Sequence[Rubric],
    *,
    school: str,
    language: DocumentLanguage,
    per_sheet: PerSheet,
    printed: Printed,
    out: Target,
) -> int:
    """Print the rubrics of works, a leaf for each pupil who wrote; says on how many sheets."""
    voices = voices_of(language)
    face = Face(
        told(voices, words.FOR_PARENTS)[0],
        voices,
        printed,
        school=school,
        ruleset=rubrics[0].head.ruleset if rubrics else "",
    )
    leaves = (
        _leaf(rubric, pupil, voices, school, printed)
        for rubric in rubrics
        for pupil in rubric.pupils
        if pupil.told
    )
    return build_leaves(leaves, face, per_sheet, out)


def _leaf(
    rubric: Rubric, pupil: PupilRubric, voices: Voices, school: str, printed: Printed
) -> Leaf:
    body = (_row(row, tick, voices) for row, tick in zip(rubric.rows, pupil.ticks, strict=True))
    return Leaf(
        (*_head(rubric, pupil, voices, school), _table_head(voices)),
        tuple(body),
        _end(rubric.head.teacher_name, voices, printed),
    )


def _head(rubric: Rubric, pupil: PupilRubric, voices: Voices, school: str) -> Iterator[Block]:
    head = rubric.head
    when = " · ".join(
        (paper.school_year(head.period), one_line(paper.titles_of(head.period, voices)))
    )
    yield text_row(
        (Words((school,), _small), Words((when,), Ink(SMALL, REGULAR, RIGHT))), (WIDTH - 190, 190)
    )
    label = strong(one_line(class_in(head.class_label, voices)), size=TITLE, align=RIGHT)
    yield text_row((strong(pupil.pupil.name.full, size=TITLE), label), (WIDTH - 150, 150))
    yield text_row((Words(_title(rubric, voices), _body),), (WIDTH,))
    subjects = one_line(paper.subject_of(head, voices))
    points = (words.points_of(pupil.points, rubric.work, voice.language) for voice in voices)
    below = Words((one_line(tuple(points)),), Ink(BODY, BOLD, RIGHT))
    yield text_row((strong(subjects), below), (WIDTH - 190, 190))
    yield space(4)


def _title(rubric: Rubric, voices: Voices) -> tuple[str, ...]:
    titles = told(voices, words.FOR_PARENTS)
    about = (words.about(rubric.work, voice.language) for voice in voices)
    return tuple(f"{title} {which}" for title, which in zip(titles, about, strict=True))


@lru_cache(maxsize=8)
def _table_head(voices: Voices) -> Block:
    names = (told(voices, ATTAINMENT_NAMES[each]) for each in Attainment)
    cells = (
        strong(*told(voices, words.CRITERION), size=SMALL),
        *(
            strong(*(name.capitalize() for name in each), size=SMALL, align=CENTER)
            for each in names
        ),
    )
    return grid_row(cells, HEAD_WIDTHS, first=True, shaded=True, with_next=True)


def _row(row: RubricRow, tick: Tick, voices: Voices) -> Block:
    """A criterion with its three sentences; the one that holds is ticked and bold."""
    cells = [Words(tuple(words.said(row, Part.CRITERION, v.language) for v in voices), _body)]
    for each in Attainment:
        part = words.PART_OF[each]
        texts = tuple(words.said(row, part, voice.language) for voice in voices)
        cells += [Words(("",)), Words(texts, _chosen if tick.attainment is each else _body)]
    block = grid_row(tuple(cells), WIDTHS)
    rules = (rule for rule in block.rules if rule.x != rule.to_x or rule.x not in _BETWEEN)
    marks = (line for n, each in enumerate(Attainment) for line in _box(block, n, tick, each))
    return block._replace(rules=tuple(rules), marks=tuple(marks))


def _box(block: Block, place: int, tick: Tick, attainment: Attainment) -> Iterator[Rule]:
    """The square beside a sentence, with its tick."""
    left = sum(WIDTHS[: 1 + 2 * place]) + (BOX_WIDTH - BOX) / 2 + 1
    top = (block.height - BOX) / 2
    right, bottom = left + BOX, top + BOX
    yield from (Rule(left, top, right, top), Rule(left, bottom, right, bottom))
    yield from (Rule(left, top, left, bottom), Rule(right, top, right, bottom))
    if tick.attainment is attainment:
        middle, low = left + BOX * 0.42, top + BOX * 0.78
        for shift in (0.0, 0.5):
            yield Rule(left + BOX * 0.18, top + BOX * 0.5 + shift, middle, low + shift)
            yield Rule(middle, low + shift, left + BOX * 0.85, top + BOX * 0.2 + shift)


def _end(teacher: str, voices: Voices, printed: Printed) -> tuple[Block, ...]:
    """Dotted lines of the teacher and of the parents, with the day."""
    wide = (WIDTH - 30) / 2
    roles = told(voices, paper.TEACHER)
    named = Words(tuple(f"{role}: {teacher}" if teacher else role for role in roles), _small)
    guardian = Words((one_line(told(voices, GUARDIAN)),), _small)
    row = text_row((named, Words(("",), _small), guardian), (wide, 30, wide))
    lines = (Rule(0, -1.0, wide, -1.0), Rule(wide + 30, -1.0, WIDTH, -1.0))
    day = formats.date_short(printed.at.date(), voices[0].language)
    dated = text_row((Words((f"{one_line(told(voices, paper.DATE))}: {day}",), _small),), (WIDTH,))
    return dated, space(14), row._replace(dotted=lines)
