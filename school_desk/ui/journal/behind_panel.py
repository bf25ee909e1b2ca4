"""The pupils behind a number: names, points, percents; Enter goes to the cell among the marks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from school_desk import formats
from school_desk.errors import N_
from school_desk.i18n import _, current, ngettext
from school_desk.journal import analysis_words as words
from school_desk.journal.analysis import Figure, WorkResults
from school_desk.journal.register_paper import NOTHING
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.side_panel import SidePanel
from school_desk.ui.widgets.table import LineTable

HEADS = (N_("Pupil"), N_("Points"), "%")


class BehindPanel(SidePanel):
    """`pupil_asked` when a line was pressed."""

    pupil_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Pupils behind a number"), parent=parent)
        self.model = RowsModel(HEADS, self)
        self.table = LineTable(_("Pupils behind a number"))
        self.table.setModel(self.model)
        self.table.verticalHeader().setDefaultSectionSize(scaled(28))
        head = self.table.horizontalHeader()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 72), (2, 60)):
            self.table.setColumnWidth(column, scaled(width))
        self.table.activated.connect(self._on_activated)
        self.setFocusProxy(self.table)
        self.set_list(self.table)

    def show_figure(self, work: WorkResults, figure: Figure) -> None:
        """Name those whom a number counts."""
        name = words.short_name(work.work, current())
        self.title.setText(f"{name}: {_(words.FIGURE_NAMES[figure])}")
        pupils = work.pupils(figure)
        count = ngettext("{n} pupil", "{n} pupils", len(pupils)).format(n=len(pupils))
        share = work.percent(figure) if figure not in (Figure.WROTE, Figure.ABSENT) else None
        of = [] if share is None else [formats.percent(share)]
        self.subtitle.setText(" · ".join((count if pupils else _("no pupils"), *of)))
        results = {one.pupil.id: one for one in work.results}
        rows = []
        for pupil in pupils:
            one = results.get(pupil.id)
            points = f"{one.points} / {one.top}" if one else NOTHING
            percent = formats.percent(one.percent if one else None)
            rows.append(Row(pupil.id, (pupil.name.listed, points, percent)))
        self.model.show_rows(rows)
        if rows:
            self.table.selectRow(0)

    def take_focus(self) -> None:
        """Into the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_activated(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.rows):
            self.pupil_asked.emit(self.model.rows[row].id)
