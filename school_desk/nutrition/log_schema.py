"""What is kept of the kitchen's logs: one table for each log, what was issued, dated data.

Amounts and degrees are texts of decimals, moments are local and to the minute. The columns of a
log's table are those of its definition (`log_forms_rules`); a test compares them.
"""

import re

from school_desk.storage.registry import BIRTH, Field, Policy, Table, Values

MEALS = "meals/"
_AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?")
_DEGREES = re.compile(r"-?[0-9]{1,2}(\.[0-9]{1,2})?")
_MOMENT = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]")
_TIME = re.compile(r"[0-2][0-9]:[0-5][0-9]")
_USES = re.compile(rf"{_MOMENT.pattern} {_AMOUNT.pattern}(;{_MOMENT.pattern} {_AMOUNT.pattern})*")
_PORTIONS = re.compile(r"[0-9-]{1,7}:[0-9]{1,5}(;[0-9-]{1,7}:[0-9]{1,5})*")


def _all(pattern: re.Pattern[str], values: Values) -> bool:
    """Whether what is written is written so."""
    told = [one for one in values if one is not None]
    return all(isinstance(one, str) and pattern.fullmatch(one) for one in told)


def are_amounts(values: Values) -> bool:
    """Whether what came from elsewhere are numbers from 0 up."""
    return _all(_AMOUNT, values)


def are_degrees(values: Values) -> bool:
    """Whether what came from elsewhere are degrees."""
    return _all(_DEGREES, values)


def are_moments(values: Values) -> bool:
    """Whether what came from elsewhere are moments."""
    return _all(_MOMENT, values)


def is_time(values: Values) -> bool:
    """Whether what came from elsewhere is a time of the day."""
    return _all(_TIME, values)


def is_amount_of(values: Values) -> bool:
    """Whether what came from elsewhere is an amount in a unit."""
    return are_amounts(values[:1]) and isinstance(values[1], str)


def are_uses(values: Values) -> bool:
    """Whether what came from elsewhere says when how much was used."""
    return _all(_USES, values)


def are_portions(values: Values) -> bool:
    """Whether what came from elsewhere are portions by band, with doses and their sum."""
    return _all(_PORTIONS, values[:1]) and are_amounts(values[2:])


def are_truths(values: Values) -> bool:
    """Whether what came from elsewhere are answers of yes or no."""
    return all(one in (None, 0, 1) for one in values)


def is_count(values: Values) -> bool:
    """Whether what came from elsewhere is a number of children."""
    return isinstance(values[0], int) and values[0] >= 0


_SIGNED = Field(11, "log_signed", ("signed",))
_NOTE = Field(12, "note", ("note",))
_DISH = Field(2, "log_dish_name", ("dish",))

TABLES = (
    Table(
        id=150,
        name="log_perishable",
        told_by=("product", "received_at"),
        partition=MEALS,
        fields=(
            Field(1, "log_received", ("received_at",), check=are_moments),
            Field(2, "product", ("product",)),
            Field(3, "log_amount", ("quantity", "unit"), check=is_amount_of),
            Field(4, "log_quality", ("quality",)),
            Field(5, "log_deadline", ("deadline",), check=are_moments),
            Field(6, "log_uses", ("uses",), check=are_uses),
            Field(7, "log_written_off", ("written_off",), check=are_amounts),
            Field(8, "log_returned", ("returned",), check=are_amounts),
            _SIGNED,
            _NOTE,
        ),
        sentence="{value}",
    ),
    Table(
        id=151,
        name="log_dish",
        told_by=("dish", "made_at"),
        partition=MEALS,
        fields=(
            Field(1, "log_made", ("made_at",), check=are_moments),
            _DISH,
            Field(3, "log_quality", ("quality",)),
            Field(4, "log_ready", ("ready",), check=are_truths),
            Field(5, "log_permitted", ("permitted_at",), check=is_time),
            Field(6, "log_made_by", ("made_by",)),
            _SIGNED,
            _NOTE,
        ),
        sentence="{value}",
    ),
    Table(
        id=152,
        name="log_vitamin",
        told_by=("dish", "made_at"),
        partition=MEALS,
        fields=(
            Field(1, "log_made", ("made_at",), check=are_moments),
            _DISH,
            # What was added follows from portions and doses: they merge as one.
            Field(3, "log_portions", ("portions", "doses", "total"), check=are_portions),
            _SIGNED,
        ),
        sentence="{value}",
    ),
    Table(
        id=153,
        name="log_health",
        partition=MEALS,
        natural=("day", "person"),
        fields=(
            Field(1, BIRTH, ("day", "person"), personal=True),
            Field(2, "log_post", ("post",)),
            # Who is admitted follows from the signs: they merge as one.
            Field(
                3,
                "log_signs",
                ("skin", "breathing", "bowel", "family", "admitted"),
                personal=True,
                check=are_truths,
            ),
            Field(4, "log_measures", ("measures",), personal=True),
            _SIGNED,
        ),
        sentence="{day}: {value}",
    ),
    Table(
        id=154,
        name="log_cold",
        partition=MEALS,
        natural=("day", "unit"),
        fields=(
            Field(1, BIRTH, ("day", "unit")),
            Field(2, "log_morning", ("morning",), check=are_degrees),
            Field(3, "log_evening", ("evening",), check=are_degrees),
            Field(4, "log_action", ("action",)),
            _SIGNED,
        ),
        sentence="{day}, {unit}: {value}",
    ),
    Table(
        id=155,
        name="log_sample",
        told_by=("dish", "taken_at"),
        partition=MEALS,
        fields=(
            Field(1, "log_taken", ("taken_at", "kept_until"), check=are_moments),
            _DISH,
            Field(3, "log_thrown", ("thrown_at",), check=are_moments),
            _SIGNED,
            _NOTE,
        ),
        sentence="{value}",
    ),
    Table(
        id=156,
        name="log_waste",
        told_by=("dish", "day"),
        partition=MEALS,
        fields=(
            Field(1, "day", ("day",)),
            _DISH,
            Field(3, "log_masses", ("served_kg", "uneaten_kg"), check=are_amounts),
            _SIGNED,
            _NOTE,
        ),
        sentence="{value}",
    ),
    Table(
        id=157,
        name="log_issued",
        partition=MEALS,
        natural=("day", "band", "product"),
        fields=(
            Field(1, BIRTH, ("day", "band", "product")),
            Field(2, "log_issued_mass", ("mass",), check=are_amounts),
        ),
        sentence="{day}, {product}: {value}",
    ),
    Table(
        id=158,
        name="log_fed",
        partition=MEALS,
        natural=("day", "band"),
        fields=(
            Field(1, BIRTH, ("day", "band")),
            Field(2, "log_fed_portions", ("portions",), check=is_count),
        ),
        sentence="{day}: {value}",
    ),
    Table(
        id=159,
        name="log_norm",
        told_by=("kind", "name_kk"),
        partition=MEALS,
        natural=("kind", "code", "band", "starts"),
        fields=(
            Field(1, BIRTH, ("kind", "code", "band", "starts")),
            Field(2, "names", ("name_kk", "name_ru")),
            Field(3, "log_norm_value", ("value", "unit")),
            Field(4, "log_limits", ("least", "most"), check=are_degrees),
            Field(5, "log_norm_status", ("status",)),
        ),
        sentence="{value}",
    ),
    # Of whom and whether admitted; signs of illness are sealed with the nurse's key.
    Table(
        id=194,
        name="kitchen_checkup",
        partition="health/",
        natural=("day", "worker"),
        fields=(
            Field(1, BIRTH, ("day", "worker"), refs={"worker": "account"}),
            Field(2, "log_post", ("post",)),
            Field(3, "log_admitted", ("admitted",), personal=True, check=are_truths),
            Field(4, "log_sealed_signs", ("signs",), Policy.ASK, personal=True, sealed="health"),
            Field(11, "log_signed", ("signed",)),
        ),
        sentence="{day}: {value}",
    ),
)
