"""A school's list of pupils in .xlsx: who is in it, and everything that is wrong with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from school_desk.formats import class_label
from school_desk.i18n import Text
from school_desk.school import pupil_problems as said
from school_desk.school.guardian_model import NewGuardian
from school_desk.school.guardian_rules import brings_news
from school_desk.school.model import PersonName
from school_desk.school.names import mended
from school_desk.school.pupil_headings import find_headings
from school_desk.school.pupil_lines import PupilLine, read_lines
from school_desk.school.pupil_problems import Problem, Severity
from school_desk.school.spreadsheet import Sheet, read_sheets

EXPLANATION_TITLES = ("Түсіндірме", "Пояснение", "Explanation")
"""Second sheets of our own template: they hold no pupils."""


@dataclass(frozen=True, slots=True)
class KnownPupil:
    """Someone who is in the school already."""

    name: PersonName
    year_level: int
    letter: str = ""
    birth: date | None = None
    iin: str = ""
    id: int | None = None
    address: str = ""
    phone: str = ""
    guardians: tuple[NewGuardian, ...] = ()


@dataclass(frozen=True, slots=True)
class PupilList:
    """The pupils that can be taken, all problems of the file in its order, and doubles."""

    pupils: tuple[PupilLine, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[PupilLine, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps lines from being taken."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What a person should look at."""
        return tuple(each for each in self.problems if each.severity is Severity.WARNING)


def read_pupil_list(path: Path, known: Iterable[KnownPupil] = (), *, today: date) -> PupilList:
    """Read a list of pupils with all its problems, or raise a SpreadsheetError."""
    sheets = [each for each in read_sheets(path) if each.title not in EXPLANATION_TITLES]
    lines: list[PupilLine] = []
    problems: list[Problem] = []
    for sheet in sheets:
        headings = find_headings(sheet.rows)
        if headings:
            for line, found in read_lines(sheet, headings, today):
                problems += found
                lines += [line] if line else []
        elif any(any(row) for row in sheet.rows):
            problems.append(Problem(Severity.WARNING, sheet.title, 0, "", Text(said.NO_HEADINGS)))
    pupils, doubles = _without_doubles(lines, known)
    problems += doubles
    if not lines and not any(each.severity is Severity.ERROR for each in problems):
        problems.append(Problem(Severity.ERROR, "", 0, "", Text(said.NO_PUPILS)))
    taken = {(each.sheet, each.row) for each in pupils}
    left_out = tuple(each for each in lines if (each.sheet, each.row) not in taken)
    return PupilList(pupils, _in_order(problems, sheets), left_out)


def _in_order(problems: Iterable[Problem], sheets: Sequence[Sheet]) -> tuple[Problem, ...]:
    places = {sheet.title: place for place, sheet in enumerate(sheets)}
    return tuple(sorted(problems, key=lambda each: (places.get(each.sheet, -1), each.row)))


Identity = tuple[str, int, str, date | None]


def _identity(of: PupilLine | KnownPupil) -> Identity:
    return _spelling(of.name), of.year_level, of.letter, of.birth


def _spelling(name: PersonName) -> str:
    """How a name looks: a Latin A among Cyrillic letters makes nobody another person."""
    return mended(name.full).casefold()


def _without_doubles(
    lines: Iterable[PupilLine], known: Iterable[KnownPupil]
) -> tuple[tuple[PupilLine, ...], list[Problem]]:
    """Leave out who is known or was read already, and say so."""
    known = tuple(known)
    there = {_identity(each): each for each in known}
    iins = {each.iin for each in known if each.iin}
    namesakes = _Namesakes(known)
    read: dict[Identity, PupilLine] = {}
    problems: list[Problem] = []
    for line in lines:
        identity = _identity(line)
        if identity in read:
            first = read[identity]
            facts = {"row": first.row, "sheet": first.sheet}
            problems.append(_of(line, Severity.ERROR, Text(said.TWICE, facts)))
        elif identity in there:
            news = _news(line, there[identity])
            if news is not None:
                read[identity] = news
            problems.append(_of(line, Severity.WARNING, Text(said.ADDED if news else said.KNOWN)))
        else:
            if text := namesakes.of(line):
                problems.append(_of(line, Severity.WARNING, text))
            if line.iin in iins:
                problems.append(_of(line, Severity.WARNING, Text(said.SAME_IIN)))
            read[identity] = line
            iins.update(filter(None, [line.iin]))
    return tuple(read.values()), problems


def _news(line: PupilLine, known: KnownPupil) -> PupilLine | None:
    """The line of a pupil who is there, if it tells what the school does not know yet."""
    blank = (not known.address and line.address) or (not known.phone and line.phone)
    if known.id is None or not (blank or brings_news(known.guardians, line.guardians)):
        return None
    return replace(line, known_as=known.id)


class _Namesakes:
    """Who of the school may be meant by a line, though not everything is the same."""

    def __init__(self, known: Iterable[KnownPupil]) -> None:
        self._classes: dict[tuple[str, date | str], KnownPupil] = {}
        for each in known:
            for trait in _traits(each):
                self._classes[_spelling(each.name), trait] = each

    def of(self, line: PupilLine) -> Text | None:
        """Say where somebody of this name and birth date, or of this name and class, is."""
        traits = ((_spelling(line.name), trait) for trait in _traits(line))
        found = next((self._classes[trait] for trait in traits if trait in self._classes), None)
        if found is None:
            return None
        class_group = class_label(found.year_level, found.letter)
        return Text(said.NAMESAKE, {"class_group": class_group})


def _traits(of: PupilLine | KnownPupil) -> tuple[date | str, ...]:
    place = f"{of.year_level}{of.letter}"
    return (of.birth, place) if of.birth else (place,)


def _of(line: PupilLine, severity: Severity, text: Text) -> Problem:
    return Problem(severity, line.sheet, line.row, "", text)
