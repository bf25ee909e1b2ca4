"""What the window says: sentences of the status line, refusals, and the same to screen readers."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from school_desk.errors import N_, DeskError
from school_desk.i18n import _, ngettext, say

_MINUTE = 60


class Tone(StrEnum):
    """How loud a sentence is."""

    QUIET = "quiet"
    WARN = "warn"
    DANGER = "danger"


class Saving(StrEnum):
    """Where the last key press is now."""

    SAVED = N_("Everything is saved on this computer")
    SAVING = N_("Saving…")


class Messages(QObject):
    """Hand this to a screen: it says and refuses; the shell shows it and reads it aloud."""

    said = Signal(str, str)
    saving_changed = Signal(str)

    def say(self, sentence: str, tone: Tone = Tone.QUIET) -> None:
        """Show a translated sentence until the next one, and announce it."""
        self.said.emit(sentence, tone.value)
        announce(self, sentence, urgent=tone is Tone.DANGER)

    def refuse(self, error: DeskError) -> None:
        """Say why something was not done."""
        self.say(say(error), Tone.DANGER)

    def show_saving(self, state: Saving) -> None:
        """Show and announce where the last key press is."""
        self.saving_changed.emit(_(state.value))


def announce(source: QObject, sentence: str, *, urgent: bool = False) -> None:
    """Let a screen reader say a sentence; urgent ones interrupt it."""
    event = QAccessibleAnnouncementEvent(source, sentence)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


def progress_sentence(text: str, done: int, total: int) -> str:
    """A long job with its count: "Slips: 12 of 25"."""
    return _("{job}: {done} of {total}").format(job=text, done=done, total=total)


def time_left_sentence(seconds: float) -> str:
    """How long a job still takes, in the roundness that people use."""
    if seconds < _MINUTE:
        whole = max(1, round(seconds))
        return ngettext("{n} second left", "{n} seconds left", whole).format(n=whole)
    minutes = round(seconds / _MINUTE)
    return ngettext("{n} minute left", "{n} minutes left", minutes).format(n=minutes)
