"""The drawings: all of one kind, and painted in the colour that was asked for."""

import re
from pathlib import Path

import pytest

import school_desk.ui.icons.icons
from school_desk.ui.icons.icons import icon, pixmap
from school_desk.ui.theme.theme import Theme
from school_desk.ui.theme.tokens import LIGHT

FOLDER = Path(school_desk.ui.icons.icons.__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_each_drawing_is_of_one_kind_and_leaves_a_trace(name: str, theme: Theme) -> None:
    source = (FOLDER / f"{name}.svg").read_text("utf-8")
    drawn = pixmap(name, "accent", 2.0).toImage()
    colours = {drawn.pixelColor(x, y).name().upper() for x in range(32) for y in range(32)}

    assert theme
    assert 'viewBox="0 0 16 16"' in source
    assert 'stroke-width="1.6"' in source
    assert LIGHT.accent in colours


def test_every_icon_named_in_the_program_is_drawn() -> None:
    ui = FOLDER.parent
    named = {
        name
        for path in ui.rglob("*.py")
        for name in re.findall(
            r'(?:IconLabel\(|IconButton\(|icon=)"(\w+)"', path.read_text("utf-8")
        )
    }

    assert named - set(NAMES) == set()


def test_an_icon_is_drawn_once_for_each_colour_and_ratio(theme: Theme) -> None:
    assert theme
    assert pixmap("lock", "text", 1.0).cacheKey() == pixmap("lock", "text", 1.0).cacheKey()
    assert pixmap("lock", "text", 1.0).cacheKey() != pixmap("lock", "muted", 1.0).cacheKey()
    assert icon("lock", "text", 1.5).availableSizes()[0].width() in (16, 24)
