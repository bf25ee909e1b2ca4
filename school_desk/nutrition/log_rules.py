"""What an entry of a log must agree with: forms 1 to 3, health, refrigerators, samples, waste.

Rules 12 and 13 and section 5.3 of our sheet on meals; arithmetic is exact.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

from school_desk.i18n import Spelled, Text
from school_desk.nutrition.log_forms_rules import (
    BAD,
    COLD,
    DISHES,
    HEALTH,
    PERISHABLE,
    SAMPLES,
    VITAMIN,
    WASTE,
)
from school_desk.nutrition.log_model import (
    Entry,
    Kind,
    Log,
    LogColumn,
    Portions,
    Surroundings,
    Value,
)
from school_desk.nutrition.log_refusal_rules import (
    AheadError,
    BadUsedError,
    BornError,
    DeadlineTurnedError,
    DegreesNoneError,
    DoseUnknownError,
    EntryThereError,
    LongError,
    MeasuresError,
    MoreThanCameError,
    NeededError,
    NotAdmittedError,
    NothingServedError,
    OutOfRangeError,
    PermittedBadError,
    PermittedEarlyError,
    PiecesError,
    PortionsNoneError,
    ReasonNeededError,
    SampleEarlyError,
    UneatenMoreError,
    UnitUnknownError,
    UsedEarlyError,
    UsedLateError,
    ValueWrongError,
)
from school_desk.nutrition.log_text_rules import degrees_text, range_text
from school_desk.nutrition.nutrient_rules import number_text
from school_desk.school.texts import as_line, as_quote

LONGEST = 300
HUNDRED = 100
MINUTE = timedelta(minutes=1)


# What is reckoned


def vitamin_total(portions: Portions, doses: Mapping[str, Decimal]) -> Decimal:
    """Vitamin C for these portions, mg: Σ dose × portions (form 2).

    >>> doses = {"7-10": Decimal(60), "11-14": Decimal(70)}
    >>> vitamin_total({"7-10": 120, "11-14": 45}, doses)
    Decimal('10350')
    """
    missing = next((band for band in portions if band not in doses), None)
    if missing is not None:
        raise DoseUnknownError(band=missing)
    return sum((doses[band] * count for band, count in portions.items()), start=Decimal(0))


def waste_index(served: Decimal, uneaten: Decimal) -> Fraction | None:
    """How much of what was served is not eaten, in percent (rule 13); None: nothing was served.

    >>> waste_index(Decimal("96.0"), Decimal("9.6"))
    Fraction(10, 1)
    """
    return Fraction(uneaten) * HUNDRED / Fraction(served) if served else None


def left_of(entry: Entry) -> Decimal:
    """What is still there of what came."""
    used = sum((one.amount for one in entry.uses), start=Decimal(0))
    return entry.amount("quantity") - used - entry.amount("written_off") - entry.amount("returned")


def with_reckoned(entry: Entry, around: Surroundings) -> Entry:
    """An entry with what nobody types."""
    reckon = _RECKONED.get(entry.log.code)
    return replace(entry, values={**entry.values, **reckon(entry, around)}) if reckon else entry


def with_shown(entry: Entry) -> Entry:
    """An entry that was kept, with what no row holds."""
    show = _SHOWN.get(entry.log.code)
    return replace(entry, values={**entry.values, **show(entry)}) if show else entry


def with_consequences(entry: Entry, name: str) -> Entry:
    """An entry in which a value was just typed, with what follows from it at once.

    Who has a sign of illness is not admitted; a dish that is bad or raw has no permission.
    """
    follow = _FOLLOWS.get(entry.log.code)
    return replace(entry, values={**entry.values, **follow(entry, name)}) if follow else entry


def missing_in(entry: Entry) -> str:
    """The column where typing goes on: what is needed and empty, for degrees any; "": nothing."""
    degrees = [one.name for one in entry.log.asked if one.kind is Kind.DEGREES]
    if degrees and all(entry[one] is None for one in degrees):
        return degrees[0]
    empty = (one.name for one in entry.log.asked if one.needed and entry[one.name] is None)
    return next(empty, "")


def overdue(entry: Entry, now: datetime) -> bool:
    """Whether something is left of a product, or of a sample, whose term is over."""
    until = entry.moment("kept_until")
    if entry.log is SAMPLES:
        return until is not None and until < now and entry["thrown_at"] is None
    deadline = entry.moment("deadline")
    return (
        entry.log is PERISHABLE and deadline is not None and deadline < now and left_of(entry) > 0
    )


# What is accepted


def accept_entry(entry: Entry, around: Surroundings, before: Entry | None = None) -> Entry:
    """An entry as it is kept, or raise; `before`: what it is a correction of."""
    clean = replace(entry, values={one.name: _clean(one, entry) for one in entry.log.columns})
    for one in entry.log.asked:
        _accept_value(one, clean, around.moment)
    _accept_born(clean, around, before)
    full = with_reckoned(clean, around)
    for check in CHECKS[entry.log.code]:
        check(full, around)
    return full


def accept_reason(entry: Entry, reason: str, today: date) -> str:
    """Why an entry of a day that is over changes; on the day itself nobody is asked."""
    told = as_line(reason)
    if entry.day < today and not told:
        raise ReasonNeededError(day=entry.day)
    return told


def _clean(column: LogColumn, entry: Entry) -> Value:
    found = entry[column.name]
    if isinstance(found, str):
        return as_line(found) or None
    if isinstance(found, datetime):
        return found.replace(second=0, microsecond=0, tzinfo=None)
    return found if found not in ((), {}) else None


def _accept_value(column: LogColumn, entry: Entry, now: datetime) -> None:
    found, words = entry[column.name], Text(column.words)
    if column.needed and found is None:
        raise NeededError(column=words)
    if isinstance(found, str) and len(found) > LONGEST:
        raise LongError(column=words, top=LONGEST)
    if column.kind is Kind.CHOICE and column.choices and found and found not in column.choices:
        raise ValueWrongError(column=words, text=as_quote(str(found)))
    if not column.ahead and _is_later(found, entry, column.name, now):
        raise AheadError(column=words, now=now)


def _is_later(found: Value, entry: Entry, name: str, now: datetime) -> bool:
    if isinstance(found, datetime | time):
        moment = entry.moment(name)
        return moment is not None and moment >= now.replace(tzinfo=None) + MINUTE
    return isinstance(found, date) and found > now.date()


def _accept_born(entry: Entry, around: Surroundings, before: Entry | None) -> None:
    born = entry.log.born
    for name in born if before is not None else ():
        if before is not None and before[name] != entry[name]:
            raise BornError(column=Text(entry.log.column(name).words))
    mine = [entry[name] for name in born]
    for other in around.others if born else ():
        if other.id != entry.id and [other[name] for name in born] == mine:
            raise EntryThereError(name=_born_name(entry, around), day=entry.day)


def _born_name(entry: Entry, around: Surroundings) -> str | Spelled:
    told = entry.text(entry.log.born[-1])
    unit = around.units.get(told) if entry.log is COLD else None
    return Spelled(unit.names) if unit else told


def _accept_perishable(entry: Entry, _around: Surroundings) -> None:
    came, deadline = entry.moment("received_at"), entry.moment("deadline")
    if came is None or deadline is None:
        return
    if deadline < came:
        raise DeadlineTurnedError
    if entry["quality"] == BAD and entry.uses:
        raise BadUsedError
    for one in entry.uses:
        if one.at < came:
            raise UsedEarlyError(at=one.at)
        if one.at > deadline:
            raise UsedLateError(at=one.at, deadline=deadline)


def _accept_amounts(entry: Entry, around: Surroundings) -> None:
    quantity = entry.amount("quantity")
    if entry["unit"] == "pcs" and quantity != quantity.to_integral_value():
        raise PiecesError(n=number_text(quantity))
    for one in entry.uses:
        if one.at >= around.moment.replace(tzinfo=None) + MINUTE:
            raise AheadError(column=Text(entry.log.column("uses").words), now=around.moment)
    left = left_of(entry)
    if left < 0:
        raise MoreThanCameError(gone=number_text(quantity - left), came=number_text(quantity))


def _accept_dish(entry: Entry, _around: Surroundings) -> None:
    permitted, made = entry.moment("permitted_at"), entry.moment("made_at")
    if permitted is None or made is None:
        return
    if permitted < made:
        raise PermittedEarlyError
    if entry["quality"] == BAD or not entry["ready"]:
        raise PermittedBadError


def _accept_vitamin(entry: Entry, _around: Surroundings) -> None:
    portions = entry["portions"]
    if not isinstance(portions, Mapping) or not sum(portions.values()):
        raise PortionsNoneError


def _accept_health(entry: Entry, _around: Surroundings) -> None:
    ill = [entry.log.column(one) for one in _SIGNS if not entry[one]]
    if ill and entry["admitted"]:
        raise NotAdmittedError(name=entry.text("person"), columns=Text(ill[0].words))
    if not entry["admitted"] and not entry["measures"]:
        raise MeasuresError(name=entry.text("person"))


def _accept_cold(entry: Entry, around: Surroundings) -> None:
    unit = around.units.get(entry.text("unit"))
    if unit is None:
        raise UnitUnknownError(text=as_quote(entry.text("unit")))
    shown = [one for one in (entry["morning"], entry["evening"]) if isinstance(one, Decimal)]
    if not shown:
        raise DegreesNoneError
    wrong = [one for one in shown if not unit.takes(one)]
    if wrong and not entry["action"]:
        may = range_text(unit.least, unit.most)
        told = degrees_text(wrong[0])
        raise OutOfRangeError(name=Spelled(unit.names), shown=told, may=may)


def _accept_sample(entry: Entry, _around: Surroundings) -> None:
    until, thrown = entry.moment("kept_until"), entry.moment("thrown_at")
    if until is not None and thrown is not None and thrown < until:
        raise SampleEarlyError(until=until)


def _accept_waste(entry: Entry, _around: Surroundings) -> None:
    if not entry.amount("served_kg"):
        raise NothingServedError
    if entry.amount("uneaten_kg") > entry.amount("served_kg"):
        raise UneatenMoreError


def _reckon_vitamin(entry: Entry, around: Surroundings) -> Mapping[str, Value]:
    portions = entry["portions"]
    if not isinstance(portions, Mapping):
        return {}
    total = vitamin_total(portions, around.doses)
    told = ((band.replace("-", "–"), around.doses[band]) for band in portions)
    doses = "; ".join(f"{band}: {number_text(dose)}" for band, dose in told)
    return {"total": total, "doses": doses}


def _reckon_sample(entry: Entry, around: Surroundings) -> Mapping[str, Value]:
    taken = entry.moment("taken_at")
    return {"kept_until": taken + timedelta(hours=around.keep_hours)} if taken else {}


def _show_waste(entry: Entry) -> Mapping[str, Value]:
    return {"index": waste_index(entry.amount("served_kg"), entry.amount("uneaten_kg"))}


def _show_left(entry: Entry) -> Mapping[str, Value]:
    return {"left": left_of(entry) or None}


Check = Callable[[Entry, Surroundings], None]
CHECKS: Mapping[str, tuple[Check, ...]] = {
    PERISHABLE.code: (_accept_perishable, _accept_amounts),
    DISHES.code: (_accept_dish,),
    VITAMIN.code: (_accept_vitamin,),
    HEALTH.code: (_accept_health,),
    COLD.code: (_accept_cold,),
    SAMPLES.code: (_accept_sample,),
    WASTE.code: (_accept_waste,),
}
"""What each log checks beside what its columns say."""

_RECKONED: Mapping[str, Callable[[Entry, Surroundings], Mapping[str, Value]]] = {
    VITAMIN.code: _reckon_vitamin,
    SAMPLES.code: _reckon_sample,
}
_SHOWN: Mapping[str, Callable[[Entry], Mapping[str, Value]]] = {
    WASTE.code: _show_waste,
    PERISHABLE.code: _show_left,
}


def _follow_health(entry: Entry, name: str) -> Mapping[str, Value]:
    if name not in _SIGNS:
        return {}
    return {"admitted": all(entry[one] for one in _SIGNS)}


def _follow_dish(entry: Entry, _name: str) -> Mapping[str, Value]:
    return {"permitted_at": None} if entry["quality"] == BAD or not entry["ready"] else {}


_FOLLOWS: Mapping[str, Callable[[Entry, str], Mapping[str, Value]]] = {
    HEALTH.code: _follow_health,
    DISHES.code: _follow_dish,
}
_SIGNS = tuple(
    one.name for one in HEALTH.columns if one.kind is Kind.CHECK and one.name != "admitted"
)


def blank(log: Log, values: Mapping[str, Value]) -> Entry:
    """An entry of these values; what is not named is empty."""
    return Entry(log, {one.name: values.get(one.name) for one in log.columns})
