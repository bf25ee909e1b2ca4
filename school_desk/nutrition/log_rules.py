"""What an entry of a log must agree with: forms 1 to 3, health, refrigerators, samples, waste.

Rules 12 and 13 and section 5.3 of our sheet on meals; arithmetic is exact.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from school_desk.errors import N_, DeskError
from school_desk.i18n import LANGUAGES, Spelled, Text
from school_desk.nutrition.log_forms_rules import (
    BAD,
    COLD,
    DISHES,
    HEALTH,
    LOGS,
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
    Use,
    Value,
)
from school_desk.nutrition.nutrient_rules import NumberWrongError, number_text, typed_number
from school_desk.school.names import fold
from school_desk.school.texts import as_line, as_quote

LONGEST = 300
HUNDRED = 100
MINUTE = timedelta(minutes=1)
_DEGREES = re.compile(r"[+-]?[0-9]{1,2}(?:[.,][0-9])?")
_USE = re.compile(
    r"(?:(?P<day>[0-9]{1,2})[./](?P<month>[0-9]{1,2})(?:[./](?P<year>[0-9]{4}))?\s+)?"
    r"(?:(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})\s+)?(?P<amount>[0-9]{1,9}(?:[.,][0-9]{1,4})?)"
)
_PORTIONS = re.compile(r"(?P<band>[0-9]{1,2}\s*[-–]\s*[0-9]{1,2})\s*[:=]\s*(?P<count>[0-9]{1,4})")


class ValueWrongError(DeskError):
    """Something that the column cannot hold; facts: `column`, `text`."""

    sentence = N_("«{column}»: «{text}» does not fit here. Nothing was written.")


class NeededError(DeskError):
    """A column that cannot be empty; facts: `column`."""

    sentence = N_("«{column}» is empty. Fill it in; nothing was written.")


class LongError(DeskError):
    """More words than a column holds; facts: `column`, `top`."""

    sentence = N_("«{column}» is longer than {top} letters. Shorten it; nothing was written.")


class AheadError(DeskError):
    """Something that has not happened yet; facts: `column`, `now`."""

    sentence = N_("«{column}» is later than now, {now:short}. Write it when it has happened.")


class ReasonNeededError(DeskError):
    """The day of the entry is over; facts: `day`."""

    sentence = N_(
        "The day of this entry, {day:short}, is over. Write the reason of the correction: the old "
        "value stays in the history."
    )


class EntryGoneError(DeskError):
    """An entry that somebody has taken away."""

    sentence = N_("This entry is no longer there. Nothing was written.")


class EntryThereError(DeskError):
    """A second entry where there is one a day; facts: `name`, `day`."""

    sentence = N_("{name} is already written on {day:short}. F2 corrects that entry.")


class BornError(DeskError):
    """Whose entry it is does not change; facts: `column`."""

    sentence = N_("«{column}» of an entry does not change. Take the entry away and write another.")


class DeadlineTurnedError(DeskError):
    """A term before the product came."""

    sentence = N_("The term of sale ends before the product came. Mend the date or the hour.")


class UsedEarlyError(DeskError):
    """Used before it came; facts: `at`."""

    sentence = N_("Used on {at:short}, before the product came. Mend the date or the hour.")


class UsedLateError(DeskError):
    """Used after the term; facts: `at`, `deadline`."""

    sentence = N_(
        "Used on {at:short}, after the term of {deadline:short}. What is past its term is written "
        "off or returned."
    )


class MoreThanCameError(DeskError):
    """Used, written off and returned are more than came; facts: `gone`, `came`."""

    sentence = N_(
        "Used, written off and returned make {gone}, but {came} came. Mend one of the numbers."
    )


class BadUsedError(DeskError):
    """A product of bad quality that was used."""

    sentence = N_("A product of bad quality is not used: write it off or return it.")


class PiecesError(DeskError):
    """Part of a piece; facts: `n`."""

    sentence = N_("{n} pieces are not possible: pieces are counted in whole numbers.")


class PermittedEarlyError(DeskError):
    """Permission before the dish was made."""

    sentence = N_("The permission is earlier than the dish was cooked. Mend one of the times.")


class PermittedBadError(DeskError):
    """A dish that may not be served, with a permission."""

    sentence = N_(
        "This dish may not be served: not satisfactory or not fully cooked. Leave the time of "
        "permission empty."
    )


class DoseUnknownError(DeskError):
    """A band without a dose; facts: `band`."""

    sentence = N_(
        "There is no dose of vitamin C for the age {band}. Write it under “Norms and "
        "refrigerators”."
    )


class PortionsNoneError(DeskError):
    """Nobody gets the vitamin."""

    sentence = N_("Write for how many portions the vitamin was added, such as 7-10: 120.")


class NotAdmittedError(DeskError):
    """Admitted with a sign of illness; facts: `name`, `columns`."""

    sentence = N_(
        "{name} cannot be admitted to work: {columns}. Say “no” under “Admitted to work”."
    )


class MeasuresError(DeskError):
    """Kept from work and nobody has written what was done; facts: `name`."""

    sentence = N_("{name} is not admitted: write the measures, such as sent home or to a doctor.")


class UnitUnknownError(DeskError):
    """A refrigerator that is not on the list; facts: `text`."""

    sentence = N_("There is no refrigerator «{text}». Write it under “Norms and refrigerators”.")


class DegreesNoneError(DeskError):
    """No temperature at all."""

    sentence = N_("Write the temperature of the morning or of the evening.")


class OutOfRangeError(DeskError):
    """Too warm or too cold and nobody has written what was done; facts: `name`, `shown`, `may`."""

    sentence = N_(
        "{name} shows {shown} °C, but {may} is allowed. Write what was done under “Measure taken”."
    )


class SampleEarlyError(DeskError):
    """Thrown away too early; facts: `until`."""

    sentence = N_("The sample is kept until {until:short}. It cannot be thrown away earlier.")


class UneatenMoreError(DeskError):
    """More left than was served."""

    sentence = N_("More is not eaten than was served. Mend one of the masses.")


class NothingServedError(DeskError):
    """Nothing was served."""

    sentence = N_("The served mass is zero. Nothing can be left of nothing.")


# What is typed


def read_degrees(text: str) -> Decimal:
    """A temperature as people type it: 4, +4,5, -18.

    >>> read_degrees("−18,5")
    Decimal('-18.5')
    """
    found = "".join(text.split()).replace("−", "-")
    if not _DEGREES.fullmatch(found):
        raise NumberWrongError(text=as_quote(text))
    return Decimal(found.replace(",", "."))


def read_uses(text: str, now: datetime) -> tuple[Use, ...]:
    """When how much was used: parts after «;»; an amount alone is used now.

    >>> read_uses("12.11 9:00 4,5; 3", datetime(2026, 11, 13, 10, 15))[0]
    Use(at=datetime.datetime(2026, 11, 12, 9, 0), amount=Decimal('4.5'))
    """
    parts = [one.strip() for one in text.split(";") if one.strip()]
    return tuple(_read_use(one, now) for one in parts)


def uses_of(kept: str) -> tuple[Use, ...]:
    """Uses as a row holds them.

    >>> uses_of("2026-11-12T09:00 4.5")
    (Use(at=datetime.datetime(2026, 11, 12, 9, 0), amount=Decimal('4.5')),)
    """
    parts = (one.partition(" ") for one in kept.split(";"))
    return tuple(Use(datetime.fromisoformat(at), Decimal(amount)) for at, _gap, amount in parts)


def uses_text(uses: Iterable[Use]) -> str:
    """Uses as they are typed.

    >>> uses_text([Use(datetime(2026, 11, 12, 9, 0), Decimal("4.5"))])
    '12.11.2026 09:00 4,5'
    """
    return "; ".join(
        f"{one.at:%d.%m.%Y %H:%M} {number_text(one.amount).replace('.', ',')}" for one in uses
    )


def read_portions(text: str) -> Portions:
    """Portions by band: 7-10: 120; 11-14: 45.

    >>> read_portions("7–10: 120; 11-14=45")
    {'7-10': 120, '11-14': 45}
    """
    parts = [one.strip() for one in re.split("[;,]", text) if one.strip()]
    found: dict[str, int] = {}
    for one in parts:
        told = _PORTIONS.fullmatch(one)
        if not told:
            raise PortionsNoneError
        band = "".join(told["band"].split()).replace("–", "-")
        found[band] = found.get(band, 0) + int(told["count"])
    return found


def portions_text(portions: Portions) -> str:
    """Portions as they are typed."""
    return "; ".join(f"{band}: {count}" for band, count in portions.items())


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


def overdue(entry: Entry, now: datetime) -> bool:
    """Whether something is left of a perishable product whose term is over."""
    deadline = entry.moment("deadline")
    return (
        entry.log is PERISHABLE and deadline is not None and deadline < now and left_of(entry) > 0
    )


def may_serve(entries: Iterable[Entry], dish: str, at: datetime) -> bool:
    """Whether a dish may be served at a moment of the day of these entries of form 3.

    Nothing is served before permission: there is an entry of this dish whose permission has come.
    """
    wanted = fold(as_line(dish))
    permits = (
        one.moment("permitted_at")
        for one in entries
        if one.log is DISHES and fold(one.text("dish")) == wanted
    )
    return any(moment is not None and moment <= at for moment in permits)


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
    signs = [one for one in entry.log.columns if one.kind is Kind.CHECK and one.name != "admitted"]
    ill = [one for one in signs if not entry[one.name]]
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


def degrees_text(value: Decimal) -> str:
    """Degrees with a comma and a real minus.

    >>> degrees_text(Decimal("-18.5"))
    '−18,5'
    """
    return f"{value.normalize():f}".replace(".", ",").replace("-", "−")


def range_text(least: Decimal | None, most: Decimal | None) -> str:
    """What a refrigerator may show, in signs.

    >>> range_text(Decimal(2), Decimal(6)), range_text(None, Decimal(-18))
    ('2…6 °C', '≤ −18 °C')
    """
    if least is not None and most is not None:
        return f"{degrees_text(least)}…{degrees_text(most)} °C"
    if most is not None:
        return f"≤ {degrees_text(most)} °C"
    return f"≥ {degrees_text(least)} °C" if least is not None else ""


def _read_use(text: str, now: datetime) -> Use:
    told = _USE.fullmatch(text)
    wrong = ValueWrongError(column=Text(PERISHABLE.column("uses").words), text=as_quote(text))
    if not told or (told["day"] and not told["hour"]):
        raise wrong
    amount = typed_number(told["amount"])
    moment = now.replace(second=0, microsecond=0, tzinfo=None)
    try:
        if told["hour"]:
            moment = moment.replace(hour=int(told["hour"]), minute=int(told["minute"]))
        if told["day"]:
            year = int(told["year"] or now.year)
            moment = moment.replace(year, int(told["month"]), int(told["day"]))
    except ValueError:
        raise wrong from None
    return Use(moment, amount)


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


def blank(log: Log, values: Mapping[str, Value]) -> Entry:
    """An entry of these values; what is not named is empty."""
    return Entry(log, {one.name: values.get(one.name) for one in log.columns})


# Words of a history


class _Uses(dict[str, Spelled]):
    """Says uses as people type them, whatever they are."""

    def get(self, value: object, default: object = None) -> Any:  # noqa: ANN401  as of any mapping
        if not isinstance(value, str):
            return default
        return Spelled(dict.fromkeys(LANGUAGES, uses_text(uses_of(value))))


def log_codes() -> Mapping[tuple[str, str], Mapping[Any, str | Spelled]]:
    """Words of the codes in the logs' rows, by table and column: for histories and conflicts."""
    found: dict[tuple[str, str], Mapping[Any, str | Spelled]] = {
        (log.table, one.name): _codes(one) for log in LOGS for one in log.kept if one.choices
    }
    return {**found, (PERISHABLE.table, "uses"): _Uses()}


def _codes(column: LogColumn) -> Mapping[Any, str]:
    if column.kind is Kind.CHECK:
        return {1: column.choices["yes"], 0: column.choices["no"]}
    return column.choices
