"""PySide6 6.12.0 on Python 3.11 aborts after some hundred signals with a truth value: not ours."""

from PySide6.QtCore import QObject, Signal

EMISSIONS = 20_000
"""It took a few hundred; a release that takes longer would be met in one morning at school."""


class Bell(QObject):
    rang = Signal(bool)


def test_a_signal_may_be_sent_a_morning_long() -> None:
    bell, heard = Bell(), []
    bell.rang.connect(heard.append)

    for turn in range(EMISSIONS):
        bell.rang.emit(turn % 2 == 0)

    assert heard.count(True) == heard.count(False) == EMISSIONS // 2
