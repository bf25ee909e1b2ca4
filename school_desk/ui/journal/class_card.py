"""One class of a combined hour on the screen: a true register page under its own strip."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.journal.combined_rules import column_at, key_at
from school_desk.journal.model import Column, ColumnKey, MinuteShare, RegisterPage
from school_desk.school.model import LessonKey
from school_desk.ui.journal.class_strip import ClassStrip
from school_desk.ui.journal.minutes_bar import MinutesBar
from school_desk.ui.journal.page_acts import PageActs
from school_desk.ui.journal.page_panels import PagePanels
from school_desk.ui.screen import Screen
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.work_place import WorkPlace

LEAST_ROWS = 2


class ClassCard(QWidget):
    """Strip, remark, grid of one class. `minutes_asked` with the share that a person wants."""

    minutes_asked = Signal(object)
    went = Signal()

    def __init__(
        self,
        at: WorkPlace,
        page: RegisterPage,
        screen: Screen,
        beside: QHBoxLayout,
        flush: Callable[[], object],
        *,
        with_subject: bool,
    ) -> None:
        super().__init__()
        self.acts = PageActs(at, page, screen, flush)
        self.grid = self.acts.grid
        self.minutes = MinutesBar()
        acts = self.acts
        writers = acts.write_topic, acts.write_objective, acts.write_homework
        self.strip = ClassStrip(page, writers, self.minutes, with_subject=with_subject)
        self.panels = PagePanels(at, self.grid, screen, beside, flush, self.take_focus)
        self._nobody = label(_("There are no pupils in this class."), tone="muted")
        self._nobody.setContentsMargins(16, 10, 16, 10)
        self._lay_out()
        self.strip.refused.connect(self.panels.on_refused)
        self.strip.left.connect(self.take_focus)
        self.minutes.changed.connect(self.minutes_asked)
        self.minutes.left.connect(self.take_focus)
        self.grid.column_changed.connect(self._on_column_changed)
        self.grid.page_changed.connect(self._on_page_changed)

    @property
    def page(self) -> RegisterPage:
        """The page as it is now."""
        return self.grid.page

    @property
    def column(self) -> Column | None:
        """The lesson of its current column."""
        return self.acts.column()

    @property
    def natural_height(self) -> int:
        """How high the grid is with all pupils in sight."""
        return self.grid.tables.whole_height if self.page.rows else 0

    def lesson_at(self, hour: Column) -> LessonKey | None:
        """The lesson of this class in an hour."""
        found = column_at(self.page, hour.date, hour.slot)
        return found.key.lesson if found else None

    def follow(self, hour: Column) -> None:
        """Stand in the same hour as the class that keys come to."""
        key = key_at(self.page, hour.date, hour.slot)
        own = self.column
        if key is not None and (own is None or (own.date, own.slot) != (hour.date, hour.slot)):
            self.grid.go_to(key, self.grid.pupil)

    def go_to_edge(self, *, last: bool) -> None:
        """To the first pupil, or to the last one."""
        self.grid.cell_cursor.to_row(len(self.page.rows) - 1 if last else 0)

    def go_to(self, column: ColumnKey, pupil: int | None) -> bool:
        """To a cell of this page, if it is one."""
        found = self.grid.model.column_of(column) is not None
        known = pupil is None or self.grid.model.row_of(pupil) is not None
        return found and known and self.grid.go_to(column, pupil)

    def take_focus(self) -> None:
        """Keys go to the marks; without pupils, to the topic."""
        target = self.grid if self.page.rows else self.strip.topic
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_active(self, *, active: bool, folded: bool) -> None:
        """Say that keys come here; a folded card shows its rows without heads."""
        self.strip.show_current(current_one=active)
        self.grid.tables.set_resting(resting=not active, headless=folded)

    def show_share(self, share: MinuteShare, whole: int, proposal: MinuteShare) -> None:
        """The minutes of the hour."""
        self.minutes.show_share(share, whole, proposal)

    def flush(self) -> None:
        """Save whatever is being typed."""
        self.grid.flush()
        self.strip.save()
        self.minutes.flush()

    def unsaved(self) -> bool:
        """Whether something waits that the disk did not take."""
        return self.grid.keys.unsaved or self.strip.unsaved

    def end(self) -> None:
        """Nothing typed is left behind; listen no more."""
        self.strip.save()
        self.minutes.flush()
        self.panels.close()
        self.grid.close_page()

    def show_lesson(self) -> None:
        """The strip shows the lesson of the current column."""
        self.strip.show_column(self.page, self.column)

    def _lay_out(self) -> None:
        self.grid.tables.set_bare()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        parts = (self.strip, self.panels.trail.bar, self.grid, self._nobody, rule())
        for part in parts:
            column.addWidget(part)
        self.grid.setMinimumHeight(scaled(1))
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        filled = bool(self.page.rows)
        self.grid.setVisible(filled)
        self._nobody.setVisible(not filled)

    def _on_column_changed(self) -> None:
        self.show_lesson()
        self.went.emit()

    def _on_page_changed(self) -> None:
        self._show_emptiness()
        self.show_lesson()
