"""Register pages and parents' slips: read through the services, laid out, written as a file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from school_desk.documents.deliver import Basket
from school_desk.documents.joining import join_pdfs, join_sheets
from school_desk.documents.sheet import SheetDraft
from school_desk.errors import N_, DeskError
from school_desk.formats import class_words
from school_desk.intents import Scope
from school_desk.journal.documents import (
    MissedLessons,
    SignerRole,
    Slip,
    SubjectLine,
    build_register_page,
    build_register_sheet,
    build_slips,
    build_slips_sheet,
)
from school_desk.printing.base import SchoolPapers
from school_desk.school.attendance_model import REASONS
from school_desk.school.attendance_rules import term_span
from school_desk.school.calendar import period_of
from school_desk.school.model import Absence, PeriodKind
from school_desk.school.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.journal.model import PupilRow, RegisterPage
    from school_desk.printing.base import Format
    from school_desk.school.attendance_model import PupilAttendance
    from school_desk.school.model import Period, Pupil

    PerSheet = Literal[1, 3]

WITHOUT_RESULT = ("class_hour",)
"""Codes of subjects that give nothing to tell parents about."""


class NothingToPrintError(DeskError):
    """A class without pupils or without pages of the register."""

    sentence = N_(
        "There is nothing to print: {label:class} has no pupils with subjects in term {n}."
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """One pupil's line of one page."""

    page: RegisterPage
    row: PupilRow


class Papers(SchoolPapers):
    """What a person may print; each paper is asked for as such, whatever may be read."""

    def slips(
        self,
        class_group: int,
        term: int,
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
        *,
        subject: int | None = None,
        per_sheet: PerSheet = 3,
    ) -> int:
        """Write the parents' slips of a class, of one subject or all; returns how many there are.

        A teacher prints slips of the own subject; those of all subjects are the form tutor's.
        """
        slips = self.slip_values(class_group, term, language, subject=subject)
        intent = N_("Print slips") if subject is None else N_("Print register page")
        self._note(intent, Scope(class_group=class_group, subject=subject), fmt, out)
        self.write_slips(slips, language, fmt, out, per_sheet=per_sheet)
        return len(slips)

    def slip_values(
        self,
        class_group: int,
        term: int,
        language: DocumentLanguage,
        *,
        subject: int | None = None,
    ) -> tuple[Slip, ...]:
        """What the slips of a class say, pupil by pupil, before they are laid out."""
        pages = self._pages(class_group, term, subject)
        missed = self._missed(class_group, term) if subject is None else None
        slips = self._slips(pages, term, language, subject, missed)
        if not slips:
            raise NothingToPrintError(label=self._label(class_group), n=term)
        return slips

    def write_slips(
        self,
        slips: Sequence[Slip],
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
        *,
        per_sheet: PerSheet = 3,
    ) -> None:
        """Lay slips out on paper or in a workbook."""
        printed = self._printed()
        if fmt == "pdf":
            build_slips(slips, language=language, per_sheet=per_sheet, printed=printed, out=out)
        else:
            build_slips_sheet(slips, language=language, printed=printed, out=out)

    def register_page(
        self,
        group: int,
        subject: int,
        term: int,
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
    ) -> None:
        """Write a page of the register."""
        page = self._desk.journal.open_page(group, subject, term)
        self._take_out(N_("Print register page"), page.form.scope, fmt, out)
        build = build_register_page if fmt == "pdf" else build_register_sheet
        signs = self._desk.journal.rules(page)[1].signs
        self._build(build, page, language, out, signs=signs)

    def register_pages(
        self,
        places: Sequence[tuple[int, int, int]],
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
    ) -> None:
        """Write several pages (group, subject, term) one after the other, each complete."""
        if len(places) == 1:
            self.register_page(*places[0], language, fmt, out)
            return
        main = "ru" if language == "ru" else "kk"
        names = [self._page_name(*place, main) for place in places]
        for place in places:
            page = self._desk.journal.open_page(*place)
            self._take_out(N_("Print register page"), page.form.scope, fmt, out)
        if fmt == "pdf":
            made = [self._page_bytes(*place, language) for place in places]
            joined = zip(names, made, strict=True)
            join_pdfs(list(joined), title=", ".join(names), language=main, out=out)
            return
        sheets = []
        for name, place in zip(names, places, strict=True):
            basket = Basket()
            self.register_page(*place, language, fmt, basket)
            sheets += [(name, one) for one in basket.sheets if isinstance(one, SheetDraft)]
        title = ", ".join(names)
        join_sheets(sheets, title=title, language=main, printed=self._printed(), out=out)

    def _page_bytes(self, group: int, subject: int, term: int, language: DocumentLanguage) -> bytes:
        buffer = BytesIO()
        self.register_page(group, subject, term, language, "pdf", buffer)
        return buffer.getvalue()

    def _page_name(self, group: int, subject: int, term: int, language: str) -> str:
        head = self._desk.journal.open_page(group, subject, term).head
        return f"{class_words(head.class_label, language)} {head.subject_names[language]}"

    def _pages(self, class_group: int, term: int, subject: int | None) -> tuple[RegisterPage, ...]:
        """The pages that the slips tell of, in the order of the subjects' names."""
        if subject is None:
            self._require(N_("Print slips"), Scope(class_group=class_group))
        desk = self._desk
        groups = {one.id for one in desk.school.teaching_groups() if one.class_group == class_group}
        taught = {(one.group, one.subject) for one in desk.school.teachings()}
        told = [one.id for one in desk.school.subjects() if one.code not in WITHOUT_RESULT]
        wanted = told if subject is None else [subject]
        places = [
            (group, one) for one in wanted for group in sorted(groups) if (group, one) in taught
        ]
        return tuple(self._page(*place, term, own=subject is not None) for place in places)

    def _page(self, group: int, subject: int, term: int, *, own: bool) -> RegisterPage:
        page = self._desk.journal.open_page(group, subject, term)
        if own:
            self._require(N_("Print register page"), page.form.scope)
        return page

    def _slips(
        self,
        pages: Sequence[RegisterPage],
        term: int,
        language: DocumentLanguage,
        subject: int | None,
        missed: Mapping[int, MissedLessons | None] | None,
    ) -> tuple[Slip, ...]:
        entries: dict[Pupil, list[_Entry]] = {}
        for page in pages:
            for row in page.rows:
                entries.setdefault(row.pupil, []).append(_Entry(page, row))
        ordered = sorted(entries, key=lambda pupil: (name_key(pupil.name), pupil.id))
        return tuple(
            self._slip(one, entries[one], term, language, subject, missed) for one in ordered
        )

    def _slip(
        self,
        pupil: Pupil,
        entries: Sequence[_Entry],
        term: int,
        language: DocumentLanguage,
        subject: int | None,
        missed: Mapping[int, MissedLessons | None] | None,
    ) -> Slip:
        head = entries[0].page.head
        explain = self._desk.journal.explain
        return Slip(
            school=self._school(language),
            pupil=pupil.name,
            class_label=head.class_label,
            period=self._period(term),
            lines=tuple(
                SubjectLine(
                    one.page.head.subject_names,
                    explain(one.page, pupil.id),
                    passed=one.row.verdict,
                    period=one.page.head.period,
                )
                for one in entries
            ),
            signer=self._form_tutor(head.class_group) if subject is None else head.teacher_name,
            role=SignerRole.FORM_TUTOR if subject is None else SignerRole.TEACHER,
            missed=_missed(entries, self._period(term)) if missed is None else missed.get(pupil.id),
            pupil_row=pupil.id,
        )

    def _missed(self, class_group: int, term: int) -> Mapping[int, MissedLessons | None]:
        """The numbers of the attendance sheet of the term, by pupil."""
        span = term_span(self._desk.school.calendar(), term)
        found = self._desk.attendance.of_class(class_group, span)
        return {one.pupil.id: _counted(one) for one in found.pupils}

    def _period(self, number: int) -> Period:
        """The term that slips are about."""
        found = period_of(self._desk.school.calendar(), number, PeriodKind.TERM)
        if found is None:
            raise ValueError(number)
        return found

    def _form_tutor(self, class_group: int) -> str:
        groups = {one.id: one for one in self._desk.school.class_groups()}
        tutor = groups[class_group].form_tutor
        name = self._desk.access.people().get(tutor) if tutor is not None else None
        return name.full if name else ""

    def _label(self, class_group: int) -> str:
        found = (one.label for one in self._desk.school.class_groups() if one.id == class_group)
        return next(found, "")


def _counted(one: PupilAttendance) -> MissedLessons | None:
    if not one.held:
        return None
    ill, excused, unexcused = (one.lessons(reason) for reason in REASONS)
    return MissedLessons(ill, excused, unexcused, one.late)


def _missed(entries: Iterable[_Entry], period: Period) -> MissedLessons | None:
    """The lessons of a period missed; None while none of these pages was noted as held."""
    entries = tuple(entries)
    held = {
        column.key.lesson
        for one in entries
        for column in one.page.columns
        if column.held and period.starts <= column.date <= period.ends
    }
    if not held:
        return None
    signs = Counter(
        sign for one in entries for lesson, sign in one.row.signs.items() if lesson in held
    )
    return MissedLessons(
        ill=signs[Absence.ILL],
        excused=signs[Absence.EXCUSED],
        unexcused=signs[Absence.UNEXCUSED],
        late=signs[Absence.LATE],
    )
