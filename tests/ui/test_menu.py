"""The list of actions: how it is searched, and that Qt's own tester finds no fault in it."""

from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from school_desk.ui.menu import CommandList, Entry, EntryModel, fold
from tests.ui.keyboard import press, types
from tests.ui.seat import Seat


def test_the_model_is_sound(qtmodeltester: ModelTester, qapp: QApplication) -> None:
    model = EntryModel()
    model.show_lines([Entry("Басып шығару", print, "Ctrl+P"), Entry("Ашу", print)])

    qtmodeltester.check(model)

    assert qapp
    assert model.rowCount() == 2


def test_an_entry_is_found_without_kazakh_letters_and_by_its_key() -> None:
    entry = Entry("Оқушыны табу", print, "Ctrl+F", "Журнал беті")

    assert entry.fits("окушы")
    assert entry.fits("ctrl+f")
    assert entry.fits("журнал таб")
    assert not entry.fits("басып")


def test_folding_leaves_one_letter_for_one() -> None:
    kazakh = "Әділет Ғани Қуат Меңдібай Өтеген Ұлан Үміт Ыбырай Баһадүр Інжу"

    assert len(fold(kazakh)) == len(kazakh)
    assert fold("Інжу") == "инжу"


def test_a_search_in_vain_says_so(teacher_seat: Seat) -> None:
    press("Ctrl+K")
    found = teacher_seat.window.shell.findChild(CommandList)
    before = found.nothing.isVisible()
    types("qqqq")

    assert (before, found.nothing.isVisible(), found.model.rowCount()) == (False, True, 0)
    assert "табылмады" in found.nothing.text()
