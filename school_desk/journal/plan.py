"""What the school says of a page before anyone writes in it: head, lessons, rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from school_desk.errors import N_, DeskError
from school_desk.events import Committed
from school_desk.journal.model import PageHead, Scale
from school_desk.journal.rules_store import Choices, Values, load_choices, load_values
from school_desk.journal.ruleset import RuleSet, RuleSettings, choose
from school_desk.school.calendar import period_of
from school_desk.school.model import (
    Calendar,
    ClassGroup,
    LessonKey,
    PeriodKind,
    PersonName,
    Subject,
    Teaching,
    Term,
    TimetableSlot,
)
from school_desk.school.store import (
    load_bells,
    load_class_groups,
    load_school,
    load_subjects,
    load_teaching_groups,
    load_teachings,
    load_timetable,
)
from school_desk.school.timetable import lessons
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions

PLAN_TABLES = frozenset(
    (
        *("school", "class_group", "teaching_group", "subject", "teaching", "bell"),
        *("timetable_slot", "account", "rule_choice", "rule_value"),
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
    starts: Mapping[int, time]
    rules: RuleSet
    settings: RuleSettings


@dataclass(frozen=True, slots=True)
class _School:
    """The school's plan tables, read once until one of them changes."""

    groups: Mapping[int, int]
    classes: Mapping[int, ClassGroup]
    subjects: Mapping[int, Subject]
    teachings: Mapping[tuple[int, int], Teaching]
    timetable: Sequence[TimetableSlot]
    starts: Mapping[int, time]
    choices: Choices
    values: Values


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
        self._plans: dict[tuple[int, int, int], PagePlan] = {}

    def plan(self, db: Connection, group: int, subject: int, term: int) -> PagePlan:
        """The plan of one page."""
        name = group, subject, term
        if name not in self._plans:
            self._plans[name] = self._make(db, *name)
        return self._plans[name]

    def settings(self, db: Connection, class_group: int, number: int) -> RuleSettings:
        """The rules in force of a class in a term, whatever the subject."""
        school = self._school = self._school or _read(db)
        term = next((one for one in self._calendar().terms if one.number == number), None)
        if class_group not in school.classes or term is None:
            raise PageUnknownError
        year_level = school.classes[class_group].year_level
        return in_force(self._rules(school, term).for_year_level(year_level), school.values)

    def on_change(self, change: Committed) -> None:
        """Forget what may be out of date."""
        if any(one.table in PLAN_TABLES for one in change.changes):
            self._plans.clear()
            self._school = None

    def _make(self, db: Connection, group: int, subject: int, number: int) -> PagePlan:
        school = self._school = self._school or _read(db)
        term = next((t for t in self._calendar().terms if t.number == number), None)
        known = school.groups.get(group) in school.classes and subject in school.subjects
        if not known or term is None:
            raise PageUnknownError
        class_group = school.classes[school.groups[group]]
        rules = self._rules(school, term).for_year_level(class_group.year_level)
        settings = in_force(rules, school.values)
        head = self._head(db, school, (group, subject, term), rules, settings)
        planned = lessons(
            self._calendar(),
            head.period,
            school.timetable,
            year_level=class_group.year_level,
            group=group,
            subject=subject,
        )
        return PagePlan(
            head=head,
            class_part=Partitions.register(self._key(db, class_group.id)),
            lessons=planned,
            starts=school.starts,
            rules=rules,
            settings=settings,
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
        class_group = school.classes[school.groups[group]]
        taught = school.teachings.get((group, subject), Teaching(group, subject, None))
        teacher = None if taught.teacher is None else self._person(db, taught.teacher)
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
        return PageHead(
            group=group,
            subject=subject,
            class_group=class_group.id,
            class_label=class_group.label,
            year_level=class_group.year_level,
            subject_names=school.subjects[subject].names,
            language=class_group.language,
            period=period,
            teacher=taught.teacher,
            teacher_name=teacher.full if teacher else "",
            ruleset=rules.id,
            rules_chosen=(self._calendar().id, term.number) in school.choices,
            pass_fail=pass_fail and not unmarked,
            unmarked=unmarked,
            scale=_scale(settings, pass_fail=pass_fail, unmarked=unmarked),
            term_work_due=not (pass_fail or unmarked or period.kind is not PeriodKind.TERM),
        )


def in_force(rules: RuleSet, values: Values) -> RuleSettings:
    """The rule set's settings with the school's own values, where the facts are still to check."""
    own = values.get(rules.id, {})
    open_to_choice = {fact.key for fact in rules.to_check}
    return rules.with_changes({key: own[key] for key in own if key in open_to_choice})


def _kind(settings: RuleSettings, *, pass_fail: bool, short: bool) -> PeriodKind:
    """How long a page runs: paragraph 28 gives subjects of one hour a week half-year marks."""
    if pass_fail:
        return settings.pass_fail_period
    return PeriodKind.HALF_YEAR if short else PeriodKind.TERM


def _scale(settings: RuleSettings, *, pass_fail: bool, unmarked: bool) -> Scale:
    if unmarked:
        return settings.unmarked_scale
    return settings.pass_fail_scale if pass_fail else Scale.POINTS


def _read(db: Connection) -> _School:
    school = load_school(db)
    year = school.year if school else ""
    return _School(
        groups={group.id: group.class_group for group in load_teaching_groups(db)},
        classes={one.id: one for one in load_class_groups(db, year)},
        subjects={subject.id: subject for subject in load_subjects(db)},
        teachings={(one.group, one.subject): one for one in load_teachings(db)},
        timetable=load_timetable(db),
        starts={bell.slot: bell.starts for bell in load_bells(db)},
        choices=load_choices(db),
        values=load_values(db),
    )
