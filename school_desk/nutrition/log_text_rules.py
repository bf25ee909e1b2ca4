"""Degrees, uses and portions as people type them, as rows hold them, as histories tell them."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from school_desk.i18n import LANGUAGES, Spelled, Text
from school_desk.nutrition.log_forms_rules import HEALTH, LOGS, OLD_HEALTH, PERISHABLE
from school_desk.nutrition.log_model import Kind, LogColumn, Portions, Use
from school_desk.nutrition.log_refusal_rules import PortionsNoneError, ValueWrongError
from school_desk.nutrition.nutrient_rules import NumberWrongError, number_text, typed_number
from school_desk.school.texts import as_quote

_DEGREES = re.compile(r"[+-]?[0-9]{1,2}(?:[.,][0-9])?")
_USE = re.compile(
    r"(?:(?P<day>[0-9]{1,2})[./](?P<month>[0-9]{1,2})(?:[./](?P<year>[0-9]{4}))?\s+)?"
    r"(?:(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})\s+)?(?P<amount>[0-9]{1,9}(?:[.,][0-9]{1,4})?)"
)
_PORTIONS = re.compile(r"(?P<band>[0-9]{1,2}\s*[-–]\s*[0-9]{1,2})\s*[:=]\s*(?P<count>[0-9]{1,4})")


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
    older = {
        (OLD_HEALTH, name): words for (table, name), words in found.items() if table == HEALTH.table
    }
    return {**found, **older, (PERISHABLE.table, "uses"): _Uses()}


def _codes(column: LogColumn) -> Mapping[Any, str]:
    if column.kind is Kind.CHECK:
        return {1: column.choices["yes"], 0: column.choices["no"]}
    return column.choices


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
