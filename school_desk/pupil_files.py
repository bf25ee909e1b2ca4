"""Lists of pupils as files: reading one against the school, the template, the sample."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from school_desk.documents.deliver import DocumentNotWrittenError
from school_desk.school.iin import Sex
from school_desk.school.model import NewPupil, PersonName
from school_desk.school.pupil_lines import PupilLine
from school_desk.school.pupil_list import KnownPupil, PupilList, read_pupil_list
from school_desk.school.pupil_template import LIST_TITLE, write_list, write_template
from school_desk.school.service import SchoolService
from school_desk.school.shipped import SAMPLE

NOBODY = PersonName("")
NO_YEAR_LEVEL = -1


class PupilFiles:
    """What the office does with spreadsheets before anything is written."""

    def __init__(self, school: SchoolService, today: Callable[[], date]) -> None:
        self._school = school
        self._today = today

    def read(self, path: Path) -> PupilList:
        """Read a list with all its problems, doubles with the school included, or raise."""
        return read_pupil_list(path, self._known(), today=self._today())

    def write_template(self, path: Path, language: str) -> None:
        """Write an empty list with headings, explained in a language."""
        with _refusing(path):
            write_template(path, language)

    def export(self, path: Path, language: str) -> int:
        """Write the pupils of the school with their guardians, as an import reads them."""
        pupils = self._school.listed_pupils()
        lines = (_line(row, one) for row, one in enumerate(pupils, 2))
        with _refusing(path):
            write_list(path, lines, language)
        return len(pupils)

    @property
    def sample(self) -> Path:
        """A list of invented people to try, which comes with the program."""
        return SAMPLE

    def _known(self) -> tuple[KnownPupil, ...]:
        pupils = (
            KnownPupil(
                each.name,
                each.year_level,
                each.letter,
                each.birth_date,
                id=each.known_as,
                address=each.address,
                phone=each.phone,
                guardians=each.guardians,
            )
            for each in self._school.known_pupils()
        )
        # An IIN is kept apart from the lists, so those known belong to nobody by name.
        iins = (KnownPupil(NOBODY, NO_YEAR_LEVEL, iin=iin) for iin in self._school.known_iins())
        return (*pupils, *iins)


def _line(row: int, one: NewPupil) -> PupilLine:
    sex = Sex(one.sex) if one.sex else None
    return PupilLine(
        LIST_TITLE,
        row,
        one.name,
        one.year_level,
        one.letter,
        one.birth_date,
        sex,
        one.iin,
        address=one.address,
        phone=one.phone,
        guardians=one.guardians,
    )


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DocumentNotWrittenError(name=path.name) from error
