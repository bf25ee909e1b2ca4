"""B4: parents' slips as one PDF, against the same strings drawn bare on a reportlab canvas."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from io import BytesIO
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.figure import Figure, Plan
from benchmarks.samples import in_words, interleaved, median, timed
from school_desk.demo.people import People
from school_desk.documents import leaves
from school_desk.documents.fonts import register_fonts
from school_desk.documents.ink import Block
from school_desk.documents.page import Printed
from school_desk.journal.documents import MissedLessons, Slip, SubjectLine, build_slips
from school_desk.journal.explain import Explanation, explain
from school_desk.journal.model import TermCase, WorkPoints
from school_desk.journal.rules import term_result
from school_desk.journal.shipped import ruleset
from school_desk.school import shipped
from school_desk.school.calendar import period_of
from school_desk.school.model import PeriodKind

RULES = "kz-2025"
SUBJECTS = (
    *("kazakh", "kazakh_literature", "russian_language_and_literature", "foreign_language"),
    *("mathematics", "informatics", "natural_science", "history_of_kazakhstan", "world_history"),
)
PRINTED = Printed(datetime(2026, 10, 24, 12, 0, tzinfo=timezone(timedelta(hours=5))), "С. Бекқызы")
CLASS_SIZE = 25
MANY, MORE = 500, 1000

String = tuple[float, float, str, str, float]
"""Where on the page, what, in which font and size."""


def measure(plan: Plan) -> tuple[Figure, ...]:
    """500 slips (half of the school's pupils) and all 1,000, each beside its bare strings."""
    slips = _slips(plan)
    some = slips[: len(slips) * MANY // MORE]
    repeats = max(3, plan.repeats // 20)
    return (_figure(some, repeats, 2.0), _figure(slips, repeats, None))


def _figure(slips: Sequence[Slip], repeats: int, goal: float | None) -> Figure:
    with _listening() as pages:
        content = _built(slips)
    strings = [tuple(page) for page in pages]
    tasks = {
        "slips": timed(lambda: _built(slips)),
        "bare": timed(lambda: _bare(strings)),
    }
    times = interleaved(tasks, repeats, warm_up=1)
    ours, floor = times["slips"], times["bare"]
    drawn = sum(map(len, strings))
    return Figure(
        "B4",
        f"{len(slips):,} slips of {len(SUBJECTS)} subjects as a PDF ÷ its {drawn:,} strings bare",
        median(ours) / median(floor),
        "×",
        goal,
        f"{in_words(ours)} ÷ {in_words(floor)}; {len(content) / len(slips) / 1024:.1f} KiB a slip",
    )


def _built(slips: Sequence[Slip]) -> bytes:
    out = BytesIO()
    build_slips(slips, language="kk", per_sheet=3, printed=PRINTED, out=out)
    return out.getvalue()


def _bare(pages: Iterable[Sequence[String]]) -> bytes:
    """The floor: every string at its place, nothing worked out, no lines, no foot."""
    register_fonts()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=1)
    for page in pages:
        for x, y, text, font, size in page:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@contextmanager
def _listening() -> Iterator[list[list[String]]]:
    """Note what slips write on each sheet while they are built once."""
    pages: list[list[String]] = []
    draw_sheet, draw_blocks = leaves._draw_sheet, leaves.draw_blocks  # noqa: SLF001

    def sheet(*facts: object) -> None:
        pages.append([])
        draw_sheet(*facts)

    def blocks(canvas: Canvas, found: Sequence[Block], left: float, top: float) -> float:
        y = top
        for block in found:
            pages[-1].extend(
                (left + run.x, y - run.y, run.text, run.font, run.size) for run in block.runs
            )
            y -= block.height
        return draw_blocks(canvas, found, left, top)

    leaves._draw_sheet, leaves.draw_blocks = sheet, blocks  # noqa: SLF001
    try:
        yield pages
    finally:
        leaves._draw_sheet, leaves.draw_blocks = draw_sheet, draw_blocks  # noqa: SLF001


def _slips(plan: Plan) -> tuple[Slip, ...]:
    chance = Random(plan.seed)  # noqa: S311  marks of invented people
    people, names = People(chance), shipped.subject_names()
    period = period_of(shipped.calendar("2026-27"), 1, PeriodKind.TERM)
    assert period is not None
    return tuple(
        Slip(
            school="Аққайың негізгі орта мектебі",
            pupil=people.pupil(6, "А", 2026).name,
            class_label=f"{5 + number // CLASS_SIZE % 5} «А»",
            period=period,
            lines=tuple(SubjectLine(names[code], _explained(chance)) for code in SUBJECTS),
            signer="Серікқызы Гүлнар",
            missed=MissedLessons(ill=chance.randrange(6), late=chance.randrange(3)),
        )
        for number in range(plan.pupils)
    )


def _explained(chance: Random) -> Explanation:
    rules = ruleset(RULES)
    assert rules is not None
    case = TermCase(
        tuple(chance.randint(4, 10) for _ in range(chance.randint(4, 14))),
        (WorkPoints(chance.randint(6, 15), 15), WorkPoints(chance.randint(8, 20), 20)),
        WorkPoints(chance.randint(8, 25), 25),
    )
    return explain(case, term_result(case, rules, rules.defaults), rules, rules.defaults)
