"""Remarks and observed lessons of the demo school, as its deputy head would write them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from school_desk.demo.pages import Page
from school_desk.errors import N_
from school_desk.journal.remark_model import Observation, RemarkPlace
from school_desk.journal.remark_store import save_done, save_observation, save_remark
from school_desk.storage.unit_of_work import Storage


@dataclass(frozen=True, slots=True)
class _Said:
    """A remark on a page (or on a class) and how it was answered."""

    page: tuple[int, str]
    day: date
    text: str
    done: date | None = None
    answer: str = ""
    whole: bool = False


REMARKS = (
    _Said(
        (6, "mathematics"),
        date(2026, 9, 18),
        "15 қыркүйектегі сабақтың үй тапсырмасы жазылмаған.",
        date(2026, 9, 18),
        "Жазылды.",
    ),
    _Said(
        (5, "mathematics"),
        date(2026, 10, 16),
        "БЖБ 1 нәтижесі бойынша бір оқушының балы қойылмаған. Жеке кестесін көрсетіңіз.",
    ),
    _Said(
        (7, "russian_language_and_literature"),
        date(2026, 10, 9),
        "Сабақтың тақырыбы тақырыптық жоспарға сәйкес келмейді.",
        date(2026, 10, 12),
        "Тақырып түзетілді.",
    ),
    _Said(
        (8, "geometry"),
        date(2026, 10, 20),
        "Екі сабақта қатысу белгіленбеген.",
    ),
    _Said(
        (9, "algebra"),
        date(2026, 10, 20),
        "Кей сабақта үй тапсырмасының көлемі көрсетілмеген.",
        whole=True,
    ),
)

OBSERVED = (
    (
        (6, "mathematics"),
        Observation(
            group=0,
            subject=0,
            day=date(2026, 10, 8),
            slot=2,
            aim="Қалыптастырушы бағалаудың қолданылуы",
            seen=(
                "Сабақтың мақсаты оқушылармен бірге анықталды. Топтық жұмыс пен өзара бағалау "
                "жүргізілді, әр оқушы кері байланыс алды."
            ),
            advice="Бағалау критерийлерін тақтаға жазып қою.",
        ),
    ),
    (
        (8, "physics"),
        Observation(
            group=0,
            subject=0,
            day=date(2026, 9, 24),
            slot=4,
            aim="Зертханалық жұмысты ұйымдастыру",
            seen="Қауіпсіздік ережесі еске түсірілді. Өлшеу қателігі есептелмей қалды.",
            advice="Сабақты қорытуға 5 минут қалдыру.",
        ),
    ),
)


def supervise(storage: Storage, head: int, pages: Sequence[Page], until: datetime) -> None:
    """Write what falls before `until`; pages that this school does not have are left out."""
    by_name: Mapping[tuple[int, str], Page] = {(one.year_level, one.code): one for one in pages}
    for said in REMARKS:
        page = by_name.get(said.page)
        if page is not None and said.day <= until.date():
            _remark(storage, head, page, said, until)
    for name, observed in OBSERVED:
        page = by_name.get(name)
        if page is not None and observed.day <= until.date():
            _observe(storage, head, page, observed)


def _remark(storage: Storage, head: int, page: Page, said: _Said, until: datetime) -> None:
    place = RemarkPlace(page.class_group, page.group, page.subject)
    place = RemarkPlace(page.class_group) if said.whole else place
    with storage.begin(N_("Write remark"), actor=head, origin="demo") as work:
        row = save_remark(work, page.part, place, said.day, said.text, head)
    if said.done is not None and said.done <= until.date():
        with storage.begin(N_("Note remark as done"), actor=page.teacher, origin="demo") as work:
            save_done(work, row, said.done, page.teacher, said.answer)


def _observe(storage: Storage, head: int, page: Page, one: Observation) -> None:
    with storage.begin(N_("Record observation"), actor=head, origin="demo") as work:
        kept = Observation(
            group=page.group,
            subject=page.subject,
            day=one.day,
            slot=one.slot,
            teacher=page.teacher,
            aim=one.aim,
            seen=one.seen,
            advice=one.advice,
        )
        save_observation(work, page.part, kept, head)
