"""What the end of a year asks of the register: pages still open, what the council decided."""

from collections.abc import Iterator, Mapping

from school_desk.i18n import Spelled
from school_desk.journal.page_reader import PageReader
from school_desk.journal.year_end_store import load_closed, load_decided
from school_desk.school.rollover_model import Decided, OpenPage
from school_desk.school.store import load_teachings
from school_desk.storage.engine import Connection


class YearEnd:
    """Whoever asks has asked for permission before."""

    def __init__(self, pages: PageReader) -> None:
        self._pages = pages

    def decisions(self, db: Connection, year: str) -> Mapping[tuple[int, int], Decided]:
        """What the council decided, by pupil and class group."""
        return load_decided(db, year)

    def open_pages(self, db: Connection, year: str) -> tuple[OpenPage, ...]:
        """The pages that nobody has closed, in the order of time and of classes."""
        found = sorted(self._open(db, year), key=lambda one: one[0])
        return tuple(page for _place, page in found)

    def _open(self, db: Connection, year: str) -> Iterator[tuple[tuple[object, ...], OpenPage]]:
        closed = load_closed(db)
        for one in load_teachings(db, year):
            name = self._pages.name(db, one.group, one.subject)
            for period in name.periods:
                if (one.group, one.subject, period.key) not in closed:
                    page = OpenPage(name.class_label, Spelled(name.subject_names), period.title)
                    yield (period.ends, name.year_level, name.class_label), page
