"""Many papers in one go: all of a class or of a teacher, in one file, a file each, or by pupil."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from school_desk.access.look_model import Act
from school_desk.documents.deliver import Basket, DocumentNotWrittenError
from school_desk.documents.joining import join_pdfs, join_sheets
from school_desk.documents.sheet import SheetDraft
from school_desk.errors import N_, DeskError
from school_desk.formats import class_words
from school_desk.i18n import translator
from school_desk.intents import Scope
from school_desk.journal.pack_rules import PackWish, Paper, Split
from school_desk.printing.base import printed_by
from school_desk.printing.pack_parts import PRODUCERS, PackDesk, Part, main_language
from school_desk.school.calendar import period_of
from school_desk.school.model import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from school_desk.documents.page import Printed
    from school_desk.printing.base import Format
    from school_desk.storage.service import Step


INTENTS: Mapping[Paper, str] = {
    Paper.SLIPS: "Print slips",
    Paper.REGISTER_PAGES: "Print register page",
    Paper.ANALYSES: "Print analysis",
    Paper.RUBRICS: "Print rubric",
    Paper.SUMMARY: "See class summary",
    Paper.ATTENDANCE: "Print attendance",
}
"""What each paper of a pack is called in the log of looks."""


class NothingInPackError(DeskError):
    """No paper was chosen, or the class (the teacher) has nothing that could stand on one."""

    sentence = N_("There is nothing to print in this pack. Choose a paper, or another class.")


class PaperPack:
    """Makes packs; each paper asks for its own permission, and one refusal refuses the pack."""

    def __init__(self, desk: PackDesk) -> None:
        self._desk = desk

    def parts(self, wish: PackWish) -> tuple[Part, ...]:
        """The papers of a pack in their order."""
        found = tuple(part for paper in wish.papers for part in PRODUCERS[paper](self._desk, wish))
        if not found:
            raise NothingInPackError
        return found

    def title(self, wish: PackWish) -> str:
        """What a pack is called: whose, and for which term."""
        return " ".join((self._whose(wish), _term_words(self._desk, wish)))

    def file_name(self, wish: PackWish) -> str:
        """What the one file of a pack may be called."""
        return file_name(self.title(wish))

    def write(self, wish: PackWish, out: Path, step: Step) -> tuple[Path, ...]:
        """Write a pack to a file (ONE_FILE) or into a folder; nothing at all if it breaks off.

        `step` is told how many papers are made; whatever it raises stops the work.
        """
        made = tuple(self._made(wish, step))
        act = Act.PRINT if wish.fmt == "pdf" else Act.EXPORT
        whose = Scope(class_group=wish.class_group, account=wish.teacher)
        for paper in wish.papers:
            self._desk.look_log.note(act, INTENTS[paper], whose)
        binder = _Binder(wish, self.title(wish), printed_by(self._desk))
        if wish.split is Split.ONE_FILE:
            binder.bind(made, self.title(wish), out)
            return (out,)
        return _put_files(out, _dealt(made, wish), binder)

    def _made(self, wish: PackWish, step: Step) -> Iterator[Made]:
        parts = self.parts(wish)
        for done, part in enumerate(parts):
            step(done, len(parts))
            yield Made(part, _content(part, wish.fmt))
        step(len(parts), len(parts))

    def _whose(self, wish: PackWish) -> str:
        if wish.teacher is not None:
            name = self._desk.access.people().get(wish.teacher)
            return name.full if name else ""
        groups = {one.id: one.label for one in self._desk.school.class_groups()}
        return class_words(groups.get(wish.class_group or 0, ""), main_language(wish))


def _term_words(desk: PackDesk, wish: PackWish) -> str:
    period = period_of(desk.school.calendar(), wish.term, PeriodKind.TERM)
    return translator(main_language(wish)).tell(period.title) if period else ""


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that is made: a PDF, or the sheets of a workbook."""

    part: Part
    content: bytes | tuple[SheetDraft, ...]


@dataclass(frozen=True, slots=True)
class _Binder:
    """Puts made papers into one file."""

    wish: PackWish
    title: str
    printed: Printed

    def bind(self, made: Sequence[Made], title: str, out: Path) -> None:
        """Write papers to one file, in their order."""
        language = main_language(self.wish)
        pdfs = [(one.part.name, one.content) for one in made if isinstance(one.content, bytes)]
        if pdfs:
            join_pdfs(pdfs, title=title, language=language, out=out)
            return
        sheets = [
            (_sheet_label(one, draft), draft)
            for one in made
            if not isinstance(one.content, bytes)
            for draft in one.content
        ]
        join_sheets(sheets, title=title, language=language, printed=self.printed, out=out)


def _content(part: Part, fmt: Format) -> bytes | tuple[SheetDraft, ...]:
    if fmt == "pdf":
        buffer = BytesIO()
        part.write(buffer)
        return buffer.getvalue()
    basket = Basket()
    part.write(basket)
    return tuple(draft for draft in basket.sheets if isinstance(draft, SheetDraft))


def _sheet_label(one: Made, draft: SheetDraft) -> str:
    alone = isinstance(one.content, tuple) and len(one.content) == 1
    return one.part.name if alone else f"{one.part.name} {draft.name}"


def _dealt(made: Iterable[Made], wish: PackWish) -> Mapping[str, list[Made]]:
    """The papers of each file by its name: all of a pupil together, others on their own."""
    files: dict[object, list[Made]] = {}
    names: dict[object, str] = {}
    for number, one in enumerate(made):
        part = one.part
        by_pupil = wish.split is Split.PUPIL_EACH and part.pupil is not None
        key = ("pupil", part.pupil) if by_pupil else number
        names.setdefault(key, part.pupil_name if by_pupil else part.whole_name)
        files.setdefault(key, []).append(one)
    return dict(zip(_different(names.values()), files.values(), strict=True))


def _different(names: Iterable[str]) -> Iterator[str]:
    """Names of files that no system takes for the same: two pupils may be called alike."""
    taken: set[str] = set()
    for name in names:
        free, number = file_name(name), 1
        while free.casefold() in taken:
            number += 1
            free = f"{file_name(name)} ({number})"
        taken.add(free.casefold())
        yield free


def _put_files(
    folder: Path, files: Mapping[str, Sequence[Made]], binder: _Binder
) -> tuple[Path, ...]:
    """Write all files beside the folder's own first, then let them appear together."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".part-", dir=folder))
    except OSError as error:
        raise DocumentNotWrittenError(name=folder.name) from error
    try:
        paths = []
        for name, made in files.items():
            path = beside / f"{name}.{binder.wish.fmt}"
            binder.bind(made, name, path)
            paths.append(path)
        return tuple(path.replace(folder / path.name) for path in paths)
    except OSError as error:
        raise DocumentNotWrittenError(name=folder.name) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def file_name(text: str) -> str:
    """A name that every system takes for a file.

    >>> file_name('6 «А» Математика: 1/2')
    '6 «А» Математика 1 2'
    """
    plain = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", text)
    return " ".join(plain.split())[:120].rstrip(". ") or "School Desk"
