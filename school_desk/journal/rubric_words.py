"""What a rubric says, in Kazakh and Russian: sentences made of the criterion, or as written."""

from school_desk.errors import N_
from school_desk.i18n import Translator, translator
from school_desk.journal.attainment import Attainment
from school_desk.journal.model import MarkKind, Work
from school_desk.journal.register_paper import KIND_NAMES
from school_desk.journal.rubric import Part, RubricRow

FOR_PARENTS = N_("Rubric for parents")
ON_UNIT = N_("on the results of the summative assessment of the unit “{unit}”")
ON_UNIT_NUMBER = N_("on the results of unit summative {number}")
ON_TERM = N_("on the results of the term summative")
CRITERION = N_("Criterion of assessment")
TASK = N_("Task {number}")
WHOLE_WORK = N_("Tasks of the work")

PART_OF = {
    Attainment.LOW: Part.LOW,
    Attainment.MIDDLE: Part.MIDDLE,
    Attainment.HIGH: Part.HIGH,
}
SENTENCES = {
    Part.LOW: N_("Has difficulty with the tasks on “{criterion}”."),
    Part.MIDDLE: N_("Makes mistakes in the tasks on “{criterion}”."),
    Part.HIGH: N_("Does the tasks on “{criterion}” correctly."),
}
PLAIN_SENTENCES = {
    Part.LOW: N_("Has difficulty with the tasks."),
    Part.MIDDLE: N_("Makes mistakes in the tasks."),
    Part.HIGH: N_("Does the tasks correctly."),
}


def said(row: RubricRow, part: Part, language: str) -> str:
    """A text of a row: as a person wrote it in this language, else as it is made."""
    return row.texts.get((part, language)) or made(row, part, language)


def made(row: RubricRow, part: Part, language: str) -> str:
    """A text of a row as the program makes it."""
    voice = translator(language)
    if part is Part.CRITERION:
        return _criterion(row, voice)
    criterion = row.texts.get((Part.CRITERION, language)) or _named(row)
    if not criterion:
        return voice(PLAIN_SENTENCES[part])
    return voice.fill(voice(SENTENCES[part]), {"criterion": criterion.rstrip(" .;")})


def about(work: Work, language: str) -> str:
    """Which work a rubric tells of."""
    voice = translator(language)
    if work.kind is MarkKind.TERM_SUMMATIVE:
        return voice(ON_TERM)
    if work.title:
        return voice.fill(voice(ON_UNIT), {"unit": work.title})
    return voice.fill(voice(ON_UNIT_NUMBER), {"number": work.number})


def points_of(points: int | None, work: Work, language: str) -> str:
    """The points of the work beside its name."""
    name = translator(language)(KIND_NAMES[work.kind])
    return "" if points is None else f"{name}: {points} / {work.top}"


def _criterion(row: RubricRow, voice: Translator) -> str:
    named = _named(row)
    if named:
        return named
    if row.tasks:
        return voice.fill(voice(TASK), {"number": row.tasks[0]})
    return voice(WHOLE_WORK)


def _named(row: RubricRow) -> str:
    """The criterion in the words of the task, or as typed in the other language."""
    typed = (text for (part, _language), text in row.texts.items() if part is Part.CRITERION)
    return row.criterion or next((text for text in typed if text), "")
