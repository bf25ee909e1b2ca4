"""The strip of a class in a combined hour: the class first, its lesson, and its minutes last."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.formats import class_words
from school_desk.i18n import _, current, ngettext
from school_desk.journal.model import Column, RegisterPage
from school_desk.school.model import Absence
from school_desk.ui.journal.lesson_strip import LessonStrip, Writer
from school_desk.ui.journal.minutes_bar import MinutesBar
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.labels import NameLabel, set_tone

_HEIGHT, _COMPACT = 54, 30
_LEAD, _LEAD_WITH_SUBJECT = 106, 150
_BAR = 4
_WIDE, _MINUTES, _FEWER_MINUTES = 1000, 290, 176


class ClassStrip(LessonStrip):
    """`current` is shown by a bar and a tint; the subject stands in it where the others differ."""

    def __init__(
        self,
        page: RegisterPage,
        writers: tuple[Writer, Writer, Writer],
        minutes: MinutesBar,
        *,
        with_subject: bool,
    ) -> None:
        head = page.head
        self._minutes = minutes
        self._current = False
        self._class = NameLabel(class_words(head.class_label), step="strong", weight="bold")
        self._subject = NameLabel(head.subject_names[current()] if with_subject else "")
        self.with_subject = with_subject
        super().__init__(*writers)
        set_tone(self._when, "muted")
        for line in (self.objective, self.homework):  # the words stand over the line
            line.setAccessibleName(line.placeholderText())
            line.setPlaceholderText("")
        self.setMinimumHeight(scaled(_HEIGHT))
        self.setAccessibleName(f"{self._class.text()} {head.subject_names[current()]}")

    def show_current(self, *, current_one: bool) -> None:
        """Say that keys come to this class, or not."""
        self._current = current_one
        self.setProperty("current", "true" if current_one else "false")
        self.style().unpolish(self)
        self.style().polish(self)
        set_tone(self._class, "accent" if current_one else "text")
        self.update()

    def caption_of(self, column: Column | None) -> str:
        """The name of the field; a topic that the plan gives says so."""
        if column is None:
            return _("Choose a lesson")
        return f"{_('Topic')} · {_('topic from the plan')}" if column.topic_planned else _("Topic")

    def presence_of(self, page: RegisterPage, column: Column | None) -> str:
        """How many there are in the class, and who is missing of them."""
        day = column.date if column else page.on
        there = [row for row in page.rows if day is None or row.there_on(day)]
        words = ngettext("{n} pupil", "{n} pupils", len(there)).format(n=len(there))
        lesson = column.key.lesson if column else None
        if column is None or lesson is None or not column.held:
            return words
        signs = [row.signs.get(lesson) for row in there]
        away = sum(sign is not None and sign.away for sign in signs)
        late = sum(sign is Absence.LATE for sign in signs)
        counts = ((_("{n} absent"), away), (_("{n} late"), late))
        return ", ".join((words, *(text.format(n=n) for text, n in counts if n)))

    def set_compact(self, *, compact: bool) -> None:
        """Class and topic only, where the window is small."""
        self.setMinimumHeight(scaled(_COMPACT if compact else _HEIGHT))
        for widget in (self.objective, self.homework, self._minutes, *self._captions, *self._lines):
            if widget is not None:
                widget.setVisible(not compact)
        self.present.setVisible(not compact)
        self._subject.setVisible(self.with_subject and not compact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow strip the words need the room more than the bar does."""
        super().resizeEvent(event)
        wide = self.width() >= scaled(_WIDE)
        self._minutes.setFixedWidth(scaled(_MINUTES if wide else _FEWER_MINUTES))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar of the class that keys come to."""
        super().paintEvent(event)
        if self._current:
            painter = QPainter(self)
            painter.fillRect(0, 0, scaled(_BAR), self.height(), QColor(current_tokens().accent))
            painter.end()

    def _add_first(self) -> None:
        lead = QWidget()
        lead.setFixedWidth(scaled(_LEAD_WITH_SUBJECT if self.with_subject else _LEAD))
        column = QVBoxLayout(lead)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.present = NameLabel("", step="caption", tone="muted")
        column.addStretch(1)
        for part in (self._class, self._subject, self.present):
            column.addWidget(part)
        self._subject.setVisible(self.with_subject)
        column.addStretch(1)
        self._row.addWidget(lead)

    def _add_last(self) -> None:
        self._row.addWidget(self._minutes, 0, Qt.AlignmentFlag.AlignVCenter)
