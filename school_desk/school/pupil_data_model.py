"""What the register's pages "Pupils' data" hold of each pupil of a class."""

from dataclasses import dataclass
from datetime import date

from school_desk.school.guardian_model import Guardianship
from school_desk.school.model import Pupil


@dataclass(frozen=True, slots=True)
class PersonalFile:
    """What the office keeps of a pupil beside the name."""

    birth: date | None = None
    sex: str = ""
    iin: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class MovementOrder:
    """When a pupil came or went, by which order."""

    entering: bool
    day: date | None
    number: str = ""
    order_day: date | None = None


@dataclass(frozen=True, slots=True)
class PupilData:
    """One line of the section."""

    pupil: Pupil
    since: date | None
    until: date | None
    file: PersonalFile
    guardians: tuple[Guardianship, ...] = ()
    orders: tuple[MovementOrder, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassData:
    """The section of a class group."""

    class_group: int
    label: str
    pupils: tuple[PupilData, ...]
