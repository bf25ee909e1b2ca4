"""Year levels, stages and times of lessons as people type them in one line, and as they read."""

import re
from collections.abc import Iterable
from datetime import time

from school_desk.errors import N_, DeskError
from school_desk.school.calendar_model import TOP_YEAR_LEVEL
from school_desk.school.model import Bell
from school_desk.school.texts import as_quote

DASHES = re.compile("[-–—−]")
RANGE = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?")
BELL_LINE = re.compile(r"(\d{1,2})[.:)]?\s+(\d{1,2})[:.](\d{2})\s*(?:-|\s)\s*(\d{1,2})[:.](\d{2})")


class YearLevelsTextError(DeskError):
    """Year levels that cannot be read."""

    sentence = N_("Write year levels from 0 to 12 such as «1–4, 6», not «{text}».")


class StagesTextError(DeskError):
    """Stages that cannot be read."""

    sentence = N_("Write the stages such as «1–4, 5–9, 10–11», not «{text}».")


class BellLineError(DeskError):
    """Times of a lesson that cannot be read."""

    sentence = N_("Write a lesson such as «1 08:30–09:05», not «{line}».")


def parse_year_levels(text: str) -> tuple[int, ...]:
    """Read year levels; nothing means all.

    >>> parse_year_levels("1–3, 5"), parse_year_levels("")
    ((1, 2, 3, 5), ())
    """
    found: list[int] = []
    for first, last in _ranges(text, YearLevelsTextError):
        if not first <= last <= TOP_YEAR_LEVEL:
            raise YearLevelsTextError(text=as_quote(text))
        found += range(first, last + 1)
    return tuple(sorted(set(found)))


def year_levels_text(year_levels: Iterable[int]) -> str:
    """Write year levels, those in a row as one.

    >>> year_levels_text((1, 2, 3, 5)), year_levels_text((9,)), year_levels_text(())
    ('1–3, 5', '9', '')
    """
    runs: list[list[int]] = []
    for each in sorted(year_levels):
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def parse_stages(text: str) -> tuple[tuple[int, int], ...]:
    """Read the stages of the school.

    >>> parse_stages("1-4, 5-10, 11-12")
    ((1, 4), (5, 10), (11, 12))
    """
    found = tuple(_ranges(text, StagesTextError))
    if not found:
        raise StagesTextError(text=as_quote(text))
    return found


def stages_text(stages: Iterable[tuple[int, int]]) -> str:
    """Write the stages of the school.

    >>> stages_text(((1, 4), (5, 9)))
    '1–4, 5–9'
    """
    return ", ".join(f"{first}–{last}" for first, last in stages)


def parse_bells_text(text: str) -> tuple[Bell, ...]:
    r"""Read times of lessons, one to a line: number, begin, end.

    >>> [bell.slot for bell in parse_bells_text("1 8:30–9:05\n2. 09:15 09:50")]
    [1, 2]
    """
    lines = (line.strip() for line in text.splitlines())
    return tuple(_bell(line) for line in lines if line)


def bells_text(bells: Iterable[Bell]) -> str:
    """Write times of lessons, one to a line."""
    return "\n".join(f"{bell.slot} {bell.starts:%H:%M}–{bell.ends:%H:%M}" for bell in bells)


def _bell(line: str) -> Bell:
    found = BELL_LINE.fullmatch(DASHES.sub("-", line))
    if found is None:
        raise BellLineError(line=as_quote(line))
    slot, hour, minute, last_hour, last_minute = map(int, found.groups())
    try:
        return Bell(slot, time(hour, minute), time(last_hour, last_minute))
    except ValueError as error:
        raise BellLineError(line=as_quote(line)) from error


def _ranges(text: str, refusal: type[DeskError]) -> Iterable[tuple[int, int]]:
    parts = (part for part in re.split(r"[\s,;]+", _tight(text)) if part)
    found = []
    for part in parts:
        one = RANGE.fullmatch(part)
        if one is None:
            raise refusal(text=as_quote(text))
        found.append((int(one[1]), int(one[2] or one[1])))
    return found


def _tight(text: str) -> str:
    """Dashes of any kind without spaces around them."""
    return re.sub(r"\s*-\s*", "-", DASHES.sub("-", text))
