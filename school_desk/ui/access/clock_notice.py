"""A clock that was set back: said once where the day begins, mended in the system's settings."""

from school_desk.app import Desk
from school_desk.formats import date_long
from school_desk.i18n import _
from school_desk.ui.widgets.notice import Notice


def clock_sentence(desk: Desk) -> str:
    """What is wrong with the clock of this computer; "" when nothing is."""
    behind = desk.clock_behind()
    if behind is None:
        return ""
    return _(
        "The clock of this computer is behind: the last entry is of {day}. Set the clock."
    ).format(day=date_long(behind.date()))


def clock_notice(desk: Desk) -> Notice | None:
    """The same as a line above the work."""
    sentence = clock_sentence(desk)
    return Notice(sentence, kind="warn", icon="clock") if sentence else None
