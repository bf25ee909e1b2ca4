"""The journey of a teacher and of the head through the demo school, drawn as pictures and papers.

Real key events in the real window, in Kazakh and in Russian: what one sees here is what they see.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QThread
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.i18n import use
from school_desk.intents import Form
from school_desk.paths import SchoolFolder
from school_desk.settings import remember
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.demo_window import TEACHER, demo_entrance
from school_desk.ui.journal.combined_screen import CombinedScreen
from school_desk.ui.program import Program
from school_desk.ui.screen import Place
from school_desk.ui.theme.theme import Scheme
from school_desk.ui.window import Window

HEAD = "Сәуле Бекқызы"
SIZE = (1366, 698)
LONG_ENOUGH_MS = 30_000
Control = Qt.KeyboardModifier.ControlModifier


@dataclass
class Journey:
    """One person's way through the window, in one language."""

    program: Program
    out: Path
    language: str
    number: int = 0

    def shot(self, widget: QWidget, name: str) -> None:
        """Draw what is on the screen now."""
        settle()
        self.number += 1
        path = self.out / f"{self.language}-{self.number:02d}-{name}.png"
        widget.grab().save(str(path))
        sys.stdout.write(f"{path}\n")

    @property
    def window(self) -> Window:
        """The window of whoever is signed in."""
        wait_until(lambda: self.program.window is not None)
        if self.program.window is None:
            raise RuntimeError("nobody is signed in")
        return self.program.window

    @contextmanager
    def signed_in(self, name: str) -> Iterator[Window]:
        """Sign in with keys, work, sign out with Ctrl+L."""
        door = self.program.door
        card = door.card
        if not isinstance(card, SignInCard):
            raise TypeError(card)
        card.people.choose(name)
        door.resize(*SIZE)
        self.shot(door, "door")
        door.activateWindow()
        settle()
        card.password.line.setFocus(Qt.FocusReason.OtherFocusReason)
        type_text(DEMO_PASSWORD)
        press(Qt.Key.Key_Return)
        window = self.window
        window.shell.setWindowState(Qt.WindowState.WindowNoState)
        window.shell.resize(*SIZE)
        window.shell.activateWindow()
        settle()
        yield window
        window.shell.trigger("sign_out")
        wait_until(lambda: isinstance(self.program.door.card, SignInCard))


def draw(folder: Path, out: Path) -> int:
    """Draw the journey into a folder and say where it lies."""
    out.mkdir(parents=True, exist_ok=True)
    program = Program(folder, demo_entrance)
    program.show_door()
    for language in ("kk", "ru"):
        remember(SchoolFolder(folder).settings, language=language)
        use(language)  # the door is locked, not opened anew, after the first person
        program.door.start()
        journey = Journey(program, out, language)
        with journey.signed_in(TEACHER) as window:
            teach(journey, window)
        with journey.signed_in(HEAD) as window:
            keep_school(journey, window)
            feed_school(journey, window)
    program.close()
    sys.stdout.write(f"The journey lies in {out}.\n")
    return 0


def teach(journey: Journey, window: Window) -> None:
    """A lesson: open it, absences, marks, topic, why; then the papers."""
    shell = window.shell
    shell.open(Place("start"))
    journey.shot(shell, "start")
    press(Qt.Key.Key_Return)
    journey.shot(shell, "register")
    type_text("8\rА\rү\r")
    press(Qt.Key.Key_Down)
    type_text("\r10\r")
    press(Qt.Key.Key_Z, Control)
    journey.shot(shell, "register-typed")
    press(Qt.Key.Key_F9)
    journey.shot(shell, "why")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_F1)
    journey.shot(shell, "help")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_K, Control)
    journey.shot(shell, "palette")
    press(Qt.Key.Key_Escape)
    journey.program.theme.choose(Scheme.DARK)
    journey.shot(shell, "register-dark")
    journey.program.theme.choose(Scheme.LIGHT)
    shell.resize(911, 442)
    journey.shot(shell, "register-compact")
    shell.resize(*SIZE)
    shell.open(Place("pages"))
    journey.shot(shell, "pages")
    show_combined(journey, window)
    show_results(journey, window)
    show_page(journey, window)
    show_term(journey, window)
    print_papers(journey, window)


def show_combined(journey: Journey, window: Window) -> None:
    """The combined hour of classes 2 and 4: two topics, minutes, marks in both, held."""
    shell = window.shell
    lessons = (lesson.place for lesson in shell.rail.content.lessons)
    shell.open(next(place for place in lessons if place.name == "combined"))
    journey.shot(shell, "combined")
    for topic in ("Екі таңбалы сандарды қосу", "Көп таңбалы санды көбейту"):
        press(Qt.Key.Key_T, Control)
        type_text(topic)
    for _field in range(3):
        press(Qt.Key.Key_Tab)
    type_text("25\r8\r9\r")
    press(Qt.Key.Key_Tab, Control)
    type_text("А\r10\r")
    press(Qt.Key.Key_Return, Control)
    journey.shot(shell, "combined-typed")
    if not isinstance(shell.screen_shown, CombinedScreen):
        raise TypeError(shell.screen_shown)
    heads = [card.page.head for card in shell.screen_shown.cards]
    places = [(head.group, head.subject, 1) for head in heads]
    out = journey.out / f"{journey.language}-combined-pages.pdf"
    papers = window.at.desk.papers
    papers.register_pages(places, journey.language, "pdf", out)  # type: ignore[arg-type]


def show_results(journey: Journey, window: Window) -> None:
    """What the works of 6 «А» have shown, the pupils behind a number, the rubric for parents."""
    desk, shell = window.at.desk, window.shell
    page = next(one for one in desk.journal.pages_of(desk.account.id) if one.class_label == "6 «А»")
    shell.open(Place("results", (page.group, page.subject, 1)))
    journey.shot(shell, "results")
    press(Qt.Key.Key_Return)
    journey.shot(shell, "results-behind")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_R, Control | Qt.KeyboardModifier.ShiftModifier)
    journey.shot(shell, "rubric")


def show_page(journey: Journey, window: Window) -> None:
    """Beside the marks of 6 «А»: lessons, plan, a work from inside, history, copy assistant."""
    desk, shell = window.at.desk, window.shell
    page = next(one for one in desk.journal.pages_of(desk.account.id) if one.class_label == "6 «А»")
    facts = (page.group, page.subject)
    for name, place in (
        ("lessons", Place("lessons", (*facts, 1))),
        ("thematic-plan", Place("thematic", facts)),
    ):
        shell.open(place)
        journey.shot(shell, name)
    shell.open(Place("register", (*facts, 1)))
    press(Qt.Key.Key_K, Control | Qt.KeyboardModifier.ShiftModifier)
    journey.shot(shell, "lesson-plan")
    works = desk.journal.open_page(*facts, 1).works
    shell.open(Place("work", (*facts, 1, works[0].key.work)))
    journey.shot(shell, "work")
    shell.open(Place("register", (*facts, 1)))
    press(Qt.Key.Key_F8)
    journey.shot(shell, "history")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_C, Control | Qt.KeyboardModifier.ShiftModifier)
    journey.shot(shell, "copy-assistant")
    press(Qt.Key.Key_Escape)


def show_term(journey: Journey, window: Window) -> None:
    """What a teacher who is a form tutor looks at near the end of a term."""
    shell = window.shell
    for name in ("to_fill", "attendance", "summary"):
        shell.open(Place(name))
        journey.shot(shell, name)
    for number in (2, 3, 4):
        press(Qt.Key(Qt.Key.Key_0.value + number), Qt.KeyboardModifier.AltModifier)
        wait_until(lambda: window.at.tasks.idle)
        journey.shot(shell, f"summary-{number}")
    shell.open(Place("papers"))
    journey.shot(shell, "papers")


def print_papers(journey: Journey, window: Window) -> None:
    """Slips and the register page of 6 «А», as the print dialog writes them."""
    desk, language = window.at.desk, journey.language
    page = next(one for one in desk.journal.pages_of(desk.account.id) if one.class_label == "6 «А»")
    papers = desk.papers
    for per_sheet in (1, 3):
        out = journey.out / f"{language}-slips-{per_sheet}.pdf"
        facts = (page.class_group, 1, language, "pdf", out)
        papers.slips(*facts, subject=page.subject, per_sheet=per_sheet)  # type: ignore[arg-type]
    for fmt in ("pdf", "xlsx"):
        out = journey.out / f"{language}-register-page.{fmt}"
        papers.register_page(page.group, page.subject, 1, language, fmt, out)  # type: ignore[arg-type]
    sys.stdout.write(f"{journey.out / language}-*.pdf, *.xlsx\n")


def keep_school(journey: Journey, window: Window) -> None:
    """What the head sees: every place of the rail and of the office."""
    seen = window.shell.rail.content.places
    behind = {one.place: one for place in seen for one in (place, *place.within)}
    for place in behind:
        window.shell.open(place)
        wait_until(lambda: window.at.tasks.idle)
        journey.shot(window.shell, f"head-{place.name}")


def feed_school(journey: Journey, window: Window) -> None:
    """A morning's order from the count to the canteen and the store-room; then all of it back."""
    shell, day = window.shell, window.at.desk.today().isoformat()
    shell.open(Place("headcount"))
    settle()
    for name in ("meals-handed-over", "meals-accepted"):
        press(Qt.Key.Key_S, Control)
        journey.shot(shell, name)
    for place in (Place("kitchen"), Place("requisition", (day, "breakfast"))):
        shell.open(place)
        journey.shot(shell, f"meals-{place.name}")
    print_meals(journey, window)
    for _step in range(2):
        window.at.desk.undo(Form())


def print_meals(journey: Journey, window: Window) -> None:
    """The order, the menu-requisition, the poster and the month sheets."""
    desk, language, out = window.at.desk, journey.language, journey.out
    day, sitting = desk.today(), desk.headcount.sittings()[0]
    order, taken = out / f"{language}-order.pdf", out / f"{language}-requisition.pdf"
    desk.meal_papers.order(day, sitting, language, "pdf", order)  # type: ignore[arg-type]
    desk.menu_papers.requisition(day, sitting.meal, language, "pdf", taken)  # type: ignore[arg-type]
    desk.menu_papers.poster(day, language, out / f"{language}-poster.pdf")  # type: ignore[arg-type]
    desk.month_papers.sheets(day, language, "pdf", out / f"{language}-meal-sheets.pdf")  # type: ignore[arg-type]


def settle() -> None:
    """Let the window finish what it has to paint."""
    for _round in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def wait_until(there: Callable[[], bool]) -> None:
    """Work on until something is there; a journey that hangs is a failure."""
    for _round in range(LONG_ENOUGH_MS // 10):
        if there():
            return
        QApplication.processEvents()
        QThread.msleep(10)
    raise TimeoutError


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, as a keyboard sends it, shortcuts included, to whatever has the focus."""
    QTest.keyClick(focused(), key, modifiers)
    settle()


def type_text(text: str) -> None:
    """A text, key by key; Kazakh letters arrive as text without a key of their own."""
    for character in text:
        if character == "\r":
            press(Qt.Key.Key_Return)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(focused(), event)
        settle()


def focused() -> QWidget:
    """The widget that keys go to."""
    target = QApplication.focusWidget()
    if target is None:
        raise RuntimeError("nothing has the focus")
    return target
