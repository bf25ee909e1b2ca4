"""What another tool changes in a school's file is named in words: the step, when, by whom."""
# ruff: noqa: S608  numbers of our own in statements of a pretended tool

from contextlib import contextmanager

import pytest

from school_desk.formats import date_short
from school_desk.i18n import Text, translator
from school_desk.storage.errors import TailChangedError
from tests.journal.small_desk import HEAD, NOW, TEACHER
from tests.storage.small_school import from_outside

ENGLISH = translator("en")
WHO, WHEN = "Сейіт Гүлнар", date_short(NOW.date(), "en")
LINES = "part = {part} AND dev = {dev} AND seq"

KINDS = {
    # the rows
    "a mark": "UPDATE mark SET points = 10 WHERE parent = {parent} AND pupil = {pupil}",
    "a mark taken away": "DELETE FROM mark WHERE parent = {parent} AND pupil = {pupil}",
    "whose change a mark shows": "UPDATE mark SET seq = seq - 1 "
    "WHERE parent = {parent} AND pupil = {pupil}",
    # the log
    "the value of a line": "UPDATE change_log SET val = 10 WHERE work = {work}",
    "the row of a line": "UPDATE change_log SET row = row + 1 WHERE work = {work}",
    "the field of a line": "UPDATE change_log SET field = 0 WHERE work = {work}",
    "what a line replaced": "UPDATE change_log SET prev_dev = 1, prev_seq = 1 WHERE work = {work}",
    "what a line had seen": "UPDATE change_log SET ctx = 1 WHERE work = {work}",
    "a line put into another step": "UPDATE change_log SET work = {work} - 1 WHERE work = {work}",
    "two lines exchanged": (
        f"UPDATE change_log SET seq = -1 WHERE {LINES} = {{seq}}",
        f"UPDATE change_log SET seq = {{seq}} WHERE {LINES} = {{seq}} + 1",
        f"UPDATE change_log SET seq = {{seq}} + 1 WHERE {LINES} = -1",
    ),
    "a line taken out": "DELETE FROM change_log WHERE work = {work}",
    "a line added": "INSERT INTO change_log(part, dev, seq, row, field, val, work) "
    "SELECT part, dev, {last} + 1, row, field, 10, {work} FROM change_log WHERE work = {work}",
    # the steps
    "who": "UPDATE work SET actor = {head} WHERE work = {work}",
    "when": "UPDATE work SET hlc = hlc + 65536 WHERE work = {work}",
    "what": "UPDATE work SET label = (SELECT min(ord) FROM label) WHERE work = {work}",
    "why": "UPDATE work SET reason = 'бұйрық' WHERE work = {work}",
    "undone or typed": "UPDATE work SET origin = 2 WHERE work = {work}",
    "of which step": "UPDATE work SET of = 3 WHERE work = {work}",
    "the chain of a step": "UPDATE work SET chain = x'0011223344556677' WHERE work = {work}",
    "a step taken out": "DELETE FROM work WHERE work = {work}",
}
"""What another tool may do to one step among others, and to its mark."""

AROUND = {
    "the tail cut off": (
        "DELETE FROM change_log WHERE work = (SELECT max(work) FROM work)",
        "DELETE FROM work WHERE work = (SELECT max(work) FROM work)",
    ),
    "the tail cut off and its end": (
        "UPDATE vv SET seq = seq - 1 WHERE part = {part} AND dev = {dev}",
        "DELETE FROM change_log WHERE work = (SELECT max(work) FROM work)",
        "DELETE FROM work WHERE work = (SELECT max(work) FROM work)",
    ),
    "a head": "UPDATE cell_head SET seq = seq + 1 WHERE row = {pupil}",
    "a head beside": "INSERT INTO head_extra VALUES ({pupil}, 1, 1, 1)",
    "how far it came": "UPDATE vv SET seq = seq - 1",
    "the end of a chain": "UPDATE vv SET chain = x'00112233445566770011223344556677'",
    "a name": "UPDATE pupil SET surname = 'Бөтен' WHERE row = {pupil}",
    "a row nobody wrote": "INSERT INTO pupil(row, surname) VALUES (900001, 'Бөтен')",
    "a mark nobody put": "INSERT INTO mark VALUES (9999, 9999, 10, 1, 1)",
}
"""What touches no step that could be named, or the last one."""


def facts_of(desk):
    """Where the middle one of three marks stands in the log."""
    db = desk._storage.db
    parent, pupil = db.execute(
        "SELECT parent, pupil FROM mark ORDER BY seq LIMIT 1 OFFSET 1"
    ).fetchone()
    part, dev, seq, work = db.execute(
        "SELECT c.part, c.dev, c.seq, c.work FROM change_log AS c JOIN mark AS m USING(dev, seq) "
        "JOIN row_key AS k ON k.row = m.parent AND k.part = c.part "
        "WHERE m.parent = ? AND m.pupil = ?",
        (parent, pupil),
    ).fetchone()
    last = db.execute(
        "SELECT max(seq) FROM change_log WHERE part = ? AND dev = ?", (part, dev)
    ).fetchone()[0]
    head = db.execute("SELECT min(row) FROM account").fetchone()[0]
    where = {"parent": parent, "pupil": pupil, "part": part, "dev": dev, "seq": seq}
    return {**where, "work": work, "last": last, "head": head}


@contextmanager
def edited(school, statements):
    """Three marks in three steps, the file edited by a tool that has the key, the head at it."""
    with school.taken_by(TEACHER) as desk:
        for n, text in enumerate(("7", "8", "9")):
            page = school.page(desk)
            desk.journal.put(page, page.columns[0].key, page.rows[n].pupil.id, text)
        facts, database = facts_of(desk), desk._storage.database
        key, path = database.key, database.path
    lines = (statements,) if isinstance(statements, str) else statements
    from_outside(path, *(one.format(**facts) for one in lines), key=key)
    with school.taken_by(HEAD) as head:
        yield head, facts["work"]


def sentences(faults):
    return [ENGLISH.fill(one.sentence, one.facts) for one in faults]


@pytest.mark.parametrize("kind", KINDS)
def test_the_step_that_was_tampered_with_is_named(school, kind):
    with edited(school, KINDS[kind]) as (head, work):
        faults = head.verify()
        said = sentences(faults)

    assert faults[0].work in ({work, work + 1} if "taken out" in kind else {work, work - 1})
    assert "Text(" not in " ".join(said)
    named = next(text for text, one in zip(said, faults, strict=True) if one.work)
    if kind not in {"a step taken out", "who", "when", "what"}:
        assert WHO in named
        assert WHEN in named
        assert "Put mark" in named
    assert str(faults[0].work) in named


@pytest.mark.parametrize("kind", AROUND)
def test_what_touches_no_step_is_named_all_the_same(school, kind):
    with edited(school, AROUND[kind]) as (head, _work):
        said = sentences(head.verify())

    assert said
    assert "Text(" not in " ".join(said)


def test_an_untouched_file_fits(school):
    with edited(school, ()) as (head, _work):
        assert head.verify() == ()


def test_nobody_is_named_where_nobody_is_known(school):
    with edited(school, "UPDATE work SET actor = 424242 WHERE work = {work}") as (head, _work):
        fault = head.verify()[0]

    assert fault.facts["who"] == Text("nobody by name")


def test_nothing_is_written_after_an_end_of_the_log_that_is_not_ours(school):
    with edited(school, AROUND["how far it came"]) as (head, _work):
        before = head._storage.db.execute("SELECT count(*) FROM change_log").fetchone()
        with pytest.raises(TailChangedError):
            head.school.add_subject("chess", {"kk": "Шахмат", "ru": "Шахматы", "en": "Chess"})
        with pytest.raises(TailChangedError):
            head.quick_check(lambda: False)

        assert head._storage.db.execute("SELECT count(*) FROM change_log").fetchone() == before
