"""What the facts of a rule set are called, and their values in words: for screen and command."""

from collections.abc import Callable, Mapping

from school_desk.errors import N_
from school_desk.i18n import Spelled, Text
from school_desk.journal.facts import Fact
from school_desk.journal.rule_values import ABSENCES, NO, YES, FactKind, kind_of, value_text
from school_desk.journal.ruleset import FIRST_MARKED_TERM, SCALE_OF_YEAR

SubjectNames = Mapping[str, Mapping[str, str]]
"""The names of subjects in each language, by code."""

NAMES = {
    "scale": N_("Percent and mark"),
    "rounding": N_("Rounding of the percent"),
    "quality_border": N_("Quality of knowledge: from this percent on"),
    "unmarked_year_levels": N_("Year levels without marks"),
    "unmarked_preschool": N_("Preschool classes without marks"),
    "pass_fail_period": N_("Pass or fail is entered"),
    "pass_fail_scale": N_("Lessons of pass-or-fail subjects take"),
    "unmarked_subjects": N_("Subjects without marks"),
    "unmarked_scale": N_("Lessons without marks take"),
    "half_year_weekly_hours": N_("Half-year mark: up to so many hours a week"),
    "formative_bottom": N_("Formative points: lowest"),
    "formative_top": N_("Formative points: highest"),
    "weights.formative+unit+term": N_("Weights FA : SAU : SAT"),
    "weights.formative+unit": N_("Weights FA : SAU : SAT without a term summative"),
    "weights.formative+term": N_("Weights FA : SAU : SAT without unit summatives"),
    "weights.unit+term": N_("Weights FA : SAU : SAT without formative points"),
    "weights.formative": N_("Weights FA : SAU : SAT, formative points alone"),
    "weights.unit": N_("Weights FA : SAU : SAT, unit summatives alone"),
    "weights.term": N_("Weights FA : SAU : SAT, a term summative alone"),
    "formative_and_term": N_("No unit summative by plan"),
    "unit_aggregation": N_("Several unit summatives"),
    "unexcused_missing_work": N_("A work missed without a valid reason"),
    "unit_works_per_term": N_("Unit summatives a term, at most"),
    "term_works_per_day": N_("Term summatives of a class a day, at most"),
    "unit_top_hints": N_("Usual maximum of a unit summative, by year level"),
    "achieved_percent": N_("An objective is achieved from this percent on"),
    "indicators_include_not_attested": N_("Not attested pupils count in the shares"),
    "sou_shown": N_("The indicator of learning is shown"),
    "sou_weight_not_attested": N_("Weight of a not attested pupil in the indicator of learning"),
    "year_mark": N_("Year mark"),
    "year_past_marks": N_("Marks from another school in the year mark"),
    "year_missing_period": N_("A term without a mark in the year mark"),
    "exam_weight": N_("Weight of the exam in the final mark, percent"),
    "year_input": N_("The year result in the final mark"),
    "exam_year_levels": N_("Year levels with final exams"),
    "graduating_year_levels": N_("Year levels that leave with a certificate"),
    "repeats_from_subjects": N_("A class is repeated with a 2 in so many subjects"),
    "never_repeating_year_levels": N_("Year levels repeated only at the parents' request"),
    "praise_year_levels": N_("Year levels of the praise sheet"),
    "honours_basic_from": N_("Honours of basic school: all marks 5 from year level"),
    "honours_general_from": N_("Honours of general school: all marks 5 from year level"),
}
PLAIN = "{text}"
"""A value that is no word: it stands as it is in every language."""

PASS_FAIL_SUBJECT = N_("Pass or fail: {subject}")
SCALE_OF = N_("Percent and mark in year {year_level}")
FIRST_TERM_OF = N_("First term with marks in year {year_level}")
SIGN_OF = N_("Sign ({language}): {absence}")
LANGUAGES = {"kk": N_("Kazakh"), "ru": N_("Russian"), "en": N_("English")}
VALUES = {
    YES: N_("yes"),
    NO: N_("no"),
    "term": N_("each term"),
    "half_year": N_("each half-year"),
    "year": N_("once a year"),
    "points": N_("points"),
    "achieved": N_("achieved or not yet"),
    "none": N_("attendance only"),
    "half_half": N_("formative and term summative by halves"),
    "renormalise": N_("the other weights scaled up to 100"),
    "pooled": N_("points and maxima added together"),
    "mean_of_percents": N_("the mean of their percents"),
    "must_sit": N_("must still be written"),
    "zero": N_("counts as 0 points"),
    "mean_of_marks": N_("mean of the marks of terms, a half goes up"),
    "count": N_("count"),
    "leave_out": N_("do not count"),
    "leave_empty": N_("leaves the year mark empty"),
    "mean_of_existing": N_("the mean of the marks there are"),
    "rounded_mark": N_("the whole year mark"),
    "mean": N_("the mean before rounding"),
    "half_up": N_("once, at the end, a half goes up"),
}


def fact_name(fact: Fact, subjects: SubjectNames) -> Text:
    """What a fact is called."""
    if fact.key in NAMES:
        return Text(NAMES[fact.key])
    make = _MAKERS.get(fact.key.split(".")[0], _as_it_is)
    return _of_year(fact.key) or make(fact.key, subjects)


def value_words(fact: Fact, text: str) -> Text:
    """A value (as `value_text` writes it) in words where it is a code, else as it is."""
    coded = kind_of(fact) in (FactKind.CHOICE, FactKind.YES_NO) or fact.key in (
        "rounding",
        "year_mark",
    )
    return Text(VALUES[text]) if coded and text in VALUES else Text(PLAIN, {"text": text})


def subjects_in_words(fact: Fact, value: object, subjects: SubjectNames) -> tuple[Text, ...]:
    """The names of subjects that a fact lists by code."""
    codes = value if isinstance(value, list | tuple) else ()
    if kind_of(fact) is not FactKind.CODES:
        return (value_words(fact, value_text(fact, value)),)
    return tuple(Text(PLAIN, {"text": _named(str(code), subjects)}) for code in codes)


def _of_year(key: str) -> Text | None:
    for place, name in ((SCALE_OF_YEAR, SCALE_OF), (FIRST_MARKED_TERM, FIRST_TERM_OF)):
        if key.startswith(place):
            return Text(name, {"year_level": key.removeprefix(place)})
    return None


def _of_subject(key: str, subjects: SubjectNames) -> Text:
    return Text(PASS_FAIL_SUBJECT, {"subject": _named(key.rpartition(".")[2], subjects)})


def _of_sign(key: str, _subjects: SubjectNames) -> Text:
    _signs, language, absence = key.split(".")
    words = {"language": Text(LANGUAGES[language]), "absence": Text(ABSENCES[absence])}
    return Text(SIGN_OF, words)


def _as_it_is(key: str, _subjects: SubjectNames) -> Text:
    return Text(PLAIN, {"text": key})


def _named(code: str, subjects: SubjectNames) -> Spelled | str:
    return Spelled(subjects[code]) if code in subjects else code


_MAKERS: Mapping[str, Callable[[str, SubjectNames], Text]] = {
    "pass_fail": _of_subject,
    "signs": _of_sign,
}
