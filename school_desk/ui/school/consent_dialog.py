"""A consent as it was given, of one person or of many; a withdrawal; the text that is asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from school_desk.formats import date_short
from school_desk.i18n import _, current, ngettext
from school_desk.school.consent_model import (
    BOTH,
    FORM_WORDS,
    SELF,
    Consent,
    ConsentForm,
    ConsentLine,
    ConsentText,
    Operator,
    SubjectKind,
    Told,
)
from school_desk.school.consent_rules import MOST_MONTHS, TextTermError, first_giver, last_day
from school_desk.school.guardian_model import RELATION_WORDS, Relation
from school_desk.school.names import fold
from school_desk.ui.school.consent_words import KIND_WORDS
from school_desk.ui.widgets.form_dialog import FormDialog


class ConsentDialog(FormDialog):
    """`write` is handed the consents; with several lines each is given by the main guardian."""

    def __init__(
        self,
        write: Callable[[Sequence[Consent]], object],
        lines: Sequence[ConsentLine],
        today: date,
        shown: Consent | None = None,
        parent: QWidget | None = None,
    ) -> None:
        question = _("Correct the consent") if shown else _("Record a consent")
        super().__init__(question, _("Write"), sentence=_about(lines), parent=parent)
        self._write, self._lines, self._shown = write, lines, shown
        starts = shown.starts if shown and shown.starts else today
        ends = shown.ends if shown else last_day(starts, lines[0].text.months)
        many = len(lines) > 1
        givers = () if many else lines[0].person.givers
        caption = _("Who gave it, where no guardian is known") if many else _("Given by")
        self.giver = self.choice(caption, _givers(givers), parts=6)
        self.giver.setEditable(True)
        self.giver.setEditText(self._offered(many=many))
        self.document = self.line(_("Identity document"), shown.document if shown else "")
        forms = {form: _(words) for form, words in FORM_WORDS.items()}
        self.form = self.choice(_("How it was given"), forms, shown.form if shown else None)
        self.starts = self.day(_("Since"), starts)
        self.ends = self.day(_("Until"), ends)

    def save(self) -> None:
        """Hand over what was typed."""
        self._write([self._consent(one) for one in self._lines])

    def _consent(self, line: ConsentLine) -> Consent:
        giver, relation = self._giver(line)
        given = self._shown or Consent(line.person.subject, line.text, giver)
        return replace(
            given,
            giver=giver,
            relation=relation,
            document=self.document.text(),
            form=ConsentForm(self.form.currentData()),
            starts=self.starts.day(),
            ends=self.ends.day(),
        )

    def _offered(self, *, many: bool) -> str:
        """Who gave it before, else the first guardian; a pupil is chosen by hand."""
        if self._shown:
            return self._shown.giver
        if many:
            return _("Legal representative, as on the paper")
        return _named(*(first_giver(self._lines[0].person) or ("", "")))

    def _giver(self, line: ConsentLine) -> tuple[str, str]:
        """The name as typed, with what is known of the relation; of many the first guardian."""
        typed = self.giver.currentText()
        if len(self._lines) > 1:
            return first_giver(line.person) or (typed, "")
        for name, relation in line.person.givers:
            if typed in (name, _named(name, relation)):
                return name, relation
        return typed, ""


class WithdrawDialog(FormDialog):
    """`write` is handed the day; the last day to stop is told before."""

    def __init__(
        self,
        write: Callable[[date], object],
        line: ConsentLine,
        today: date,
        due: date,
        parent: QWidget | None = None,
    ) -> None:
        words = _(
            "{name}: {text}. Withdrawn today, the processing has to stop by {day}. Lessons, "
            "attendance and meals go on as before."
        )
        text = line.text.name.within(current())
        about = words.format(name=line.person.name.listed, text=text, day=date_short(due))
        super().__init__(_("Withdraw the consent?"), _("Withdraw"), sentence=about, parent=parent)
        self._write, self._today = write, today
        self.on = self.day(_("Letter received on"), today)

    def save(self) -> None:
        """Hand over the day."""
        self._write(self.on.day() or self._today)


class ConsentTextDialog(FormDialog):
    """What is asked, in both languages; it becomes another version, what was signed stays."""

    def __init__(
        self,
        write: Callable[[ConsentText, str], object],
        text: ConsentText | None,
        operator: Operator,
        parent: QWidget | None = None,
    ) -> None:
        question = _("Another text of consent") if text is None else _("Text of the consent")
        about = _("A change is another version: who gave consent before is asked again.")
        super().__init__(question, _("Write"), sentence=about, parent=parent)
        self._write, self._before = write, text
        self.title = self._both(_("Name of the consent"), text.title if text else {})
        self.purpose = self._both(_("For what"), text.purpose if text else {}, 6)
        self.data = self._both(_("Which data"), text.data if text else {}, 6)
        self.third = self._both(_("Handed over to, if anybody"), text.third if text else {})
        self.abroad = self.tick(_("Sent abroad"), 2, ticked=bool(text and text.abroad))
        self.published = self.tick(_("Published"), 2, ticked=bool(text and text.published))
        self.months = self.line(_("For how many months"), str(text.months if text else 12), 2)
        asked = text.subjects if text else (SubjectKind.PUPIL,)
        self.whose = {
            kind: self.tick(_(words), 2, ticked=kind in asked) for kind, words in KIND_WORDS.items()
        }
        self.number = self.line(_("BIN of the school"), operator.bin, 6)
        for line in (*self.purpose.values(), *self.data.values()):
            line.setCursorPosition(0)

    def save(self) -> None:
        """Hand over the text and the school's number."""
        self._write(self._text(), self.number.text())

    def _text(self) -> ConsentText:
        months = self.months.text().strip()
        if not (months.isascii() and months.isdecimal()):
            raise TextTermError(top=MOST_MONTHS)
        words = [_typed(one) for one in (self.title, self.purpose, self.data, self.third)]
        title, purpose, data, third = words
        code = self._before.code if self._before else fold(title["kk"])
        made = ConsentText(code, 0, title, purpose, data, (), third)
        return replace(
            made,
            subjects=tuple(kind for kind, tick in self.whose.items() if tick.isChecked()),
            abroad=self.abroad.isChecked(),
            published=self.published.isChecked(),
            months=int(months),
        )

    def _both(self, caption: str, told: Told, parts: int = 3) -> dict[str, QLineEdit]:
        names = {"kk": _("in Kazakh"), "ru": _("in Russian")}
        return {
            one: self.line(f"{caption}, {names[one]}", told.get(one, ""), parts) for one in BOTH
        }


def _typed(lines: dict[str, QLineEdit]) -> dict[str, str]:
    return {language: line.text() for language, line in lines.items()}


def _about(lines: Sequence[ConsentLine]) -> str:
    names = dict.fromkeys(one.text.name.within(current()) for one in lines)
    if len(lines) == 1:
        return f"{lines[0].person.name.full} · {', '.join(names)}"
    count = ngettext("{n} consent", "{n} consents", len(lines)).format(n=len(lines))
    return f"{count} · {', '.join(names)}"


def _givers(givers: Sequence[tuple[str, str]]) -> dict[str, str]:
    return {name: _named(name, relation) for name, relation in givers}


def _named(name: str, relation: str) -> str:
    """A giver with what he or she is to the subject."""
    if not relation or relation == SELF:
        return name
    return f"{name}, {_(RELATION_WORDS[Relation(relation)])}"
