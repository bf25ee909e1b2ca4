"""Two records of one pupil become one: everything follows, and undo brings back every cell."""

from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from school_desk.app import Desk
from school_desk.inclusion.model import NewNote, NoteKind, Purpose
from school_desk.intents import Form
from school_desk.school.attendance_model import Span, SpanKind
from school_desk.school.joining_model import Keep
from school_desk.school.joining_rules import CollisionsOpenError, SamePupilError, TwoClassesError
from school_desk.school.joining_store import DATED, tables_of_pupils
from school_desk.school.model import Absence, PersonName
from school_desk.school.movement_rules import PupilGoneError
from school_desk.storage.registry import BIRTH
from school_desk.storage.verify import verify
from tests.school.people_desk import (
    MONDAY,
    SEPTEMBER,
    TUESDAY,
    class_of,
    group_of,
    page,
    people_desk,
    pupil,
    snapshot,
)


@pytest.fixture
def desk(tmp_path):
    with people_desk(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with people_desk(tmp_path_factory.mktemp("joining")) as made:
        yield made


def double(desk: Desk, surname: str = "Омар", given: str = "Дана", since: date = SEPTEMBER) -> int:
    return desk.school.add_pupil(class_of(desk, "А"), PersonName(surname, given), since)


def put(desk: Desk, n: int, who: int, text: str) -> None:
    found = page(desk)
    desk.journal.put(found, found.columns[n].key, who, text)


def marks(desk: Desk, who: int) -> list[int]:
    row = page(desk).row_of(who)
    return sorted(row.marks.values()) if row else []


def test_marks_absences_and_the_birth_date_follow(desk: Desk):
    kept, dropped = pupil(desk, "Омар"), double(desk, "Омаров")
    put(desk, 0, kept, "7")
    put(desk, 1, dropped, "9")
    put(desk, 2, dropped, "а")
    desk.school.correct_pupil(
        class_of(desk, "А"), dropped, PersonName("Омаров", "Дана"), date(2015, 4, 1)
    )

    joining = desk.joining.preview(kept, dropped)
    desk.joining.join(kept, dropped)

    assert joining.moves == {"mark": 1, "attendance": 1, "membership": 1, "personal_file": 1}
    assert marks(desk, kept) == [7, 9]
    assert Absence.ILL in page(desk).row_of(kept).signs.values()
    assert [one.pupil.name.surname for one in page(desk).rows].count("Омар") == 1
    assert desk.school.birth_dates(class_of(desk, "А"))[kept] == date(2015, 4, 1)
    assert [one.id for one in desk.movements.card(kept).merged] == [dropped]
    assert not verify(desk._storage)


def test_a_cell_with_two_values_waits_for_a_decision(desk: Desk):
    kept, dropped = pupil(desk, "Омар"), double(desk)
    put(desk, 0, kept, "7")
    put(desk, 0, dropped, "9")
    before = snapshot(desk)

    joining = desk.joining.preview(kept, dropped)
    with pytest.raises(CollisionsOpenError):
        desk.joining.join(kept, dropped)
    assert snapshot(desk) == before

    (one,) = joining.collisions
    assert (one.kept, one.dropped) == ((7,), (9,))
    assert (one.where.day, one.where.class_label) == (page(desk).columns[0].date, "5 «А»")
    assert one.where.subject["kk"] == "Алгебра"
    desk.joining.join(kept, dropped, {one.key: Keep.DROPPED})
    assert marks(desk, kept) == [9]


def test_the_same_value_twice_is_no_collision(desk: Desk):
    kept, dropped = pupil(desk, "Омар"), double(desk)
    put(desk, 0, kept, "7")
    put(desk, 0, dropped, "7")

    desk.joining.join(kept, dropped)

    assert marks(desk, kept) == [7]


def test_stays_of_both_are_joined(desk: Desk):
    kept, dropped = pupil(desk, "Омар"), double(desk, since=MONDAY)

    desk.joining.join(kept, dropped)

    row = page(desk).row_of(kept)
    assert row.stays == ((SEPTEMBER, None),)
    span = Span(SpanKind.DAYS, MONDAY, TUESDAY)
    counted = desk.attendance.of_class(class_of(desk, "А"), span)
    assert len(counted.pupils) == 4


def test_two_classes_on_one_day_are_not_joined(desk: Desk):
    before = snapshot(desk)

    with pytest.raises(TwoClassesError):
        desk.joining.join(pupil(desk, "Омар"), pupil(desk, "Сейіт"))

    assert snapshot(desk) == before


def test_a_record_is_not_joined_with_itself_nor_twice(desk: Desk):
    kept, dropped = pupil(desk, "Омар"), double(desk)
    with pytest.raises(SamePupilError):
        desk.joining.join(kept, kept)
    desk.joining.join(kept, dropped)

    with pytest.raises(PupilGoneError):
        desk.joining.join(kept, dropped)


def test_doubles_are_proposed(desk: Desk):
    assert desk.joining.doubles() == ()
    double(desk)

    (one,) = desk.joining.doubles()

    assert {each.pupil.name.surname for each in (one.one, one.other)} == {"Омар"}


VALUES = st.sampled_from([None, 1, 2])

TABLES = (
    *("membership", "group_member", "personal_file", "verdict", "exam"),
    *("past_mark", "decision", "sitting", "imported_work", "rubric_tick", "carried"),
    *("guardianship", "list_entry", "movement", "mark", "attendance", "work_points"),
    *("descriptor_points", "closed_mark", "consent", "forgetting"),
    *("eating", "diet", "portion"),
)
SEALED = {"support_note", "health_note", "own_note"}
"""Their words want keys; that they follow is a test of its own."""


def test_the_property_below_writes_in_every_table_that_names_a_pupil(shared: Desk):
    names = {one.name for one in tables_of_pupils(shared._storage.registry)} - {"pupil"}

    assert names - SEALED == set(TABLES)


@st.composite
def written(draw):
    """What each of the two has in each table: by place (one of two), by column."""
    found = {}
    for name in TABLES:
        for who in (0, 1):
            for place in (0, 1):
                if draw(st.booleans()):
                    found[name, who, place] = draw(st.lists(VALUES, min_size=9, max_size=9))
    return found


def references(desk: Desk) -> dict[str, list[int]]:
    """Two rows of each table that others point to, made once."""
    storage, parts = desk._storage, desk._ground.workplace.partitions
    made: dict[str, list[int]] = {}
    group, subject = group_of(desk, "А"), desk.school.subjects()[0].id
    classes = [class_of(desk, letter) for letter in ("А", "Ә")]
    made |= {"class_group": [classes[0]] * 2, "subject": [subject] * 2, "pupil": []}
    made["teaching_group"] = [one.id for one in desk.school.teaching_groups()][:2]
    made["account"] = [desk.account.id] * 2
    with storage.begin("Put mark", actor=None) as work:
        register = parts.register(storage.keys.key(storage.db, classes[0]))
        place = {"grp": group, "subject": subject}
        day = [{"day": f"2026-10-1{n}"} for n in (0, 1)]
        keep = lambda name, rows: made.setdefault(name, list(rows))  # noqa: E731
        keep("session", (work.born("session", parts.attend, grp=group, slot=1, **d) for d in day))
        keep("lesson", (work.born("lesson", register, **place, slot=1, **d) for d in day))
        columns = (work.born("lesson_column", register, lesson=n, n=1) for n in made["lesson"])
        keep("lesson_column", columns)
        works = ({"term": 1, "kind": "unit", "number": n} for n in (1, 2))
        keep("summative", [work.born("summative", register, **place, **one) for one in works])
        tasks = (work.born("work_task", register, summative=n, number=1) for n in made["summative"])
        keep("work_task", tasks)
        found = (work.born("descriptor", register, task=n, number=1) for n in made["work_task"])
        keep("descriptor", found)
        rubric = (
            work.born("rubric_row", register, summative=n, number=1) for n in made["summative"]
        )
        keep("rubric_row", rubric)
        closings = (work.born("closing", register, **place, period=f"term/{n}") for n in (1, 2))
        keep("closing", closings)
        texts = (work.born("consent_text", parts.admin, code="photo", version=n) for n in (1, 2))
        keep("consent_text", texts)
        keep("privacy_case", (work.new("privacy_case", parts.admin) for _n in (1, 2)))
        keep("guardian", (work.new("guardian", parts.person, surname="А") for _n in (1, 2)))
    return made


def close(desk: Desk, *, closed: bool) -> None:
    """Shut the pages of the test or open them: joining and its undo pass, whatever is shut."""
    storage = desk._storage
    rows = storage.db.execute("SELECT row FROM closing WHERE alive").fetchall()
    with storage.begin("Close page", actor=None) as work:
        for (row,) in rows:
            work.put("closing", row, closed_on="2026-11-01" if closed else None)


def write(desk: Desk, drawn, refs, people) -> None:
    storage, parts = desk._storage, desk._ground.workplace.partitions
    with storage.begin("Put mark", actor=None) as work:
        for (name, who, place), values in drawn.items():
            table = storage.registry.by_name[name]
            if table.packed:
                cell = dict(zip(table.fields[0].columns, values, strict=False))
                work.put_cell(name, refs[table.parent][place], people[who], **cell)
                continue
            facts = filled(table, values, refs, people[who], place)
            make = work.born if table.natural else work.new
            make(name, parts.school_wide, **facts)


def filled(table, values, refs, who, place):
    """A row of a table: natural parts by place, the other columns as drawn."""
    facts, rest = {}, iter(values)
    for column in table.columns:
        target = table.ref(column)
        if target == "pupil":
            facts[column] = who
        elif target is not None:
            facts[column] = refs[target][place]
        elif column == "period":
            facts[column] = f"term/{place + 1}"
        elif column == "term":
            facts[column] = place + 1
        elif column in table.natural:
            facts[column] = f"2026-10-1{place}" if column == "day" else f"{column}{place}"
        elif column in ("starts", "ends"):
            facts[column] = None
        elif column in {"day", "birth_date"}:
            facts[column] = "2026-10-10" if next(rest, None) else "2026-10-11"
        else:
            facts[column] = next(rest, None)
    if table.name == "movement":
        facts["kind"] = "leave"
    return facts


NO_SHRINKING = [one for one in Phase if one is not Phase.shrink]


@settings(max_examples=25, phases=NO_SHRINKING)
@given(written(), st.sampled_from(Keep))
def test_everything_follows_and_undo_restores_the_exact_state(shared: Desk, drawn, chosen):
    storage = shared._storage
    refs = shared.__dict__.setdefault("refs_of_test", None) or references(shared)
    shared.__dict__["refs_of_test"] = refs
    names = [PersonName("Қос", name) for name in ("Бір", "Екі")]
    people = [shared.school.add_pupil(class_of(shared, "А"), one, None) for one in names]
    write(shared, drawn, refs, people)
    kept, dropped = people
    close(shared, closed=True)
    before = snapshot(shared)

    joining = shared.joining.preview(kept, dropped)
    shared.joining.join(kept, dropped, {one.key: chosen for one in joining.collisions})
    after = snapshot(shared)

    registry = storage.registry
    for table in tables_of_pupils(registry):
        assert held(table, after, dropped) == {}, table.name
        expected = merged(table, before, people, chosen)
        assert held(table, after, kept) == expected, table.name
    others = set(before) - {t.name for t in tables_of_pupils(registry)}
    assert {name: after[name] for name in others} == {name: before[name] for name in others}
    shared.undo(Form())
    assert snapshot(shared) == before
    close(shared, closed=False)


def held(table, state, who):
    """What a pupil has in a table: by place, the fields that hold something."""
    if table.name == "pupil":
        return {}
    found = {}
    for row in state[table.name]:
        if table.packed:
            if row[1] == who:
                found[row[0]] = {table.fields[0].name: row[2:]}
            continue
        values = dict(zip(table.columns, row[1:], strict=True))
        if values["pupil"] != who:
            continue
        place = tuple(values[name] for name in table.natural if name != "pupil")
        fields = {
            field.name: tuple(values[name] for name in field.columns if name != "pupil")
            for field in table.fields
            if field.name != BIRTH
        }
        key = place if table.natural else repr(sorted(fields.items()))
        full = {name: v for name, v in fields.items() if any(each is not None for each in v)}
        found[key] = full if table.natural else found.get(key, 0) + 1
    return found


def merged(table, state, people, chosen):
    """By hand: the kept one's fields, completed or replaced by those of the other."""
    ours, theirs = (held(table, state, who) for who in people)
    found = {}
    for place in {**ours, **theirs}:
        one, two = ours.get(place), theirs.get(place)
        if one is None or two is None:
            found[place] = one if two is None else two
        elif isinstance(one, int):
            found[place] = one + two
        elif table.name in DATED:
            found[place] = one
        else:
            found[place] = {**one, **two} if chosen is Keep.DROPPED else {**two, **one}
    return found


def test_sealed_notes_follow_a_joined_pupil_without_being_opened(desk):
    kept, dropped = double(desk, "Бірі"), double(desk, "Екіншісі")
    note = NewNote(SEPTEMBER, NoteKind.SESSION, "Сөйлесу болды")
    row = desk.support_notes.add(dropped, note)

    desk.joining.join(kept, dropped, {})
    found = desk.support_notes.of_pupil(kept, Purpose.HELP)
    desk.undo(Form())

    assert [(one.id, one.said.text) for one in found] == [(row, "Сөйлесу болды")]
    assert desk.support_notes.of_pupil(kept, Purpose.HELP) == ()
    assert [one.id for one in desk.support_notes.of_pupil(dropped, Purpose.HELP)] == [row]
