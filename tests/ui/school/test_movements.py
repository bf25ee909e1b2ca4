"""Movements, subgroups and double records by keyboard: noted, refused in place, undone."""

from datetime import date

import pytest

from school_desk.access.model import Role
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.school.model import PersonName
from school_desk.school.movement_model import MovementKind, NewMovement
from school_desk.ui.school.join_dialog import JoinDialog
from school_desk.ui.school.movement_dialog import MovementDialog, OrderDialog
from school_desk.ui.school.movements_screen import MovementsScreen
from school_desk.ui.school.pupils_screen import PupilsScreen
from school_desk.ui.school.split_dialog import SplitDialog
from school_desk.ui.school.subgroups_screen import SITS, SubgroupsScreen
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.seat import HEAD, QUICK, Seat, words
from tests.ui.undoing import take_back


def sixth(seat: Seat) -> int:
    return next(one.id for one in seat.desk.school.class_groups() if one.year_level == 6)


def opened(seat: Seat, place: str, *facts: object):
    assert seat.window is not None
    seat.window.shell.open(Place(place, facts or (sixth(seat),)))
    settle()
    return seat.screen


def names(screen: PupilsScreen) -> list[str]:
    return [one.pupil.name.listed for one in screen.model.pupils]


def fill(order: str = "47", order_day: str = "21.10.2026", day: str = "22.10.2026"):
    """The order is typed where the caption says, whatever the kind."""

    def answer(dialog: MovementDialog) -> None:
        dialog.number.setFocus()
        types(order)
        dialog.order_day.line.setFocus()
        types(order_day)
        dialog._day_field().line.setText(day)
        press("Return")

    return answer


def test_a_pupil_moves_by_keys_and_undo_brings_the_pupil_back(head_seat: Seat) -> None:
    screen = opened(head_seat, "pupils")
    before = names(screen)

    answering(MovementDialog, fill())
    press("F5")
    moved = names(screen)
    told = head_seat.said
    press("Ctrl+Z")

    assert moved == before[1:]
    assert before[0] in told
    assert names(screen) == before


def test_who_moved_stands_on_the_list_of_yesterday(head_seat: Seat) -> None:
    screen = opened(head_seat, "pupils")
    before = names(screen)
    answering(MovementDialog, fill())
    press("F5")

    press("Alt+D")
    types("21.10.2026\n")

    assert names(screen) == before
    assert "21" in screen._head.subtitle.text()
    screen.day.setText("")
    screen.day.editingFinished.emit()
    assert names(screen) == before[1:]


def test_half_an_order_is_refused_in_the_dialog(head_seat: Seat) -> None:
    screen = opened(head_seat, "pupils")
    before = names(screen)
    seen = []

    def answer(dialog: MovementDialog) -> None:
        dialog.number.setText("47")
        dialog.accept()
        seen.append((dialog.isVisible(), dialog.problem.text(), dialog.number.text()))

    answering(MovementDialog, answer)
    press("F5")

    assert seen[0][0]
    assert seen[0][1]
    assert seen[0][2] == "47"
    assert names(screen) == before


def test_an_arrival_is_typed_and_written(head_seat: Seat) -> None:
    screen = opened(head_seat, "pupils")
    before = names(screen)

    def answer(dialog: MovementDialog) -> None:
        types("Әлімжан")
        dialog.given.setText("Үміт")
        dialog.school.setText("№3 мектеп")
        press("Return")

    answering(MovementDialog, answer)
    press("F11")

    assert set(names(screen)) - set(before) == {"Әлімжан Үміт"}
    movement = head_seat.desk.movements.sheet(None, date(2026, 9, 1), date(2026, 10, 22)).lines[0]
    assert movement.movement.kind is MovementKind.TRANSFER_IN


def test_the_card_tells_every_movement_and_escape_closes_it(head_seat: Seat) -> None:
    screen = opened(head_seat, "pupils")
    one = screen.model.pupils[0].pupil
    wanted = NewMovement(MovementKind.LEAVE, date(2026, 10, 22), reason="көшіп кетті")
    head_seat.desk.movements.leave(one.id, wanted)

    screen.table.setFocus()
    press("Return")
    shown = "\n".join(words(screen.card))
    press("Esc")

    assert one.name.full in shown
    assert "көшіп кетті" in shown
    assert not screen.card.isVisible()


def test_who_left_is_found_and_comes_back(head_seat: Seat) -> None:
    screen = opened(head_seat, "pupils")
    one = screen.model.pupils[0].pupil
    wanted = NewMovement(MovementKind.LEAVE, date(2026, 10, 1))
    head_seat.desk.movements.leave(one.id, wanted)
    assert one.name.listed not in names(screen)

    press("Ctrl+F")
    types(one.name.surname, "\n")
    found = screen.model.index(0, screen.model.columnCount() - 1).data()
    answering(MovementDialog, fill())
    screen.table.setFocus()
    press("F5")

    assert found == "01.10.2026"
    card = head_seat.desk.movements.card(one.id)
    assert [each.kind for each in card.movements] == [MovementKind.LEAVE, MovementKind.RETURN]


def test_an_order_is_completed_and_a_movement_taken_back_in_the_list(head_seat: Seat) -> None:
    one = head_seat.desk.school.pupils(sixth(head_seat))[0].pupil
    head_seat.desk.movements.leave(one.id, NewMovement(MovementKind.LEAVE, date(2026, 10, 20)))
    screen = opened(head_seat, "movements", 0)
    assert isinstance(screen, MovementsScreen)

    def answer(dialog: OrderDialog) -> None:
        types("51")
        dialog.order_day.line.setText("20.10.2026")
        press("Return")

    answering(OrderDialog, answer)
    press("F2")
    order = screen.model.index(0, 3).data()
    press("Ctrl+Delete")

    assert "51" in order
    assert screen.model.rowCount() == 0
    assert head_seat.desk.movements.card(one.id).movements == ()
    press("Ctrl+Z")
    assert screen.model.rowCount() == 1


def test_printing_is_offered_to_whom_the_paper_is_open(teacher_seat: Seat) -> None:
    screen = opened(teacher_seat, "movements")
    as_tutor = screen._printing.isEnabled()
    with teacher_seat.desk._storage.begin("Change class group") as work:
        work.put("class_group", sixth(teacher_seat), form_tutor=None)
    screen = opened(teacher_seat, "movements", 0)

    assert as_tutor
    assert not screen._printing.isEnabled()
    assert screen._printing.toolTip()


def test_a_class_is_split_and_a_pupil_changes_by_a_digit(head_seat: Seat) -> None:
    screen = opened(head_seat, "subgroups")
    assert isinstance(screen, SubgroupsScreen)
    assert screen.model.rowCount() == 0

    def answer(_dialog: SplitDialog) -> None:
        press("Space")
        press("Return")

    answering(SplitDialog, answer)
    press("Ctrl+N")
    first = [screen.model.index(0, n).data() for n in (2, 3)]
    screen.table.selectRow(0)
    screen.table.setFocus()
    types("ә")  # what the key of 2 types under the Kazakh layout
    after = [screen.model.index(0, n).data() for n in (2, 3)]
    press("Ctrl+Z")

    assert first == [SITS, ""]
    assert after == ["", SITS]
    assert [screen.model.index(0, n).data() for n in (2, 3)] == first
    take_back()
    assert screen.model.rowCount() == 0


def test_two_records_are_joined_after_every_difference_is_settled(head_seat: Seat) -> None:
    screen = opened(head_seat, "pupils")
    one = screen.model.pupils[0].pupil
    twin = PersonName(one.name.surname, one.name.given, one.name.patronymic)
    school = head_seat.desk.school
    school.add_pupil(sixth(head_seat), twin, date(2026, 9, 1))
    known = school.birth_dates(sixth(head_seat))[one.id]
    dropped = next(
        each.pupil.id
        for each in school.pupils(sixth(head_seat))
        if each.pupil.name == twin and each.pupil.id != one.id
    )
    school.correct_pupil(sixth(head_seat), dropped, twin, known.replace(day=1))
    screen.table.selectRow(screen.model.row_of(one.id))
    seen = []

    def answer(dialog: JoinDialog) -> None:
        types(one.name.surname)
        dialog.accept()
        seen.append((dialog.isVisible(), dialog.problem.text(), len(dialog._choices)))
        dialog._choices[0][1].button(0).click()
        dialog.accept()

    answering(JoinDialog, answer)
    press("Alt+N")

    assert seen[0][0]
    assert seen[0][2] == 1
    assert names(screen).count(one.name.listed) == 1
    assert school.birth_dates(sixth(head_seat))[one.id] == known
    screen.table.setFocus()
    press("Ctrl+Z")
    assert names(screen).count(one.name.listed) == 2


@pytest.mark.parametrize("opened_to", [Role.HEAD, Role.DEPUTY])
def test_who_joins_two_records_learns_no_benefit_of_theirs(seat: Seat, opened_to: Role) -> None:
    """Two portions of one child on one day differ in who pays; the deputy chooses all the same."""
    with seat.taken_by(HEAD) as head:
        desk, day = head.desk, {"day": "2026-10-19", "meal": "lunch"}
        name = PersonName("Орынбасарова", "Мөлдір")
        desk.create_account("joins", name, DEMO_PASSWORD, [opened_to], params=QUICK)
        one = desk.school.pupils(sixth(head))[0].pupil
        desk.school.add_pupil(sixth(head), one.name, date(2026, 9, 1))
        listed = desk.school.pupils(sixth(head))
        pair = [each.pupil.id for each in listed if each.pupil.name == one.name]
        part = desk.headcount._at.partitions.benefit
        fund = {"source": "fund", "forecast": 1, "diet": "gluten_free"}
        parent = {"source": "parent", "forecast": 0}
        with desk._storage.begin("Hand over meal order") as work:
            of = {"ordered": 1, "class_group": sixth(head)}
            for pupil, also in zip(pair, (fund, parent), strict=True):
                work.born("portion", part, **day, pupil=pupil, **of, **also)
    with seat.taken_by("joins") as taken:
        screen = opened(taken, "pupils")
        screen.table.selectRow(screen.model.row_of(pair[0]))
        seen = []

        def answer(dialog: JoinDialog) -> None:
            types(one.name.surname)
            seen.extend(each.text() for _one, group in dialog._choices for each in group.buttons())
            dialog.reject()

        answering(JoinDialog, answer)
        press("Alt+N")

    assert len(seen) == 2
    if opened_to is Role.HEAD:
        assert [one.split(", ") for one in seen] == [
            ["иә", "болжам бойынша", "6 «А»", "жалпыға бірдей оқыту қоры", "глютенсіз"],
            ["иә", "6 «А»", "ата-аналар"],
        ]
    else:
        assert not any("қор" in one or "ата-ана" in one or "fund" in one for one in seen)


@pytest.mark.parametrize("place", ["movements", "subgroups"])
def test_a_teacher_sees_who_may(teacher_seat: Seat, place: str) -> None:
    screen = opened(teacher_seat, place)
    before = teacher_seat.desk.school.teaching_groups()

    press("Ctrl+N")

    assert screen is not None
    assert teacher_seat.desk.school.teaching_groups() == before
