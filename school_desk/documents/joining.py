"""Put papers that were made one by one into one file: sheets of PDFs, sheets of workbooks."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from school_desk.documents.deliver import Target, deliver
from school_desk.documents.page import PROGRAM, Printed
from school_desk.documents.sheet import SheetDraft, build_workbook, sheet_name

LONGEST_NAME = 31


def join_pdfs(parts: Sequence[tuple[str, bytes]], *, title: str, language: str, out: Target) -> int:
    """Write PDFs one behind the other, each with its name as a bookmark; says how many sheets."""
    writer = PdfWriter()
    for name, content in parts:
        writer.append(BytesIO(content), outline_item=name, import_outline=False)
    writer.add_metadata({"/Title": title, "/Creator": PROGRAM})
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    # Each part brought the same fonts; one of each is enough.
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    buffer = BytesIO()
    writer.write(buffer)
    deliver(buffer.getvalue(), out)
    return len(writer.pages)


def join_sheets(
    parts: Sequence[tuple[str, SheetDraft]],
    *,
    title: str,
    language: str,
    printed: Printed,
    out: Target,
) -> int:
    """Write sheets of several papers into one workbook under names that differ; says how many."""
    taken: set[str] = set()
    named = []
    for name, draft in parts:
        free = _free_name(name, taken)
        taken.add(free.casefold())
        named.append(replace(draft, name=free))
    build_workbook(named, title=title, language=language, printed=printed, out=out)
    return len(named)


def _free_name(label: str, taken: set[str]) -> str:
    """A name that Excel allows and no other sheet has (capitals do not tell them apart)."""
    name, number = sheet_name(label), 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = sheet_name(label)[: LONGEST_NAME - len(ending)] + ending
    return name
