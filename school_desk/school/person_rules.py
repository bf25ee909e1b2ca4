"""Whom a name means among pupils, guardians and staff, and who may be told apart how."""

from collections.abc import Iterable

from school_desk.errors import N_, DeskError
from school_desk.school.names import fold, matches
from school_desk.school.person_model import FoundPerson


class PersonUnknownError(DeskError):
    """Nobody of this name, or several."""

    sentence = N_("There is no one person {name}. There are: {names}.")


def find_people(people: Iterable[FoundPerson], said: str) -> tuple[FoundPerson, ...]:
    """Who is meant: by number such as pupil:12, by the whole name, else by beginnings of words."""
    known = tuple(people)
    exact = [one for one in known if said == number_of(one) or fold(said) == fold(one.name.full)]
    return tuple(exact) or tuple(one for one in known if matches(said, one.name))


def one_person(people: Iterable[FoundPerson], said: str) -> FoundPerson:
    """The only one who is meant, or raise and say who might be."""
    found = find_people(people, said)
    if len(found) != 1:
        names = "; ".join(f"{number_of(one)} {one.name.full} ({one.about})" for one in found)
        raise PersonUnknownError(name=said, names=names or "—")
    return found[0]


def number_of(one: FoundPerson) -> str:
    """What names a person without doubt.

    >>> from school_desk.school.consent_model import Subject, SubjectKind
    >>> from school_desk.school.model import PersonName
    >>> number_of(FoundPerson(Subject(SubjectKind.PUPIL, 12), PersonName("Қайрат")))
    'pupil:12'
    """
    return f"{one.subject.kind.value}:{one.subject.id}"
