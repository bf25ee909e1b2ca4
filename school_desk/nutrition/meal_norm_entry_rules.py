"""What may be written as a line of the norms: figures, names, places; when it may still change."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from school_desk.errors import N_, DeskError
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.eating_rules import DaysTurnedError
from school_desk.nutrition.meal_norm_model import ALWAYS, FIGURES, NormLine, NormOf
from school_desk.nutrition.meal_norm_rules import MONTH, THREE_MONTHS
from school_desk.nutrition.menu_model import Season
from school_desk.nutrition.month_model import Mark
from school_desk.nutrition.product_model import Adds
from school_desk.school.calendar_model import Status
from school_desk.school.names import fold
from school_desk.school.texts import as_line

LONGEST_NAME, LONGEST_SIGN, LONGEST_ACT, LONGEST_NOTE = 80, 4, 120, 200
BAND = re.compile(r"[0-9]{1,2}(-[0-9]{1,2})?")
TOPS = {
    NormOf.NEED: 10_000,
    NormOf.TARGET: 5_000,
    NormOf.SHARE: 100,
    NormOf.TOLERANCE: 100,
    NormOf.INTERVAL: 24,
    NormOf.TIME: 59,
    NormOf.LIMIT: 100,
    NormOf.REPLACEMENT: 10_000,
    NormOf.BAND: 12,
    NormOf.PIECE: 1_000,
    NormOf.SEASON: 31,
    NormOf.DUE: 28,
}
WHOLE = frozenset((NormOf.BAND, NormOf.TIME, NormOf.SEASON, NormOf.DUE))
_KNOWN: Mapping[NormOf, Collection[str]] = {
    NormOf.SHARE: frozenset(Meal),
    NormOf.TIME: frozenset(Meal),
    NormOf.LIMIT: (Adds.SALT, Adds.SUGAR),
    NormOf.SEASON: frozenset(Season),
    NormOf.SIGN: frozenset(Mark) - {Mark.AWAY},
    NormOf.DUE: (MONTH, THREE_MONTHS),
    NormOf.TOLERANCE: ("",),
    NormOf.INTERVAL: ("",),
}
"""Of what a line may be, where the program names all of it."""
TINY = Decimal("0.0001")
TOP_HOUR, A_YEAR = 23, 2025


class NormFiguresError(DeskError):
    """Figures that the kind has not; facts: `n`, `top`."""

    sentence = N_("Write {n} numbers, each above zero and at most {top}, as their captions say.")


class NormOfWhatError(DeskError):
    """A line that says nothing of what; no facts."""

    sentence = N_("Choose of what it is: a meal, an age such as 7-10, or a product.")


class NormNamesError(DeskError):
    """A line without its words; facts: `top`."""

    sentence = N_("Write it in Kazakh and in Russian, of {top} letters at most.")


class BanOfNothingError(DeskError):
    """A ban that forbids nothing or nowhere."""

    sentence = N_("Choose where it is forbidden, and a mark of dishes or a product.")


class NormBegunError(DeskError):
    """A line that has counted already; facts: `day`."""

    sentence = N_(
        "This line counts since {day:short}: what was reckoned by it stays. Write another one from "
        "today on, or end this one."
    )


class NormAlwaysError(DeskError):
    """A line without which nothing can be reckoned is ended."""

    sentence = N_("Something of this kind always counts. Write another line from a day on.")


class NormShippedError(DeskError):
    """A line that came with the program is taken away."""

    sentence = N_("This came with the program and stays. End it, or write the school's own.")


class NormCheckedError(DeskError):
    """A line that is confirmed already."""

    sentence = N_("This line is confirmed already.")


class NormTextLongError(DeskError):
    """An act or a note with a whole story in it; facts: `top`."""

    sentence = N_("The act and the note have at most {top} letters.")


def accept_line(line: NormLine, lines: Iterable[NormLine], today: date) -> NormLine:
    """A line of the school as it is kept, or raise.

    What has counted on a day keeps its figures: another line goes on from a later day.
    """
    found = _tidy(line)
    accept_sound(found)
    there = next((one for one in lines if _place(one) == _place(found)), None)
    if there is not None and there.starts < today and _content(there) != _content(found):
        raise NormBegunError(day=there.starts)
    return found


def accept_sound(line: NormLine) -> None:
    """A line that can be reckoned with, or raise."""
    _accept_figures(line)
    if not _of_something(line):
        raise NormOfWhatError
    if line.kind is NormOf.BAN:
        _accept_ban(line)
    if line.kind is NormOf.SIGN:
        _accept_names(line, LONGEST_SIGN)
    if line.ends is not None:
        if line.kind in ALWAYS:
            raise NormAlwaysError
        if line.ends < line.starts:
            raise DaysTurnedError(starts=line.starts, ends=line.ends)
    if len(line.act) > LONGEST_ACT or len(line.note) > LONGEST_NOTE:
        raise NormTextLongError(top=LONGEST_ACT)


def is_sound(line: NormLine) -> bool:
    """Whether a line from elsewhere can be reckoned with; one that cannot is left aside."""
    try:
        accept_sound(line)
    except DeskError:
        return False
    return True


def accept_end(line: NormLine, day: date) -> NormLine:
    """A line with its last day, or raise."""
    found = replace(line, ends=day)
    accept_sound(found)
    return found


def accept_confirmed(line: NormLine) -> NormLine:
    """A line that somebody has looked at beside its act, or raise."""
    if line.status is not Status.TO_CHECK:
        raise NormCheckedError
    return replace(line, status=Status.CHECKED)


def typed_code(kind: NormOf, parts: Sequence[str]) -> str:
    """The code of a line from what was chosen and typed.

    >>> typed_code(NormOf.TARGET, ("lunch", " 7–10"))
    'lunch/7-10'
    """
    found = [one.strip().replace("–", "-") for one in parts]
    return "/".join(found) if kind in (NormOf.TARGET, NormOf.REPLACEMENT) else found[0]


def _tidy(line: NormLine) -> NormLine:
    names = {one: as_line(text) for one, text in line.names.items() if as_line(text)}
    code = line.code or (fold(names.get("kk", "")) if line.kind is NormOf.BAN else "")
    if line.kind is NormOf.BAN and names:
        names = {**names, "en": names.get("en") or names.get("kk", "")}
    return replace(line, code=code, names=names, act=as_line(line.act), note=as_line(line.note))


def _accept_figures(line: NormLine) -> None:
    wanted, top = FIGURES[line.kind], TOPS.get(line.kind, 0)
    whole = line.kind not in WHOLE or all(one == int(one) for one in line.figures)
    least = 0 if line.kind is NormOf.TIME else TINY
    inside = all(least <= one <= top for one in line.figures)
    if len(line.figures) != len(wanted) or not inside:
        raise NormFiguresError(n=len(wanted), top=top)
    if not whole or not _agree(line.kind, line.figures):
        raise NormFiguresError(n=len(wanted), top=top)


def _agree(kind: NormOf, figures: Sequence[Decimal]) -> bool:
    """Whether figures fit each other: from and to, a day that the year has."""
    if kind is NormOf.SHARE:
        return figures[1] <= figures[0] <= figures[2]
    if kind is NormOf.BAND:
        return figures[0] <= figures[1]
    if kind is NormOf.TIME:
        return figures[0] <= TOP_HOUR
    return kind is not NormOf.SEASON or _is_day(int(figures[0]), int(figures[1]))


def _is_day(day: int, month: int) -> bool:
    """Whether every year has it: a season cannot begin on 29 February."""
    try:
        date(A_YEAR, month, day)
    except ValueError:
        return False
    return True


def _of_something(line: NormLine) -> bool:
    parts, kind = line.parts, line.kind
    if kind is NormOf.TARGET:
        return len(parts) == 2 and parts[0] in set(Meal) and bool(BAND.fullmatch(parts[1]))  # noqa: PLR2004
    if kind is NormOf.REPLACEMENT:
        return len(parts) == 2 and all(parts) and parts[0] != parts[1]  # noqa: PLR2004
    if kind in (NormOf.NEED, NormOf.BAND):
        return bool(BAND.fullmatch(line.code))
    known = _KNOWN.get(kind)
    places = kind is not NormOf.LIMIT or bool(line.places)
    return places and (bool(line.code) if known is None else line.code in known)


def _accept_ban(line: NormLine) -> None:
    _accept_names(line, LONGEST_NAME)
    if not line.places or not (line.tags or line.products):
        raise BanOfNothingError


def _accept_names(line: NormLine, top: int) -> None:
    words = [line.names.get(one, "") for one in ("kk", "ru")]
    if not all(words) or max(map(len, words)) > top:
        raise NormNamesError(top=top)


def _place(one: NormLine) -> tuple[object, date]:
    return one.key, one.starts


def _content(one: NormLine) -> tuple[object, ...]:
    words = tuple(one.names.get(each, "") for each in ("kk", "ru"))
    return one.figures, words, one.places, one.tags, one.products, one.pays
