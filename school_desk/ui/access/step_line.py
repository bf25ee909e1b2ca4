"""Where one is in a set-up: numbered steps in a line, the present one in the accent."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.icon_label import CountPill, IconLabel
from school_desk.ui.widgets.labels import label, rule


class StepLine(QWidget):
    """Done steps carry a check, the present one is bold; `number` counts from 1."""

    def __init__(self, names: Sequence[str], number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(
            _("Step {n} of {total}: {name}").format(
                n=number, total=len(names), name=names[number - 1]
            )
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(8))
        for place, name in enumerate(names, 1):
            if place > 1:
                row.addWidget(rule(), 1)
            row.addWidget(_sign(place, number))
            here = place == number
            row.addWidget(
                label(name, tone="text", weight="bold") if here else label(name, tone="muted")
            )


def _sign(place: int, number: int) -> QWidget:
    if place < number:
        return IconLabel("check", "accent")
    return CountPill(place, tone="accent" if place == number else "control")
