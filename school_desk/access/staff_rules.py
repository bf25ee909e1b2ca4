"""What a staff file may hold, and who of the staff is meant by a line of a list."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from school_desk.access.staff_model import NewStaff, StaffFile, StaffMember
from school_desk.errors import N_, DeskError
from school_desk.school.model import PersonName
from school_desk.school.names import accept_name, mended
from school_desk.school.texts import as_line, as_quote

HIGHEST_RATE = Decimal(3)
HIGHEST_HOURS = Decimal(60)
ZERO = Decimal(0)
LONGEST_TEXT = 200
TEXTS = ("position", "qualification", "education", "phone", "email")


class StaffNumberError(DeskError):
    """A rate or hours that nobody has."""

    sentence = N_("{number} is not possible here: between 0 and {top}. Nothing was written.")


class StaffDatesError(DeskError):
    """Somebody who left before coming."""

    sentence = N_("The last day {left:short} is before the first {hired:short}.")


class StaffTextError(DeskError):
    """A field with a whole story in it."""

    sentence = N_("«{text}» is too long: at most {top} signs. Nothing was written.")


class StaffTwiceError(DeskError):
    """Two people of one name: the second needs something to be told apart by."""

    sentence = N_("{name} is in the staff list already. Nothing was written.")


class StaffGoneError(DeskError):
    """Nobody of the staff."""

    sentence = N_("This person is not in the staff list any more. Open the list again.")


def accept_staff(new: NewStaff) -> NewStaff:
    """The person as one is kept, or raise."""
    file = new.file
    for number, top in ((file.rate, HIGHEST_RATE), (file.norm_hours, HIGHEST_HOURS)):
        if number is not None and not ZERO <= number <= top:
            raise StaffNumberError(number=str(number), top=top)
    if file.hired and file.left and file.left < file.hired:
        raise StaffDatesError(left=file.left, hired=file.hired)
    texts = {name: as_line(getattr(file, name)) for name in TEXTS}
    for text in texts.values():
        if len(text) > LONGEST_TEXT:
            raise StaffTextError(text=as_quote(text), top=LONGEST_TEXT)
    return NewStaff(accept_name(new.name), with_texts(file, texts))


def with_texts(file: StaffFile, told: Mapping[str, str]) -> StaffFile:
    """A file with other texts, those that are told."""
    return replace(
        file,
        position=told.get("position", file.position),
        qualification=told.get("qualification", file.qualification),
        education=told.get("education", file.education),
        phone=told.get("phone", file.phone),
        email=told.get("email", file.email),
    )


def accept_other(staff: Iterable[StaffMember], name: PersonName, own: int | None = None) -> None:
    """Refuse a second line for one person: names of two people must differ somewhere."""
    if any(one.id != own and spelling(one.name) == spelling(name) for one in staff):
        raise StaffTwiceError(name=name.full)


def spelling(name: PersonName) -> str:
    """How a name looks: a Latin A among Cyrillic letters makes nobody another person."""
    return mended(name.full).casefold()


def updated(known: StaffFile, told: StaffFile) -> StaffFile:
    """A file as a list tells it; what the list leaves empty stays.

    >>> updated(StaffFile("мұғалім", phone="1"), StaffFile(phone="2")).position
    'мұғалім'
    """
    return StaffFile(
        told.position or known.position,
        known.rate if told.rate is None else told.rate,
        known.norm_hours if told.norm_hours is None else told.norm_hours,
        told.hired or known.hired,
        told.left or known.left,
        told.qualification or known.qualification,
        told.education or known.education,
        told.phone or known.phone,
        told.email or known.email,
    )
