"""Random histories of a school's computers: edits, deletions, undo, lost and repeated batches."""

import tempfile
from pathlib import Path

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from school_desk.errors import DeskError
from school_desk.storage.undo import History
from tests.storage import oracle
from tests.storage.computers import PARTS, PUPILS, Computers, Form, check, check_equal
from tests.storage.small_school import CLASS, quick_folder

WHO = st.integers(0, 3)
SMALL = st.integers(0, PUPILS - 1)
POINTS = st.one_of(st.none(), st.integers(1, 4))
WORDS = st.sampled_from(["Көбейту", "Бөлу", "Қосу", None])
FRESH = st.one_of(st.none(), st.integers(0, 2))
SKEW = st.floats(-1e7, 1e7)


class Histories(RuleBasedStateMachine):
    """Two to four computers; each rule is something that people, wires or power cuts do."""

    folder: Path
    empty_file: bytes
    counted: dict[str, int]

    @initialize(number=st.integers(2, 4), skews=st.lists(SKEW, min_size=4, max_size=4))
    def set_up(self, number, skews):
        self._folder = tempfile.TemporaryDirectory(dir=quick_folder() or self.folder)
        self.computers = Computers(Path(self._folder.name), self.empty_file, number, skews)
        self.peers = self.computers.__enter__()
        self.views = {}
        self.touched = set()
        self.counted["histories"] += 1

    # what people do

    @rule(who=WHO, form=FRESH, pupil=SMALL, points=POINTS)
    def put_a_mark(self, who, form, pupil, points):
        self.write(who, form, lambda peer, work: work.put_cell(
            "mark", peer.row("lesson_column"), peer.row("pupil", pupil), points=points
        ))  # fmt: skip

    @rule(who=WHO, form=FRESH, values=st.lists(st.integers(1, 4), min_size=2, max_size=5))
    def paste_marks(self, who, form, values):
        def paste(peer, work):
            for n, points in enumerate(values):
                column = peer.row("lesson_column")
                work.put_cell("mark", column, peer.row("pupil", n), points=points)

        self.write(who, form, paste)

    @rule(who=WHO, form=FRESH, word=WORDS)
    def write_a_topic(self, who, form, word):
        self.write(who, form, lambda peer, work: work.put("lesson", peer.row("lesson"), topic=word))

    @rule(who=WHO, form=FRESH, pupil=SMALL, word=WORDS)
    def name_a_pupil(self, who, form, pupil, word):
        self.write(
            who, form, lambda peer, work: work.put("pupil", peer.row("pupil", pupil), surname=word)
        )

    @rule(who=WHO, form=FRESH, number=SMALL, word=WORDS)
    def plan_a_summative(self, who, form, number, word):
        """Born by what it is, so that two computers meet in one row."""

        def plan(peer, work):
            grp, subject = peer.row("teaching_group"), peer.row("subject")
            parts = {"grp": grp, "subject": subject, "term": 1, "kind": "unit", "number": number}
            work.born("summative", CLASS, **parts, title=word)

        self.write(who, form, plan)

    @rule(who=WHO, form=FRESH, table=st.sampled_from(["pupil", "summative"]), n=SMALL)
    def delete_a_row(self, who, form, table, n):
        self.write(who, form, lambda peer, work: self.end_or_revive(peer, work, table, n, 0))

    @rule(who=WHO, form=FRESH, table=st.sampled_from(["pupil", "summative"]), n=SMALL)
    def revive_a_row(self, who, form, table, n):
        self.write(who, form, lambda peer, work: self.end_or_revive(peer, work, table, n, 1))

    @rule(who=WHO, n=SMALL, take=SMALL)
    def resolve_a_conflict(self, who, n, take):
        def decide(peer, work):
            found = work.db.execute("SELECT row, field FROM conflict").fetchall()
            if found:
                row, number = found[n % len(found)]
                place = peer.storage.keys.place(work.db, row)
                field = peer.storage.registry.field(place.table, number)
                heads = peer.storage.log.heads(work.db, place, row, field)
                work.write(row, field, heads[take % len(heads)].val)

        self.write(who, None, decide)

    @rule(who=WHO)
    def leave_a_form_open(self, who):
        peer = self.peer(who)
        peer.forms.append(peer.look())

    @rule(who=WHO)
    def take_back_at_once(self, who):
        self.take_back_or_do_again(who, None, again=False)

    @rule(who=WHO, form=FRESH, again=st.booleans())
    def take_back_or_do_again(self, who, form, again):
        peer = self.peer(who)
        seen = self.form(peer, form)
        before = set(oracle.set_of(peer.log()))
        history = History(peer.storage)
        try:
            step = history.redo if again else history.undo
            step(peer.teacher(), seen.context, lambda _label, _scope: None)
            self.counted["undone"] += 1
        except DeskError:
            assert set(oracle.set_of(peer.log())) == before
        self.remember(peer, seen, before)

    # what wires do

    @rule(
        data=st.data(), sender=WHO, receiver=WHO, gap=st.sampled_from([0, 0, 0, 0, -3, 1, 2]),
        number=st.integers(1, 8), lost=st.integers(0, 2),
    )  # fmt: skip
    def send_some_entries(self, data, sender, receiver, gap, number, lost):
        """Any run of anybody's stream, by any peer, in any order, perhaps twice, perhaps lost."""
        peer, other = self.peer(sender), self.peer(receiver)
        streams = [(part, of.device) for part in PARTS for of in self.peers]
        streams = [one for one in streams if len(peer.sent(*one)) > len(other.sent(*one))]
        if streams:
            part, device = data.draw(st.sampled_from(streams))
            start = max(0, len(other.sent(part, device)) + gap)
            chosen = peer.sent(part, device)[start : start + number]
            shuffled = data.draw(st.permutations(chosen))
            other.receive([*shuffled, *chosen[:1]][lost:])
            self.touched.add(other.number)
            self.counted["sent"] += len(chosen)

    @rule(sender=WHO, receiver=WHO)
    def send_everything(self, sender, receiver):
        other = self.peer(receiver)
        other.receive(self.peer(sender).log())
        self.touched.add(other.number)

    # what power and clocks do

    @rule(who=WHO, points=POINTS)
    def crash_within_a_unit(self, who, points):
        peer = self.peer(who)
        before, waiting = peer.log(), peer.waiting
        try:
            with peer.begin() as work:
                work.new("pupil", PARTS[0], surname="Болмайды")
                column = peer.row("lesson_column")
                work.put_cell("mark", column, peer.row("pupil"), points=points)
                raise Crash  # noqa: TRY301  that is what the unit is for
        except Crash:
            peer.reopen()
        assert (peer.log(), peer.waiting) == (before, waiting)
        self.touched.add(peer.number)

    @rule(who=WHO, skew=SKEW)
    def set_a_clock(self, who, skew):
        self.peer(who).clock.set_by(skew)

    # what must always hold

    @invariant()
    def state_is_what_the_oracle_says(self):
        for number in self.touched if hasattr(self, "touched") else ():
            peer = self.peers[number]
            check(peer)
            self.heads_are_concurrent(peer)
            self.counted["checks"] += 1
        self.touched = set()

    def heads_are_concurrent(self, peer):
        """By what people had truly seen: a value stands, or someone who saw it replaced it."""
        for changes in oracle.by_cell(peer.log()).values():
            standing = oracle.heads(changes)
            for one in changes:
                replaced = any(self.truly_saw(other, one) for other in changes)
                assert replaced == (one not in standing)

    def truly_saw(self, entry, other):
        view = self.views.get((entry.part, *oracle.dot(entry)))
        if view is None or entry.device == other.device:
            return oracle.saw(entry, other)  # of the set-up, or the person's own
        return (other.part, *oracle.dot(other)) in view

    def teardown(self):
        if not hasattr(self, "peers"):
            return
        try:
            everything = [entry for peer in self.peers for entry in peer.log()]
            for peer in self.peers:
                peer.receive(everything)
                assert peer.waiting == []
                check(peer)
            check_equal(self.peers)
        finally:
            self.computers.__exit__()
            self._folder.cleanup()

    # how it is done

    def peer(self, who):
        return self.peers[who % len(self.peers)]

    def form(self, peer, number):
        """A form left open (stale), or one opened now."""
        if number is None or not peer.forms:
            return peer.look()
        return peer.forms[number % len(peer.forms)]

    def write(self, who, form, action):
        peer = self.peer(who)
        seen: Form = self.form(peer, form)
        before = set(oracle.set_of(peer.log()))
        with peer.begin(seen) as work:
            action(peer, work)
        self.remember(peer, seen, before)

    def remember(self, peer, seen, before):
        """Each new change's author had seen the form, and everything typed here before."""
        for name in set(oracle.set_of(peer.log())) - before:
            self.views[name] = seen.view
        self.touched.add(peer.number)

    @staticmethod
    def end_or_revive(peer, work, table, n, alive):
        row = peer.row(table, n)
        if row is not None:
            (work.revive if alive else work.delete)(row)


class Crash(Exception):  # noqa: N818  not an error: the power
    """The process ends here."""


def check_histories(folder, empty_file, histories, steps, *, seed=None, base=Histories, **more):
    """Run so many random histories; the answer counts what happened in them."""
    counted = dict.fromkeys(("histories", "checks", "sent", "undone"), 0)
    names = {"folder": folder, "empty_file": empty_file, "counted": counted}
    machine = type("SchoolHistories", (base,), names)
    chosen = settings(
        max_examples=histories,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        **{"phases": (Phase.generate, Phase.shrink), **more},
    )
    if seed is not None:
        machine = hypothesis.seed(seed)(machine)
    run_state_machine_as_test(machine, settings=chosen)
    return counted
