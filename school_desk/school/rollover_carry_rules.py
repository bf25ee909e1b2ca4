"""What goes on with a class into the next year: subgroups, subjects with teachers, hours."""

from collections.abc import Iterator
from dataclasses import replace

from school_desk.school.model import ClassGroup
from school_desk.school.rollover_model import (
    ClassNow,
    NextClass,
    NextHours,
    NextSubgroup,
    NextTaught,
    RolloverPlan,
    TaughtNow,
    YearNow,
)


def next_subgroups(plan: RolloverPlan) -> Iterator[NextSubgroup]:
    """The subgroups of classes that go on within their stage."""
    for one in plan.classes:
        if one.of is not None and _same_stage(plan.before, one):
            here = {going.pupil.id for going in plan.to_class(one.label) if going.of == one.of}
            for group in plan.before.subgroups:
                if group.class_group == one.of.id:
                    there = tuple(sorted(group.pupils & here))
                    yield NextSubgroup(one.label, group.name, group.kind, there)


def next_hours(plan: RolloverPlan) -> Iterator[NextHours]:
    """The curriculum of a year level is that of this year's class of the same year level."""
    for one in plan.classes:
        pattern = _pattern(plan.before, one)
        if pattern is not None:
            for line in plan.before.hours:
                if line.class_group == pattern.id:
                    args = line.subject, line.hours, line.component, line.source
                    yield NextHours(one.label, *args)


def next_taught(plan: RolloverPlan) -> Iterator[NextTaught]:
    """Which subjects a class has next year, and who teaches them.

    The subjects are those of this year's class of the same year level, else the own ones. Within
    a stage the own teachers go on; what is new comes with the teacher of the pattern. The teacher
    of a class that begins is open where it is the form tutor, who has a class of her own.
    """
    subgroups = {(one.label, one.name) for one in next_subgroups(plan)}
    for one in plan.classes:
        yield from (
            taught
            for taught in _taught(plan.before, one)
            if not taught.group_name or (one.label, taught.group_name) in subgroups
        )


def _taught(now: YearNow, one: NextClass) -> Iterator[NextTaught]:
    pattern = _pattern(now, one)
    shown = _of_class(now, pattern)
    own = _of_class(now, one.of) if one.of and _same_stage(now, one) else ()
    subjects = {each.subject for each in shown}
    kept = [each for each in own if each.subject in subjects or pattern is None]
    yield from (_as_next(one, each) for each in kept)
    yield from _begun(one, pattern, {each.subject for each in kept}, shown)


def _begun(
    one: NextClass, pattern: ClassGroup | None, kept: set[int], shown: tuple[TaughtNow, ...]
) -> Iterator[NextTaught]:
    """The subjects that are new to a class: taught to all of it, as the pattern is taught."""
    begun: dict[int, TaughtNow] = {}
    for each in shown:
        if each.subject not in kept:
            begun.setdefault(each.subject, each)
    tutor = pattern.form_tutor if pattern is not None else None
    for each in begun.values():
        teacher = None if each.teacher == tutor else each.teacher
        yield _as_next(one, replace(each, group_name="", teacher=teacher))


def _as_next(one: NextClass, taught: TaughtNow) -> NextTaught:
    args = taught.subject, taught.teacher, taught.pass_fail, taught.period
    return NextTaught(one.label, taught.group_name, *args)


def _of_class(now: YearNow, one: ClassGroup | None) -> tuple[TaughtNow, ...]:
    return tuple(each for each in now.taught if one and each.class_group == one.id)


def _pattern(now: YearNow, one: NextClass) -> ClassGroup | None:
    """This year's class of a year level and language, the one of the same letter first."""
    found = [each.class_group for each in now.classes if _fits(each, one)]
    found.sort(key=lambda each: each.letter != one.label[1])
    return found[0] if found else None


def _fits(each: ClassNow, one: NextClass) -> bool:
    found = each.class_group
    return found.year_level == one.label[0] and found.language == one.language


def _same_stage(now: YearNow, one: NextClass) -> bool:
    return one.of is not None and now.stage(one.of.year_level) == now.stage(one.label[0])
