"""People, class groups, teaching groups, subjects and the times of lessons, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum, StrEnum

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school.stay_rules import ALWAYS, Stays, first_day, last_day, there_on

NAMELESS = "—"
"""In place of the surname of a person who was forgotten."""

FORGOTTEN_ON = N_("data deleted on {day:short} by order of {who}")


@dataclass(frozen=True, slots=True)
class PersonName:
    """Surname, given name, patronymic, in their official spelling; the last may be empty."""

    surname: str
    given: str = ""
    patronymic: str = ""

    @property
    def full(self) -> str:
        """All parts in the official order.

        >>> PersonName("Қайрат", "Інжу", "Маратқызы").full
        'Қайрат Інжу Маратқызы'
        """
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    @property
    def listed(self) -> str:
        """Surname and given name, as a class list shows them."""
        return " ".join(part for part in (self.surname, self.given) if part)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """That personal data were deleted for ever: when, and who confirmed it."""

    day: date
    by: str

    @property
    def words(self) -> Text:
        """In place of what stood there."""
        return Text(FORGOTTEN_ON, {"day": self.day, "who": self.by or NAMELESS})


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil as a class list knows one: nothing personal beyond the name.

    Args:
        forgotten: where there is no name any more, since it was deleted by the law.
    """

    id: int
    name: PersonName
    forgotten: Forgotten | None = None


class Relation(StrEnum):
    """What a guardian is to a pupil; the law calls all of them legal representatives or kin."""

    MOTHER = "mother"
    FATHER = "father"
    STEPMOTHER = "stepmother"
    STEPFATHER = "stepfather"
    GRANDMOTHER = "grandmother"
    GRANDFATHER = "grandfather"
    SIBLING = "sibling"
    RELATIVE = "relative"
    GUARDIAN = "guardian"
    TRUSTEE = "trustee"
    FOSTER = "foster"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Guardian:
    """A grown-up who answers for a pupil; one of siblings is one person."""

    name: PersonName
    phone: str = ""
    email: str = ""
    address: str = ""
    workplace: str = ""
    position: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class NewGuardian:
    """A guardian whom a list or a form brings for a pupil."""

    guardian: Guardian
    relation: Relation
    main: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A pupil of a class or teaching group with all stays; a pupil may come back.

    `since` and `until` are the edges to show: the first day of all and the last, None: no edge.
    """

    pupil: Pupil
    stays: Stays = ALWAYS

    @property
    def since(self) -> date | None:
        """The first day of the first stay."""
        return first_day(self.stays)

    @property
    def until(self) -> date | None:
        """The last day of the last stay."""
        return last_day(self.stays)

    def there_on(self, day: date) -> bool:
        """Whether the pupil was there on a day."""
        return there_on(self.stays, day)


@dataclass(frozen=True, slots=True)
class NewPupil:
    """A pupil to enrol: name, class and what the office knows beside it."""

    name: PersonName
    year_level: int
    letter: str = ""
    birth_date: date | None = None
    sex: str = ""
    iin: str = ""
    address: str = ""
    phone: str = ""
    guardians: tuple[NewGuardian, ...] = ()
    known_as: int | None = None
    """The pupil who is in the school already: then only what is missing is written."""


@dataclass(frozen=True, slots=True)
class ClassGroup:
    """An official class of one school year, such as 7 «А» or a single 5."""

    id: int
    year_level: int
    letter: str = ""
    language: str = "kk"
    form_tutor: int | None = None

    @property
    def label(self) -> str:
        """The usual written form.

        >>> ClassGroup(1, 7, "А").label, ClassGroup(2, 5).label
        ('7 «А»', '5')
        """
        return f"{self.year_level} «{self.letter}»" if self.letter else str(self.year_level)


class GroupKind(StrEnum):
    """Whom a teaching group is made of."""

    WHOLE = ""  # the whole class group
    SUBGROUP = "subgroup"  # some of a class group, by dates
    HOME = "home"  # a pupil who is taught at home


@dataclass(frozen=True, slots=True)
class TeachingGroup:
    """Who sits in the lesson: usually one whole class group."""

    id: int
    class_group: int
    name: str = ""
    kind: GroupKind = GroupKind.WHOLE


@dataclass(frozen=True, slots=True)
class ClassSet:
    """Classes that one teacher teaches in one room (біріктірілген сынып-жинақ, класс-комплект)."""

    id: int
    names: Mapping[str, str]
    classes: tuple[ClassGroup, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Its classes as they are written."""
        return tuple(one.label for one in self.classes)


@dataclass(frozen=True, slots=True)
class Subject:
    """A school subject with its name in each language."""

    id: int
    code: str
    names: Mapping[str, str]


class Division(StrEnum):
    """What a school year is divided into: the periods that get marks."""

    TERM = "term"
    TRIMESTER = "trimester"
    HALF_YEAR = "half_year"
    CYCLE = "cycle"


DIVISION_TITLES = {
    Division.TERM: N_("Term {number}"),
    Division.TRIMESTER: N_("Trimester {number}"),
    Division.HALF_YEAR: N_("Half-year {number}"),
    Division.CYCLE: N_("Cycle {number}"),
}


def term_title(division: Division, number: int) -> Text:
    """How people call the n-th period that a school year is divided into."""
    return Text(DIVISION_TITLES[division], {"number": number})


@dataclass(frozen=True, slots=True)
class Term:
    """One term (тоқсан) of a school year, both edges included.

    A year of trimesters, half-years or cycles has those in place of its terms.
    """

    number: int
    starts: date
    ends: date
    division: Division = Division.TERM

    @property
    def title(self) -> Text:
        """How people call it."""
        return term_title(self.division, self.number)


class PeriodKind(StrEnum):
    """For how long a register page runs and its mark is made."""

    TERM = "term"
    HALF_YEAR = "half_year"
    YEAR = "year"


PERIOD_TITLES = {
    PeriodKind.TERM: N_("Term {number}"),
    PeriodKind.HALF_YEAR: N_("Half-year {number}"),
    PeriodKind.YEAR: N_("Whole year"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """The days of one register page: a term, or several terms that share one mark."""

    kind: PeriodKind
    number: int
    starts: date
    ends: date
    terms: tuple[int, ...]
    division: Division = Division.TERM

    @property
    def term(self) -> int:
        """The number of its first term, by which a page is opened."""
        return self.terms[0]

    @property
    def key(self) -> str:
        """How rows name it.

        >>> Period(PeriodKind.TERM, 1, date(2026, 9, 1), date(2026, 10, 25), (1,)).key
        'term/1'
        """
        return f"{self.kind.value}/{self.number}"

    @property
    def title(self) -> Text:
        """How people call it."""
        if self.kind is PeriodKind.TERM:
            return term_title(self.division, self.number)
        return Text(PERIOD_TITLES[self.kind], {"number": self.number})


@dataclass(frozen=True, slots=True)
class DayOff:
    """Days without lessons: a break or a public holiday, both edges included."""

    starts: date
    ends: date
    name: str
    year_levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MovedDay:
    """A day on which classes have the lessons of another weekday (0 = Monday)."""

    day: date
    works_as: int
    year_levels: tuple[int, ...] = ()


STAGES = ((1, 4), (5, 9), (10, 11))


@dataclass(frozen=True, slots=True)
class Calendar:
    """A school year: its terms, days off and the weekdays (0 = Monday) of lessons.

    Args:
        moved: days that have the lessons of another weekday, also on a day off.
        remote: days whose lessons are held from home, by frost or quarantine.
        suspended: those days off that weather has made of school days.
        stages: the first and last year level of each stage.
    """

    id: str
    terms: tuple[Term, ...]
    days_off: tuple[DayOff, ...] = ()
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    moved: tuple[MovedDay, ...] = ()
    remote: tuple[DayOff, ...] = ()
    division: Division = Division.TERM
    stages: tuple[tuple[int, int], ...] = STAGES
    suspended: tuple[DayOff, ...] = ()


@dataclass(frozen=True, slots=True)
class Bell:
    """When the lesson of a slot begins and ends."""

    slot: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class BellSet:
    """Other times of lessons than the usual ones, for some classes, weekdays or days.

    What is empty (or None) does not narrow it. A slot that it does not name rings as usual.
    """

    code: str
    name: str
    bells: tuple[Bell, ...] = ()
    year_levels: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift (ауысым, смена): slots are numbered through the day, a shift has some of them."""

    number: int
    first_slot: int
    last_slot: int

    @property
    def slots(self) -> range:
        """Its hours."""
        return range(self.first_slot, self.last_slot + 1)

    def holds(self, slot: int) -> bool:
        """Whether an hour is within it.

        >>> Shift(2, 7, 12).holds(6), Shift(2, 7, 12).holds(12)
        (False, True)
        """
        return self.first_slot <= slot <= self.last_slot

    def ordinal(self, slot: int) -> int:
        """Which lesson of the shift an hour is."""
        return slot - self.first_slot + 1


class Weeks(StrEnum):
    """In which weeks a lesson of the timetable is held; the first week of the year is odd."""

    EVERY = ""
    ODD = "odd"
    EVEN = "even"

    @property
    def other(self) -> "Weeks":
        """The weeks between."""
        return {Weeks.ODD: Weeks.EVEN, Weeks.EVEN: Weeks.ODD}.get(self, Weeks.EVERY)


@dataclass(frozen=True, slots=True)
class TimetableSlot:
    """A place in the week that repeats: weekday (0 = Monday), slot, who teaches what to whom.

    The two lessons of a two-week pattern are two values with one `id`. Slots are numbered through
    the day: those of a second shift go on where the first ends.
    """

    id: int
    weekday: int
    slot: int
    group: int
    subject: int
    teacher: int | None = None
    room: str = ""
    weeks: Weeks = Weeks.EVERY


@dataclass(frozen=True, slots=True)
class Teaching:
    """Who teaches a subject to a teaching group.

    Args:
        pass_fail: pass or fail instead of marks; None: by rule.
        period: for how long a page runs; None: by rule (weekly hours, pass or fail).
    """

    group: int
    subject: int
    teacher: int | None
    pass_fail: bool | None = None
    period: PeriodKind | None = None


class ClashKind(Enum):
    """What is in two places at once; the value is the sentence for people."""

    GROUP = N_("A class has two lessons at the same time.")
    TEACHER = N_(
        "A teacher has two classes at once. A combined hour needs one room or one class set."
    )
    ROOM = N_("Two teachers have the same room at the same time.")
    SUBGROUP = N_("A whole class and its subgroup have lessons at the same time.")
    PUPILS = N_("Two subgroups that have pupils in common have lessons at the same time.")
    BUSY = N_("The teacher cannot come at this hour.")
    SHIFT = N_("The hour is outside of the shift of the class.")


@dataclass(frozen=True, slots=True)
class Clash:
    """Places of the timetable that cannot all be true."""

    kind: ClashKind
    slots: tuple[TimetableSlot, ...]


@dataclass(frozen=True, slots=True, order=True)
class LessonKey:
    """What a lesson is born with: teaching group, subject, planned date, planned slot."""

    group: int
    subject: int
    date: date
    slot: int
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Pages look marks up thousands of times: the hash is reckoned once.
        parts = self.group, self.subject, self.date.toordinal(), self.slot
        object.__setattr__(self, "_hash", hash(parts))

    def __hash__(self) -> int:
        return self._hash


class Absence(StrEnum):
    """How a pupil was missing; a late pupil is present."""

    ILL = "ill"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"
    LATE = "late"

    @property
    def away(self) -> bool:
        """Whether the pupil was not in the room."""
        return self is not Absence.LATE

    @property
    def valid(self) -> bool:
        """Whether the law calls the reason valid (order No. 125: individual schedule)."""
        return self in (Absence.ILL, Absence.EXCUSED)
