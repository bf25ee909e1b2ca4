"""Lists of the office as spreadsheets, there and back: one way to read, take, write any of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from school_desk import formats
from school_desk.access.look_model import Act
from school_desk.access.staff_model import NewStaff
from school_desk.access.staff_reading_rules import CELLS as STAFF_CELLS
from school_desk.access.staff_reading_rules import FORM as STAFF
from school_desk.access.staff_reading_rules import read_staff
from school_desk.documents.page import Printed
from school_desk.documents.sheet import DAY, SheetColumn, SheetDraft, build_workbook
from school_desk.errors import N_
from school_desk.i18n import translator
from school_desk.intents import Scope
from school_desk.journal.past_mark_reading_rules import CELLS as MARK_CELLS
from school_desk.journal.past_mark_reading_rules import FORM as MARKS
from school_desk.journal.past_mark_reading_rules import SchoolFacts, ToldMark, read_marks
from school_desk.journal.past_mark_rules import past_text
from school_desk.nutrition.eating_reading_rules import CELLS as EATING_CELLS
from school_desk.nutrition.eating_reading_rules import FORM as EATINGS
from school_desk.nutrition.eating_reading_rules import (
    EatingFacts,
    ToldEating,
    read_eatings,
    told_eatings,
)
from school_desk.nutrition.meal_norm_reading_rules import CELLS as NORM_CELLS
from school_desk.nutrition.meal_norm_reading_rules import FORM as NORMS
from school_desk.nutrition.meal_norm_reading_rules import LINES as NORM_LINES
from school_desk.nutrition.meal_norm_reading_rules import SHOWN as NORM_SHOWN
from school_desk.nutrition.meal_norm_reading_rules import read_norms
from school_desk.nutrition.supply_reading_rules import (
    ACT_CELLS,
    ACT_FORM,
    STATE_CELLS,
    STATE_FORM,
    ToldDay,
    ToldLine,
    acts_of,
    read_act_lines,
    read_state_days,
    told_lines,
)
from school_desk.school.curriculum_reading_rules import CELLS as HOURS_CELLS
from school_desk.school.curriculum_reading_rules import FORM as HOURS
from school_desk.school.curriculum_reading_rules import (
    CurriculumFacts,
    ToldHours,
    read_curriculum,
    subject_words,
)
from school_desk.school.list_reading_rules import CELLS as LIST_CELLS
from school_desk.school.list_reading_rules import FORM as LISTS
from school_desk.school.list_reading_rules import ListFacts, ToldEntry, read_entries
from school_desk.school.names import sort_key
from school_desk.school.sheet_reading_rules import EXPLANATION_TITLES, without_known
from school_desk.school.spreadsheet import read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from school_desk.access.look_service import LookLog
    from school_desk.access.model import Account
    from school_desk.access.staff_service import StaffService
    from school_desk.documents.sheet import CellValue
    from school_desk.journal.past_mark_service import PastMarkService
    from school_desk.nutrition.eating_service import EatingService
    from school_desk.nutrition.meal_norm_model import NormLine
    from school_desk.nutrition.meal_norm_service import MealNormService
    from school_desk.nutrition.month_service import MonthService
    from school_desk.nutrition.product_service import ProductService
    from school_desk.school.curriculum_model import PlannedHours
    from school_desk.school.curriculum_service import CurriculumService
    from school_desk.school.list_service import ListService
    from school_desk.school.service import SchoolService
    from school_desk.school.sheet_form_rules import SheetForm
    from school_desk.school.sheet_reading_rules import ReadList
    from school_desk.school.spreadsheet import Sheet

T = TypeVar("T")
Raw = str | int | Decimal | date | None
"""What a column writes of a value."""

MARK_LINES = (
    N_("One mark in each row: who, which subject, which period, which mark, from which paper."),
    N_("Period: 1-тоқсан to 4-тоқсан, 1-жартыжылдық, 2-жартыжылдық, жылдық."),
    N_("Without a school year this year is meant; of earlier years only year marks are kept."),
    N_("Mark: 2, 3, 4, 5, or pass and fail in words."),
)
LIST_LINES = (
    N_("One line for each pupil and club, route, help or contest."),
    N_("List: Үйірмелер, Қосымша білім беру, Тасымал, Интернат, or a name of your own."),
    N_("Class, surname, given name and title are needed; the rest may be empty."),
)
HOURS_LINES = (
    N_("One line for each class and subject: hours a week, half hours as 0,5."),
    N_("Part: invariant, or variable for hours of the school's choice; it may be empty."),
    N_("What the list does not name stays as it is."),
)
EATING_LINES = (
    N_("One line for each pupil and benefit: who pays, by which document and order, which days."),
    N_("Class and surname are needed, and who pays or the category; a category means the fund."),
    N_("The fund asks for a category, a document with its number and the number of the order."),
    N_("What counted before ends on the day before the first day of the new line."),
)
ACT_LINES = (
    N_("One line for each source and price of an act: child-days and the sum as the act has them."),
    N_("An act that is here already gets the lines of the file."),
)
STATE_LINES = (N_("One line for each day: how many portions the state's meal system has."),)
TITLES = dict(zip(("kk", "ru", "en"), EXPLANATION_TITLES, strict=True))


class ListDesk(Protocol):
    """What the lists need of the desk: services, person, clock."""

    account: Account
    look_log: LookLog

    @property
    def staff(self) -> StaffService:
        """The staff."""

    @property
    def past_marks(self) -> PastMarkService:
        """Marks from elsewhere."""

    @property
    def lists(self) -> ListService:
        """Clubs and the like."""

    @property
    def curriculum(self) -> CurriculumService:
        """Hours a week of each class."""

    @property
    def eating(self) -> EatingService:
        """Who eats how."""

    @property
    def meal_month(self) -> MonthService:
        """Months of meals."""

    @property
    def meal_norms(self) -> MealNormService:
        """Norms of meals."""

    @property
    def products(self) -> ProductService:
        """Products of the kitchen."""

    @property
    def school(self) -> SchoolService:
        """Classes, pupils, subjects."""

    def today(self) -> date:
        """The day of the wall clock."""

    def now(self) -> datetime:
        """The wall clock."""


@dataclass(frozen=True)
class ListFile(Generic[T]):
    """A kind of list: how it is read against the school, taken as one step, written out.

    Args:
        cells: what each column writes of a value.
        shown: the columns that a preview shows.
        seen: the intent by which the log of looks calls it, where people stand in it.
    """

    desk: ListDesk
    form: SheetForm
    cells: Mapping[str, Callable[[T], Raw]]
    shown: Sequence[str]
    parse: Callable[[Sequence[Sheet]], ReadList[T]]
    put: Callable[[Sequence[T], Callable[[int, int], None]], int]
    there: Callable[[], Iterable[T]]
    lines: Sequence[str] = ()
    seen: str = ""

    def read(self, path: Path) -> ReadList[T]:
        """Read a file with all its problems, or raise."""
        return self.parse(read_sheets(path))

    def take(self, found: ReadList[T], step: Callable[[int, int], None]) -> int:
        """Write what was read, all of it as one step."""
        return self.put(found.values, step)

    def export(self, path: Path, language: str) -> int:
        """Write what is there, in the columns that an import reads."""
        values = tuple(self.there())
        if self.seen:
            self.desk.look_log.note(Act.EXPORT, self.seen, Scope())
        self._write(values, path, language)
        return len(values)

    def template(self, path: Path, language: str) -> None:
        """Write an empty list with its headings, explained in a language."""
        self._write((), path, language)

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings of a preview."""
        return tuple(self.form.column(name).heading for name in self.shown)

    def words(self, value: T) -> tuple[str, ...]:
        """A value as a preview shows it."""
        return tuple(_word(self.cells[name](value)) for name in self.shown)

    def _write(self, values: Sequence[T], path: Path, language: str) -> None:
        desk = self.desk
        printed = Printed(desk.now(), formats.signed_name(desk.account.name))
        write_form(self.form, self.cells, values, printed, path, language, self.lines)


def write_form(  # noqa: PLR0917  a file and what stands in it
    form: SheetForm,
    cells: Mapping[str, Callable[[T], Raw]],
    values: Sequence[T],
    printed: Printed,
    path: Path,
    language: str = "kk",
    lines: Sequence[str] = (),
) -> None:
    """Write values under the headings of a list, so that reading gives them back."""
    columns = tuple(
        SheetColumn(one.heading, one.width, DAY if one.day else "") for one in form.columns
    )
    rows = tuple(tuple(_cell(cells[one.name](value)) for one in form.columns) for value in values)
    drafts = [SheetDraft(form.title, (), columns, rows)]
    if lines:
        voice = translator(language)
        told = tuple((voice(line),) for line in lines)
        drafts.append(SheetDraft(TITLES[language], (), (SheetColumn("", 100),), told))
    build_workbook(drafts, title=form.title, language=language, printed=printed, out=path)


class ListFiles:
    """Every list that the office takes from Excel, beside that of the pupils."""

    def __init__(self, desk: ListDesk) -> None:
        self._desk = desk

    @property
    def staff(self) -> ListFile[NewStaff]:
        """The staff list."""
        service = self._desk.staff
        return ListFile(
            self._desk,
            STAFF,
            STAFF_CELLS,
            ("surname", "given", "position", "rate"),
            lambda sheets: read_staff(sheets, service.staff()),
            lambda values, step: service.import_staff(values, step=step),
            lambda: (NewStaff(one.name, one.file) for one in service.staff()),
            seen="See staff",
        )

    @property
    def marks(self) -> ListFile[ToldMark]:
        """Marks of earlier terms and years."""
        return ListFile(
            self._desk,
            MARKS,
            MARK_CELLS,
            ("class", "surname", "subject", "period", "mark"),
            lambda sheets: read_marks(sheets, self._facts(), self._desk.past_marks.problem),
            lambda told, step: self._desk.past_marks.import_marks(
                [one.new for one in told if one.new], step=step
            ),
            self._told_marks,
            MARK_LINES,
            "See past marks",
        )

    @property
    def lists(self) -> ListFile[ToldEntry]:
        """Clubs, transport, boarding, social help, contests, and the school's own lists."""
        service = self._desk.lists
        return ListFile(
            self._desk,
            LISTS,
            LIST_CELLS,
            ("kind", "class", "surname", "title"),
            lambda sheets: read_entries(sheets, self._list_facts()),
            lambda told, step: service.import_entries([one.entry for one in told], step=step),
            self._told_entries,
            LIST_LINES,
            "See lists",
        )

    @property
    def curriculum(self) -> ListFile[ToldHours]:
        """Hours a week by class and subject."""
        service = self._desk.curriculum
        return ListFile(
            self._desk,
            HOURS,
            HOURS_CELLS,
            ("class", "subject", "hours", "part"),
            lambda sheets: read_curriculum(sheets, self._curriculum_facts()),
            lambda told, step: service.import_hours([one.planned for one in told], step=step),
            self._told_hours,
            HOURS_LINES,
        )

    @property
    def meal_norms(self) -> ListFile[NormLine]:
        """Norms of meals, those of the program and the school's own."""
        service, products = self._desk.meal_norms, self._desk.products
        return ListFile(
            self._desk,
            NORMS,
            NORM_CELLS,
            NORM_SHOWN,
            lambda sheets: read_norms(
                sheets,
                service.lines(),
                [one.code for one in products.products()],
                self._desk.today(),
            ),
            lambda told, step: service.import_lines(told, step=step),
            service.lines,
            NORM_LINES,
        )

    @property
    def benefits(self) -> ListFile[ToldEating]:
        """Who pays for whom at meals, and by which document."""
        service = self._desk.eating
        return ListFile(
            self._desk,
            EATINGS,
            EATING_CELLS,
            ("class", "surname", "source", "category", "starts", "ends"),
            lambda sheets: read_eatings(sheets, self._eating_facts()),
            lambda told, step: service.import_eatings([one.eating for one in told], step=step),
            self._told_eatings,
            EATING_LINES,
            "See who eats how",
        )

    def meal_acts(self, month: date) -> ListFile[ToldLine]:
        """The supplier's acts of a month, line by line."""
        service = self._desk.meal_month
        return ListFile(
            self._desk,
            ACT_FORM,
            ACT_CELLS,
            ("number", "source", "price", "days", "total"),
            read_act_lines,
            lambda told, step: service.import_acts(acts_of(month, told), step=step),
            lambda: told_lines(service.acts(month)),
            ACT_LINES,
        )

    def state_totals(self, month: date) -> ListFile[ToldDay]:
        """What the state's meal system says of each day."""
        service = self._desk.meal_month

        def known() -> Iterable[ToldDay]:
            return (ToldDay(*one) for one in service.state_totals(month).items())

        return ListFile(
            self._desk,
            STATE_FORM,
            STATE_CELLS,
            ("day", "portions"),
            lambda sheets: without_known(read_state_days(sheets), known()),
            lambda told, step: service.import_state_totals(
                {one.day: one.portions for one in told}, step=step
            ),
            known,
            STATE_LINES,
        )

    def _curriculum_facts(self) -> CurriculumFacts:
        school = self._desk.school
        groups = {(one.year_level, one.letter): one.id for one in school.class_groups()}
        return CurriculumFacts(groups, school.subjects(), self._desk.curriculum.planned())

    def _told_hours(self) -> Iterable[ToldHours]:
        school = self._desk.school
        labels = {one.id: f"{one.year_level}{one.letter}" for one in school.class_groups()}
        names = subject_words(school.subjects())

        def place(one: PlannedHours) -> tuple[int, tuple[int, ...]]:
            return tuple(labels).index(one.class_group), sort_key(names[one.subject])

        for one in sorted(self._desk.curriculum.planned(), key=place):
            yield ToldHours(labels[one.class_group], names[one.subject], one)

    def _list_facts(self) -> ListFacts:
        facts, service = self._facts(), self._desk.lists
        known = tuple(one.entry for one in service.entries())
        return ListFacts(service.kinds(), facts.classes, facts.pupils, known)

    def _told_entries(self) -> Iterable[ToldEntry]:
        names = {one.code: one.names["kk"] for one in self._desk.lists.kinds()}
        for one in self._desk.lists.entries():
            group = one.class_group
            label = f"{group.year_level}{group.letter}"
            yield ToldEntry(names[one.entry.kind], label, one.pupil.name, one.entry)

    def _facts(self) -> SchoolFacts:
        school = self._desk.school
        groups = school.class_groups()
        return SchoolFacts(
            {(one.year_level, one.letter): one.id for one in groups},
            {
                one.id: tuple((p.pupil.id, p.pupil.name) for p in school.pupils(one.id))
                for one in groups
            },
            school.subjects(),
            school.calendar().id,
        )

    def _eating_facts(self) -> EatingFacts:
        facts = self._facts()
        return EatingFacts(facts.classes, facts.pupils, self._desk.eating.written())

    def _told_eatings(self) -> Iterable[ToldEating]:
        facts = self._facts()
        classes = [
            (f"{year_level}{letter}", facts.pupils[row])
            for (year_level, letter), row in facts.classes.items()
        ]
        return told_eatings(classes, self._desk.eating.written())

    def _told_marks(self) -> Iterable[ToldMark]:
        voice = translator("kk")
        for group, pupil, subject, key, past in self._desk.past_marks.all_marks():
            yield ToldMark(
                f"{group.year_level}{group.letter}",
                pupil.name,
                subject.names["kk"],
                key.year,
                key.period,
                voice(past_text(past)),
                past.source,
            )


def _cell(value: Raw) -> CellValue:
    if isinstance(value, Decimal):
        return Fraction(value)
    return None if value == "" else value


def _word(value: Raw) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return formats.number(value, max(0, -int(value.as_tuple().exponent)))
    return formats.date_short(value) if isinstance(value, date) else str(value)
