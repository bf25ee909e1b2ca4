"""The school around the register: class groups, subjects, pupils, the weekly timetable."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from school_desk.errors import N_, DeskError
from school_desk.intents import Form, Scope
from school_desk.school.bell_store import load_all_bells
from school_desk.school.calendar import falls_on, is_school_day, term_on
from school_desk.school.class_set_store import load_sets_of_groups
from school_desk.school.combined_rules import lessons_in_hours
from school_desk.school.guardian_rules import GuardianBook
from school_desk.school.guardian_store import load_guardians
from school_desk.school.guardian_store import save_all as save_guardians
from school_desk.school.model import (
    Bell,
    Calendar,
    Clash,
    ClassGroup,
    LessonKey,
    Member,
    NewPupil,
    PersonName,
    Pupil,
    Subject,
    Teaching,
    TeachingGroup,
    Term,
    TimetableSlot,
)
from school_desk.school.names import NameMissingError, accept_name, matches, name_key, sort_key
from school_desk.school.pupil_data_model import PersonalFile
from school_desk.school.pupil_data_store import fill_file, load_known_pupils
from school_desk.school.store import (
    SchoolName,
    load_bell_rows,
    load_bells,
    load_birth_dates,
    load_class_groups,
    load_iins,
    load_members,
    load_school,
    load_slots_of,
    load_subjects,
    load_teaching_groups,
    load_teachings,
    load_timetable,
    save_bell,
    save_birth_date,
    save_class_group,
    save_membership,
    save_name,
    save_pupil,
    save_school,
    save_slot,
    save_subject,
    save_teaching,
)
from school_desk.school.substitution_rules import given_by
from school_desk.school.substitution_store import load_substitutions
from school_desk.school.texts import as_line
from school_desk.school.timetable import accept_bells, clashes, lessons_on
from school_desk.school.timetable_store import load_circumstances
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Step, Workplace, no_step
from school_desk.storage.unit_of_work import UnitOfWork

HIGHEST_YEAR_LEVEL = 12
LOOK_AHEAD_DAYS = 120
NO_LANGUAGES: Mapping[tuple[int, str], str] = {}


class YearLevelError(DeskError):
    """A year level that no school has."""

    sentence = N_("A year level is between 0 and 12, not {year_level}. Nothing was written.")


class ClassGroupTakenError(DeskError):
    """The class group is there already."""

    sentence = N_("{label:class} is in the list already. Nothing was written.")


class SchoolService(Service):
    """What the office does with classes, pupils and the timetable."""

    def __init__(self, workplace: Workplace, calendar: Callable[[], Calendar]) -> None:
        super().__init__(workplace)
        self._calendar = calendar

    def set_up(self, names: Mapping[str, str], bells: Sequence[Bell]) -> None:
        """Name the school, give it its year and its bells."""
        with self._begin(N_("Name the school"), Form()) as work:
            save_school(work, self._at.partitions, _as_lines(names))
            for bell in bells:
                save_bell(work, self._at.partitions, bell)

    def school(self) -> SchoolName | None:
        """The school's names and year."""
        return load_school(self._look(N_("See timetable")))

    def calendar(self) -> Calendar:
        """The school year: terms, breaks, holidays."""
        self._look(N_("See timetable"))
        return self._calendar()

    def class_groups(self) -> tuple[ClassGroup, ...]:
        """The class groups of this year, by year level and letter."""
        db = self._look(N_("See timetable"))
        found = load_class_groups(db, self._at.partitions.year)
        return tuple(sorted(found, key=lambda one: (one.year_level, sort_key(one.letter))))

    def teaching_groups(self) -> tuple[TeachingGroup, ...]:
        """Who sits together in lessons."""
        return load_teaching_groups(self._look(N_("See timetable")))

    def subjects(self) -> tuple[Subject, ...]:
        """All subjects, by their Kazakh names."""
        found = load_subjects(self._look(N_("See timetable")))
        return tuple(sorted(found, key=lambda one: sort_key(one.names["kk"])))

    def teachings(self) -> tuple[Teaching, ...]:
        """Who teaches what to whom."""
        return load_teachings(self._look(N_("See timetable")), self._at.partitions.year)

    def bells(self) -> tuple[Bell, ...]:
        """When lessons begin and end."""
        return load_bells(self._look(N_("See timetable")))

    def bells_of(self, lessons: Iterable[LessonKey]) -> Mapping[LessonKey, Bell]:
        """When lessons begin and end on their days, by the bells of their classes."""
        db = self._look(N_("See timetable"))
        bells, year_levels = load_all_bells(db), self._year_levels(db)
        found = (
            (lesson, bells.at(year_levels.get(lesson.group, 0), lesson.date, lesson.slot))
            for lesson in lessons
        )
        return {lesson: bell for lesson, bell in found if bell is not None}

    def timetable(self) -> tuple[TimetableSlot, ...]:
        """The weekly timetable of the school."""
        return load_timetable(self._look(N_("See timetable")), self._at.partitions.year)

    def clashes(self) -> tuple[Clash, ...]:
        """Places of the timetable that cannot all be true."""
        return _clashes(self._look(N_("See timetable")), self._at.partitions.year)

    def lessons_of(self, account: int, day: date) -> tuple[LessonKey, ...]:
        """The lessons of one teacher on a day: the own ones, and those for somebody else."""
        db = self._look(N_("See own lessons"), Scope(account=account))
        own = self._lessons(db, day, load_slots_of(db, self._at.partitions.year, account))
        return given_by(account, own, load_substitutions(db, day, day))

    def hours_of(self, account: int, day: date) -> tuple[tuple[LessonKey, ...], ...]:
        """The planned hours of one teacher on a day: of a combined one, the lesson of each class.

        The classes of an hour stand by year and letter.
        """
        db = self._look(N_("See own lessons"), Scope(account=account))
        year = self._at.partitions.year
        lessons = self.lessons_of(account, day)
        places = self._class_places(db)
        slots = [
            slot
            for slot in load_slots_of(db, year, account)
            if slot.group in places and falls_on(self._calendar(), slot, day, places[slot.group][0])
        ]
        found = lessons_in_hours(lessons, slots, load_sets_of_groups(db, year))
        return tuple(tuple(sorted(hour, key=lambda key: places[key.group])) for hour in found)

    def next_lesson_day(self, account: int, after: date) -> date | None:
        """The next day after `after` on which a teacher has lessons."""
        self._look(N_("See own lessons"), Scope(account=account))
        days = (after + timedelta(days=n) for n in range(1, LOOK_AHEAD_DAYS))
        return next((day for day in days if self.lessons_of(account, day)), None)

    def term_on(self, day: date) -> Term | None:
        """The term of a day."""
        self._look(N_("See timetable"))
        return term_on(self._calendar(), day)

    def is_school_day(self, day: date, year_level: int) -> bool:
        """Whether a year level has lessons on a day."""
        self._look(N_("See timetable"))
        return is_school_day(self._calendar(), day, year_level)

    def pupils(self, class_group: int) -> tuple[Member, ...]:
        """The pupils of a class group in the order of the Kazakh alphabet."""
        db = self._look(N_("See class list"), Scope(class_group=class_group))
        found = (one for one in load_members(db, class_group) if one.stays)
        return tuple(sorted(found, key=lambda one: name_key(one.pupil.name)))

    def find_pupils(self, query: str) -> tuple[tuple[ClassGroup, Pupil], ...]:
        """Pupils whose name has words that begin so, in the class groups that one may see."""
        self._look(N_("See timetable"))
        seen = ((one, self._visible(one.id)) for one in self.class_groups())
        found = [(one, pupil) for one, pupils in seen for pupil in pupils]
        return tuple(
            sorted(
                ((one, pupil) for one, pupil in found if matches(query, pupil.name)),
                key=lambda pair: name_key(pair[1].name),
            )
        )

    def birth_dates(self, class_group: int) -> Mapping[int, date]:
        """The birth dates of the pupils of a class group, where they are known."""
        db = self._look(N_("See birth dates"), Scope(class_group=class_group))
        return load_birth_dates(db, (one.pupil.id for one in load_members(db, class_group)))

    def known_pupils(self) -> tuple[NewPupil, ...]:
        """Everyone on the lists of this year, to find doubles in an import."""
        return load_known_pupils(self._look(N_("Import pupils")), self._at.partitions.year)

    def listed_pupils(self) -> tuple[NewPupil, ...]:
        """The pupils of today's class lists with their files and guardians, to write them out."""
        db = self._look(N_("Export pupils"))
        found = load_known_pupils(db, self._at.partitions.year, self._at.today())
        order = lambda one: (one.year_level, sort_key(one.letter), name_key(one.name))  # noqa: E731
        return tuple(sorted(found, key=order))

    def known_iins(self) -> frozenset[str]:
        """Every IIN that is kept, to find doubles in an import."""
        return load_iins(self._look(N_("Import pupils")))

    def add_class_group(self, year_level: int, letter: str, language: str) -> int:
        """A class group of this year with its teaching group."""
        with self._begin(N_("Add class group"), Form()) as work:
            self._accept_class(work.db, year_level, letter)
            return save_class_group(work, self._at.partitions, year_level, letter, language)

    def appoint_form_tutor(self, class_group: int, account: int | None) -> None:
        """Who is the form tutor of a class group."""
        with self._begin(N_("Change class group"), Form(Scope(class_group=class_group))) as work:
            work.put("class_group", class_group, form_tutor=account)

    def set_language(self, class_group: int, language: str) -> None:
        """In which language a class group is taught."""
        with self._begin(N_("Change class group"), Form(Scope(class_group=class_group))) as work:
            work.put("class_group", class_group, language=language)

    def add_subject(self, code: str, names: Mapping[str, str]) -> int:
        """A subject with its names in each language."""
        with self._begin(N_("Add subject"), Form()) as work:
            lines = _as_lines(names)
            if not lines["kk"]:
                raise NameMissingError
            return save_subject(work, self._at.partitions, code, lines)

    def import_pupils(
        self,
        pupils: Sequence[NewPupil],
        since: date,
        language: str = "kk",
        *,
        languages: Mapping[tuple[int, str], str] = NO_LANGUAGES,
        step: Step = no_step,
    ) -> int:
        """Enrol a whole list as one step; class groups that are missing are made.

        `languages` names those of some new class groups, by year level and letter; `step` is told
        how far it is, and whatever it raises leaves everything as it was.
        """
        with self._begin(N_("Import pupils"), Form(), origin="import") as work:
            book = GuardianBook(load_guardians(work.db))
            known = {one.known_as: one for one in self.known_pupils()}
            for done, new in enumerate(pupils, 1):
                taught = languages.get((new.year_level, new.letter), language)
                pupil = new.known_as or self._enrol(work, new, since, taught)
                there = known.get(new.known_as or 0)
                files = _file(new), _file(there) if there else PersonalFile()
                fill_file(work, self._at.partitions, pupil, *files)
                save_guardians(work, self._at.partitions, pupil, new.guardians, book)
                step(done, len(pupils))
        return len(pupils)

    def add_pupil(
        self, class_group: int, name: PersonName, since: date | None, birth: date | None = None
    ) -> int:
        """Enrol one pupil in a class group from a day on."""
        with self._begin(N_("Add pupil"), Form(Scope(class_group=class_group))) as work:
            row = save_pupil(work, self._at.partitions, accept_name(name))
            save_membership(work, self._at.partitions, row, class_group, since)
            if birth:
                save_birth_date(work, self._at.partitions, row, birth)
        return row

    def correct_pupil(
        self, class_group: int, pupil: int, name: PersonName, birth: date | None
    ) -> None:
        """Put right how a pupil of a class group is written."""
        with self._begin(N_("Correct pupil"), Form(Scope(class_group=class_group))) as work:
            save_name(work, pupil, accept_name(name))
            save_birth_date(work, self._at.partitions, pupil, birth)

    def assign(self, teaching: Teaching) -> None:
        """Who teaches a subject to a group, and whether by pass or fail; the timetable follows."""
        with self._begin(N_("Change timetable"), Form()) as work:
            save_teaching(work, self._at.partitions, teaching)
            for slot in load_timetable(work.db, self._at.partitions.year):
                if (slot.group, slot.subject) == (teaching.group, teaching.subject):
                    save_slot(work, self._at.partitions, replace(slot, teacher=teaching.teacher))

    def place(self, slot: TimetableSlot) -> tuple[Clash, ...]:
        """Put a lesson in an hour of a class; returns the clashes it makes, which do not block."""
        with self._begin(N_("Change timetable"), Form()) as work:
            row = save_slot(work, self._at.partitions, slot)
            if slot.teacher is not None:
                known = _teaching(work.db, self._at.partitions.year, slot.group, slot.subject)
                save_teaching(work, self._at.partitions, replace(known, teacher=slot.teacher))
            found = _clashes(work.db, self._at.partitions.year)
        return tuple(c for c in found if any(one.id == row for one in c.slots))

    def save_bells(self, bells: Sequence[Bell]) -> None:
        """When lessons begin and end from now on; a slot that is not named has no bell."""
        with self._begin(N_("Change timetable"), Form()) as work:
            for bell in accept_bells(bells):
                save_bell(work, self._at.partitions, bell)
            kept = {bell.slot for bell in bells}
            for slot, row in load_bell_rows(work.db).items():
                if slot not in kept:
                    work.delete(row)

    def _enrol(self, work: UnitOfWork, new: NewPupil, since: date, language: str) -> int:
        parts = self._at.partitions
        row = save_pupil(work, parts, new.name)
        class_group = _class_row(work.db, parts.year, new)
        if class_group is None:
            class_group = save_class_group(work, parts, new.year_level, new.letter, language)
        save_membership(work, parts, row, class_group, since)
        return row

    def _visible(self, class_group: int) -> tuple[Pupil, ...]:
        """The pupils of a class group, or nobody where the list is not open to this person."""
        try:
            return tuple(member.pupil for member in self.pupils(class_group))
        except DeskError:  # the only one is the refusal: those of other classes are not shown
            return ()

    def _lessons(
        self, db: Connection, day: date, slots: Iterable[TimetableSlot]
    ) -> tuple[LessonKey, ...]:
        year_levels = self._year_levels(db)
        here = [slot for slot in slots if slot.group in year_levels]
        return lessons_on(self._calendar(), day, here, year_levels)

    def _year_levels(self, db: Connection) -> Mapping[int, int]:
        """The year level of each teaching group of this year."""
        classes = {one.id: one for one in load_class_groups(db, self._at.partitions.year)}
        return {
            group.id: classes[group.class_group].year_level
            for group in load_teaching_groups(db)
            if group.class_group in classes
        }

    def _class_places(self, db: Connection) -> Mapping[int, tuple[int, tuple[int, ...], int]]:
        """Where the class of each teaching group of the year stands: year level, letter."""
        classes = {one.id: one for one in load_class_groups(db, self._at.partitions.year)}
        found = ((group.id, classes.get(group.class_group)) for group in load_teaching_groups(db))
        return {group: (one.year_level, sort_key(one.letter), group) for group, one in found if one}

    def _accept_class(self, db: Connection, year_level: int, letter: str) -> None:
        if not 0 <= year_level <= HIGHEST_YEAR_LEVEL:
            raise YearLevelError(year_level=year_level)
        new = NewPupil(PersonName(""), year_level, letter)
        if _class_row(db, self._at.partitions.year, new) is not None:
            raise ClassGroupTakenError(label=ClassGroup(0, year_level, letter).label)


def _as_lines(names: Mapping[str, str]) -> Mapping[str, str]:
    return {language: as_line(name) for language, name in names.items()}


def _file(one: NewPupil) -> PersonalFile:
    return PersonalFile(one.birth_date, one.sex, one.iin, one.address, one.phone)


def _teaching(db: Connection, year: str, group: int, subject: int) -> Teaching:
    """Who teaches a subject to a group as far as it is known."""
    found = (
        one for one in load_teachings(db, year) if (one.group, one.subject) == (group, subject)
    )
    return next(found, Teaching(group, subject, None))


def _clashes(db: Connection, year: str) -> tuple[Clash, ...]:
    around = load_circumstances(db, year)
    return clashes(load_timetable(db, year), load_sets_of_groups(db, year), around)


def _class_row(db: Connection, year: str, new: NewPupil) -> int | None:
    found = (
        one.id
        for one in load_class_groups(db, year)
        if (one.year_level, one.letter) == (new.year_level, new.letter)
    )
    return next(found, None)
