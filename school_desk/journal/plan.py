"""What the school says of a page before anyone writes in it: head, lessons, rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from school_desk.errors import N_, DeskError
from school_desk.events import Committed
from school_desk.journal.closed_store import closed_error
from school_desk.journal.closing_model import Closing
from school_desk.journal.closing_store import Closings, load_closings
from school_desk.journal.entry import PageClosedError
from school_desk.journal.model import PageHead, PageName, Scale
from school_desk.journal.rules_store import Choices, Values, load_choices, load_values
from school_desk.journal.ruleset import FIRST_MARKED_TERM, RuleSet, RuleSettings, choose
from school_desk.school.bell_rules import Bells, ClassBells
from school_desk.school.bell_store import load_all_bells
from school_desk.school.calendar import is_remote, period_of
from school_desk.school.model import (
    Calendar,
    ClassGroup,
    LessonKey,
    Period,
    PeriodKind,
    PersonName,
    Subject,
    Teaching,
    TeachingGroup,
    Term,
    TimetableSlot,
)
from school_desk.school.store import (
    load_class_groups,
    load_subjects,
    load_teaching_groups,
    load_teachings,
    load_timetable,
)
from school_desk.school.substitution_model import Substitution
from school_desk.school.substitution_rules import of_page
from school_desk.school.substitution_store import load_substitutions
from school_desk.school.timetable import lessons, suspended
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions

PLAN_TABLES = frozenset(
    (
        *("school", "class_group", "teaching_group", "subject", "teaching", "bell"),
        *("timetable_slot", "account", "rule_choice", "rule_value", "substitution", "closing"),
        *("calendar", "calendar_span", "bell_set", "bell_time"),
    )
)


class PageUnknownError(DeskError):
    """A page of a class or subject that the school does not have."""

    sentence = N_("This page of the register does not exist. Open it from the list of pages.")


class NoRuleSetError(DeskError):
    """No rule set (or several) for the date of a period."""

    sentence = N_(
        "There is no one set of rules for the term that begins on {date}. "
        "Ask the deputy head to choose one."
    )


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The head of a page, its planned lessons and the rules that count on it."""

    head: PageHead
    class_part: str
    lessons: tuple[LessonKey, ...]
    bells: ClassBells
    rules: RuleSet
    settings: RuleSettings
    remote: frozenset[date] = frozenset()
    """The days whose lessons are held from home."""

    suspended: tuple[LessonKey, ...] = ()
    """The lessons that weather took away."""

    def begins(self, day: date, slot: int) -> time | None:
        """When a lesson begins on a day."""
        bell = self.bells.at(day, slot)
        return bell.starts if bell else None


@dataclass(frozen=True, slots=True)
class _School:
    """The school's plan tables, read once until one of them changes."""

    groups: Mapping[int, TeachingGroup]
    classes: Mapping[int, ClassGroup]
    subjects: Mapping[int, Subject]
    teachings: Mapping[tuple[int, int], Teaching]
    timetable: Sequence[TimetableSlot]
    substitutions: tuple[Substitution, ...]
    bells: Bells
    choices: Choices
    values: Values
    closings: Closings

    def knows(self, group: int, subject: int) -> bool:
        """Whether this year has such a page."""
        found = self.groups.get(group)
        known = found is not None and found.class_group in self.classes
        return known and subject in self.subjects

    def class_of(self, group: int) -> ClassGroup:
        """The class group of a teaching group."""
        return self.classes[self.groups[group].class_group]

    def label(self, group: int) -> str:
        """What a page is headed with: the class, and the subgroup where it is one."""
        label, name = self.class_of(group).label, self.groups[group].name
        return f"{label} · {name}" if name else label

    def closing(
        self, group: int, subject: int, covers: Callable[[Closing], bool]
    ) -> Closing | None:
        """The closing of a page: one that counts now before one that was opened again."""
        found = [one for one in self.closings.get((group, subject), ()) if covers(one)]
        return min(found, key=lambda one: (not one.is_closed, one.row), default=None)


@dataclass(frozen=True, slots=True)
class _Decided:
    """Decisions to imagine; None: those of the file."""

    values: Values | None = None
    choices: Choices | None = None


@dataclass(frozen=True, slots=True)
class _Base:
    """What a page stands on before its lessons are reckoned: its head and its rules."""

    head: PageHead
    rules: RuleSet
    settings: RuleSettings


class Plans:
    """Plans of pages, kept until the timetable, a class or a subject changes."""

    def __init__(
        self,
        rulesets: Sequence[RuleSet],
        calendar: Callable[[], Calendar],
        key: Callable[[Connection, int], int],
        person: Callable[[Connection, int], PersonName | None],
    ) -> None:
        self._rulesets = rulesets
        self._calendar = calendar
        self._key = key
        self._person = person
        self._school: _School | None = None
        self._decided = _Decided()
        self._plans: dict[tuple[int, int, int], PagePlan] = {}
        self._bases: dict[tuple[int, int, int], _Base] = {}
        self._in_force: dict[str, tuple[RuleSet, RuleSettings]] = {}

    def plan(self, db: Connection, group: int, subject: int, term: int) -> PagePlan:
        """The plan of the page that a term belongs to: every term of a half-year has the same.

        Where the rules of its terms disagree, those of the first term of the period decide.
        """
        name = group, subject, self._base(db, group, subject, term).head.period.term
        if name not in self._plans:
            self._plans[name] = self._make(db, *name)
        return self._plans[name]

    def name(self, db: Connection, group: int, subject: int) -> PageName:
        """The pages of a subject through the year; terms whose rules are open stand alone."""
        school = self._read(db)
        if not school.knows(group, subject):
            raise PageUnknownError
        class_group = school.class_of(group)
        terms = (term.number for term in self._calendar().terms)
        return PageName(
            group,
            subject,
            class_group.id,
            class_group.year_level,
            school.label(group),
            school.subjects[subject].names,
            self._teacher(db, school.teachings.get((group, subject))),
            tuple(dict.fromkeys(self._period(db, group, subject, term) for term in terms)),
        )

    def imagined(self, *, values: Values | None = None, choices: Choices | None = None) -> "Plans":
        """Plans as they would be by other decisions of the school; they hear of no change."""
        made = Plans(self._rulesets, self._calendar, self._key, self._person)
        made._decided = _Decided(values, choices)
        return made

    def _period(self, db: Connection, group: int, subject: int, term: int) -> Period:
        try:
            return self._base(db, group, subject, term).head.period
        except NoRuleSetError:
            alone = period_of(self._calendar(), term, PeriodKind.TERM)
            if alone is None:
                raise
            return alone

    def _base(self, db: Connection, group: int, subject: int, term: int) -> _Base:
        """Head and rules of the page that a term belongs to."""
        name = group, subject, term
        if name not in self._bases:
            self._bases[name] = self._whole(db, *name)
        return self._bases[name]

    def _whole(self, db: Connection, group: int, subject: int, term: int) -> _Base:
        made = self._begin(db, group, subject, term)
        first = made.head.period.term
        if first == term or made.head.closing is not None:
            return made
        begun = self._base(db, group, subject, first)
        if term in begun.head.period.terms:
            return begun
        own = _alone(self._calendar().terms[term - 1])
        return replace(made, head=replace(made.head, period=own, term_work_due=False))

    def settings(self, db: Connection, class_group: int, number: int) -> RuleSettings:
        """The rules in force of a class in a term, whatever the subject."""
        school = self._school = self._school or _read(db, self._calendar().id)
        term = next((one for one in self._calendar().terms if one.number == number), None)
        if class_group not in school.classes or term is None:
            raise PageUnknownError
        year_level = school.classes[class_group].year_level
        return in_force(self._rules(school, term).for_year_level(year_level), school.values)

    def closed_error(self, db: Connection, lesson: LessonKey) -> PageClosedError | None:
        """What to say where the page of a lesson is closed."""
        place = lesson.group, lesson.subject, lesson.date
        return closed_error(db, lambda _db, _year: self._calendar().terms, place)

    def on_change(self, change: Committed) -> None:
        """Forget what may be out of date."""
        if any(one.table in PLAN_TABLES for one in change.changes):
            self._plans.clear()
            self._bases.clear()
            self._in_force.clear()
            self._school = None

    def _read(self, db: Connection) -> _School:
        """The school as it is, or with the decisions that are imagined; read once."""
        if self._school is None:
            found, decided = _read(db, self._calendar().id), self._decided
            self._school = replace(
                found,
                values=found.values if decided.values is None else decided.values,
                choices=found.choices if decided.choices is None else decided.choices,
            )
        return self._school

    def _teacher(self, db: Connection, taught: Teaching | None) -> str:
        account = taught.teacher if taught else None
        teacher = None if account is None else self._person(db, account)
        return teacher.full if teacher else ""

    def _begin(self, db: Connection, group: int, subject: int, number: int) -> _Base:
        school = self._read(db)
        term = next((t for t in self._calendar().terms if t.number == number), None)
        if not school.knows(group, subject) or term is None:
            raise PageUnknownError
        year_level = school.class_of(group).year_level
        closing = self._closing(school, group, subject, number)
        rules, settings = self._counting(school, self._rules_of(school, term, closing))
        rules = rules.for_year_level(year_level)
        head = self._head(db, school, (group, subject, term), rules, settings)
        return _Base(self._as_closed(head, closing), rules, settings)

    def _closing(self, school: _School, group: int, subject: int, term: int) -> Closing | None:
        """The closing of the page that a term belongs to."""
        covers = lambda one: term in one.terms(self._calendar())  # noqa: E731
        return school.closing(group, subject, covers)

    def _rules_of(self, school: _School, term: Term, closing: Closing | None) -> RuleSet:
        """The rules of a page: a closed one keeps those it was closed under."""
        if closing is not None and closing.is_closed:
            kept = tuple(one for one in self._rulesets if one.id == closing.ruleset)
            if kept:
                return kept[0]
        return self._rules(school, term)

    def _as_closed(self, head: PageHead, closing: Closing | None) -> PageHead:
        """The head with what the closing says: a closed page runs for as long as it ran then."""
        if closing is None:
            return head
        if not closing.is_closed:
            return replace(
                head,
                reopened_by=closing.reopened_by.full if closing.reopened_by else "",
                reopened_on=closing.reopened_on,
                reopened_for=closing.reason,
            )
        period = period_of(self._calendar(), closing.terms(self._calendar())[0], closing.kind)
        return replace(
            head,
            period=period or head.period,
            closed_by=closing.closed_by.full,
            closed_on=closing.closed_on,
            closing=closing.row,
        )

    def _counting(self, school: _School, found: RuleSet) -> tuple[RuleSet, RuleSettings]:
        """A rule set with the school's own values, made once."""
        if found.id not in self._in_force:
            rules = found.adapted(own_values(found, school.values))
            self._in_force[found.id] = rules, in_force(found, school.values)
        return self._in_force[found.id]

    def _make(self, db: Connection, group: int, subject: int, term: int) -> PagePlan:
        school, base = self._read(db), self._base(db, group, subject, term)
        planned = lessons(
            self._calendar(),
            base.head.period,
            school.timetable,
            year_level=base.head.year_level,
            group=group,
            subject=subject,
        )
        return PagePlan(
            head=base.head,
            class_part=Partitions.register(self._key(db, base.head.class_group)),
            lessons=of_page(
                planned,
                school.substitutions,
                (group, subject),
                (base.head.period.starts, base.head.period.ends),
            ),
            bells=ClassBells(school.bells, base.head.year_level),
            remote=_remote(self._calendar(), base.head, planned),
            suspended=suspended(
                self._calendar(),
                base.head.period,
                [slot for slot in school.timetable if slot.group == group],
                base.head.year_level,
                subject,
            ),
            rules=base.rules,
            settings=base.settings,
        )

    def _rules(self, school: _School, term: Term) -> RuleSet:
        """The rules of a term: those that somebody chose, else the only ones of its date."""
        chosen = school.choices.get((self._calendar().id, term.number))
        found = tuple(one for one in self._rulesets if one.id == chosen)
        found = found or choose(self._rulesets, term.starts)
        if len(found) != 1:
            raise NoRuleSetError(date=term.starts)
        return found[0]

    def _head(
        self,
        db: Connection,
        school: _School,
        page: tuple[int, int, Term],
        rules: RuleSet,
        settings: RuleSettings,
    ) -> PageHead:
        group, subject, term = page
        class_group = school.class_of(group)
        taught = school.teachings.get((group, subject), Teaching(group, subject, None))
        code = school.subjects[subject].code
        by_rule = settings.is_pass_fail(code, class_group.year_level)
        pass_fail = by_rule if taught.pass_fail is None else taught.pass_fail
        hours = sum(s.group == group and s.subject == subject for s in school.timetable)
        short = 0 < hours <= rules.half_year_weekly_hours
        markless = code in settings.unmarked_subjects
        kind = taught.period or _kind(settings, pass_fail=pass_fail, short=short and not markless)
        period = period_of(self._calendar(), term.number, kind)
        if period is None:
            raise PageUnknownError
        unmarked = markless or not settings.is_marked(class_group.year_level, period.terms[-1])
        nature = _Nature(
            pass_fail=pass_fail and not unmarked and taught.pass_fail is None,
            scale=pass_fail and not unmarked,
            markless=markless,
            unmarked=unmarked,
            period=pass_fail and taught.period is None,
            short=short and not pass_fail and taught.period is None and not unmarked,
        )
        return PageHead(
            group=group,
            subject=subject,
            class_group=class_group.id,
            class_label=school.label(group),
            year_level=class_group.year_level,
            subject_names=school.subjects[subject].names,
            language=class_group.language,
            period=period,
            teacher=taught.teacher,
            teacher_name=self._teacher(db, taught),
            ruleset=rules.id,
            rules_chosen=(self._calendar().id, term.number) in school.choices,
            pass_fail=pass_fail and not unmarked,
            unmarked=unmarked,
            scale=_scale(settings, pass_fail=pass_fail, unmarked=unmarked),
            term_work_due=not (pass_fail or unmarked or period.kind is not PeriodKind.TERM),
            grounds=_grounds(settings, code, class_group.year_level, nature),
            own_ending=taught.pass_fail is not None and not unmarked,
            own_period=taught.period is not None,
        )


def in_force(rules: RuleSet, values: Values) -> RuleSettings:
    """The rule set's settings with the school's own values, where the facts are still to check."""
    return rules.with_changes(own_values(rules, values))


def own_values(rules: RuleSet, values: Values) -> Mapping[str, object]:
    """The school's own values, where the facts are still to check."""
    own = values.get(rules.id, {})
    open_to_choice = {fact.key for fact in rules.to_check}
    return {key: own[key] for key in own if key in open_to_choice}


@dataclass(frozen=True, slots=True)
class _Nature:
    """Which questions the rules have answered about a page."""

    pass_fail: bool
    scale: bool
    markless: bool
    unmarked: bool
    period: bool
    short: bool


def _grounds(
    settings: RuleSettings, code: str, year_level: int, nature: _Nature
) -> tuple[str, ...]:
    """The keys of the facts that say how long a page runs and how it ends."""
    by_year = "unmarked_year_levels" if year_level else "unmarked_preschool"
    if year_level not in settings.unmarked_year_levels:
        by_year = f"{FIRST_MARKED_TERM}{year_level}"
    found = (
        ("unmarked_subjects", nature.markless),
        (by_year, nature.unmarked and not nature.markless),
        (f"pass_fail.{code}", nature.pass_fail),
        ("pass_fail_period", nature.period),
        ("pass_fail_scale", nature.scale),
        ("half_year_weekly_hours", nature.short),
    )
    return tuple(key for key, counts in found if counts)


def _alone(term: Term) -> Period:
    """A term whose own rules say otherwise than those of the half-year it stands in."""
    return Period(
        PeriodKind.TERM, term.number, term.starts, term.ends, (term.number,), term.division
    )


def _kind(settings: RuleSettings, *, pass_fail: bool, short: bool) -> PeriodKind:
    """How long a page runs: paragraph 28 gives subjects of one hour a week half-year marks."""
    if pass_fail:
        return settings.pass_fail_period
    return PeriodKind.HALF_YEAR if short else PeriodKind.TERM


def _remote(calendar: Calendar, head: PageHead, planned: Sequence[LessonKey]) -> frozenset[date]:
    if not calendar.remote:
        return frozenset()
    days = {lesson.date for lesson in planned}
    return frozenset(day for day in days if is_remote(calendar, day, head.year_level))


def _scale(settings: RuleSettings, *, pass_fail: bool, unmarked: bool) -> Scale:
    if unmarked:
        return settings.unmarked_scale
    return settings.pass_fail_scale if pass_fail else Scale.POINTS


def _read(db: Connection, year: str) -> _School:
    return _School(
        groups={group.id: group for group in load_teaching_groups(db)},
        classes={one.id: one for one in load_class_groups(db, year)},
        subjects={subject.id: subject for subject in load_subjects(db)},
        teachings={(one.group, one.subject): one for one in load_teachings(db, year)},
        timetable=load_timetable(db, year),
        substitutions=load_substitutions(db),
        bells=load_all_bells(db),
        choices=load_choices(db),
        values=load_values(db),
        closings=load_closings(db, year),
    )
