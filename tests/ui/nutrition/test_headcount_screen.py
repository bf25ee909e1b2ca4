"""The order of a day by keys: counted from attendance, handed over, accepted, reconciled."""

from datetime import timedelta
from pathlib import Path

from school_desk.intents import Scope
from school_desk.nutrition.eating_model import Diet, DietCode, Eating, Source
from school_desk.nutrition.headcount_model import Reason
from school_desk.nutrition.headcount_store import save_order
from school_desk.ui.nutrition.headcount_screen import PLACE, HeadcountScreen
from school_desk.ui.nutrition.kitchen_screen import PLACE as KITCHEN
from school_desk.ui.nutrition.kitchen_screen import KitchenScreen
from school_desk.ui.nutrition.pupils_dialog import PupilsDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle
from tests.ui.seat import HEAD, TEACHER, Seat, words
from tests.ui.undoing import take_back


def opened(seat: Seat) -> HeadcountScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(PLACE))
    settle()
    found = seat.screen
    assert isinstance(found, HeadcountScreen)
    return found


def count(screen: HeadcountScreen):
    assert screen.count is not None
    return screen.count


def in_class(screen: HeadcountScreen, label: str, *keys: str, reason: Reason | None = None) -> None:
    """Enter on a class, press keys on its first pupil who eats, Enter."""
    row = next(n for n, one in enumerate(count(screen).classes) if one.class_label == label)
    screen.table.selectRow(row)

    def answer(dialog: PupilsDialog) -> None:
        if reason is not None:
            dialog.reason.setCurrentIndex(dialog.reason.findData(reason))
        first = next(n for n, one in enumerate(dialog.shown.pupils) if one.eats)
        dialog.table.selectRow(first)
        dialog.table.setFocus()
        press(*keys)
        press("Return")

    answering(PupilsDialog, answer)
    press("Return")
    settle()


def test_the_count_comes_from_the_attendance_and_nobody_fills_anything(head_seat: Seat) -> None:
    screen = opened(head_seat)
    attendance = head_seat.desk.attendance

    for one in count(screen).classes:
        day = attendance.day(one.class_group, screen.day)
        first = day.hours[0]
        away = [each for each in day.pupils if first.at in each.signs and each.signs[first.at].away]
        assert (one.listed, one.absent) == (len(day.pupils), len(away))
        assert len(one.eating) == one.listed - one.absent


def test_an_absence_marked_in_the_register_is_there_at_once(head_seat: Seat) -> None:
    screen = opened(head_seat)
    before = count(screen).portions
    one = next(one for one in count(screen).classes if one.class_label == "9")
    day = head_seat.desk.attendance.day(one.class_group, screen.day)
    pupil = one.eating[0].pupil
    with head_seat.desk._storage.begin("Mark absence") as work:
        from_first = day.hours[0].lessons[0]
        session = work.db.execute(
            "SELECT row FROM session WHERE grp = ? AND day = ? AND slot = ?",
            (from_first.group, screen.day.isoformat(), from_first.slot),
        ).fetchone()[0]
        work.put_cell("attendance", session, pupil, sign="ill")
    settle()

    assert count(screen).portions == before - 1


def test_an_order_goes_its_way_by_one_key_and_is_taken_back(head_seat: Seat) -> None:
    screen = opened(head_seat)
    portions = count(screen).portions

    press("Ctrl+S")
    assert count(screen).order.handed
    assert (count(screen).ordered, count(screen).order.sheet.portions) == (portions, portions)
    press("Ctrl+S")
    assert count(screen).order.accepted
    press("Ctrl+S")
    assert count(screen).order.settled
    assert "салыстырылды" in head_seat.said

    press("Ctrl+Z", "Ctrl+Z")
    take_back()

    assert not count(screen).order.handed
    assert count(screen).portions == portions


def test_space_takes_a_pupil_out_before_the_order(head_seat: Seat) -> None:
    screen = opened(head_seat)
    before = count(screen).portions

    in_class(screen, "7", "Space")

    assert count(screen).portions == before - 1
    seven = next(one for one in count(screen).classes if one.class_label == "7")
    assert seven.refused == 1
    assert any("1 оқушы бүгін тамақтанбайды" in line.texts[-1] for line in screen.model.lines)


def test_a_correction_needs_a_reason_and_keeps_the_old_number(head_seat: Seat) -> None:
    screen = opened(head_seat)
    press("Ctrl+S")
    ordered = count(screen).ordered

    in_class(screen, "8", "F2")
    assert count(screen).wanted == ordered
    in_class(screen, "8", "F2", reason=Reason.LEFT_EARLY)

    assert (count(screen).ordered, count(screen).wanted) == (ordered, ordered - 1)
    assert count(screen).order.sheet.portions == ordered - 1
    assert "−1" in words(screen.panel) or "-1" in words(screen.panel)


def test_who_has_not_eaten_is_typed_by_exception_with_a_reason(head_seat: Seat) -> None:
    screen = opened(head_seat)
    press("Ctrl+S", "Ctrl+S")
    cooked = count(screen).wanted
    assert count(screen).served == cooked

    in_class(screen, "5", "Space", reason=Reason.REFUSED)

    assert count(screen).served == cooked - 1
    press("Ctrl+S")
    assert count(screen).order.settled


def test_the_kitchen_sees_counts_and_diets_and_accepts(head_seat: Seat) -> None:
    desk = head_seat.desk
    pupil = desk.eating.eaters(desk.today())[0]
    desk.eating.write_diet(Diet(pupil.pupil, DietCode.ALLERGY, "жұмыртқа", desk.today()))
    screen = opened(head_seat)
    press("Ctrl+S")
    assert head_seat.window is not None
    head_seat.window.shell.open(Place(KITCHEN))
    settle()
    kitchen = head_seat.screen
    assert isinstance(kitchen, KitchenScreen)
    shown = " ".join(words(kitchen))

    assert str(count(screen).portions) in shown
    assert pupil.name.listed in shown
    assert "жұмыртқа" in shown
    press("Ctrl+S")
    assert kitchen.order.accepted


def test_who_pays_changes_the_sums_from_its_day_on(head_seat: Seat) -> None:
    desk, today = head_seat.desk, head_seat.desk.today()
    screen = opened(head_seat)
    before = count(screen).by_source
    seven = next(one for one in count(screen).classes if one.class_label == "7")
    desk.eating.write([Eating(seven.eating[0].pupil, Source.NONE, today)])
    settle()

    assert count(screen).by_source[Source.PARENT] == before[Source.PARENT] - 1
    past = desk.eating.eaters(today - timedelta(1))
    assert next(one for one in past if one.pupil == seven.eating[0].pupil).source is Source.PARENT


def test_the_order_is_printed(head_seat: Seat, tmp_path: Path) -> None:
    desk = head_seat.desk
    sitting = desk.headcount.sittings()[0]
    day = desk.headcount.hand_over(desk.headcount.day(desk.today(), sitting))
    for language in ("kk", "ru"):
        out = tmp_path / f"{language}.pdf"
        assert desk.meal_papers.order(desk.today(), sitting, language, "pdf", out) == day.ordered
        assert out.read_bytes().startswith(b"%PDF")


def test_a_teacher_has_neither_count_nor_kitchen(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        assert seat.window is not None
        places = {one.place.name for one in seat.window._rail().places}
        assert not places & {PLACE, KITCHEN, "eaters"}
        assert not seat.desk.may("See headcount", Scope())
    with seat.taken_by(HEAD):
        assert PLACE in {one.place.name for one in seat.window._rail().places}


def test_the_other_places_of_meals_are_two_keys_away(head_seat: Seat) -> None:
    opened(head_seat)

    press("Alt+F1", "Return")
    settle()

    assert head_seat.screen.place().name == "eaters"


def test_a_sheet_that_lacks_a_correction_of_another_computer_is_sent_anew(head_seat: Seat) -> None:
    screen = opened(head_seat)
    press("Ctrl+S")
    before, parts = count(screen).order, head_seat.desk.headcount._at.partitions
    in_class(screen, "7", "F2", reason=Reason.LEFT_EARLY)
    with head_seat.desk._storage.begin("Correct meal order") as work:  # as it came from elsewhere
        save_order(work, parts, (screen.day, screen.sitting), before)
    settle()
    assert (count(screen).wanted, count(screen).order.sheet.portions) == (
        before.sheet.portions - 1,
        before.sheet.portions,
    )

    press("Ctrl+S")

    assert not count(screen).order.accepted
    assert count(screen).wanted == count(screen).order.sheet.portions == before.sheet.portions - 1
    assert "Асхана" in head_seat.said
