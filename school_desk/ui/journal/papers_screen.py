"""Papers in one go: whose, for which term, which kinds; saved as one file or as many."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from school_desk.errors import N_
from school_desk.formats import class_words
from school_desk.i18n import _, current, tell
from school_desk.intents import Scope
from school_desk.journal.pack_rules import OF_CLASSES, PAPER_NAMES, PackWish, Paper, Split
from school_desk.ui.actions import Handler
from school_desk.ui.messages import Tone
from school_desk.ui.paper_dialog import format_box, language_box
from school_desk.ui.paper_writing import write_papers
from school_desk.ui.save_place import ask_save_place
from school_desk.ui.screen import Place, Screen
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.card import Card, Section
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.work_place import WorkPlace

NAME = "papers"
CLASS, TEACHER = "class", "teacher"
SPLITS = (
    (Split.ONE_FILE, N_("All in one file")),
    (Split.FILE_EACH, N_("A file for each paper")),
    (Split.PUPIL_EACH, N_("A file for each pupil")),
)
_CHOSEN = "papers_chosen"
_FORM_WIDTH = 380


class PapersScreen(Screen):
    """One question on the left, the kinds of paper on the right, one button."""

    def __init__(self, work_place: WorkPlace, _place: Place | None = None) -> None:
        super().__init__()
        self._at = work_place
        self._desk = work_place.desk
        self.whose, self.term = QComboBox(), QComboBox()
        self.language, self.fmt, self.split = language_box(current()), format_box(), QComboBox()
        self.kinds: dict[Paper, QCheckBox] = {}
        self.note = label(tone="muted", wrap=True)
        self._save = Button(_("Save papers"), key="Ctrl+P", role="primary", height=38)
        self._head = PageHead(_("Documents"), _("All papers of a class or of a teacher in one go"))
        self._fill()
        self._lay_out()
        self.whose.currentIndexChanged.connect(self._on_changed)
        self.split.currentIndexChanged.connect(self._on_changed)
        self._save.clicked.connect(self.save)
        self._on_changed()

    def title(self) -> str:
        """Documents."""
        return _("Documents")

    def place(self) -> Place:
        """It has no facts."""
        return Place(NAME)

    def handlers(self) -> Mapping[str, Handler]:
        """Ctrl+P saves what is chosen."""
        return {"print": self.save}

    def hints(self) -> Sequence[str]:
        """Help and print."""
        return ("help", "print")

    def take_focus(self) -> None:
        """On whose papers they are."""
        self.whose.setFocus(Qt.FocusReason.OtherFocusReason)

    def wish(self) -> PackWish:
        """What is chosen."""
        whose, row = self.whose.currentData()
        return PackWish(
            papers=tuple(paper for paper, box in self.kinds.items() if _is_chosen(box)),
            term=self.term.currentData(),
            language=self.language.currentData(),
            fmt=self.fmt.currentData(),
            split=self.split.currentData(),
            class_group=row if whose == CLASS else None,
            teacher=row if whose == TEACHER else None,
        )

    def save(self) -> None:
        """Ask for a place, then write in the background."""
        if not self.whose.count():
            return
        wish = self.wish()
        if not wish.papers:
            self._at.messages.say(_("Choose at least one paper."), Tone.WARN)
            return
        self._at.memory.put(_CHOSEN, " ".join(wish.papers))
        out = self._asked_place(wish)
        if out is not None:
            pack = self._desk.paper_pack
            write_papers(self._at, lambda job: pack.write(wish, out, job.step), out)

    def _asked_place(self, wish: PackWish) -> Path | None:
        if wish.split is Split.ONE_FILE:
            return ask_save_place(f"{self._desk.paper_pack.file_name(wish)}.{wish.fmt}", self)
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen = QFileDialog.getExistingDirectory(self, _("Folder for the papers"), start)
        return Path(chosen) if chosen else None

    def _fill(self) -> None:
        desk = self._desk
        for group in desk.school.class_groups():
            if desk.may("Print slips", Scope(class_group=group.id)):
                self.whose.addItem(class_words(group.label), (CLASS, group.id))
        if desk.journal.pages_of(desk.account.id):
            words = _("My own pages: {name}").format(name=desk.account.name.full)
            self.whose.addItem(words, (TEACHER, desk.account.id))
        for term in desk.school.calendar().terms:
            self.term.addItem(tell(term.title), term.number)
        self.term.setCurrentIndex(self.term.findData(desk.term_number(desk.today())))
        for split, words in SPLITS:
            self.split.addItem(_(words), split)
        chosen = self._at.memory.get(_CHOSEN, Paper.SLIPS).split()
        for paper, words in PAPER_NAMES.items():
            box = QCheckBox(_(words))
            box.setChecked(paper in chosen)
            box.setMinimumHeight(scaled(30))
            self.kinds[paper] = box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        if not self.whose.count():
            column.addWidget(EmptyState(_("There is no class or page yet that could be printed.")))
            return
        inner = QWidget()
        blocks = QHBoxLayout(inner)
        blocks.setContentsMargins(28, 24, 28, 24)
        blocks.setSpacing(28)
        top = Qt.AlignmentFlag.AlignTop
        blocks.addWidget(self._question(), 0, top)
        blocks.addWidget(Section(_("Papers"), self._papers()), 1, top)
        column.addWidget(scrolled(inner), 1)

    def _question(self) -> QWidget:
        form = QWidget()
        form.setFixedWidth(scaled(_FORM_WIDTH))
        rows = QVBoxLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for caption, editor in (
            (_("Class or teacher"), self.whose),
            (_("Term"), self.term),
            (_("Language"), self.language),
            (_("Kind of file"), self.fmt),
            (_("How many files"), self.split),
        ):
            rows.addWidget(Field(caption, editor))
        rows.addSpacing(8)
        rows.addWidget(self._save)
        rows.addWidget(self.note)
        return form

    def _papers(self) -> QWidget:
        card = Card()
        for box in self.kinds.values():
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(16, 4, 16, 4)
            line.addWidget(box, 1)
            card.add_row(row)
        return card

    def _on_changed(self) -> None:
        """What a teacher's pack cannot hold is shown and cannot be ticked."""
        if not self.whose.count():
            return
        whose, _row = self.whose.currentData()
        for paper, box in self.kinds.items():
            box.setEnabled(whose == CLASS or paper not in OF_CLASSES)
        by_pupil = self.split.currentData() is Split.PUPIL_EACH
        words = _("Papers of pupils come in a file for each pupil, other papers on their own.")
        self.note.setText(words if by_pupil else "")


def _is_chosen(box: QCheckBox) -> bool:
    return box.isEnabled() and box.isChecked()
