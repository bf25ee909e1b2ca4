from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.school.iin import BirthAndSex, IinProblem, Sex, birth_and_sex, check_iin, in_future


@pytest.mark.parametrize(
    ("iin", "birth", "sex"),
    [
        ("550317100014", date(1855, 3, 17), Sex.MALE),
        ("991231600301", date(2099, 12, 31), Sex.FEMALE),
        (" 550317 100014 ", date(1855, 3, 17), Sex.MALE),
    ],
)
def test_right_number_tells_birth_and_sex(iin: str, birth: date, sex: Sex) -> None:
    assert check_iin(iin) is None
    assert birth_and_sex(iin) == BirthAndSex(birth, sex)


@pytest.mark.parametrize(
    ("iin", "problem"),
    [
        ("550317100015", IinProblem.CHECK_DIGIT),
        ("550317100104", IinProblem.CHECK_DIGIT),
        ("150230500013", IinProblem.DATE),
        ("991301500016", IinProblem.DATE),
        ("550317700012", IinProblem.CENTURY),
        ("55031710001", IinProblem.LENGTH),
        ("5503171000140", IinProblem.LENGTH),
        ("", IinProblem.LENGTH),
        ("5503171000l4", IinProblem.LETTER),
        ("٥٥٠٣١٧١٠٠٠١٤", IinProblem.LETTER),
        *((f"99123150077{last}", IinProblem.NO_NUMBER) for last in range(10)),
    ],
)
def test_wrong_number_says_what_is_wrong(iin: str, problem: IinProblem) -> None:
    assert check_iin(iin) is problem
    assert birth_and_sex(iin) is None


def test_foreigners_number_is_its_own_reason() -> None:
    zero = next(f"5503170000{n:02}" for n in range(100) if _checks(f"5503170000{n:02}"))

    assert check_iin(zero) is IinProblem.FOREIGN


def test_birth_in_the_future_is_told_apart() -> None:
    assert in_future("991231600301", date(2026, 10, 22))
    assert not in_future("550317100014", date(2026, 10, 22))
    assert not in_future("550317100015", date(1800, 1, 1))


@given(st.dates(date(1850, 1, 1), date(1899, 12, 31)), st.integers(0, 9999))
def test_at_most_one_last_digit_fits(born: date, serial: int) -> None:
    begin = f"{born:%y%m%d}1{serial:04}"

    fitting = [n for n in range(10) if check_iin(f"{begin}{n}") is None]

    assert len(fitting) <= 1
    assert all(check_iin(f"{begin}{n}") is not None for n in range(10) if n not in fitting)


@given(st.text(max_size=14))
def test_any_text_is_judged(text: str) -> None:
    problem = check_iin(text)

    assert problem is None or problem.value


def _checks(iin: str) -> bool:
    return check_iin(iin) not in {IinProblem.CHECK_DIGIT, IinProblem.NO_NUMBER}
