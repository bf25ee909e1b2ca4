"""What the keys do in the grid: digits collect, letters sign, arrows walk, nothing is searched."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from school_desk.errors import DeskError
from school_desk.journal.model import ColumnKey
from school_desk.journal.typing import YES_OR_NO, Digit, read_key
from school_desk.school.model import Absence
from school_desk.ui.journal.register_cells import text_of
from school_desk.ui.journal.register_cursor import RegisterCursor
from school_desk.ui.journal.register_layout import WORKS, Section
from school_desk.ui.journal.register_model import ComputedCellError, RegisterModel
from school_desk.ui.journal.register_typing import type_digit

WAIT_MS = 700

_Key = Qt.Key
_Mod = Qt.KeyboardModifier
_COMMANDS = _Mod.ControlModifier | _Mod.AltModifier | _Mod.MetaModifier
_ALT_GR = _Mod.ControlModifier | _Mod.AltModifier

# Key: rows and columns to walk, and whether Shift turns it back instead of stretching the block.
_STEPS = {
    _Key.Key_Down: (1, 0, False),
    _Key.Key_Up: (-1, 0, False),
    _Key.Key_Right: (0, 1, False),
    _Key.Key_Left: (0, -1, False),
    _Key.Key_Return: (1, 0, True),
    _Key.Key_Enter: (1, 0, True),
    _Key.Key_Tab: (0, 1, True),
    _Key.Key_Backtab: (0, 1, True),
}


class RegisterKeys(QObject):
    """Typing in the current cell. What waits is put on any other key, on leaving, after 700 ms."""

    typed_changed = Signal()
    ended = Signal(int)
    """Enter or an arrow past the last pupil (1) or before the first (-1): nothing moved."""

    def __init__(self, model: RegisterModel, cursor: RegisterCursor) -> None:
        super().__init__(model)
        self._model = model
        self._cursor = cursor
        self._waiting: str | None = None
        self._old: str | None = None
        self._editing = False
        self._unsaved = False
        self._may_repeat = False
        self._target: tuple[ColumnKey, int] | None = None
        self.has_caret = False
        self.rows_on_screen: Callable[[], int] = lambda: 1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.flush)
        cursor.moved.connect(self._on_moved)
        model.refused.connect(self._on_refused)

    @property
    def typed(self) -> str | None:
        """What stands in the current cell and is not saved yet."""
        return self._waiting

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means here; False leaves it to the window (Esc, F1, shortcuts)."""
        mods, text = event.modifiers(), event.text()
        writes = bool(text) and text.isprintable()
        if mods & _COMMANDS and not (writes and mods & _ALT_GR == _ALT_GR):
            return False
        if event.key() in _STEPS or event.key() in _JUMPS:
            return self._walk(_Key(event.key()), shift=bool(mods & _Mod.ShiftModifier))
        act = _ACTS.get(_Key(event.key())) if event.key() in _ACTS else None
        if act is not None:
            return act(self)
        if writes:
            self._type(text)
            return True
        return False

    @property
    def unsaved(self) -> bool:
        """Whether a text waits in its cell because the computer could not save it."""
        return self._waiting is not None and self._unsaved

    def flush(self) -> bool:
        """Put what waits; False when it was refused."""
        self._timer.stop()
        text, target = self._waiting, self._target
        self._waiting, self._editing = None, False
        if text is None:
            return True
        written = target is None or text == self._old or self._written(text)
        self._old = None
        self.typed_changed.emit()
        return written

    def edit(self) -> bool:
        """Show the caret behind what stands in the cell."""
        if self._editing or not self._aim():
            return True
        self._editing = True
        index = self._cursor.index
        self._old = self._waiting = text_of(self._model.cell(index.row(), index.column()))
        self._show_caret()
        return True

    def cancel(self) -> bool:
        """Forget what waits; False when nothing does."""
        self._timer.stop()
        had = self._waiting is not None
        self._waiting, self._old, self._editing, self.has_caret = None, None, False, False
        self._unsaved = False
        if had:
            self.typed_changed.emit()
        return had

    def erase(self) -> bool:
        """Take back a typed character, or empty the cell or the block."""
        if self._waiting is not None:
            self._waiting = self._waiting[:-1]
            if not self._waiting and not self._editing:
                self.cancel()
            self.typed_changed.emit()
            return True
        cells = self._block_cells()
        if not cells:
            self._model.refused.emit(ComputedCellError())
        else:
            self._model.clear_cells(cells)
        return True

    def _walk(self, key: Qt.Key, *, shift: bool) -> bool:
        if not self.flush():
            # Who was refused stays, to read why and to type it again.
            return True
        self.has_caret = False
        if key in _JUMPS:
            _JUMPS[key](self, shift)
        else:
            rows, columns, turns = _STEPS[key]
            back = -1 if turns and (shift or key is _Key.Key_Backtab) else 1
            stretch = shift and not turns
            moved = self._cursor.step(rows * back, columns * back, stretch=stretch)
            if rows and not moved and not stretch:
                self.ended.emit(rows * back)
        self.typed_changed.emit()
        return True

    def _page(self, direction: int, stretch: bool) -> None:  # noqa: FBT001  a row of _JUMPS
        self._cursor.step(direction * self.rows_on_screen(), 0, stretch=stretch)

    def _edge(self, last: bool, stretch: bool) -> None:  # noqa: FBT001  a row of _JUMPS
        self._cursor.to_edge(last=last, stretch=stretch)

    def _type(self, text: str) -> None:
        if text.isspace():
            return
        if self._unsaved:  # typed anew, not on
            self.cancel()
        said = read_key(text, self._model.letters.understood)
        if self._editing:
            self._waiting = f"{self._waiting}{said.value if isinstance(said, Digit) else text}"
            self.typed_changed.emit()
        elif not self._aim():
            self._model.refused.emit(ComputedCellError())
        elif self._section().words or (self._section().achieved and text in YES_OR_NO):
            self.flush()
            self._put(YES_OR_NO.get(text, text))
        elif isinstance(said, Digit):
            self._type_digit(said.value)
        else:
            self.flush()
            self._put(self._letter(said) if said else text)

    def _type_digit(self, digit: int) -> None:
        section = self._section()
        typed = type_digit(
            self._waiting or "", digit, top=section.top, collects=section.kind in WORKS
        )
        self._timer.stop()
        self._waiting = None
        for text in typed.ready:
            self._put(text)
        if typed.waiting:
            self._waiting = typed.waiting
            self._timer.start()
        self._show_caret()

    def _put(self, text: str) -> None:
        if self._target is not None:
            self._written(text)

    def _written(self, text: str) -> bool:
        """Put a text; what the computer refuses stays in the cell, so that Enter repeats it."""
        if self._target is None:
            return False
        self._may_repeat = False
        written = self._model.put(*self._target, text)
        self._unsaved = not written and self._may_repeat
        if self._unsaved:
            self._waiting = text
        return written

    def _on_refused(self, error: DeskError) -> None:
        self._may_repeat = error.worth_repeating

    def _letter(self, absence: Absence) -> str:
        return self._model.letters.shown[absence]

    def _section(self) -> Section:
        return self._model.sections[self._cursor.index.column()]

    def _aim(self) -> bool:
        """Remember the cell by what it is: rows and columns may move while something waits."""
        key, pupil = self._cursor.key, self._cursor.pupil
        self._target = None if key is None or pupil is None else (key, pupil)
        return self._target is not None

    def _show_caret(self) -> None:
        self.has_caret = True
        self.typed_changed.emit()

    def _block_cells(self) -> list[tuple[ColumnKey, int]]:
        rows, columns = self._cursor.block()
        keys = [self._model.sections[column].key for column in columns]
        return [
            (key, self._model.pupil_row(row).pupil.id)
            for row in rows
            for key in keys
            if key is not None
        ]

    def _on_moved(self) -> None:
        had_caret, self.has_caret = self.has_caret, False
        if not self.flush():  # refused: it belongs to the cell that was left
            self.cancel()
        if had_caret:
            self.typed_changed.emit()


_ACTS: dict[Qt.Key, Callable[[RegisterKeys], bool]] = {
    _Key.Key_Backspace: RegisterKeys.erase,
    _Key.Key_Delete: RegisterKeys.erase,
    _Key.Key_Escape: RegisterKeys.cancel,
}
_JUMPS: dict[Qt.Key, Callable[[RegisterKeys, bool], None]] = {
    _Key.Key_PageDown: lambda keys, shift: keys._page(1, shift),  # noqa: SLF001
    _Key.Key_PageUp: lambda keys, shift: keys._page(-1, shift),  # noqa: SLF001
    _Key.Key_Home: lambda keys, shift: keys._edge(False, shift),  # noqa: SLF001
    _Key.Key_End: lambda keys, shift: keys._edge(True, shift),  # noqa: SLF001
}
