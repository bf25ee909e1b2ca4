"""The shift whose meal is shown, as a box that is chosen by keys."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from school_desk.i18n import _
from school_desk.nutrition.eating_model import Sitting


def shift_box(sittings: Sequence[Sitting], chosen: Sitting) -> QComboBox:
    """A box of the school's shifts that stands on one of them."""
    box = QComboBox()
    for one in sittings:
        box.addItem(_("Shift {n}").format(n=one.shift), one.shift)
    box.setCurrentIndex(sittings.index(chosen))
    box.setAccessibleName(_("Shift"))
    return box
