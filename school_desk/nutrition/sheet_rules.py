"""The order in counts for the canteen: made of the day's count, written as one text, read again."""

import json

from school_desk.nutrition.eating_model import DietCode
from school_desk.nutrition.headcount_model import (
    ClassCount,
    DayCount,
    DietPlate,
    PupilCount,
    Sheet,
    SheetLine,
)


def sheet_of(day: DayCount) -> Sheet:
    """What the canteen cooks: every class in counts, every diet with its name."""
    plates = tuple(_plate(one, pupil) for one in day.classes for pupil in one.eating if pupil.diet)
    return Sheet(tuple(_line(one) for one in day.classes if one.eating), plates)


def written_sheet(sheet: Sheet) -> str | None:
    """A sheet as one text; None: there is none."""
    if not sheet.lines:
        return None
    lines = [
        [one.class_label, one.band, one.portions, one.free, one.paid, int(one.forecast)]
        for one in sheet.lines
    ]
    plates = [[one.class_label, one.name, one.code.value, one.excluded] for one in sheet.plates]
    return json.dumps([lines, plates], ensure_ascii=False, separators=(",", ":"))


def read_sheet(text: str | None) -> Sheet:
    """A sheet that was written; what a newer program adds to a line is passed over."""
    if not text:
        return Sheet()
    lines, plates, *_newer = json.loads(text)
    return Sheet(
        tuple(
            SheetLine(label, band, portions, free, paid, bool(forecast))
            for label, band, portions, free, paid, forecast, *_newer in lines
        ),
        tuple(
            DietPlate(label, name, DietCode(code), excluded)
            for label, name, code, excluded, *_newer in plates
        ),
    )


def _line(one: ClassCount) -> SheetLine:
    forecast = any(pupil.portion and pupil.portion.forecast for pupil in one.eating)
    return SheetLine(one.class_label, one.band, len(one.eating), one.free, one.paid, forecast)


def _plate(one: ClassCount, pupil: PupilCount) -> DietPlate:
    diet = pupil.diet
    if diet is None:
        raise ValueError(pupil.pupil)
    return DietPlate(one.class_label, pupil.name.listed, diet.code, diet.excluded)
