"""A selected block in words for the status line: how many points, their sum, their average."""

from fractions import Fraction

from school_desk.i18n import _, fill
from school_desk.ui.journal.register_layout import TYPED
from school_desk.ui.journal.register_model import RegisterModel


def block_in_words(model: RegisterModel, rows: range, columns: range) -> str:
    """What a block of several cells holds; nothing to say about one cell."""
    if len(rows) * len(columns) <= 1:
        return ""
    points = _points(model, rows, columns)
    if points and all(model.sections[n].achieved for n in columns if model.sections[n].typed):
        counts = {"reached": sum(points), "count": len(points)}
        return fill(_("Selected: {reached} of {count} achieved"), counts)
    if not points:
        return _("Selected: no points")
    facts = {
        "count": len(points),
        "total": sum(points),
        "average": Fraction(sum(points), len(points)),
    }
    return fill(_("Selected: {count}, sum {total}, average {average:1}"), facts)


def _points(model: RegisterModel, rows: range, columns: range) -> list[int]:
    keys = [model.sections[n].key for n in columns if model.sections[n].kind in TYPED]
    found = (model.pupil_row(row).marks.get(key) for row in rows for key in keys if key)
    return [points for points in found if points is not None]
