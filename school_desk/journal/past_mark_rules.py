"""What may be typed as a mark from elsewhere, and where the register here speaks for itself."""

from collections.abc import Mapping

from school_desk.errors import N_, DeskError
from school_desk.journal.model import PupilRow
from school_desk.journal.past_mark_model import PastMark
from school_desk.school.names import fold
from school_desk.school.texts import as_line, as_quote

MARKS = ("2", "3", "4", "5")
LONGEST_SOURCE = 200
PASSED = ("сынақ", "есептелінді", "зачёт", "зач", "pass", "passed")
FAILED = ("сынақ емес", "есептелінбеді", "незачёт", "не зачёт", "н з", "fail", "failed")
VERDICTS: Mapping[str, bool] = {
    fold(word): words is PASSED for words in (PASSED, FAILED) for word in words
}
"""Verdicts as people write them, folded."""

PASS, FAIL = N_("pass"), N_("fail")


class PastMarkError(DeskError):
    """A mark that no scale has."""

    sentence = N_("«{text}» is not a mark: 2 to 5, «pass» or «fail». Nothing was written.")


class NoSourceError(DeskError):
    """A mark without the paper it stands on."""

    sentence = N_("Say first which paper the marks come from, such as an extract and its date.")


class LongSourceError(DeskError):
    """A source with a whole story in it."""

    sentence = N_("The source is too long: at most {top} signs. Nothing was written.")


class OwnMarksError(DeskError):
    """A page that has marks of the pupil: they count, and nothing from elsewhere does."""

    sentence = N_("{name} has marks in the register of {subject} here. They count instead.")


class NotDueError(DeskError):
    """A subject whose mark is made at the end of a longer period."""

    sentence = N_("{subject} has its mark in another term. Nothing was written.")


class PeriodAheadError(DeskError):
    """A term or year that is still to come."""

    sentence = N_("This period has not begun yet. Choose an earlier one.")


def parse_past(text: str, source: str) -> PastMark | None:
    """What was typed as a mark or verdict; nothing takes the mark back.

    >>> parse_past("5", "extract 12"), parse_past("зачёт", "extract 12").passed
    (PastMark(mark=5, passed=None, source='extract 12'), True)
    """
    typed, told = as_line(text), as_line(source)
    if not typed:
        return None
    if not told:
        raise NoSourceError
    if len(told) > LONGEST_SOURCE:
        raise LongSourceError(top=LONGEST_SOURCE)
    if typed in MARKS:
        return PastMark(int(typed), None, told)
    passed = verdict_of(typed)
    if passed is None:
        raise PastMarkError(text=as_quote(typed))
    return PastMark(None, passed, told)


def verdict_of(text: str) -> bool | None:
    """Pass or fail in any usual word.

    >>> verdict_of("Зачёт"), verdict_of("н/з"), verdict_of("6")
    (True, False, None)
    """
    return VERDICTS.get(" ".join(fold(text).replace("/", " ").replace(".", " ").split()))


def past_text(past: PastMark | None) -> str:
    """A mark from elsewhere as a cell shows it; the words are translated by who shows them."""
    if past is None:
        return ""
    if past.mark is not None:
        return str(past.mark)
    return PASS if past.passed else FAIL


def has_own(row: PupilRow) -> bool:
    """Whether the register here has anything of a pupil that a mark is made of."""
    return bool(row.marks) or row.verdict is not None or bool(row.imported)
