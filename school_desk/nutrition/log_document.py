"""The logs on paper as their forms are, and the sheet of control of norms; as workbooks too."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.formats import month_name
from school_desk.formats import number as number_words
from school_desk.i18n import LANGUAGES, Spelled, Text, tell
from school_desk.nutrition.log_model import Entry, Kind, LogHead, LogMonth
from school_desk.nutrition.log_norm_model import SPAN_WORDS, Control, ControlLine, Span, Unit
from school_desk.nutrition.log_norm_rules import GRAMS_IN_KG, places_of, span_of
from school_desk.nutrition.log_words_document import head_text
from school_desk.school.calendar_model import Status

MONTH = N_("{month} {year}")
DAY = N_("{n}")
EMPTY = N_("Nothing is written in this month.")
TO_CHECK = N_("The columns of this log are not from an act: to be checked.")
SHUT = N_("Signs of illness and measures are open to the nurse: the whole log is printed by her.")
CONTROL_TITLE = N_("Sheet of control of the fulfilment of food norms")
BAND = N_("Age {band}. {month} {year}, {span}.")
CHILD_DAYS = N_("Child-days: {n}.")
FED = N_("Number fed")
NUMBER, PRODUCT = N_("No."), N_("Name of the food product")
NORM = N_("Norm of the product in grams (gross) per person")
AVERAGE, DEVIATION = N_("Average per person"), N_("Deviation from the norm, % (+/-)")
AVERAGE_OF, DEVIATION_OF = N_("Average, {span}"), N_("Deviation, %, {span}")
NO_NORMS = N_("There are no norms for this age.")
NORMS_TO_CHECK = N_(
    "The norms are to be checked: they are not from an act that is in force. Of school ages they "
    "are planning norms for one meal."
)
DIFFERS = N_("{n}: typed {typed}, store-room {issued}")
NOTE = N_("Note")
PIECES = N_("Eggs are counted in pieces.")
NURSE, HEAD = N_("Nurse"), N_("Head of the school")
GRAM_PLACES = 1
_NARROW = 0.62


def log_table(shown: LogMonth) -> PlainTable:
    """A month of a log in the columns of its form, numbered under their heads."""
    log = shown.log
    rows = tuple(_row(one, shown) for one in shown.entries)
    numbers = tuple(str(n) for n in range(1, len(log.heads) + 1))
    unsure = any(one.status is Status.TO_CHECK for one in log.heads)
    notes = (*log.notes, *((TO_CHECK,) if unsure else ()), *((SHUT,) if shown.shut else ()))
    return PlainTable(
        Text(log.official),
        tuple(_column(one, shown) for one in log.heads),
        (numbers, *rows) if rows else (),
        above=(Text(MONTH, _month(shown.month)),),
        notes=tuple(Text(one) for one in notes),
        empty=EMPTY,
        bold=frozenset((0,)) if rows else frozenset(),
        landscape=True,
    )


def control_tables(sheet: Control) -> tuple[PlainTable, ...]:
    """A page for each decade with its days, and the month beside them."""
    decades = (_decade(sheet, one) for one in Span if one is not Span.MONTH)
    return (*decades, _whole(sheet))


def _column(head: LogHead, shown: LogMonth) -> PlainColumn:
    places = 0
    if len(head.columns) == 1:
        column = shown.log.column(head.columns[0])
        places = column.places if column.kind in (Kind.AMOUNT, Kind.DEGREES) else 0
    return PlainColumn(head.words, head.share, places)


def _row(entry: Entry, shown: LogMonth) -> tuple[PlainValue, ...]:
    return tuple(_cell(entry, head, shown) for head in shown.log.heads)


def _cell(entry: Entry, head: LogHead, shown: LogMonth) -> PlainValue:
    """A number stays a number in Excel; all else is written in the languages of the paper."""
    if len(head.columns) == 1:
        found = entry[head.columns[0]]
        if isinstance(found, Decimal | Fraction):
            return found
    texts = {one: head_text(entry, head, one, shown.units) for one in LANGUAGES}
    return Spelled(texts) if any(texts.values()) else ""


def _month(month: date) -> dict[str, object]:
    name = Spelled({one: month_name(month.month, one) for one in LANGUAGES})
    return {"month": name, "year": str(month.year)}


def _decade(sheet: Control, span: Span) -> PlainTable:
    days = [one for one in _days(sheet.month) if span_of(one) is span]
    columns = (
        *(PlainColumn(NUMBER, 0.5), PlainColumn(PRODUCT, 2.6), PlainColumn(NORM, 1.3, GRAM_PLACES)),
        *(PlainColumn(Text(DAY, {"n": str(day.day)}), _NARROW, GRAM_PLACES) for day in days),
        PlainColumn(AVERAGE, 1.1, GRAM_PLACES, shaded=True),
        PlainColumn(DEVIATION, 1.2, GRAM_PLACES, shaded=True),
        PlainColumn(NOTE, 1.5),
    )
    fed: tuple[PlainValue, ...] = (
        "",
        Text(FED),
        "",
        *(str(sheet.portions.get(day, "")) for day in days),
        *("", "", ""),
    )
    rows = tuple(_of_decade(n, one, sheet, days, span) for n, one in enumerate(sheet.lines, 1))
    return _table(sheet, span, columns, (fed, *rows) if rows else ())


def _of_decade(
    number: int, line: ControlLine, sheet: Control, days: list[date], span: Span
) -> tuple[PlainValue, ...]:
    found = line.outcomes[span]
    given: tuple[PlainValue, ...] = tuple(_given(line, sheet, day) for day in days)
    average = _amount(line, found.average)
    told = (number, _name(line), _amount(line, line.norm.value), *given, average, found.deviation)
    return *told, _note(line, days)


def _note(line: ControlLine, days: list[date]) -> PlainValue:
    """The days on which something else was typed than the store-room issued: both numbers."""
    found = [(day, *line.differs[day]) for day in days if day in line.differs]
    texts = {
        language: "; ".join(
            tell(
                Text(
                    DIFFERS,
                    {
                        "n": str(day.day),
                        "typed": _kg(typed, language),
                        "issued": _kg(issued, language),
                    },
                ),
                language,
            )
            for day, typed, issued in found
        )
        for language in LANGUAGES
    }
    return Spelled(texts) if found else ""


def _kg(mass: Decimal, language: str) -> str:
    places = max(0, -int(mass.normalize().as_tuple().exponent))
    return number_words(mass, places, language)


def _amount(line: ControlLine, value: Fraction | Decimal | None) -> PlainValue:
    """Grams as numbers; pieces with a place more, written out."""
    places = places_of(line.norm)
    if value is None or places == GRAM_PLACES:
        return value
    return Spelled({one: number_words(value, places, one) for one in LANGUAGES})


def _given(line: ControlLine, sheet: Control, day: date) -> PlainValue:
    """What one got on a day, in grams or pieces."""
    mass, portions = line.by_day.get(day), sheet.portions.get(day)
    if mass is None or not portions:
        return ""
    times = GRAMS_IN_KG if line.norm.unit is Unit.GRAMS else 1
    return _amount(line, Fraction(mass) * times / portions)


def _whole(sheet: Control) -> PlainTable:
    columns = (
        *(PlainColumn(NUMBER, 0.5), PlainColumn(PRODUCT, 2.6), PlainColumn(NORM, 2.4, GRAM_PLACES)),
        *_outcome_columns(),
    )
    rows = tuple(
        (n, _name(one), _amount(one, one.norm.value), *_outcomes(one))
        for n, one in enumerate(sheet.lines, 1)
    )
    return _table(sheet, Span.MONTH, columns, rows)


def _outcome_columns() -> Iterator[PlainColumn]:
    for span in Span:
        words, month = {"span": Text(SPAN_WORDS[span])}, span is Span.MONTH
        yield PlainColumn(Text(AVERAGE_OF, words), 1.0, GRAM_PLACES, shaded=month)
        yield PlainColumn(Text(DEVIATION_OF, words), 1.0, GRAM_PLACES, shaded=month)


def _outcomes(line: ControlLine) -> Iterator[PlainValue]:
    for span in Span:
        yield _amount(line, line.outcomes[span].average)
        yield line.outcomes[span].deviation


def _table(
    sheet: Control,
    span: Span,
    columns: tuple[PlainColumn, ...],
    rows: tuple[tuple[PlainValue, ...], ...],
) -> PlainTable:
    facts = {"band": sheet.band, **_month(sheet.month), "span": Text(SPAN_WORDS[span])}
    unsure = any(one.norm.status is Status.TO_CHECK for one in sheet.lines)
    pieces = any(one.norm.unit is Unit.PIECES for one in sheet.lines)
    notes = [*([NORMS_TO_CHECK] if unsure else []), *([PIECES] if pieces else [])]
    last = span is Span.MONTH  # notes and signatures stand once, so that a decade is one page
    return PlainTable(
        Text(CONTROL_TITLE),
        columns,
        rows,
        above=(Text(BAND, facts), Text(CHILD_DAYS, {"n": sheet.child_days[span]})),
        notes=tuple(Text(one) for one in notes) if last else (),
        empty=NO_NORMS,
        signers=(NURSE, HEAD) if last else (),
        landscape=True,
        frozen=2,
    )


def _name(line: ControlLine) -> Spelled:
    names = line.norm.names
    return Spelled({"kk": names["kk"], "ru": names["ru"], "en": names["kk"]})


def _days(month: date) -> list[date]:
    found = (month.replace(day=1).toordinal() + n for n in range(31))
    return [one for one in map(date.fromordinal, found) if one.month == month.month]
