"""What the form of a consent says: the seven items of art. 8(4) of the law, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.documents.voices import Lines, Voices, told
from school_desk.errors import N_
from school_desk.formats import class_words
from school_desk.i18n import Text
from school_desk.school.consent_model import (
    STANDING_WORDS,
    ConsentLine,
    ConsentText,
    KnownSubject,
    Operator,
    Standing,
    Told,
)

TITLE = N_("Consent to the processing of personal data")
LAW = N_(
    "Law of the Republic of Kazakhstan of 21.05.2013 No. 94-V on personal data, article 8. "
    "Version {version} of the text."
)
GIVER = N_("Who gives the consent")
OPERATOR = N_("1. Who processes the data")
BIN = N_("BIN {bin}")
SUBJECT = N_("2. Whose data")
OF_CLASS = N_("{name}, class {label}")
TERM = N_("3. For how long")
FROM_TO = N_("from {starts:short} to {ends:short}")
THIRD = N_("4. To third parties")
ABROAD = N_("5. Abroad")
PUBLISHED = N_("6. Published")
DATA = N_("7. Which data")
PURPOSE = N_("For what")
HANDED, NOT_HANDED = N_("handed over: {third}"), N_("not handed over")
SENT, NOT_SENT = N_("sent abroad"), N_("not sent abroad")
OPEN, NOT_OPEN = N_("published, everybody can see it"), N_("not published")
PROOF = N_("Identity document")
WITHDRAWAL = N_(
    "I may withdraw the consent at any time by a letter to the school. The processing then stops "
    "within {days} working days. Lessons, attendance and meals do not depend on this consent."
)
SIGNED, PUPIL_SIGNED, DAY = (
    N_("Signature and name of who gives the consent"),
    N_("Signature of the pupil, from the age of 14"),
    N_("Date"),
)
BLANK = "______________________"
LIST_TITLE = N_("Consents to the processing of personal data")
ON_DAY = N_("On {day:short}.")
HEADS = (
    *(N_("Class"), N_("Surname, given name"), N_("Consent"), N_("Standing")),
    *(N_("Given by"), N_("Since"), N_("Until"), N_("Stop by")),
)
SHARES = (0.7, 2.0, 1.8, 1.5, 1.8, 0.9, 0.9, 0.9)
NOBODY = N_("Nobody has to be asked for a consent.")
HEAD_OF_SCHOOL = N_("Head of the school")


@dataclass(frozen=True, slots=True)
class FormOfConsent:
    """One sheet to sign: whose data, by which text; what nobody knows yet is written by hand."""

    person: KnownSubject
    text: ConsentText
    operator: Operator
    starts: date
    ends: date
    giver: str = ""
    document: str = ""
    days_to_stop: int = 15


def items(form: FormOfConsent, voices: Voices) -> Iterator[tuple[Lines, Lines]]:
    """The purpose and the seven items, each with what the school knows of it."""
    text = form.text
    yield told(voices, PURPOSE), _of(text.purpose, voices)
    yield told(voices, OPERATOR), _operator(form.operator, voices)
    yield told(voices, SUBJECT), _subject(form.person, voices)
    yield told(voices, TERM), told(voices, FROM_TO, starts=form.starts, ends=form.ends)
    yield told(voices, THIRD), _third(text, voices)
    yield told(voices, ABROAD), told(voices, SENT if text.abroad else NOT_SENT)
    yield told(voices, PUBLISHED), told(voices, OPEN if text.published else NOT_OPEN)
    yield told(voices, DATA), _of(text.data, voices)


def list_table(lines: tuple[ConsentLine, ...], day: date) -> PlainTable:
    """Who has which consent, as a table for paper and workbook."""
    return PlainTable(
        Text(LIST_TITLE),
        tuple(PlainColumn(head, share) for head, share in zip(HEADS, SHARES, strict=True)),
        tuple(_row(one) for one in lines),
        above=(Text(ON_DAY, {"day": day}),),
        empty=NOBODY,
        signers=(HEAD_OF_SCHOOL,),
        landscape=True,
        frozen=2,
    )


def _row(one: ConsentLine) -> tuple[PlainValue, ...]:
    consent, group = one.consent, one.person.class_group
    return (
        group.label if group else "",
        one.person.name.listed,
        one.text.name,
        Text(STANDING_WORDS[one.standing]),
        consent.giver if consent else None,
        consent.starts if consent else None,
        consent.ends if consent else None,
        consent.effect_by if consent and one.standing is Standing.WITHDRAWN else None,
    )


def _of(words: Told, voices: Voices) -> Lines:
    return tuple(words.get(voice.language, words["kk"]) for voice in voices)


def _operator(operator: Operator, voices: Voices) -> Lines:
    numbers = told(voices, BIN, bin=operator.bin or BLANK)
    names = _of(operator.names, voices)
    return tuple(f"{name}, {number}" for name, number in zip(names, numbers, strict=True))


def _subject(person: KnownSubject, voices: Voices) -> Lines:
    if person.class_group is None:
        return (person.name.full,)
    label = person.class_group.label
    return tuple(
        voice.fill(
            voice(OF_CLASS),
            {"name": person.name.full, "label": class_words(label, voice.language)},
        )
        for voice in voices
    )


def _third(text: ConsentText, voices: Voices) -> Lines:
    if not text.third["kk"]:
        return told(voices, NOT_HANDED)
    return tuple(
        voice.fill(voice(HANDED), {"third": each})
        for voice, each in zip(voices, _of(text.third, voices), strict=True)
    )
