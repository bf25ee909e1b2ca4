"""The recovery sheet: one page for the head's safe, the only thing that opens everything."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from school_desk.documents.boxes import Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD, REGULAR
from school_desk.documents.measures import LINE_INK, PORTRAIT, SMALL
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.tables import (
    BODY_STYLE,
    STRONG_STYLE,
    TITLE_STYLE,
    Style,
    paragraph,
)
from school_desk.documents.voices import DocumentLanguage, Voices, one_line, told, voices_of
from school_desk.errors import N_

ACROSS = 4
CODE_SIZE = 25.0
CODE_LEADING = 34.0

TITLE = N_("Recovery sheet")
OPENS = N_(
    "This sheet opens the data of the school when passwords are lost. "
    "It opens everything, also the sealed records of support and health."
)
KEEP = N_(
    "Keep it in a sealed envelope in the head's safe. "
    "Do not photograph it, do not send it, do not keep it beside the computer."
)
LOST = N_(
    "The code is on no computer and cannot be printed again. "
    "If every password and this sheet are lost, the data are lost."
)
FOUND = N_(
    "If the sheet may have been seen by others, make a new one in the program: "
    "this one then opens nothing that is written later."
)
CODE = N_("Code: eight groups, in this order")
CHECK_WORD = N_("Check word: the ninth group")
SIGNS = N_(
    "Only the digits 2 to 9 and the letters A E H K M P T X occur. "
    "Any keyboard will do, capital or small letters."
)
HEAD = N_("Head of the school")
WITNESS = N_("Put into the safe by")


def build_recovery_sheet(
    code_groups: Sequence[str],
    check_word: str,
    *,
    school: str,
    printed: Printed,
    language: DocumentLanguage = "both",
    out: Target,
) -> None:
    """Print the recovery code in large groups with what it opens and where to keep it."""
    voices = voices_of(language)
    face = Face(told(voices, TITLE)[0], voices, printed, school=school, origin="")
    build_story(list(_story(code_groups, check_word, school, voices)), face, out)


def _story(
    code_groups: Sequence[str], check_word: str, school: str, voices: Voices
) -> Iterator[Flowable]:
    yield Spacer(0, 10)
    yield paragraph(told(voices, TITLE), TITLE_STYLE)
    yield paragraph((school,), STRONG_STYLE)
    yield Spacer(0, 10)
    yield from _sentence(OPENS, voices)
    yield Spacer(0, 8)
    yield _heading(CODE, voices)
    yield _groups_table(code_groups, first=1)
    yield Spacer(0, 10)
    yield _heading(CHECK_WORD, voices)
    yield _groups_table((check_word,), first=len(code_groups) + 1)
    yield Spacer(0, 10)
    for text in (SIGNS, KEEP, LOST, FOUND):
        yield from _sentence(text, voices)
    yield Spacer(0, 26)
    signers = (Signer(told(voices, HEAD)), Signer(told(voices, WITNESS)))
    yield Signatures(signers, inner_width(PORTRAIT))


def _sentence(text: str, voices: Voices) -> Iterator[Flowable]:
    yield paragraph(told(voices, text), BODY_STYLE)
    yield Spacer(0, 6)


def _heading(text: str, voices: Voices) -> Paragraph:
    return paragraph((one_line(told(voices, text)),), STRONG_STYLE)


def _groups_table(groups: Sequence[str], *, first: int) -> Table:
    """Groups four to a line, each under its number: "group 5 does not fit" is found at once."""
    lines: list[list[str]] = []
    for start in range(0, len(groups), ACROSS):
        here = [*groups[start : start + ACROSS]]
        numbers = [str(first + start + place) for place in range(len(here))]
        lines += [numbers, here]
    width = inner_width(PORTRAIT) / ACROSS
    table = Table(lines, colWidths=[width] * len(lines[0]), hAlign="LEFT", spaceBefore=4)
    table.setStyle(list(_groups_style(len(lines))))
    return table


def _groups_style(rows: int) -> Iterator[Style]:
    yield ("ALIGN", (0, 0), (-1, -1), "CENTER")
    for number in range(0, rows, 2):
        code = number + 1
        yield ("BOX", (0, number), (-1, code), 0.8, LINE_INK)
        yield ("LINEBEFORE", (1, number), (-1, code), 0.8, LINE_INK)
        yield ("FONT", (0, number), (-1, number), REGULAR, SMALL, SMALL + 1)
        yield ("FONT", (0, code), (-1, code), BOLD, CODE_SIZE, CODE_LEADING)
        yield ("BOTTOMPADDING", (0, number), (-1, number), 0)
        yield ("TOPPADDING", (0, code), (-1, code), 0)
        yield ("BOTTOMPADDING", (0, code), (-1, code), 8)
