"""What the analysis of results says, in words of a language: one source for screen and papers."""

from collections.abc import Iterator

from school_desk import formats
from school_desk.documents.voices import Voices, voices_of
from school_desk.errors import N_
from school_desk.i18n import Translator, translator
from school_desk.journal.analysis import (
    Analysis,
    Figure,
    ObjectiveShare,
    TextName,
    WorkResults,
    WorkTextName,
)
from school_desk.journal.attainment import Attainment
from school_desk.journal.model import Work
from school_desk.journal.register_paper import NOTHING, work_name
from school_desk.school.model import Pupil

ANALYSIS = N_("Analysis of summative results")
PUPILS = N_("Pupils: {n}")
WORK = N_("Work")
WROTE = N_("Wrote")
TOP = N_("Maximum")
QUALITY = N_("Quality, %")
PROGRESS = N_("Pass rate, %")
OBJECTIVES = N_("Learning objectives")

TEXT_HEADS = {
    TextName.AIM: N_("Aim"),
    TextName.RESULTS: N_("1. Analysis of the results"),
    TextName.DIFFICULTIES: N_("2. Difficulties in the work"),
    TextName.REASONS: N_("3. Reasons of the difficulties"),
    TextName.CORRECTION: N_("4. Planned correction"),
}
WORK_TEXT_HEADS = {
    WorkTextName.ACHIEVED: N_("Achieved objectives"),
    WorkTextName.DIFFICULT: N_("Objectives that caused difficulty"),
}
FIGURE_NAMES = {
    Figure.WROTE: N_("Wrote"),
    Figure.ABSENT: N_("Did not write"),
    Figure.LOW: N_("Low attainment"),
    Figure.MIDDLE: N_("Middle attainment"),
    Figure.HIGH: N_("High attainment"),
    Figure.QUALITY: N_("Quality"),
    Figure.PROGRESS: N_("Pass rate"),
}
ATTAINED = (Figure.HIGH, Figure.MIDDLE, Figure.LOW)

AIM = N_("Find out how far the learning objectives are reached and plan the correction.")
ABOUT_WORK = N_("{work}: {wrote} of {pupils} wrote, quality {quality}, progress {progress}.")
NOT_WRITTEN = N_("{work}: not written yet.")
REACHED = {
    Figure.LOW: N_("Low ({low}–{high}): {names}"),
    Figure.MIDDLE: N_("Middle ({low}–{high}): {names}"),
    Figure.HIGH: N_("High ({low}–{high}): {names}"),
}
ABSENT = N_("Did not write: {names}")
DIFFICULT = N_("{work}: less than {border} of the points for {objectives}.")
UNDECIDED = N_("Objectives of the work: {codes}. Points are not kept by descriptor.")
DIFFICULTIES_HINT = N_("Which tasks were difficult, and where pupils went wrong")
REASONS_HINT = N_("Why it was difficult: gaps in earlier topics, lessons missed, time")
CORRECTION_HINT = N_("What is done about it, with whom and until when")
WITHOUT_OBJECTIVES = N_("The tasks of this work name no learning objectives.")


def short_name(work: Work, language: str) -> str:
    """The work as the register calls it: БЖБ 1, ТЖБ."""
    return work_name(work, _voices(language))[0]


def shown(analysis: Analysis, name: TextName, language: str) -> str:
    """The text under a heading: what a person wrote, else what is computed."""
    return analysis.kept(name).text or computed(analysis, name, language)


def computed(analysis: Analysis, name: TextName, language: str) -> str:
    """The text that the program proposes; some only a teacher can write."""
    voice = translator(language)
    if name is TextName.AIM:
        return voice(AIM)
    if name is TextName.RESULTS:
        works = ("\n".join(_about(analysis, one, voice)) for one in analysis.works)
        return "\n\n".join(works)
    if name is TextName.DIFFICULTIES:
        found = (_difficult(one, voice) for one in analysis.works)
        return "\n".join(text for text in found if text)
    return ""


def shown_objectives(work: WorkResults, name: WorkTextName, language: str) -> str:
    """The objectives of a work on one side: as a person wrote, else as their share of points."""
    return work.kept(name).text or computed_objectives(work, name, language)


def computed_objectives(work: WorkResults, name: WorkTextName, language: str) -> str:
    """The objectives on one side, a line each, with their share of points."""
    return "\n".join(_share(one, language) for one in work.shares(name))


def why_empty(work: WorkResults, language: str) -> str:
    """Why nothing is proposed for the objectives of a work, where nothing is."""
    voice = translator(language)
    if not work.objectives:
        return voice(WITHOUT_OBJECTIVES)
    codes = ", ".join(one.code for one in work.undecided)
    return voice.fill(voice(UNDECIDED), {"codes": codes}) if codes else ""


def percent_cell(work: WorkResults, figure: Figure, language: str) -> str:
    """A share in whole percents with its count, as a cell of the form: "57 % (8)"."""
    share = work.percent(figure)
    if share is None:
        return NOTHING
    return f"{formats.percent(share, 0, language)} ({work.count(figure)})"


def count_cell(work: WorkResults, figure: Figure) -> str:
    """A count; a dash while nobody has written."""
    if figure is not Figure.WROTE and not work.results:
        return NOTHING
    return str(work.count(figure)) if work.results else NOTHING


def attainment_head(analysis: Analysis, figure: Figure, language: str) -> str:
    """An attainment with its percents: the head of a column."""
    low, high = analysis.edges[Attainment(figure.value)]
    return f"{translator(language)(FIGURE_NAMES[figure])}, {low}–{high}{formats.NO_BREAK_SPACE}%"


def _about(analysis: Analysis, one: WorkResults, voice: Translator) -> Iterator[str]:
    """What is said of one work: counts, then the names by attainment."""
    work = short_name(one.work, voice.language)
    if not one.results:
        yield voice.fill(voice(NOT_WRITTEN), {"work": work})
        return
    facts = {
        "work": work,
        "wrote": len(one.results),
        "pupils": len(one.results) + len(one.absent),
        "quality": formats.percent(one.percent(Figure.QUALITY), 0, voice.language),
        "progress": formats.percent(one.percent(Figure.PROGRESS), 0, voice.language),
    }
    yield voice.fill(voice(ABOUT_WORK), facts)
    for figure in ATTAINED:
        low, high = analysis.edges[Attainment(figure.value)]
        names = _names(one.pupils(figure))
        edge = formats.percent(high, 0, voice.language)
        yield voice.fill(voice(REACHED[figure]), {"low": low, "high": edge, "names": names})
    if one.absent:
        yield voice.fill(voice(ABSENT), {"names": _names(one.absent)})


def _names(pupils: tuple[Pupil, ...]) -> str:
    return ", ".join(pupil.name.listed for pupil in pupils) or NOTHING


def _difficult(one: WorkResults, voice: Translator) -> str:
    shares = one.shares(WorkTextName.DIFFICULT)
    if not shares:
        return ""
    told = ", ".join(f"{each.code} ({_of(each, voice.language)})" for each in shares)
    border = formats.percent(one.border, 0, voice.language)
    facts = {"work": short_name(one.work, voice.language), "border": border, "objectives": told}
    return voice.fill(voice(DIFFICULT), facts)


def _share(one: ObjectiveShare, language: str) -> str:
    words = one.texts.get(language) or one.texts.get("kk") or ""
    name = f"{one.code} {words}" if words else one.code
    return f"{name} – {_of(one, language)}"


def _of(one: ObjectiveShare, language: str) -> str:
    """A percent with the points behind it."""
    return f"{formats.percent(one.percent, 0, language)}, {one.points} / {one.top}"


def _voices(language: str) -> Voices:
    return voices_of(language)  # type: ignore[arg-type]  # any language of the screen is one
