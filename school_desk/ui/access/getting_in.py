"""Everything before the work: which folder, which school, which person; and again after a lock."""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from school_desk.app import MENDED_BY_BACKUP, Admitted, Desk, Entrance
from school_desk.errors import DeskError
from school_desk.i18n import _, current, use
from school_desk.paths import SchoolFolder
from school_desk.settings import load_settings, remember
from school_desk.ui.access.front_page import FrontPage
from school_desk.ui.access.lock_screen import LockCard
from school_desk.ui.access.recover_card import RecoverCard
from school_desk.ui.access.set_up_dialog import WIDTH, SetUpCard
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.access.start_refusal import StartRefusalCard
from school_desk.ui.access.welcome_card import WelcomeCard
from school_desk.ui.tasks import Tasks

if TYPE_CHECKING:
    from school_desk.backup_shelf import Backup

OpenEntrance = Callable[[SchoolFolder], Entrance]


class GettingIn(QWidget):
    """The window at the door. Call `start`, wait for `signed_in`; call `lock` when work pauses.

    A locked program waits for `returned`, the same person again, or for `switched`: another one was
    admitted. Whoever shows the first one's work puts it away then and calls `open`.
    """

    signed_in = Signal(object)
    returned = Signal()
    switched = Signal(object)
    folder_chosen = Signal(object)

    def __init__(self, folder: Path, tasks: Tasks, open_entrance: OpenEntrance = Entrance) -> None:
        super().__init__()
        self._folder = folder
        self._tasks = tasks
        self._open = open_entrance
        self._entrance: Entrance | None = None
        self._locked_by: Desk | None = None
        self.may_close: Callable[[], bool] = lambda: True
        """Whether the program may end; what waits behind a lock is put away then."""
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
        if self._locked_by is not None:
            self.lock(self._locked_by)
            return
        try:
            if self._entrance is None:
                self._entrance = self._open(SchoolFolder(self._folder))
            use(load_settings(self._entrance.place.settings).language)
            if self._entrance.place.is_set_up:
                person = self._last_person()
                self._show(lambda: self._sign_in_page(person))
            else:
                self._show(self._welcome_page)
        except DeskError as refusal:
            self.refuse(refusal)

    def lock(self, desk: Desk) -> None:
        """Ask who is there, before the same or another person goes on."""
        self._locked_by = desk
        try:
            school = desk.school.school()
            name = school.names.get(current(), "") if school else ""
            self._show(lambda: self._lock_page(desk, name))
        except DeskError as refusal:
            self.refuse(refusal)

    def open(self, admitted: Admitted) -> None:
        """Open the school for the person who was admitted at the lock."""
        self.unlock()
        entrance = self._opened()
        self._tasks.run(
            lambda _job: entrance.open(admitted),
            success=self._on_signed_in,
            failure=self._on_not_opened,
        )

    def unlock(self) -> None:
        """Nobody's work waits behind the door any more."""
        self._locked_by = None

    def _on_not_opened(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self.refuse(problem)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tasks.wait()
        if not self.may_close():
            event.ignore()
            return
        if isinstance(self.card, SetUpCard):
            self.card.close_desk()
        if isinstance(self.card, RecoverCard):
            self.card.close_school()
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

    def _sign_in_page(self, person: str) -> FrontPage:
        card = SignInCard(self._opened(), self._tasks, person=person)
        card.forgotten.connect(lambda: self._show(self._recover_page))
        return self._name_page(card)

    def _recover_page(self) -> FrontPage:
        card = RecoverCard(self._opened(), self._tasks)
        card.signed_in.connect(self._on_signed_in)
        card.left.connect(self.start)
        page = FrontPage(card, width=WIDTH, languages=False)
        page.left.connect(card.go_back)
        page.entered.connect(card.enter)
        return page

    def _lock_page(self, desk: Desk, school: str) -> FrontPage:
        card = LockCard(self._opened(), self._tasks, desk=desk, school=school)
        card.returned.connect(self.returned)
        card.switched.connect(self.switched)
        return self._name_page(card)

    def _name_page(self, card: SignInCard) -> FrontPage:
        card.signed_in.connect(self._on_signed_in)
        card.refused.connect(self.refuse)
        foot = _("The data of the school lie encrypted on this computer.")
        page = FrontPage(card, foot=foot)
        page.lowered.connect(card.people.set_low)
        return page

    def _welcome_page(self) -> FrontPage:
        card = WelcomeCard(self._folder)
        card.set_up.connect(lambda: self._show(self._set_up_page))
        card.join_in.connect(lambda: self._show(self._join_page))
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

    def _join_page(self) -> FrontPage:
        made = importlib.import_module("school_desk.ui.access.join_card")
        card = made.JoinCard(self._opened(), self._tasks)
        card.joined.connect(self.start)
        card.left.connect(self.start)
        page = FrontPage(card, width=WIDTH)
        page.left.connect(card.go_back)
        page.entered.connect(card.enter)
        return page

    def _refusal_page(self, refusal: DeskError) -> FrontPage:
        newest = self._newest() if isinstance(refusal, MENDED_BY_BACKUP) else ""
        card = StartRefusalCard(refusal, self._folder, newest)
        card.go_back.connect(lambda: self._show(lambda: self._restore_page(refusal)))
        card.try_again.connect(self.start)
        card.other_folder.connect(self._ask_folder)
        card.leave.connect(self.close)
        page = FrontPage(card)
        page.left.connect(self.close)
        return page

    def _restore_page(self, refusal: DeskError) -> FrontPage:
        """The way back to a backup; who leaves it reads again what is wrong."""
        if self._entrance is None:
            self._entrance = Entrance(SchoolFolder(self._folder), mending=True)
        door = self._entrance
        made = importlib.import_module("school_desk.ui.backups.restore_card")
        card = made.RestoreCard(self._backups(), door.restoring, door.settle, self._tasks)
        card.restored.connect(self.start)
        card.left.connect(lambda: self.refuse(refusal))
        page = FrontPage(card, width=made.WIDTH, languages=False)
        page.entered.connect(card.enter)
        page.left.connect(card.leave)
        return page

    def _backups(self) -> "Sequence[Backup]":
        module = importlib.import_module("school_desk.restoring")
        return cast("Sequence[Backup]", module.backups_of(SchoolFolder(self._folder)))

    def _newest(self) -> str:
        """The moment of the newest backup in words; "" where there is none."""
        module = importlib.import_module("school_desk.restoring_words")
        moments = [one.made_at for one in self._backups() if one.made_at is not None]
        return str(module.moment_words(moments[0])) if moments else ""

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
        """Look for the school in another folder; what waits behind a lock is put away first."""
        if not self.may_close():
            return
        if self._entrance is not None:
            self._entrance.close()
            self._entrance = None
        self._folder = folder
        self.folder_chosen.emit(folder)
        self.start()
