"""Another school year in the window, and how the next one begins, by keys."""

import shutil
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog

from school_desk import i18n
from school_desk.app import Entrance
from school_desk.paths import SchoolFolder
from school_desk.settings import remember
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.screen import Place
from school_desk.ui.window import Window
from tests.school.ending_year import HEAD, PASSWORD, SUMMER, TEACHER, make_ending_year
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.opening import choose
from tests.ui.seat import words
from tests.ui.undoing import take_back


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_ending_year(tmp_path_factory.mktemp("ending"))


@pytest.fixture
def school(made, tmp_path):
    before = i18n.current()
    i18n.use("kk")
    shutil.copytree(made.folder, tmp_path / "school")
    yield replace(made, folder=tmp_path / "school", moment=SUMMER)
    i18n.use(before)


@pytest.fixture
def sits(school, theme):
    """Sit down at the window of the school."""

    @contextmanager
    def sit(name):
        entrance = Entrance(SchoolFolder(school.folder), now=lambda: school.moment)
        remember(entrance.place.settings, language="kk")
        window = Window(entrance.sign_in(name, PASSWORD), theme, lambda: None)
        window.shell.setWindowState(window.shell.windowState().WindowNoState)
        window.shell.resize(1366, 698)
        window.shell.show()
        window.shell.activateWindow()
        settle()
        yield window
        window.close()
        window.shell.deleteLater()
        settle()
        entrance.close()

    return sit


@pytest.fixture
def head(school, sits):
    """The head in front of a school that is ready for the next year."""
    with sits(HEAD) as window:
        school.ready(window.at.desk, Ерасыл="repeats")
        settle()
        yield window


def begin(window, qtbot):
    window.shell.open(Place("next_year"))
    press("Ctrl+F12")
    qtbot.waitUntil(lambda: window.at.desk.year == "2026-27" and window.at.tasks.idle)
    settle()


def test_the_next_year_begins_by_a_key_and_is_taken_back_by_another(head, qtbot):
    begin(head, qtbot)

    assert "2026–27 оқу жылы" in head.shell.windowTitle()
    assert head.shell.screen_shown.place() == Place("start")
    assert "2026–2027 оқу жылы басталды" in head.shell.status.sentence

    take_back()

    assert head.at.desk.year == "2025-26"
    assert "2025–26 оқу жылы" in head.shell.windowTitle()


def test_the_next_year_is_taken_back_and_begun_again_after_restarts(school, sits, qtbot):
    with sits(HEAD) as window:
        school.ready(window.at.desk, Ерасыл="repeats")
        settle()
        begin(window, qtbot)
    with sits(HEAD) as window:
        assert window.at.desk.year == "2026-27"
        take_back()
        assert window.at.desk.year == "2025-26"
    with sits(HEAD) as window:
        assert "2025–26 оқу жылы" in window.shell.windowTitle()
        take_back("Ctrl+Y")
        assert window.at.desk.year == "2026-27"
        assert window.at.desk.verify() == ()


def test_who_finished_class_9_can_stay_by_a_key(head, school, qtbot):
    head.shell.open(Place("next_year", (school.rows["9А"], school.rows["Жібек"])))
    settle()

    press("Tab", "Return")

    assert "10 «А»" in words_of_table(head.shell.screen_shown.pupils)
    press("Ctrl+F12")
    qtbot.waitUntil(lambda: head.at.desk.year == "2026-27" and head.at.tasks.idle)
    found = [one.label for one in head.at.desk.school.class_groups()]
    assert found == ["1 «А»", "2 «А»", "5", "6 «А»", "7 «А»", "10 «А»"]


def test_a_class_goes_on_under_another_letter(head, school):
    head.shell.open(Place("next_year", (school.rows["6А"],)))

    press("F2", "Down", "Down", "Return")

    assert "7 «Ә»" in words_of_table(head.shell.screen_shown.classes)
    head.shell.open(Place("pages"))
    press("Alt+Left")
    assert "7 «Ә»" in words_of_table(head.shell.screen_shown.classes)


def test_what_is_still_to_settle_is_listed_and_nothing_begins(sits, school, qtbot):
    with sits(HEAD) as window:
        school.close_all(window.at.desk, but=lambda key: key == "term/4")
        window.shell.open(Place("next_year"))
        screen = window.shell.screen_shown

        listed = words_of_table(screen.problems)
        press("Ctrl+F12")
        qtbot.waitUntil(lambda: window.at.tasks.idle)
        settle()

        assert "6 «А», 4-тоқсан: жабылмаған: Математика." in listed
        assert "6 «А», Әлі Дана: педагогикалық кеңестің шешімі жоқ." in listed
        assert "бастауға әлі болмайды, шешілмегені: 13" in window.shell.status.sentence
        assert window.at.desk.year == "2025-26"


def test_the_list_of_pupils_is_printed(head, qtbot, tmp_path, opened):
    head.shell.open(Place("next_year"))
    answering(PaperDialog, lambda _dialog: (answering(QFileDialog, save), press("Return")))
    out = tmp_path / "list.pdf"

    def save(dialog):
        choose(dialog, out)

    press("Ctrl+P")
    qtbot.waitUntil(lambda: opened.files == [out])

    assert out.read_bytes().startswith(b"%PDF")


def test_a_year_that_is_over_is_looked_at_and_left_by_keys(head, school, qtbot):
    begin(head, qtbot)
    head.shell.open(Place("summary"))

    press("Ctrl+F9", "Return")

    assert "2025–26 оқу жылы, тек оқуға" in head.shell.windowTitle()
    assert "2025–2026 оқу жылы, тек оқуға" in words(head.shell)
    assert head.at.desk.year == "2025-26"
    shown = [one.place.name for one in head.shell.rail.content.places]
    assert "start" not in shown
    assert shown[0] == "pages"
    page = school.rows["group 6А"], school.rows["mathematics"], 1
    head.shell.open(Place("register", page))
    types("7")
    assert "құқығыңыз жоқ" in head.shell.status.sentence

    press("Alt+Left", "Alt+Left")

    assert head.at.desk.year == "2026-27"
    assert head.shell.screen_shown.place().name == "summary"
    assert "2025–2026 оқу жылы, тек оқуға" not in words(head.shell)


def test_a_teacher_reads_the_own_pages_of_last_year_and_types_in_vain(sits, school):
    with school.taken_by(HEAD) as head:
        school.ready(head)
        head.rollover.begin("2026-27")
    with sits(TEACHER) as window:
        window.look_at("2025-26")
        page = school.rows["group 6А"], school.rows["mathematics"], 1
        window.shell.open(Place("register", page))
        settle()

        types("7")

        assert "2025–2026 оқу жылы аяқталған" in window.shell.status.sentence
        rows = window.at.desk.journal.open_page(*page).rows
        first = window.at.desk.journal.open_page(*page).columns[0].key
        assert [row.points(first) for row in rows] == [9, None]


def test_where_one_was_in_this_year_is_kept_when_one_leaves_from_another(sits, school):
    with school.taken_by(HEAD) as head:
        school.ready(head)
        head.rollover.begin("2026-27")
    with sits(HEAD) as window:
        window.shell.open(Place("summary"))
        window.look_at("2025-26")
        memory = window.at.memory

    assert '"summary"' in memory.get("last_place", "")


def words_of_table(table):
    rows = [row.texts for row in table.rows.rows]
    return [text for texts in rows for text in texts]
