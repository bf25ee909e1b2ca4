"""Print: which paper, in which language, as which file; a place for it, then it is written."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from school_desk.i18n import _, current
from school_desk.ui.paper_writing import write_paper
from school_desk.ui.save_place import ask_save_place
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.work_place import WorkPlace

Language = Literal["kk", "ru", "both"]
Format = Literal["pdf", "xlsx"]

_NO_SIGNS = {" «": "", "«": "", "»": "", ".": "", " ": "-", "\N{NO-BREAK SPACE}": "-"}


@dataclass(frozen=True, slots=True)
class Wish:
    """How a paper is wanted; `ticked`: the box that a question may have."""

    language: Language
    fmt: Format
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to choose: the name of its file, what writes it, its words in the list."""

    name: str
    write: Callable[[Wish, Path], object]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; a paper without words needs no list, a question without `tick` no box."""

    papers: tuple[Paper, ...]
    title: str = ""
    sentence: str = ""
    language: str = ""
    first: int = 0
    tick: str = ""
    ticked: bool = False


class PaperDialog(DeskDialog):
    """One question: what to print, in which language, as which file."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(
            question.title or _("What to print?"),
            _("Save and open"),
            sentence=question.sentence,
            parent=parent,
        )
        self._papers = question.papers
        self.paper = QComboBox()
        for one in question.papers:
            self.paper.addItem(one.words)
        self.paper.setCurrentIndex(question.first)
        self.language = language_box(question.language or current())
        self.fmt = format_box()
        self.tick = QCheckBox(question.tick)
        self.tick.setChecked(question.ticked)
        if question.papers[0].words:
            self.body.addWidget(Field(_("Paper"), self.paper))
        self.body.addWidget(Field(_("Language"), self.language))
        self.body.addWidget(Field(_("File"), self.fmt))
        if question.tick:
            self.body.addWidget(self.tick)

    def chosen(self) -> Paper:
        """The paper."""
        return self._papers[self.paper.currentIndex()]

    def wish(self) -> Wish:
        """How it is wanted."""
        return Wish(self.language.currentData(), self.fmt.currentData(), self.tick.isChecked())


def print_paper(at: WorkPlace, question: Question, parent: QWidget) -> None:
    """Ask what to print and where it should lie, write it in the background, open it."""
    dialog = PaperDialog(question, parent)
    if not dialog.exec():
        return
    paper, wish = dialog.chosen(), dialog.wish()
    out = ask_save_place(f"{paper.name}.{wish.fmt}", parent)
    if out is not None:
        write_paper(at, partial(paper.write, wish), out)


def language_box(language: str) -> QComboBox:
    """In which languages papers come; this one is offered."""
    box = QComboBox()
    both = _("Kazakh and Russian")
    for code, words in (("kk", "Қазақша"), ("ru", "Русский"), ("both", both)):
        box.addItem(words, code)
    box.setCurrentIndex(max(0, box.findData(language)))
    return box


def format_box() -> QComboBox:
    """As which files papers come."""
    box = QComboBox()
    box.addItem(_("PDF to print"), "pdf")
    box.addItem(_("Excel spreadsheet"), "xlsx")
    return box


def in_file_name(words: str) -> str:
    """A class or a person as part of the name of a file.

    >>> in_file_name("6 «А»"), in_file_name("Нұрланова Г. С.")
    ('6А', 'Нұрланова-Г-С')
    """
    for sign, plain in _NO_SIGNS.items():
        words = words.replace(sign, plain)
    return words
