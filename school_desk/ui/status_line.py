"""The quiet line at the bottom: what is saved, what runs, what was refused, which keys help."""

from collections.abc import Mapping, Sequence
from time import monotonic

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from school_desk.i18n import _
from school_desk.ui.actions import action
from school_desk.ui.messages import Saving, Tone, progress_sentence, time_left_sentence
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.gauge import Gauge
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.key_hint import KeyHint
from school_desk.ui.widgets.labels import Tone as LabelTone
from school_desk.ui.widgets.labels import label, set_tone

_SHOWN_MS = 12_000
_GAP = 14
_ESTIMATE_AFTER_S = 5.0
_LOOKS = {
    Tone.QUIET: ("info", "accent"),
    Tone.WARN: ("warn", "warn"),
    Tone.DANGER: ("warn", "danger"),
}
_TONES: dict[Tone, LabelTone] = {Tone.QUIET: "text", Tone.WARN: "warn", Tone.DANGER: "danger"}


class StatusLine(QFrame):
    """`stop_asked` when the person wants the long job to end."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "status")
        self.setAccessibleName(_("Status line"))
        self.setMinimumHeight(scaled(26))
        self._saving = _(Saving.SAVED.value)
        self._icon = IconLabel("check", "accent")
        self._sentence = label(self._saving)
        self._exchange = label(tone="muted")
        self._hints = QHBoxLayout()
        self._hinted: tuple[tuple[str, str], ...] = ()
        self._job = JobLine()
        self._job.stop_asked.connect(self.stop_asked)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(_SHOWN_MS)
        self._back.timeout.connect(self.show_quiet)
        self._lay_out()

    @property
    def sentence(self) -> str:
        """What the line says now."""
        return self._sentence.text()

    def show_saving(self, sentence: str) -> None:
        """Say where the last key press is: what was said before is over."""
        said = self._sentence.text() == sentence and not self._back.isActive()
        self._saving = sentence
        if not said:  # after most keys the line says already what it has to say
            self.show_quiet()

    @property
    def exchange(self) -> str:
        """What the line says of the exchange with other computers."""
        return self._exchange.text()

    def show_exchange(self, words: str) -> None:
        """How the exchange stands, quietly, beside what is saved."""
        if self._exchange.text() != words:
            self._exchange.setText(words)
            self._fit_hints()

    def say(self, sentence: str, tone: Tone = Tone.QUIET) -> None:
        """Say one sentence for a while, in place of what is saved; an empty one ends it."""
        if not sentence:
            self.show_quiet()
            return
        self._back.start()
        icon, role = _LOOKS[tone]
        self._icon.show_icon(icon, role)
        self._sentence.setText(sentence)
        set_tone(self._sentence, _TONES[tone])
        self._give_room(speaking=True)

    def show_quiet(self) -> None:
        """Go back to what is saved."""
        self._back.stop()
        self._icon.show_icon("check", "accent")
        self._sentence.setText(self._saving)
        set_tone(self._sentence, "text")
        self._give_room(speaking=False)

    def show_hints(self, action_ids: Sequence[str], names: Mapping[str, str] | None = None) -> None:
        """The keys worth knowing here; `names` for those that mean something else here."""
        wanted = tuple(
            (one.key_text, (names or {}).get(one.id, one.title)) for one in map(action, action_ids)
        )
        if wanted == self._hinted:
            return
        self._hinted = wanted
        _empty(self._hints)
        for key, words in wanted:
            self._hints.addWidget(KeyHint(key, words))

    def show_job(self, title: str) -> None:
        """A long job has begun."""
        self._job.begin(title)

    def show_progress(self, done: int, total: int) -> None:
        """It has come this far."""
        self._job.show_progress(done, total)

    def end_job(self) -> None:
        """It is over."""
        self._job.hide()

    def event(self, event: QEvent) -> bool:
        # What was just put into a layout has no size yet: Qt says when it has.
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit_hints()
        return super().event(event)

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 1, 12, 1)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._sentence)
        row.addWidget(self._exchange)
        row.addStretch(1)
        row.addWidget(self._job)
        self._hints.setSpacing(_GAP)
        row.addLayout(self._hints)

    def _give_room(self, *, speaking: bool) -> None:
        """A refusal is read whole: it takes the line and wraps where the window is small."""
        self._sentence.setWordWrap(speaking)
        self._row.setStretchFactor(self._sentence, 1 if speaking else 0)
        self._row.setStretch(self._row.indexOf(self._exchange) + 1, 0 if speaking else 1)
        self._fit_hints()

    def _fit_hints(self) -> None:
        """As many keys as stand whole beside what is saved and what runs, the first first."""
        left = self.width() - self._sentence.sizeHint().width() - self._icon.width() - 3 * _GAP
        speaking = self._back.isActive()  # a sentence that is said wraps beside the keys
        if self._job.isVisibleTo(self):
            left -= self._job.sizeHint().width() + _GAP
        wanted = self._exchange.sizeHint().width() + _GAP
        self._exchange.setVisible(bool(self._exchange.text()) and not speaking and wanted < left)
        if self._exchange.isVisibleTo(self):
            left -= wanted
        for index in range(self._hints.count()):
            hint = _widget_at(self._hints, index)
            if hint is not None:
                left -= hint.sizeHint().width() + _GAP
                hint.setVisible(speaking or left > 0)


class JobLine(QWidget):
    """Title, count, time left after five seconds, a bar and the stop."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(10)
        self._sentence: QLabel = label(tone="muted")
        self._gauge = Gauge(0, 1, _("Progress"))
        self._gauge.setFixedWidth(scaled(100))
        stop = Button(_("Stop"), key="Esc", role="link", height=22)
        stop.clicked.connect(self.stop_asked)
        for widget in (self._sentence, self._gauge, stop):
            row.addWidget(widget)
        self._title = ""
        self.begun = 0.0
        self.hide()

    @property
    def sentence(self) -> str:
        """What the line says now."""
        return self._sentence.text()

    def begin(self, title: str) -> None:
        """Show a job of which nothing is done yet."""
        self._title, self.begun = title, monotonic()
        self._sentence.setText(title)
        self._gauge.set_progress(0, 1)
        self.show()

    def show_progress(self, done: int, total: int, now: float | None = None) -> None:
        """Count, and after five seconds what is left of the time."""
        spent = (monotonic() if now is None else now) - self.begun
        words = [progress_sentence(self._title, done, total)]
        if spent >= _ESTIMATE_AFTER_S and 0 < done < total:
            words.append(time_left_sentence(spent / done * (total - done)))
        self._sentence.setText(" · ".join(words))
        self._gauge.set_progress(done, total)


def _empty(row: QHBoxLayout) -> None:
    while (item := row.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _widget_at(row: QHBoxLayout, index: int) -> QWidget | None:
    item = row.itemAt(index)
    return item.widget() if item is not None else None
