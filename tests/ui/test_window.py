"""The window of a person: what works on every screen, in three languages, for one after another."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QScrollBar

from school_desk.i18n import current
from school_desk.settings import load_settings
from school_desk.ui.actions import ACTIONS, PLACES, Where
from school_desk.ui.journal.work_dialog import WorkDialog
from school_desk.ui.screen import Place
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.theme.tokens import DARK, LIGHT
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.lines_model import LINE
from tests.ui.keyboard import answering, focused, press, settle, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import HEAD, TEACHER, Seat, words

KAZAKH = re.compile(r"[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")
LATIN = re.compile(r"[A-Za-z]{2,}")
SAID_IN_LATIN = {
    *("School", "Desk", "Ctrl", "Shift", "Alt", "Enter", "Esc", "Tab", "Backspace", "Delete"),
    *("Page", "Down", "Up", "Space", "Excel", "FET", "PDF", "PIN", "English", "kz"),
}


def walked(seat: Seat) -> Iterator[str]:
    """Every text of every screen, panel, menu and help that this person can open."""
    shell = seat.window.shell
    for place in shell.rail.content.places:
        shell.open(place.place)
        settle()
        yield from words(shell)
    shell.open(shell.rail.content.lessons[1].place)
    press("F9")
    yield from words(shell)
    press("Escape", "F1")
    yield from words(shell)
    press("Escape", "F10")
    yield from words(shell)
    press("Escape")
    texts: list[str] = []
    answering(WorkDialog, lambda dialog: texts.extend(words(dialog)))
    press("Ctrl+G")
    yield from texts


def own_words(seat: Seat) -> set[str]:
    """Words of the school's own: of people and topics, which no language changes."""
    db = seat.desk._storage.db
    found: set[str] = {"Қазақша"}
    for query in (
        "SELECT surname, given, patronymic FROM account",
        "SELECT surname, given, patronymic FROM pupil",
        "SELECT topic, objective, homework FROM lesson",
        "SELECT text, answer FROM remark",
        "SELECT aim, seen, advice FROM lesson_observation",
    ):
        for row in db.execute(query).fetchall():
            found |= {word for text in row for word in split(text or "")}
    return found


def split(text: str) -> list[str]:
    return re.split(r"[\s·,().:«»!/]+", text)


@pytest.mark.parametrize("name", [TEACHER, HEAD])
def test_no_english_word_is_left_in_kazakh(seat: Seat, name: str) -> None:
    with seat.taken_by(name):
        left = {
            (word, text)
            for text in walked(seat)
            for word in LATIN.findall(text)
            if word not in SAID_IN_LATIN
        }

    assert left == set()


def test_no_kazakh_letter_is_left_in_the_words_of_the_russian_window(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        press("Ctrl+Shift+L")
        own = own_words(seat)
        said = [word for text in walked(seat) for word in split(text)]
        left = {word for word in said if KAZAKH.search(word) and word not in own}
        language = current()

    assert language == "ru"
    assert left == set()


def test_no_place_of_the_rail_wraps_in_russian(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        press("Ctrl+Shift+L")
        places = {one.text for one in seat.window.shell.rail.content.places}
        rows = [row for row in seat.window.shell.rail.rows if row.accessibleName() in places]

        assert len(rows) > 5
        assert {row.height() for row in rows} == {30}


def test_a_change_of_language_keeps_the_place_and_what_is_typed(teacher_seat: Seat) -> None:
    teacher_seat.opens_lesson()
    teacher_seat.stands_on(2)
    place = teacher_seat.register.place()
    types("1")

    press("Ctrl+Shift+L")

    assert teacher_seat.register.place() == place
    assert teacher_seat.points(2) == 1
    assert focused() is teacher_seat.register.grid.focusProxy()
    assert "СОР" in " ".join(
        teacher_seat.register.grid.model.headerData(n, Qt.Orientation.Horizontal) or ""
        for n in range(teacher_seat.register.grid.model.columnCount())
    )


def test_the_language_stays_for_the_next_run(teacher_seat: Seat) -> None:
    press("Ctrl+Shift+L")

    assert load_settings(teacher_seat.desk.place.settings).language == "ru"


def test_three_languages_come_round(teacher_seat: Seat) -> None:
    seen = []
    for _step in range(3):
        press("Ctrl+Shift+L")
        seen.append(teacher_seat.window.shell.windowTitle())

    assert seen[0].startswith("Сегодня — School Desk — Аккаинская")
    assert seen[1].startswith("Today — School Desk")
    assert seen[2].startswith("Бүгін — School Desk — Аққайың")
    assert "2026–27" in seen[2]


@pytest.mark.usefixtures("teacher_seat")
def test_light_and_dark_by_one_key() -> None:
    before = current_tokens()
    press("Ctrl+Shift+D")
    after = current_tokens()
    press("Ctrl+Shift+D")

    assert (before, after) == (LIGHT, DARK)


@pytest.mark.parametrize("layout", ["kk", "ru"])
def test_places_and_palette_open_under_cyrillic_layouts(teacher_seat: Seat, layout: str) -> None:
    press("Ctrl+2", layout=layout)
    title = teacher_seat.screen.title()
    press("Ctrl+K", layout=layout)
    types("бүгін")
    press("Escape")

    assert title == "Журналдар"
    assert not teacher_seat.window.shell.commands.isVisible()


def test_the_palette_does_what_one_looks_for(teacher_seat: Seat) -> None:
    teacher_seat.opens_lesson()
    press("Ctrl+K")
    types("баға қалай\n")

    assert teacher_seat.register.why.isVisible()


@pytest.mark.parametrize(("typed", "screen"), [("Ереже", "rules"), ("Бақылау", "supervision")])
def test_the_palette_finds_the_places_that_have_no_digit(
    seat: Seat, typed: str, screen: str
) -> None:
    with seat.taken_by(HEAD):
        press("Ctrl+K")
        types(typed, "\n")
        assert seat.screen.place().name == screen


def test_the_menu_lists_every_action_with_its_key(teacher_seat: Seat) -> None:
    press("F10")
    shown = teacher_seat.window.shell.commands.model
    entries = [shown.data(shown.index(n), LINE) for n in range(shown.rowCount())]

    assert {entry.key for entry in entries} >= {"Ctrl+Shift+L", "F9", "Ctrl+Enter", "Ctrl+P"}
    places = teacher_seat.window.shell.rail.content.places
    shown = {one.place for one in places}
    behind = {o.place for one in places for o in one.within} - shown
    assert len(entries) == len(ACTIONS) + len(places[PLACES:]) + len(behind)


def test_the_help_is_as_large_as_the_window(teacher_seat: Seat) -> None:
    teacher_seat.opens_lesson()

    press("F1")
    overlay = teacher_seat.window.shell.help

    assert overlay.width() > 1200
    assert overlay.height() > 600
    assert "Сабақ өтті" in " ".join(words(overlay))


@pytest.mark.usefixtures("teacher_seat")
def test_a_second_f1_makes_a_sheet_where_one_wants_it(tmp_path: Path, opened: Opened) -> None:
    sheet = tmp_path / "keys.pdf"
    answering(QFileDialog, lambda dialog: choose(dialog, sheet))

    press("F1", "F1")

    assert sheet.read_bytes().startswith(b"%PDF")
    assert opened.files == [sheet]


def test_a_sheet_that_cannot_be_written_is_said(teacher_seat: Seat, tmp_path: Path) -> None:
    sheet = tmp_path / "taken.pdf"
    sheet.mkdir()
    asked = teacher_seat.window
    asked._save_key_sheet(sheet, Where.REGISTER)

    assert "taken.pdf" in teacher_seat.said


def test_undo_of_nothing_is_a_sentence(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        press("Ctrl+Z")

        assert seat.said == "Қайтаратын әрекет жоқ."


def test_another_teachers_page_can_be_read_and_not_written(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        place = Place("register", seat.window.shell.rail.content.lessons[1].place.facts)
    with seat.taken_by(HEAD):
        seat.window.shell.open(place)
        seat.stands_on(2)
        types("8")

        assert seat.points(2) is None
        assert seat.said == ("«Баға қою» әрекетіне мұнда құқығыңыз жоқ. Құқығы бар: пән мұғалімі.")


# One after another


def test_signing_out_saves_what_is_being_typed(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        seat.opens_lesson()
        seat.stands_on(2)
        types("1")
        press("Ctrl+T")
        types("Жаңа тақырып")
        place = seat.register.place()
        press("Ctrl+L")
        left = list(seat.left)
    with seat.taken_by(TEACHER):
        assert left == [TEACHER]
        assert seat.register.place() == place
        assert seat.points(2) == 1
        assert seat.kept().find(seat.register.grid.column).topic == "Жаңа тақырып"


def test_the_next_morning_begins_with_the_day(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        seat.opens_lesson()
    seat.now = seat.now.replace(day=23)
    with seat.taken_by(TEACHER):
        assert seat.screen.title() == "Бүгін"


def test_the_second_person_sees_nothing_of_the_first(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        seat.opens_lesson()
        press("Ctrl++")
    with seat.taken_by(HEAD):
        shown = " ".join(words(seat.window.shell))
        press("Ctrl+Z")

        assert "Гүлнар" not in shown
        assert seat.screen.title() == "Бүгін"
        assert seat.said == "Қайтаратын әрекет жоқ."
        press("Alt+Left")
        assert seat.screen.title() == "Бүгін"


def test_a_small_window_keeps_every_part(seat: Seat) -> None:
    with seat.taken_by(TEACHER, size=(911, 442)):
        seat.opens_lesson()
        page = seat.register

        assert seat.window.shell.rail.narrow
        assert page.grid.compact
        assert page.strip.topic.isVisible()
        assert not page.strip.homework.isVisible()


@pytest.mark.parametrize("place", ["register", "results", "lessons"])
def test_title_and_tabs_of_a_page_are_whole_whatever_its_subtitle_says(
    seat: Seat, place: str
) -> None:
    with seat.taken_by("Айгүл Асқарқызы"):
        pages = seat.desk.journal.pages_of(seat.desk.account.id)
        page = next(one for one in pages if one.subject_names["kk"] == "Жаратылыстану")
        seat.window.shell.open(Place(place, (page.group, page.subject, 1)))
        settle()
        head = seat.screen.findChild(PageHead)
        assert head.tabs.width() >= head.tabs.sizeHint().width()
        assert head.title.width() >= head.title.sizeHint().width()


def test_the_icons_of_the_narrow_rail_stand_beside_its_scroll_bar(seat: Seat) -> None:
    with seat.taken_by(TEACHER, size=(911, 442)):
        rail = seat.window.shell.rail
        bar = next(one for one in rail.findChildren(QScrollBar) if one.isVisible())
        edge = bar.mapTo(rail, bar.rect().topLeft()).x()
        icons = [one for row in rail.rows for one in row.findChildren(IconLabel)]
        assert icons
        assert all(one.mapTo(rail, one.rect().topRight()).x() < edge for one in icons)
