"""The contrast table of the looks, computed from the tokens."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from school_desk.ui.theme.tokens import DARK, LIGHT, Tokens

TEXT, CONTROL = 4.5, 3.0
UI = Path(__file__).parents[3] / "school_desk" / "ui"
PAIRS = [
    *(("text", on, TEXT) for on in ("base", "window", "alt", "rail", "unit", "term")),
    *(("text", on, TEXT) for on in ("computed", "accent_soft", "off", "warn_soft", "danger_soft")),
    *(("muted", on, TEXT) for on in ("base", "window", "alt", "rail", "computed", "unit")),
    *(("muted", on, TEXT) for on in ("term", "off", "accent_soft")),
    ("on_accent", "accent", TEXT),
    *(("accent", on, TEXT) for on in ("base", "accent_soft", "unit", "term", "alt")),
    *(("warn", on, TEXT) for on in ("base", "window", "warn_soft", "term")),
    *(("danger", on, TEXT) for on in ("base", "rail", "danger_soft", "off")),
    *(("control", on, CONTROL) for on in ("base", "window", "rail")),
]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_every_pair_that_meets_can_be_read(
    tokens: Tokens, front: str, back: str, least: float
) -> None:
    ratio = contrast(getattr(tokens, front), getattr(tokens, back))

    assert ratio >= least


def test_the_known_figures_of_the_looks_come_out() -> None:
    assert contrast(LIGHT.text, LIGHT.base) == pytest.approx(16.1, abs=0.05)
    assert contrast(DARK.danger, DARK.danger_soft) == pytest.approx(6.8, abs=0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_token_is_a_colour(tokens: Tokens) -> None:
    values = [getattr(tokens, token.name) for token in fields(tokens)]

    assert all(re.fullmatch(r"#[0-9A-F]{6}", value) for value in values)


def test_no_colour_is_written_outside_the_theme() -> None:
    hex_colour = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b")
    guilty = [
        path.name
        for path in [*UI.rglob("*.py"), *UI.rglob("*.svg"), *UI.rglob("*.qss")]
        if hex_colour.search(path.read_text("utf-8")) and path.name != "tokens.py"
    ]

    assert guilty == []


def test_no_widget_dresses_itself() -> None:
    guilty = [
        path.name
        for path in UI.rglob("*.py")
        if "setStyleSheet" in path.read_text("utf-8") and path.name != "theme.py"
    ]

    assert guilty == []


def contrast(front: str, back: str) -> float:
    """The ratio of WCAG 2 between two colours."""
    light, dark = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
