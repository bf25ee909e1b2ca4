"""B3 and B7: a page of 30 pupils and 60 columns opened, painted and scrolled."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from benchmarks.figure import Figure, Plan
from benchmarks.open_window import OpenPage, register_page
from benchmarks.samples import Times, in_words, interleaved, median, timed
from benchmarks.school_making import Shape
from benchmarks.schools import School, opened, school
from school_desk.app import Desk
from school_desk.ui.screen import Place

SCROLL_GOAL_MS = 33.0


def measure(plan: Plan) -> tuple[Figure, ...]:
    """The same page in a school of one year and in one of many, in turn."""
    few = school(Shape(plan.pupils, 1, plan.seed, plan.marks), plan.cache)
    many = school(Shape(plan.pupils, plan.years, plan.seed, plan.marks), plan.cache)
    with opened(few) as one, opened(many) as ten:
        tasks = {
            "few": timed(partial(one.journal.open_page, *_page(few))),
            "many": timed(partial(ten.journal.open_page, *_page(many))),
        }
        times = interleaved(tasks, plan.repeats, warm_up=5)
        rows = ten.journal.open_page(*_page(many))
        looked = _years(ten, many, plan.repeats)
    size = f"{len(rows.rows)} pupils × {len(rows.columns) + len(rows.works)} columns, all filled"
    with register_page(many) as page:
        painted = interleaved({"paint": _painting(page)}, plan.repeats // 2)["paint"]
        scrolled = _scrolled(page, plan.repeats)
        screens = interleaved(_screens(page), plan.repeats // 4, warm_up=2)
    few_ms, many_ms = times["few"], times["many"]
    return (
        Figure(
            "B3",
            f"open a page ({size}): rows and term marks, {plan.years} years of data",
            median(many_ms),
            "ms",
            5.0,
            in_words(many_ms),
        ),
        Figure("B3", "paint the page at 1366×698", median(painted), "ms", 20.0, in_words(painted)),
        Figure(
            "B3",
            f"open with {plan.years} years of data ÷ with one",
            median(many_ms) / median(few_ms),
            "×",
            1.1,
            f"{in_words(many_ms)} ÷ {in_words(few_ms)}",
        ),
        Figure(
            "B3",
            f"open the page of the current year ÷ as full a page of year 1 of {plan.years} "
            "through the same file",
            median(looked["now"]) / median(looked["first"]),
            "×",
            1.1,
            f"{in_words(looked['now'])} ÷ {in_words(looked['first'])}",
        ),
        Figure(
            "B3",
            f"a year that is over opened to look at, and its page: year 1 of {plan.years}",
            median(looked["back"]),
            "ms",
            None,
            in_words(looked["back"]),
        ),
        Figure(
            "B3",
            "open a combined hour of two such pages on the screen ÷ one page",
            median(screens["pair"]) / median(screens["one"]),
            "×",
            2.0,
            f"{in_words(screens['pair'])} ÷ {in_words(screens['one'])}",
        ),
        Figure(
            "B7",
            f"repaint after each of {len(scrolled)} scroll steps of the page",
            median(scrolled),
            "ms",
            SCROLL_GOAL_MS,
            in_words(scrolled),
        ),
    )


def _page(kept: School) -> tuple[int, int, int]:
    return kept.made.group, kept.made.subject, kept.made.term


def _years(desk: Desk, kept: School, repeats: int) -> Times:
    """The page of this year and that of the first one, and what it takes to look back."""
    made, name = kept.made, desk.years.past()[-1]
    first = made.first_group, made.subject, made.term
    past = desk.in_year(name)
    tasks = {
        "now": timed(partial(desk.journal.open_page, *_page(kept))),
        "first": timed(partial(past.journal.open_page, *first)),
    }
    found = interleaved(tasks, repeats, warm_up=5)
    past.close()

    def back() -> None:
        looking = desk.in_year(name)
        looking.journal.open_page(*first)
        looking.close()

    return {**found, **interleaved({"back": timed(back)}, max(3, repeats // 20))}


def _screens(page: OpenPage) -> dict[str, Callable[[], float]]:
    """A page of the teacher's class alone, and with the page of another subject under it."""
    desk, head = page.desk, page.grid.page.head
    pages = [
        desk.journal.open_page(one.group, one.subject, head.period.term)
        for one in desk.journal.pages_of(desk.account.id)
        if one.group == head.group
    ]
    keys = [one.columns[-1].key.lesson for one in pages[:2]]
    one = Place("register", (head.group, pages[0].head.subject, head.period.term, keys[0]))
    places = {"one": one, "pair": Place("combined", tuple(keys))}
    return {name: timed(partial(_open, page, place)) for name, place in places.items()}


def _open(page: OpenPage, place: Place) -> None:
    page.window.shell.open(place)
    QApplication.processEvents()


def _painting(page: OpenPage) -> Callable[[], float]:
    """The whole grid drawn anew, heads and feet included."""
    image = QImage(page.grid.size(), QImage.Format.Format_ARGB32_Premultiplied)
    return timed(lambda: page.grid.render(image))


def _scrolled(page: OpenPage, steps: int) -> list[float]:
    """Back and forth over the dates, each step until it is painted."""
    bar = page.views[1].horizontalScrollBar()
    step = bar.singleStep()
    times = []
    for turn in range(steps):
        if not bar.minimum() <= bar.value() + step <= bar.maximum():
            step = -step
        times.append(timed(partial(_scroll, bar, bar.value() + step))())
        assert turn == 0 or bar.maximum() > 0
    return times


def _scroll(bar: QObject, value: int) -> None:
    bar.setValue(value)  # type: ignore[attr-defined]
    QApplication.processEvents()
