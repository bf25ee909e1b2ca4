"""Which line counts on which day, and what all of them together say: the one lookup of norms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from school_desk.nutrition.eating_model import Band, Meal, Source
from school_desk.nutrition.meal_norm_model import DayNorms, NormLine, NormOf
from school_desk.nutrition.menu_model import (
    Ban,
    DailyNeed,
    Limit,
    Norms,
    Season,
    SeasonStart,
)
from school_desk.nutrition.menu_replacement_rules import Replacement
from school_desk.nutrition.month_model import Mark, Signs
from school_desk.nutrition.product_model import Adds
from school_desk.nutrition.requisition_model import Issuing
from school_desk.school.calendar_model import Status

MONTH, THREE_MONTHS = "month", "three_months"
CHECKED_BY = (NormOf.NEED, NormOf.TARGET, NormOf.SHARE, NormOf.TOLERANCE)
"""Kinds behind the targets of a menu."""


def all_lines(shipped: Iterable[NormLine], own: Iterable[NormLine]) -> tuple[NormLine, ...]:
    """Every line that ever counts; the school's word on a shipped line stands in its place."""
    came = {(one.key, one.starts): one for one in shipped}
    mine = tuple(_beside(one, came.get((one.key, one.starts))) for one in own)
    said = {(one.key, one.starts): one for one in mine if one.over}
    first = (said.get(place, one) for place, one in came.items())
    return (*first, *(one for one in mine if not one.over))


def lines_on(lines: Iterable[NormLine], day: date) -> tuple[NormLine, ...]:
    """Of each key the line that counts on a day: the school's before others, the later one."""
    found: dict[tuple[NormOf, str], NormLine] = {}
    for one in lines:
        if one.holds_on(day):
            before = found.get(one.key)
            if before is None or _weight(one) >= _weight(before):
                found[one.key] = one
    return tuple(found.values())


def day_norms(lines: Iterable[NormLine], day: date, usual: DayNorms) -> DayNorms:
    """What counts on a day; `usual`: bands and pieces of the program, where no line is left."""
    by_kind: dict[NormOf, list[NormLine]] = {}
    for one in lines_on(lines, day):
        by_kind.setdefault(one.kind, []).append(one)

    def of(kind: NormOf) -> list[NormLine]:
        return by_kind.get(kind, [])

    return DayNorms(
        _norms(by_kind),
        tuple(map(_ban, of(NormOf.BAN))),
        tuple(map(_replacement, of(NormOf.REPLACEMENT))),
        tuple(sorted(map(_band, of(NormOf.BAND)), key=lambda one: one.first)) or usual.bands,
        _signs(of(NormOf.SIGN), of(NormOf.DUE)),
        Issuing({one.code: one.figures[0] for one in of(NormOf.PIECE)}, usual.issuing.not_issued),
    )


def lines_of(came: DayNorms) -> Iterator[NormLine]:
    """What came with the program, as lines."""
    yield from _lines_of_norms(came.norms)
    for ban in came.bans:
        yield _line_of_ban(ban)
    for one in came.table:
        code, figures = f"{one.product}/{one.substitute}", (one.grams, one.per)
        yield NormLine(NormOf.REPLACEMENT, code, figures=figures, status=one.status)
    for band in came.bands:
        figures = (Decimal(band.first), Decimal(band.last))
        yield NormLine(
            NormOf.BAND, band.code, figures=figures, pays=band.source, status=band.status
        )
    for product, grams in came.issuing.pieces.items():
        yield NormLine(NormOf.PIECE, product, figures=(grams,))
    yield from _lines_of_signs(came.signs)


def _beside(one: NormLine, came: NormLine | None) -> NormLine:
    """A line of the school; on one that came with the program it keeps its English name."""
    if came is None:
        return replace(one, own=True, over=False)
    return replace(one, own=True, over=True, names={**one.names, **_english(came.names)})


def _english(names: Mapping[str, str]) -> Mapping[str, str]:
    return {"en": names["en"]} if "en" in names else {}


def _weight(one: NormLine) -> tuple[bool, date]:
    return one.own and not one.over, one.starts


def _norms(by_kind: Mapping[NormOf, list[NormLine]]) -> Norms:
    def of(kind: NormOf) -> list[NormLine]:
        return by_kind.get(kind, [])

    shares = {Meal(one.code): one.figures for one in of(NormOf.SHARE)}
    hours = of(NormOf.INTERVAL)
    open_still = any(one.status is Status.TO_CHECK for kind in CHECKED_BY for one in of(kind))
    return Norms(
        tuple(DailyNeed(one.code, *one.figures) for one in of(NormOf.NEED)),
        {meal: figures[0] for meal, figures in shares.items()},
        {(one.parts[1], Meal(one.parts[0])): one.figures[0] for one in of(NormOf.TARGET)},
        of(NormOf.TOLERANCE)[0].figures[0],
        tuple(map(_limit, of(NormOf.LIMIT))),
        tuple(map(_season, of(NormOf.SEASON))),
        Status.TO_CHECK if open_still else Status.CHECKED,
        {meal: (figures[1], figures[2]) for meal, figures in shares.items()},
        hours[0].figures[0] if hours else None,
        {Meal(one.code): _time(one) for one in of(NormOf.TIME)},
    )


def _time(one: NormLine) -> time:
    hour, minute = map(int, one.figures)
    return time(hour, minute)


def _limit(one: NormLine) -> Limit:
    term = one.starts, one.ends
    return Limit(Adds(one.code), one.figures[0], one.places, *term, one.act, one.status)


def _season(one: NormLine) -> SeasonStart:
    day, month = map(int, one.figures)
    return SeasonStart(Season(one.code), (month, day), one.status)


def _ban(one: NormLine) -> Ban:
    held = one.places, one.tags, one.products
    return Ban(one.code, one.names, *held, one.starts, one.ends, one.act, one.status)


def _replacement(one: NormLine) -> Replacement:
    (product, substitute), (grams, per) = one.parts, one.figures
    return Replacement(product, substitute, grams, per, one.status)


def _band(one: NormLine) -> Band:
    first, last = map(int, one.figures)
    return Band(one.code, first, last, one.pays or Source.PARENT, one.status)


def _signs(signs: Iterable[NormLine], due: Iterable[NormLine]) -> Signs:
    days = {one.code: int(one.figures[0]) for one in due}
    every = (*signs,)
    open_still = any(one.status is Status.TO_CHECK for one in every)
    return Signs(
        {Mark(one.code): one.names for one in every},
        days[MONTH],
        days[THREE_MONTHS],
        Status.TO_CHECK if open_still else Status.CHECKED,
    )


def _lines_of_norms(norms: Norms) -> Iterator[NormLine]:
    told: list[tuple[NormOf, str, tuple[Decimal, ...]]] = [
        *(
            (NormOf.NEED, one.band, (one.energy, one.protein, one.fat, one.carbohydrate))
            for one in norms.needs
        ),
        *(
            (NormOf.TARGET, f"{meal}/{band}", (energy,))
            for (band, meal), energy in norms.targets.items()
        ),
        *(
            (NormOf.SHARE, meal, (aim, *norms.share_ranges[meal]))
            for meal, aim in norms.shares.items()
        ),
        (NormOf.TOLERANCE, "", (norms.tolerance,)),
        *([(NormOf.INTERVAL, "", (norms.interval,))] if norms.interval is not None else []),
        *(
            (NormOf.TIME, meal, (Decimal(at.hour), Decimal(at.minute)))
            for meal, at in norms.times.items()
        ),
    ]
    for kind, code, figures in told:
        yield NormLine(kind, str(code), figures=figures, status=norms.status)
    for limit in norms.limits:
        yield NormLine(
            NormOf.LIMIT,
            limit.adds.value,
            limit.since,
            limit.until,
            (limit.per_100,),
            places=limit.eateries,
            act=limit.act,
            status=limit.status,
        )
    for one in norms.seasons:
        month, day = one.starts
        figures = (Decimal(day), Decimal(month))
        yield NormLine(NormOf.SEASON, one.season.value, figures=figures, status=one.status)


def _lines_of_signs(signs: Signs) -> Iterator[NormLine]:
    for mark, words in signs.signs.items():
        yield NormLine(NormOf.SIGN, mark.value, names=dict(words), status=signs.status)
    for code, day in ((MONTH, signs.month_due), (THREE_MONTHS, signs.three_months_due)):
        yield NormLine(NormOf.DUE, code, figures=(Decimal(day),), status=signs.status)


def _line_of_ban(ban: Ban) -> NormLine:
    return NormLine(
        NormOf.BAN,
        ban.code,
        ban.since,
        ban.until,
        names=dict(ban.names),
        places=ban.eateries,
        tags=ban.tags,
        products=ban.products,
        act=ban.act,
        status=ban.status,
    )
