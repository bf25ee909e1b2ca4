"""The services beside the register, each loaded when it is first asked for.

A start opens one page: what plans, summaries, rubrics and the like are made of is read from the
disk when somebody goes there.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from school_desk.access.model import ROLE_NAMES
from school_desk.access.staff_store import load_staff
from school_desk.access.store import load_at_work, load_names
from school_desk.formats import short_name
from school_desk.i18n import Spelled
from school_desk.journal.shipped import rulesets
from school_desk.school.calendar import is_school_day
from school_desk.school.names import name_key
from school_desk.school.shipped import list_kinds
from school_desk.school.working_day_rules import year_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from school_desk.access.look_service import LookService
    from school_desk.access.staff_service import StaffService
    from school_desk.events import Committed
    from school_desk.inclusion.service import (
        HealthNoteService,
        OwnNoteService,
        SupportNoteService,
    )
    from school_desk.journal.analysis_service import AnalysisService
    from school_desk.journal.carry_service import CarryService
    from school_desk.journal.closing_service import ClosingService
    from school_desk.journal.combined_service import CombinedService
    from school_desk.journal.desk_service import DeskService
    from school_desk.journal.dispute_service import DisputeService
    from school_desk.journal.history_service import HistoryService
    from school_desk.journal.hours_service import HoursService
    from school_desk.journal.lesson_plan_service import LessonPlanService
    from school_desk.journal.page_reader import PageReader
    from school_desk.journal.past_mark_service import PastMarkService
    from school_desk.journal.plan import Plans
    from school_desk.journal.remark_service import RemarkService
    from school_desk.journal.row_history_service import RowHistoryService
    from school_desk.journal.rubric_service import RubricService
    from school_desk.journal.rules_service import RulesService
    from school_desk.journal.summary_reader import SummaryReader
    from school_desk.journal.summary_service import SummaryService
    from school_desk.journal.thematic_service import PlanService
    from school_desk.journal.thematic_topics_service import PlannedTopics
    from school_desk.journal.todo_service import TodoService
    from school_desk.journal.work_checks import WorkChecks
    from school_desk.journal.work_service import WorkService
    from school_desk.journal.year_reader import YearReader
    from school_desk.journal.year_service import YearMarksService
    from school_desk.nutrition.card_service import CardService
    from school_desk.nutrition.eating_model import Meal
    from school_desk.nutrition.eating_service import EatingService
    from school_desk.nutrition.headcount_service import HeadcountService
    from school_desk.nutrition.kitchen_service import KitchenService
    from school_desk.nutrition.log_norm_service import LogNormService
    from school_desk.nutrition.log_service import LogService
    from school_desk.nutrition.meal_norm_service import MealNormService
    from school_desk.nutrition.meal_norm_store import NormBook
    from school_desk.nutrition.menu_service import MenuService
    from school_desk.nutrition.month_service import MonthService
    from school_desk.nutrition.product_service import ProductService
    from school_desk.nutrition.requisition_service import RequisitionService
    from school_desk.nutrition.serving_rules import DishPermit
    from school_desk.nutrition.stock_service import StockService
    from school_desk.paths import SchoolFolder
    from school_desk.school.archive_service import ArchiveService
    from school_desk.school.attendance_service import AttendanceService
    from school_desk.school.bell_service import BellService
    from school_desk.school.calendar_cache_service import KeptCalendars
    from school_desk.school.calendar_service import CalendarService
    from school_desk.school.class_set_service import ClassSetService
    from school_desk.school.consent_service import ConsentService
    from school_desk.school.curriculum_service import CurriculumService
    from school_desk.school.fet_service import FetService
    from school_desk.school.guardian_service import GuardianService
    from school_desk.school.joining_service import JoiningService
    from school_desk.school.list_service import ListService
    from school_desk.school.model import Calendar, PersonName
    from school_desk.school.movement_service import MovementService
    from school_desk.school.person_service import PersonService
    from school_desk.school.privacy_service import PrivacyService
    from school_desk.school.retention_service import RetentionService
    from school_desk.school.rollover_service import RolloverService
    from school_desk.school.subgroup_service import SubgroupService
    from school_desk.school.substitution_service import SubstitutionService
    from school_desk.school.timetable_list_service import TimetableListService
    from school_desk.school.timetable_service import TimetableService
    from school_desk.school.year_service import YearService
    from school_desk.storage.engine import Connection
    from school_desk.storage.service import Workplace
    from school_desk.sync.courier_service import CourierService
    from school_desk.sync.exchange_service import ExchangeService
    from school_desk.sync.online_service import OnlineService
    from school_desk.sync.service import ConflictService


_USUAL_LEVEL = 5
"""A year level without days off of its own: class 1 has one more break."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the services of one signed-in person stand on."""

    workplace: Workplace
    pages: PageReader
    plans: Plans
    topics: PlannedTopics
    checks: WorkChecks
    calendar: Callable[[], Calendar]
    calendars: KeptCalendars
    now: Callable[[], datetime]
    term_on: Callable[[date], int]
    person: Callable[[Connection, int], PersonName | None]
    calendar_of: Callable[[str], Calendar | None]
    begin_own: Callable[[], None]
    """Gives this person a compartment of their own to seal in, if there is none yet."""
    caches: list[Callable[[Committed], None]] = field(default_factory=list)
    """What must forget before any screen hears of a change, however late it was made."""

    def on_change(self, change: Committed) -> None:
        """Let everything that is kept forget what may be out of date."""
        for forget in self.caches:
            forget(change)

    def today(self) -> date:
        """The day by the wall clock."""
        return self.now().date()


class LateServices:
    """Services of the journal and of attendance that a start does without."""

    _ground: Ground
    place: SchoolFolder

    def forget_late(self) -> None:
        """Make each anew when it is next asked for: on other ground."""
        for name, made in vars(LateServices).items():
            if isinstance(made, cached_property):
                vars(self).pop(name, None)

    @cached_property
    def works(self) -> WorkService:
        """Summative works: tasks, points by descriptor, own days, moderation."""
        ground, module = self._ground, _load("journal.work_service")
        made = module.WorkService(ground.workplace, ground.pages, ground.checks)
        return cast("WorkService", made)

    @cached_property
    def rules(self) -> RulesService:
        """Which rules count in each term, and what the school has put in place of open facts."""
        ground, module = self._ground, _load("journal.rules_service")
        made = module.RulesService(
            ground.workplace, rulesets(), ground.calendar, ground.plans, ground.term_on
        )
        return cast("RulesService", made)

    @cached_property
    def combined(self) -> CombinedService:
        """Combined hours: all classes of an hour at once."""
        ground, module = self._ground, _load("journal.combined_service")
        return cast("CombinedService", module.CombinedService(ground.workplace, ground.pages))

    @cached_property
    def class_sets(self) -> ClassSetService:
        """Which classes are taught together."""
        module = _load("school.class_set_service")
        return cast("ClassSetService", module.ClassSetService(self._ground.workplace))

    @cached_property
    def analysis(self) -> AnalysisService:
        """The analysis of summative results of a page."""
        ground, module = (
            self._ground,
            _load("journal.analysis_service"),
        )
        return cast("AnalysisService", module.AnalysisService(ground.workplace, ground.pages))

    @cached_property
    def rubrics(self) -> RubricService:
        """The rubrics for parents."""
        ground, module = self._ground, _load("journal.rubric_service")
        return cast("RubricService", module.RubricService(ground.workplace, ground.pages))

    @cached_property
    def history(self) -> HistoryService:
        """What happened to a mark or a row, in words."""
        ground, module = (
            self._ground,
            _load("journal.history_service"),
        )
        made = module.HistoryService(ground.workplace, ground.pages, load_names, ground.now)
        return cast("HistoryService", made)

    @cached_property
    def row_history(self) -> RowHistoryService:
        """What happened to any row that is kept, in words."""
        ground, module = self._ground, _load("journal.row_history_service")
        codes = {
            ("role_grant", "role"): {str(one): words for one, words in ROLE_NAMES.items()},
            ("list_entry", "kind"): {one.code: Spelled(one.names) for one in list_kinds()},
            **_kitchen_codes(),
        }
        made = module.RowHistoryService(ground.workplace, load_names, ground.now, codes)
        return cast("RowHistoryService", made)

    @cached_property
    def conflicts(self) -> ConflictService:
        """What two people wrote unseen by each other, and the decision."""
        ground, module = self._ground, _load("sync.service")
        closer = _load("journal.row_history_service").PERSONAL
        codes = {**_load("journal.row_words").SYNC_CODES, **_kitchen_codes()}
        writers = _load("nutrition.deciding_rules").DECIDED_BY
        facts = load_names, ground.now, closer, codes, writers
        made = module.ConflictService(ground.workplace, *facts)
        return cast("ConflictService", made)

    @cached_property
    def disputes(self) -> DisputeService:
        """Disputed cells on the pages of the register, and what each value would decide."""
        ground, module = self._ground, _load("journal.dispute_service")
        made = module.DisputeService(ground.workplace, ground.pages, ground.term_on)
        return cast("DisputeService", made)

    @cached_property
    def exchange(self) -> ExchangeService:
        """The other computers of the school, and the exchange with them."""
        module = _load("sync.exchange_service")
        return cast("ExchangeService", module.ExchangeService(self._ground.workplace))

    @cached_property
    def courier(self) -> CourierService:
        """The exchange by a stick or a shared folder."""
        module = _load("sync.courier_service")
        made = module.CourierService(self._ground.workplace, self.place.settings)
        return cast("CourierService", made)

    @cached_property
    def online(self) -> OnlineService:
        """The exchange as it goes on by itself while the window is open."""
        ground, module = self._ground, _load("sync.online_service")
        made = module.OnlineService(ground.workplace, self.place.settings, ground.now)
        return cast("OnlineService", made)

    @cached_property
    def closing(self) -> ClosingService:
        """Closing of terms: what is missing, stored marks, opening again, corrections."""
        ground, module = self._ground, _load("journal.closing_service")
        kept = _load("journal.page_cache_service")
        cache = kept.PageCache(ground.workplace, ground.pages)
        ground.caches.append(cache.on_change)
        facts = load_names, ground.calendar, ground.now
        made = module.ClosingService(ground.workplace, cache, *facts)
        return cast("ClosingService", made)

    @cached_property
    def year_end(self) -> YearMarksService:
        """Year marks, exams, transfer and awards by class."""
        ground, module = self._ground, _load("journal.year_service")
        made = module.YearMarksService(ground.workplace, self._year_reader)
        return cast("YearMarksService", made)

    @cached_property
    def _year_reader(self) -> YearReader:
        """Years of classes as they are read, kept until something changes."""
        ground, module = self._ground, _load("journal.year_reader")
        reader = module.YearReader(ground.workplace, ground.pages, ground.calendar, ground.person)
        ground.caches.append(reader.on_change)
        return cast("YearReader", reader)

    @cached_property
    def remarks(self) -> RemarkService:
        """Remarks on the register, and observed lessons."""
        ground, module = self._ground, _load("journal.remark_service")
        made = module.RemarkService(ground.workplace, ground.pages, load_names)
        return cast("RemarkService", made)

    @cached_property
    def carry(self) -> CarryService:
        """What was typed over into another register."""
        ground, module = self._ground, _load("journal.carry_service")
        return cast("CarryService", module.CarryService(ground.workplace, ground.pages))

    @cached_property
    def plans(self) -> PlanService:
        """Thematic plans, and lessons that are cancelled."""
        ground, module = (
            self._ground,
            _load("journal.thematic_service"),
        )
        made = module.PlanService(ground.workplace, ground.pages, ground.topics, ground.calendar)
        return cast("PlanService", made)

    @cached_property
    def lesson_plans(self) -> LessonPlanService:
        """Short-term plans of single lessons."""
        ground, module = (
            self._ground,
            _load("journal.lesson_plan_service"),
        )
        return cast("LessonPlanService", module.LessonPlanService(ground.workplace, ground.pages))

    @cached_property
    def summaries(self) -> SummaryService:
        """Term summaries of classes and teachers."""
        ground, module = self._ground, _load("journal.summary_service")
        made = module.SummaryService(ground.workplace, self._summary_reader)
        return cast("SummaryService", made)

    @cached_property
    def reports(self) -> DeskService:
        """The deputy's desk: the whole school, terms compared, works ahead, paths."""
        ground, module = self._ground, _load("journal.desk_service")
        past = _load("journal.past_year_reader").PastYearReader(rulesets(), ground.calendar_of)
        reading = _load("journal.path_reader")
        paths = reading.PathReader(self._year_reader, past, ground.calendar_of)
        counting = _load("journal.year_report_reader")
        readers = counting.Readers(self._year_reader, past)
        now = ground.calendar, ground.today
        years = counting.YearReportReader(readers, *now, ground.person)
        ground.caches.append(years.on_change)
        facts = self._summary_reader, *now, paths, years
        return cast("DeskService", module.DeskService(ground.workplace, *facts))

    @cached_property
    def _summary_reader(self) -> SummaryReader:
        """Summaries as they are read, kept until something changes."""
        ground, module = self._ground, _load("journal.summary_reader")
        reader = module.SummaryReader(ground.pages, ground.calendar, ground.today, ground.person)
        ground.caches.append(reader.on_change)
        return cast("SummaryReader", reader)

    @cached_property
    def attendance(self) -> AttendanceService:
        """Who was where, by class."""
        ground = self._ground
        module = _load("school.attendance_service")
        known = _load("journal.presence_service")
        presence = known.Presence(ground.plans.settings, ground.term_on, ground.plans.closed_error)
        facts = ground.calendar, ground.now, presence, ground.person
        return cast("AttendanceService", module.AttendanceService(ground.workplace, *facts))

    @cached_property
    def years(self) -> YearService:
        """The years of the file, and the path of a pupil through them."""
        ground, module = self._ground, _load("school.year_service")
        return cast("YearService", module.YearService(ground.workplace, ground.calendar_of))

    @cached_property
    def rollover(self) -> RolloverService:
        """How the next school year begins: who goes where."""
        ground, module = self._ground, _load("school.rollover_service")
        asked = _load("journal.year_end_service")
        facts = ground.calendar_of, asked.YearEnd(ground.pages)
        return cast("RolloverService", module.RolloverService(ground.workplace, *facts))

    @cached_property
    def past_marks(self) -> PastMarkService:
        """Marks of terms and years without a register here."""
        ground, module = self._ground, _load("journal.past_mark_service")
        facts = ground.workplace, ground.pages, ground.calendar
        return cast("PastMarkService", module.PastMarkService(*facts))

    @cached_property
    def lists(self) -> ListService:
        """Clubs, transport, boarding, social help, contests."""
        ground, module = self._ground, _load("school.list_service")
        return cast("ListService", module.ListService(ground.workplace, list_kinds()))

    @cached_property
    def consents(self) -> ConsentService:
        """Consents to the processing of personal data, and their texts."""
        ground, module = self._ground, _load("school.consent_service")
        shipped = _load("school.shipped")
        facts = shipped.consent_texts(), shipped.days_to_stop(), ground.calendars.year
        made = module.ConsentService(ground.workplace, *facts, self._staff_here)
        return cast("ConsentService", made)

    @cached_property
    def eating(self) -> EatingService:
        """Who eats how: sources, benefits, diets, prices."""
        module, shipped = _load("nutrition.eating_service"), _load("nutrition.shipped")
        facts = self._ground.workplace, self._norm_book, shipped.sittings()
        return cast("EatingService", module.EatingService(*facts))

    @cached_property
    def headcount(self) -> HeadcountService:
        """How many eat today, from class to canteen."""
        ground, module = self._ground, _load("nutrition.headcount_service")
        time = ground.now, ground.calendar
        facts = self.eating, self.attendance.mornings, load_names, time, self._permits
        made = module.HeadcountService(ground.workplace, *facts, book=self._norm_book)
        return cast("HeadcountService", made)

    @cached_property
    def kitchen(self) -> KitchenService:
        """What the kitchen cooked and counted."""
        module = _load("nutrition.kitchen_service")
        return cast("KitchenService", module.KitchenService(self._ground.workplace))

    @cached_property
    def meal_month(self) -> MonthService:
        """A month of meals: its sheets and sums, the supplier's act, the state's totals."""
        ground, module = self._ground, _load("nutrition.month_service")
        facts = self.attendance.mornings_between, ground.calendar, ground.now
        made = module.MonthService(ground.workplace, *facts, self._norm_book)
        return cast("MonthService", made)

    @cached_property
    def privacy(self) -> PrivacyService:
        """Requests of persons about their data, and breaches."""
        ground, module = self._ground, _load("school.privacy_service")
        facts = _load("school.shipped").privacy_terms(), ground.calendars.year
        return cast("PrivacyService", module.PrivacyService(ground.workplace, *facts))

    @cached_property
    def retention(self) -> RetentionService:
        """How long what is kept, and forgetting people when the term ends."""
        ground, module = self._ground, _load("school.retention_service")
        terms = _load("school.shipped").retention_terms()
        return cast(
            "RetentionService", module.RetentionService(ground.workplace, terms, load_names)
        )

    @cached_property
    def persons(self) -> PersonService:
        """All data of one person."""
        ground, module = self._ground, _load("school.person_service")
        return cast("PersonService", module.PersonService(ground.workplace, load_names))

    @cached_property
    def staff(self) -> StaffService:
        """The staff list, with those who do not sign in."""
        ground, module = self._ground, _load("access.staff_service")
        return cast("StaffService", module.StaffService(ground.workplace))

    @cached_property
    def looks(self) -> LookService:
        """The log of looks."""
        ground, module = self._ground, _load("access.look_service")
        return cast("LookService", module.LookService(ground.workplace, ground.now))

    @cached_property
    def support_notes(self) -> SupportNoteService:
        """Sealed notes of the support service."""
        module = _load("inclusion.service")
        return cast("SupportNoteService", module.SupportNoteService(self._ground.workplace))

    @cached_property
    def health_notes(self) -> HealthNoteService:
        """Sealed notes of the nurse."""
        module = _load("inclusion.service")
        return cast("HealthNoteService", module.HealthNoteService(self._ground.workplace))

    @cached_property
    def own_notes(self) -> OwnNoteService:
        """What this person notes for nobody else."""
        ground, module = self._ground, _load("inclusion.service")
        return cast("OwnNoteService", module.OwnNoteService(ground.workplace, ground.begin_own))

    @cached_property
    def products(self) -> ProductService:
        """Products of the kitchen: the starter directory under the school's own copy."""
        ground, module = self._ground, _load("nutrition.product_service")
        shipped = _load("nutrition.product_shipped")
        facts = shipped.starter(), shipped.retention()
        return cast("ProductService", module.ProductService(ground.workplace, *facts))

    @cached_property
    def cards(self) -> CardService:
        """Technological cards of dishes."""
        ground, module = self._ground, _load("nutrition.card_service")
        samples = _load("nutrition.product_shipped").sample_cards
        facts = self.products, samples, self._norm_book
        return cast("CardService", module.CardService(ground.workplace, *facts))

    @cached_property
    def meal_logs(self) -> LogService:
        """The kitchen's logs: brakerazh, vitamin C, health of staff, refrigerators, samples."""
        ground, module = self._ground, _load("nutrition.log_service")
        norms = _load("nutrition.log_shipped").norms()
        products = _load("nutrition.product_shipped").starter().products
        sources = module.Sources(norms, products, _cooks, _signatures, _workers, self._dishes_of)
        return cast("LogService", module.LogService(ground.workplace, sources, ground.now))

    @cached_property
    def log_norms(self) -> LogNormService:
        """The control of food norms, and the dated data of the kitchen's logs."""
        ground, module = self._ground, _load("nutrition.log_norm_service")
        shipped = _load("nutrition.log_shipped")
        facts = shipped.norms(), self.stock.for_band, shipped.groups()
        return cast("LogNormService", module.LogNormService(ground.workplace, *facts))

    @cached_property
    def _norm_book(self) -> NormBook:
        """The one lookup of norms by day."""
        store, shipped = _load("nutrition.meal_norm_store"), _load("nutrition.meal_norm_shipped")
        return cast("NormBook", store.NormBook(shipped.lines(), shipped.usual()))

    @cached_property
    def meal_norms(self) -> MealNormService:
        """Norms of meals that a school can edit, each by its days."""
        module = _load("nutrition.meal_norm_service")
        made = module.MealNormService(self._ground.workplace, self._norm_book)
        return cast("MealNormService", made)

    @cached_property
    def menus(self) -> MenuService:
        """Menus: cycles of days, and the menu of each day."""
        ground, module = self._ground, _load("nutrition.menu_service")
        book = self._norm_book
        facts = module.MenuFacts(book, self._has_lessons, ground.now, load_names)
        return cast("MenuService", module.MenuService(ground.workplace, self.products, facts))

    @cached_property
    def requisitions(self) -> RequisitionService:
        """What is taken from stock for a meal."""
        ground, module = self._ground, _load("nutrition.requisition_service")
        facts = self.menus, self.headcount, self._norm_book
        return cast("RequisitionService", module.RequisitionService(ground.workplace, *facts))

    @cached_property
    def stock(self) -> StockService:
        """The store-room of the kitchen."""
        ground, module = self._ground, _load("nutrition.stock_service")
        facts = self.requisitions, self.products, self._norm_book
        return cast("StockService", module.StockService(ground.workplace, *facts))

    @cached_property
    def guardians(self) -> GuardianService:
        """Guardians of pupils, and the pupils' data section."""
        ground, module = self._ground, _load("school.guardian_service")
        return cast("GuardianService", module.GuardianService(ground.workplace))

    @cached_property
    def timetable(self) -> TimetableService:
        """The weekly timetable: moves, rooms, two-week patterns, who cannot come when."""
        ground, module = self._ground, _load("school.timetable_service")
        return cast("TimetableService", module.TimetableService(ground.workplace))

    @cached_property
    def substitutions(self) -> SubstitutionService:
        """Who gives whose lesson on a day, and what is cancelled."""
        ground, module = self._ground, _load("school.substitution_service")
        known = _load("journal.cancelling_service")
        register = known.Cancelling(ground.pages, ground.term_on)
        staff = load_names, _on_duty
        made = module.SubstitutionService(ground.workplace, ground.calendar, register, *staff)
        return cast("SubstitutionService", made)

    @cached_property
    def movements(self) -> MovementService:
        """Who came, moved and left, by which order."""
        ground, module = self._ground, _load("school.movement_service")
        made = module.MovementService(ground.workplace, ground.calendar)
        return cast("MovementService", made)

    @cached_property
    def subgroups(self) -> SubgroupService:
        """Subgroups of classes, and pupils who are taught at home."""
        ground, module = self._ground, _load("school.subgroup_service")
        known = _load("journal.presence_service")
        presence = known.Presence(ground.plans.settings, ground.term_on, ground.plans.closed_error)
        made = module.SubgroupService(ground.workplace, ground.calendar, presence.taught)
        return cast("SubgroupService", made)

    @cached_property
    def joining(self) -> JoiningService:
        """Two records of one pupil made one."""
        ground, module = self._ground, _load("school.joining_service")
        return cast("JoiningService", module.JoiningService(ground.workplace))

    @cached_property
    def archives(self) -> ArchiveService:
        """The log of archives that left the file."""
        module = _load("school.archive_service")
        return cast("ArchiveService", module.ArchiveService(self._ground.workplace))

    @cached_property
    def fet(self) -> FetService:
        """The timetable as FET makes it: what it is asked, what it answers."""
        ground, module = self._ground, _load("school.fet_service")
        staff = load_names, self._at_work
        made = module.FetService(ground.workplace, ground.calendar, *staff)
        return cast("FetService", made)

    @cached_property
    def timetable_lists(self) -> TimetableListService:
        """A timetable from a file against the school."""
        ground, module = self._ground, _load("school.timetable_list_service")
        staff = load_names, self._at_work
        made = module.TimetableListService(ground.workplace, ground.calendar, *staff)
        return cast("TimetableListService", made)

    @cached_property
    def curriculum(self) -> CurriculumService:
        """Hours a week of each class, beside the timetable and the law."""
        module, shipped = _load("school.curriculum_service"), _load("school.shipped")
        facts = shipped.curriculum, shipped.subject_names
        return cast("CurriculumService", module.CurriculumService(self._ground.workplace, *facts))

    @cached_property
    def hours(self) -> HoursService:
        """The load of teachers, what was held, the pay sheet of a month."""
        ground, module = self._ground, _load("journal.hours_service")
        made = module.HoursService(ground.workplace, ground.calendar, load_names)
        return cast("HoursService", made)

    @cached_property
    def todo(self) -> TodoService:
        """What is still to fill."""
        ground, module = self._ground, _load("journal.todo_service")
        kept = _load("journal.page_cache_service")
        cache = kept.PageCache(ground.workplace, ground.pages)
        ground.caches.append(cache.on_change)
        facts = ground.calendar, ground.now, self.attendance.not_taken, ground.term_on
        return cast("TodoService", module.TodoService(ground.workplace, cache, *facts))

    @cached_property
    def calendars(self) -> CalendarService:
        """School years: terms, breaks, holidays, weather days, and what a change would touch."""
        ground, module = self._ground, _load("school.calendar_service")
        facts = _load("journal.calendar_facts_store").load_written
        made = module.CalendarService(ground.workplace, ground.calendars, facts, _law_holidays)
        return cast("CalendarService", made)

    @cached_property
    def bells(self) -> BellService:
        """Bells for some classes or days, shifts."""
        ground, module = self._ground, _load("school.bell_service")
        return cast("BellService", module.BellService(ground.workplace))

    def _permits(self, day: date, meal: Meal) -> tuple[DishPermit, ...]:
        """What the log of dishes says of the dishes of a meal."""
        cards = [one.card for one in self.menus.day(day).checked.of(meal)]
        return self.meal_logs.permits(day, cards)

    def _dishes_of(self, day: date) -> tuple[Spelled, ...]:
        """What the menu of a day cooks, each dish once; bread and apples are handed out as is."""
        is_cooked = _load("nutrition.serving_rules").is_cooked
        cooked = [one for one in self.menus.day(day).servings if is_cooked(one.card)]
        return tuple({one.card.dish: one.name for one in cooked}.values())

    def _has_lessons(self, day: date) -> bool:
        """Whether the school has lessons on a day, by the calendar of its year."""
        calendar = self._ground.calendar_of(year_name(day))
        return calendar is not None and is_school_day(calendar, day, _USUAL_LEVEL)

    def _at_work(self, db: Connection) -> frozenset[int]:
        """For whom a timetable is made: the staff but those who left."""
        return load_at_work(db, self._ground.today())

    def _staff_here(self, db: Connection) -> dict[int, PersonName]:
        """The names of those who work here today."""
        here = self._at_work(db)
        return {row: name for row, name in load_names(db).items() if row in here}


def _law_holidays(begins: int) -> Any:  # noqa: ANN401  as its module says
    """Public holidays of a school year; their library is heavy and loads only now."""
    return _load("school.law_holidays").of_year(begins)


def _kitchen_codes() -> Any:  # noqa: ANN401  as its module says
    """Words of the codes in rows of the kitchen, products among them."""
    products = _load("nutrition.product_shipped").starter().products
    menus = _load("nutrition.menu_row_words").menu_codes(
        products, _load("nutrition.menu_shipped").bans()
    )
    cards = _load("nutrition.card_row_words").kitchen_codes(products)
    return {**cards, **_load("nutrition.log_text_rules").log_codes(), **menus}


def _on_duty(db: Connection, day: date) -> frozenset[int]:
    """Who of the staff works here on a day."""
    return load_at_work(db, day, day)


def _cooks(db: Connection, day: date) -> tuple[tuple[str, str], ...]:
    """Who works in the kitchen on a day, with the post: the role of a cook, or the post says so."""
    found = sorted(load_staff(db), key=lambda one: name_key(one.name))
    here = (one for one in found if one.works_on(day))
    return tuple((one.name.listed, one.file.position) for one in here if one.cooks(day))


def _workers(db: Connection) -> dict[int, str]:
    """Everybody of the staff by name, those who left included."""
    return {one.id: one.name.listed for one in load_staff(db)}


def _signatures(db: Connection) -> dict[int, str]:
    """How everybody of the staff is signed, by account."""
    return {row: short_name(name) for row, name in load_names(db).items()}


def _load(name: str) -> Any:  # noqa: ANN401  a module, whose class the caller names
    return importlib.import_module(f"school_desk.{name}")
