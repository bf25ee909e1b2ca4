"""One term case as a line of JSON in, its mark or an error as a line of JSON out."""

import json
from collections.abc import Sequence

from school_desk.errors import N_, DeskError
from school_desk.journal.facts import is_whole
from school_desk.journal.model import TermCase, WorkPoints
from school_desk.journal.rules import term_result
from school_desk.journal.ruleset import RuleSet

LARGEST_TOP = 1000
"""No work has a larger maximum; a larger number is a slip of the keyboard."""

FIELDS = ("fo", "sor", "soch")


class BadLineError(DeskError):
    """A line that is not a JSON object of the three fields."""

    sentence = N_("Not a case: write a JSON object with fo, sor and soch.")


class BadFormativeError(DeskError):
    """Formative points that are not a list of whole numbers on the scale."""

    sentence = N_("fo must be a list of whole numbers from {bottom} to {top}, or null.")


class BadWorkError(DeskError):
    """Summative works that are not pairs of points and maximum."""

    sentence = N_(
        "{field}: a work is [points, maximum] in whole numbers, "
        "0 to the maximum, which is 1 to {largest}."
    )


class NoMarkError(DeskError):
    """A case for which the rules know no mark."""

    sentence = N_("The rules {ruleset} make no mark of this case.")


def calculate_line(line: str, rules: RuleSet) -> str:
    """Answer one case with the settings at the rule set's defaults; never raises.

    Works that are null or [] are none by plan.
    """
    try:
        answer = _calculate(_read(line), rules)
    except DeskError as error:
        answer = {"error": str(error)}
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _calculate(fields: dict[str, object], rules: RuleSet) -> dict[str, object]:
    case = TermCase(
        formative=_formative(fields.get("fo"), rules),
        unit=_unit(fields.get("sor")),
        term=_term(fields.get("soch")),
    )
    result = term_result(case, rules, rules.defaults)
    if result.percent is None:
        raise NoMarkError(ruleset=rules.id)
    return {"percent": str(result.percent), "rounded": result.rounded, "mark": result.mark}


def _read(line: str) -> dict[str, object]:
    try:
        fields = json.loads(line, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise BadLineError from None
    if not isinstance(fields, dict) or not set(fields) <= set(FIELDS):
        raise BadLineError
    return fields


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose names are all different: a second `fo` is a slip, not a correction."""
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise BadLineError
    return fields


def _formative(value: object, rules: RuleSet) -> tuple[int, ...]:
    bottom, top = rules.defaults.formative_bottom, rules.defaults.formative_top
    points = _list(value)
    if points is None or not all(_between(n, bottom, top) for n in points):
        raise BadFormativeError(bottom=bottom, top=top)
    return tuple(n for n in points if isinstance(n, int))


def _unit(value: object) -> tuple[WorkPoints, ...]:
    works = _list(value)
    if works is None:
        raise BadWorkError(field="sor", largest=LARGEST_TOP)
    return tuple(_work("sor", work) for work in works)


def _term(value: object) -> WorkPoints | None:
    return None if value in (None, []) else _work("soch", value)


def _work(field: str, value: object) -> WorkPoints:
    match value:
        case [int(points), int(top)] if _between(top, 1, LARGEST_TOP) and _between(points, 0, top):
            return WorkPoints(points, top)
    raise BadWorkError(field=field, largest=LARGEST_TOP)


def _list(value: object) -> Sequence[object] | None:
    if value is None:
        return ()
    return value if isinstance(value, list) else None


def _between(number: object, low: int, high: int) -> bool:
    return isinstance(number, int) and is_whole(number) and low <= number <= high
