"""Who goes where when the next school year begins: pure, from decisions and choices."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from school_desk.errors import N_, DeskError
from school_desk.i18n import Spelled, Text
from school_desk.school.class_set_rules import FEWEST, code_of
from school_desk.school.model import ClassGroup, Pupil
from school_desk.school.names import mended, name_key, sort_key
from school_desk.school.rollover_model import (
    Choices,
    ClassNow,
    Decided,
    Fate,
    Going,
    Label,
    NextClass,
    OpenPage,
    RolloverPlan,
    Settled,
    YearNow,
)

FIRST_YEAR_LEVEL = 1
SHOWN = 5
NOTHING_CHOSEN = Choices()

GOES_ON = N_("School year {year} goes on until {day:short}.")
NO_CALENDAR = N_("School year {year} has no calendar yet. Make it first.")
NOT_CLOSED = N_("{label:class}, {period}: not closed: {subjects}.")
NO_DECISION = N_("{label:class}, {pupil}: the council's decision is missing.")
NOWHERE = N_("{label:class}, {pupil}: there is no class to be moved to; the school ends here.")
NOT_LAST = N_("{label:class}, {pupil}: this class does not end a stage, so nobody finishes it.")
WHICH_CLASS = N_("{label:class}, {pupil} repeats the year: choose one of {classes}.")
TWO_CLASSES = N_("{pupil} is in two classes: {label:class} and {other:class}.")
BECOME_ONE = N_(
    "{label:class} and {other:class} would become one class. Give one of them another letter."
)
OTHERS_THERE = N_("{label:class} of the next year has other pupils already: {pupils}.")
GONE = N_("{pupil} is already in {label:class} of the next year, but leaves the school.")
ELSEWHERE = N_("{pupil} is already in {label:class} of the next year, but goes to {other:class}.")


class RolloverRefusedError(DeskError):
    """Something is still to settle before the next year can begin."""

    sentence = N_("The next year cannot begin yet, {n} to settle. {first}")

    def __init__(self, problems: Sequence[Text]) -> None:
        super().__init__(n=len(problems), first=problems[0])
        self.problems = tuple(problems)


def written(label: Label) -> str:
    """The usual written form of a class group.

    >>> written((7, "А")), written((5, ""))
    ('7 «А»', '5')
    """
    return ClassGroup(0, *label).label


def plan_rollover(
    now: YearNow,
    choices: Choices = NOTHING_CHOSEN,
    also: Iterable[Text] = (),
) -> RolloverPlan:
    """What will happen to whom; `also` are problems that were found elsewhere."""
    goings = tuple(_goings(now, choices))
    classes = tuple(_next_classes(now, goings, choices))
    goings = tuple(_placed(one, classes, choices) for one in goings)
    classes = _in_sets(_with_own(now, classes, goings))
    plan = RolloverPlan(now, classes, goings, why=choices.why)
    return replace(plan, problems=(*also, *_problems(plan)))


def page_problems(pages: Iterable[OpenPage]) -> Iterator[Text]:
    """One sentence for each class and period with pages that are still open."""
    found: dict[tuple[str, str, str], list[OpenPage]] = {}
    for one in pages:
        number = str(one.period.facts.get("number", ""))
        found.setdefault((one.class_label, one.period.msgid, number), []).append(one)
    for open_pages in found.values():
        first = open_pages[0]
        facts = {"label": first.class_label, "period": first.period}
        yield Text(NOT_CLOSED, {**facts, "subjects": _together(open_pages)})


def _together(pages: Sequence[OpenPage]) -> Spelled:
    languages = pages[0].subject.by_language
    return Spelled(
        {one: ", ".join(page.subject.within(one) for page in pages) for one in languages}
    )


def _goings(now: YearNow, choices: Choices) -> Iterator[Going]:
    """Everyone once: who is in two classes goes with the first, and is a problem."""
    seen: set[int] = set()
    for one in now.classes:
        for pupil in sorted(one.pupils, key=lambda each: (name_key(each.name), each.id)):
            if pupil.id not in seen:
                seen.add(pupil.id)
                yield _going(now, one, pupil, choices)


def _going(now: YearNow, one: ClassNow, pupil: Pupil, choices: Choices) -> Going:
    decided = now.decisions.get((pupil.id, one.class_group.id))
    fate = _fate(one, pupil, decided, choices)
    up = choices.next_label(one.class_group)
    to = up if fate in (Fate.MOVES, Fate.CONDITIONAL, Fate.STAYS) else None
    beyond = to is not None and to[0] > now.last_year_level
    return Going(pupil, one.class_group, fate, None if beyond else to, decided)


def _fate(one: ClassNow, pupil: Pupil, decided: Decided | None, choices: Choices) -> Fate:
    if decided is None:
        preschool = one.class_group.year_level < FIRST_YEAR_LEVEL
        return Fate.MOVES if preschool else Fate.UNDECIDED
    if decided.outcome is Settled.GRADUATED and pupil.id in choices.stays:
        return Fate.STAYS
    return {
        Settled.MOVED: Fate.MOVES,
        Settled.CONDITIONAL: Fate.CONDITIONAL,
        Settled.REPEATS: Fate.REPEATS,
        Settled.GRADUATED: Fate.FINISHES,
    }[decided.outcome]


def _next_classes(now: YearNow, goings: Sequence[Going], choices: Choices) -> Iterator[NextClass]:
    """The classes that begin, then those that somebody goes on with, a year level higher."""
    for one in _entry(now):
        yield NextClass(
            one.label,
            one.class_group.language,
            shift=one.shift,
            enrolled=now.ahead.get(one.label, ()),
        )
    for one in now.classes:
        up = choices.next_label(one.class_group)
        if any(going.of == one.class_group and going.to == up for going in goings):
            yield _followed(now, one, up)


def _entry(now: YearNow) -> Iterator[ClassNow]:
    """The classes of children who come to school: each begins again, empty."""
    lowest = min((one.class_group.year_level for one in now.classes), default=FIRST_YEAR_LEVEL)
    if lowest <= FIRST_YEAR_LEVEL:
        yield from (one for one in now.classes if one.class_group.year_level == lowest)


def _followed(now: YearNow, one: ClassNow, label: Label) -> NextClass:
    """The class a year later: its form tutor goes on, but not over the end of a stage."""
    same = now.stage(one.class_group.year_level) == now.stage(label[0])
    return NextClass(
        label,
        one.class_group.language,
        one.class_group,
        one.class_group.form_tutor if same else None,
        one.shift,
        one.class_set,
        now.ahead.get(label, ()),
    )


def _placed(going: Going, classes: Sequence[NextClass], choices: Choices) -> Going:
    """Who repeats goes to the next year's class of the same year level."""
    if going.fate is not Fate.REPEATS:
        return going
    offered = repeat_places(going, classes)
    chosen = choices.places.get(going.pupil.id)
    own = (going.of.year_level, going.of.letter)
    if chosen in offered:
        return replace(going, to=chosen)
    if not offered or own in offered:
        return replace(going, to=own)
    return replace(going, to=offered[0] if len(offered) == 1 else None)


def repeat_places(going: Going, classes: Iterable[NextClass]) -> tuple[Label, ...]:
    """The classes of the next year in which a pupil can repeat the year."""
    return tuple(
        dict.fromkeys(
            one.label
            for one in classes
            if one.label[0] == going.of.year_level and one.language == going.of.language
        )
    )


def _with_own(
    now: YearNow, classes: tuple[NextClass, ...], goings: Sequence[Going]
) -> tuple[NextClass, ...]:
    """With a class for repeaters who have none, and those that the next year has already."""
    made = list(classes)
    for going in goings:
        label = going.to
        if label is not None and all(one.label != label for one in made):
            enrolled = now.ahead.get(label, ())
            made.append(NextClass(label, going.of.language, enrolled=enrolled))
    return tuple(sorted(made, key=lambda one: (one.label[0], sort_key(one.label[1]))))


def _in_sets(classes: tuple[NextClass, ...]) -> tuple[NextClass, ...]:
    """Classes that were taught together go on together, as a set that is named by what they are."""
    sets: dict[str, list[ClassGroup]] = {}
    for one in classes:
        sets.setdefault(one.class_set, []).append(ClassGroup(0, *one.label))
    codes = {old: code_of(new) for old, new in sets.items() if old and len(new) >= FEWEST}
    return tuple(replace(one, class_set=codes.get(one.class_set, "")) for one in classes)


def _problems(plan: RolloverPlan) -> Iterator[Text]:
    yield from _double_places(plan.before)
    yield from _undecided(plan)
    yield from _one_of_two(plan.classes)
    yield from _others_ahead(plan)


def _double_places(now: YearNow) -> Iterator[Text]:
    first: dict[int, ClassNow] = {}
    for one in now.classes:
        for pupil in one.pupils:
            before = first.setdefault(pupil.id, one)
            if before is not one:
                facts = {"pupil": pupil.name.listed, "label": before.class_group.label}
                yield Text(TWO_CLASSES, {**facts, "other": one.class_group.label})


def _undecided(plan: RolloverPlan) -> Iterator[Text]:
    ends = {last for _first, last in plan.before.stages}
    for one in plan.goings:
        facts = {"label": one.of.label, "pupil": one.pupil.name.listed}
        if one.fate is Fate.UNDECIDED:
            yield Text(NO_DECISION, facts)
        elif one.fate is Fate.REPEATS and one.to is None:
            places = ", ".join(map(written, repeat_places(one, plan.classes)))
            yield Text(WHICH_CLASS, {**facts, "classes": places})
        elif one.fate in (Fate.FINISHES, Fate.STAYS) and one.of.year_level not in ends:
            yield Text(NOT_LAST, facts)
        elif one.fate is not Fate.FINISHES and one.to is None:
            yield Text(NOWHERE, facts)


def _one_of_two(classes: Iterable[NextClass]) -> Iterator[Text]:
    first: dict[Label, NextClass] = {}
    for one in classes:  # letters that look the same are the same to people
        before = first.setdefault((one.label[0], mended(one.label[1].upper())), one)
        if before is not one:
            labels = [each.of.label if each.of else written(each.label) for each in (before, one)]
            yield Text(BECOME_ONE, {"label": labels[0], "other": labels[1]})


def _others_ahead(plan: RolloverPlan) -> Iterator[Text]:
    """Who is in a class of the next year already must be one of those who come into it."""
    coming = {one.pupil.id: one for one in plan.goings}
    begins = {one.label for one in plan.classes if one.of is None}
    for label, pupils in plan.before.ahead.items():
        for pupil in pupils:
            going = coming.get(pupil.id)
            if going is not None and going.to != label:
                facts = {"pupil": pupil.name.listed, "label": written(label)}
                other = {} if going.to is None else {"other": written(going.to)}
                yield Text(ELSEWHERE if other else GONE, {**facts, **other})
        strange = [one for one in pupils if one.id not in coming]
        if strange and label not in begins and any(one.label == label for one in plan.classes):
            yield Text(OTHERS_THERE, {"label": written(label), "pupils": _some(strange)})


def _some(pupils: Sequence[Pupil]) -> str:
    names = [one.name.listed for one in pupils[:SHOWN]]
    return ", ".join(names) + (" …" if len(pupils) > SHOWN else "")
