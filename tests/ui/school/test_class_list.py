"""The list of classes at the left: a label alone stands in the middle of its line."""

import pytest
from pytestqt.qtbot import QtBot

from school_desk.ui.school.class_list import ClassLine, ClassList
from school_desk.ui.theme.tokens import LIGHT


@pytest.mark.usefixtures("theme")
def test_a_label_without_a_note_stands_in_the_middle(qtbot: QtBot) -> None:
    classes = ClassList("Сыныптар")
    qtbot.addWidget(classes)
    classes.show_lines([ClassLine(1, "6 «А»"), ClassLine(2, "6 «А»")])
    classes.resize(212, 200)
    classes.show()

    box = classes.visualRect(classes.lines.index(1))
    drawn = classes.viewport().grab(box).toImage()
    ink = [
        y
        for y in range(box.height() - 2)
        for x in range(16, 80)
        if drawn.pixelColor(x, y).name().upper() == LIGHT.text
    ]

    assert abs((ink[0] + ink[-1]) / 2 - box.height() / 2) < 4
