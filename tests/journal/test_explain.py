from fractions import Fraction

from hypothesis import given

from school_desk.i18n import load, tell
from school_desk.journal import explain as why
from school_desk.journal.explain import Explanation, Missing, explain, recompute
from school_desk.journal.model import MarkKind, Standing, TermCase, WorkPoints
from school_desk.journal.rules import NextMark, term_result
from school_desk.school.model import Absence
from tests.journal.kz2025 import (
    DEFAULTS,
    MEAN,
    RULES,
    SCALED_UP,
    ZERO,
    case,
    cases,
    settings_of_schools,
)


def explained(some: TermCase, settings=DEFAULTS) -> Explanation:
    return explain(some, term_result(some, RULES, settings), RULES, settings)


def notes(some: TermCase, settings=DEFAULTS) -> list[str]:
    return [note.fact.key for note in explained(some, settings).notes]


@given(cases, settings_of_schools)
def test_explanation_recomputes_to_the_mark(some, settings) -> None:
    explanation = explained(some, settings)

    assert recompute(explanation) == explanation.mark


@given(cases, settings_of_schools)
def test_parts_add_up_to_the_percent(some, settings) -> None:
    explanation = explained(some, settings)

    if explanation.percent is not None:
        assert sum(part.value for part in explanation.parts) == explanation.percent
        assert all(p.percent * p.weight == 100 * p.value for p in explanation.parts)


def test_changed_part_no_longer_recomputes() -> None:
    explanation = explained(case([9, 8, 9, 8], [[17, 20]], [21, 25]))

    assert (recompute(explanation), explanation.mark) == (5, 5)
    assert recompute(explained(case([8, 8, 9, 8], [[17, 20]], [21, 25]))) == 4


def test_full_case_shows_every_number() -> None:
    explanation = explained(case([8, 9], [[12, 15], [11, 14]], [20, 25]))

    formative, unit, term = explanation.parts
    assert (formative.average, formative.points) == (Fraction(17, 2), ((8, 10), (9, 10)))
    assert (unit.total, unit.percent) == ((23, 29), Fraction(2300, 29))
    assert (term.points, term.value) == (((20, 25),), 40)
    assert (explanation.word, explanation.next) == ("good", NextMark(5, 22))
    assert [(b.mark, b.low, b.high) for b in explanation.ladder] == [
        (3, 0, 11),
        (4, 12, 21),
        (5, 22, 25),
    ]


def test_law_is_named() -> None:
    explanation = explained(case([8], [[12, 15]], [20, 25]))

    assert (explanation.ruleset, explanation.law.number) == ("kz-2025", "125")
    assert explanation.paragraphs == ("28", "appendix 1")
    assert explained(TermCase(pass_fail=True)).paragraphs == ("16",)


def test_settled_case_needs_no_note() -> None:
    assert notes(case([8], [[12, 15]], [20, 25])) == []


def test_what_is_to_check_and_had_a_say_is_noted() -> None:
    assert notes(case([8], [[12, 15], [1, 9]], [20, 25])) == ["unit_aggregation"]
    assert notes(case([8], [[12, 15]], None)) == ["weights.formative+unit"]
    assert notes(case([8], None, [20, 25])) == ["formative_and_term"]
    assert notes(case([8])) == ["weights.formative"]
    assert notes(case(None, [[12, 15]], [20, 25])) == ["weights.unit+term"]


def test_weights_of_a_forecast_are_not_noted() -> None:
    assert notes(TermCase((8,), (WorkPoints(None, 15),))) == []


def test_what_the_school_chose_is_said() -> None:
    (note,) = explained(case([8], None, [20, 25]), SCALED_UP).notes

    assert note.changed
    assert load("en").tell(note.text) == f"{why.RENORMALISED} Chosen by the school."


def test_default_of_the_set_is_not_said_to_be_chosen() -> None:
    (note,) = explained(case([8], None, [20, 25])).notes

    assert not note.changed
    assert "50 : 50" in load("en").tell(note.text)
    assert tell(note.text, "kk")


def test_mean_of_percents_is_said_in_its_own_words() -> None:
    (note,) = explained(case([8], [[12, 15], [1, 9]], [20, 25]), MEAN).notes

    assert why.MEAN_OF_PERCENTS in load("en").tell(note.text)


def test_missing_work_is_named_with_its_reason() -> None:
    term = WorkPoints(None, 25, Absence.ILL)
    explanation = explained(TermCase((9,), (WorkPoints(3, 9), WorkPoints(None, 20)), term))

    assert explanation.standing is Standing.PENDING
    assert explanation.missing == (
        Missing(MarkKind.UNIT_SUMMATIVE, 2, 20, None),
        Missing(MarkKind.TERM_SUMMATIVE, 1, 25, Absence.ILL),
    )
    assert (explanation.mark, explanation.word, recompute(explanation)) == (None, None, None)


def test_zero_for_an_unexcused_work_is_shown_as_such() -> None:
    missed = TermCase((8,), (WorkPoints(14, 20),), WorkPoints(None, 25, Absence.UNEXCUSED))

    explanation = explained(missed, ZERO)

    assert explanation.counted_as_zero == (
        Missing(MarkKind.TERM_SUMMATIVE, 1, 25, Absence.UNEXCUSED),
    )
    assert explanation.missing == ()
    assert [note.fact.key for note in explanation.notes] == ["unexcused_missing_work"]
    assert notes(missed) == ["unexcused_missing_work"]
