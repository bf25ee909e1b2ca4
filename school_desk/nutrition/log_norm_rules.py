"""Dated data of the logs, and the control of norms: sums over sums, never the mean of means."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from school_desk.errors import N_, DeskError
from school_desk.nutrition.log_model import ColdUnit
from school_desk.nutrition.log_norm_model import (
    Control,
    ControlLine,
    Issued,
    Norm,
    NormKind,
    Outcome,
    Span,
    Unit,
)
from school_desk.school.calendar_model import Status
from school_desk.school.names import fold
from school_desk.school.texts import as_line

GRAMS_IN_KG = 1000
HUNDRED = 100
TENTH, TWENTIETH = 10, 20
LONGEST_NAME = 80
TOP_PORTIONS = 20_000
TOP_KG = 100_000


class NormNamelessError(DeskError):
    """A norm that nobody could find; no facts."""

    sentence = N_("Write a name in Kazakh and in Russian, of 80 letters at most.")


class NormValueError(DeskError):
    """A norm of nothing."""

    sentence = N_("Write a number above zero.")


class LimitsTurnedError(DeskError):
    """A refrigerator that may show nothing."""

    sentence = N_("Write from how many to how many degrees it may show; the lower number first.")


class NormGoneError(DeskError):
    """A norm that came with the program or was taken away."""

    sentence = N_("This came with the program, so it stays. F2 writes the school's own over it.")


class PortionsWrongError(DeskError):
    """Child-days that cannot be; facts: `n`."""

    sentence = N_("{n} children are not possible on one day. Mend the number.")


class MassWrongError(DeskError):
    """More than a kitchen issues; facts: `name`, `kg`."""

    sentence = N_("«{name}»: {kg} is more than a kitchen issues in a day. Mend the number.")


def parse_norms(text: str) -> tuple[Norm, ...]:
    """The dated data that came with the program."""
    return tuple(_parsed(told) for told in tomllib.loads(text)["norm"])


def all_norms(shipped: Iterable[Norm], own: Iterable[Norm]) -> tuple[Norm, ...]:
    """Every fact with every day since when it is in force; what is the school's stands last."""
    mine = tuple(own)
    taken = {(one.key, one.starts) for one in mine}
    return (*(one for one in shipped if (one.key, one.starts) not in taken), *mine)


def in_force(norms: Iterable[Norm], kind: NormKind, day: date) -> tuple[Norm, ...]:
    """The facts of a kind that count on a day, in their order; own ones go before others."""
    found: dict[tuple[NormKind, str, str], Norm] = {}
    for one in norms:
        if one.kind is kind and one.starts <= day:
            before = found.get(one.key)
            if before is None or (one.own, one.starts) >= (before.own, before.starts):
                found[one.key] = one
    return tuple(found.values())


def doses_on(norms: Iterable[Norm], day: date) -> Mapping[str, Decimal]:
    """Vitamin C in a portion by band, mg."""
    return {one.band: one.value or Decimal(0) for one in in_force(norms, NormKind.DOSE, day)}


def units_on(norms: Iterable[Norm], day: date) -> Mapping[str, ColdUnit]:
    """The refrigerators, by code."""
    return {
        one.code: ColdUnit(one.code, one.names, one.least, one.most, one.status)
        for one in in_force(norms, NormKind.COLD, day)
    }


def keep_hours_on(norms: Iterable[Norm], day: date) -> int:
    """How long a daily sample is kept."""
    return next((int(one.value or 0) for one in in_force(norms, NormKind.SAMPLE, day)), 0)


def span_of(day: date) -> Span:
    """The decade of a day: 1 to 10, 11 to 20, 21 to the end of the month."""
    if day.day <= TENTH:
        return Span.FIRST
    return Span.SECOND if day.day <= TWENTIETH else Span.THIRD


def outcome(norm: Norm, masses: Iterable[Decimal], child_days: int) -> Outcome:
    """Average = Σ issued / Σ child-days; deviation = (average - norm) / norm × 100 (rule 12).

    >>> norm = Norm(NormKind.FOOD, "milk", value=Decimal(180))
    >>> found = outcome(norm, [Decimal("198.730")], 1190)
    >>> found.average, float(round(found.deviation, 1))
    (Fraction(167, 1), -7.2)
    """
    if not child_days:
        return Outcome()
    times = GRAMS_IN_KG if norm.unit is Unit.GRAMS else 1
    whole = sum((Fraction(one) for one in masses), start=Fraction())
    average = whole * times / child_days
    if not norm.value:
        return Outcome(average)
    wanted = Fraction(norm.value)
    return Outcome(average, (average - wanted) / wanted * HUNDRED)


def places_of(norm: Norm) -> int:
    """Places of an average: 0.1 g a child in control sheets (rule 1), 0.01 of a piece."""
    return 1 if norm.unit is Unit.GRAMS else 2


def control(norms: Sequence[Norm], issued: Sequence[Issued], month: date, band: str) -> Control:
    """The sheet of form 4: norms as they count on the last day with something written."""
    last = max((one.day for one in issued), default=month)
    wanted = [one for one in in_force(norms, NormKind.FOOD, last) if one.band == band]
    portions = {one.day: one.portions for one in issued if one.portions}
    lonely = tuple(one.day for one in issued if any(one.counted.values()) and not one.portions)
    lines = tuple(_line(one, issued) for one in wanted)
    child_days = {span: sum(one.portions for one in _within(issued, span)) for span in Span}
    return Control(month, band, portions, lines, child_days, lonely)


def accept_issued(found: Issued, norms: Iterable[Norm]) -> Issued:
    """What was issued on a day, or raise."""
    if not 0 <= found.portions <= TOP_PORTIONS:
        raise PortionsWrongError(n=found.portions)
    names = {one.code: one.names.get("kk", one.code) for one in norms}
    for code, mass in found.masses.items():
        if not 0 <= mass <= TOP_KG:
            raise MassWrongError(name=names.get(code, code), kg=mass)
    return found


def accept_norm(norm: Norm) -> Norm:
    """A fact of the school's own, or raise; who types it has checked it."""
    names = {one: as_line(norm.names.get(one, "")) for one in ("kk", "ru")}
    named = norm.kind in (NormKind.FOOD, NormKind.COLD)
    if named and (not all(names.values()) or max(map(len, names.values())) > LONGEST_NAME):
        raise NormNamelessError
    if norm.kind is NormKind.COLD:
        _accept_limits(norm)
    elif not norm.value:
        raise NormValueError
    code = norm.code or (fold(names["kk"]) if named else "")
    return replace(norm, code=code, names=names if named else {}, own=True, planning=False)


def _accept_limits(norm: Norm) -> None:
    nothing = norm.least is None and norm.most is None
    if nothing or (norm.least is not None and norm.most is not None and norm.least > norm.most):
        raise LimitsTurnedError


def typed_only(found: Issued, before: Issued | None) -> Issued:
    """What has to be kept of a typed day: what stands there as the store-room issued it is not.

    What was typed before stays typed, so that it is not taken for the store-room's.
    """
    there = before.masses if before is not None else {}
    masses = {
        code: mass
        for code, mass in found.masses.items()
        if code in there or mass != found.stock.get(code)
    }
    return replace(found, masses=masses)


def _line(norm: Norm, issued: Sequence[Issued]) -> ControlLine:
    by_day = {one.day: one.counted[norm.code] for one in issued if norm.code in one.counted}
    differs = {one.day: one.differs[norm.code] for one in issued if norm.code in one.differs}
    outcomes = {}
    for span in Span:
        days = _within(issued, span)
        masses = [by_day[one.day] for one in days if one.day in by_day]
        outcomes[span] = outcome(norm, masses, sum(one.portions for one in days))
    return ControlLine(norm, by_day, outcomes, differs)


def _within(issued: Sequence[Issued], span: Span) -> list[Issued]:
    return [one for one in issued if span is Span.MONTH or span_of(one.day) is span]


def _parsed(told: Mapping[str, object]) -> Norm:
    def number(name: str) -> Decimal | None:
        return Decimal(str(told[name])) if name in told else None

    starts = told.get("starts")
    return Norm(
        NormKind(str(told["kind"])),
        str(told.get("code", "")),
        str(told.get("band", "")),
        starts if isinstance(starts, date) else date.min,
        {"kk": str(told.get("kk", "")), "ru": str(told.get("ru", ""))} if "kk" in told else {},
        number("value"),
        Unit(str(told.get("unit", Unit.GRAMS))),
        number("least"),
        number("most"),
        Status(str(told["status"])),
        bool(told.get("planning")),
    )
