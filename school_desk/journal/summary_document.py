"""The term summary on paper: pupils by subjects, lists, indicators, the chart; landscape sheets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from school_desk import formats
from school_desk.documents.boxes import Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD
from school_desk.documents.measures import BODY, LANDSCAPE, LEADING, PAD, SHADE, SMALL
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.picture import Picture
from school_desk.documents.tables import (
    SMALL_STYLE,
    STRONG_STYLE,
    TITLE_STYLE,
    Cell,
    Style,
    grid_table,
    paragraph,
    wrapped,
)
from school_desk.documents.upright import Upright
from school_desk.documents.voices import DocumentLanguage, Lines, Voices, one_line, told, voices_of
from school_desk.errors import N_
from school_desk.journal import summary_paper as paper
from school_desk.journal import summary_words as words
from school_desk.journal.register_paper import DEPUTY_HEAD, NAME, NUMBER, TEACHER
from school_desk.journal.summary_model import ClassSummary, ListKind, PupilLine, TeacherSummary
from school_desk.journal.summary_rules import pupil_lists
from school_desk.journal.summary_words import Figures

FORM_TUTOR = N_("Form tutor")
NUMBER_WIDTH = 20.0
NAME_WIDTH = 132.0
HEAD_HEIGHT = 96.0
WIDEST, NARROWEST = 40.0, 24.0
AVERAGE_WIDTH, MISSED_WIDTH = 36.0, 25.0
FIGURE_WIDTHS = (44.0, 34.0, 34.0, 34.0, 34.0, 42.0, 52.0, 84.0, 88.0, 48.0, 60.0)
LIST_WIDTHS = (150.0, 50.0)
TIGHT = 1.0


@dataclass(frozen=True, slots=True)
class _Print:
    """A summary with what its sheets need to know."""

    voices: Voices
    forecasts: bool

    @property
    def language(self) -> str:
        return self.voices[0].language


def build_class_summary(
    summary: ClassSummary,
    *,
    school: str,
    language: DocumentLanguage,
    forecasts: bool,
    printed: Printed,
    out: Target,
) -> None:
    """Print the summary sheet of a class."""
    todo = _Print(voices_of(language), forecasts)
    title = paper.class_title(summary, todo.voices)
    face = Face(title[0], todo.voices, printed, school=school, ruleset=summary.ruleset)
    story = [
        *_title(title, _class_subtitle(summary, todo)),
        *_results(summary, todo),
        *_lists(summary, todo),
        *_indicators(paper.class_figures(summary, todo.voices), words.SUBJECT, 2, todo),
        Spacer(0, 10),
        Picture(paper.class_chart(summary, todo.voices), inner_width(LANDSCAPE)),
        *_signatures(Signer(told(todo.voices, FORM_TUTOR), summary.tutor_name), todo),
    ]
    build_story(story, face, out, size=LANDSCAPE)


def build_teacher_summary(
    summary: TeacherSummary,
    *,
    school: str,
    language: DocumentLanguage,
    forecasts: bool,
    printed: Printed,
    out: Target,
) -> None:
    """Print the summary of a teacher's pages."""
    todo = _Print(voices_of(language), forecasts)
    title = paper.teacher_title(summary, todo.voices)
    face = Face(title[0], todo.voices, printed, school=school, ruleset=summary.ruleset)
    columns = [line.column for line in summary.lines]
    story = [
        *_title(title, paper.forecast_note(todo.voices, forecasts=forecasts)),
        *_indicators(paper.teacher_figures(summary, todo.voices), words.SUBJECT, 1, todo),
        *_notes(paper.later_notes(columns, todo.voices)),
        Spacer(0, 10),
        Picture(paper.teacher_chart(summary, todo.voices), inner_width(LANDSCAPE)),
        *_signatures(Signer(told(todo.voices, TEACHER), summary.name), todo),
    ]
    build_story(story, face, out, size=LANDSCAPE)


def _class_subtitle(summary: ClassSummary, todo: _Print) -> Lines:
    tutor = told(todo.voices, FORM_TUTOR)
    notes = paper.forecast_note(todo.voices, forecasts=todo.forecasts)
    return tuple(
        f"{role}: {summary.tutor_name} {words.DOT} {note}"
        for role, note in zip(tutor, notes, strict=True)
    )


def _title(title: Lines, below: Lines) -> Iterator[Flowable]:
    yield paragraph(title, TITLE_STYLE)
    yield paragraph(below, SMALL_STYLE)
    yield Spacer(0, 6)


# Pupils by subjects


def _results(summary: ClassSummary, todo: _Print) -> Iterator[Flowable]:
    missed = paper.missed_heads(todo.voices)
    fixed = NUMBER_WIDTH + NAME_WIDTH + AVERAGE_WIDTH + MISSED_WIDTH * len(missed)
    room = inner_width(LANDSCAPE) - fixed
    each = min(WIDEST, room / max(1, len(summary.columns)))
    widths = (
        *(NUMBER_WIDTH, NAME_WIDTH),
        *(each for _column in summary.columns),
        *(AVERAGE_WIDTH, *(MISSED_WIDTH for _head in missed)),
    )
    heads: tuple[Cell, ...] = (
        one_line(told(todo.voices, NUMBER)),
        wrapped(one_line(told(todo.voices, NAME)), NAME_WIDTH, BOLD, SMALL),
        *(_upright(paper.subject_in(column, todo.voices)) for column in summary.columns),
        _upright(told(todo.voices, words.AVERAGE)),
        *(_upright(_missed_head(n, name, todo)) for n, name in enumerate(missed)),
    )
    rows = [_pupil(n, line, summary, todo) for n, line in enumerate(summary.lines, start=1)]
    yield _marks_table([heads, *rows], widths, len(summary.columns))
    yield from _notes(paper.notes_of(summary, todo.voices))


def _missed_head(place: int, name: Lines, todo: _Print) -> Lines:
    """The first of them says what is counted."""
    if place:
        return name
    whole = told(todo.voices, words.MISSED)
    return tuple(f"{missed}, {part}" for missed, part in zip(whole, name, strict=True))


def _upright(lines: Lines) -> Upright:
    return Upright(lines, HEAD_HEIGHT)


def _pupil(number: int, line: PupilLine, summary: ClassSummary, todo: _Print) -> tuple[Cell, ...]:
    average = paper.average_of(line, summary.rules)
    missed = paper.missed_of(line, taken=summary.taken)
    return (
        str(number),
        wrapped(line.pupil.name.listed, NAME_WIDTH),
        *(paper.entry_text(e, todo.voices, forecasts=todo.forecasts) for e in line.entries),
        formats.number(average, 2, todo.language),
        *(formats.number(count, 0, todo.language) for count in missed),
    )


def _marks_table(rows: Sequence[Sequence[Cell]], widths: Sequence[float], subjects: int) -> Table:
    first, last = 2, 1 + subjects
    style: list[Style] = [
        ("ALIGN", (first, 0), (-1, -1), "CENTER"),
        ("ALIGN", (0, 1), (0, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", (first, 0), (-1, -1), TIGHT),
        ("RIGHTPADDING", (first, 0), (-1, -1), TIGHT),
        ("BACKGROUND", (last + 1, 1), (-1, -1), SHADE),
    ]
    if subjects:
        style.append(("FONT", (first, 1), (last, -1), BOLD, BODY, LEADING))
    return grid_table(rows, widths, style=style)


# Lists, indicators


def _lists(summary: ClassSummary, todo: _Print) -> Iterator[Flowable]:
    names_width = inner_width(LANDSCAPE) - sum(LIST_WIDTHS)
    heads = (
        one_line(told(todo.voices, words.LIST)),
        one_line(told(todo.voices, words.COUNT)),
        one_line(told(todo.voices, words.PUPILS)),
    )
    rows = [
        (
            wrapped(one_line(told(todo.voices, words.LIST_NAMES[one.kind])), LIST_WIDTHS[0]),
            str(len(one.certain)),
            wrapped(_names(one.certain, one.likely, todo), names_width),
        )
        for one in pupil_lists(summary)
        if one.certain or one.kind is not ListKind.FAILED
    ]
    style: tuple[Style, ...] = (("ALIGN", (1, 1), (1, -1), "CENTER"),)
    table = grid_table([heads, *rows], (*LIST_WIDTHS, names_width), style=style)
    yield KeepTogether([Spacer(0, 8), table])


def _names(certain: Sequence[PupilLine], likely: Sequence[PupilLine], todo: _Print) -> str:
    names = [line.pupil.name.listed for line in certain]
    if todo.forecasts:
        names += [f"{words.FORECAST} {line.pupil.name.listed}" for line in likely]
    return ", ".join(names) or words.NOTHING


def _indicators(
    lines: Sequence[tuple[Lines, Figures]], head: str, totals: int, todo: _Print
) -> Iterator[Flowable]:
    """Counts beside percents, a dash for none."""
    name_width = inner_width(LANDSCAPE) - sum(FIGURE_WIDTHS)
    names = (words.PUPILS, *words.OUTCOME_HEADS.values(), *words.SHARE_HEADS)
    sou = any(line.indicators.sou is not None for _name, line in lines)
    shown = len(names) if sou else len(names) - 1
    widths = (name_width, *FIGURE_WIDTHS[:shown])
    heads = [
        wrapped(one_line(told(todo.voices, name)), width + 2 * PAD - 2 * TIGHT, BOLD, SMALL)
        for name, width in zip((head, *names[:shown]), widths, strict=True)
    ]
    rows = [
        (
            wrapped(one_line(name), name_width),
            *figure_texts(line, todo.voices)[:shown],
        )
        for name, line in lines
    ]
    style: tuple[Style, ...] = (
        ("ALIGN", (1, 1), (-1, -1), "CENTER"),
        ("LEFTPADDING", (1, 0), (-1, 0), TIGHT),
        ("RIGHTPADDING", (1, 0), (-1, 0), TIGHT),
        ("FONT", (0, -totals), (-1, -1), BOLD, BODY, LEADING),
        ("BACKGROUND", (8, 1), (-1, -1), SHADE),
    )
    title = paragraph(told(todo.voices, words.INDICATORS), STRONG_STYLE)
    table = grid_table([heads, *rows], widths, style=style)
    yield KeepTogether([Spacer(0, 8), title, Spacer(0, 3), table])


def figure_texts(line: Figures, voices: Voices) -> tuple[str, ...]:
    """A line of numbers as cells of a table."""
    found, language = line.indicators, voices[0].language
    return (
        str(line.pupils),
        *(formats.number(line.count(outcome), 0, language) for outcome in words.OUTCOME_HEADS),
        paper.quality_text(line, voices),
        paper.share_text(found.progress, found.passing, found.n, language),
        formats.number(found.average, 2, language),
        formats.number(found.sou, 2, language),
    )


def _notes(notes: Sequence[str]) -> Iterator[Flowable]:
    if notes:
        yield Spacer(0, 4)
    for note in notes:
        yield paragraph((note,), SMALL_STYLE)


def _signatures(first: Signer, todo: _Print) -> Iterator[Flowable]:
    deputy = Signer(told(todo.voices, DEPUTY_HEAD))
    signed = Signatures((first, deputy), inner_width(LANDSCAPE) * 2 / 3)
    yield KeepTogether([Spacer(0, 14), signed])
