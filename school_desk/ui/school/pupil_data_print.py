"""Print the register's section of pupils' data; save the pupils of the school as a spreadsheet."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from school_desk.formats import class_words
from school_desk.i18n import _, current
from school_desk.school.model import ClassGroup
from school_desk.ui.paper_dialog import Paper, Question, Wish, in_file_name, print_paper
from school_desk.ui.paper_writing import write_paper
from school_desk.ui.save_place import ask_save_place
from school_desk.ui.work_place import WorkPlace

FILES = {"kk": "Оқушылар тізімі.xlsx", "ru": "Список учеников.xlsx"}


def print_pupil_data(at: WorkPlace, class_group: ClassGroup, parent: QWidget) -> None:
    """Ask in which language and as which file, write it in the background, open it."""

    def write(wish: Wish, out: Path) -> object:
        return at.desk.record_papers.pupil_data(class_group.id, wish.language, wish.fmt, out)

    name = f"pupils-{in_file_name(class_group.label)}"
    paper = Paper(name, write, _("Pupils' data"))
    print_paper(at, Question((paper,), sentence=class_words(class_group.label)), parent)


def export_pupils(at: WorkPlace, parent: QWidget) -> None:
    """Write all pupils with their guardians into a list that can be taken again."""
    language = current()
    out = ask_save_place(FILES.get(language, FILES["kk"]), parent)
    if out is not None:
        write_paper(at, lambda path: at.desk.pupil_files.export(path, language), out)
