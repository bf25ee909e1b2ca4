from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from school_desk.school.guardian_headings import HEADINGS
from school_desk.school.guardian_model import Guardian, NewGuardian, Relation
from school_desk.school.iin import Sex
from school_desk.school.model import PersonName
from school_desk.school.names import ALPHABET, looks_patronymic
from school_desk.school.pupil_lines import PupilLine
from school_desk.school.pupil_list import read_pupil_list
from school_desk.school.pupil_template import LIST_TITLE, write_list, write_template
from school_desk.school.shipped import SAMPLE
from school_desk.school.texts import as_line

TODAY = date(2026, 10, 22)


def _first_is_main(guardians: list[NewGuardian]) -> tuple[NewGuardian, ...]:
    return tuple(replace(one, main=place == 0) for place, one in enumerate(guardians))


WORDS = st.text(ALPHABET, min_size=2, max_size=12).map(str.capitalize)
NAMES = st.builds(PersonName, WORDS, WORDS.filter(lambda w: not looks_patronymic(w)), WORDS)
TEXTS = st.text(f"{ALPHABET}=+-@«» .,0123456789", max_size=30).map(as_line)
PHONES = st.text("0123456789+() -", max_size=20).map(as_line)
GUARDIANS = st.builds(
    NewGuardian,
    st.builds(
        Guardian,
        st.builds(
            PersonName, WORDS, st.one_of(WORDS, st.just("Ен Сук")), st.one_of(WORDS, st.just(""))
        ),
        PHONES,
        *[TEXTS] * 4,
    ),
    st.sampled_from(Relation),
)
PUPILS = st.builds(
    PupilLine,
    sheet=st.just(LIST_TITLE),
    row=st.just(0),
    name=NAMES,
    year_level=st.integers(0, 12),
    letter=st.sampled_from(["", "А", "Ә", "Б", "Ғ"]),
    birth=st.dates(date(2006, 1, 1), date(2020, 1, 1)),
    sex=st.sampled_from([None, *Sex]),
    address=TEXTS,
    phone=PHONES,
    guardians=st.lists(GUARDIANS, max_size=3).map(_first_is_main),
)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_empty_template_is_read_as_an_empty_list(tmp_path: Path, language: str) -> None:
    path = tmp_path / "template.xlsx"

    write_template(path, language)

    read = read_pupil_list(path, today=TODAY)
    assert read.pupils == ()
    assert len(read.problems) == 1


def test_template_has_kazakh_and_russian_headings_that_stay_in_sight(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"

    write_template(path)

    book = load_workbook(path)
    assert [cell.value for cell in book.worksheets[0][1]] == [
        "Сынып / Класс",
        "Тегі / Фамилия",
        "Аты / Имя",
        "Әкесінің аты / Отчество",
        "Туған күні / Дата рождения",
        "Жынысы / Пол",
        "ЖСН / ИИН",
        "Мекенжайы / Адрес",
        "Телефоны / Телефон",
        *(
            f"{n}-өкіл: {kk} / Представитель {n}: {ru}"
            for n in (1, 2)
            for kk, ru in HEADINGS.values()
        ),
    ]
    assert book.worksheets[0].freeze_panes == "A2"
    assert book.worksheets[0]["E2"].number_format == "DD.MM.YYYY"
    assert book.worksheets[0]["G2"].number_format == "@"
    assert [sheet.title for sheet in book.worksheets] == ["Оқушылар", "Түсіндірме"]


def test_shipped_sample_is_read_without_a_problem() -> None:
    shipped = read_pupil_list(SAMPLE, today=TODAY)

    assert shipped.problems == ()
    assert {(p.year_level, p.letter) for p in shipped.pupils} == {(6, "А"), (7, "Б")}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(PUPILS, min_size=1, max_size=6, unique_by=lambda pupil: pupil.name),
    st.sampled_from(["kk", "ru", "en"]),
)
def test_what_the_template_was_given_is_read_back(pupils: list[PupilLine], language: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_list(path, pupils, language)
        read = read_pupil_list(path, today=TODAY)

    assert [_told(pupil) for pupil in read.pupils] == [_told(pupil) for pupil in pupils]
    assert read.errors == ()


def test_a_pupil_whose_address_is_a_word_of_headings_is_read(tmp_path: Path) -> None:
    line = PupilLine(
        sheet=LIST_TITLE,
        row=0,
        name=PersonName("Әбіш", "Нұрлан", "Ерланұлы"),
        year_level=6,
        letter="А",
        birth=date(2015, 3, 4),
        address="тел",
    )
    write_list(tmp_path / "list.xlsx", [line], "kk")

    read = read_pupil_list(tmp_path / "list.xlsx", today=TODAY)

    assert [one.address for one in read.pupils] == ["тел"]


def _told(pupil: PupilLine) -> PupilLine:
    return replace(pupil, row=0, suggested=None)
