"""The line at the bottom: what it says of jobs."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from school_desk import i18n
from school_desk.ui.messages import progress_sentence, time_left_sentence
from school_desk.ui.status_line import JobLine, StatusLine
from school_desk.ui.theme.theme import Theme
from school_desk.ui.widgets.key_hint import KeyHint


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")
    yield
    i18n.use("kk")


def test_time_left_is_told_after_five_seconds_only(qtbot: QtBot, theme: Theme) -> None:
    line = JobLine()
    qtbot.addWidget(line)
    line.begin("Slips")
    begun = line.begun

    line.show_progress(1, 10, now=begun + 4)
    early = line.sentence
    line.show_progress(5, 10, now=begun + 10)

    assert theme
    assert early == "Slips: 1 of 10"
    assert line.sentence == "Slips: 5 of 10 · 10 seconds left"


def test_times_are_as_round_as_people_say_them() -> None:
    assert time_left_sentence(0.2) == "1 second left"
    assert time_left_sentence(61) == "1 minute left"
    assert progress_sentence("Slips", 12, 25) == "Slips: 12 of 25"


def test_keys_that_do_not_fit_are_left_out_and_none_is_cut(qtbot: QtBot, theme: Theme) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_hints(("help", "term_next", "forecasts"))
    line.resize(480, 26)
    line.show()
    QApplication.processEvents()

    shown = [hint for hint in line.findChildren(KeyHint) if hint.isVisible()]

    assert theme
    assert 0 < len(shown) < 3
    assert all(hint.width() >= hint.sizeHint().width() for hint in shown)
    assert all(hint.geometry().right() < line.width() for hint in shown)


def test_keys_give_way_to_a_job_that_runs_and_none_is_cut(qtbot: QtBot, theme: Theme) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_hints(("help", "term_next", "forecasts"))
    line.resize(720, 26)
    line.show()
    QApplication.processEvents()
    whole = [hint for hint in line.findChildren(KeyHint) if hint.isVisible()]

    line.show_job("Reading the list of the supplier")
    QApplication.processEvents()
    shown = [hint for hint in line.findChildren(KeyHint) if hint.isVisible()]

    assert theme
    assert len(shown) < len(whole)
    assert all(hint.width() >= hint.sizeHint().width() for hint in shown)
    line.end_job()
    QApplication.processEvents()
    assert len([hint for hint in line.findChildren(KeyHint) if hint.isVisible()]) >= len(whole)
