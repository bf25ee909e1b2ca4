"""Dresses the application: style, palette, font and the one style sheet; follows the system."""

from dataclasses import asdict
from enum import StrEnum
from importlib.resources import files
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from school_desk.ui.theme.fonts import Step, application_font, scaled, step_px
from school_desk.ui.theme.palette import palette
from school_desk.ui.theme.tokens import DARK, LIGHT, Tokens

_TICK = ("tick_light.svg", "tick_dark.svg")
_OPEN = ("open_light.svg", "open_dark.svg")


class Scheme(StrEnum):
    """Which colours a person wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """What the application wears. Painters listen to their own PaletteChange, not to this."""

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self.scheme = scheme
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(application_font())
        # Kept: PySide forgets what hangs on the hints as soon as nobody holds them.
        self._hints = app.styleHints()
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._on_system_change)
        self._accessibility.contrastPreferenceChanged.connect(self._on_system_change)
        self._dress()

    @property
    def tokens(self) -> Tokens:
        """The tokens of the chosen scheme, or of the system's."""
        dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        if self.scheme is Scheme.DARK or (self.scheme is Scheme.SYSTEM and dark):
            return DARK
        return LIGHT

    def choose(self, scheme: Scheme) -> None:
        """Wear this scheme from now on."""
        self.scheme = scheme
        self._dress()

    def toggle(self) -> None:
        """Change between light and dark, as the key does."""
        self.choose(Scheme.LIGHT if self.tokens is DARK else Scheme.DARK)

    def _dress(self) -> None:
        if self._high_contrast():
            # The person's system knows better what can be read: its palette, no sheet of ours.
            self._wear(self._app.style().standardPalette(), "")
        else:
            self._wear(palette(self.tokens), style_sheet(self.tokens))
        self.changed.emit()

    def _wear(self, colours: QPalette, sheet: str) -> None:
        """Put both on; Qt would measure every widget anew even for the sheet that it wears."""
        self._app.setPalette(colours)
        if sheet != self._app.styleSheet():
            self._app.setStyleSheet(sheet)

    def _high_contrast(self) -> bool:
        preference = self._accessibility.contrastPreference()
        return preference == Qt.ContrastPreference.HighContrast

    def _on_system_change(self) -> None:
        self._dress()


def style_sheet(tokens: Tokens) -> str:
    """The sheet with the tokens, and the sizes of this person's font, in their places."""
    text = files("school_desk.ui.theme").joinpath("desk.qss").read_text("utf-8")
    sizes = {f"px_{step.name.lower()}": f"{step_px(step)}px" for step in Step}
    heights = {f"h{px}": f"{scaled(px)}px" for px in (24, 30, 38)}
    folder = files("school_desk.ui.theme")
    drawings = {"tick": _TICK, "open": _OPEN}
    urls = {
        name: _url(str(folder.joinpath(both[tokens is DARK]))) for name, both in drawings.items()
    }
    return Template(text).substitute(asdict(tokens) | sizes | heights | urls)


def _url(path: str) -> str:
    """A path as a style sheet writes it, on Windows too."""
    return path.replace("\\", "/")
