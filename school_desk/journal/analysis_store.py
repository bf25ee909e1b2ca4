"""Rows of the analysis of a page as values: what people wrote under its headings."""

from collections.abc import Mapping, Sequence

from school_desk.journal.analysis import Kept, TextName, WorkTextName
from school_desk.journal.model import PageHead
from school_desk.storage.engine import Connection
from school_desk.storage.unit_of_work import UnitOfWork

WITH_MARK = (TextName.RESULTS, TextName.DIFFICULTIES)
"""Texts that are computed of the data, so that one must know what data they were written of."""


def load_texts(db: Connection, head: PageHead) -> Mapping[TextName, Kept]:
    """The texts of a page that people wrote."""
    found = db.execute(
        "SELECT aim, results, difficulties, reasons, correction, results_of, difficulties_of "
        "FROM analysis WHERE alive AND grp = ? AND subject = ? AND period = ?",
        (head.group, head.subject, head.period.key),
    ).fetchone()
    if found is None:
        return {}
    of = dict(zip(WITH_MARK, found[5:], strict=True))
    texts = zip(TextName, found[:5], strict=True)
    return {name: Kept(text, of.get(name) or "") for name, text in texts if text}


def load_work_texts(
    db: Connection, works: Sequence[int]
) -> Mapping[int, Mapping[WorkTextName, Kept]]:
    """The texts about the objectives of works, by the row of the work."""
    rows = db.execute(
        "SELECT summative, achieved, achieved_of, difficult, difficult_of FROM work_analysis "
        f"WHERE alive AND summative IN ({', '.join('?' * len(works))})",
        tuple(works),
    )
    return {
        work: {
            WorkTextName.ACHIEVED: Kept(achieved or "", achieved_of or ""),
            WorkTextName.DIFFICULT: Kept(difficult or "", difficult_of or ""),
        }
        for work, achieved, achieved_of, difficult, difficult_of in rows
    }


def load_objectives(db: Connection, subject: int) -> Mapping[str, Mapping[str, str]]:
    """The learning objectives of a subject in words, by code and language."""
    rows = db.execute(
        "SELECT code, text_kk, text_ru FROM objective WHERE alive AND subject = ?", (subject,)
    )
    return {code: {"kk": kk or "", "ru": ru or ""} for code, kk, ru in rows}


def save_text(
    work: UnitOfWork, class_part: str, head: PageHead, name: TextName, kept: Kept
) -> None:
    """A text of a page; an empty one lets the computed one count again."""
    mark = {f"{name.value}_of": kept.of or None} if name in WITH_MARK else {}
    work.born(
        "analysis",
        class_part,
        grp=head.group,
        subject=head.subject,
        period=head.period.key,
        **{name.value: kept.text or None},
        **mark,
    )


def save_work_text(
    work: UnitOfWork, class_part: str, summative: int, name: WorkTextName, kept: Kept
) -> None:
    """A text about the objectives of a work."""
    texts = {name.value: kept.text or None, f"{name.value}_of": kept.of or None}
    work.born("work_analysis", class_part, summative=summative, **texts)
