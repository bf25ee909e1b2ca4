"""The keys as a sheet to print and hang beside the screen."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSaveFile
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from school_desk.i18n import _
from school_desk.ui.actions import ACTIONS, Action, Where
from school_desk.ui.help_overlay import ordered_parts
from school_desk.ui.theme.fonts import application_font

_MARGIN_MM = 15.0
_DPI = 96


def write_key_sheet(path: Path, where: Where) -> bool:
    """Write all keys as a PDF of A4, this part of the program first; False where none can be."""
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        return False
    writer = QPdfWriter(file)
    writer.setResolution(_DPI)
    writer.setTitle(_("Keys"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setDefaultFont(application_font())
    document.setHtml(sheet_html(where))
    document.print_(writer)
    return file.commit()


def sheet_html(where: Where) -> str:
    """The sheet as simple rich text: a table for each part of the program."""
    tables = "".join(_table(part) for part in ordered_parts(where))
    return f"<h2>{escape(_('Keys'))}</h2>{tables}"


def _table(part: Where) -> str:
    rows = "".join(_row(told) for told in ACTIONS if told.where is part)
    return f"<h4>{escape(_(part.value))}</h4><table cellpadding='3'>{rows}</table>"


def _row(told: Action) -> str:
    caps = escape(", ".join(told.caps))
    return f"<tr><td width='170'><b>{caps}</b></td><td>{escape(told.title)}</td></tr>"
