"""The archive of the year: of whom, with which passphrase; and what has left the file before."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.formats import class_words, date_long
from school_desk.i18n import _, current, ngettext
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.school.archive_model import TakenOut
from school_desk.ui.access.new_password import NewPasswordFields
from school_desk.ui.actions import Handler
from school_desk.ui.messages import Tone
from school_desk.ui.save_place import ask_save_place
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.tasks import Job
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.card import Section
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.notice import Notice
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

PLACE = "archive"
WHOLE_SCHOOL = 0
_FORM = 400
_HEADS = (N_("Day"), N_("What"), N_("Who"), N_("Lock"))
_SHARES = (20, 38, 26, 16)


class ArchiveScreen(SchoolScreen):
    """One question at the left, the log of archives at the right, one button."""

    tables = frozenset(("taken_out", "class_group"))

    def __init__(self, at: WorkPlace, _place: Place) -> None:
        super().__init__(at)
        self.whose = QComboBox()
        self.language = QComboBox()
        self.password = NewPasswordFields()
        self.plain = QCheckBox(_("Without a passphrase"))
        warning = _(
            "Anybody who finds this file can read every mark in it. It is noted that you took it."
        )
        self.warning = Notice(warning, kind="danger", icon="warn", closable=False)
        self.warning.hide()
        self.rows = RowsModel(_HEADS, self)
        self.log = LineTable(_("Archives that were made"))
        self.log.setModel(self.rows)
        self._save = Button(_("Make the archive"), key="Ctrl+P", role="primary", height=38)
        self._head = PageHead(
            _("Archive"), _("All documents and all numbers of the year, one file")
        )
        self._sees_log = self._desk.may("See archives", Scope())
        self._fill()
        self._lay_out()
        self.plain.toggled.connect(self._on_plain)
        self._save.clicked.connect(self.make)
        self.reload()

    def title(self) -> str:
        return _("Archive")

    def place(self) -> Place:
        return Place(PLACE)

    def row_place(self) -> RowPlace | None:
        row = self.log.currentIndex().row()
        if not 0 <= row < self.rows.rowCount():
            return None
        one = self.rows.rows[row]
        return RowPlace("taken_out", one.id, name=one.texts[1])

    def handlers(self) -> Mapping[str, Handler]:
        return {"print": self.make}

    def hints(self) -> Sequence[str]:
        return ("help", "print")

    def regions(self) -> Sequence[QWidget]:
        return (self.whose, self.log) if self._sees_log else (self.whose,)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self._right.setVisible(self._sees_log and room is not Room.COMPACT)

    def reload(self) -> None:
        """Show the log again."""
        if not self._sees_log:
            return
        people = self._desk.access.people()
        names = {who: name.listed for who, name in people.items()}
        found = self._desk.archives.taken_out()
        self.rows.show_rows([_row(one, names) for one in found])
        self.log.setVisible(bool(found))
        self._empty.setVisible(not found)
        self.log.resizeRowsToContents()

    def make(self) -> None:
        """Ask where it should lie, make it in the background, say where it is."""
        if not self.whose.count():
            return
        plain = self.plain.isChecked()
        if not plain and not self.password.accept(()):
            return
        papers = self._desk.archive_papers
        wish = papers.wish(
            self.whose.currentData() or None,
            self.language.currentData(),
            None if plain else self.password.password,
        )
        out = ask_save_place(papers.name(wish), self)
        if out is None:
            return

        def work(job: Job) -> int:
            return int(papers.write(wish, out, job.step))

        self._at.tasks.run(
            work,
            success=lambda count: self._done(out, count),
            failure=self._failed,
            title=_("Making the archive"),
        )

    def _done(self, out: Path, count: int) -> None:
        text = ngettext("{n} document is in {file}.", "{n} documents are in {file}.", count)
        self._at.messages.say(text.format(n=count, file=out))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._at.messages.refuse(error)

    def _fill(self) -> None:
        if self._desk.may("Archive the year", Scope()):
            self.whose.addItem(_("Whole school"), WHOLE_SCHOOL)
        for group in self._desk.school.class_groups():
            if self._desk.may("Archive the year", Scope(class_group=group.id)):
                self.whose.addItem(class_words(group.label), group.id)
        for code, words in (("kk", "Қазақша"), ("ru", "Русский")):
            self.language.addItem(words, code)
        self.language.setCurrentIndex(max(0, self.language.findData(current())))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        self._right = QWidget()
        if not self.whose.count():
            column.addWidget(EmptyState(_("The school has no classes yet.")), 1)
            return
        inner = QWidget()
        blocks = QHBoxLayout(inner)
        blocks.setContentsMargins(28, 24, 28, 24)
        blocks.setSpacing(28)
        blocks.addWidget(self._question(), 0, Qt.AlignmentFlag.AlignTop)
        blocks.addWidget(self._logged(), 1)
        column.addWidget(scrolled(inner), 1)

    def _question(self) -> QWidget:
        form = QWidget()
        form.setFixedWidth(scaled(_FORM))
        rows = QVBoxLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(Field(_("Of whom"), self.whose))
        rows.addWidget(Field(_("Language of the documents"), self.language))
        rows.addWidget(label(_("Passphrase of the archive"), step="strong"))
        words = _(
            "Keep it apart from the archive: without it nobody can open the file, nor can we."
        )
        self._why = label(words, tone="muted", wrap=True)
        rows.addWidget(self._why)
        rows.addWidget(self.password)
        rows.addWidget(self.plain)
        rows.addWidget(self.warning)
        rows.addWidget(self._save)
        return form

    def _logged(self) -> QWidget:
        self._empty = EmptyState(_("No archive was made yet."))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.log)
        column.addWidget(self._empty)
        self._right = Section(_("What left the file"), inner)
        if not self._sees_log:
            self._right.hide()
        self.log.setMinimumHeight(scaled(360))
        self.log.horizontalHeader().setStretchLastSection(True)
        for place, share in enumerate(_SHARES):
            self.log.setColumnWidth(place, scaled(share * 7))
        return self._right

    def _on_plain(self, plain: bool) -> None:  # noqa: FBT001  Qt's signal
        self.warning.setVisible(plain)
        self.password.setVisible(not plain)
        self._why.setVisible(not plain)
        if plain:
            self._at.messages.say(_("This archive will not be locked."), Tone.WARN)


def _row(one: TakenOut, names: Mapping[int, str]) -> Row:
    lock = _("no lock") if one.plain else _("passphrase")
    return Row(one.row, (date_long(one.day), one.what, names.get(one.by or 0, ""), lock))
