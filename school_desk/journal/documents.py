"""The papers of the register: parents' slips and register pages, as PDF and as workbook."""

from school_desk.documents.page import Printed
from school_desk.journal.analysis_document import build_analysis
from school_desk.journal.analysis_sheet import build_analysis_sheet
from school_desk.journal.closing_paper import closing_table, corrections_table
from school_desk.journal.register_document import build_register_page
from school_desk.journal.register_sheet import build_register_sheet
from school_desk.journal.rubric_document import build_rubrics
from school_desk.journal.rubric_sheet import build_rubric_sheet
from school_desk.journal.slip import MissedLessons, SignerRole, Slip, SubjectLine
from school_desk.journal.slip_document import build_slips
from school_desk.journal.slip_sheet import build_slips_sheet
from school_desk.journal.trail_document import build_observations, build_table_paper
from school_desk.journal.trail_paper import (
    changes_table,
    history_table,
    observations_table,
    remarks_table,
)
from school_desk.journal.trail_sheet import build_table_sheet
from school_desk.journal.work_document import build_work
from school_desk.journal.work_sheet import build_work_sheet
from school_desk.journal.year_paper import proposals_table, year_table

__all__ = (
    "MissedLessons",
    "Printed",
    "SignerRole",
    "Slip",
    "SubjectLine",
    "build_analysis",
    "build_analysis_sheet",
    "build_observations",
    "build_register_page",
    "build_register_sheet",
    "build_rubric_sheet",
    "build_rubrics",
    "build_slips",
    "build_slips_sheet",
    "build_table_paper",
    "build_table_sheet",
    "build_work",
    "build_work_sheet",
    "changes_table",
    "closing_table",
    "corrections_table",
    "history_table",
    "observations_table",
    "proposals_table",
    "remarks_table",
    "year_table",
)
