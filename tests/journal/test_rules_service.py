"""The deputy's decisions: which rules count, which values differ, and what that would change."""

from dataclasses import replace
from fractions import Fraction

import pytest

from school_desk.access.model import NotAllowedError, Role
from school_desk.app import Entrance
from school_desk.intents import Form
from school_desk.journal.facts import FactFixedError
from school_desk.journal.model import VERDICT, MarkKind
from school_desk.journal.plan import NoRuleSetError, Plans
from school_desk.journal.rule_values import (
    FactKind,
    FactUnknownError,
    LetterTakenError,
    NotHoursError,
    NotOneLetterError,
    NotOneOfError,
    NotThreeWeightsError,
    NotWholeError,
    NotYearLevelsError,
    TableFixedError,
    WeightOfNothingError,
    WeightsSumError,
    kind_of,
    offered,
    read_value,
    value_text,
)
from school_desk.journal.rule_words import fact_name, value_words
from school_desk.journal.rules_service import (
    RuleSetUnknownError,
    RulesService,
    TermUnknownError,
)
from school_desk.journal.shipped import rulesets
from school_desk.paths import SchoolFolder
from school_desk.school.model import PersonName
from school_desk.storage.sealing import Argon2Params
from tests.journal.school_year import NEW_YEAR, school_year

SETS = {one.id: one for one in rulesets()}
NOW = "kz-2025"
TWO_UNITS = "unit_aggregation"


@pytest.fixture
def school(tmp_path):
    with school_year(tmp_path) as made:
        yield made


@pytest.fixture
def marked(school):
    """Vector 10: pooled 3, by the mean of percents 4; the second pupil has a forecast."""
    page = school.page("algebra")
    days = [column.date for column in page.columns]
    for kind, number, top, day in (
        (MarkKind.UNIT_SUMMATIVE, 1, 10, days[1]),
        (MarkKind.UNIT_SUMMATIVE, 2, 20, days[3]),
        (MarkKind.TERM_SUMMATIVE, 1, 25, days[5]),
    ):
        school.plan(page, kind, number, top, day)
    page = school.page("algebra")
    first, second, term = (work.key for work in page.works)
    for column in page.columns[:3]:
        school.types(page, column.key, "7", "7")
    school.types(page, first, "10", "10")
    school.types(page, second, "8", "8")
    school.types(page, term, "15")
    return school


def marks(school):
    return [row.result.mark for row in school.page("algebra").rows]


def changed(school):
    return {one.fact.key: one.text for one in school.desk.rules.facts(NOW) if one.changed}


# Values


def test_a_value_counts_from_the_moment_it_is_written_until_it_is_taken_back(marked):
    rules = marked.desk.rules
    before = marks(marked)

    rules.change(NOW, TWO_UNITS, "mean_of_percents")
    written = marks(marked)
    page = marked.page("algebra")
    told = marked.desk.journal.explain(page, page.rows[0].pupil.id)
    marked.desk.undo(Form())
    undone = marks(marked)
    marked.desk.redo(Form())
    rules.change(NOW, TWO_UNITS, None)

    assert (before[0], written[0], undone[0], marks(marked)[0]) == (3, 4, 3, 3)
    assert {note.fact.key: note.changed for note in told.notes}[TWO_UNITS] is True
    assert changed(marked) == {}


def test_a_preview_names_marks_and_forecasts_and_writes_nothing(marked):
    steps = []
    preview = marked.desk.rules.preview(
        NOW, TWO_UNITS, "mean_of_percents", lambda done, total: steps.append((done, total))
    )

    assert (preview.marks, preview.others, preview.turned) == (1, 0, 0)
    (effect,) = preview.effects
    assert (effect.pupil.surname, effect.before.mark, effect.after.mark) == ("Әбіш", 3, 4)
    assert effect.subject_names["kk"] == "algebra"
    assert steps[-1] == (preview.pages, preview.pages)
    assert changed(marked) == {}
    assert marks(marked)[0] == 3


def test_a_preview_says_exactly_what_changing_then_does(marked):
    before = marked.page("algebra").rows
    preview = marked.desk.rules.preview(NOW, TWO_UNITS, "mean_of_percents")

    marked.desk.rules.change(NOW, TWO_UNITS, "mean_of_percents")

    after = marked.page("algebra").rows
    differ = {
        new.pupil.name
        for old, new in zip(before, after, strict=True)
        if (old.result.standing, old.result.mark) != (new.result.standing, new.result.mark)
    }
    assert {one.pupil for one in preview.effects} == differ


def test_a_preview_can_be_stopped(marked):
    class StoppedHereError(Exception):
        pass

    def stop(done, _total):
        if done == 2:
            raise StoppedHereError

    with pytest.raises(StoppedHereError):
        marked.desk.rules.preview(NOW, TWO_UNITS, "mean_of_percents", stop)
    assert changed(marked) == {}


def test_a_preview_counts_the_pages_that_would_run_otherwise(school):
    preview = school.desk.rules.preview(NOW, "pass_fail_period", "year")

    assert preview.marks == 0
    # Music of three classes, each with two half-years.
    assert preview.turned == 6


def test_a_verdict_that_would_no_longer_be_seen_is_counted(school):
    school.types(school.page("music"), VERDICT, "С")
    preview = school.desk.rules.preview(NOW, "pass_fail_period", "year")

    assert preview.marks == 1
    assert preview.effects[0].before.passed is True


def test_the_rule_set_s_own_value_is_no_choice_of_the_school(school):
    school.desk.rules.change(NOW, TWO_UNITS, "mean_of_percents")
    school.desk.rules.change(NOW, TWO_UNITS, "pooled")

    assert changed(school) == {}


def test_half_year_hours_of_an_old_set_are_a_choice_that_reaches_pages(school):
    for term in (1, 2, 3, 4):
        school.desk.rules.choose(term, "kz-2021")
    before = school.page("algebra").head.period.key

    school.desk.rules.change("kz-2021", "half_year_weekly_hours", "2")

    assert (before, school.page("algebra").head.period.key) == ("term/1", "half_year/1")


@pytest.mark.parametrize(
    ("key", "text", "refusal"),
    [
        ("weights.formative+unit", "50 40 0", WeightsSumError),
        ("weights.formative+unit", "50 0 50", WeightOfNothingError),
        ("weights.formative+unit", "50 50", NotThreeWeightsError),
        ("weights.formative+unit", "a b c", NotThreeWeightsError),
        ("weights.formative+unit", "-50 150 0", NotThreeWeightsError),
        (TWO_UNITS, "median", NotOneOfError),
        ("pass_fail.visual_arts", "maybe", NotOneOfError),
        ("first_marked_term_of_year_2", "0", NotWholeError),
        ("first_marked_term_of_year_2", "6", NotWholeError),
        ("achieved_percent", "65.5", NotWholeError),
        ("achieved_percent", "٦٥", NotWholeError),
        ("unmarked_preschool", "0, x", NotYearLevelsError),
        ("unmarked_preschool", "13", NotYearLevelsError),
        ("signs.ru.ill", "Н", LetterTakenError),
        ("signs.ru.ill", "ББ", NotOneLetterError),
        ("signs.ru.ill", "", NotOneLetterError),
        ("signs.ru.ill", "5", NotOneLetterError),
        ("signs.ru.excused", "Х", NotOneOfError),
        ("scale", "0-2", TableFixedError),
        ("half_year_weekly_hours", "one", NotHoursError),
        ("weights.formative+unit+term", "30 30 40", FactFixedError),
        ("formative_top", "12", FactFixedError),
        ("no_such_fact", "1", FactUnknownError),
    ],
)
def test_a_bad_value_is_refused_with_a_sentence(shared, key, text, refusal):
    with pytest.raises(refusal) as said:
        shared.desk.rules.change(NOW, key, text)

    assert str(said.value)
    assert changed(shared) == {}


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with school_year(tmp_path_factory.mktemp("school")) as made:
        yield made


def test_a_letter_must_not_mean_two_things_even_by_the_school_s_own_choice(school):
    school.desk.rules.change(NOW, "signs.ru.ill", "Х")

    with pytest.raises(LetterTakenError):
        school.desk.rules.change(NOW, "signs.ru.unexcused", "Х")
    assert changed(school) == {"signs.ru.ill": "Х"}


def test_a_letter_of_the_school_is_understood_in_the_register(school):
    school.desk.rules.change(NOW, "signs.ru.ill", "Х")
    page = school.page("algebra")

    school.types(page, page.columns[0].key, "Х")

    (sign,) = school.page("algebra").rows[0].signs.values()
    assert sign.value == "ill"


@pytest.mark.parametrize("name", sorted(SETS))
def test_every_fact_is_written_as_it_is_read(name):
    rules = SETS[name]

    for key, fact in rules.facts.items():
        if kind_of(fact) is not FactKind.TABLE and key != "rounding":
            written = value_text(fact, fact.value)
            assert read_value(rules, key, written) == fact.value
        assert not offered(fact) or value_text(fact, fact.value) in offered(fact)


@pytest.mark.parametrize("name", sorted(SETS))
def test_every_fact_has_a_name_and_every_code_a_word(name):
    for key, fact in SETS[name].facts.items():
        assert fact_name(fact, {}).msgid != "{text}", key
        for text in offered(fact):
            coded = kind_of(fact) is not FactKind.LETTER
            assert (value_words(fact, text).msgid != "{text}") is coded


def test_hours_and_weights_may_be_written_as_fractions():
    old = SETS["kz-2021"]

    assert read_value(old, "half_year_weekly_hours", "0,5") == "1/2"
    assert read_value(old, "weights.formative+unit", "100/3 : 200/3 : 0") == ["100/3", "200/3", 0]
    assert old.adapted({"half_year_weekly_hours": "1/2"}).half_year_weekly_hours == Fraction(1, 2)


# Which set counts


def test_the_date_decides_until_somebody_chooses(school):
    rules = school.desk.rules
    before = rules.terms()
    rules.choose(2, "kz-2021")
    chosen = rules.terms()[1]
    page = school.page("algebra", 2)
    told = school.desk.journal.explain(page, page.rows[0].pupil.id)
    rules.choose(2, None)

    assert [(one.in_force, one.chosen) for one in before] == [(NOW, None)] * 4
    assert (chosen.in_force, chosen.chosen, chosen.fitting) == ("kz-2021", "kz-2021", (NOW,))
    assert (page.head.ruleset, page.head.rules_chosen) == ("kz-2021", True)
    assert any("chosen by hand" in warning for warning in told.warnings)
    assert rules.terms() == before


def test_choosing_has_a_preview_and_can_be_undone(marked):
    preview = marked.desk.rules.preview_choice(1, "kz-2016")
    marked.desk.rules.choose(1, "kz-2016")
    chosen = marks(marked)
    marked.desk.undo(Form())

    (effect,) = preview.effects
    assert (preview.marks, preview.others) == (0, 1)
    assert (effect.before.mark, effect.after.mark, chosen[1]) == (4, 3, 3)
    assert marks(marked)[1] == 4
    assert not marked.page("algebra").head.rules_chosen


def test_unknown_sets_and_terms_are_refused(school):
    with pytest.raises(RuleSetUnknownError):
        school.desk.rules.choose(1, "kz-1999")
    with pytest.raises(TermUnknownError):
        school.desk.rules.choose(5, NOW)
    with pytest.raises(RuleSetUnknownError):
        school.desk.rules.facts("kz-1999")


def service(school, sets):
    """The same school under other rule files."""
    at, calendar = school.desk.rules._at, school.desk.school.calendar
    keys = school.desk._storage.keys
    plans = Plans(sets, calendar, keys.key, lambda _db, _account: None)
    return RulesService(at, sets, calendar, plans, lambda _day: 1), plans


@pytest.mark.parametrize("names", [("kz-2016",), ("kz-2025", "kz-2025-too")])
def test_none_or_several_sets_wait_for_the_deputy_and_close_only_the_pages(school, names):
    sets = tuple(SETS.get(one) or replace(SETS[NOW], id=one) for one in names)
    rules, plans = service(school, sets)
    db, place = rules._at.storage.db, (school.groups[6], school.subjects["history"])

    assert [one.in_force for one in rules.terms()] == [None] * 4
    with pytest.raises(NoRuleSetError):
        plans.plan(db, *place, 1)
    assert [one.key for one in plans.name(db, *place).periods] == [f"term/{n}" for n in range(1, 5)]
    assert rules.preview_choice(1, None).unreadable > 0
    rules.choose(1, names[0])
    plans = service(school, sets)[1]
    assert plans.plan(db, *place, 1).head.ruleset == names[0]


def test_terms_of_a_half_year_under_different_rules_have_one_page(school):
    school.desk.rules.choose(2, "kz-2016")

    page = school.page("history", 2)

    assert (page.head.period.key, page.head.ruleset) == ("half_year/1", NOW)


def test_a_term_whose_half_year_begins_without_it_stands_alone(school):
    school.desk.rules.choose(1, "kz-2021")
    school.desk.rules.change("kz-2021", "half_year_weekly_hours", "0")

    first, second = (school.page("history", term) for term in (1, 2))
    (names,) = (
        one.periods
        for one in school.desk.journal.pages()
        if one.year_level == 6 and one.subject_names["kk"] == "history"
    )

    assert (first.head.period.key, second.head.period.key) == ("term/1", "term/2")
    assert [one.key for one in names] == ["term/1", "term/2", "half_year/2"]


# Who may


def test_a_teacher_reads_the_rules_and_changes_nothing(school):
    password = "басқа төрт жаңа сөз"
    school.desk.create_account(
        "teacher", PersonName("Сейіт"), password, (Role.TEACHER,), params=Argon2Params(64, 1, 1)
    )
    folder = school.entrance.place.folder
    reading = Entrance(SchoolFolder(folder), now=lambda: NEW_YEAR, reading=True)
    desk = reading.sign_in("teacher", password)

    assert len(desk.rules.terms()) == 4
    assert desk.rules.facts(NOW)
    for act in (
        lambda: desk.rules.change(NOW, TWO_UNITS, "mean_of_percents"),
        lambda: desk.rules.choose(1, NOW),
        lambda: desk.rules.preview(NOW, TWO_UNITS, "mean_of_percents"),
    ):
        with pytest.raises(NotAllowedError):
            act()
    desk.close()
    reading.close()
