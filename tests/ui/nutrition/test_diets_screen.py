"""The nurse's page of diets by keys: what a pupil must not be given, never who pays."""

import pytest

from school_desk.access.model import Role
from school_desk.errors import DeskError
from school_desk.nutrition.eating_model import DietCode
from school_desk.school.model import PersonName
from school_desk.ui.nutrition.diets_screen import NAME, DietsScreen
from school_desk.ui.nutrition.eating_dialogs import DietDialog
from school_desk.ui.row_history_dialog import RowHistoryDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle
from tests.ui.seat import DEMO_PASSWORD, HEAD, QUICK, Seat, words

NURSE = "Мөлдір"


@pytest.fixture
def nurse(seat: Seat):
    with seat.taken_by(HEAD) as head:
        person = PersonName("Асанқызы", NURSE)
        head.desk.create_account(NURSE, person, DEMO_PASSWORD, [Role.NURSE], params=QUICK)
    with seat.taken_by(NURSE) as taken:
        yield taken


def opened(seat: Seat) -> DietsScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(NAME))
    settle()
    assert isinstance(seat.screen, DietsScreen)
    return seat.screen


def allergy(dialog: DietDialog) -> None:
    dialog.code.setCurrentIndex(dialog.code.findData(DietCode.ALLERGY))
    dialog.excluded.setText("жұмыртқа")
    press("Return")


def test_the_nurse_writes_a_diet_finds_it_first_and_sees_what_happened_to_it(nurse: Seat) -> None:
    screen = opened(nurse)
    screen.table.selectRow(2)
    pupil = screen.current_id()

    answering(DietDialog, allergy)
    press("F2")
    settle()
    assert screen.model.rows[0].id == pupil == screen.current_id()
    assert "жұмыртқа" in screen.model.rows[0].texts[2]
    assert "диетасы бар: 1" in screen.head.subtitle.text()

    told: list[str] = []

    def read(dialog: RowHistoryDialog) -> None:
        told.extend(words(dialog))
        press("Esc")

    answering(RowHistoryDialog, read)
    press("F8")
    assert "жұмыртқа" in " ".join(told)
    press("Ctrl+Z")
    settle()
    assert all(one.diet is None for one in nurse.desk.eating.diets(nurse.desk.today()))


def test_nothing_of_who_pays_is_on_the_page_nor_open_to_the_nurse(nurse: Seat) -> None:
    screen = opened(nurse)

    assert not screen.add_button.isVisible()
    said = " ".join([*words(screen), *(text for row in screen.model.rows for text in row.texts)])
    assert not [one for one in ("ата-аналар", "қор", "бюджет") if one in said]
    with pytest.raises(DeskError):
        nurse.desk.eating.eaters(nurse.desk.today())


def test_whoever_sees_who_eats_how_has_the_diets_there_and_no_second_page(seat: Seat) -> None:
    with seat.taken_by(HEAD) as head:
        assert head.window is not None
        found = [one.place.name for one in head.window.shell.rail.content.places]
        behind = [
            each.place.name for one in head.window.shell.rail.content.places for each in one.within
        ]
    assert NAME not in (*found, *behind)
    assert "eaters" in (*found, *behind)
