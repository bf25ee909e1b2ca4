from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from school_desk import formats, i18n
from school_desk.school import pupil_problems as said
from school_desk.school.iin import Sex
from school_desk.school.model import PersonName
from school_desk.school.pupil_list import KnownPupil, PupilList, read_pupil_list
from school_desk.school.pupil_problems import Severity

TODAY = date(2026, 10, 22)
HEADS = ("Сынып", "Тегі", "Аты", "Әкесінің аты", "Туған күні", "ЖСН")
INJU = ("7А", "Қайрат", "Інжу", "Маратқызы", date(2013, 7, 29), None)

Rows = Sequence[Sequence[object]]


class Desk:
    """A folder in which lists are written and read."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "list.xlsx"

    def read(
        self, *rows: Sequence[object], title: str = "Парақ1", known: Sequence[KnownPupil] = ()
    ) -> PupilList:
        return self.read_sheets({title: rows}, known)

    def read_sheets(self, sheets: dict[str, Rows], known: Sequence[KnownPupil] = ()) -> PupilList:
        book = Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        book.save(self.path)
        return read_pupil_list(self.path, known, today=TODAY)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def sentences(read: PupilList) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.text.msgid) for each in read.problems]


def test_pupil_is_read_with_all_that_is_told(desk: Desk) -> None:
    read = desk.read(HEADS, INJU)

    (pupil,) = read.pupils
    assert pupil.name == PersonName("Қайрат", "Інжу", "Маратқызы")
    assert (pupil.year_level, pupil.letter, pupil.birth) == (7, "А", date(2013, 7, 29))
    assert (pupil.sheet, pupil.row) == ("Парақ1", 2)
    assert read.problems == ()


@pytest.mark.parametrize(
    "heads",
    [
        ("Класс", "Фамилия", "Имя", "Отчество", "Дата рождения", "ИИН"),
        ("Class", "Surname", "Given name", "Patronymic", "Date of birth", "IIN"),
        ("СЫНЫБЫ", "тегі:", "Аты / Имя", "Әкесінің аты (бар болса)", "Туған\nкүні", "ЖСН (ИИН)"),
        ("Кл.", "Тегi", "Имя ребёнка", "Отчество (при наличии)", "Д.р.", "ЖСН"),
    ],
)
def test_headings_are_understood_in_three_languages(desk: Desk, heads: tuple[str, ...]) -> None:
    read = desk.read(heads, INJU)

    assert [pupil.name.full for pupil in read.pupils] == ["Қайрат Інжу Маратқызы"]
    assert read.pupils[0].birth == date(2013, 7, 29)


@pytest.mark.parametrize(
    "head", ["Аты-жөні", "Ф.И.О.", "ФИО ученика", "Оқушының аты-жөні", "Фамилия, имя, отчество"]
)
def test_full_name_in_one_column_is_parted(desk: Desk, head: str) -> None:
    read = desk.read(("№", head, "Сынып"), (1, "Қайрат Інжу Марат қызы", "7 «А»"))

    assert read.pupils[0].name == PersonName("Қайрат", "Інжу", "Марат қызы")


def test_headings_are_found_below_a_letterhead(desk: Desk) -> None:
    title = [("Аққайың негізгі орта мектебі",), (), ("Оқушылар тізімі",), ("Сынып жетекшісі: ?",)]

    read = desk.read(*title, *[()] * 14, HEADS, INJU)

    assert [pupil.row for pupil in read.pupils] == [20]


def test_headings_below_row_20_are_not_sought(desk: Desk) -> None:
    read = desk.read(*[("мектеп",)] * 20, HEADS, INJU)

    assert [each[2] for each in sentences(read)] == [said.NO_PUPILS, said.NO_HEADINGS]


def test_merged_headings_of_two_rows_are_one(desk: Desk) -> None:
    read = desk.read(
        ("№", "Оқушы", None, None, "Туған күні", "Сыныбы"),
        (None, "Тегі", "Аты", "Әкесінің аты", None, None),
        (1, 2, 3, 4, 5, 6),
        (1, "Қайрат", "Інжу", "Маратқызы", "29.07.2013", "7А"),
    )

    assert [pupil.name.full for pupil in read.pupils] == ["Қайрат Інжу Маратқызы"]
    assert read.problems == ()


def test_parents_are_not_taken_for_pupils(desk: Desk) -> None:
    read = desk.read(
        ("Анасының аты-жөні", "ФИО отца", "Аты-жөні", "Сынып"),
        ("Бөтен Адам", "Другой Человек", "Қайрат Інжу", "7А"),
    )

    assert [pupil.name.full for pupil in read.pupils] == ["Қайрат Інжу"]


@pytest.mark.parametrize(
    ("text", "year_level", "letter"),
    [
        ("7А", 7, "А"),
        ("7 «А»", 7, "А"),
        ("7-а", 7, "А"),
        ('7 "A"', 7, "А"),
        ("7 А сынып", 7, "А"),
        ("7-сынып", 7, ""),
        ("10Ә класс", 10, "Ә"),
        ("11 класс «Б»", None, ""),
        (5, 5, ""),
        (5.0, 5, ""),
        ("0", 0, ""),
    ],
)
def test_class_is_read_in_any_usual_spelling(
    desk: Desk, text: object, year_level: int | None, letter: str
) -> None:
    read = desk.read(HEADS, (text, *INJU[1:]))

    found = [(pupil.year_level, pupil.letter) for pupil in read.pupils]
    assert found == ([] if year_level is None else [(year_level, letter)])


def test_sheet_for_each_class_needs_no_class_column(desk: Desk) -> None:
    read = desk.read_sheets(
        {
            "7А": [("Аты-жөні",), ("Қайрат Інжу",)],
            "8 «Б»": [("Аты-жөні",), ("Әбіш Ерасыл",)],
        }
    )

    assert [(p.year_level, p.letter) for p in read.pupils] == [(7, "А"), (8, "Б")]


def test_class_is_found_in_the_title_over_the_list(desk: Desk) -> None:
    read = desk.read(("7 «А» сынып оқушыларының тізімі",), ("Аты-жөні",), ("Қайрат Інжу",))

    assert [(p.year_level, p.letter) for p in read.pupils] == [(7, "А")]


def test_class_merged_over_its_pupils_counts_for_each(desk: Desk) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADS, INJU, (None, "Әбіш", "Ерасыл", None, date(2013, 1, 2), None)):
        sheet.append(list(row))
    sheet.merge_cells("A2:A3")
    book.save(desk.path)

    read = read_pupil_list(desk.path, today=TODAY)

    assert [(p.year_level, p.letter) for p in read.pupils] == [(7, "А"), (7, "А")]


@pytest.mark.parametrize(
    "text",
    [
        date(2013, 7, 29),
        datetime(2013, 7, 29),  # noqa: DTZ001  a cell knows no time zone
        "29.07.2013",
        "29/7/2013",
        "29-07-2013",
        "2013-07-29",
        "2013.07.29",
        "29.07.2013 ж.",
        "29.07.2013г.",
    ],
)
def test_birth_date_is_read_in_several_spellings(desk: Desk, text: object) -> None:
    read = desk.read(HEADS, (*INJU[:4], text, None))

    assert [pupil.birth for pupil in read.pupils] == [date(2013, 7, 29)]


@pytest.mark.parametrize(
    "text", ["30.02.2013", "29.07.13", "29 шілде", "2013", "13.13.2013", 41484]
)
def test_date_that_is_none_keeps_the_line_out(desk: Desk, text: object) -> None:
    read = desk.read(HEADS, (*INJU[:4], text, None))

    assert read.pupils == ()
    assert sentences(read) == [(2, "E", said.STRANGE_BIRTH)]


def test_birth_in_the_future_or_long_ago_is_told(desk: Desk) -> None:
    read = desk.read(
        HEADS, (*INJU[:4], date(2027, 1, 1), None), (*INJU[:4], date(1913, 7, 29), None)
    )

    assert sentences(read) == [(2, "E", said.FUTURE_BIRTH), (3, "E", said.UNLIKELY_BIRTH)]
    assert len(read.pupils) == 1


def test_all_problems_are_told_at_once_with_row_and_column(desk: Desk) -> None:
    read = desk.read(
        HEADS,
        ("7А", "Қайрат1", "Інжу", "", date(2013, 7, 29), None),
        ("13А", "Әбіш", "Ерасыл", "", date(2013, 1, 2), None),
        ("жеті", "Ғабит", "Мадина", "", date(2013, 1, 2), None),
        ("7А", None, None, None, date(2013, 1, 2), None),
        ("7А", "Ұ" * 61, "Кәусар", None, date(2013, 1, 2), None),
        ("7А", "+Нұр", "Аяулым", None, date(2013, 1, 2), None),
        (None, "Ілияс", "Эльдар", None, "кеше", None),
        INJU,
    )

    assert sentences(read) == [
        (2, "B", said.STRANGE_NAME),
        (3, "A", said.NO_SUCH_CLASS),
        (4, "A", said.STRANGE_CLASS),
        (5, "B", said.NO_NAME),
        (6, "B", said.LONG_NAME),
        (7, "B", said.STRANGE_NAME),
        (8, "A", said.NO_CLASS),
        (8, "E", said.STRANGE_BIRTH),
    ]
    assert [pupil.row for pupil in read.pupils] == [9]
    assert read.errors == read.problems


def test_latin_letters_are_kept_as_typed_with_a_proposal(desk: Desk) -> None:
    read = desk.read(HEADS, ("7А", "Kaйрaт", "Інжу", "", date(2013, 7, 29), None))

    (pupil,) = read.pupils
    assert pupil.name == PersonName("Kaйрaт", "Інжу")
    assert pupil.suggested == PersonName("Кайрат", "Інжу")
    assert sentences(read) == [(2, "B", said.LATIN_NAME)]
    assert read.warnings == read.problems


def test_name_wholly_latin_is_left_alone(desk: Desk) -> None:
    read = desk.read(HEADS, ("7А", "Schmidt", "Anna", None, date(2013, 7, 29), None))

    assert read.problems == ()
    assert read.pupils[0].suggested is None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Қайрат", said.ONE_NAME),
        ("Пётр Ильич", said.ONE_NAME),
        ("Інжу Маратқызы Қайрат", said.SWAPPED_NAME),
        ("Ким Ан На Ри", said.MANY_PARTS),
    ],
)
def test_doubtful_name_is_taken_with_a_warning(desk: Desk, name: str, sentence: str) -> None:
    read = desk.read(("Аты-жөні", "Сынып"), (name, "7А"))

    assert sentences(read) == [(2, "A", sentence)]
    assert len(read.pupils) == 1


def test_formula_without_saved_value_is_told_and_never_evaluated(desk: Desk) -> None:
    read = desk.read(HEADS, ("7А", '=CONCAT("Қай","рат")', "Інжу", None, date(2013, 7, 29), None))

    assert sentences(read) == [(2, "B", said.NO_VALUE)]
    assert read.pupils == ()


def test_line_of_formulas_alone_is_not_lost_in_silence(desk: Desk) -> None:
    read = desk.read(("Аты-жөні", "Сынып"), ("=A1", "=B1"))

    assert [each[2] for each in sentences(read)] == [said.NO_VALUE, said.NO_VALUE]


def test_text_that_begins_like_a_formula_is_no_name(desk: Desk) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(HEADS))
    sheet.append(["7А", "x", "Інжу", None, date(2013, 7, 29), None])
    sheet["B2"].value, sheet["B2"].data_type = "=cmd", "s"
    book.save(desk.path)

    read = read_pupil_list(desk.path, today=TODAY)

    assert sentences(read) == [(2, "B", said.FORMULA_NAME)]


def test_double_in_the_file_points_to_the_first(desk: Desk) -> None:
    read = desk.read(HEADS, INJU, ("7 «А»", *INJU[1:]))

    assert len(read.pupils) == 1
    (double,) = read.problems
    assert (double.severity, double.row) == (Severity.ERROR, 3)
    assert i18n.tell(double.text, "en") == "This pupil is already in row 2 of the sheet «Парақ1»."


def test_namesakes_with_other_birth_dates_are_two_pupils(desk: Desk) -> None:
    read = desk.read(HEADS, INJU, (*INJU[:4], date(2013, 7, 30), None))

    assert len(read.pupils) == 2


def test_twins_are_two_pupils(desk: Desk) -> None:
    read = desk.read(HEADS, INJU, ("7А", "Қайрат", "Аружан", *INJU[3:]))

    assert len(read.pupils) == 2
    assert read.problems == ()


def test_pupil_who_is_in_the_school_is_left_out_with_a_word(desk: Desk) -> None:
    known = [KnownPupil(PersonName("Қайрат", "Інжу", "Маратқызы"), 7, "А", date(2013, 7, 29))]

    read = desk.read(HEADS, INJU, ("7А", "Әбіш", "Ерасыл", "", date(2013, 1, 2), None), known=known)

    assert [pupil.row for pupil in read.pupils] == [3]
    assert sentences(read) == [(2, "", said.KNOWN)]
    assert read.errors == ()


def test_a_latin_letter_makes_nobody_another_person(desk: Desk) -> None:
    known = [KnownPupil(PersonName("Қайрат", "Аружан"), 7, "А", date(2013, 7, 29))]

    read = desk.read(HEADS, ("7А", "Қaйрат", "Аружан", "", date(2013, 7, 29), None), known=known)

    assert read.pupils == ()
    assert sentences(read)[-1] == (2, "", said.KNOWN)


@pytest.mark.parametrize(
    ("year_level", "birth"), [(7, None), (7, date(2013, 7, 30)), (6, date(2013, 7, 29))]
)
def test_who_may_be_in_the_school_already_is_asked_about(
    desk: Desk, year_level: int, birth: date | None
) -> None:
    known = [KnownPupil(PersonName("Қайрат", "Інжу", "Маратқызы"), year_level, "А", birth)]

    read = desk.read(HEADS, INJU, known=known)

    assert sentences(read) == [(2, "", said.NAMESAKE)]
    assert len(read.pupils) == 1


@pytest.mark.parametrize(
    ("iin", "sentence"),
    [
        ("550317100015", "The last digit of the IIN does not fit the others."),
        ("5503171000l4", "An IIN has digits only."),
        ("55031710001", "An IIN has 12 digits."),
        ("550317100014", said.OTHER_BIRTH),
        (550317100014, said.OTHER_BIRTH),
    ],
)
def test_wrong_iin_warns_and_keeps_nobody_out(desk: Desk, iin: object, sentence: str) -> None:
    read = desk.read(HEADS, (*INJU[:5], iin))

    assert sentences(read) == [(2, "F", sentence)]
    assert [pupil.iin for pupil in read.pupils] == [str(iin)]
    assert read.errors == ()


def test_missing_iin_is_told_only_where_others_have_one(desk: Desk) -> None:
    full = ("7А", "Әбіш", "Ерасыл", None, date(1855, 3, 17), "550317100014")

    read = desk.read(HEADS, INJU, full, (*full[:1], "Әбішев", *full[2:]))

    assert sentences(read) == [
        (2, "F", said.NO_IIN),
        (3, "E", said.UNLIKELY_BIRTH),
        (4, "E", said.UNLIKELY_BIRTH),
        (4, "", said.SAME_IIN),
    ]


def test_iin_that_tells_another_sex_is_asked_about(desk: Desk) -> None:
    read = desk.read(
        (*HEADS, "Жынысы"), ("7А", "Әбіш", "Мадина", None, date(1855, 3, 17), "550317100014", "қыз")
    )

    assert (2, "F", said.OTHER_SEX) in sentences(read)
    assert read.pupils[0].sex is Sex.FEMALE


def test_empty_rows_and_numbers_alone_are_no_pupils(desk: Desk) -> None:
    read = desk.read(("№", *HEADS), (1, *INJU), (), (2,), ("№", *HEADS), (3, "", " "))

    assert len(read.pupils) == 1
    assert read.problems == ()


def test_list_without_pupils_is_told(desk: Desk) -> None:
    assert sentences(desk.read(HEADS)) == [(0, "", said.NO_PUPILS)]


def test_sheet_without_headings_is_told_and_the_others_are_read(desk: Desk) -> None:
    read = desk.read_sheets({"7А": [("Аты-жөні",), ("Қайрат Інжу",)], "8Б": [("Әбіш Ерасыл",)]})

    assert len(read.pupils) == 1
    assert [(each.sheet, each.text.msgid) for each in read.problems] == [("8Б", said.NO_HEADINGS)]


def test_problem_is_said_with_its_facts(desk: Desk) -> None:
    read = desk.read(HEADS, (*INJU[:4], date(2027, 1, 5), None))

    assert formats.date_short(date(2027, 1, 5), "en") == "05/01/2027"
    assert i18n.tell(read.problems[0].text, "en") == "The birth date 05/01/2027 is in the future."
