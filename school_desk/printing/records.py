"""Papers of what the office keeps beside the register: pupils' data, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk import formats
from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.printing.base import SchoolPapers
from school_desk.school.list_document import build_list_report, build_list_sheet
from school_desk.school.list_paper import ListReport
from school_desk.school.list_rules import counts
from school_desk.school.pupil_data_document import build_pupil_data
from school_desk.school.pupil_data_paper import DataSection
from school_desk.school.pupil_data_sheet import build_pupil_data_sheet

if TYPE_CHECKING:
    from datetime import date

    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.printing.base import Format


class RecordPapers(SchoolPapers):
    """The section "Pupils' data" of a class register, and the counts of the lists."""

    def lists(
        self, language: DocumentLanguage, fmt: Format, out: Target | None, day: date | None = None
    ) -> ListReport:
        """Write how many are on each list on a day, of the classes that one may see."""
        service = self._desk.lists
        entries = service.entries()
        for class_group in sorted({one.class_group.id for one in entries}):
            self._require(N_("Print lists"), Scope(class_group=class_group))
        kinds = {one.code: one for one in service.kinds()}
        on = day or self._desk.now().date()
        report = ListReport(on, kinds, counts(entries, on))
        if out is not None:
            build = build_list_report if fmt == "pdf" else build_list_sheet
            self._build(build, report, language, out)
        return report

    def pupil_data(
        self, class_group: int, language: DocumentLanguage, fmt: Format, out: Target
    ) -> int:
        """Write the section; returns how many pupils stand in it."""
        self._take_out(N_("Print pupil data"), Scope(class_group=class_group), fmt, out)
        data = self._desk.guardians.pupil_data(class_group)
        groups = {one.id: one for one in self._desk.school.class_groups()}
        people = self._desk.access.people()
        tutor = people.get(groups[class_group].form_tutor or 0)
        section = DataSection(data, formats.signed_name(tutor) if tutor else "")
        build = build_pupil_data if fmt == "pdf" else build_pupil_data_sheet
        self._build(build, section, language, out)
        return len(data.pupils)
