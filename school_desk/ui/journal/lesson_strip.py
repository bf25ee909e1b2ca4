"""The strip over the grid: the lesson of the current column, its topic, objective, homework."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QWidget

from school_desk.errors import DeskError
from school_desk.formats import day_and_weekday, number
from school_desk.i18n import _
from school_desk.journal.model import Column, RegisterPage
from school_desk.school.model import Absence, LessonKey
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.strip import Strip

SAVE_AFTER_MS = 2000

Writer = Callable[[LessonKey, str], object]


class LessonLine(QLineEdit):
    """A text of a lesson: saves two seconds after the last key and on leaving."""

    refused = Signal(object)

    def __init__(self, placeholder: str, write: Writer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", "true")
        self.setPlaceholderText(placeholder)
        self._write = write
        self._lesson: LessonKey | None = None
        self._saved = ""
        self._unsaved = False
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self.save)

    def show_lesson(self, lesson: LessonKey | None, text: str) -> None:
        """Show another lesson's text (or what is kept of this one now)."""
        if lesson != self._lesson:
            self.save()
        elif self._timer.isActive() or self._unsaved:
            return
        self._lesson, self._saved, self._unsaved = lesson, text, False
        self.setEnabled(lesson is not None)
        if self.text().strip() != text:  # a space at the end may be the beginning of a word
            self.setText(text)
            self.setCursorPosition(0)
        self.setToolTip(text)

    @property
    def unsaved(self) -> bool:
        """Whether the line holds words that the computer could not save."""
        return self._unsaved

    def save(self) -> bool:
        """Write what was typed, if it differs; False when it was refused, and stays in the line."""
        self._timer.stop()
        self._unsaved = False
        if self._lesson is None or self.text().strip() == self._saved:
            return True
        try:
            self._write(self._lesson, self.text())
            self._saved = self.text().strip()
        except DeskError as error:
            self._unsaved = error.worth_repeating
            self.refused.emit(error)
            return False
        return True

    def _on_edited(self, _text: str) -> None:
        self._timer.start()


class LessonStrip(Strip):
    """Emits `left` when Enter or Esc should lead back to the grid."""

    left = Signal()
    refused = Signal(object)

    def __init__(
        self, topic: Writer, objective: Writer, homework: Writer, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Lesson"), parent)
        self._when = label("", step="caption", tone="accent", weight="medium")
        self.topic = LessonLine(_("Type the topic (Ctrl+T)"), topic)
        self.objective = LessonLine(_("Learning objective"), objective)
        self.homework = LessonLine(_("Homework"), homework)
        self.present: QLabel = label("", weight="medium")
        self.present.setMinimumHeight(self.topic.sizeHint().height())
        self._column: Column | None = None
        self._captions: list[QLabel] = []
        self._lines: list[QFrame | None] = []
        self._add_first()
        self._add(self._when, self.topic, 5)
        self._add(label(_("Learning objective"), step="caption", tone="muted"), self.objective, 3)
        self._add(label(_("Homework"), step="caption", tone="muted"), self.homework, 3)
        self._add_last()
        for line in self.lines:
            line.refused.connect(self.refused)
            line.installEventFilter(self)

    @property
    def lines(self) -> tuple[LessonLine, LessonLine, LessonLine]:
        """Topic, objective, homework."""
        return self.topic, self.objective, self.homework

    def show_column(self, page: RegisterPage, column: Column | None) -> None:
        """Show the lesson of a column; None: no lesson is current."""
        self.present.setText(self.presence_of(page, column))
        if column is not None and column is self._column:  # only marks have changed
            return
        self._column = column
        lesson = column.key.lesson if column else None
        self._when.setText(self.caption_of(column))
        self.topic.show_lesson(lesson, column.topic if column else "")
        self.objective.show_lesson(lesson, column.objective if column else "")
        self.homework.show_lesson(lesson, column.homework if column else "")

    @property
    def unsaved(self) -> bool:
        """Whether one of the lines holds words that the computer could not save."""
        return any(line.unsaved for line in self.lines)

    def save(self) -> bool:
        """Write whatever is typed and not yet saved; False when something was refused."""
        saved = [line.save() for line in self.lines]
        return all(saved)

    def caption_of(self, column: Column | None) -> str:
        """What stands over the topic."""
        return _when(column) if column else _("Choose a lesson")

    def presence_of(self, page: RegisterPage, column: Column | None) -> str:
        """Who was in the lesson."""
        return _present(page, column) if column else ""

    def set_compact(self, *, compact: bool) -> None:
        """Only topic and counts where the window is small."""
        self.setMinimumHeight(scaled(28 if compact else 46))
        folded = (self.objective, self.homework, *self._captions[1:3], *self._lines[1:3])
        for widget in folded:
            if widget is not None:
                widget.setVisible(not compact)
        for caption in (self._captions[0], self._captions[3]):
            caption.setVisible(not compact)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc lead back to the grid; what was typed is saved on leaving."""
        if event.type() == QEvent.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                if self.save() or key == Qt.Key.Key_Escape:
                    self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _add_first(self) -> None:
        """Nothing stands before the topic."""

    def _add_last(self) -> None:
        self._add(label(_("In the lesson"), step="caption", tone="muted"), self.present, 0)

    def _add(self, caption: QLabel, widget: QWidget, stretch: int) -> None:
        self._captions.append(caption)
        self._lines.append(self.add_captioned(caption, widget, stretch=stretch))


def _when(column: Column) -> str:
    when = _("{day} · lesson {slot}").format(
        day=day_and_weekday(column.date), slot=number(column.slot)
    )
    planned = _("topic from the plan")
    return f"{when} · {planned}" if column.topic_planned else when


def _present(page: RegisterPage, column: Column) -> str:
    """Who was there; until someone says that the lesson was held, nobody knows."""
    lesson = column.key.lesson
    there = [row for row in page.rows if row.there_on(column.date)]
    found = [row.signs.get(lesson) for row in there] if lesson else []
    signs = [sign for sign in found if sign is not None]
    away = sum(sign.away for sign in signs)
    late = sum(sign is Absence.LATE for sign in signs)
    if not column.held:
        return _("Not taken: Ctrl+Enter")
    words = [
        _("{n} present").format(n=len(there) - away),
        _("{n} absent").format(n=away),
        _("{n} late").format(n=late),
    ]
    counts = (1, away, late)
    return " · ".join(word for word, count in zip(words, counts, strict=True) if count)
