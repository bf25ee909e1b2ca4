"""What a parents' slip says, in words and numbers: one source for its PDF and its sheet."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from school_desk import formats
from school_desk.documents.voices import Lines, Voices, one_line, told
from school_desk.errors import N_
from school_desk.i18n import Translator
from school_desk.journal.explain import Explanation, Missing, Part, places_in_order
from school_desk.journal.facts import Law
from school_desk.journal.model import MarkKind, Standing
from school_desk.journal.register_paper import (
    ABSENCE_NAMES,
    FAILED,
    FORECAST,
    KIND_NAMES,
    NOTHING,
    PASSED,
    PENDING,
    STANDING_NAMES,
    UNIT_NUMBER,
    name_in,
)
from school_desk.journal.ruleset import UnitAggregation
from school_desk.journal.slip import MissedLessons, SignerRole, Slip, SubjectLine
from school_desk.school.model import Absence, PeriodKind

FOR_PARENTS = N_("Information for parents")
PART = N_("Part")
POINTS = N_("Points")
PERCENT = N_("Percent × weight")
SHARE = N_("Share")
SUM = N_("Sum")
SUBJECT = N_("Subject")
FORMATIVE_AND_COUNT = N_("FA: average (n)")
FORMATIVE_AVERAGE = N_("FA: average")
FORMATIVE_COUNT = N_("FA: how many")
UNIT_TOP = N_("SAU, maximum")
TERM_TOP = N_("SAT, maximum")
REMARK = N_("Remark")
ONE_ROUNDING = N_("Rounded once, at the very end; a half goes up.")
MARK_BANDS = N_("Percent and mark")
FORMULA = N_("Percent: {formulas}.")
AVERAGE = N_("average")
LAW = N_("Order № {number} of {day:short}, {paragraphs}; edition of {edition:short}.")
LAW_WHOLE = N_("Order № {number} of {day:short}; edition of {edition:short}.")
TO_CHECK = N_("School setting, to be checked: {note}")
WORK_NOT_WRITTEN = N_("— (work not written)")
FORECAST_MARK = N_("≈ {mark} (forecast)")
MARK_AND_WORD = N_("{mark} ({word})")
NOT_WRITTEN = N_("{work}: not written, {why}")
STILL_TO_COME = N_("{work}: still to come")
NO_PERCENT = N_("The subject has no percent: it ends in pass or fail")
NO_MARKS = N_("no marks are given")
NEEDED = N_("For {mark}, {work} had to bring at least {points} points of {top}.")
MISSED = N_("Lessons missed: {reasons}")
NOT_TAKEN = N_("Lessons missed: attendance was not taken")
GUARDIAN = N_("Parent or legal representative")
ROLES = {SignerRole.TEACHER: N_("Teacher"), SignerRole.FORM_TUTOR: N_("Form tutor")}

WHOLE = 100

# The same averages and percents return on every slip of a school.
_number = lru_cache(maxsize=8192)(formats.number)
_percent = lru_cache(maxsize=8192)(formats.percent)


def subject_names(line: SubjectLine, voices: Voices) -> Lines:
    """The subject in each language of the slip, with its period where that is no term."""
    names = tuple(name_in(line.names, voice.language) for voice in voices)
    period = line.period
    if period is None or period.kind is PeriodKind.TERM:
        return names
    return tuple(
        f"{name} ({voice.tell(period.title)})" for name, voice in zip(names, voices, strict=True)
    )


def points_text(part: Part, aggregation: UnitAggregation, voices: Voices) -> Lines:
    """The points behind a part: all of them, so that anyone can reckon it again."""
    if part.kind is MarkKind.FORMATIVE:
        points = ", ".join(str(points) for points, _ in part.points)
        average = _number(part.average, 2, voices[0].language)
        return (f"{points}; {one_line(told(voices, AVERAGE))} {average}",)
    each = [f"{points} / {top}" for points, top in part.points]
    if len(each) == 1 or aggregation is UnitAggregation.MEAN_OF_PERCENTS:
        return ("; ".join(each),)
    total, most = part.total
    return (f"{' + '.join(str(own) for own, _ in part.points)} = {total} / {most}",)


def percent_text(part: Part, language: str) -> str:
    """A part's own percent times its weight."""
    percent = _percent(part.percent, 2, language)
    return f"{percent} × {weight_text(part.weight, language)}"


def weight_text(weight: Fraction, language: str) -> str:
    """A weight, with decimals only where it has any."""
    return _percent(weight, 0 if weight.denominator == 1 else 2, language)


def mark_words(line: SubjectLine, voices: Voices) -> Lines:
    """The term mark with its word, or the words that stand instead of one."""
    explanation = line.explanation
    standing = explanation.standing
    if standing is Standing.PASS_FAIL:
        return _pass_or_fail(line.passed, voices)
    if standing in (Standing.UNMARKED, Standing.PENDING):
        return told(voices, NO_MARKS if standing is Standing.UNMARKED else PENDING)
    if standing is Standing.MUST_SIT:
        return tuple(f"{NOTHING} {words}" for words in told(voices, STANDING_NAMES[standing]))
    if explanation.mark is None:
        return (NOTHING,)
    if standing is Standing.FORECAST:
        return told(voices, FORECAST_MARK, mark=explanation.mark)
    return tuple(
        voice.fill(
            voice(MARK_AND_WORD), {"mark": explanation.mark, "word": voice(explanation.word or "")}
        )
        for voice in voices
    )


def short_mark(line: SubjectLine, voices: Voices) -> Lines:
    """The same for a narrow column: a mark that counts needs no word beside it."""
    explanation = line.explanation
    if explanation.standing is Standing.MARKED and explanation.mark is not None:
        return (str(explanation.mark),)
    if explanation.standing is Standing.MUST_SIT:
        return told(voices, WORK_NOT_WRITTEN)
    return mark_words(line, voices)


def _pass_or_fail(passed: bool | None, voices: Voices) -> Lines:  # noqa: FBT001  the only fact
    if passed is None:
        return (NOTHING,)
    return told(voices, PASSED if passed else FAILED)


def exact(value: Fraction | None, language: str) -> str:
    """An exact figure as it is shown: two decimals."""
    return _number(value, 2, language)


def exact_percent(explanation: Explanation, language: str) -> str:
    """The sum before the one rounding."""
    return _percent(explanation.percent, 2, language)


def rounded(explanation: Explanation, language: str) -> str:
    """The whole percent, with the sign of a forecast where it is one."""
    whole = _number(explanation.rounded, 0, language)
    return f"{FORECAST} {whole}" if explanation.standing is Standing.FORECAST else whole


def part_texts(explanation: Explanation, language: str) -> tuple[str, str, str]:
    """The parts in a narrow table: formative average and n, points of units, points of the term."""
    parts = {part.kind: part for part in explanation.parts}
    formative = parts.get(MarkKind.FORMATIVE)
    average = f"{exact(formative.average, language)} ({len(formative.points)})" if formative else ""
    sums = (parts.get(kind) for kind in (MarkKind.UNIT_SUMMATIVE, MarkKind.TERM_SUMMATIVE))
    unit, term = (" / ".join(map(str, part.total)) if part else NOTHING for part in sums)
    return average or NOTHING, unit, term


def rounded_percent(explanation: Explanation, language: str) -> str:
    """The one rounding, with the sign of a forecast where it is one."""
    whole = _percent(explanation.rounded, 0, language)
    return f"{FORECAST} {whole}" if explanation.standing is Standing.FORECAST else whole


def missing_text(missing: Missing, voices: Voices) -> Lines:
    """Which planned work has no points, and why."""
    return tuple(_missing_in(missing, voice) for voice in voices)


def _missing_in(missing: Missing, voice: Translator) -> str:
    work = work_text(missing.kind, missing.number, voice)
    if missing.absence is None:
        return voice.fill(voice(STILL_TO_COME), {"work": work})
    why = voice(ABSENCE_NAMES[missing.absence])
    return voice.fill(voice(NOT_WRITTEN), {"work": work, "why": why})


def work_text(kind: MarkKind, number: int, voice: Translator) -> str:
    """The short name of a summative work."""
    if kind is MarkKind.UNIT_SUMMATIVE:
        return voice.fill(voice(UNIT_NUMBER), {"number": number})
    return voice(KIND_NAMES[kind])


def law_text(explanation: Explanation, voices: Voices) -> Lines:
    """The order, its paragraphs and its edition."""
    return _law_text(explanation.law, explanation.paragraphs, voices)


@lru_cache(maxsize=64)
def _law_text(law: Law, paragraphs: tuple[str, ...], voices: Voices) -> Lines:
    facts = {"number": law.number, "day": law.issued, "edition": law.edition}
    return tuple(
        voice.fill(
            voice(LAW if paragraphs else LAW_WHOLE),
            {**facts, "paragraphs": _paragraphs(paragraphs, voice)},
        )
        for voice in voices
    )


def _paragraphs(paragraphs: tuple[str, ...], voice: Translator) -> str:
    return ", ".join(voice.tell(place) for place in places_in_order(paragraphs))


def note_texts(explanation: Explanation, voices: Voices) -> tuple[Lines, ...]:
    """What is still to come or was not written; warnings; settings that are to be checked."""
    missing = [missing_text(one, voices) for one in explanation.missing]
    warnings = [told(voices, one) for one in explanation.warnings]
    return (*missing, *warnings, *_checks(explanation, voices))


def _checks(explanation: Explanation, voices: Voices) -> Iterable[Lines]:
    """All settings that are to be checked, in one sentence of each language."""
    if explanation.notes:
        yield tuple(
            voice.fill(
                voice(TO_CHECK),
                {"note": " ".join(voice.tell(one.text) for one in explanation.notes)},
            )
            for voice in voices
        )


def unwritten_text(lines: Iterable[SubjectLine], voices: Voices) -> Lines:
    """Which works of which subjects a pupil still has to write, and why they are missing."""
    missing = [
        (line, one) for line in lines for one in line.explanation.missing if one.absence is not None
    ]
    return tuple(
        "; ".join(
            f"{name_in(line.names, voice.language)}, {_missing_in(one, voice)}"
            for line, one in missing
        )
        for voice in voices
        if missing
    )


def band_text(explanation: Explanation, voices: Voices) -> Lines:
    """Which percents are which mark."""
    lows = [band.low for band in explanation.scale]
    highs = [*(low - 1 for low in lows[1:]), WHOLE]
    bands = " · ".join(
        f"{band.low}–{high}: {band.mark}"
        for band, high in zip(explanation.scale, highs, strict=True)
    )
    return (f"{one_line(told(voices, MARK_BANDS))}: {bands}.",)


def needed_text(explanation: Explanation, voices: Voices) -> Lines:
    """What the term summative had to bring for the next better mark; empty where out of reach."""
    better = explanation.next
    if better is None or better.points is None or not explanation.ladder:
        return ()
    top = explanation.ladder[-1].high
    facts = {"mark": better.mark, "points": better.points, "top": top}
    return tuple(
        voice.fill(voice(NEEDED), {**facts, "work": voice(KIND_NAMES[MarkKind.TERM_SUMMATIVE])})
        for voice in voices
    )


def formula_text(lines: Iterable[SubjectLine], voices: Voices) -> Lines:
    """How the percents of a slip are made: each way that occurs on it, once."""
    ways = dict.fromkeys(
        tuple((part.kind, part.weight) for part in line.explanation.parts)
        for line in lines
        if line.explanation.percent is not None
    )
    return tuple(
        voice.fill(voice(FORMULA), {"formulas": "; ".join(_formula(way, voice) for way in ways)})
        for voice in voices
        if ways
    )


def _formula(way: Iterable[tuple[MarkKind, Fraction]], voice: Translator) -> str:
    return " + ".join(
        f"{voice(KIND_NAMES[kind])} × {weight_text(weight, voice.language)}" for kind, weight in way
    )


def missed_text(missed: MissedLessons | None, voices: Voices) -> Lines:
    """Lessons missed by reason; never a zero where nobody looked."""
    if missed is None:
        return told(voices, NOT_TAKEN)
    return tuple(
        voice.fill(voice(MISSED), {"reasons": _reasons(missed, voice)}) for voice in voices
    )


def _reasons(missed: MissedLessons, voice: Translator) -> str:
    counts = ((Absence.ILL, missed.ill), (Absence.EXCUSED, missed.excused))
    away = [*counts, (Absence.UNEXCUSED, missed.unexcused)]
    words = ", ".join(f"{voice(ABSENCE_NAMES[why])} {n}" for why, n in away)
    late = f"; {voice(ABSENCE_NAMES[Absence.LATE])} {missed.late}" if missed.late else ""
    return words + late


def ruleset_of(slips: Iterable[Slip]) -> str:
    """The rule sets of a pack of slips."""
    return ", ".join(dict.fromkeys(slip.ruleset for slip in slips if slip.ruleset))
