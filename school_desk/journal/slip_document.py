"""The parents' slip on paper: a third of a sheet with cut marks, or a sheet with every subject."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD, REGULAR, text_width
from school_desk.documents.ink import (
    CENTER,
    RIGHT,
    Block,
    Ink,
    Rule,
    Run,
    Words,
    grid_row,
    space,
    strong,
    text_row,
)
from school_desk.documents.leaves import Leaf, PerSheet, build_leaves
from school_desk.documents.measures import BODY, PAD, PORTRAIT, SMALL, STRONG, TITLE
from school_desk.documents.page import Face, Printed, inner_width
from school_desk.documents.voices import (
    DocumentLanguage,
    Lines,
    Voices,
    class_in,
    one_line,
    told,
    voices_of,
)
from school_desk.journal import slip_paper as paper
from school_desk.journal.explain import Explanation, Missing, Part
from school_desk.journal.model import MarkKind, Standing
from school_desk.journal.register_paper import (
    EXACT,
    KIND_NAMES,
    MARK,
    NOTHING,
    ROUNDED,
    school_year,
    titles_of,
)
from school_desk.journal.slip import SignerRole, Slip, SubjectLine

WIDTH = inner_width(PORTRAIT)
WHY_WIDTHS = (106.0, 190.0, 148.0, WIDTH - 106 - 190 - 148)
SUM_WIDTHS = (106.0, WIDTH - 106 - WHY_WIDTHS[3], WHY_WIDTHS[3])
SUBJECT_WIDTHS = (142.0, 64.0, 62.0, 52.0, 50.0, 46.0, WIDTH - 142 - 64 - 62 - 52 - 50 - 46)
DENSE = 9.0
DENSE_AIR = 1.5
"""The table of subjects is a little tighter: those of a primary class fit on a third."""

ARROW = 9.0
WITHOUT_PERCENT = (Standing.PASS_FAIL, Standing.UNMARKED)
_small, _body, _dense = Ink(SMALL), Ink(BODY), Ink(DENSE)


def build_slips(
    slips: Sequence[Slip],
    *,
    language: DocumentLanguage,
    per_sheet: PerSheet,
    printed: Printed,
    out: Target,
) -> int:
    """Print slips and say on how many sheets.

    Three to a sheet: a slip of one subject shows its table, one of several a line for each;
    what does not fit on a third takes two or three. One to a sheet: the table of each subject.
    """
    voices = voices_of(language)
    title = told(voices, paper.FOR_PARENTS)[0]
    school = slips[0].school if slips else ""
    face = Face(title, voices, printed, school=school, ruleset=paper.ruleset_of(slips))
    return build_leaves((_leaf(slip, voices, per_sheet) for slip in slips), face, per_sheet, out)


def _leaf(slip: Slip, voices: Voices, per_sheet: PerSheet) -> Leaf:
    if per_sheet == 1 or len(slip.lines) == 1:
        body = _all_explained(slip.lines, voices, full=per_sheet == 1)
    else:
        body = _table_of_subjects(slip.lines, voices)
    missed = Words(paper.missed_text(slip.missed, voices), _small)
    return Leaf(
        tuple(_head(slip, voices)),
        (*body, space(2), text_row((missed,), (WIDTH,))),
        _signatures(slip.signer, slip.role, voices),
    )


# Head and end of every slip


def _head(slip: Slip, voices: Voices) -> Iterator[Block]:
    terms = one_line(titles_of(slip.period, voices))
    when = Words((f"{school_year(slip.period)} · {terms}",), Ink(SMALL, REGULAR, RIGHT))
    yield text_row((Words((slip.school,), _small), when), (WIDTH - 170, 170), with_next=True)
    name = strong(slip.pupil.full, size=TITLE)
    label = strong(one_line(class_in(slip.class_label, voices)), size=TITLE)
    yield text_row(
        (name, label._replace(ink=Ink(TITLE, BOLD, RIGHT))), (WIDTH - 150, 150), with_next=True
    )
    yield text_row((Words(_about(slip, voices), _body),), (WIDTH,), with_next=True)
    yield space(2)


def _about(slip: Slip, voices: Voices) -> Lines:
    """What the paper is; with the subject where there is only one."""
    titles = told(voices, paper.FOR_PARENTS)
    if len(slip.lines) != 1:
        return titles
    subjects = paper.subject_names(slip.lines[0], voices)
    return tuple(f"{title} · {name}" for title, name in zip(titles, subjects, strict=True))


@lru_cache(maxsize=256)
def _signatures(signer: str, signs_as: SignerRole, voices: Voices) -> tuple[Block, ...]:
    """Dotted lines with role and name under; the guardian's is for their own hand."""
    wide, above = (WIDTH - 30) / 2, -1.0
    roles = told(voices, paper.ROLES[signs_as])
    named = Words(tuple(f"{role}: {signer}" if signer else role for role in roles), _small)
    guardian = Words((one_line(told(voices, paper.GUARDIAN)),), _small)
    row = text_row((named, Words(("",), _small), guardian), (wide, 30, wide))
    lines = (Rule(0, above, wide, above), Rule(wide + 30, above, WIDTH, above))
    return space(11.5), row._replace(dotted=lines)


# One subject: the table of four lines


def _explained(line: SubjectLine, voices: Voices, *, full: bool) -> Iterator[Block]:
    explanation = line.explanation
    if explanation.standing not in WITHOUT_PERCENT:
        yield _why_head(voices)
        yield from _part_rows(explanation, voices)
    yield _sum_row(line, voices)
    yield space(2, with_next=True)
    yield from (_fine_print(text) for text in _notes(line, voices, full=full))


def _why_head(voices: Voices) -> Block:
    words = (paper.PART, paper.POINTS, paper.PERCENT, paper.SHARE)
    aligned = (0.0, 0.0, RIGHT, RIGHT)
    cells = tuple(
        strong(one_line(told(voices, word)), size=SMALL, align=align)
        for word, align in zip(words, aligned, strict=True)
    )
    return grid_row(cells, WHY_WIDTHS, first=True, shaded=True, with_next=True)


def _part_rows(explanation: Explanation, voices: Voices) -> Iterator[Block]:
    """A row of each part; a planned work without points has a dash, never 0."""
    parts = {part.kind: part for part in explanation.parts}
    missing = {one.kind: one for one in explanation.missing}
    for kind in MarkKind:
        if kind in parts:
            yield _part_row(parts[kind], explanation, voices)
        elif kind in missing:
            yield _empty_row(missing[kind], voices)


def _part_row(part: Part, explanation: Explanation, voices: Voices) -> Block:
    language = voices[0].language
    points = paper.points_text(part, explanation.unit_aggregation, voices)
    cells = (
        strong(one_line(told(voices, KIND_NAMES[part.kind]))),
        Words(points, _body),
        _number(paper.percent_text(part, language)),
        _number(paper.exact(part.value, language)),
    )
    return grid_row(cells, WHY_WIDTHS, with_next=True)


def _empty_row(missing: Missing, voices: Voices) -> Block:
    words = Words((NOTHING,), _body)
    dash = _number(NOTHING)
    cells = (strong(one_line(told(voices, KIND_NAMES[missing.kind]))), words, dash, dash)
    return grid_row(cells, WHY_WIDTHS, with_next=True)


def _number(text: str, size: float = BODY) -> Words:
    return Words((text,), Ink(size, REGULAR, RIGHT))


def _sum_row(line: SubjectLine, voices: Voices) -> Block:
    """The last line: exact sum, its one rounding, the mark; or the words instead of a mark."""
    explanation, language = line.explanation, voices[0].language
    first = explanation.standing in WITHOUT_PERCENT
    label = strong(one_line(told(voices, MARK if first else paper.SUM)))
    if explanation.percent is None:
        cells = (label, strong(*paper.mark_words(line, voices)), strong(NOTHING, align=RIGHT))
        return grid_row(cells, SUM_WIDTHS, first=first, shaded=True, with_next=True)
    total = strong(paper.exact(explanation.percent, language), align=RIGHT)
    mark = one_line(paper.mark_words(line, voices))
    row = grid_row((label, Words(("",)), total), SUM_WIDTHS, shaded=True, with_next=True)
    steps = (
        (paper.exact_percent(explanation, language), REGULAR),
        (paper.rounded_percent(explanation, language), REGULAR),
        (mark, BOLD),
    )
    return _with_steps(row, steps)


def _with_steps(row: Block, steps: Sequence[tuple[str, str]]) -> Block:
    """Put "84,43 % → 84 % → 4" into a row; the arrows are shapes, the font has none."""
    x, y = SUM_WIDTHS[0] + PAD, row.height / 2 + BODY * 0.36
    runs: list[Run] = []
    arrows: list[Rule] = []
    for place, (text, font) in enumerate(steps):
        if place:
            arrows.extend(_arrow(x + 4, row.height / 2))
            x += ARROW + 8
        runs.append(Run(x, y, text, font, BODY))
        x += text_width(text, font, BODY)
    return row._replace(runs=(*row.runs, *runs), marks=tuple(arrows))


def _arrow(x: float, y: float) -> tuple[Rule, ...]:
    tip = x + ARROW
    return (Rule(x, y, tip, y), Rule(tip - 3, y - 2, tip, y), Rule(tip - 3, y + 2, tip, y))


def _notes(line: SubjectLine, voices: Voices, *, full: bool) -> Iterator[Lines]:
    """What stands under a table: what is missing, what is to be checked, what would have helped."""
    explanation = line.explanation
    yield from paper.note_texts(explanation, voices)
    if explanation.standing is Standing.PASS_FAIL:
        yield told(voices, paper.NO_PERCENT)
    if full and (needed := paper.needed_text(explanation, voices)):
        yield needed


def _law(lines: Sequence[SubjectLine], voices: Voices) -> Iterator[Lines]:
    """The rounding, the scale and the order, once on a slip."""
    counted = [line for line in lines if line.explanation.percent is not None]
    if counted:
        rounding = told(voices, paper.ONE_ROUNDING)
        (bands,) = paper.band_text(counted[0].explanation, voices)
        yield (*rounding[:-1], f"{rounding[-1]} {bands}")
    if lines:
        yield paper.law_text((counted or lines)[0].explanation, voices)


def _fine_print(text: Lines) -> Block:
    return text_row((Words(text, _small),), (WIDTH,))


# Several subjects


def _all_explained(lines: Sequence[SubjectLine], voices: Voices, *, full: bool) -> Iterator[Block]:
    """Every subject with its table; a subject is not torn between two sheets."""
    for line in lines:
        if len(lines) > 1:
            name = strong(*paper.subject_names(line, voices), size=STRONG)
            yield text_row((name,), (WIDTH,), with_next=True)
        blocks = _explained(line, voices, full=full)
        yield from (block._replace(with_next=True) for block in blocks)
        yield space(8 if len(lines) > 1 else 0)
    yield from (_fine_print(text) for text in _law(lines, voices))


def _table_of_subjects(lines: Sequence[SubjectLine], voices: Voices) -> Iterator[Block]:
    yield _subjects_head(voices)
    yield from (_subject_row(line, voices) for line in lines)
    yield space(2)
    yield from (_fine_print(text) for text in _summary(lines, voices))


def _subjects_head(voices: Voices) -> Block:
    unit, term = KIND_NAMES[MarkKind.UNIT_SUMMATIVE], KIND_NAMES[MarkKind.TERM_SUMMATIVE]
    words = (
        paper.SUBJECT,
        paper.FORMATIVE_AND_COUNT,
        unit,
        term,
        EXACT,
        ROUNDED,
        MARK,
    )
    cells = tuple(
        strong(*told(voices, word), size=SMALL, align=CENTER if place else 0.0)
        for place, word in enumerate(words)
    )
    return grid_row(cells, SUBJECT_WIDTHS, first=True, shaded=True, with_next=True)


def _subject_row(line: SubjectLine, voices: Voices) -> Block:
    explanation, language = line.explanation, voices[0].language
    counts = line.explanation.standing is Standing.MARKED
    mark = paper.short_mark(line, voices)
    cells = (
        Words(paper.subject_names(line, voices), _dense),
        *(_number(text, DENSE) for text in paper.part_texts(explanation, language)),
        _number(paper.exact(explanation.percent, language), DENSE),
        _number(paper.rounded(explanation, language), DENSE),
        Words(mark, Ink(DENSE if counts else SMALL, BOLD if counts else REGULAR, CENTER)),
    )
    return grid_row(cells, SUBJECT_WIDTHS, air=DENSE_AIR)


def _summary(lines: Sequence[SubjectLine], voices: Voices) -> Iterator[Lines]:
    """Works still to write; how percents are made; then the rounding, the scale and the order."""
    if unwritten := paper.unwritten_text(lines, voices):
        yield unwritten
    if formula := paper.formula_text(lines, voices):
        yield formula
    yield from _law(lines, voices)
