"""Reading a staff list from a spreadsheet, and what each of its columns writes."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from school_desk.access.staff_model import NewStaff, StaffFile, StaffMember
from school_desk.access.staff_rules import HIGHEST_HOURS, HIGHEST_RATE, ZERO, spelling, updated
from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school import pupil_problems as said
from school_desk.school.model import PersonName
from school_desk.school.names import LONGEST_PART, clean, strange_signs
from school_desk.school.pupil_problems import Problem, Severity
from school_desk.school.sheet_form_rules import Column, SheetForm
from school_desk.school.sheet_reading_rules import (
    ReadList,
    SheetLike,
    SheetRow,
    in_order,
    read_list,
    without_twins,
)

KNOWN = N_("This person is in the staff list already: the line is as it is there.")
CHANGED = N_("This person is in the staff list already. The line replaces what is written there.")
LEFT_FIRST = N_("The last day is before the first.")

SURNAME, GIVEN, PATRONYMIC = "surname", "given", "patronymic"
FORM = SheetForm(
    "Қызметкерлер",
    (
        Column(SURNAME, "Тегі / Фамилия", r"\bтеги\b|фамили", ("surname", "last name"), 22),
        Column(GIVEN, "Аты / Имя", r"^аты\b(?! жони)|^имя\b", ("given name", "first name"), 20),
        Column(PATRONYMIC, "Әкесінің аты / Отчество", r"акесинин аты|отчеств", ("patronymic",), 22),
        Column("position", "Лауазымы / Должность", r"лауазым|должност|кызмети", ("position",), 26),
        Column("rate", "Ставка", r"ставка", ("rate",), 10),
        Column(
            "norm_hours",
            "Апталық норма, сағат / Норма часов",
            r"норма|сагат саны|часов",
            ("norm hours",),
            14,
        ),
        Column(
            "qualification",
            "Санаты / Категория",
            r"санаты|категори|квалифик|биликтилик",
            ("qualification", "category"),
            22,
        ),
        Column("education", "Білімі / Образование", r"\bбилими|образован", ("education",), 28),
        Column(
            "hired",
            "Жұмысқа келген күні / Дата приёма",
            r"келген куни|кабылдан|прием",
            ("hired",),
            14,
            day=True,
        ),
        Column(
            "left",
            "Жұмыстан кеткен күні / Дата увольнения",
            r"кеткен куни|босатыл|увольн|уволен",
            ("left",),
            14,
            day=True,
        ),
        Column("phone", "Телефоны / Телефон", r"телефон|\bтел\b", ("phone",), 18),
        Column("email", "Пошта / Почта", r"пошта|почт", ("email", "e mail"), 24),
    ),
    ((SURNAME,), (GIVEN,)),
)

CELLS: Mapping[str, Callable[[NewStaff], str | Decimal | date | None]] = {
    SURNAME: lambda one: one.name.surname,
    GIVEN: lambda one: one.name.given,
    PATRONYMIC: lambda one: one.name.patronymic,
    "position": lambda one: one.file.position,
    "rate": lambda one: one.file.rate,
    "norm_hours": lambda one: one.file.norm_hours,
    "qualification": lambda one: one.file.qualification,
    "education": lambda one: one.file.education,
    "hired": lambda one: one.file.hired,
    "left": lambda one: one.file.left,
    "phone": lambda one: one.file.phone,
    "email": lambda one: one.file.email,
}
"""What an export writes, by column: what reading gives back."""


def read_staff(
    sheets: Iterable[SheetLike], known: Iterable[StaffMember] = ()
) -> ReadList[NewStaff]:
    """Read a staff list with all its problems; who is known as the line says is left out."""
    found = without_twins(read_list(sheets, FORM, _read), lambda one: spelling(one.name))
    there = {spelling(one.name): one for one in known}
    problems, lines = list(found.problems), []
    for line in found.lines:
        twin = there.get(spelling(line.value.name))
        if twin is not None:
            changes = updated(twin.file, line.value.file) != twin.file
            text = Text(CHANGED if changes else KNOWN)
            problems.append(Problem(Severity.WARNING, line.sheet, line.row, "", text))
            if not changes:
                continue
        lines.append(line)
    return ReadList(tuple(lines), in_order(problems), found.read)


def _read(row: SheetRow) -> NewStaff:
    name = PersonName(
        _part(row, SURNAME, row.needed),
        _part(row, GIVEN, row.needed),
        _part(row, PATRONYMIC, row.text),
    )
    hired, left = row.day("hired"), row.day("left")
    if hired and left and left < hired:
        row.error("left", LEFT_FIRST)
    file = StaffFile(
        row.text("position"),
        row.decimal("rate", ZERO, HIGHEST_RATE),
        row.decimal("norm_hours", ZERO, HIGHEST_HOURS),
        hired,
        left,
        row.text("qualification"),
        row.text("education"),
        row.text("phone"),
        row.text("email"),
    )
    return NewStaff(name, file)


def _part(row: SheetRow, name: str, read: Callable[[str], str]) -> str:
    text = clean(read(name))
    signs = strange_signs(text)
    if signs and not text.startswith("="):
        row.error(name, said.STRANGE_NAME, signs=signs)
    elif len(text) > LONGEST_PART:
        row.error(name, said.LONG_NAME, top=LONGEST_PART)
    return text
