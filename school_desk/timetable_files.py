"""The timetable as spreadsheets: reading one against the school, writing the list form."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from school_desk.documents.page import Printed
from school_desk.documents.sheet import CellValue, SheetColumn, SheetDraft, build_workbook
from school_desk.formats import class_label, weekday_name
from school_desk.school.model import TimetableSlot, Weeks
from school_desk.school.timetable_list import HEADINGS, Field, read_timetable
from school_desk.school.timetable_list_model import KnownSchool
from school_desk.school.timetable_list_service import ListPreview, TimetableListService
from school_desk.school.timetable_words import subject_names

WIDTHS: Mapping[Field, float] = {
    Field.CLASS: 12,
    Field.SUBGROUP: 14,
    Field.DAY: 14,
    Field.LESSON: 12,
    Field.SUBJECT: 34,
    Field.TEACHER: 34,
    Field.ROOM: 14,
    Field.WEEKS: 16,
}
TITLE = {"kk": "Сабақ кестесі", "ru": "Расписание уроков"}
WEEKS = {
    "kk": {Weeks.EVERY: "", Weeks.ODD: "тақ апталар", Weeks.EVEN: "жұп апталар"},
    "ru": {Weeks.EVERY: "", Weeks.ODD: "нечётные недели", Weeks.EVEN: "чётные недели"},
}
"""As the reader of a file knows them: cells, not words of the window."""


class TimetableFiles:
    """What the office does with spreadsheets of the timetable."""

    def __init__(
        self,
        service: TimetableListService,
        slots: Callable[[], tuple[TimetableSlot, ...]],
        printed: Callable[[], Printed],
    ) -> None:
        self._service = service
        self._slots = slots
        self._printed = printed

    def read(self, path: Path) -> ListPreview:
        """Read a list or a grid with all its problems, or raise."""
        known = self._service.known()
        return self._service.preview(read_timetable(path, subject_names(known.subjects)))

    def write(self, path: Path, language: str = "kk") -> int:
        """Write every lesson as a row that can be taken in again; how many there are."""
        known, slots = self._service.known(), self._slots()
        written = language if language in TITLE else "kk"
        columns = tuple(SheetColumn(HEADINGS[field], WIDTHS[field]) for field in Field)
        draft = SheetDraft(
            TITLE[written], (), columns, tuple(_rows(known, slots, written)), frozen=1
        )
        build_workbook(
            [draft],
            title=TITLE[written],
            language=written,
            printed=self._printed(),
            out=path,
        )
        return len(slots)


def _rows(
    known: KnownSchool, slots: tuple[TimetableSlot, ...], language: str
) -> Iterator[tuple[CellValue, ...]]:
    groups = {one.id: one for one in known.groups}
    labels = {row: class_label(*key) for key, row in known.classes.items()}
    order = {row: key for key, row in known.classes.items()}
    subjects = {one.id: one.names[language] for one in known.subjects}
    for slot in sorted(slots, key=lambda one: (order[groups[one.group].class_group], _at(one))):
        class_group = groups[slot.group].class_group
        name = known.teachers.get(slot.teacher or 0)
        yield (
            labels[class_group],
            groups[slot.group].name or None,
            weekday_name(slot.weekday, language),
            slot.slot - known.first_slots[class_group] + 1,
            subjects[slot.subject],
            name.full if name else None,
            slot.room or None,
            WEEKS[language][slot.weeks] or None,
        )


def _at(slot: TimetableSlot) -> tuple[int, ...]:
    return slot.weekday, slot.slot, slot.group, slot.weeks is Weeks.EVEN
