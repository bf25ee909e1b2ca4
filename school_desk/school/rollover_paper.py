"""What the list of a rollover says: the same for PDF and workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from school_desk import formats
from school_desk.documents.voices import Lines, Voices, class_in, one_line, told
from school_desk.formats import NOTHING
from school_desk.i18n import Text
from school_desk.school import rollover_words as words
from school_desk.school.model import PersonName
from school_desk.school.rollover_model import Label, RolloverPlan
from school_desk.school.rollover_rules import written


@dataclass(frozen=True, slots=True)
class RolloverList:
    """A plan, and the names of the form tutors by account."""

    plan: RolloverPlan
    people: Mapping[int, PersonName]


def said(text: Text, voices: Voices) -> Lines:
    """A sentence in each language of the document."""
    return tuple(voice.tell(text) for voice in voices)


def class_name(label: Label | None, voices: Voices) -> str:
    """A class of the next year in words."""
    return NOTHING if label is None else one_line(class_in(written(label), voices))


def class_rows(
    shown: RolloverList, voices: Voices
) -> Iterator[tuple[str, str, str, int, int, int]]:
    """The classes of the next year: name, where from, form tutor, how many come, repeat, are."""
    for one in shown.plan.classes:
        tutor = shown.people.get(one.form_tutor) if one.form_tutor is not None else None
        named = formats.short_name(tutor) if tutor else one_line(told(voices, words.OPEN))
        whence = one_line(said(words.whence(one), voices))
        yield class_name(one.label, voices), whence, named, *words.comers(shown.plan, one)


def pupil_rows(shown: RolloverList, voices: Voices) -> Iterator[tuple[str, str, str, str]]:
    """The pupils: name, class now, class next year, why."""
    for one in shown.plan.goings:
        here = one_line(class_in(one.of.label, voices))
        why = one_line(said(words.reason(one), voices))
        yield one.pupil.name.listed, here, class_name(one.to, voices), why
