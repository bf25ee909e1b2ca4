"""B8: a list of 1,000 pupils read and checked, against reading the bare file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from openpyxl import Workbook, load_workbook

from benchmarks.figure import Figure, Plan
from benchmarks.samples import in_words, interleaved, median, timed
from school_desk.demo.people import People
from school_desk.school.model import NewPupil
from school_desk.school.pupil_list import KnownPupil, read_pupil_list

HEADINGS = ("Сынып", "Тегі", "Аты", "Әкесінің аты", "Туған күні", "Жынысы", "ЖСН")
TODAY = date(2026, 8, 25)
CLASS_SIZE = 24
BEGINS = 2026
LETTERS = "АӘБВ"
YEAR_LEVELS = 11


def measure(plan: Plan) -> tuple[Figure, ...]:
    """The same file by us and by openpyxl alone, in turn."""
    pupils = _pupils(plan)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pupils.xlsx"
        _write(path, pupils)
        known = [KnownPupil(new.name, new.year_level, new.letter) for new in pupils[::10]]
        read = read_pupil_list(path, known, today=TODAY)
        assert len(read.pupils) == len(pupils)
        tasks = {
            "floor": timed(lambda: _read_alone(path)),
            "import": timed(lambda: read_pupil_list(path, known, today=TODAY)),
        }
        times = interleaved(tasks, max(3, plan.repeats // 10))
    ours, floor = times["import"], times["floor"]
    return (
        Figure(
            "B8",
            f"{len(pupils):,} pupils from xlsx, read and checked ÷ the file alone in openpyxl",
            median(ours) / median(floor),
            "×",
            2.0,
            f"{in_words(ours)} ÷ {in_words(floor)}",
        ),
    )


def _pupils(plan: Plan) -> Sequence[NewPupil]:
    people = People(Random(plan.seed))  # noqa: S311
    places = (divmod(number // CLASS_SIZE, len(LETTERS)) for number in range(plan.pupils))
    return [
        people.pupil(year_level % YEAR_LEVELS + 1, LETTERS[letter], BEGINS)
        for year_level, letter in places
    ]


def _write(path: Path, pupils: Sequence[NewPupil]) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(HEADINGS)
    for new in pupils:
        name, label = new.name, f"{new.year_level}{new.letter}"
        born = new.birth_date.strftime("%d.%m.%Y") if new.birth_date else ""
        sheet.append((label, name.surname, name.given, name.patronymic, born, "", ""))
    book.save(path)


def _read_alone(path: Path) -> int:
    book = load_workbook(path, read_only=True)
    return sum(1 for sheet in book for _row in sheet.iter_rows(values_only=True))
