from io import BytesIO

from school_desk.access.documents import build_recovery_sheet
from tests.documents.pages import PRINTED, SCHOOL
from tests.documents.reading import needs_pdftotext, pages_of, words_of

GROUPS = ("7K4MXA", "2E9TPH", "KK84A3", "M7X2PE", "93HHTA", "PX6A4K", "E2M9T7", "8AKX5H")


def _sheet() -> bytes:
    out = BytesIO()
    build_recovery_sheet(GROUPS, "T4P9XM", school=SCHOOL, printed=PRINTED, out=out)
    return out.getvalue()


@needs_pdftotext
def test_recovery_sheet_shows_its_groups_in_order_on_one_page() -> None:
    words = words_of(_sheet())

    places = [words.index(group) for group in (*GROUPS, "T4P9XM")]
    assert places == sorted(places)
    assert pages_of(_sheet()) == 1


def test_code_is_in_no_plain_bytes_of_the_file() -> None:
    assert not any(group.encode("ascii") in _sheet() for group in GROUPS)
