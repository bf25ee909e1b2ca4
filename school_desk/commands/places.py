"""Find the class, the subject and the teacher that somebody names on the command line."""

import importlib
from typing import TYPE_CHECKING

from school_desk.errors import N_, DeskError
from school_desk.i18n import LANGUAGES, current
from school_desk.school.model import ClassGroup, Subject
from school_desk.school.names import matches, mended, sort_key

if TYPE_CHECKING:
    from school_desk.app import Desk


class ClassUnknownError(DeskError):
    """No class of this name."""

    sentence = N_("There is no class {label}. There are: {labels}.")


class SubjectUnknownError(DeskError):
    """No subject of this name, or several that begin so."""

    sentence = N_("There is no one subject {name}. There are: {names}.")


class TeacherUnknownError(DeskError):
    """No teacher of this name, or several that begin so."""

    sentence = N_("There is no one teacher {name}. There are: {names}.")


class PageUntaughtError(DeskError):
    """The class does not have the subject."""

    sentence = N_("{label:class} has no such subject in its week: {subject}.")


def class_named(desk: "Desk", text: str) -> ClassGroup:
    """The class in any usual spelling: 7А, 7 «А», 7-а, with a Latin A as well, 7-сынып."""
    groups = desk.school.class_groups()
    for one in groups:
        if plain(text) in {plain(spelling) for spelling in _spellings(one.label)}:
            return one
    labels = ", ".join(_in_words(one.label, current()) for one in groups)
    raise ClassUnknownError(label=text, labels=labels)


def subject_named(desk: "Desk", text: str) -> Subject:
    """The subject of a code, of a name in any language, or of the beginning of one."""
    subjects = desk.school.subjects()
    said = text.strip().casefold()
    for fits in (str.__eq__, str.startswith):
        found = [one for one in subjects if any(fits(name, said) for name in _names(one))]
        if len(found) == 1:
            return found[0]
    names = ", ".join(one.names[current()] for one in subjects)
    raise SubjectUnknownError(name=text, names=names)


def teacher_named(desk: "Desk", text: str) -> int:
    """The teacher whose name has words that begin so, of those who teach this year."""
    taught = {one.teacher for one in desk.school.teachings()}
    people = {who: one for who, one in desk.access.people().items() if who in taught}
    found = [who for who, one in people.items() if matches(text, one)]
    if len(found) != 1:
        names = ", ".join(sorted((one.full for one in people.values()), key=sort_key))
        raise TeacherUnknownError(name=text, names=names)
    return found[0]


def group_of(desk: "Desk", class_group: ClassGroup, subject: Subject) -> int:
    """The teaching group in which a class has a subject."""
    groups = {one.id for one in desk.school.teaching_groups() if one.class_group == class_group.id}
    for one in desk.school.teachings():
        if one.group in groups and one.subject == subject.id:
            return one.group
    raise PageUntaughtError(label=class_group.label, subject=subject.names[current()])


def plain(label: str) -> str:
    """A class label without its signs.

    >>> plain("7 «А»") == plain("7-a") == "7А"
    True
    """
    return mended("".join(sign for sign in label.upper() if sign.isalnum()))


def _spellings(label: str) -> tuple[str, ...]:
    return label, *(_in_words(label, language) for language in LANGUAGES)


def _in_words(label: str, language: str) -> str:
    # Commands that need no school must not load what writes dates and names.
    formats = importlib.import_module("school_desk.formats")
    return str(formats.class_words(label, language))


def _names(subject: Subject) -> tuple[str, ...]:
    return subject.code, *(subject.names[language].casefold() for language in LANGUAGES)
