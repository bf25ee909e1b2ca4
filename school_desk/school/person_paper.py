"""The extract of a person in words, table by table, and as a file that any program can read."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, TypeVar

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.formats import class_words, date_short
from school_desk.i18n import LANGUAGES, Spelled, Text, Translator, translator
from school_desk.school.consent_model import FORM_WORDS
from school_desk.school.guardian_model import RELATION_WORDS
from school_desk.school.joining_model import Where
from school_desk.school.joining_rules import TITLES
from school_desk.school.movement_model import KIND_WORDS
from school_desk.school.person_model import KeptRow, Looked, PersonData, Value
from school_desk.school.person_rules import number_of

TITLE = N_("Extract of a person's data")
ABOUT = N_("{name}. Everything that the school keeps of this person in this program.")
WHAT, WHERE, HELD = N_("Records"), N_("When and where"), N_("What is written")
NOTHING = N_("Nothing is kept.")
HEAD = N_("Head of the school")
LESSON = N_("lesson {slot}")
WHO_LOOKED = N_("Who looked")
ON_DAYS = N_("{first:short} to {last:short}")
TIMES = N_("times: {n}")
OF_CLASS = N_("of the class {label:class}")
OF_SCHOOL = N_("of the whole school")
BY_SHEET = N_("Recovery sheet")
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
Told = TypeVar("Told")
RowCodes = Mapping[tuple[str, str], Mapping[Any, str | Spelled]]
SILENT = frozenset(("row", "merged_into", "main", "recorded_by", "recorded_on", "day", "year"))
"""What a reader of the paper need not see, or sees as the place already; the file has it."""


def extract_table(
    data: PersonData, looks: Sequence[Looked], codes: RowCodes, tables: Mapping[str, str]
) -> PlainTable:
    """Everything of a person in three columns, and last who looked.

    Args:
        data: what is kept.
        looks: who came near it.
        codes: words of what stands in columns as a code, by table and column.
        tables: a word for every table; used where this paper has no title of its own for it.
    """
    rows: list[tuple[PlainValue, ...]] = []
    before = ""
    for one in data.rows:
        title = Text(TABLES.get(one.table) or tables[one.table]) if one.table != before else ""
        before = one.table
        held = Spelled({code: _held(one, translator(code), codes) for code in LANGUAGES})
        rows.append((title, _in_all(one, _place), held))
    rows += [
        (Text(WHO_LOOKED) if number == 0 else "", _in_all(one, _looked_when), _in_all(one, _done))
        for number, one in enumerate(looks)
    ]
    return PlainTable(
        Text(TITLE),
        (PlainColumn(WHAT, 1.2), PlainColumn(WHERE, 2.4), PlainColumn(HELD, 2.6)),
        tuple(rows),
        above=(Text(ABOUT, {"name": data.person.name.full}),),
        empty=NOTHING,
        signers=(HEAD,),
    )


def extract_file(data: PersonData, looks: Sequence[Looked], made: date) -> bytes:
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
        "looks": [_look_facts(one) for one in looks],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _in_all(one: Told, say: Callable[[Told, Translator], str]) -> Spelled:
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


def _held(one: KeptRow, voice: Translator, codes: RowCodes) -> str:
    told = [
        _said(column, value, codes.get((one.table, column), {}).get(value), voice, one)
        for column, value in one.values
        if column not in SILENT
    ]
    return "; ".join(told)


def _said(
    column: str, value: Value, code: str | Spelled | None, voice: Translator, one: KeptRow
) -> str:
    alone = len(one.values) == 1
    words = CODES.get(f"{column}/{value}") or code
    text = _word(words, voice) if words else _day(value, voice)
    caption = COLUMNS.get(column)
    return text if alone or caption is None else f"{voice(caption)}: {text}"


def _word(words: str | Spelled, voice: Translator) -> str:
    return voice(words) if isinstance(words, str) else words.within(voice.language)


def _looked_when(one: Looked, voice: Translator) -> str:
    days = (
        date_short(one.first, voice.language)
        if one.first == one.last
        else voice.fill(voice(ON_DAYS), {"first": one.first, "last": one.last})
    )
    of_class = voice.fill(voice(OF_CLASS), {"label": one.class_label}) if one.class_label else ""
    return ", ".join(filter(None, (days, of_class, voice(OF_SCHOOL) if one.whole else "")))


def _done(one: Looked, voice: Translator) -> str:
    """Who, as what: what was done, with what, why, how often."""
    who = one.who or voice(BY_SHEET)
    by = f"{who} ({voice(one.role)})" if one.role else who
    times = voice.fill(voice(TIMES), {"n": one.times}) if one.times > 1 else ""
    told = (voice(one.act), voice(one.what), voice(one.why) if one.why else "", times)
    return f"{by}: {'; '.join(filter(None, told))}"


def _look_facts(one: Looked) -> dict[str, object]:
    return {
        **asdict(one),
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
    }


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
