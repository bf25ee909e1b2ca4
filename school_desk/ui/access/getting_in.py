"""Everything before the work: which folder, which school, which person; and again after a lock."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from school_desk.app import Desk, Entrance
from school_desk.errors import DeskError
from school_desk.i18n import _, current, use
from school_desk.paths import SchoolFolder
from school_desk.settings import load_settings, remember
from school_desk.ui.access.front_page import FrontPage
from school_desk.ui.access.lock_screen import lock_card
from school_desk.ui.access.set_up_dialog import WIDTH, SetUpCard
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.access.start_refusal import StartRefusalCard
from school_desk.ui.access.welcome_card import WelcomeCard
from school_desk.ui.tasks import Tasks

OpenEntrance = Callable[[SchoolFolder], Entrance]


class GettingIn(QWidget):
    """The window at the door. Call `start`, wait for `signed_in`; call `lock` when work pauses.

    `locking` is told before the Desk closes: whoever shows it saves what is typed and goes.
    """

    signed_in = Signal(object)
    locking = Signal()
    folder_chosen = Signal(object)

    def __init__(self, folder: Path, tasks: Tasks, open_entrance: OpenEntrance = Entrance) -> None:
        super().__init__()
        self._folder = folder
        self._tasks = tasks
        self._open = open_entrance
        self._entrance: Entrance | None = None
        self._build: Callable[[], FrontPage] = self._welcome_page
        self._page: FrontPage | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self.setWindowTitle("School Desk")
        self.setMinimumSize(640, 400)

    @property
    def entrance(self) -> Entrance | None:
        """The school's folder, once it is open."""
        return self._entrance

    @property
    def card(self) -> QWidget | None:
        """What stands in the card now."""
        return self._page.content if self._page else None

    def start(self) -> None:
        """Open the folder and show what it asks for: a name, a set-up, or to be mended."""
        try:
            if self._entrance is None:
                self._entrance = self._open(SchoolFolder(self._folder))
            use(load_settings(self._entrance.place.settings).language)
            if self._entrance.place.is_set_up:
                person = self._last_person()
                self._show(lambda: self._sign_in_page(SignInCard, person=person))
            else:
                self._show(self._welcome_page)
        except DeskError as refusal:
            self.refuse(refusal)

    def lock(self, desk: Desk) -> None:
        """Put the work away and let the same or another person sign in."""
        person = desk.account.sign_in_name
        school = desk.school.school()
        name = school.names.get(current(), "") if school else ""
        self.locking.emit()
        desk.close()
        try:
            self._show(lambda: self._sign_in_page(lock_card, person=person, school=name))
        except DeskError as refusal:
            self.refuse(refusal)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tasks.wait()
        if isinstance(self.card, SetUpCard):
            self.card.close_desk()
        super().closeEvent(event)

    def _show(self, build: Callable[[], FrontPage]) -> None:
        """Put a page in the window; it is built again when the language changes."""
        page = build()
        self._build = build
        if self._page is not None:
            self._outer.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._page = page
        page.language_chosen.connect(self._on_language)
        self._outer.addWidget(page)
        # Qt would show it only later, and what is not shown takes no focus.
        page.show()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_language(self, language: str) -> None:
        use(language)
        if self._entrance is not None:
            remember(self._entrance.place.settings, language=language)
        typed = self.card
        self._show(self._build)
        if isinstance(typed, SignInCard) and isinstance(self.card, SignInCard):
            self.card.people.choose(typed.people.name)
            self.card.password.line.setText(typed.password.text)
        if self._page is not None:
            self._page.languages.setFocus(Qt.FocusReason.OtherFocusReason)

    # The pages

    def _sign_in_page(self, make: Callable[..., SignInCard], **facts: str) -> FrontPage:
        card = make(self._opened(), self._tasks, **facts)
        card.signed_in.connect(self._on_signed_in)
        card.refused.connect(self.refuse)
        foot = _("The data of the school lie encrypted on this computer.")
        page = FrontPage(card, foot=foot)
        page.lowered.connect(card.people.set_low)
        return page

    def _welcome_page(self) -> FrontPage:
        card = WelcomeCard(self._folder)
        card.set_up.connect(lambda: self._show(self._set_up_page))
        card.other_folder.connect(self._ask_folder)
        return FrontPage(card)

    def _set_up_page(self) -> FrontPage:
        card = SetUpCard(self._opened(), self._tasks)
        card.signed_in.connect(self._on_signed_in)
        card.left.connect(self.start)
        page = FrontPage(card, width=WIDTH, languages=False)
        page.left.connect(card.go_back)
        page.entered.connect(card.enter)
        return page

    def _refusal_page(self, refusal: DeskError) -> FrontPage:
        card = StartRefusalCard(refusal, self._folder)
        card.try_again.connect(self.start)
        card.other_folder.connect(self._ask_folder)
        card.leave.connect(self.close)
        page = FrontPage(card)
        page.left.connect(self.close)
        return page

    def refuse(self, refusal: DeskError) -> None:
        """Say why nobody gets in, and what can be done."""
        self._show(lambda: self._refusal_page(refusal))

    # What follows

    def _opened(self) -> Entrance:
        if self._entrance is None:
            raise RuntimeError(self._folder)
        return self._entrance

    def _last_person(self) -> str:
        entrance = self._opened()
        last = load_settings(entrance.place.settings).last_account
        return next((name for name in entrance.names if entrance.account_id(name) == last), "")

    def _on_signed_in(self, desk: Desk) -> None:
        entrance = self._opened()
        last = entrance.account_id(desk.account.sign_in_name)
        remember(entrance.place.settings, last_account=last)
        self.signed_in.emit(desk)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, _("Choose the data folder"), str(self._folder)
        )
        if chosen:
            self.use_folder(Path(chosen))

    def use_folder(self, folder: Path) -> None:
        """Look for the school in another folder."""
        if self._entrance is not None:
            self._entrance.close()
            self._entrance = None
        self._folder = folder
        self.folder_chosen.emit(folder)
        self.start()
