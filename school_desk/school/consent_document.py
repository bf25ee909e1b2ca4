"""The form of a consent on paper: one sheet a person, to be signed and kept."""

from collections.abc import Iterator, Sequence

from reportlab.lib.colors import white
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from school_desk.documents.boxes import Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.measures import PORTRAIT
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.tables import (
    BODY_STYLE,
    CELL_HEAD_STYLE,
    SMALL_STYLE,
    TITLE_STYLE,
    grid_table,
    paragraph,
)
from school_desk.documents.voices import DocumentLanguage, Voices, told, voices_of
from school_desk.school import consent_paper as paper
from school_desk.school.consent_model import SubjectKind
from school_desk.school.consent_paper import FormOfConsent

CAPTION = 130.0
STYLE = (("VALIGN", (0, 0), (-1, -1), "TOP"), ("BACKGROUND", (1, 0), (1, -1), white))


def build_consents(
    forms: Sequence[FormOfConsent],
    *,
    school: str,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
) -> None:
    """Print a form for each person and text."""
    voices = voices_of(language)
    title = told(voices, paper.TITLE)[0]
    face = Face(title, voices, printed, school=school, origin="")
    story: list[Flowable] = []
    for form in forms:
        story += [PageBreak()] if story else []
        story += _sheet(form, voices)
    build_story(story or [paragraph(told(voices, paper.NOBODY))], face, out)


def _sheet(form: FormOfConsent, voices: Voices) -> Iterator[Flowable]:
    width = inner_width(PORTRAIT)
    yield paragraph(told(voices, paper.TITLE), TITLE_STYLE)
    yield paragraph(_titles(form, voices), BODY_STYLE)
    yield paragraph(told(voices, paper.LAW, version=form.text.version), SMALL_STYLE)
    yield Spacer(0, 8)
    rows = [
        [paragraph(caption, CELL_HEAD_STYLE), paragraph(words)]
        for caption, words in (*_giver(form, voices), *paper.items(form, voices))
    ]
    yield grid_table(rows, (CAPTION, width - CAPTION), heads=0, style=STYLE)
    yield Spacer(0, 8)
    yield paragraph(told(voices, paper.WITHDRAWAL, days=form.days_to_stop), BODY_STYLE)
    yield KeepTogether([Spacer(0, 18), Signatures(_signers(form, voices), width)])


def _titles(form: FormOfConsent, voices: Voices) -> tuple[str, ...]:
    return tuple(form.text.title.get(one.language, form.text.title["kk"]) for one in voices)


def _giver(
    form: FormOfConsent, voices: Voices
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    yield told(voices, paper.GIVER), (form.giver or paper.BLANK * 2,)
    yield told(voices, paper.PROOF), (form.document or paper.BLANK * 2,)


def _signers(form: FormOfConsent, voices: Voices) -> tuple[Signer, ...]:
    pupil = (paper.PUPIL_SIGNED,) if form.person.subject.kind is SubjectKind.PUPIL else ()
    return tuple(Signer(told(voices, one)) for one in (paper.SIGNED, *pupil, paper.DAY))
