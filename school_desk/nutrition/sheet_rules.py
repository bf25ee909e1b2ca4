"""The order in counts for the canteen: made of the day's count, written as one text, read again."""

import json
from collections.abc import Callable
from dataclasses import replace

from school_desk.nutrition.headcount_model import (
    ClassCount,
    DayCount,
    DietPlate,
    PupilCount,
    Sheet,
    SheetLine,
)

PlateOf = Callable[[str, int, int], DietPlate | None]
"""The plate of a class for a pupil and a diet, by their travelling keys; None: of nobody now."""


def sheet_of(day: DayCount) -> Sheet:
    """What the canteen cooks: every class in counts, every diet with its name.

    A class that was ordered for and eats no more stays with a zero: the kitchen must see it.
    """
    plates = tuple(_plate(one, pupil) for one in day.classes for pupil in one.eating if pupil.diet)
    return Sheet(tuple(_line(one) for one in day.classes if _is_told(one)), plates)


def _is_told(one: ClassCount) -> bool:
    return any(pupil.eats or (pupil.portion and pupil.portion.ordered) for pupil in one.pupils)


def is_behind(day: DayCount) -> bool:
    """Whether the canteen has another sheet than the portions come to now.

    Two computers that correct one order unseen by each other write a sheet each; whichever stays,
    the other's correction is not in it. Where no portion is held (the nurse's computer) nobody
    can say.
    """
    return day.ordered > 0 and sheet_of(day) != day.order.sheet


def is_held_elsewhere(day: DayCount) -> bool:
    """Whether the canteen has an order whose portions, pupil by pupil, are not on this computer."""
    return day.ordered == 0 and day.order.sheet.portions > 0


def written_sheet(sheet: Sheet, key_of: Callable[[int], int]) -> str | None:
    """A sheet as one text; None: there is none. Plates point to pupil and diet and name nobody.

    `key_of`: the travelling key of a row. So an order to forget a pupil reaches every old sheet.
    One that was read is written as it was. Several diets of a pupil are a line each, read as one
    plate.
    """
    if sheet.kept is not None or not sheet.lines:
        return sheet.kept
    lines = [
        [one.class_label, one.band, one.portions, one.free, one.paid, int(one.forecast)]
        for one in sheet.lines
    ]
    plates = [
        [one.class_label, key_of(one.pupil), key_of(one.diet)]
        for plate in sheet.plates
        for one in (plate, *plate.also)
    ]
    return json.dumps([lines, plates], ensure_ascii=False, separators=(",", ":"))


def read_sheet(text: str | None, plate_of: PlateOf = lambda *_plate: None) -> Sheet:
    """A sheet that was written; what a newer program adds to a line is passed over."""
    if not text:
        return Sheet()
    lines, plates, *_newer = json.loads(text)
    found: dict[tuple[str, int], DietPlate] = {}
    for label, pupil, diet, *_newer in plates:
        one, place = plate_of(label, pupil, diet), (label, pupil)
        if one is not None:
            first = found.get(place)
            found[place] = replace(first, also=(*first.also, one)) if first else one
    return Sheet(
        tuple(
            SheetLine(label, band, portions, free, paid, bool(forecast))
            for label, band, portions, free, paid, forecast, *_newer in lines
        ),
        tuple(found.values()),
        text,
    )


def _line(one: ClassCount) -> SheetLine:
    forecast = any(pupil.portion and pupil.portion.forecast for pupil in one.eating)
    return SheetLine(one.class_label, one.band, len(one.eating), one.free, one.paid, forecast)


def _plate(one: ClassCount, pupil: PupilCount) -> DietPlate:
    diet = pupil.diet
    if diet is None:
        raise ValueError(pupil.pupil)
    first, *others = (
        DietPlate(
            *(one.class_label, pupil.name.listed, each.code, each.excluded, pupil.pupil, each.id)
        )
        for each in (diet, *diet.also)
    )
    return replace(first, also=tuple(others))
