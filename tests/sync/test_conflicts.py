"""What two people wrote unseen by each other: told in sentences, decided once, gone everywhere."""

from dataclasses import dataclass
from datetime import date

import pytest

from school_desk.errors import DeskError
from school_desk.i18n import tell
from school_desk.intents import Scope
from school_desk.storage.history import field_past, packed_past
from school_desk.storage.partitions import Partitions
from school_desk.storage.service import Workplace
from school_desk.storage.verify import verify
from school_desk.sync.service import ConflictMovedError, ConflictService
from tests.storage.computers import Computers, check, exchange_everything
from tests.storage.small_school import make_file

MARK, OTHER = 0, 1
YEARS = 3 * 365 * 86400


class RefusedError(DeskError):
    sentence = "No."


@dataclass(frozen=True)
class Named:
    full: str


@pytest.fixture(scope="module")
def empty_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "school.db"
    make_file(path)
    return path.read_bytes()


@pytest.fixture
def pair(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as peers:
        yield peers


def service(peer, *, refuses=()):
    def permit(intent: str, _scope: Scope) -> None:
        if intent in refuses:
            raise RefusedError

    storage = peer.storage
    at = Workplace(
        storage, Partitions(1, "2026-27"), permit, lambda: date(2026, 10, 22), peer.teacher()
    )
    names = {peer.row("account", n): Named(f"Мұғалім {n}") for n in range(2)}
    return ConflictService(at, lambda _db: names, peer.clock, {"personal_file": "See pupil data"})


def disputed(a, b):
    a.put_mark(MARK, 7)
    b.put_mark(MARK, 8)
    exchange_everything((a, b))


def test_both_values_are_told_with_author_moment_and_computer(pair):
    a, b = pair
    disputed(a, b)

    (one,) = service(a).open()

    texts = sorted(tell(choice.text) for choice in one.choices)
    assert [text.rpartition(": ")[2] for text in texts] == ["7", "8"]
    assert all("Қайрат" in text for text in texts)
    assert {choice.who for choice in one.choices} == {"Мұғалім 0", "Мұғалім 1"}
    assert [choice.here for choice in one.choices].count(True) == 1
    assert [choice.shown for choice in one.choices].count(True) == 1
    assert {choice.computer for choice in one.choices} == {"6465"}
    assert all(choice.ahead is None for choice in one.choices)


def test_a_decision_is_a_change_that_has_seen_all_and_closes_it_everywhere(pair):
    a, b = pair
    disputed(a, b)
    (one,) = service(b).open()
    loser = next(choice for choice in one.choices if not choice.shown)
    wanted = int(tell(loser.text).rpartition(": ")[2])

    service(b).decide(one, loser)
    exchange_everything(pair)

    assert (a.points(MARK), b.points(MARK)) == (wanted, wanted)
    assert service(a).open() == service(b).open() == ()
    check(a, b)


def test_equal_values_written_later_close_it(pair):
    a, b = pair
    disputed(a, b)
    a.put_mark(MARK, 9, a.look())
    b.put_mark(MARK, 9, b.look())
    exchange_everything(pair)

    assert service(a).open() == service(b).open() == ()


def test_two_different_decisions_are_a_new_conflict(pair):
    a, b = pair
    disputed(a, b)
    for peer in pair:
        (one,) = service(peer).open()
        mine = next(choice for choice in one.choices if choice.here)
        service(peer).decide(one, mine)
    exchange_everything(pair)

    assert len(service(a).open()) == len(service(b).open()) == 1


def test_what_was_decided_meanwhile_is_not_decided_again(pair):
    a, b = pair
    disputed(a, b)
    (one,) = service(a).open()
    service(b).decide(service(b).open()[0], service(b).open()[0].choices[0])
    exchange_everything(pair)
    before = a.log()

    with pytest.raises(ConflictMovedError):
        service(a).decide(one, one.choices[0])

    assert a.log() == before


def test_a_deletion_against_an_edit_is_one_conflict_and_either_can_stand(pair):
    a, b = pair
    a.delete_pupil(OTHER, a.look())
    b.name_pupil(OTHER, "Жаңа", b.look())
    exchange_everything(pair)
    (one,) = service(a).open()
    ended = next(choice for choice in one.choices if choice.dot[0] == a.device)
    edited = next(choice for choice in one.choices if choice.dot[0] == b.device)
    assert tell(ended.text) != tell(edited.text)

    service(a).decide(one, edited)
    exchange_everything(pair)

    assert (a.pupil_lives(OTHER), b.pupil_lives(OTHER)) == (1, 1)
    assert service(b).open() == ()
    assert verify(a.storage) == ()


def test_a_deletion_that_is_chosen_hides_the_row(pair):
    a, b = pair
    a.delete_pupil(OTHER, a.look())
    b.name_pupil(OTHER, "Жаңа", b.look())
    exchange_everything(pair)
    (one,) = service(b).open()
    ended = next(choice for choice in one.choices if choice.dot[0] == a.device)

    service(b).decide(one, ended)
    exchange_everything(pair)

    assert (a.pupil_lives(OTHER), b.pupil_lives(OTHER)) == (0, 0)


def test_what_is_another_persons_to_decide_is_not_in_the_list(pair):
    a, b = pair
    disputed(a, b)
    a.name_pupil(OTHER, "Ә")
    b.name_pupil(OTHER, "Б")
    exchange_everything(pair)

    teacher = service(a, refuses={"Decide office conflict", "Change roles"})
    office = service(a, refuses={"Decide conflict"})

    assert [one.table for one in teacher.open()] == ["mark"]
    assert [one.table for one in office.open()] == ["pupil"]
    with pytest.raises(RefusedError):
        office.decide(*next((one, one.choices[0]) for one in teacher.open()))


def test_the_latest_topic_is_taken_without_asking_and_the_other_stays_in_the_history(pair):
    a, b = pair
    for peer, topic in ((a, "Көбейту"), (b, "Бөлу")):
        peer.clock.set_by(60 if peer is b else 0)
        with peer.begin(peer.look()) as work:
            work.put("lesson", peer.row("lesson"), topic=topic)
    exchange_everything(pair)

    topics = {peer.storage.db.execute("SELECT topic FROM lesson").fetchone()[0] for peer in pair}
    assert topics == {"Бөлу"}
    assert service(a).open() == ()
    assert a.storage.db.execute("SELECT count(*) FROM gave_way").fetchone() == (1,)


def test_a_clock_three_years_ahead_is_said(pair):
    a, b = pair
    a.clock.set_by(YEARS)
    disputed(a, b)

    (one,) = service(b).open()

    (ahead,) = [choice.ahead for choice in one.choices if choice.ahead]
    assert "109" in tell(ahead)


def test_the_history_tells_which_value_gave_way_even_after_a_later_one(pair):
    a, b = pair
    for peer, topic in ((a, "Көбейту"), (b, "Бөлу")):
        peer.clock.set_by(60 if peer is b else 0)
        with peer.begin(peer.look()) as work:
            work.put("lesson", peer.row("lesson"), topic=topic)
    exchange_everything(pair)
    with a.begin(a.look()) as work:
        work.put("lesson", a.row("lesson"), topic="Қосу")
    exchange_everything(pair)

    for peer in pair:
        past = field_past(peer.storage, peer.row("lesson"), "topic").changes
        told = {change.after[0]: change.gave_way for change in past}
        assert told == {"Көбейту": True, "Бөлу": False, "Қосу": False}
        (line,) = [one for one in past if one.gave_way]
        assert (line.beside, line.actor is not None) == (False, True)


def test_the_value_that_was_not_chosen_stays_in_the_history(pair):
    a, b = pair
    disputed(a, b)
    (one,) = service(a).open()
    service(a).decide(one, one.choices[0])

    column, pupil = a.row("lesson_column"), a.row("pupil", MARK)
    past = packed_past(a.storage, "mark", column, pupil).changes
    assert {change.after[0] for change in past} == {7, 8}
    assert [change.gave_way for change in past].count(True) == 1


def test_what_was_decided_is_told_with_both_values_and_who_decided(pair):
    a, b = pair
    disputed(a, b)
    (one,) = service(b).open()
    loser = next(choice for choice in one.choices if not choice.shown)
    assert service(a).resolved() == ()
    service(b).decide(one, loser)
    exchange_everything(pair)

    for peer in pair:
        (told,) = service(peer).resolved()
        assert sorted(choice.value for choice in told.choices) == [7, 8]
        assert (told.decided.value, told.decided.who) == (loser.value, "Мұғалім 1")
        assert (told.last, told.decided.here) == (True, peer is b)


def test_what_was_decided_can_be_decided_again_while_nothing_came_since(pair):
    a, b = pair
    disputed(a, b)
    (one,) = service(a).open()
    service(a).decide(one, one.choices[0])
    (told,) = service(a).resolved()
    other = next(choice for choice in told.choices if choice.value != told.decided.value)

    service(a).decide_again(told, other)

    assert a.points(MARK) == other.value
    with pytest.raises(ConflictMovedError):
        service(a).decide_again(told, told.choices[0])


def test_a_value_that_ordinary_typing_replaced_is_no_decision(pair):
    a, b = pair
    a.put_mark(MARK, 7)
    exchange_everything(pair)
    b.put_mark(MARK, 8, b.look())
    exchange_everything(pair)

    assert service(a).resolved() == ()


def test_decided_by_another_right_is_not_told(pair):
    a, b = pair
    disputed(a, b)
    (one,) = service(a).open()
    service(a).decide(one, one.choices[0])

    assert service(a, refuses={"Decide conflict"}).resolved() == ()
