"""The extract of a person in words, table by table, and as a file that any program can read."""

import json
from collections.abc import Callable, Mapping
from datetime import date

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.formats import class_words, date_short
from school_desk.i18n import LANGUAGES, Spelled, Text, Translator, translator
from school_desk.school.consent_model import FORM_WORDS
from school_desk.school.guardian_model import RELATION_WORDS
from school_desk.school.joining_model import Where
from school_desk.school.joining_rules import TITLES
from school_desk.school.movement_model import KIND_WORDS
from school_desk.school.person_model import KeptRow, PersonData, Value
from school_desk.school.person_rules import number_of

TITLE = N_("Extract of a person's data")
ABOUT = N_("{name}. Everything that the school keeps of this person in this program.")
WHAT, WHERE, HELD = N_("Records"), N_("When and where"), N_("What is written")
NOTHING = N_("Nothing is kept.")
HEAD = N_("Head of the school")
LESSON = N_("lesson {slot}")
FORMAT = "school-desk/person/1"
"""What the file is called; another shape gets another number."""

TABLES: Mapping[str, str] = {
    **TITLES,
    "pupil": N_("Name"),
    "guardian": N_("Personal file"),
    "account": N_("Name"),
    "staff_file": N_("Personal file"),
    "role_grant": N_("Roles"),
    "teaching": N_("Subjects taught"),
    "teacher_time": N_("Hours without lessons"),
}
COLUMNS: Mapping[str, str] = {
    "surname": N_("Surname"),
    "given": N_("Given name"),
    "patronymic": N_("Patronymic"),
    "second_surname": N_("Surname"),
    "second_given": N_("Given name"),
    "second_patronymic": N_("Patronymic"),
    "birth_date": N_("Birth date"),
    "sex": N_("Sex"),
    "iin": N_("IIN"),
    "address": N_("Address"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "workplace": N_("Place of work"),
    "position": N_("Position"),
    "relation": N_("Relation"),
    "guardian": N_("Guardian"),
    "class_group": N_("Class"),
    "from_class": N_("From where"),
    "to_class": N_("Where to"),
    "starts": N_("Since"),
    "ends": N_("Until"),
    "order_number": N_("Order No."),
    "order_date": N_("Order of"),
    "reason": N_("Reason"),
    "note": N_("Note"),
    "outcome": N_("Outcome"),
    "giver": N_("Given by"),
    "document": N_("Identity document"),
    "text": N_("Consent"),
    "withdrawn_on": N_("Withdrawn on"),
    "effect_by": N_("Stop by"),
    "points": N_("Points"),
    "top": N_("Maximum"),
    "mark": N_("Mark"),
    "percent": N_("Percent"),
    "sign_in": N_("Sign-in name"),
    "hired": N_("Works since"),
    "left_on": N_("Left on"),
    "education": N_("Education"),
}
CODES: Mapping[str, str] = {
    **{f"relation/{one.value}": words for one, words in RELATION_WORDS.items()},
    **{f"kind/{one.value}": words for one, words in KIND_WORDS.items()},
    **{f"form/{one.value}": words for one, words in FORM_WORDS.items()},
    "relation/self": N_("the person"),
    "sex/male": N_("Boy"),
    "sex/female": N_("Girl"),
    "sign/ill": N_("Ill"),
    "sign/excused": N_("Valid reason"),
    "sign/unexcused": N_("No valid reason"),
    "sign/late": N_("Late"),
}
SILENT = frozenset(("row", "merged_into", "main", "recorded_by", "recorded_on", "day", "year"))
"""What a reader of the paper need not see, or sees as the place already; the file has it."""


def extract_table(data: PersonData) -> PlainTable:
    """Everything of a person in three columns."""
    rows: list[tuple[PlainValue, ...]] = []
    before = ""
    for one in data.rows:
        title = Text(TABLES.get(one.table, one.table)) if one.table != before else ""
        before = one.table
        rows.append((title, _in_all(one, _place), _in_all(one, _held)))
    return PlainTable(
        Text(TITLE),
        (PlainColumn(WHAT, 1.2), PlainColumn(WHERE, 2.4), PlainColumn(HELD, 2.6)),
        tuple(rows),
        above=(Text(ABOUT, {"name": data.person.name.full}),),
        empty=NOTHING,
        signers=(HEAD,),
    )


def extract_file(data: PersonData, made: date) -> bytes:
    """Everything of a person as JSON: names of tables and columns as the program has them."""
    rows = [
        {"table": one.table, "where": _facts(one.where), "values": dict(one.values)}
        for one in data.rows
    ]
    told = {
        "format": FORMAT,
        "made": made.isoformat(),
        "person": number_of(data.person),
        "name": data.person.name.full,
        "rows": rows,
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _in_all(one: KeptRow, say: Callable[[KeptRow, Translator], str]) -> Spelled:
    return Spelled({code: say(one, translator(code)) for code in LANGUAGES})


def _place(one: KeptRow, voice: Translator) -> str:
    where = one.where
    parts = (
        date_short(where.day, voice.language) if where.day else "",
        voice.fill(voice(LESSON), {"slot": where.slot}) if where.slot else "",
        where.subject.get(voice.language) or where.subject.get("kk", ""),
        class_words(where.class_label, voice.language) if where.class_label else "",
        *where.words,
    )
    return ", ".join(part for part in parts if part)


def _held(one: KeptRow, voice: Translator) -> str:
    told = [
        _said(column, value, voice, alone=len(one.values) == 1)
        for column, value in one.values
        if column not in SILENT
    ]
    return "; ".join(told)


def _said(column: str, value: Value, voice: Translator, *, alone: bool) -> str:
    words = CODES.get(f"{column}/{value}")
    text = voice(words) if words else _day(value, voice)
    caption = COLUMNS.get(column)
    return text if alone or caption is None else f"{voice(caption)}: {text}"


def _day(value: Value, voice: Translator) -> str:
    """A date as people write it, anything else as it is."""
    try:
        return date_short(date.fromisoformat(str(value)), voice.language)
    except ValueError:
        return str(value)


def _facts(where: Where) -> dict[str, object]:
    told = {
        "day": where.day.isoformat() if where.day else None,
        "lesson": where.slot,
        "subject": dict(where.subject) or None,
        "class": where.class_label or None,
        "words": list(where.words) or None,
    }
    return {name: value for name, value in told.items() if value is not None}
