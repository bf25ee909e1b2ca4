from datetime import date
from fractions import Fraction

import pytest

from school_desk.journal.facts import FactFixedError, RuleSetFactError
from school_desk.journal.model import MarkKind
from school_desk.journal.ruleset import UnreadableRuleSetError, choose, parse_ruleset
from school_desk.school.model import Absence
from tests.journal.kz2025 import DEFAULTS, RULES, TEXT


def test_shipped_set_names_its_law() -> None:
    assert (RULES.id, RULES.law.number) == ("kz-2025", "125")
    assert (RULES.law.issued, RULES.law.edition) == (date(2008, 3, 18), date(2025, 4, 30))
    assert RULES.facts["weights.formative+unit+term"].paragraph == "28"
    assert RULES.facts["scale"].paragraph == "appendix 1"


def test_shipped_set_has_the_scale_of_four_marks() -> None:
    assert [(band.low, band.mark) for band in RULES.scale] == [(0, 2), (40, 3), (65, 4), (85, 5)]
    assert [RULES.band(percent).mark for percent in (0, 39, 40, 64, 65, 84, 85, 100)] == [
        *(2, 2, 3, 3, 4, 4, 5, 5)
    ]


def test_what_nobody_has_confirmed_is_found_as_values() -> None:
    keys = {fact.key for fact in RULES.to_check}

    assert {"unit_aggregation", "formative_and_term", "unexcused_missing_work"} <= keys
    assert "weights.formative+unit" in keys
    assert "weights.formative+unit+term" not in keys
    assert RULES.facts["unit_aggregation"].choices == ("pooled", "mean_of_percents")


def test_school_may_change_what_is_to_check() -> None:
    settings = RULES.with_changes({"weights.formative+unit": [40, 60, 0]})

    both = frozenset({MarkKind.FORMATIVE, MarkKind.UNIT_SUMMATIVE})
    assert settings.weights[both][MarkKind.UNIT_SUMMATIVE] == Fraction(60)
    assert settings.changed == ("weights.formative+unit",)


@pytest.mark.parametrize("key", ["scale", "weights.formative+unit+term", "no_such_fact"])
def test_school_cannot_change_what_the_order_settles(key) -> None:
    with pytest.raises(FactFixedError):
        RULES.with_changes({key: []})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("unit_aggregation", "median"),
        ("unexcused_missing_work", 0),
        ("weights.formative+unit", [50, 40, 0]),
        ("weights.formative+unit", [50, 0, 50]),
        ("weights.formative+unit", [50.0, 50.0, 0]),
        ("weights.formative+unit", 50),
        ("pass_fail.visual_arts", "yes"),
        ("unmarked_preschool", ["0"]),
        ("signs.ru.ill", "Н"),
        ("signs.ru.ill", "ББ"),
    ],
)
def test_senseless_choice_is_refused_by_name(key, value) -> None:
    with pytest.raises(RuleSetFactError) as refusal:
        RULES.with_changes({key: value})

    assert refusal.value.facts["place"] == key or key == "signs.ru.ill"


def test_exact_thirds_may_be_written_as_weights() -> None:
    settings = RULES.with_changes({"weights.formative+unit": ["100/3", "200/3", 0]})

    both = frozenset({MarkKind.FORMATIVE, MarkKind.UNIT_SUMMATIVE})
    assert settings.weights[both][MarkKind.FORMATIVE] == Fraction(100, 3)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('id = "kz-2025"', "", "id"),
        ("valid_from = 2025-09-01", 'valid_from = "2025"', "valid_from"),
        ("[law]", "[order]", "law"),
        ("edition = 2025-04-30", "", "edition"),
        ("[facts.scale]", "[facts.scales]", "scale"),
        ("low = 40", "low = 70", "scale"),
        ("mark = 3", 'mark = "3"', "scale"),
        ("low = 0,", "low = 1,", "scale"),
        ('word = "good"', 'word = "fine"', "scale"),
        ('"half_up"', '"half_even"', "rounding"),
        ("[25, 25, 50]", "[25, 25, 60]", "weights.formative+unit+term"),
        ("[25, 25, 50]", "[25, 25]", "weights.formative+unit+term"),
        ("[25, 25, 50]", '[25, "x", 50]', "weights.formative+unit+term"),
        ("value = 10\n", "value = 0\n", "formative_top"),
        ("value = 10\n", "value = true\n", "formative_top"),
        ('paragraph = "7"', 'paragraf = "7"', "unmarked_year_levels"),
        ('paragraph = "7"', "paragraph = 7", "unmarked_year_levels"),
        ("year_levels = [1, 2, 3, 4]", "year_levels = 1", "pass_fail.digital_literacy"),
        ("first = 1,", "", "unit_top_hints"),
        ("[facts.signs.kk.ill]", "[facts.signs.kk.sick]", "signs.kk.sick"),
        ("[facts.rounding]\n", "[facts]\nloose = 1\n[facts.rounding]\n", "loose"),
    ],
)
def test_bad_file_is_refused_with_the_place(old, new, place) -> None:
    assert old in TEXT

    with pytest.raises(RuleSetFactError) as refusal:
        parse_ruleset(TEXT.replace(old, new, 1))

    assert refusal.value.facts["place"] == place
    assert place in str(refusal.value)


def test_file_that_is_not_toml_is_refused() -> None:
    with pytest.raises(UnreadableRuleSetError, match="line 2"):
        parse_ruleset('id = "kz"\nscale = [0,,1]')


def test_sets_are_chosen_by_date() -> None:
    older = parse_ruleset(
        TEXT.replace('"kz-2025"', '"kz-2020"').replace(
            "valid_from = 2025-09-01", "valid_from = 2020-09-01\nvalid_to = 2025-09-01"
        )
    )

    chosen = [
        [rules.id for rules in choose((older, RULES), day)]
        for day in (date(2019, 1, 1), date(2025, 8, 31), date(2025, 9, 1), date(2026, 10, 1))
    ]

    assert chosen == [[], ["kz-2020"], ["kz-2020", "kz-2025"], ["kz-2025"]]


def test_first_year_is_not_marked() -> None:
    assert not DEFAULTS.is_marked(0, term=4)
    assert not DEFAULTS.is_marked(1, term=4)
    assert DEFAULTS.is_marked(2, term=1)


def test_school_may_mark_the_second_year_from_the_second_half() -> None:
    settings = RULES.with_changes({"first_marked_term_of_year_2": 3})

    assert [settings.is_marked(2, term) for term in (1, 2, 3, 4)] == [False, False, True, True]
    assert settings.is_marked(3, term=1)


def test_pass_fail_subjects_depend_on_the_year() -> None:
    assert DEFAULTS.is_pass_fail("music", 7)
    assert DEFAULTS.is_pass_fail("digital_literacy", 4)
    assert not DEFAULTS.is_pass_fail("digital_literacy", 5)
    assert not DEFAULTS.is_pass_fail("mathematics", 5)


def test_school_may_mark_visual_arts() -> None:
    assert DEFAULTS.is_pass_fail("visual_arts", 3)
    assert not RULES.with_changes({"pass_fail.visual_arts": False}).is_pass_fail("visual_arts", 3)


def test_limits_are_there_to_warn() -> None:
    hint = RULES.unit_top_hint(4)

    assert (hint.low, hint.high) == (7, 15)
    assert RULES.unit_top_hint(5) is None
    assert (RULES.unit_works_per_term, RULES.term_works_per_day) == (3, 3)
    assert RULES.half_year_weekly_hours == 1


def test_signs_are_shown_in_each_language() -> None:
    assert DEFAULTS.signs["kk"][Absence.ILL] == "А"
    assert DEFAULTS.signs["ru"][Absence.LATE] == "О"
    assert DEFAULTS.letters["П"] is Absence.EXCUSED
