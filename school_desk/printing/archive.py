"""The archive of a year: all documents and numbers of a class or of the school, in one file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from school_desk import __version__
from school_desk.access.look_model import Act
from school_desk.documents.archival import archival
from school_desk.errors import N_, DeskError
from school_desk.i18n import Text, translator
from school_desk.intents import Scope
from school_desk.journal.pack_rules import PackWish, Paper
from school_desk.journal.trail_paper import YEAR
from school_desk.printing.archive_file import LOCKED, PLAIN, locked, packed, write_archive
from school_desk.printing.archive_tables import COLUMNS, Tables
from school_desk.printing.archive_words import READ_ME
from school_desk.printing.base import SchoolPapers
from school_desk.printing.pack import file_name
from school_desk.printing.pack_parts import PRODUCERS, PackDesk, Part
from school_desk.school.model import PERIOD_TITLES, PeriodKind
from school_desk.school.movement_paper import TITLE as MOVEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from school_desk.i18n import Translator
    from school_desk.journal.past_mark_service import PastMarkService
    from school_desk.printing.closing import ClosingPapers
    from school_desk.printing.movements import MovementPapers
    from school_desk.school.model import Calendar, ClassGroup
    from school_desk.storage.service import Step

FORMAT = "school-desk-archive"
FORMAT_VERSION = 1
PAPERS = (Paper.REGISTER_PAGES, Paper.ANALYSES, Paper.SUMMARY, Paper.ATTENDANCE)


class NothingToArchiveError(DeskError):
    """A school without classes."""

    sentence = N_("There is nothing to archive: the school has no classes yet.")


class PassphraseEmptyError(DeskError):
    """A lock that anybody opens."""

    sentence = N_("The passphrase is empty, so anybody could open the archive. Write one.")


class ArchiveDesk(PackDesk, Protocol):
    """What archives need of the desk beside what packs need."""

    past_marks: PastMarkService

    @property
    def closing_papers(self) -> ClosingPapers:
        """Papers of the end of the year."""

    @property
    def movement_papers(self) -> MovementPapers:
        """Who came and who left."""


@dataclass(frozen=True, slots=True)
class ArchiveWish:
    """What an archive holds: one class group, or all; `passphrase` None: readable by anybody.

    `papers` False: only the neutral tables, which are made in a fraction of the time.
    """

    class_group: int | None = None
    language: str = "kk"
    passphrase: str | None = None
    papers: bool = True


class ArchivePapers(SchoolPapers):
    """Makes archives of what this person may read and print."""

    _desk: ArchiveDesk

    @staticmethod
    def wish(class_group: int | None, language: str, passphrase: str | None) -> ArchiveWish:
        """What is wanted, for faces that load no papers."""
        return ArchiveWish(class_group, language, passphrase)

    def name(self, wish: ArchiveWish) -> str:
        """What the file may be called: the school year, and whose."""
        year = self._desk.school.calendar().id
        groups = self._groups(wish)
        label = self._whose(groups, wish)
        ending = PLAIN if wish.passphrase is None else LOCKED
        return file_name(f"{year} {label}") + ending

    def write(self, wish: ArchiveWish, out: Path, step: Step) -> int:
        """Write an archive and read it back; says how many documents it holds.

        That it left the file is noted first. `step` is told how many documents are made, and
        whatever it raises leaves no file.
        """
        self._require(N_("Archive the year"), Scope(class_group=wish.class_group))
        if wish.passphrase is not None and not wish.passphrase.strip():
            raise PassphraseEmptyError
        groups = self._groups(wish)
        found = (one for group in groups for one in self._parts(group, wish))
        parts = list(found) if wish.papers else []
        files = chain(self._documents(parts, wish, step), self._data(groups))
        content = locked(packed(files, self._facts(wish), self._desk.now()), wish.passphrase)
        what = file_name(f"{self._desk.school.calendar().id} {self._whose(groups, wish)}")
        plain = wish.passphrase is None
        self._desk.look_log.note(
            Act.EXPORT, N_("Archive the year"), Scope(class_group=wish.class_group)
        )
        self._desk.archives.note(what, class_group=wish.class_group, plain=plain)
        write_archive(content, out, wish.passphrase)
        return len(parts)

    def plan(self, wish: ArchiveWish) -> tuple[str, ...]:
        """The documents that an archive would hold, by their folders; nothing is written."""
        self._require(N_("Archive the year"), Scope(class_group=wish.class_group))
        parts = (one for group in self._groups(wish) for one in self._parts(group, wish))
        return tuple(f"{folder}/{part.whole_name}" for folder, part in parts)

    def _groups(self, wish: ArchiveWish) -> Sequence[ClassGroup]:
        found = self._desk.school.class_groups()
        ours = [one for one in found if wish.class_group in (None, one.id)]
        if not ours:
            raise NothingToArchiveError
        return ours

    def _whose(self, groups: Sequence[ClassGroup], wish: ArchiveWish) -> str:
        return groups[0].label if wish.class_group is not None else self._school("kk")

    def _facts(self, wish: ArchiveWish) -> dict[str, object]:
        printed = self._printed()
        return {
            "format": FORMAT,
            "version": FORMAT_VERSION,
            "program": f"School Desk {__version__}",
            "school": {one: self._school(one) for one in ("kk", "ru")},
            "year": self._desk.school.calendar().id,
            "made_at": printed.at.isoformat(timespec="seconds"),
            "made_by": printed.by,
            "whole_school": wish.class_group is None,
            "columns": {name: list(columns) for name, columns in COLUMNS.items()},
        }

    # Numbers

    def _data(self, groups: Sequence[ClassGroup]) -> Iterator[tuple[str, bytes]]:
        tables = Tables()
        for group in groups:
            self._add_class(tables, group)
        yield "README.txt", READ_ME.encode("utf-8")
        yield "data/calendar.json", _calendar(self._desk.school.calendar())
        yield from tables.files()

    def _add_class(self, tables: Tables, group: ClassGroup) -> None:
        desk = self._desk
        people = desk.access.people()
        tutor = people.get(group.form_tutor or 0)
        tables.add_class(group, tutor.full if tutor else "", desk.school.pupils(group.id))
        codes = {one.id: one.code for one in desk.school.subjects()}
        names = {one.id: one.name for one in desk.school.teaching_groups()}
        for page in desk.journal.pages_of_class(group.id):
            for period in page.periods:
                opened = desk.journal.open_page(page.group, page.subject, period.term)
                tables.add_page(opened, codes[page.subject], names.get(page.group, ""))
        self._add_end(tables, group, codes)

    def _add_end(self, tables: Tables, group: ClassGroup, codes: Mapping[int, str]) -> None:
        """What stands beside the pages: year, past marks, movements, corrections."""
        desk, words = self._desk, translator("kk")
        tables.add_year(desk.year_end.of_class(group.id), codes)
        for key, past in desk.past_marks.of_class(group.id):
            tables.add_past(key, codes[key.subject], past)
        for line in desk.movements.sheet(group.id, *desk.movements.year_days()).lines:
            tables.add_movement(line.movement)
        for one in desk.closing.corrections(group.id):
            tables.add_correction(one, partial(_said, words))

    # Documents

    def _documents(
        self, parts: Sequence[tuple[str, Part]], wish: ArchiveWish, step: Step
    ) -> Iterator[tuple[str, bytes]]:
        """One after another: only the zip keeps them."""
        taken: set[str] = set()
        for done, (folder, part) in enumerate(parts):
            step(done, len(parts))
            out = BytesIO()
            part.write(out)
            name = _free(f"documents/{folder}/{file_name(part.whole_name)}", taken)
            yield name, archival(out.getvalue(), title=part.whole_name, language=wish.language)
        step(len(parts), len(parts))

    def _parts(self, group: ClassGroup, wish: ArchiveWish) -> Iterator[tuple[str, Part]]:
        words = translator(wish.language)
        for term in self._desk.school.calendar().terms:
            pack = PackWish(PAPERS, term.number, wish.language, "pdf", class_group=group.id)  # type: ignore[arg-type]
            title = words.fill(words(PERIOD_TITLES[PeriodKind.TERM]), {"number": term.number})
            folder = file_name(f"{group.label} {title}")
            for paper in PAPERS:
                for part in PRODUCERS[paper](self._desk, pack):
                    yield folder, part
        for part in self._year_parts(group, wish):
            yield file_name(f"{group.label} {self._desk.school.calendar().id}"), part

    def _year_parts(self, group: ClassGroup, wish: ArchiveWish) -> Iterator[Part]:
        """The papers of the whole year: the summary of marks, who came and who left."""
        desk, words, language = self._desk, translator(wish.language), wish.language
        closing, moves = desk.closing_papers, desk.movement_papers
        days = desk.movements.year_days()
        yield Part(words(YEAR), lambda out: closing.year(group.id, language, "pdf", out))  # type: ignore[arg-type]
        yield Part(
            words(MOVEMENTS),
            lambda out: moves.movements(group.id, days, language, "pdf", out),  # type: ignore[arg-type]
        )


def _said(words: Translator, value: object) -> str | None:
    """A value of the history in words; nothing stays nothing."""
    if value is None:
        return None
    return words.tell(value) if isinstance(value, Text) else words(str(value))


def _calendar(calendar: Calendar) -> bytes:
    facts = {
        "id": calendar.id,
        "division": calendar.division.value,
        "weekdays": list(calendar.weekdays),
        "stages": [list(stage) for stage in calendar.stages],
        "terms": [
            {
                "number": one.number,
                "starts": one.starts.isoformat(),
                "ends": one.ends.isoformat(),
            }
            for one in calendar.terms
        ],
        "days_off": [
            {
                "starts": one.starts.isoformat(),
                "ends": one.ends.isoformat(),
                "name": one.name,
                "year_levels": list(one.year_levels),
            }
            for one in calendar.days_off
        ],
    }
    return json.dumps(facts, ensure_ascii=False, indent=1).encode("utf-8")


def _free(name: str, taken: set[str]) -> str:
    free, number = f"{name}.pdf", 1
    while free.casefold() in taken:
        number += 1
        free = f"{name} ({number}).pdf"
    taken.add(free.casefold())
    return free
