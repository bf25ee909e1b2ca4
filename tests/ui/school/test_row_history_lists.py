"""F8 on every list that shows rows: what was changed here is told in words, by keys alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from school_desk import i18n
from school_desk.access.staff_model import NewStaff, StaffFile
from school_desk.app import Desk
from school_desk.i18n import _
from school_desk.intents import Form, Scope
from school_desk.journal.past_mark_model import PastKey, PastMark
from school_desk.journal.thematic_model import PlanRow
from school_desk.school.list_model import ListEntry
from school_desk.school.model import Absence, PersonName
from school_desk.school.movement_model import MovementKind, NewMovement
from school_desk.school.privacy_model import CaseKind, PrivacyCase
from school_desk.school.substitution_model import Substitution, SubstitutionKind
from school_desk.ui.row_history_dialog import RowHistoryDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle
from tests.ui.seat import HEAD, Seat

HEAD_GIVEN = HEAD.split()[0]
TODAY = date(2026, 10, 22)


def history(*keys: str) -> list[str]:
    """Press keys, the last of which opens the history; what it says, and Esc puts it away."""
    said: list[list[str]] = []

    def read(dialog: RowHistoryDialog) -> None:
        said.append([one.text() for one in dialog.findChildren(QLabel)])
        press("Esc")

    answering(RowHistoryDialog, read)
    press(*keys)
    settle()
    return said[0]


def opened(qtbot: QtBot, seat: Seat, place: Sequence[object]) -> None:
    assert seat.window is not None
    window = seat.window
    window.shell.open(Place(str(place[0]), tuple(place[1:])))
    settle()
    qtbot.waitUntil(lambda: window.at.tasks.idle)


@dataclass(frozen=True)
class Written:
    """Something that was written: where it is shown, the keys to it, what F8 must say of it."""

    place: Sequence[object]
    said: Sequence[str]
    keys: Sequence[str] = ()


def sixth(desk: Desk) -> int:
    return next(one.id for one in desk.school.class_groups() if one.year_level == 6)


def pupil(desk: Desk) -> int:
    return desk.school.pupils(sixth(desk))[0].pupil.id


def page(desk: Desk) -> tuple[int, int]:
    groups = {one.id for one in desk.school.teaching_groups() if one.class_group == sixth(desk)}
    return next((one.group, one.subject) for one in desk.school.teachings() if one.group in groups)


def staff(desk: Desk) -> Written:
    row = desk.staff.add(NewStaff(PersonName("Мысал", "Қызметкер"), StaffFile("хатшы")))
    return Written(("staff", row), ("хатшы",))


def list_entry(desk: Desk) -> Written:
    row = desk.lists.put(sixth(desk), ListEntry("club", pupil(desk), "Шахмат"))
    return Written(("lists", row), ("Шахмат", "Үйірмелер"))


def consent(desk: Desk) -> Written:
    del desk
    return Written(("consents", "", "pupil", "photo"), (_("Nobody has changed this line yet."),))


def request(desk: Desk) -> Written:
    case = PrivacyCase(CaseKind.INFORMATION, TODAY, "Мысал Ана", "балам туралы дерек")
    return Written(("privacy", desk.privacy.write(case)), ("Мысал Ана", "балам туралы дерек"))


def movement(desk: Desk) -> Written:
    leaves = NewMovement(MovementKind.LEAVE, TODAY, other_school="Басқа мектеп")
    desk.movements.leave(pupil(desk), leaves)
    return Written(("movements", sixth(desk)), ("Кету, 22.10.2026",))


def past_mark(desk: Desk) -> Written:
    groups = (one.id for one in desk.school.class_groups())
    grids = ((one, desk.past_marks.of_year(one, "2025-26")) for one in groups)
    group, grid = next((one, grid) for one, grid in grids if grid.columns and grid.lines)
    column = grid.columns[0]
    key = PastKey(grid.lines[0].pupil.id, "2025-26", column.subject, column.period)
    desk.past_marks.put(group, key, PastMark(4, None, "№ 7 үзінді"))
    return Written(("past_marks", group, "2025-26"), ("4", "№ 7 үзінді"))


def substitution(desk: Desk) -> Written:
    lesson = next(one for one in desk.substitutions.day(TODAY).lessons if not one.held)
    place = lesson.key.group, TODAY, lesson.key.slot
    wanted = Substitution(*place, SubstitutionKind.CANCELLED, reason="су тасқыны")
    desk.substitutions.cancel([wanted.place], wanted.reason)
    return Written(("substitutions", TODAY.isoformat(), 0), ("су тасқыны",))


def hours(desk: Desk) -> Written:
    group = sixth(desk)
    found = next(hours for one, hours in desk.curriculum.of_school() if one.id == group)
    subject = found.lines[0].subject
    desk.curriculum.put_hours(group, subject, "4,5", Form(Scope(class_group=group)))
    return Written(("curriculum", 0, group), ("4.5",))


def plan_row(desk: Desk) -> Written:
    group, subject = page(desk)
    plan = desk.plans.open(group, subject)
    row = desk.plans.insert(plan, len(plan.rows), PlanRow(topic="Жаңа тақырып", term=2))
    return Written(("thematic", group, subject, row), ("Жаңа тақырып",))


def exam(desk: Desk) -> Written:
    place = "year", sixth(desk), None, 1
    return Written(place, (_("Nobody has changed this line yet."),))


def day_of_class(desk: Desk) -> Written:
    groups = desk.school.class_groups()
    group = next(one.id for one in groups if one.form_tutor == desk.account.id)
    shown = desk.attendance.day(group, TODAY)
    one = shown.pupils[0].pupil.id
    desk.attendance.sign(shown, shown.hours[0], one, Absence.ILL)
    place = "attendance", group, "day", TODAY.isoformat(), one
    return Written(place, (_("ill"),), ("Right",))


def bells(desk: Desk) -> Written:
    del desk
    return Written(("calendar", 2), ("08:30, 09:15",))


WRITTEN: Sequence[Callable[[Desk], Written]] = (
    *(staff, list_entry, consent, request, movement, past_mark, substitution),
    *(hours, plan_row, exam, day_of_class, bells),
)


@pytest.mark.parametrize("write", WRITTEN, ids=[one.__name__ for one in WRITTEN])
def test_f8_tells_of_the_row_one_stands_on(
    qtbot: QtBot, head_seat: Seat, write: Callable[[Desk], Written]
) -> None:
    i18n.use("kk")
    written = write(head_seat.desk)
    opened(qtbot, head_seat, written.place)
    press(*written.keys)
    shown = head_seat.screen.row_place()

    said = history("F8")

    assert shown is not None
    assert shown.name in said[0]
    for one in written.said:
        assert any(one in text for text in said), (one, said)
