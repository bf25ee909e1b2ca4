"""The copy assistant (Ctrl+Shift+C): one key copies the next value of a column and ticks it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.events import Committed
from school_desk.formats import class_words
from school_desk.i18n import _, current, ngettext, translator
from school_desk.journal.carry_rules import (
    CarryLine,
    CarrySheet,
    CarryState,
    Target,
    TargetKind,
    as_lines,
)
from school_desk.ui.journal.carry_words import (
    change_words,
    choices,
    shown,
    state_words,
    target_words,
)
from school_desk.ui.journal.cleared import cleared
from school_desk.ui.journal.register_grid import RegisterGrid
from school_desk.ui.on_screen import OnScreen
from school_desk.ui.screen import Place
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.row_button import RowButton
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.side_panel import SidePanel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

REST_MS = 60
ROW = 26
FEWEST_ROWS = 3
LOW = 430
HEADS = (N_("Surname, given name"), N_("Value"), N_("Carried over"))
_WIDTHS = (168, 44)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_FLOATING = Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint


class CarryTable(LineTable):
    """The pupils of a column; its few keys are its own, whatever the window does with them."""

    def __init__(
        self, acts: Mapping[tuple[int, Qt.KeyboardModifier], Callable[[], object]]
    ) -> None:
        super().__init__(_("Pupils and what is carried over"))
        self._acts = acts
        self.moved = False
        self.verticalHeader().setMinimumSectionSize(8)
        self.verticalHeader().setDefaultSectionSize(scaled(ROW))
        self.horizontalHeader().hide()
        self.setMinimumHeight(scaled(ROW) * FEWEST_ROWS)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """A few rows are wanted; the panel gives what room it has."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+C from the grid while the assistant is at work."""
        asked = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and self._act(cast("QKeyEvent", event)) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act(event)
        if act is not None:
            act()
            return
        self.moved = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self._acts.get((event.key(), modifiers))


class CarryPanel(SidePanel):
    """Follows the current column of a grid; can stand over other windows, beside a browser."""

    place_asked = Signal(object)

    def __init__(self, at: WorkPlace, grid: RegisterGrid, parent: QWidget | None = None) -> None:
        super().__init__(_("Copy assistant"), parent=parent)
        self._at = at
        self._grid = grid
        self._letters = grid.model.letters.shown
        self._sheet: CarrySheet | None = None
        self._acting = False
        self._ticked: list[tuple[Target, int, str | None]] = []
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.refresh)
        self._lay_out()
        grid.column_changed.connect(self._on_column)
        grid.page_changed.connect(self._rest.start)
        here = OnScreen(self)
        self._unsubscribe = at.desk.events.subscribe(Committed, here.handler(self._on_change))

    def end(self) -> None:
        """Listen no more, and leave no window behind."""
        self._unsubscribe()
        if self.isWindow():
            self.dock()
        self.hide()

    @property
    def sheet(self) -> CarrySheet | None:
        """The column as it stands."""
        return self._sheet

    def refresh(self) -> None:
        """Read the column again; the current line stays."""
        target = self.target.currentData()
        if self.isHidden() or not isinstance(target, Target):
            return
        here = self.table.currentIndex().row()
        same = self._sheet is not None and self._sheet.target == target
        self._sheet = self._at.desk.carry.sheet(self._grid.page, target)
        self._show_sheet(here if same else -1)
        self._show_changes()

    def copy_next(self) -> None:
        """Copy the value of the current line (else the next that waits), tick it, go on."""
        sheet, row = self._sheet, self._row_to_copy()
        if sheet is None:
            return
        if row is None:
            self._say_big("", _("Everything of this column is carried over."))
            return
        line = sheet.lines[row]
        if not self._tick({line.pupil.id: line.value}):
            return
        self._ticked.append((sheet.target, line.pupil.id, line.carried))
        QGuiApplication.clipboard().setText(self._text(line.value))
        self._say_copied(line)
        self._go_on(row)

    def take_back(self) -> None:
        """Take the last tick back, as if that value had not been carried over."""
        if not self._ticked:
            self._at.messages.say(_("There is no tick to take back here."))
            return
        target, pupil, before = self._ticked.pop()
        page = self._grid.page
        if self._attempt(lambda: self._at.desk.carry.tick(page, target, {pupil: before})):
            row = page.row_of(pupil)
            name = row.pupil.name.listed if row else ""
            self._say(_("The tick was taken back: {name}.").format(name=name))
            self._stand_on(pupil)

    def tick_all(self) -> None:
        """Note the whole column as carried over, in one step."""
        if self._sheet is None:
            return
        values = {line.pupil.id: line.value for line in self._sheet.waiting}
        if values and self._tick(values):
            self._ticked.clear()
            count = len(values)
            text = ngettext("{n} value is ticked.", "{n} values are ticked.", count)
            self._say(text.format(n=count))

    def copy_all(self) -> None:
        """Copy the whole column, a line for each pupil; ticks nothing."""
        if self._sheet is None:
            return
        text = as_lines(self._sheet.lines, self._letters, translator(current()))
        QGuiApplication.clipboard().setText(text)
        count = len(self._sheet.lines)
        said = ngettext("{n} line is copied.", "{n} lines are copied.", count).format(n=count)
        hint = _("Shift+Enter ticks them all.")
        self._say(f"{said} {hint}")

    def take_focus(self) -> None:
        """The keys work in the list of pupils."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def float_over_all(self, *, floating: bool) -> None:
        """Stand over every window, so that the other register can be typed in beside it."""
        if floating:
            self.setWindowFlags(_FLOATING)
            self.setWindowTitle(_("Copy assistant"))
            self.on_top.set_words(_("Back into the window"))
        else:
            self.dock()
        self.show()
        self.take_focus()

    def dock(self) -> None:
        """Be a part of the page again, out of sight."""
        self.setWindowFlags(Qt.WindowType.Widget)
        self.on_top.set_words(_("Keep over all windows"))

    def showEvent(self, event: QShowEvent) -> None:
        """Come up with the column of now."""
        super().showEvent(event)
        self._sheet = None  # begin with what waits, wherever one was before
        self._offer()
        self._say_big("", _("Press Space, then paste in the other register (Ctrl+V)."))
        self.refresh()
        self._show_other_pages()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window keeps the pupils in sight; the quieter acts still have their keys."""
        super().resizeEvent(event)
        low = self.height() < scaled(LOW)
        for button in self.quieter:
            button.setHidden(low)
        self.body.setSpacing(4 if low else 8)
        self.table.scrollTo(self.table.currentIndex())

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross of the floating window means: put it away."""
        self.closed.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, also where the assistant is a window of its own."""
        if event.key() == Qt.Key.Key_Escape and self.isWindow():
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.target = QComboBox()
        self.target.setAccessibleName(_("What is carried over"))
        self.target.activated.connect(self._on_target)
        self.big = label("", step="greeting", tone="accent", weight="bold")
        self.told = label("", wrap=True)
        self.following = label("", tone="muted", wrap=True)
        self.model = RowsModel(HEADS, self)
        self.table = CarryTable(
            {
                (Qt.Key.Key_Space, _PLAIN): self.copy_next,
                **{(key, _PLAIN): self.copy_next for key in _ENTER},
                **{(key, _SHIFT): self.tick_all for key in _ENTER},
                (Qt.Key.Key_Backspace, _PLAIN): self.take_back,
                (Qt.Key.Key_C, _CONTROL): self.copy_all,
            }
        )
        self.table.setModel(self.model)
        # The list takes the room that is left, so that only it scrolls and every act is in sight.
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.setSpacing(8)
        self.body.addWidget(self.target)
        self.body.addWidget(self._well())
        self.body.addWidget(self.table, 100)
        self.changes = QVBoxLayout()
        self.others = QVBoxLayout()
        for part in (self.changes, self.others):
            part.setSpacing(2)
            self.body.addLayout(part)
        self._add_buttons()
        self.body.addStretch(1)

    def _well(self) -> QFrame:
        """What was copied just now in large type, and who comes next."""
        well = QFrame()
        well.setProperty("panel", "well")
        well.setMinimumHeight(scaled(60))
        line = QHBoxLayout(well)
        line.setContentsMargins(14, 8, 14, 8)
        line.setSpacing(14)
        line.addWidget(self.big)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addStretch(1)
        column.addWidget(self.told)
        column.addWidget(self.following)
        column.addStretch(1)
        line.addLayout(column, 1)
        return well

    def _add_buttons(self) -> None:
        """The one act of the panel, and quieter ones under it; each says its key."""
        self.on_top = Button(_("Keep over all windows"), role="link", height=26)
        quieter = (
            (_quiet(_("Take the tick back"), "Backspace"), self.take_back),
            (_quiet(_("Tick the whole column"), "Shift+Enter"), self.tick_all),
            (_quiet(_("Copy the whole column"), "Ctrl+C"), self.copy_all),
        )
        self.quieter = tuple(button for button, _act in quieter)
        acts = (
            (Button(_("Copy the next one"), key=_("Space"), role="primary"), self.copy_next),
            *quieter,
            (self.on_top, lambda: self.float_over_all(floating=not self.isWindow())),
        )
        column = QVBoxLayout()
        column.setSpacing(2)
        for button, act in acts:
            button.clicked.connect(act)
            column.addWidget(button)
        self.body.addLayout(column)

    def _offer(self, wanted: Target | None = None) -> None:
        """The targets of the current column, then works and the marks of the period."""
        before = self.target.currentData()
        found = choices(self._grid.page, self._grid.column)
        self.target.clear()
        for one in found:
            self.target.addItem(target_words(self._grid.page, one), one)
        self.target.setCurrentIndex(_place(found, before, wanted))

    def _on_column(self) -> None:
        if not self.isHidden():
            self._offer()
            self._rest.start()

    def _on_target(self) -> None:
        self._say_big("", "")
        self.refresh()
        self.take_focus()

    def _on_change(self, change: Committed) -> None:
        if not any(one.table == "carried" for one in change.changes):
            return
        if not self._acting:  # taken back or done again: what the panel said is no longer so
            self._say_big("", "")
        self.refresh()

    def _show_sheet(self, here: int) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        voice = translator(current())
        rows = [
            Row(
                line.pupil.id,
                (
                    line.pupil.name.listed,
                    shown(line.value, self._letters, voice),
                    state_words(line, self._letters, voice),
                ),
            )
            for line in sheet.lines
        ]
        self.model.show_rows(rows)
        self.table.setMaximumHeight(scaled(ROW) * max(FEWEST_ROWS, len(rows)) + 2)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, scaled(width))
        row = here if 0 <= here < len(rows) else sheet.next_line()
        self._select(0 if row is None else row)
        done = sum(line.state is CarryState.DONE for line in sheet.lines)
        total = done + len(sheet.waiting)
        counted = _("{done} of {total} carried over").format(done=done, total=total)
        self.subtitle.setText(f"{class_words(self._grid.page.head.class_label)} · {counted}")
        self._show_following()

    def _show_following(self) -> None:
        """Who comes next, and with which value."""
        sheet = self._sheet
        if sheet is None:
            return
        row = self.table.currentIndex().row()
        waits = 0 <= row < len(sheet.lines) and sheet.lines[row].waits
        place = row if waits else sheet.next_line(row)
        if place is None:
            self.following.setText(
                _("Everything of this column is carried over.")
                if sheet.begun
                else _("There is nothing to carry over here.")
            )
            self.following.setHidden(bool(self.told.text()) and not self.big.text())
            return
        line = sheet.lines[place]
        value = shown(line.value, self._letters, translator(current()))
        facts = {"name": line.pupil.name.listed, "value": value}
        self.following.setText(_("Next: {name}, {value}").format(**facts))
        self.following.show()

    def _show_changes(self) -> None:
        """What has changed on this page since it was carried over, other columns included."""
        cleared(self.changes)
        found = self._at.desk.carry.changed(self._grid.page)
        changed = [one for one in found if one.line.state is CarryState.CHANGED]
        # What waits in this column stands in the list above.
        here = self._sheet.target if self._sheet else None
        late = sum(one not in changed and one.target != here for one in found)
        if changed:
            title = _("Changed since it was carried over")
            self.changes.addSpacing(8)
            self.changes.addWidget(label(title, step="strong", wrap=True))
        voice = translator(current())
        for one in changed:
            words = change_words(self._grid.page, one, self._letters, voice)
            self.changes.addWidget(self._row(words, partial(self._visit, one.target)))
        if late:
            text = ngettext(
                "{n} value more is not carried over yet.",
                "{n} values more are not carried over yet.",
                late,
            )
            self.changes.addWidget(label(text.format(n=late), tone="muted", wrap=True))

    def _show_other_pages(self) -> None:
        """The other pages of this teacher on which something has changed."""
        cleared(self.others)
        head = self._grid.page.head
        desk = self._at.desk
        found = desk.carry.changed_for(desk.account.id, head.period.term)
        pages = [
            one for one in found if (one.head.group, one.head.subject) != (head.group, head.subject)
        ]
        if not pages:
            return
        self.others.addSpacing(8)
        self.others.addWidget(label(_("On other pages"), step="strong"))
        for one in pages:
            place = Place("register", (one.head.group, one.head.subject, one.head.period.term))
            name = f"{class_words(one.head.class_label)} · {one.head.subject_names[current()]}"
            words = f"{name}: {len(one.changes)}"
            self.others.addWidget(self._row(words, partial(self.place_asked.emit, place)))

    def _row(self, words: str, act: Callable[[], object]) -> RowButton:
        row = RowButton(words)
        column = QVBoxLayout(row)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(label(words, wrap=True))
        row.clicked.connect(act)
        return row

    def _visit(self, target: Target) -> None:
        """Go to the column of a change."""
        self._grid.go_to(target.key, self._grid.pupil)
        self._offer(target)
        self.refresh()
        self.take_focus()

    def _row_to_copy(self) -> int | None:
        sheet, row = self._sheet, self.table.currentIndex().row()
        if sheet is None:
            return None
        here = 0 <= row < len(sheet.lines)
        chosen = here and (sheet.lines[row].waits or (self.table.moved and sheet.lines[row].value))
        return row if chosen else sheet.next_line(row)

    def _go_on(self, row: int) -> None:
        """To the next value that waits, from the line that was copied."""
        self.table.moved = False
        following = self._sheet.next_line(row) if self._sheet else None
        self._select(row if following is None else following)
        self._show_following()

    def _stand_on(self, pupil: int) -> None:
        self._select(self.model.row_of(pupil))
        self._show_following()

    def _select(self, row: int) -> None:
        index = self.model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.table.scrollTo(index)

    def _tick(self, values: Mapping[int, str | None]) -> bool:
        page, sheet = self._grid.page, self._sheet
        return sheet is not None and self._attempt(
            lambda: self._at.desk.carry.tick(page, sheet.target, values)
        )

    def _attempt(self, act: Callable[[], object]) -> bool:
        self._acting = True
        try:
            act()
        except DeskError as refusal:
            self._at.messages.refuse(refusal)
            return False
        finally:
            self._acting = False
        return True

    def _say_copied(self, line: CarryLine) -> None:
        value = shown(line.value, self._letters, translator(current()))
        name = line.pupil.name.listed
        self._say_big(value, _("{name}: copied").format(name=name))
        self._at.messages.say(_("Copied: {name}, {value}").format(name=name, value=value))

    def _say(self, sentence: str) -> None:
        """In the panel, and in the status line, where the copy before must not stay."""
        self._say_big("", sentence)
        self._at.messages.say(sentence)

    def _say_big(self, value: str, sentence: str) -> None:
        self.big.setText(value)
        self.big.setVisible(bool(value))
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        self._show_following()

    def _text(self, value: str) -> str:
        return (
            as_lines(
                (CarryLine(self._sheet.lines[0].pupil, value),),
                self._letters,
                translator(current()),
            )
            if self._sheet
            else ""
        )


def _quiet(words: str, key: str) -> Button:
    return Button(words, key=key, role="link", height=26)


def _place(found: Sequence[Target], before: object, wanted: Target | None) -> int:
    """What is asked for; else attendance stays attendance, and anything else is this column."""
    if wanted in found:
        return found.index(cast("Target", wanted))
    signs = isinstance(before, Target) and before.kind is TargetKind.ATTENDANCE
    here = (n for n, one in enumerate(found) if one.kind is TargetKind.ATTENDANCE)
    return next(here, 0) if signs else 0
