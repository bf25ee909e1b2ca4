"""A combined hour: the pages of all its classes under each other, each with its own lesson."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.formats import number, set_words, time_range
from school_desk.i18n import _, current
from school_desk.intents import Form
from school_desk.journal.combined_rules import (
    USUAL_MINUTES,
    all_seen,
    proposed,
)
from school_desk.journal.model import Column, ColumnKey, MinuteShare, RegisterPage
from school_desk.school.model import Bell, LessonKey
from school_desk.ui.actions import Handler, Where
from school_desk.ui.journal.class_card import LEAST_ROWS, ClassCard
from school_desk.ui.journal.combined_print import print_pages
from school_desk.ui.journal.dates_together import DatesTogether
from school_desk.ui.journal.hour_words import hour_title
from school_desk.ui.journal.register_ink import ROW_HEIGHTS, row_pixels
from school_desk.ui.journal.register_screen import ROW_HEIGHT
from school_desk.ui.messages import Saving, Tone
from school_desk.ui.screen import Place, Room, Screen
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label, set_tone
from school_desk.ui.work_place import WorkPlace

NAME = "combined"
GAP = 10
PAIR = 2


class CombinedScreen(Screen):
    """Pages to type in. Facts of its place: the lessons of the hour, then a column and a pupil."""

    where = Where.REGISTER

    def __init__(self, work_place: WorkPlace, place: Place) -> None:
        super().__init__()
        self._at = work_place
        self._desk = work_place.desk
        self._hour = tuple(fact for fact in place.facts if isinstance(fact, LessonKey))
        self._active = 0
        self._room = Room.FULL
        self._following = False
        self._beside = QHBoxLayout()
        self._beside.setSpacing(0)
        self.cards = self._made_cards()
        self.dates = DatesTogether([card.grid for card in self.cards])
        self._lay_out()
        self._connect()
        self._go(place)
        self._show_active()

    @property
    def card(self) -> ClassCard:
        """The class that keys come to."""
        return self.cards[self._active]

    @property
    def page(self) -> RegisterPage:
        """Its page."""
        return self.card.page

    def title(self) -> str:
        """Classes and subject; where the subjects differ, each strip names its own."""
        names = self._names()
        if len({subject for _label, subject in names}) > 1:
            return set_words([label for label, _subject in names], joined=True)
        return hour_title(names, joined=True)

    def place(self) -> Place:
        """The hour, and the very cell."""
        return Place(NAME, (*self._hour, self.card.grid.column, self.card.grid.pupil))

    def undo_form(self) -> Form:
        """What all pages had seen, with everything typed saved."""
        self.flush()
        return Form(self.page.form.scope, all_seen(card.page for card in self.cards))

    def handlers(self) -> Mapping[str, Handler]:
        """What one can do with the class that keys come to, and with all of them."""
        return {
            **self.card.acts.handlers(),
            "lesson_held": self.hold_hour,
            "strip": self._focus_topic,
            "next_class": lambda: self.step(1),
            "previous_class": lambda: self.step(-1),
            "columns": self._toggle_results,
            "row_taller": lambda: self._step_rows(1),
            "row_lower": lambda: self._step_rows(-1),
            "row_normal": lambda: self._set_rows(ROW_HEIGHTS.usual),
            "print": self.print_pages,
            "leave": self._leave,
            **self.card.panels.handlers(),
        }

    def hints(self) -> Sequence[str]:
        """Help, why and undo."""
        return ("help", "why", "undo")

    def regions(self) -> Sequence[QWidget]:
        """Head; of each class strip and grid; the panels."""
        parts: list[QWidget] = [self.head]
        for card in self.cards:
            parts += [card.strip, card.panels.trail.bar, card.grid]
        return (*parts, *(panel for card in self.cards for panel in card.panels.all))

    def take_focus(self) -> None:
        """The work is in the marks."""
        self.card.take_focus()

    def set_room(self, room: Room) -> None:
        """Fold what a small window has no room for."""
        self._room = room
        compact = room is Room.COMPACT
        self.head.set_compact(compact=compact)
        for card in self.cards:
            card.strip.set_compact(compact=compact)
        self._note.setVisible(not compact)
        self._show_active()

    def flush(self) -> None:
        """Save whatever is being typed in any class."""
        for card in self.cards:
            card.flush()

    def unsaved(self) -> bool:
        """Whether something waits that the disk did not take."""
        self.flush()
        return any(card.unsaved() for card in self.cards)

    def step(self, by: int) -> None:
        """To the next class: from marks to marks, from a topic to the topic."""
        field = self._field()
        self.flush()
        self._activate((self._active + by) % len(self.cards))
        lines = self.card.strip.lines
        if field is not None:
            lines[field].setFocus(Qt.FocusReason.ShortcutFocusReason)
            lines[field].selectAll()
        else:
            self.take_focus()

    def hold_hour(self) -> None:
        """Say that the hour was held in all its classes: who has no sign was present."""
        self.flush()
        hour = self.card.column
        parts = self._parts(hour) if hour else []
        if not parts:
            self._at.messages.say(_("Choose a lesson first."), Tone.WARN)
            return
        self._desk.combined.hold(parts, self._desk.now())
        classes = set_words([page.head.class_label for page, _key in parts])
        self._at.messages.say(_("The hour is noted as held: {classes}.").format(classes=classes))

    def print_pages(self) -> None:
        """The register pages of all classes on paper, with what is being typed."""
        self.flush()
        print_pages(self._at, [card.page for card in self.cards], self)

    def closeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """Nothing typed is left behind."""
        QApplication.instance().focusChanged.disconnect(self._on_focus)  # type: ignore[union-attr]
        for card in self.cards:
            card.end()
        self._at.memory.put(ROW_HEIGHT, str(self.card.grid.row_token))
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Deal the height to the classes."""
        super().resizeEvent(event)
        self._deal()

    def showEvent(self, event: QShowEvent) -> None:
        """Come up with every class in its place."""
        super().showEvent(event)
        self._deal()

    # Building

    def _made_cards(self) -> tuple[ClassCard, ...]:
        desk = self._desk
        pages = [
            desk.journal.open_page(key.group, key.subject, desk.term_number(key.date))
            for key in self._hour
        ]
        differ = len({page.head.subject for page in pages}) > 1
        made = tuple(
            ClassCard(self._at, page, self, self._beside, self.flush, with_subject=differ)
            for page in pages
        )
        for card in made:
            card.grid.set_row_token(int(self._at.memory.get(ROW_HEIGHT, "26")))
        return made

    def _lay_out(self) -> None:
        self.head = PageHead(self.title(), self._subtitle())
        both = _("Both pages") if len(self.cards) == PAIR else _("Every page")
        for words, key, icon, act in (
            (both, "Ctrl+P", "print", self.print_pages),
            (_("Next class"), "Ctrl+Tab", "arrow_down", lambda: self.step(1)),
        ):
            button = Button(words, key=key, icon=icon)
            button.clicked.connect(act)
            self.head.add_action(button)
        self._note = self._foot()
        pages = QVBoxLayout()
        pages.setContentsMargins(0, 0, 0, 0)
        pages.setSpacing(scaled(GAP))
        for card in self.cards:
            pages.addWidget(card)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(pages)
        left.addWidget(self.dates)
        left.addWidget(self._note)
        left.addStretch(1)
        self._beside.insertLayout(0, left, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._beside, 1)

    def _foot(self) -> QWidget:
        """What the hour counts for, and whether it was noted as held."""
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(16)
        row.addWidget(label(_note_words(), tone="muted", wrap=True), 1)
        self._state = label("", weight="medium")
        row.addWidget(self._state)
        return foot

    def _show_state(self) -> None:
        hour = self.card.column
        columns = [card.column for card in self.cards]
        here = [one for one in columns if one and hour and one.date == hour.date]
        held = bool(here) and all(one.held for one in here)
        self._state.setText(_("Held") if held else _("Not taken: Ctrl+Enter") if here else "")
        set_tone(self._state, "muted" if held else "warn")

    def _connect(self) -> None:
        for place, card in enumerate(self.cards):
            card.went.connect(lambda place=place: self._on_went(place))
            card.minutes_asked.connect(lambda share, place=place: self._plan(place, share))
            card.grid.keys.ended.connect(self._on_ended)
            card.grid.page_changed.connect(self._on_page_changed)
            card.grid.summary_changed.connect(self._at.messages.say)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        self._join_tabs()

    def _join_tabs(self) -> None:
        """Tab goes through the texts of a class, then to the next class."""
        chain: list[QWidget] = []
        for card in self.cards:
            chain += [*card.strip.lines, card.minutes, card.grid.tables.dates]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _names(self) -> list[tuple[str, str]]:
        heads = [card.page.head for card in self.cards]
        return [(head.class_label, head.subject_names[current()]) for head in heads]

    def _subtitle(self) -> str:
        hour = self._hour[0].slot
        words = _("combined lesson · lesson {slot}").format(slot=number(hour))
        bell = self._bell(self._hour[0])
        return f"{words}, {time_range(bell.starts, bell.ends)}" if bell else words

    def _bell(self, lesson: LessonKey) -> Bell | None:
        return self._desk.school.bells_of([lesson]).get(lesson)

    def _whole(self, column: Column) -> int:
        """How many minutes the hour of a lesson has."""
        bell = self._bell(column.key.lesson) if column.key.lesson else None
        if bell is None:
            return USUAL_MINUTES
        begins, ends = (60 * at.hour + at.minute for at in (bell.starts, bell.ends))
        return ends - begins

    # Which class, which hour

    def _go(self, place: Place) -> None:
        """To the cell of the place; every class stands in its lesson of the hour."""
        for card, key in zip(self.cards, self._hour, strict=True):
            card.go_to(ColumnKey(key), None)
            card.show_lesson()
        column, pupil = (*place.facts[len(self._hour) :], None, None)[:2]
        if isinstance(column, ColumnKey):
            who = pupil if isinstance(pupil, int) else None
            found = (n for n, card in enumerate(self.cards) if card.go_to(column, who))
            self._active = next(found, 0)

    def _activate(self, place: int) -> None:
        if place != self._active:
            for panel in self.card.panels.all:
                if panel.isVisible():
                    self.card.panels.leave()
            self._active = place
            self._show_active()
            self.answers_changed.emit()

    def _show_active(self) -> None:
        fold = len(self.cards) > PAIR or self._room is Room.COMPACT
        for place, card in enumerate(self.cards):
            active = place == self._active
            card.show_active(active=active, folded=fold and not active)
        self._show_shares()
        self._deal()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        for place, card in enumerate(self.cards):
            if now is not None and card.isAncestorOf(now):
                self._activate(place)

    def _on_went(self, place: int) -> None:
        """The classes stand in one hour: where one goes, the others follow."""
        hour = self.cards[place].column
        if place != self._active or hour is None or self._following:
            return
        self._following = True
        for card in self.cards:
            if card is not self.card:
                card.follow(hour)
        self._following = False
        self._show_shares()

    def _on_ended(self, way: int) -> None:
        """Past the last pupil of a class comes the first of the next."""
        place = self._active + way
        if 0 <= place < len(self.cards) and self.cards[place].page.rows:
            self.cards[place].go_to_edge(last=way < 0)
            self._activate(place)
            self.take_focus()

    def _parts(self, hour: Column) -> list[tuple[RegisterPage, LessonKey]]:
        found = ((card.page, card.lesson_at(hour)) for card in self.cards)
        return [(page, key) for page, key in found if key is not None]

    # Minutes

    def _show_shares(self) -> None:
        self._show_state()
        hour = self.card.column
        for place, card in enumerate(self.cards):
            column = card.column
            here = hour is not None and column is not None and column.date == hour.date
            card.minutes.setEnabled(here)
            if column is not None:
                whole = self._whole(column)
                card.show_share(column.share, whole, proposed(place, len(self.cards), whole))

    def _plan(self, place: int, share: MinuteShare) -> None:
        hour = self.cards[place].column
        parts = self._parts(hour) if hour else []
        pages = [page for page, _key in parts]
        own = self.cards[place].page
        if hour is None or own not in pages:
            return
        try:
            whole = self._whole(hour)
            self._desk.combined.plan_minutes(parts, pages.index(own), share, whole)
        except DeskError as error:
            self._at.messages.refuse(error)

    # Heights

    def _deal(self) -> None:
        """Whole classes as long as there is room; then the one that keys come to first."""
        row = row_pixels(self.card.grid.row_token)
        heights = [self._least(card) for card in self.cards]
        spare = self._room_for_grids() - sum(heights)
        for place in sorted(range(len(self.cards)), key=lambda place: place != self._active):
            wanted = self.cards[place].natural_height - heights[place]
            more = max(0, min(wanted, spare // row * row))
            heights[place] += more
            spare -= more
        for card, height in zip(self.cards, heights, strict=True):
            card.grid.setFixedHeight(max(1, height))

    def _least(self, card: ClassCard) -> int:
        rows = max(0, len(card.page.rows) - LEAST_ROWS)
        return card.natural_height - rows * row_pixels(card.grid.row_token)

    def _room_for_grids(self) -> int:
        others = [self.head.height(), self.dates.sizeHint().height()]
        if self._note.isVisibleTo(self):
            others.append(self._note.heightForWidth(max(1, self._note.width())))
        for card in self.cards:
            bar = card.panels.trail.bar
            others.append(
                max(card.strip.minimumHeight(), card.strip.minimumSizeHint().height()) + 1
            )
            others.append(bar.sizeHint().height() if bar.isVisibleTo(card) else 0)
        return self.height() - sum(others) - (len(self.cards) - 1) * scaled(GAP)

    def _set_rows(self, token: int) -> None:
        for card in self.cards:
            card.grid.set_row_token(token)
        self._deal()

    def _step_rows(self, steps: int) -> None:
        self.card.grid.step_row_token(steps)
        self._set_rows(self.card.grid.row_token)

    def _toggle_results(self) -> None:
        for card in self.cards:
            card.grid.tables.toggle_results()

    # What keys and changes do

    def _on_page_changed(self) -> None:
        self._show_shares()
        self._deal()
        self._at.messages.show_saving(Saving.SAVED)

    def _field(self) -> int | None:
        """Which text of a strip has the focus."""
        lines = self.card.strip.lines
        return next((n for n, line in enumerate(lines) if line.hasFocus()), None)

    def _focus_topic(self) -> None:
        """The topic; from a topic, the topic of the next class."""
        if self._field() is not None:
            self.step(1)
        else:
            topic = self.card.strip.topic
            topic.setFocus(Qt.FocusReason.ShortcutFocusReason)
            topic.selectAll()

    def _leave(self) -> None:
        if self.card.panels.leave():
            return
        if isinstance(self.focusWidget(), QLineEdit):
            self.take_focus()
        else:
            self.place_asked.emit(Place("start"))


def _note_words() -> str:
    return _(
        "The hour counts once in the teacher's load; in the register of each class it is a page "
        "of its own."
    )
