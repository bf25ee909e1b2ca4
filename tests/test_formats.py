from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk import formats
from school_desk.endings import Case, with_ending
from school_desk.school.model import PersonName

GAP = "\u00a0"
THURSDAY = date(2026, 10, 22)
NOON = datetime(2026, 10, 22, 13, 30)  # noqa: DTZ001  the wall clock of the room


@pytest.mark.parametrize(
    ("language", "long", "short", "weekday"),
    [
        ("kk", f"2026{GAP}ж. 22 қазан", "22.10.2026", "22 қазан, бейсенбі"),
        ("ru", f"22 октября 2026{GAP}г.", "22.10.2026", "22 октября, четверг"),
        ("en", "22 October 2026", "22/10/2026", "Thursday, 22 October"),
    ],
)
def test_date_is_written_as_each_language_writes_it(
    language: str, long: str, short: str, weekday: str
) -> None:
    assert formats.date_long(THURSDAY, language) == long
    assert formats.date_short(THURSDAY, language) == short
    assert formats.day_and_weekday(THURSDAY, language) == weekday


def test_weekdays_fit_above_a_narrow_column() -> None:
    weeks = [
        " ".join(formats.weekday_short(n, language) for n in range(7))
        for language in ("kk", "ru", "en")
    ]

    assert weeks == [
        "Дс Сс Ср Бс Жм Сб Жс",
        "Пн Вт Ср Чт Пт Сб Вс",
        "Mo Tu We Th Fr Sa Su",
    ]


def test_month_stands_alone_over_its_dates() -> None:
    assert [formats.month_name(9, language) for language in ("kk", "ru", "en")] == [
        "Қыркүйек",
        "Сентябрь",
        "September",
    ]


@pytest.mark.parametrize(
    ("when", "written"),
    [
        (datetime(2026, 10, 22, 13, 12), "13:12"),  # noqa: DTZ001
        (datetime(2026, 10, 18, 9, 0), "18 қазан"),  # noqa: DTZ001
        (datetime(2025, 12, 31, 9, 0), f"2025{GAP}ж. 31 желтоқсан"),  # noqa: DTZ001
    ],
)
def test_moment_is_as_short_as_its_age_allows(when: datetime, written: str) -> None:
    assert formats.past_moment(when, NOON, "kk") == written


def test_yesterday_is_a_word() -> None:
    when = datetime(2026, 10, 21, 17, 42)  # noqa: DTZ001

    assert formats.past_moment(when, NOON, "en") == "yesterday, 17:42"


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (Fraction(169, 2), 0, "85"),
        (Fraction(337, 4), 0, "84"),
        (Fraction(129, 2), 0, "65"),
        (Fraction(79, 2), 0, "40"),
        (Fraction(1547, 24), 1, "64,5"),
        (Decimal("64.46"), 1, "64,5"),
        (Fraction(2531, 30), 2, "84,37"),
        (12345, 0, f"12{GAP}345"),
        (Fraction(-1, 2), 0, "−1"),
        (Fraction(-1, 3), 0, "0"),
        (None, 2, "—"),
    ],
)
def test_number_is_rounded_half_up_and_has_a_decimal_comma(
    value: Fraction, places: int, written: str
) -> None:
    assert formats.number(value, places, "kk") == written
    assert formats.number(value, places, "ru") == written


@given(st.fractions(-10_000, 10_000, max_denominator=997), st.integers(0, 4))
def test_number_agrees_with_decimal_half_up(value: Fraction, places: int) -> None:
    # 60 digits of the quotient are enough: a tie has a denominator of 2 and 5 only
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    expected = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

    written = formats.number(value, places, "en").replace(",", "").replace("−", "-")

    assert Decimal(written) == expected


def test_percent_never_leaves_its_number() -> None:
    assert formats.percent(84, language="kk") == f"84{GAP}%"
    assert formats.percent(Fraction(8443, 100), 2, "ru") == f"84,43{GAP}%"
    assert formats.percent(None) == "—"


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, f"0{GAP}Б"),
        (840, f"840{GAP}Б"),
        (1946, f"1,9{GAP}КБ"),
        (14 * 1024, f"14{GAP}КБ"),
        (5 * 1024**2, f"5,0{GAP}МБ"),
    ],
)
def test_size_is_written_in_few_digits(count: int, written: str) -> None:
    assert formats.size(count, "kk") == written


def test_name_is_shortened_for_signatures_and_greetings() -> None:
    name = PersonName("Бектасова", "Гүлнар", "Серікқызы")

    assert formats.short_name(name) == f"Бектасова{GAP}Г.{GAP}С."
    assert formats.signed_name(name) == f"Г.{GAP}Бектасова"
    assert formats.greeting_name(name) == "Гүлнар Серікқызы"


def test_name_of_one_word_is_never_shortened_away() -> None:
    name = PersonName("Бектас")

    assert formats.short_name(name) == "Бектас"
    assert formats.signed_name(name) == "Бектас"
    assert formats.greeting_name(name) == "Бектас"


@pytest.mark.parametrize(
    ("text", "case", "written"),
    [
        ("10:41", Case.LOCATIVE, "10:41-де"),
        ("09:15", Case.DATIVE, "09:15-ке"),
        ("12", Case.POSSESSIVE, "12-сі"),
        ("6", Case.DATIVE, "6-ға"),
        ("9", Case.ABLATIVE, "9-дан"),
        ("10", Case.ABLATIVE, "10-нан"),
        ("20", Case.GENITIVE, "20-ның"),
        ("40", Case.LOCATIVE, "40-та"),
        ("50", Case.DATIVE, "50-ге"),
        ("70", Case.ABLATIVE, "70-тен"),
        ("80", Case.ACCUSATIVE, "80-ді"),
        ("100", Case.INSTRUMENTAL, "100-бен"),
        ("1000", Case.ABLATIVE, "1000-нан"),
        ("26 қазан", Case.LOCATIVE, "26 қазанда"),
        ("1 қыркүйек", Case.ABLATIVE, "1 қыркүйектен"),
        ("3 қараша", Case.DATIVE, "3 қарашаға"),
        ("7 «А»", Case.LOCATIVE, "7 «А»-да"),
        ("84 %", Case.DATIVE, "84 %-ға"),
        ("", Case.DATIVE, ""),
    ],
)
def test_kazakh_ending_follows_the_spoken_word(text: str, case: Case, written: str) -> None:
    assert with_ending(text, case) == written


@given(st.integers(0, 10**9), st.sampled_from(Case))
def test_every_number_takes_every_ending(value: Fraction, case: Case) -> None:
    assert with_ending(str(value), case).startswith(f"{value}-")


@dataclass(frozen=True)
class Fact:
    value: object
    spec: str
    written: str


@pytest.mark.parametrize(
    "fact",
    [
        Fact(THURSDAY, "", "22 қазан"),
        Fact(THURSDAY, "short", "22.10.2026"),
        Fact(THURSDAY, "long", f"2026{GAP}ж. 22 қазан"),
        Fact(THURSDAY, "dative", "22 қазанға"),
        Fact(time(9, 15), "dative", "09:15-ке"),
        Fact(NOON, "", "22 қазан, 13:30"),
        Fact(Fraction(8443, 100), "2", "84,43"),
        Fact(Fraction(8443, 100), "", "84"),
        Fact(2026, "", "2026"),
        Fact("Ахметова", "dative", "Ахметоваға"),
    ],
)
def test_fact_of_a_sentence_is_written_as_the_sentence_asks(fact: Fact) -> None:
    assert formats.format_fact(fact.value, fact.spec, "kk") == fact.written
