"""Any random trips of one or two sticks: nothing is lost, nothing counts before its receipt."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from school_desk.sync.courier_folder import FOLDER, Shelf
from school_desk.sync.grants import shared
from school_desk.sync.receipts import kept
from tests.storage.computers import check, check_equal
from tests.storage.small_school import quick_folder
from tests.sync.stations import a_school
from tests.sync.test_courier import reads, writes

WITHOUT_SHRINKING = (Phase.reuse, Phase.generate)  # each example is half a minute of disk
WHO, STICK = st.integers(0, 2), st.integers(0, 1)
TYPED = st.tuples(st.just("type"), WHO, st.integers(0, 2), st.integers(1, 10))
CARRIED = st.tuples(st.sampled_from(["write", "read", "round"]), WHO, STICK)
SPOILED = st.tuples(st.sampled_from(["lose", "cut", "keep", "put back"]), WHO, STICK)
TRIPS = st.lists(st.one_of(TYPED, CARRIED, CARRIED, SPOILED), min_size=4, max_size=12)


class School:
    """Three computers, two sticks, and what people do with them."""

    def __init__(self, folder, empty_file):
        self.stations = a_school(folder, empty_file, 3)
        self.sticks = [Shelf(folder / f"stick {n}") for n in range(2)]
        self.old = {}
        for stick in self.sticks:
            stick.folder.mkdir()

    def does(self, act, who, *facts):
        station = self.stations[who]
        if act == "type":
            station.put_mark(*facts)
            return
        stick = self.sticks[facts[0]]
        if act in {"write", "round"}:
            writes(station, stick, anew=act == "write")
        if act in {"read", "round"}:
            reads(station, stick, anew=False)
        if act in {"lose", "cut", "keep", "put back"}:
            self.spoils(act, who, stick)
        self.nothing_counts_too_early()

    def spoils(self, act, which, stick):
        """A file of the stick is lost or cut; an old one comes back."""
        found = sorted((stick.folder / FOLDER).glob("*"))
        path = found[which % len(found)] if found else None
        if act == "put back" and self.old:
            name, content = sorted(self.old.items())[which % len(self.old)]
            (stick.folder / FOLDER).mkdir(exist_ok=True)
            (stick.folder / FOLDER / name).write_bytes(content)
        elif path is not None and act == "lose":
            path.unlink()
        elif path is not None and act == "cut":
            path.write_bytes(path.read_bytes()[: 50 * (which + 3)])
        elif path is not None and act == "keep":
            self.old[path.name] = path.read_bytes()

    def nothing_counts_too_early(self):
        """Whatever a receipt covers is truly there."""
        for one in self.stations:
            for other in self.stations:
                receipt = None if one is other else kept(one.storage, other.device)
                there = other.streams.vector(shared(other.storage, one.device))
                for name, tip in (receipt.vector if receipt else {}).items():
                    assert there[name].seq >= tip.seq

    def settles(self):
        """Everybody goes round with one stick, twice: all is everywhere and confirmed."""
        for _turn in range(2):
            for station in self.stations:
                reads(station, self.sticks[0], anew=False)
                writes(station, self.sticks[0])
        for station in self.stations:
            reads(station, self.sticks[0])

    def close(self):
        for station in self.stations:
            station.storage.database.close()


@pytest.mark.timeout(600)
def test_any_trips_end_with_the_same_everywhere(empty_file, tmp_path):
    @settings(max_examples=6, deadline=None, phases=WITHOUT_SHRINKING)
    @given(trips=TRIPS)
    def any_trips(trips):
        with tempfile.TemporaryDirectory(dir=quick_folder() or tmp_path) as folder:
            school = School(Path(folder), empty_file)
            try:
                for trip in trips:
                    school.does(*trip)
                school.settles()
                check(*school.stations)
                check_equal(school.stations)
            finally:
                school.close()

    any_trips()
