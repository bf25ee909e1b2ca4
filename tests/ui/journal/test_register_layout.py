from dataclasses import replace

from school_desk.journal.model import MarkKind
from school_desk.ui.journal.register_layout import SectionKind, sections_of, width_of
from tests.ui.journal.pages import picture_page


def test_columns_stand_as_on_paper():
    kinds = [section.kind for section in sections_of(picture_page())]

    assert kinds[:3] == [SectionKind.NUMBER, SectionKind.NAME, SectionKind.LESSON]
    assert kinds[-8:-5] == [SectionKind.UNIT, SectionKind.UNIT, SectionKind.TERM]
    assert kinds[-5:] == [SectionKind.SHARE] * 3 + [SectionKind.PERCENT, SectionKind.MARK]


def test_a_page_without_a_term_work_has_no_share_of_it():
    page = picture_page()

    sections = sections_of(replace(page, works=page.works[:2]))

    shares = [section.share for section in sections if section.share]
    assert shares == [MarkKind.FORMATIVE, MarkKind.UNIT_SUMMATIVE]


def test_a_pass_fail_page_has_one_wide_column_of_words():
    page = picture_page()
    head = replace(page.head, pass_fail=True)

    last = sections_of(replace(page, head=head, works=()))[-1]

    assert last.words
    assert width_of(last, compact=False) == 88


def test_the_picture_fits_1170_pixels():
    sections = sections_of(picture_page())
    shown = [s for s in sections if s.kind is not SectionKind.LESSON]

    fixed = sum(width_of(section, compact=False) for section in shown)

    assert fixed + 21 * 28 + 12 == 1168
