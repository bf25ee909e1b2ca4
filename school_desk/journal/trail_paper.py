"""What the papers of history, remarks and observed lessons say: one source for PDF and xlsx."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from school_desk import formats
from school_desk.documents.voices import Lines, Voices, class_in, told
from school_desk.errors import N_
from school_desk.i18n import Spelled, Text
from school_desk.journal.history_model import ListedChange
from school_desk.journal.history_rules import CHANGED, SEALED, how_words
from school_desk.journal.model import PageHead
from school_desk.journal.register_paper import titles_of
from school_desk.journal.remark_model import Observation, Remark

NOTHING = "—"

HISTORY = N_("History of the register page")
CORRECTIONS = N_("Corrections on the register page")
CHANGES = N_("Changes in the register")
REMARKS = N_("Remarks on keeping the register")
OBSERVATIONS = N_("Observed lessons")
OBSERVATION = N_("Record of an observed lesson")
CLOSING = N_("Closing of the term")
CLOSED_CORRECTIONS = N_("Corrections on closed pages")
PROPOSALS = N_("Proposals to the pedagogical council")
YEAR = N_("Summary of marks for the year")
SHEETS = {
    YEAR: N_("Year"),
    CLOSING: N_("Closing"),
    CLOSED_CORRECTIONS: N_("Corrections"),
    PROPOSALS: N_("Proposals"),
    HISTORY: N_("History"),
    CHANGES: N_("Changes"),
    CORRECTIONS: N_("Corrections"),
    REMARKS: N_("Remarks"),
    OBSERVATIONS: N_("Observations"),
}
WHEN, WHO, STEP = N_("When"), N_("Who"), N_("Step")
PUPIL, COLUMN, THING = N_("Pupil"), N_("Column"), N_("What")
BEFORE, AFTER = N_("Before"), N_("After")
DATE, REMARK, DEPUTY, DONE = (
    N_("Date"),
    N_("Remark on the register"),
    N_("Deputy head"),
    N_("Note of completion"),
)
CLASS, SUBJECT, TEACHER = N_("Class"), N_("Subject"), N_("Teacher")
LESSON, AIM, SEEN = N_("Lesson"), N_("Aim of the visit"), N_("What was seen")
ADVICE, OBSERVER = N_("Advice"), N_("Observed by")
SINCE = N_("From {day:long} on")
WHOLE_REGISTER = N_("whole register")
NO_CHANGES, NO_REMARKS = N_("There are no changes."), N_("There are no remarks.")
NO_OBSERVATIONS = N_("No lessons were observed.")
HEAD_OF_SCHOOL, OF_CLASS = N_("head of the school"), N_("form tutor")


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column: its head, its share of the page, its width on a sheet in letters.

    `head` is a text to translate, or a name in each language of the paper; `upright` heads are
    read from below.
    """

    head: str | Lines
    share: float
    letters: float = 16.0
    upright: bool = False

    def in_voices(self, voices: Voices) -> Lines:
        """Its head in each language of the paper."""
        return told(voices, self.head) if isinstance(self.head, str) else self.head


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A paper that is a table: titles, columns, values, who signs. Drawn by PDF and sheet alike."""

    title: str
    about: tuple[Lines, ...]
    columns: tuple[PaperColumn, ...]
    rows: tuple[tuple[object, ...], ...]
    nothing: str
    signers: tuple[tuple[str, str], ...] = ()
    block: int = 1  # so many lines stay together on one sheet


def history_table(
    head: PageHead,
    changes: Sequence[ListedChange],
    voices: Voices,
    *,
    pupil: str,
    corrections: bool,
) -> PaperTable:
    """The changes of a page (of one pupil), in the order of time."""
    columns = (
        PaperColumn(WHEN, 1.25, 20),
        PaperColumn(PUPIL, 1.5, 26),
        PaperColumn(COLUMN, 0.9, 14),
        PaperColumn(THING, 1.0, 16),
        PaperColumn(BEFORE, 1.0, 16),
        PaperColumn(AFTER, 1.0, 16),
        PaperColumn(WHO, 1.6, 28),
        PaperColumn(STEP, 1.5, 30),
    )
    rows = tuple(_history_row(one, voices) for one in changes)
    whose = ((pupil,) * len(voices),) if pupil else ()
    title = CORRECTIONS if corrections else HISTORY
    about = (_page_title(head, voices), *whose)
    return PaperTable(title, about, columns, rows, NO_CHANGES)


def changes_table(
    class_label: str,
    day: date,
    changes: Sequence[tuple[PageHead, ListedChange]],
    voices: Voices,
) -> PaperTable:
    """What changed on pages of a class since a day, in the order of time."""
    columns = (
        PaperColumn(WHEN, 1.2, 20),
        PaperColumn(SUBJECT, 1.1, 20),
        PaperColumn(PUPIL, 1.3, 26),
        PaperColumn(COLUMN, 0.8, 14),
        PaperColumn(THING, 1.0, 16),
        PaperColumn(BEFORE, 1.0, 16),
        PaperColumn(AFTER, 1.0, 16),
        PaperColumn(WHO, 1.4, 28),
        PaperColumn(STEP, 1.4, 30),
    )
    rows = []
    for head, one in changes:
        when, *rest = _history_row(one, voices)
        rows.append((when, Spelled(head.subject_names), *rest))
    about = (class_in(class_label, voices), told(voices, SINCE, day=day))
    return PaperTable(CHANGES, about, columns, tuple(rows), NO_CHANGES)


def remarks_table(class_label: str, remarks: Sequence[Remark], voices: Voices) -> PaperTable:
    """The sheet of remarks of a class: date, remark, deputy head, done."""
    columns = (
        PaperColumn(DATE, 0.7, 12),
        PaperColumn(SUBJECT, 1.1, 20),
        PaperColumn(REMARK, 3.2, 60),
        PaperColumn(DEPUTY, 1.3, 26),
        PaperColumn(DONE, 2.0, 40),
    )
    rows = tuple(_remark_row(one, voices) for one in remarks)
    return PaperTable(REMARKS, (class_in(class_label, voices),), columns, rows, NO_REMARKS)


def observations_table(found: Sequence[Observation]) -> PaperTable:
    """A line for each observed lesson."""
    columns = (
        PaperColumn(DATE, 0.75, 12),
        PaperColumn(LESSON, 0.5, 8),
        PaperColumn(CLASS, 0.6, 10),
        PaperColumn(SUBJECT, 1.0, 20),
        PaperColumn(TEACHER, 1.2, 26),
        PaperColumn(AIM, 1.3, 36),
        PaperColumn(SEEN, 2.4, 60),
        PaperColumn(ADVICE, 1.6, 40),
        PaperColumn(OBSERVER, 1.1, 26),
    )
    rows = tuple(tuple(value for _caption, value in facts_of(one)) for one in found)
    return PaperTable(OBSERVATIONS, (), columns, rows, NO_OBSERVATIONS)


def facts_of(one: Observation) -> tuple[tuple[str, object], ...]:
    """What a record of an observed lesson says, caption by caption."""
    return (
        (DATE, one.day),
        (LESSON, one.slot),
        (CLASS, one.class_label),
        (SUBJECT, Spelled(one.subject_names or {"kk": ""})),
        (TEACHER, one.teacher_name),
        (AIM, one.aim),
        (SEEN, one.seen),
        (ADVICE, one.advice),
        (OBSERVER, one.writer),
    )


def in_voices(value: object, voices: Voices) -> Lines:
    """A value in each language of the document; nothing is a dash."""
    if value is None or value == "":
        return (NOTHING,) * len(voices)
    return tuple(_said(value, voice.language, voices, n) for n, voice in enumerate(voices))


def _said(value: object, language: str, voices: Voices, place: int) -> str:
    if isinstance(value, datetime):
        day = formats.date_short(value.date(), language)
        return f"{day}, {formats.time_of_day(value)}"
    if isinstance(value, date):
        return formats.date_short(value, language)
    if isinstance(value, tuple):
        return str(value[place])
    if isinstance(value, Text):
        return voices[place].tell(value)
    if isinstance(value, Spelled):
        return value.within(language)
    return str(value)


def _page_title(head: PageHead, voices: Voices) -> Lines:
    labels, periods = class_in(head.class_label, voices), titles_of(head.period, voices)
    return tuple(
        f"{label} · {head.subject_names.get(voice.language, '')} · {period}"
        for voice, label, period in zip(voices, labels, periods, strict=True)
    )


def _history_row(one: ListedChange, voices: Voices) -> tuple[object, ...]:
    line = one.line
    return (
        line.at,
        one.pupil,
        one.place,
        told(voices, line.what),
        None if line.secret else line.before,
        told(voices, SEALED if line.sealed else CHANGED) if line.secret else line.after,
        line.who,
        tuple(how_words(line, voice) for voice in voices),
    )


def _remark_row(one: Remark, voices: Voices) -> tuple[object, ...]:
    about: object = (
        Spelled(one.subject_names) if one.subject_names else told(voices, WHOLE_REGISTER)
    )
    return one.day, about, one.text, one.writer, _done(one, voices)


def _done(one: Remark, voices: Voices) -> object:
    """When, by whom, with which answer; an open one has room to sign by hand."""
    if one.done_on is None:
        return " "
    return tuple(
        " · ".join(
            part
            for part in (formats.date_short(one.done_on, voice.language), one.done_by, one.answer)
            if part
        )
        for voice in voices
    )
