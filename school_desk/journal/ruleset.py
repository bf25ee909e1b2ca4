"""A rule set: how marks are made from a date on, and what a school may choose within it."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import partial
from typing import TypedDict

from school_desk.errors import N_, DeskError
from school_desk.journal import facts as read
from school_desk.journal.facts import (
    Fact,
    FactFixedError,
    Facts,
    Law,
    RuleSetFactError,
    each_fact,
)
from school_desk.journal.model import MarkKind, Scale
from school_desk.school.model import Absence, PeriodKind

Kinds = frozenset[MarkKind]
Weights = Mapping[MarkKind, Fraction]

HUNDRED = 100
SCALE_OF_YEAR = "scale_of_year_"
FIRST_MARKED_TERM = "first_marked_term_of_year_"

KIND_NAMES = {
    "formative": MarkKind.FORMATIVE,
    "unit": MarkKind.UNIT_SUMMATIVE,
    "term": MarkKind.TERM_SUMMATIVE,
}
"""How a rule file calls the kinds of marks, in the order of its weights."""

MARK_WORDS = (N_("unsatisfactory"), N_("satisfactory"), N_("good"), N_("excellent"))


class UnreadableRuleSetError(DeskError):
    """A rule file that is not TOML."""

    sentence = N_("A file of rules is not readable as TOML: {problem}.")


class UnitAggregation(StrEnum):
    """How several unit summatives become one percent."""

    POOLED = "pooled"
    MEAN_OF_PERCENTS = "mean_of_percents"


class FormativeAndTerm(StrEnum):
    """What takes the place of unit summatives that are not planned."""

    HALF_HALF = "half_half"
    RENORMALISE = "renormalise"


class UnexcusedMissingWork(StrEnum):
    """What a planned work missed without a valid reason becomes."""

    MUST_SIT = "must_sit"
    ZERO = "zero"


class PastMarks(StrEnum):
    """What marks of terms without a register here do in the year mark."""

    COUNT = "count"
    LEAVE_OUT = "leave_out"


class MissingPeriod(StrEnum):
    """What a term without any mark does to the year mark."""

    LEAVE_EMPTY = "leave_empty"
    MEAN_OF_EXISTING = "mean_of_existing"


class YearInput(StrEnum):
    """Which year result stands in the final mark."""

    ROUNDED_MARK = "rounded_mark"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class YearSettings:
    """How a year ends: year mark, exam, transfer, awards."""

    past_marks: PastMarks
    missing_period: MissingPeriod
    exam_weight: int
    year_input: YearInput
    exam_year_levels: tuple[int, ...]
    graduating_year_levels: tuple[int, ...]
    repeats_from: int
    never_repeating: tuple[int, ...]
    praise_year_levels: tuple[int, ...]
    honours_basic_from: int
    honours_general_from: int


@dataclass(frozen=True, slots=True)
class Band:
    """From which whole percent on a mark is given, and its word."""

    low: int
    mark: int
    word: str


@dataclass(frozen=True, slots=True)
class TopHint:
    """The usual maximum of a unit summative in some year levels; a warning, never a refusal."""

    first: int
    last: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """The values in force at a school: the rule set's own, save the `changed` ones."""

    weights: Mapping[Kinds, Weights]
    unit_aggregation: UnitAggregation
    formative_and_term: FormativeAndTerm
    unexcused_missing_work: UnexcusedMissingWork
    formative_bottom: int
    formative_top: int
    unmarked_year_levels: tuple[int, ...]
    first_marked_term: Mapping[int, int]
    pass_fail: Mapping[str, tuple[int, ...]]
    pass_fail_period: PeriodKind
    pass_fail_scale: Scale
    unmarked_subjects: tuple[str, ...]
    unmarked_scale: Scale
    achieved_percent: int
    indicators_include_not_attested: bool
    sou_shown: bool
    sou_weight_not_attested: int
    signs: Mapping[str, Mapping[Absence, str]]
    letters: Mapping[str, Absence]
    year: YearSettings
    changed: tuple[str, ...] = ()

    def is_marked(self, year_level: int, term: int) -> bool:
        """Whether pupils of a year level are given marks in a term (paragraph 7)."""
        if year_level in self.unmarked_year_levels:
            return False
        return term >= self.first_marked_term.get(year_level, 1)

    @property
    def formative_counts(self) -> bool:
        """Whether formative points have a share in the term mark at all."""
        return MarkKind.FORMATIVE in self.weights[frozenset(MarkKind)]

    def is_pass_fail(self, subject: str, year_level: int) -> bool:
        """Whether a subject (by its code) ends in pass or fail (paragraph 16)."""
        year_levels = self.pass_fail.get(subject)
        return year_levels is not None and (not year_levels or year_level in year_levels)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """What an edition of the order says, with the source of each fact."""

    id: str
    valid_from: date
    valid_to: date | None
    law: Law
    scale: tuple[Band, ...]
    scales: Mapping[int, tuple[Band, ...]]
    quality_border: int
    half_year_weekly_hours: Fraction
    unit_works_per_term: int
    term_works_per_day: int
    unit_top_hints: tuple[TopHint, ...]
    facts: Facts
    defaults: RuleSettings

    @property
    def to_check(self) -> tuple[Fact, ...]:
        """The facts that a school may change, because nobody has shown the paragraph yet."""
        return tuple(fact for fact in self.facts.values() if fact.to_check)

    def for_year_level(self, year_level: int) -> "RuleSet":
        """The same rules with the scale of a year level that has one of its own."""
        own = self.scales.get(year_level)
        return self if own is None else replace(self, scale=own)

    def band(self, rounded: int) -> Band:
        """The band of a whole percent."""
        return next(band for band in reversed(self.scale) if rounded >= band.low)

    def next_band(self, mark: int) -> Band | None:
        """The band of the next better mark."""
        return next((band for band in self.scale if band.mark > mark), None)

    def unit_top_hint(self, year_level: int) -> TopHint | None:
        """The usual maximum of a unit summative, where the order names one."""
        hints = self.unit_top_hints
        return next((hint for hint in hints if hint.first <= year_level <= hint.last), None)

    def with_changes(self, values: Mapping[str, object]) -> RuleSettings:
        """The settings of a school that chose other values for facts to check, by their key."""
        return _settings(self.id, self._changed(values), tuple(values))

    def adapted(self, values: Mapping[str, object]) -> "RuleSet":
        """The rule set with the school's values also where they are no settings: scale, limits."""
        if not values:
            return self
        changed = self._changed(values)
        return replace(self, facts=changed, **_plain(self.id, changed))

    def _changed(self, values: Mapping[str, object]) -> Facts:
        changed = dict(self.facts)
        for key, value in values.items():
            fact = self.facts.get(key)
            if fact is None or not fact.to_check:
                raise FactFixedError(place=key, ruleset=self.id)
            changed[key] = replace(fact, value=value)
        return changed


def parse_ruleset(text: str) -> RuleSet:
    """Read a rule file, or raise a refusal that names what is wrong and where."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:  # also numbers and brackets without end
        raise UnreadableRuleSetError(problem=str(problem)) from problem
    name = table.get("id")
    if not isinstance(name, str) or not name:
        raise RuleSetFactError(ruleset="?", place="id", value=str(name))
    found = {fact.key: fact for fact in each_fact(name, _table(name, table, "facts"))}
    if read.word(_need(name, found, "rounding")) != "half_up":
        raise found["rounding"].wrong()
    return RuleSet(
        id=name,
        valid_from=_day(name, table, "valid_from"),
        valid_to=_day(name, table, "valid_to") if "valid_to" in table else None,
        law=_law(name, _table(name, table, "law")),
        facts=found,
        defaults=_settings(name, found),
        **_plain(name, found),
    )


class _Plain(TypedDict):
    """What a rule set says beside its settings."""

    scale: tuple[Band, ...]
    scales: Mapping[int, tuple[Band, ...]]
    quality_border: int
    half_year_weekly_hours: Fraction
    unit_works_per_term: int
    term_works_per_day: int
    unit_top_hints: tuple[TopHint, ...]


def _plain(name: str, found: Facts) -> _Plain:
    need = partial(_need, name, found)
    hours = need("half_year_weekly_hours")
    return {
        "scale": _scale(need("scale")),
        "scales": {
            int(key.removeprefix(SCALE_OF_YEAR)): _scale(fact)
            for key, fact in _under(SCALE_OF_YEAR, found)
        },
        "quality_border": read.whole(need("quality_border")),
        "half_year_weekly_hours": read.exact(hours, hours.value),
        "unit_works_per_term": read.whole(need("unit_works_per_term"), least=1),
        "term_works_per_day": read.whole(need("term_works_per_day"), least=1),
        "unit_top_hints": _hints(need("unit_top_hints")),
    }


def choose(rulesets: Sequence[RuleSet], on: date) -> tuple[RuleSet, ...]:
    """The rule sets in force on a day; a person decides where it is not exactly one."""
    return tuple(
        rules
        for rules in rulesets
        if rules.valid_from <= on and (rules.valid_to is None or on <= rules.valid_to)
    )


def _need(name: str, found: Facts, key: str) -> Fact:
    if key not in found:
        raise RuleSetFactError(ruleset=name, place=key, value="-")
    return found[key]


def _table(name: str, table: Mapping[str, object], key: str) -> Mapping[str, object]:
    inner = table.get(key)
    if not isinstance(inner, dict):
        raise RuleSetFactError(ruleset=name, place=key, value=str(inner))
    return inner


def _day(name: str, table: Mapping[str, object], key: str) -> date:
    day = table.get(key)
    if type(day) is not date:
        raise RuleSetFactError(ruleset=name, place=key, value=str(day))
    return day


def _law(name: str, table: Mapping[str, object]) -> Law:
    return Law(
        number=str(table.get("number", "")),
        issued=_day(name, table, "date"),
        edition=_day(name, table, "edition"),
        code=str(table.get("code", "")),
    )


def _scale(fact: Fact) -> tuple[Band, ...]:
    rows = read.tables(fact, ("low", "mark", "word"))
    whole = partial(read.whole_of, fact)
    bands = tuple(Band(whole(row["low"]), whole(row["mark"]), str(row["word"])) for row in rows)
    lows, marks = [band.low for band in bands], [band.mark for band in bands]
    rising = lows == sorted(set(lows)) and marks == sorted(set(marks))
    if not rising or lows[0] != 0 or lows[-1] > HUNDRED:
        raise fact.wrong()
    if not all(band.word in MARK_WORDS for band in bands):
        raise fact.wrong()
    return bands


def _hints(fact: Fact) -> tuple[TopHint, ...]:
    rows = read.tables(fact, ("first", "last", "low", "high"))
    return tuple(
        TopHint(**{name: read.whole_of(fact, number) for name, number in row.items()})
        for row in rows
    )


def _settings(name: str, found: Facts, changed: tuple[str, ...] = ()) -> RuleSettings:
    need = partial(_need, name, found)
    need("weights.formative+unit+term")
    return RuleSettings(
        weights=_weights(found),
        unit_aggregation=read.choice(UnitAggregation, need("unit_aggregation")),
        formative_and_term=read.choice(FormativeAndTerm, need("formative_and_term")),
        unexcused_missing_work=read.choice(UnexcusedMissingWork, need("unexcused_missing_work")),
        formative_bottom=read.whole(need("formative_bottom")),
        formative_top=read.whole(need("formative_top"), least=1),
        unmarked_year_levels=(
            *read.wholes(need("unmarked_preschool")),
            *read.wholes(need("unmarked_year_levels")),
        ),
        first_marked_term={
            int(key.removeprefix(FIRST_MARKED_TERM)): read.whole(fact)
            for key, fact in _under(FIRST_MARKED_TERM, found)
        },
        pass_fail={
            key.removeprefix("pass_fail."): fact.year_levels
            for key, fact in _under("pass_fail.", found)
            if read.yes(fact)
        },
        pass_fail_period=read.choice(PeriodKind, need("pass_fail_period")),
        pass_fail_scale=read.choice(Scale, need("pass_fail_scale")),
        unmarked_subjects=read.texts(need("unmarked_subjects")),
        unmarked_scale=read.choice(Scale, need("unmarked_scale")),
        achieved_percent=read.whole(need("achieved_percent")),
        indicators_include_not_attested=read.yes(need("indicators_include_not_attested")),
        sou_shown=read.yes(need("sou_shown")),
        sou_weight_not_attested=_percent(need("sou_weight_not_attested")),
        signs=_signs(found),
        letters=_letters(found),
        year=_year(need),
        changed=changed,
    )


def _year(need: Callable[[str], Fact]) -> YearSettings:
    if read.word(need("year_mark")) != "mean_of_marks":
        raise need("year_mark").wrong()
    return YearSettings(
        past_marks=read.choice(PastMarks, need("year_past_marks")),
        missing_period=read.choice(MissingPeriod, need("year_missing_period")),
        exam_weight=_percent(need("exam_weight")),
        year_input=read.choice(YearInput, need("year_input")),
        exam_year_levels=read.wholes(need("exam_year_levels")),
        graduating_year_levels=read.wholes(need("graduating_year_levels")),
        repeats_from=read.whole(need("repeats_from_subjects"), least=1),
        never_repeating=read.wholes(need("never_repeating_year_levels")),
        praise_year_levels=read.wholes(need("praise_year_levels")),
        honours_basic_from=read.whole(need("honours_basic_from")),
        honours_general_from=read.whole(need("honours_general_from")),
    )


def _percent(fact: Fact) -> int:
    number = read.whole(fact)
    if number > HUNDRED:
        raise fact.wrong()
    return number


def _under(place: str, found: Facts) -> tuple[tuple[str, Fact], ...]:
    return tuple((key, fact) for key, fact in found.items() if key.startswith(place))


def _weights(found: Facts) -> Mapping[Kinds, Weights]:
    return dict(_case(fact) for _, fact in _under("weights.", found))


def _case(fact: Fact) -> tuple[Kinds, Weights]:
    names = fact.key.removeprefix("weights.").split("+")
    if not isinstance(fact.value, list | tuple) or len(fact.value) != len(KIND_NAMES):
        raise fact.wrong()
    numbers = [read.exact(fact, number) for number in fact.value]
    weights = dict(zip(KIND_NAMES.values(), numbers, strict=True))
    counted = frozenset(kind for kind, weight in weights.items() if weight > 0)
    exist = frozenset(KIND_NAMES[name] for name in names if name in KIND_NAMES)
    if len(exist) != len(names) or not counted <= exist or sum(numbers) != HUNDRED:
        raise fact.wrong()
    return exist, {kind: weights[kind] for kind in counted}


def _signs(found: Facts) -> Mapping[str, Mapping[Absence, str]]:
    signs: dict[str, dict[Absence, str]] = {}
    for _, fact in _under("signs.", found):
        language, absence = _sign_of(fact)
        signs.setdefault(language, {})[absence] = read.word(fact)
    return signs


def _letters(found: Facts) -> Mapping[str, Absence]:
    """Every letter that is understood, in any language; one letter must not mean two things."""
    letters: dict[str, Absence] = {}
    for _, fact in _under("signs.", found):
        _, absence = _sign_of(fact)
        for letter in dict.fromkeys((read.word(fact), *fact.choices)):
            if len(letter) != 1 or letters.setdefault(letter.upper(), absence) is not absence:
                raise fact.wrong()
    return letters


def _sign_of(fact: Fact) -> tuple[str, Absence]:
    parts = fact.key.split(".")
    if len(parts) != len(("signs", "language", "absence")) or parts[2] not in tuple(Absence):
        raise fact.wrong()
    return parts[1], Absence(parts[2])
