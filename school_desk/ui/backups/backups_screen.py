"""The backups of the school: what is there, when one was tried out, the way back to one."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.backup_shelf import Backup
from school_desk.backups import Outcome, SecondPlace
from school_desk.errors import N_, DeskError
from school_desk.formats import size
from school_desk.i18n import _
from school_desk.intents import Scope
from school_desk.restoring import Differences, Restoring
from school_desk.restoring_words import kind_words, moment_words
from school_desk.ui.actions import Handler
from school_desk.ui.backups.making import make_now, say_where
from school_desk.ui.backups.restore_dialogs import GoBackDialog, OpenBackupDialog
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.notice import Notice
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

PLACE = "backups"
_HEADS = (N_("Made"), N_("Why"), N_("Where"), N_("Size"), N_("Tried out"))
_WIDTHS = (250, 190, 190, 100, 260)


class BackupsScreen(SchoolScreen):
    """Two lines of how it stands, the list, three buttons."""

    def __init__(self, at: WorkPlace, _place: Place) -> None:
        super().__init__(at)
        self._found: tuple[Backup, ...] = ()
        self._told: list[Notice] = []
        self.rows = RowsModel(_HEADS, self)
        self.table = LineTable(_("Backups"))
        self.table.setModel(self.rows)
        self.table.activated.connect(lambda _index: self.restore())
        self._empty = EmptyState(_("There is no backup yet."))
        self._head = PageHead(
            _("Backups"), _("Made by itself every day: 7 days, 4 weeks, 12 months are kept")
        )
        self._now = Button(_("Make a backup now"), key="Alt+B", role="primary")
        self._back = Button(_("Go back to this backup"), key="Enter", icon="undo")
        self._second = Button(_("Second place"), key="Alt+S", icon="usb")
        self._now.clicked.connect(self.make)
        self._back.clicked.connect(self.restore)
        self._second.clicked.connect(self.choose_place)
        self._notices = QVBoxLayout()
        self._lay_out()
        gate(self._second, self._desk.why_not("Choose backup place", Scope()))
        gate(self._back, self._desk.why_not("Restore backup", Scope()))
        self.reload()

    def title(self) -> str:
        return _("Backups")

    def place(self) -> Place:
        return Place(PLACE)

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "make_backup": self.make,
            "restore_backup": self.restore,
            "backup_place": self.choose_place,
        }

    def hints(self) -> Sequence[str]:
        return ("help", "make_backup", "restore_backup")

    def regions(self) -> Sequence[QWidget]:
        return (self.table if self._found else self._now,)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)

    def reload(self) -> None:
        """Look into both places again."""
        self._found = self._desk.backups.all()
        current = self.table.currentIndex().row()
        self.rows.show_rows([_row(n, one) for n, one in enumerate(self._found)])
        self.table.setVisible(bool(self._found))
        self._empty.setVisible(not self._found)
        self.table.selectRow(max(0, min(current, len(self._found) - 1)))
        self._tell()

    def make(self) -> None:
        """Make one now, in the background."""
        make_now(self._at, self.reload)

    def restore(self) -> None:
        """Ask for the password of that day, show what would be missing, and go back if wanted."""
        backup = self._chosen()
        if backup is None or not self.allowed("Restore backup"):
            return
        try:
            restoring = self._desk.restoring(backup.path)
        except DeskError as refusal:
            self._at.messages.refuse(refusal)
            return
        found = self._opened(restoring)
        if found is not None and GoBackDialog(found, self).exec():
            self.attempt(lambda: self._desk.go_back(restoring))
        else:
            restoring.close()
            self._at.messages.say(_("Nothing was changed."))

    def choose_place(self) -> None:
        """Ask for a folder on another disk, and copy the newest backup there."""
        if not self.allowed("Choose backup place"):
            return
        chosen = QFileDialog.getExistingDirectory(self, _("A second place for backups"))
        if not chosen or not self.attempt(lambda: self._desk.backups.choose_place(Path(chosen))):
            return
        self.reload()
        self._at.tasks.run(
            lambda job: self._desk.backups.follow(job.step),
            success=self._on_followed,
            failure=self._on_failed,
            title=_("Copying the backup"),
        )

    def _opened(self, restoring: Restoring) -> Differences | None:
        person = self._desk.account.sign_in_name
        dialog = OpenBackupDialog(restoring, person, self._at.tasks, self)
        dialog.exec()
        return dialog.found

    def _chosen(self) -> Backup | None:
        row = self.table.currentIndex().row()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _on_followed(self, made: Outcome | None) -> None:
        self.reload()
        if made is not None:
            say_where(self._at, made)

    def _on_failed(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self.reload()
        self._at.messages.refuse(problem)

    def _tell(self) -> None:
        """The last test restore and the second place, each in a line above the list."""
        for old in self._told:
            old.deleteLater()
        self._told = [self._test_notice(), self._place_notice()]
        for notice in self._told:
            self._notices.addWidget(notice)

    def _test_notice(self) -> Notice:
        last = self._desk.backups.last_test
        if last is None:
            words = _("No backup was tried out yet: that happens by itself once a week.")
            return Notice(words, icon="clock", closable=False)
        moment = moment_words(last.at)
        if last.whole:
            words = _("Last test restore: {moment}. The backup was whole.").format(moment=moment)
            return Notice(words, icon="check", closable=False)
        words = _("Last test restore: {moment}. The backup does not bring the school back.")
        return Notice(words.format(moment=moment), kind="danger", icon="warn", closable=False)

    def _place_notice(self) -> Notice:
        folder, standing = self._desk.backups.second_place
        where = f"{_('Second place')}: {folder}. " if folder else ""
        words = f"{where}{_(standing.value)}"
        good = standing is SecondPlace.THERE
        return Notice(words, kind="quiet" if good else "warn", icon="usb", closable=False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        inner = QVBoxLayout()
        inner.setContentsMargins(28, 16, 28, 16)
        inner.setSpacing(scaled(12))
        self._notices.setSpacing(scaled(6))
        inner.addLayout(self._notices)
        buttons = QHBoxLayout()
        buttons.setSpacing(scaled(8))
        for button in (self._now, self._back, self._second):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inner.addLayout(buttons)
        inner.addWidget(self.table, 1)
        inner.addWidget(self._empty, 1)
        column.addLayout(inner, 1)
        for place, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(place, scaled(width))


def _row(number: int, one: Backup) -> Row:
    where = _("this computer") if one.here else _("second place")
    if one.manifest is None:
        return Row(number, (one.name, _("cannot be read"), where, size(one.bytes), ""))
    made = moment_words(one.manifest.made_at)
    return Row(number, (made, kind_words(one.manifest.kind), where, size(one.bytes), _tested(one)))


def _tested(one: Backup) -> str:
    if one.tested is None:
        return _("checked when it was made")
    words = _("{moment}: is not whole") if one.broken else _("{moment}: whole")
    return words.format(moment=moment_words(one.tested))
