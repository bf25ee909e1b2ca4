"""What the application wears: palette, sheet, font, and the way back from palette to tokens."""

from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from school_desk.ui.theme.fonts import KAZAKH_LETTERS, Step, row_height, scaled, step_px
from school_desk.ui.theme.palette import current_tokens, palette, tokens_of
from school_desk.ui.theme.theme import Scheme, Theme, style_sheet
from school_desk.ui.theme.tokens import DARK, LIGHT


def test_palette_fills_every_role_in_every_state() -> None:
    worn = palette(LIGHT)

    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        assert worn.color(group, QPalette.ColorRole.Highlight).name().upper() == LIGHT.accent
    disabled = worn.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled.name().upper() == LIGHT.muted


def test_palette_leads_back_to_its_tokens() -> None:
    assert tokens_of(palette(LIGHT)) is LIGHT
    assert tokens_of(palette(DARK)) is DARK


def test_high_contrast_of_the_system_keeps_its_own_colours() -> None:
    system = QPalette(QColor("yellow"), QColor("black"))
    system.setColor(QPalette.ColorRole.Window, QColor("black"))
    system.setColor(QPalette.ColorRole.Base, QColor("black"))
    system.setColor(QPalette.ColorRole.Text, QColor("yellow"))

    tokens = tokens_of(system)

    assert tokens.text == tokens.danger == tokens.warn == QColor("yellow").name()
    assert tokens.base == tokens.unit == tokens.off == QColor("black").name()


def test_choosing_dark_changes_what_painters_ask_for(theme: Theme) -> None:
    theme.choose(Scheme.DARK)
    dark = current_tokens()
    theme.toggle()

    assert dark is DARK
    assert current_tokens() is LIGHT


def test_the_sheet_has_no_place_left_open() -> None:
    assert "$" not in style_sheet(LIGHT)
    assert LIGHT.accent in style_sheet(LIGHT)


def test_the_font_has_every_kazakh_letter(theme: Theme) -> None:
    metrics = QFontMetrics(QApplication.font())

    assert theme
    assert QFontInfo(QApplication.font()).family() == "Roboto"
    assert all(metrics.inFontUcs4(ord(letter)) for letter in KAZAKH_LETTERS + "№₸−")


def test_figures_are_of_one_width(theme: Theme) -> None:
    metrics = QFontMetrics(QApplication.font())

    assert theme
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_type_steps_come_from_the_size_of_the_application(theme: Theme) -> None:
    assert theme
    assert [step_px(step) for step in Step] == [11, 13, 15, 20, 24, 56]
    assert scaled(48) == 48
    assert row_height(22) >= QFontMetrics(QApplication.font()).height() + 8
