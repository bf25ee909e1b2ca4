"""What all papers share: the desk they read through, whose school they name, who may print them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from school_desk import formats
from school_desk.access.look_model import Act
from school_desk.documents.page import Printed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from school_desk.access.look_service import LookLog, LookService
    from school_desk.access.model import Account
    from school_desk.access.service import AccessService
    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.errors import DeskError
    from school_desk.inclusion.service import (
        HealthNoteService,
        OwnNoteService,
        SupportNoteService,
    )
    from school_desk.intents import Scope
    from school_desk.journal.analysis_service import AnalysisService
    from school_desk.journal.closing_service import ClosingService
    from school_desk.journal.desk_service import DeskService
    from school_desk.journal.history_service import HistoryService
    from school_desk.journal.hours_service import HoursService
    from school_desk.journal.lesson_plan_service import LessonPlanService
    from school_desk.journal.remark_service import RemarkService
    from school_desk.journal.rubric_service import RubricService
    from school_desk.journal.service import JournalService
    from school_desk.journal.summary_service import SummaryService
    from school_desk.journal.thematic_service import PlanService
    from school_desk.journal.work_service import WorkService
    from school_desk.journal.year_service import YearMarksService
    from school_desk.nutrition.card_service import CardService
    from school_desk.nutrition.headcount_service import HeadcountService
    from school_desk.nutrition.log_norm_service import LogNormService
    from school_desk.nutrition.log_service import LogService
    from school_desk.nutrition.menu_service import MenuService
    from school_desk.nutrition.month_service import MonthService
    from school_desk.nutrition.product_service import ProductService
    from school_desk.nutrition.requisition_service import RequisitionService
    from school_desk.nutrition.stock_service import StockService
    from school_desk.school.archive_service import ArchiveService
    from school_desk.school.attendance_service import AttendanceService
    from school_desk.school.consent_service import ConsentService
    from school_desk.school.curriculum_service import CurriculumService
    from school_desk.school.guardian_service import GuardianService
    from school_desk.school.list_service import ListService
    from school_desk.school.movement_service import MovementService
    from school_desk.school.person_service import PersonService
    from school_desk.school.privacy_service import PrivacyService
    from school_desk.school.retention_service import RetentionService
    from school_desk.school.service import SchoolService
    from school_desk.school.substitution_service import SubstitutionService
    from school_desk.school.timetable_service import TimetableService

Format = Literal["pdf", "xlsx"]


class PrintingDesk(Protocol):
    """What papers need of the desk: its services, its person, its clock."""

    access: AccessService
    account: Account
    analysis: AnalysisService
    archives: ArchiveService
    attendance: AttendanceService
    cards: CardService
    guardians: GuardianService
    headcount: HeadcountService
    health_notes: HealthNoteService
    closing: ClosingService
    consents: ConsentService
    curriculum: CurriculumService
    history: HistoryService
    hours: HoursService
    journal: JournalService
    lesson_plans: LessonPlanService
    lists: ListService
    log_norms: LogNormService
    look_log: LookLog
    looks: LookService
    meal_month: MonthService
    meal_logs: LogService
    menus: MenuService
    movements: MovementService
    own_notes: OwnNoteService
    persons: PersonService
    plans: PlanService
    privacy: PrivacyService
    products: ProductService
    remarks: RemarkService
    reports: DeskService
    requisitions: RequisitionService
    retention: RetentionService
    rubrics: RubricService
    school: SchoolService
    stock: StockService
    substitutions: SubstitutionService
    summaries: SummaryService
    support_notes: SupportNoteService
    timetable: TimetableService
    works: WorkService
    year_end: YearMarksService

    def now(self) -> datetime:
        """The wall clock."""

    @property
    def as_it_stood(self) -> date | None:
        """The past day that is shown; None: now."""

    def why_not(self, intent: str, scope: Scope) -> DeskError | None:
        """The refusal, if this person may not."""


class SchoolPapers:
    """Papers that a desk can print; whose own permission they need, they ask for."""

    def __init__(self, desk: PrintingDesk) -> None:
        self._desk = desk

    def _require(self, intent: str, scope: Scope) -> None:
        """Refuse who may not print this paper, whatever that person may read."""
        refusal = self._desk.why_not(intent, scope)
        if refusal is not None:
            raise refusal

    def _take_out(
        self,
        intent: str,
        scope: Scope,
        fmt: Format,
        out: Target | None,
        pupil: int | None = None,
        purpose: str = "",
    ) -> None:
        """Refuse who may not print this paper with people on it, and note that it leaves."""
        self._require(intent, scope)
        self._note(intent, scope, fmt, out, pupil, purpose)

    def _note(
        self,
        intent: str,
        scope: Scope,
        fmt: Format,
        out: Target | None,
        pupil: int | None = None,
        purpose: str = "",
    ) -> None:
        """Note that what one may see leaves the school's file as a file of its own.

        A part of a pack or of an archive does not: it is noted with the whole.
        """
        if isinstance(out, Path):
            act = Act.PRINT if fmt == "pdf" else Act.EXPORT
            self._desk.look_log.note(act, intent, scope, pupil, purpose)

    def _build(
        self,
        build: Callable[..., object],
        value: object,
        language: DocumentLanguage,
        out: Target,
        **also: object,
    ) -> None:
        """Lay a value out under the school's name, with who printed it and when."""
        build(
            value,
            school=self._school(language),
            language=language,
            printed=self._printed(),
            out=out,
            **also,
        )

    def _school(self, language: DocumentLanguage) -> str:
        """The name of the school in the main language of a paper."""
        school = self._desk.school.school()
        return school.names["ru" if language == "ru" else "kk"] if school else ""

    def _printed(self) -> Printed:
        """When and by whom."""
        return printed_by(self._desk)


def printed_by(desk: PrintingDesk) -> Printed:
    """When and by whom a paper is made."""
    return Printed(desk.now(), formats.signed_name(desk.account.name), desk.as_it_stood)
