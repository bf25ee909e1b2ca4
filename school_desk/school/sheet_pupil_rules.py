"""Which pupil and class a line of a list means."""

from collections.abc import Mapping

from school_desk.school import pupil_problems as said
from school_desk.school.model import PersonName
from school_desk.school.names import mended
from school_desk.school.sheet_reading_rules import SheetRow


def find_pupil(
    row: SheetRow,
    pupils: Mapping[int, tuple[tuple[int, PersonName], ...]],
    place: tuple[str, int],
    name: PersonName,
) -> int | None:
    """The pupil of a class who is called so; without a patronymic the other parts are enough."""
    wanted, listed = _spelling(name), pupils.get(place[1], ())
    found = [pupil for pupil, one in listed if _spelling(one) == wanted]
    if not found and not name.patronymic:
        found = [p for p, one in listed if _spelling(PersonName(one.surname, one.given)) == wanted]
    if len(found) != 1:
        sentence = said.TWO_PUPILS if found else said.NO_PUPIL
        row.error("surname", sentence, name=name.full, class_group=place[0])
        return None
    return found[0]


def class_place(row: SheetRow, classes: Mapping[tuple[int, str], int]) -> tuple[str, int] | None:
    """The class group of a row, by its label."""
    named = row.class_name("class")
    if named is None:
        return None
    found = classes.get((named.year_level, named.letter))
    label = f"{named.year_level}{named.letter}"
    if found is None:
        row.error("class", said.UNKNOWN_CLASS, text=label)
        return None
    return label, found


def _spelling(name: PersonName) -> str:
    return mended(name.full).casefold()
