"""Diets of pupils, for whoever writes them and may not read who pays: the nurse."""

from collections.abc import Mapping, Sequence

from school_desk.errors import N_
from school_desk.formats import class_words
from school_desk.i18n import _, ngettext
from school_desk.journal.history_model import RowPlace
from school_desk.nutrition.eating_model import DietHolder
from school_desk.ui.actions import Handler, Where
from school_desk.ui.nutrition.diet_words import diet_words
from school_desk.ui.nutrition.eating_dialogs import DietDialog, term_words
from school_desk.ui.school.records_screen import RecordsScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.widgets.rows_model import Row
from school_desk.ui.work_place import WorkPlace

NAME = "diets"


class DietsScreen(RecordsScreen):
    """`Place("diets", (pupil,))`: every pupil of today; who has a diet stands first."""

    name = NAME
    where = Where.MEALS
    row_table = "diet"
    takes_files = False
    heads = (N_("Class"), N_("Pupil"), N_("Diet"), N_("Since"), N_("Until"))
    widths = (84, 260, 420, 110)
    tables = frozenset(("diet", "membership", "pupil", "class_group"))
    write_intent = "Write diet"

    def __init__(self, at: WorkPlace, place: Place) -> None:
        self._holders: Mapping[int, DietHolder] = {}
        super().__init__(at, place)

    def title(self) -> str:
        return _("Diets")

    def handlers(self) -> Mapping[str, Handler]:
        own = {**super().handlers(), "diet": self.edit}
        del own["add"]
        return own

    def renamed(self) -> Mapping[str, str]:
        return {"edit": _("Diet of the pupil")}

    def hints(self) -> Sequence[str]:
        return ("edit", "find_pupil", "history")

    def row_place(self) -> RowPlace | None:
        one = self._current()
        if one is None or one.diet is None:
            return None
        first, *others = (RowPlace("diet", row.id) for row in (one.diet, *one.diet.also))
        return RowPlace("diet", first.row, name=one.name.listed, beside=tuple(others))

    def set_room(self, room: Room) -> None:
        super().set_room(room)
        self.add_button.hide()

    def rows(self) -> Sequence[Row]:
        found = self._desk.eating.diets(self._desk.now().date())
        self._holders = {one.pupil: one for one in found}
        return [_row(one) for one in sorted(found, key=lambda one: one.diet is None)]

    def subtitle(self, count: int) -> str:
        with_one = sum(one.diet is not None for one in self._holders.values())
        words = ngettext("{n} pupil", "{n} pupils", count).format(n=count)
        apart = _("with a diet: {n}").format(n=with_one)
        return f"{words} · {apart}"

    def nothing(self) -> str:
        return _("No class has pupils yet.")

    def edit(self) -> None:
        """What the pupil must not be given."""
        one = self._current()
        if one is None or not self.allowed(self.write_intent):
            return
        today = self._desk.now().date()
        dialog = DietDialog(self._desk.eating.write_diet, one, today, self.window())
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def add(self) -> None:
        """A diet is written of a pupil who is there."""
        self.edit()

    def _current(self) -> DietHolder | None:
        return self._holders.get(self.current_id() or 0)


def _row(one: DietHolder) -> Row:
    diet = one.diet
    term = term_words(diet.starts, diet.ends) if diet and not diet.also else ("", "")
    return Row(one.pupil, (class_words(one.class_label), one.name.listed, diet_words(diet), *term))
