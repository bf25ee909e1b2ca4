"""A line for a password: show it, and see what the keyboard really types."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from school_desk.i18n import _
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import Tone, label, set_tone

_LAYOUTS = {
    QLocale.Language.Kazakh: "ҚАЗ",
    QLocale.Language.Russian: "РУС",
    QLocale.Language.English: "ENG",
}
_GAP = 8


class PasswordLine(QLineEdit):
    """A hidden line; its word at the right shows it. `watched` when there is something to tell."""

    watched = Signal()

    def __init__(self, *, shown: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caps_lock = False
        self._layout_name = label(step="caption", tone="muted")
        self._layout_name.setParent(self)
        self._layout_name.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._layout_name.setAccessibleName(_("Keyboard layout"))
        self._words = {False: _("Show"), True: _("Hide")}
        self._toggle = {word: self._button(word) for word in self._words.values()}
        self.show_password(shown=shown)
        self.textChanged.connect(self.watched)
        method = QGuiApplication.inputMethod()
        method.localeChanged.connect(self._name_layout)
        self._name_layout()

    @property
    def shown(self) -> bool:
        """Whether the password can be read."""
        return self.echoMode() == QLineEdit.EchoMode.Normal

    def show_password(self, *, shown: bool) -> None:
        """Let the password be read, or hide it."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        for word, button in self._toggle.items():
            button.setVisible(word == self._words[shown])
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._watch_caps(event)
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _button(self, word: str) -> Button:
        button = Button(word, role="link", height=22, parent=self)
        button.clicked.connect(self._on_toggled)
        return button

    def _on_toggled(self) -> None:
        self.show_password(shown=not self.shown)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _watch_caps(self, event: QKeyEvent) -> None:
        """Qt does not tell about Caps Lock: a capital without Shift does."""
        text = event.text()
        if len(text) != 1 or text.lower() == text.upper():
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.caps_lock = text.isupper() != shifted

    def _name_layout(self) -> None:
        language = QGuiApplication.inputMethod().locale().language()
        self._layout_name.setText(_LAYOUTS.get(language, ""))
        self._arrange()

    def _arrange(self) -> None:
        button = self._toggle[self._words[self.shown]]
        button.adjustSize()
        self._layout_name.adjustSize()
        right = self.width() - button.width() - 4
        button.move(right, (self.height() - button.height()) // 2)
        right -= self._layout_name.width() + _GAP // 2
        self._layout_name.move(right, (self.height() - self._layout_name.height()) // 2)
        self.setTextMargins(0, 0, self.width() - right, 0)


class PasswordField(Field):
    """A password under its caption, with what the keyboard does told under it."""

    def __init__(
        self, caption: str, *, shown: bool = False, rule: str = "", parent: QWidget | None = None
    ) -> None:
        self.line = PasswordLine(shown=shown)
        super().__init__(caption, self.line, parent)
        self._rule = rule
        self._advice = ""
        self._hint = label(rule, tone="muted", wrap=True)
        self._icon = IconLabel("warn", "warn")
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(6))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._hint, 1)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._row)
        self.line.watched.connect(self._tell)
        self.line.textEdited.connect(lambda _text: self.advise(""))
        self._tell()

    @property
    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    @property
    def hint(self) -> str:
        """What is told under the line."""
        return self._hint.text()

    def advise(self, sentence: str) -> None:
        """Tell this until the next key."""
        self._advice = sentence
        self._tell()

    def _tell(self) -> None:
        sentence, tone = self._told()
        self._icon.setVisible(tone == "warn")
        self._hint.setText(sentence)
        set_tone(self._hint, tone)
        self._row.setVisible(bool(sentence))

    def _told(self) -> tuple[str, Tone]:
        if self.line.caps_lock and self.text:
            return _("Caps Lock is on."), "warn"
        if self._advice:
            return self._advice, "muted"
        if not self.line.shown and has_cyrillic(self.text):
            return _("Kazakh or Russian letters are being typed."), "muted"
        return self._rule, "muted"


def has_cyrillic(text: str) -> bool:
    """Whether the keyboard was not on its Latin layout.

    >>> has_cyrillic("qwerty"), has_cyrillic("қар2")
    (False, True)
    """
    return any("\u0400" <= letter <= "\u04ff" for letter in text)
