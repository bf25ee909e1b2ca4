"""The card of one pupil beside the list: where the pupil is and was, and every movement."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from school_desk.formats import class_words, date_short
from school_desk.i18n import _, ngettext
from school_desk.school.movement_model import KIND_WORDS, Movement, PupilCard
from school_desk.ui.actions import action
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.side_panel import SidePanel


class PupilCardPanel(SidePanel):
    """`show_card` fills it: nothing personal beyond the name; `path_asked` by its button."""

    path_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Card of the pupil"), parent=parent)
        self.hide()

    def show_card(self, card: PupilCard, labels: dict[int, str], only_here: int = 0) -> None:
        """The pupil's stays of this year and all movements, the newest first.

        `only_here`: how many changes no other computer has confirmed yet.
        """
        self._empty()
        self.title.setText(card.pupil.name.full)
        self.subtitle.setText(_stays(card, labels))
        told = action("path")
        path = Button(told.title, key=told.key_text, role="link", height=26)
        path.clicked.connect(self.path_asked)
        self.body.addWidget(path, 0, Qt.AlignmentFlag.AlignLeft)
        if only_here:
            words = ngettext(
                "{n} change is on this computer only", "{n} changes are on this computer only",
                only_here,
            )  # fmt: skip
            self.body.addWidget(label(words.format(n=only_here), tone="muted", wrap=True))
        self.body.addWidget(label(_("Movements"), weight="bold"))
        if not card.movements:
            self.body.addWidget(label(_("None was noted."), tone="muted", wrap=True))
        for one in reversed(card.movements):
            self.body.addWidget(label("\n".join(movement_lines(one, labels)), wrap=True))
        if card.merged:
            self.body.addWidget(label(_("Joined into this record"), weight="bold"))
            names = "\n".join(one.name.full for one in card.merged)
            self.body.addWidget(label(names, wrap=True))
        self.show()

    def _empty(self) -> None:
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _stays(card: PupilCard, labels: dict[int, str]) -> str:
    lines = []
    for one in card.stretches:
        if not one.empty:
            since = date_short(one.since) if one.since else "…"
            until = date_short(one.until) if one.until else "…"
            lines.append(f"{class_words(labels.get(one.class_group, ''))}: {since} – {until}")
    return "\n".join(lines) or _("In no class this year.")


def movement_lines(one: Movement, labels: dict[int, str]) -> list[str]:
    """A movement in words: day and kind, from where to where, the order, why."""
    places = [class_words(labels[at]) for at in (one.from_class, one.to_class) if at in labels]
    words = " – ".join(places)
    if one.other_school:
        words = " · ".join(part for part in (words, one.other_school) if part)
    lines = [f"{date_short(one.day)} · {_(KIND_WORDS[one.kind])}", words, order_words(one)]
    return [line for line in (*lines, one.reason) if line]


def order_words(one: Movement) -> str:
    """The order, or that it lacks."""
    if one.order.missing or one.order.day is None:
        return _("Order: to be completed")
    facts = {"number": one.order.number, "date": date_short(one.order.day)}
    return _("Order № {number} of {date}").format(**facts)
