"""The office: every place of those who run the school, found by arrows, opened by Enter."""

from PySide6.QtWidgets import QScrollBar

from school_desk.ui.screen import Place
from school_desk.ui.screens import BY_CLASS, CALENDAR, IN_THE_RAIL, OFFICE, RULES
from school_desk.ui.widgets.head import PageHead
from tests.ui.keyboard import press, settle
from tests.ui.seat import HEAD, TEACHER


def test_every_place_is_opened_from_the_office_and_left_again(seat):
    with seat.taken_by(HEAD) as head:
        for n, place in enumerate(OFFICE):
            head.window.shell.open(Place("office"))
            settle()
            press(*["Down"] * n, "Return")
            assert head.screen.place().name == place.name
            press("Alt+Left")
            assert head.screen.place() == Place("office", (place.name,))


def test_every_tab_of_every_place_opens_by_its_number(seat):
    with seat.taken_by(HEAD) as head:
        for place in OFFICE:
            head.window.shell.open(Place(place.name))
            settle()
            for tabs in (one.tabs for one in head.screen.findChildren(PageHead)):
                for n in reversed(range(tabs.count())):
                    press(f"Alt+{n + 1}")
                    assert (place.name, tabs.currentIndex()) == (place.name, n)


def test_the_office_of_a_head_is_seen_whole_and_arrows_go_across(seat):
    with seat.taken_by(HEAD) as head:
        head.window.shell.open(Place("office"))
        settle()
        bars = [bar for bar in head.screen.findChildren(QScrollBar) if bar.isVisible()]

        assert not any(bar.maximum() for bar in bars)
        press("Down", "Right")
        assert head.screen.place() == Place("office", ("substitutions",))
        press("Left")
        assert head.screen.place() == Place("office", ("movements",))


def test_the_rail_marks_the_office_while_one_is_in_a_place_of_it(seat):
    with seat.taken_by(HEAD) as head:
        head.window.shell.open(Place("rules"))
        settle()

        checked = [row.accessibleName() for row in head.window.shell.rail.rows if row.isChecked()]
        assert checked == ["Кеңсе"]


def test_a_form_tutor_finds_the_own_class_and_what_all_may_see_in_the_office(seat):
    with seat.taken_by(TEACHER) as teacher:
        places = teacher.window.shell.rail.content.places
        office = next(one for one in places if one.place.name == "office")

        behind = {one.place.name for one in office.within} - set(IN_THE_RAIL)
        assert behind == {*BY_CLASS, CALENDAR, RULES}
