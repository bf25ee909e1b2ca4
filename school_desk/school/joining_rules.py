"""Which records may be of one pupil, and when two may be joined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from school_desk.errors import N_, DeskError
from school_desk.school.joining_model import Double, Joining, KnownPupil, Overlap, Settled
from school_desk.school.model import PersonName
from school_desk.school.names import fold, name_key
from school_desk.school.stay_rules import Stays, first_day, within

FAR = 2
"""So many letters may differ in a name of a person with the same birth date."""

TITLES = {
    "membership": N_("Class lists"),
    "movement": N_("Movements"),
    "personal_file": N_("Personal file"),
    "guardianship": N_("Guardians"),
    "group_member": N_("Subgroups"),
    "list_entry": N_("Lists of the school"),
    "forgetting": N_("Proposals to forget"),
    "support_note": N_("Support notes"),
    "health_note": N_("Health notes"),
    "own_note": N_("Own notes"),
    "attendance": N_("Attendance"),
    "mark": N_("Marks of lessons"),
    "work_points": N_("Points of summative works"),
    "descriptor_points": N_("Points by descriptor"),
    "sitting": N_("Own days of absent pupils"),
    "imported_work": N_("Works from other schools"),
    "rubric_tick": N_("Ticks of rubrics"),
    "verdict": N_("Pass or fail"),
    "carried": N_("Typed over into another register"),
    "closed_mark": N_("Marks of closed pages"),
    "exam": N_("Exams"),
    "past_mark": N_("Marks of earlier terms and years"),
    "consent": N_("Consents"),
    "decision": N_("Decisions of the council"),
    "pupil": N_("Records joined before"),
    "eating": N_("Who pays for meals"),
    "diet": N_("Diets"),
    "portion": N_("Portions"),
}
"""What people call the rows of each table that names a pupil."""

CLOSED = {
    "eating": N_("See who eats how"),
    "portion": N_("See who eats how"),
    "diet": N_("See headcount"),
}
"""What opens the values of a table; to others a choice says whose value it is, never which."""


class SamePupilError(DeskError):
    """A record joined with itself."""

    sentence = N_("This is one and the same record. Choose another.")


class CollisionsOpenError(DeskError):
    """Both records say something else in some places."""

    sentence = N_(
        "{count} places say something else in each record. Say for each which one counts."
    )


class TwoClassesError(DeskError):
    """The two records are in two classes on one day."""

    sentence = N_(
        "On {date} one record is in {first:class}, the other in {second:class}. "
        "Put one of them right first."
    )


def doubles(people: Iterable[KnownPupil]) -> tuple[Double, ...]:
    """Records that may be of one person: one IIN, or like names and no other birth date."""
    found: dict[frozenset[int], Double] = {}
    for one, other in _candidates(tuple(people)):
        pair = frozenset((one.pupil.id, other.pupil.id))
        if pair not in found and len(pair) > 1:
            verdict = _judged(one, other)
            if verdict is not None:
                found[pair] = verdict
    return tuple(sorted(found.values(), key=_order))


def _candidates(people: Sequence[KnownPupil]) -> Iterator[tuple[KnownPupil, KnownPupil]]:
    """Pairs worth a look: of one birth date, of one IIN, of one name."""
    heaps: dict[tuple[str, object], list[KnownPupil]] = defaultdict(list)
    for one in people:
        if one.birth:
            heaps["birth", one.birth].append(one)
        if one.iin:
            heaps["iin", one.iin].append(one)
        heaps["name", _folded(one.pupil.name)[:2]].append(one)
    for heap in heaps.values():
        yield from combinations(heap, 2)


def _judged(one: KnownPupil, other: KnownPupil) -> Double | None:
    same_iin = bool(one.iin) and one.iin == other.iin
    if same_iin:
        return Double(one, other, sure=True)
    if None not in (one.birth, other.birth) and one.birth != other.birth:
        return None
    if one.iin and other.iin:
        return None
    names = _folded(one.pupil.name), _folded(other.pupil.name)
    if names[0][:2] == names[1][:2]:
        return Double(one, other, sure=one.birth is not None and one.birth == other.birth)
    born_alike = one.birth is not None and one.birth == other.birth
    return Double(one, other) if born_alike and _alike(*names) else None


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Surname and given name each nearly the same, in any order (they are often swapped)."""
    straight = all(near(a, b) for a, b in zip(one[:2], other[:2], strict=True))
    return straight or one[:2] == (other[1], other[0])


def near(one: str, other: str) -> bool:
    """Whether two words differ by few letters, fewer in short ones.

    >>> near("серик", "серк"), near("али", "вали"), near("ан", "он")
    (True, True, False)
    """
    allowed = min(FAR, min(len(one), len(other)) // 3)
    return _distance(one, other) <= allowed


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        before, row[0] = row[0], n
        for m, sign in enumerate(other, 1):
            step = min(row[m] + 1, row[m - 1] + 1, before + (letter != sign))
            before, row[m] = row[m], step
    return row[-1]


def _folded(name: PersonName) -> tuple[str, ...]:
    return fold(name.surname), fold(name.given), fold(name.patronymic)


def _order(double: Double) -> tuple[bool, object]:
    return not double.sure, name_key(double.one.pupil.name)


def overlaps(
    kept: Mapping[int, Stays], dropped: Mapping[int, Stays], labels: Mapping[int, str]
) -> tuple[Overlap, ...]:
    """Days on which the two are in different classes, the first day of each."""
    return tuple(
        Overlap(labels.get(one, ""), labels.get(other, ""), first_day(both) or date.min)
        for one, here in kept.items()
        for other, there in dropped.items()
        if one != other and (both := within(here, there))
    )


def accept_joining(joining: Joining, settled: Settled) -> None:
    """Let two records be joined, or raise."""
    if joining.overlaps:
        one = joining.overlaps[0]
        raise TwoClassesError(date=one.day, first=one.first_label, second=one.second_label)
    open_still = [one for one in joining.collisions if one.key not in settled]
    if open_still:
        raise CollisionsOpenError(count=len(open_still))
