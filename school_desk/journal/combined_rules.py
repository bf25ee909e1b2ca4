"""A combined hour: which columns of its pages are one hour, and how its minutes are shared."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.intents import Form, Seen, Vector
from school_desk.journal.model import NOT_PLANNED, Column, ColumnKey, MinuteShare, RegisterPage
from school_desk.school.model import LessonKey

USUAL_MINUTES = 45
PAIR = 2


class MinutesError(DeskError):
    """More minutes with the teacher than the hour has."""

    sentence = N_(
        "The hour has {whole} minutes; the other classes have {taken} of them with the teacher. "
        "{typed} was not written."
    )


class NoLessonError(DeskError):
    """None of the classes has a lesson in the hour that was asked about."""

    sentence = N_("None of these classes has a lesson in this hour. Nothing was written.")


def all_seen(pages: Iterable[RegisterPage]) -> Seen:
    """What someone had seen who looks at several pages: each page read its own class.

    What is the same for all of them (attendance) counts as the oldest page saw it.
    """
    seen: dict[str, Vector] = {}
    for page in pages:
        for part, vector in page.form.context.items():
            before = seen.get(part, vector)
            seen[part] = {dev: min(n, before[dev]) for dev, n in vector.items() if dev in before}
    return seen


def form_of(hour: Sequence[tuple[RegisterPage, LessonKey]]) -> Form:
    """The form of a step over all pages of an hour, or raise where there is none."""
    if not hour:
        raise NoLessonError
    return Form(hour[0][0].form.scope, all_seen(page for page, _lesson in hour))


def column_at(page: RegisterPage, day: date, slot: int) -> Column | None:
    """The lesson of a page in an hour.

    Its further columns are of the same lesson, so the first one stands for it.
    """
    here = (one for one in page.columns if (one.date, one.slot) == (day, slot))
    return next((one for one in here if one.key.n == 1), None)


def key_at(page: RegisterPage, day: date, slot: int) -> ColumnKey | None:
    """The key of the lesson of a page in an hour."""
    found = column_at(page, day, slot)
    return found.key if found else None


def shared(
    shares: Sequence[MinuteShare], own: int, new: MinuteShare, whole: int
) -> Mapping[int, MinuteShare]:
    """What changes when one class of an hour gets other minutes, or raise; by place in the hour.

    Of two classes the other gets the rest, at the other end of the hour.

    >>> shared((NOT_PLANNED, NOT_PLANNED), 0, MinuteShare(20), 45)[1]
    MinuteShare(minutes=25, first=False)
    """
    if new.minutes is None:
        return dict.fromkeys((0, 1) if len(shares) == PAIR else (own,), NOT_PLANNED)
    taken = _taken(share for place, share in enumerate(shares) if place != own)
    room = whole if len(shares) == PAIR else whole - taken
    if not 0 <= new.minutes <= room:
        raise MinutesError(whole=whole, taken=whole - room, typed=new.minutes)
    if len(shares) != PAIR:
        return {own: new}
    return {own: new, 1 - own: MinuteShare(whole - new.minutes, not new.first)}


def proposed(place: int, classes: int, whole: int) -> MinuteShare:
    """Equal parts of an hour, class after class, as long as nobody has planned it.

    >>> [proposed(place, 2, 45).minutes for place in (0, 1)]
    [23, 22]
    """
    part, rest = divmod(whole, classes)
    return MinuteShare(part + (place < rest), place == 0)


def _taken(shares: Iterable[MinuteShare]) -> int:
    return sum(share.minutes or 0 for share in shares)
