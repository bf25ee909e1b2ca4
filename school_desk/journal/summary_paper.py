"""What a printed term summary says, in words and numbers: one source for its PDF and its sheet."""

from collections.abc import Iterable
from fractions import Fraction

from school_desk import formats
from school_desk.documents.charts import BarHeads, BarRow, bar_chart
from school_desk.documents.drawing import Drawing, below
from school_desk.documents.voices import Lines, Voices, class_in, one_line, told
from school_desk.i18n import Text
from school_desk.journal import summary_words as words
from school_desk.journal.indicators import Counts, IndicatorRules, indicators
from school_desk.journal.register_paper import SCHOOL_YEAR, name_in, school_year, titles_of
from school_desk.journal.summary_model import (
    ClassSummary,
    Entry,
    Outcome,
    PupilLine,
    SummaryColumn,
    TeacherSummary,
)
from school_desk.journal.summary_rules import pupil_tally
from school_desk.journal.summary_words import Figures, figures
from school_desk.school.model import term_title

CHART_WIDTH = 756.0


def class_title(summary: ClassSummary, voices: Voices) -> Lines:
    """Class, term and year, as the head of the page."""
    parts = (
        told(voices, words.CLASS_SUMMARY),
        class_in(summary.label, voices),
        titles_of(summary.term, voices),
        told(voices, SCHOOL_YEAR, years=school_year(summary.term)),
    )
    return tuple(f" {words.DOT} ".join(line) for line in zip(*parts, strict=True))


def teacher_title(summary: TeacherSummary, voices: Voices) -> Lines:
    """Teacher, term and year."""
    parts = (
        told(voices, words.TEACHER_SUMMARY),
        tuple(summary.name for _voice in voices),
        titles_of(summary.term, voices),
        told(voices, SCHOOL_YEAR, years=school_year(summary.term)),
    )
    return tuple(f" {words.DOT} ".join(line) for line in zip(*parts, strict=True))


def subject_in(column: SummaryColumn, voices: Voices) -> Lines:
    """A subject in each language of the document."""
    return tuple(name_in(column.subject_names, voice.language) for voice in voices)


def page_in(column: SummaryColumn, voices: Voices) -> Lines:
    """Class and subject, as a line of a teacher's summary."""
    names = subject_in(column, voices)
    labels = class_in(column.class_label, voices)
    return tuple(f"{label} {words.DOT} {name}" for label, name in zip(labels, names, strict=True))


def forecast_note(voices: Voices, *, forecasts: bool) -> Lines:
    """Whether forecasts are shown: it is always said."""
    return told(voices, words.WITH_FORECASTS if forecasts else words.WITHOUT_FORECASTS)


def entry_text(entry: Entry | None, voices: Voices, *, forecasts: bool) -> str:
    """A result as a cell has room for it."""
    if entry is None or entry.outcome is Outcome.OUTSIDE:
        return ""
    star = words.ELSEWHERE if entry.elsewhere else ""
    if entry.mark is not None:
        return f"{entry.mark}{star}"
    if entry.outcome in (Outcome.PASSED, Outcome.FAILED):
        return told(voices[:1], words.OUTCOME_NAMES[entry.outcome])[0] + star
    if entry.outcome is Outcome.NOT_ATTESTED:
        return told(voices[:1], words.NOT_ATTESTED_SHORT)[0]
    if forecasts and entry.forecast is not None:
        return f"{words.FORECAST}{entry.forecast}"
    return words.NOTHING


def average_of(line: PupilLine, rules: IndicatorRules) -> Fraction | None:
    """The mean of a pupil's marks."""
    return line.tally.indicators(rules).average


def missed_of(line: PupilLine, *, taken: bool) -> tuple[int | None, ...]:
    """How many lessons a pupil missed: in all, ill, excused, unexcused; late. None: not taken."""
    if not taken:
        return (None,) * (1 + len(words.SIGN_NAMES))
    return (len(line.away), *(len(line.signs(sign)) for sign in words.SIGN_NAMES))


def missed_heads(voices: Voices) -> tuple[Lines, ...]:
    """What stands over the numbers of missed lessons."""
    names = (words.MISSED_ALL, *words.SIGN_NAMES.values())
    return tuple(told(voices, name) for name in names)


def class_figures(summary: ClassSummary, voices: Voices) -> tuple[tuple[Lines, Figures], ...]:
    """A line of numbers for each subject, for all marks, and for the pupils themselves."""
    lines = tuple(
        (
            subject_in(column, voices),
            figures(summary.column_tally(place), summary.rules, pass_fail=column.pass_fail),
        )
        for place, column in enumerate(summary.columns)
    )
    return (*lines, *class_totals(summary, voices))


def class_totals(summary: ClassSummary, voices: Voices) -> tuple[tuple[Lines, Figures], ...]:
    """All marks together; and pupils, each counted by the weakest mark."""
    return (
        (told(voices, words.ALL_SUBJECTS), figures(summary.total, summary.rules)),
        (
            told(voices, words.BY_PUPILS),
            words.pupil_figures(pupil_tally(summary), summary.rules),
        ),
    )


def teacher_figures(summary: TeacherSummary, voices: Voices) -> tuple[tuple[Lines, Figures], ...]:
    """A line of numbers for each page and one for all."""
    lines = tuple(
        (
            page_in(line.column, voices),
            figures(line.tally, summary.rules, pass_fail=line.column.pass_fail),
        )
        for line in summary.lines
    )
    return (*lines, (told(voices, words.ALL_PAGES), figures(summary.total, summary.rules)))


def notes_of(summary: ClassSummary, voices: Voices) -> tuple[str, ...]:
    """Who left, which subjects are due later, and whether attendance was taken."""
    return (
        *(_left(line, voices) for line in summary.lines if line.left is not None),
        *later_notes(summary.columns, voices),
        *_elsewhere(summary, voices),
        *(() if summary.taken else (one_line(told(voices, words.NOT_TAKEN)),)),
    )


def _elsewhere(summary: ClassSummary, voices: Voices) -> tuple[str, ...]:
    if not any(entry.elsewhere for entry in summary.total.entries):
        return ()
    return (one_line(told(voices, words.ELSEWHERE_NOTE)),)


def later_notes(columns: Iterable[SummaryColumn], voices: Voices) -> tuple[str, ...]:
    """Subjects whose mark is due in another term: one line for each period."""
    found: dict[Lines, list[str]] = {}
    for column in columns:
        if not column.due:
            name = one_line(subject_in(column, voices))
            names = found.setdefault(titles_of(column.period, voices), [])
            if name not in names:
                names.append(name)
    return tuple(
        one_line(
            tuple(
                voice.fill(voice(words.LATER_NOTE), {"subject": ", ".join(names), "period": title})
                for voice, title in zip(voices, titles, strict=True)
            )
        )
        for titles, names in found.items()
    )


def _left(line: PupilLine, voices: Voices) -> str:
    return f"{line.pupil.name.listed}: {one_line(told(voices, words.LEFT, day=line.left))}"


def share_text(found: Fraction | None, count: int, n: int, language: str) -> str:
    """A percent with the counts it was made of, or a dash."""
    if found is None:
        return words.NOTHING
    return f"{formats.percent(found, 0, language)} {words.DOT} {count}/{n}"


def quality_text(line: Figures, voices: Voices) -> str:
    """The share of good marks; where a subject has none, how many passed."""
    if line.verdicts is None:
        found = line.indicators
        return share_text(found.quality, found.good, found.n, voices[0].language)
    passed, failed = line.verdicts
    if not passed + failed:
        return words.NOTHING
    name = told(voices[:1], words.OUTCOME_NAMES[Outcome.PASSED])[0]
    return f"{name} {words.DOT} {passed}/{passed + failed}"


# Charts


def class_chart(summary: ClassSummary, voices: Voices) -> Drawing:
    """Marks and quality of each subject and of all; then the terms, if there are several."""
    language = voices[0].language
    lines = class_figures(summary, voices)[:-1]
    rows = [_bar(one_line(n), line, language) for n, line in lines[:-1] if not line.verdicts]
    rows += [_bar(one_line(name), line, language, whole=True) for name, line in lines[-1:]]
    first = bar_chart(rows, _bar_heads(words.CHART_MARKS, voices), width=CHART_WIDTH)
    if len(summary.terms) < 2:  # noqa: PLR2004  one term has nothing to be compared with
        return first
    terms = [
        _term_bar(
            term_title(summary.term.division, one.number),
            one.tally.counts,
            summary.rules,
            voices,
        )
        for one in summary.terms
    ]
    second = bar_chart(terms, _bar_heads(words.CHART_TERMS, voices), width=CHART_WIDTH)
    return below(first, second)


def teacher_chart(summary: TeacherSummary, voices: Voices) -> Drawing:
    """Marks and quality of each page and of all."""
    language = voices[0].language
    *lines, total = teacher_figures(summary, voices)
    rows = [_bar(one_line(name), line, language) for name, line in lines if not line.verdicts]
    rows.append(_bar(one_line(total[0]), total[1], language, whole=True))
    return bar_chart(rows, _bar_heads(words.CHART_PAGES, voices), width=CHART_WIDTH)


def _bar(label: str, line: Figures, language: str, *, whole: bool = False) -> BarRow:
    found = line.indicators
    text = share_text(found.quality, found.good, found.n, language)
    return BarRow(label, words.parts_of(line.counts), found.quality, text, whole)


def _term_bar(title: Text, counts: Counts, rules: IndicatorRules, voices: Voices) -> BarRow:
    found = indicators(counts, rules)
    label = one_line(told(voices, title.msgid, **title.facts))
    text = share_text(found.quality, found.good, found.n, voices[0].language)
    return BarRow(label, words.parts_of(counts), found.quality, text, whole=True)


def _bar_heads(title: str, voices: Voices) -> BarHeads:
    parts = tuple(told(voices[:1], words.OUTCOME_HEADS[one])[0] for one in words.CHARTED)
    return BarHeads(one_line(told(voices, title)), parts, one_line(told(voices, words.QUALITY)))
