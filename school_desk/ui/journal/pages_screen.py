"""The register pages: one line a subject, a button a page (a term, a half-year, a year)."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from school_desk.formats import class_words
from school_desk.i18n import _, current, ngettext, tell
from school_desk.intents import Scope
from school_desk.journal.model import PageName
from school_desk.school.calendar import period_of
from school_desk.school.model import PeriodKind
from school_desk.school.names import fold, sort_key
from school_desk.ui.journal.register_screen import NAME as REGISTER
from school_desk.ui.screen import Place, Screen
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.card import Card
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import SearchField
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.work_place import WorkPlace

NAME = "pages"
_GAP = 12
_STEPS = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}


class PagesScreen(Screen):
    """Every page that one may open, by class."""

    def __init__(self, work_place: WorkPlace, _place: Place | None = None) -> None:
        super().__init__()
        self._desk = work_place.desk
        self._now = self._desk.term_number(self._desk.today())
        self._term = self._now
        self._all = self._desk.may("See all pages", Scope())
        self._buttons: list[Button] = []
        self._one = 0
        self._lines: list[tuple[str, QWidget]] = []
        self._head = PageHead(_("Registers"), self._count())
        self._find = SearchField(_("Class or subject"), key="Ctrl+F")
        self._find.setFixedWidth(scaled(220))
        self._find.textEdited.connect(self._on_find)
        self._find.returnPressed.connect(self._open_first)
        self._find.installEventFilter(self)
        self._head.add_action(self._find)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(scrolled(self._list()), 1)

    def title(self) -> str:
        """Registers."""
        return _("Registers")

    def place(self) -> Place:
        """It has no facts."""
        return Place(NAME)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Ctrl+F finds a page."""
        return {"find_pupil": lambda: self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)}

    def take_focus(self) -> None:
        """On the first page, in the term of now."""
        first = next((one for one in self._buttons if self._now in _terms(one)), None)
        (first or self._find).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go from page to page, in the same term; from the field to the first."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(event.key())
            if step is not None and self._step(watched, step):
                return True
        return super().eventFilter(watched, event)

    def _step(self, watched: QObject, step: int) -> bool:
        if self._term not in (_terms(watched) or (self._term,)):
            self._term = _terms(watched)[0]
        column = [b for b in self._buttons if self._term in _terms(b) and b.isVisible()]
        here = column.index(watched) if watched in column else -1
        if not 0 <= here + step < len(column):
            return False
        column[here + step].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _open_first(self) -> None:
        """Enter in the field opens the first page that was found, in the term of now."""
        found = (one for one in self._buttons if one.isVisible())
        first = next((one for one in found if self._now in _terms(one)), None)
        if first is not None:
            first.click()

    def _pages(self) -> tuple[PageName, ...]:
        """Class by class; the subjects of one by the alphabet of the window's language."""
        journal = self._desk.journal
        found = journal.pages() if self._all else journal.pages_of(self._desk.account.id)
        groups = list(dict.fromkeys(one.group for one in found))
        order = {group: n for n, group in enumerate(groups)}
        key = current()
        return tuple(
            sorted(found, key=lambda one: (order[one.group], sort_key(one.subject_names[key])))
        )

    def _count(self) -> str:
        pages = self._pages()
        return ngettext("{n} page", "{n} pages", len(pages)).format(n=len(pages))

    def _list(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 20, 24, 20)
        pages = self._pages()
        if not pages:
            column.addWidget(EmptyState(_("No pages yet: the timetable says who teaches what.")))
            return inner
        card = Card()
        for page in pages:
            row = self._row(page)
            card.add_row(row)
            words = " ".join(
                (class_words(page.class_label), *page.subject_names.values(), page.teacher_name)
            )
            self._lines.append((fold(words), row))
        column.addWidget(card)
        column.addStretch(1)
        return inner

    def _row(self, page: PageName) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(16, 6, 12, 6)
        line.setSpacing(_GAP)
        title = f"{class_words(page.class_label)} · {page.subject_names[current()]}"
        line.addWidget(label(title, weight="medium", wrap=True), 3)
        # Whoever sees only their own pages knows whose they are.
        teacher = page.teacher_name if self._all else ""
        line.addWidget(label(teacher, tone="muted", wrap=True), 2)
        for period in page.periods:
            words = tell(period.title)
            button = Button(words, role="current" if self._now in period.terms else "plain")
            button.setProperty("terms", list(period.terms))
            button.centre()
            button.setFixedWidth(self._width(len(period.terms)))
            button.setAccessibleName(f"{title}, {words}")
            place = Place(REGISTER, (page.group, page.subject, period.term))
            button.clicked.connect(lambda _on=False, place=place: self.place_asked.emit(place))
            button.installEventFilter(self)
            line.addWidget(button)
            self._buttons.append(button)
        return row

    def _width(self, terms: int) -> int:
        """A page of several terms is as wide as their buttons: the columns of all lines agree."""
        if not self._one:
            calendar = self._desk.school.calendar()
            kinds = (PeriodKind.TERM, PeriodKind.HALF_YEAR)
            found = ((period_of(calendar, 1, kind), kind) for kind in kinds)
            needs = (
                -(-Button(tell(period.title)).sizeHint().width() // len(period.terms))
                for period, _kind in found
                if period
            )
            self._one = max(needs, default=0)
        return terms * self._one + (terms - 1) * _GAP

    def _on_find(self, query: str) -> None:
        wanted = fold(query).split()
        for words, row in self._lines:
            row.setVisible(all(part in words for part in wanted))


def _terms(button: QObject) -> tuple[int, ...]:
    """The terms of the page that a button opens; none for anything else."""
    return tuple(button.property("terms") or ())
