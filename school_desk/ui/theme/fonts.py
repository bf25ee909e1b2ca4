"""The font of the window: the platform's if it has the Kazakh letters, else the packaged Roboto."""

from enum import Enum
from pathlib import Path

import font_roboto
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QGuiApplication

KAZAKH_LETTERS = "ӘҒҚҢӨҰҮҺІәғқңөұүһі"
BODY_PX = 13
ROW_PADDING = 8
# These platforms draw into memory and have whatever fonts the machine has: pictures made
# there (tests, a start without a display) must look the same everywhere.
_BARE_PLATFORMS = {"offscreen", "minimal", "vnc"}
_ROBOTO_FILES = ("Roboto-Regular.ttf", "Roboto-Medium.ttf", "Roboto-Bold.ttf")


class Step(Enum):
    """The steps of type, as shares of the application's font size."""

    CAPTION = 0.85
    BODY = 1.0
    STRONG = 1.15
    TITLE = 1.5
    GREETING = 1.85
    FIGURE = 4.3


def application_font() -> QFont:
    """The font to set on the application, at the size the system asks for, never below 13 px."""
    font = QFont(QGuiApplication.font())
    size = QFontInfo(font).pixelSize()
    if QGuiApplication.platformName() in _BARE_PLATFORMS or not _has_kazakh(font):
        font = QFont(_load_roboto())
    font.setPixelSize(max(BODY_PX, size))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def step_font(step: Step, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The application's font at one step of the scale, for those who paint for themselves."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(step_px(step))
    font.setWeight(weight)
    return font


def step_px(step: Step) -> int:
    """Pixels of one step; a caption is never below 11."""
    return max(11, round(body_px() * step.value))


def body_px() -> int:
    """Pixels of the application's body text."""
    return QFontInfo(QGuiApplication.font()).pixelSize()


def scaled(px: int) -> int:
    """A length of the design (drawn at 13 px) at the font size of this person."""
    return round(px * body_px() / BODY_PX)


def row_height(token: int) -> int:
    """A row is never lower than its text and eight pixels."""
    return max(token, QFontMetrics(QGuiApplication.font()).height() + ROW_PADDING)


def _has_kazakh(font: QFont) -> bool:
    # QFontMetrics answers for the family itself; a substitute for single letters looks broken.
    strict = QFont(font)
    strict.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    metrics = QFontMetrics(strict)
    return all(metrics.inFontUcs4(ord(letter)) for letter in KAZAKH_LETTERS)


def _load_roboto() -> str:
    folder = Path(font_roboto.font_directory)
    if "Roboto" not in QFontDatabase.families():
        for name in _ROBOTO_FILES:
            QFontDatabase.addApplicationFont(str(folder / name))
    return "Roboto"
