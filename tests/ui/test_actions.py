"""The one list of actions: keys are few, known and never claimed twice in one place."""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from school_desk.ui.actions import ACTIONS, PLACES, Where, bind, key_text
from school_desk.ui.help_overlay import ordered_parts
from school_desk.ui.key_sheet import sheet_html, write_key_sheet
from school_desk.ui.shell import Shell
from school_desk.ui.theme.theme import Theme

NEEDED_KEYS = [
    "F1",
    "F2",
    "F6",
    "Shift+F6",
    "F7",
    "F9",
    "F10",
    "Ctrl+K",
    "Ctrl+F",
    "Ctrl+P",
    "Ctrl+Z",
    "Ctrl+Y",
    "Ctrl+C",
    "Ctrl+V",
    "Ctrl+Return",
    "Ctrl+D",
    "Ctrl+T",
    "Ctrl+I",
    "Ctrl+0",
    "Ctrl++",
    "Ctrl+-",
    "Ctrl+PgUp",
    "Ctrl+PgDown",
    "Alt+Left",
    "Esc",
    "Shift+F10",
    "Ctrl+L",
    "Ctrl+G",
    "Backspace",
    "Ctrl+1",
    "Ctrl+2",
    "Ctrl+3",
    "Ctrl+4",
    "Ctrl+5",
    "Ctrl+6",
    "Ctrl+7",
]


def test_every_key_of_the_design_does_something() -> None:
    keys = {key for told in ACTIONS for key in told.keys}

    assert [key for key in NEEDED_KEYS if key not in keys] == []


def test_no_id_and_no_shortcut_is_given_twice() -> None:
    ids = Counter(told.id for told in ACTIONS)
    keys = Counter(key for told in ACTIONS if not told.typed for key in told.keys)

    assert [name for name, times in ids.items() if times > 1] == []
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_action_has_a_key_that_qt_understands() -> None:
    for told in ACTIONS:
        assert told.keys, told.id
        if not told.typed:
            assert all(not QKeySequence(key).isEmpty() for key in told.keys), told.id


def test_every_key_stands_in_the_help(shell: Shell) -> None:
    shell.trigger("help")

    shown = {told.id for told in shell.help.shown_actions()}

    not_in_this_rail = {f"place_{number}" for number in range(4, PLACES + 1)}
    assert {told.id for told in ACTIONS} - shown == not_in_this_rail


def test_every_action_stands_in_the_palette(shell: Shell) -> None:
    shell.trigger("palette")

    assert shell.commands.model.rowCount() == len(ACTIONS)


def test_help_shows_the_keys_of_this_page_first(shell: Shell) -> None:
    shell.trigger("help")

    assert shell.help.shown_actions()[0].where is Where.REGISTER
    assert set(ordered_parts(Where.START)) == set(Where)


def test_typing_in_the_help_narrows_it(shell: Shell) -> None:
    shell.trigger("help")
    shell.help.field.setText("ctrl+p")

    assert "print" in {told.id for told in shell.help.shown_actions()}
    assert "why" not in {told.id for told in shell.help.shown_actions()}


def test_the_key_sheet_is_a_pdf_with_every_key(tmp_path: Path, theme: Theme) -> None:
    write_key_sheet(tmp_path / "keys.pdf", Where.REGISTER)

    assert theme
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")
    assert all(told.key_text in sheet_html(Where.START) for told in ACTIONS)


def test_bound_actions_carry_words_and_keys(qtbot: QtBot) -> None:
    asked: list[str] = []
    widget = QWidget()
    qtbot.addWidget(widget)

    bound = bind(widget, {"undo": lambda: asked.append("undo"), "clear": lambda: None})
    bound["undo"].trigger()

    assert asked == ["undo"]
    assert bound["undo"].shortcut() == QKeySequence("Ctrl+Z")
    assert bound["undo"].shortcutContext() == Qt.ShortcutContext.WidgetWithChildrenShortcut
    assert bound["clear"].shortcut().isEmpty()


def test_key_caps_are_written_as_on_the_keyboard() -> None:
    assert key_text("Ctrl+PgDown") == "Ctrl+Page Down"
    assert key_text("Ctrl+-") == "Ctrl+−"
