"""The pieces pages are laid out of: they answer keys, wrap words, and say their names aloud."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from school_desk.ui.theme.tokens import LIGHT
from school_desk.ui.widgets.buttons import Button, IconButton
from school_desk.ui.widgets.card import Card, CardRow, Section
from school_desk.ui.widgets.choice_list import ChoiceList
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import Field, SearchField
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.key_hint import KeyHint
from school_desk.ui.widgets.labels import NameLabel, label
from school_desk.ui.widgets.notice import Notice
from school_desk.ui.widgets.side_panel import SidePanel
from school_desk.ui.widgets.stat_panel import StatPanel
from school_desk.ui.widgets.strip import Strip
from school_desk.ui.widgets.table import LineTable

pytestmark = pytest.mark.usefixtures("theme")
LONG = "Тура және кері пропорционалдық тәуелділік тақырыбы бойынша есептер шығару"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_row_is_pressed_by_enter_and_space(qtbot: QtBot, key: Qt.Key) -> None:
    row = CardRow("6 «А», Математика", QHBoxLayout())
    qtbot.addWidget(row)

    with qtbot.waitSignal(row.clicked):
        QTest.keyClick(row, key)


def test_a_row_grows_with_its_words_and_cuts_none(qtbot: QtBot) -> None:
    content = QHBoxLayout()
    content.addWidget(label(LONG, wrap=True))
    card = Card()
    qtbot.addWidget(card)
    card.add_row(CardRow("1", content))
    card.add_row(CardRow("2", QHBoxLayout()))

    assert card.heightForWidth(150) > card.heightForWidth(900)


def test_focus_is_a_frame_in_the_accent(qtbot: QtBot) -> None:
    row = CardRow("6 «А»", QHBoxLayout())
    qtbot.addWidget(row)
    row.resize(100, 40)
    row.show()
    row.activateWindow()
    row.setFocus()
    qtbot.waitUntil(row.hasFocus)

    drawn = row.grab().toImage()

    assert drawn.pixelColor(50, 1).name().upper() == LIGHT.accent


def test_a_name_that_is_cut_stands_whole_in_the_tooltip(qtbot: QtBot) -> None:
    name = NameLabel("Дінмұхаммедқызы Айсұлтана")
    qtbot.addWidget(name)
    name.resize(400, 20)
    name.show()
    whole = name.toolTip()

    name.resize(60, 20)

    assert whole == ""
    assert name.toolTip() == "Дінмұхаммедқызы Айсұлтана"


def test_a_button_says_its_verb_and_its_key(qtbot: QtBot) -> None:
    button = Button("Басып шығару", key="Ctrl+P", icon="print")
    qtbot.addWidget(button)

    assert button.accessibleName() == "Басып шығару"
    assert button.accessibleDescription() == "Ctrl+P"
    assert button.minimumHeight() >= 30
    assert button.sizeHint().width() > button.sizeHint().height()


def test_a_notice_acts_and_goes_away(qtbot: QtBot) -> None:
    notice = Notice("12 баға сақталған", act="Көрсету", icon="bolt")
    qtbot.addWidget(notice)
    notice.show()

    with qtbot.waitSignal(notice.acted):
        notice.findChild(Button).click()
    with qtbot.waitSignal(notice.closed):
        notice.findChild(IconButton).click()

    assert not notice.isVisible()


def test_an_empty_list_offers_one_act(qtbot: QtBot) -> None:
    state = EmptyState("Бұл сыныпта оқушы жоқ.", act="Тізімді Excel-ден алу", key="Ctrl+I")
    qtbot.addWidget(state)

    with qtbot.waitSignal(state.acted):
        state.findChild(QPushButton).click()


def test_a_field_says_what_is_wrong_and_takes_it_back(qtbot: QtBot) -> None:
    field = Field("Құпиясөз", QLineEdit())
    qtbot.addWidget(field)
    field.show()

    field.show_problem("Кемінде 10 таңба.")
    said = field.editor.accessibleDescription()
    field.show_problem("")

    assert said == "Кемінде 10 таңба."
    assert field.editor.property("problem") is False
    assert field.editor.accessibleName() == "Құпиясөз"


def test_a_dialog_begins_in_its_first_field_and_escape_changes_nothing(qtbot: QtBot) -> None:
    dialog = DeskDialog("Жабу себебі", "Тоқсанды жабу")
    qtbot.addWidget(dialog)
    field = Field("Себебі", QLineEdit())
    dialog.body.addWidget(field)
    dialog.show()
    dialog.activateWindow()

    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(field.editor, Qt.Key.Key_Escape)

    assert dialog.verb.isDefault()
    assert dialog.focusWidget() is field.editor


def test_blocks_carry_their_titles_as_accessible_names(qtbot: QtBot) -> None:
    blocks = [
        PageHead("6 «А» · Математика", "1-тоқсан", tabs=("Бағалар", "Сабақтар")),
        Strip("Сабақ"),
        SidePanel("Баға қалай шықты?"),
        SearchField("Іздеу", key="Ctrl+K"),
        KeyHint("F1", "Көмек"),
        LineTable("Оқушылар"),
    ]
    for block in blocks:
        qtbot.addWidget(block)

    assert all(block.accessibleName() for block in blocks)


def test_the_head_is_lower_and_without_subtitle_in_a_small_window(qtbot: QtBot) -> None:
    head = PageHead("6 «А»", "1-тоқсан", tabs=("Бағалар",))
    qtbot.addWidget(head)
    head.show()

    head.set_compact(compact=True)

    assert head.height() == 40
    assert not head.subtitle.isVisible()


def test_figures_and_strips_show_words_beside_their_values(qtbot: QtBot) -> None:
    panel, strip = StatPanel("Асханаға", "88", "порция"), Strip("Сабақ")
    qtbot.addWidget(panel)
    qtbot.addWidget(strip)
    panel.add_line("1–4-сыныптар", "29")
    strip.add_cell("Үй тапсырмасы", LONG)

    words = {shown.text() for held in (panel, strip) for shown in held.findChildren(QLabel)}

    assert {"88", "порция", "1–4-сыныптар", "29", "Үй тапсырмасы", LONG} <= words


def test_captions_of_a_strip_stand_on_one_line(qtbot: QtBot) -> None:
    strip = Strip("Сабақ")
    qtbot.addWidget(strip)
    strip.add_cell("Тоқсан", "1-тоқсан")
    strip.add_widget("Не бойынша", QComboBox())
    strip.resize(500, 56)
    strip.show()

    captions = [one for one in strip.findChildren(QLabel) if one.text() != "1-тоқсан"]

    assert len({one.geometry().center().y() for one in captions}) == 1


def test_a_section_stands_over_its_block(qtbot: QtBot) -> None:
    card = Card()
    section = Section("Толтыру керек", card, "5 іс")
    qtbot.addWidget(section)

    assert card.accessibleName() == "Толтыру керек"
    assert section.note.text() == "5 іс"


def test_a_table_of_lines_paints_its_current_line(qtbot: QtBot) -> None:
    table = LineTable("Оқушылар")
    qtbot.addWidget(table)
    model = QStandardItemModel()
    model.setHorizontalHeaderLabels(["Тегі, аты"])
    model.appendRow(QStandardItem("Айдос Рамина"))
    table.setModel(model)
    table.resize(300, 120)
    table.show()

    table.selectRow(0)
    colours = table.grab().toImage()

    assert colours.pixelColor(150, 40).name().upper() == LIGHT.accent_soft


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, key: Qt.Key) -> None:
    button = Button("Ашу")
    qtbot.addWidget(button)

    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_lines_of_a_choice_are_as_high_as_fields_and_ticked_by_space(qtbot: QtBot) -> None:
    choice = ChoiceList("Пәндер")
    qtbot.addWidget(choice)
    item = QListWidgetItem("Қазақ тілі")
    item.setCheckState(Qt.CheckState.Unchecked)
    choice.addItem(item)
    choice.show()
    choice.setCurrentRow(0)

    QTest.keyClick(choice, Qt.Key.Key_Space)

    assert choice.sizeHintForRow(0) >= 30
    assert item.checkState() is Qt.CheckState.Checked
    assert choice.viewport().grab().toImage().pixelColor(1, 5).name().upper() == LIGHT.accent


def test_fields_of_one_form_are_of_one_height_and_begin_at_one_line(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    column = QVBoxLayout(form)
    fields = (QLineEdit(), QSpinBox(), QDateEdit(), QComboBox())
    for field in fields:
        column.addWidget(field)
    form.show()

    assert {field.height() for field in fields} == {30}
