"""A school on its first computer, and new computers that come to it."""

from dataclasses import dataclass
from datetime import timedelta

from school_desk.app import Desk, Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.joining import Newcomer
from school_desk.paths import SchoolFolder
from school_desk.sync.asking import Asking, read_asking

HEAD, TEACHER = "Сәуле Бекқызы", "Гүлнар Серікқызы"


@dataclass
class Room:
    """The folder of one computer."""

    entrance: Entrance
    later: timedelta = timedelta()

    @property
    def newcomer(self):
        return Newcomer(self.entrance)

    def sits_down(self, name) -> Desk:
        return self.entrance.sign_in(name, DEMO_PASSWORD)


def room(folder):
    folder.mkdir(exist_ok=True)
    found = Room(None)
    found.entrance = Entrance(SchoolFolder(folder), now=lambda: DEMO_NOW + found.later)
    return found


def asks(place, name="PC 2") -> Asking:
    """The asking as the head's computer reads it from the stick."""
    return read_asking(place.newcomer.ask(name).spelled().encode())


def admitted(head: Desk, asking: Asking, *names):
    people = [one.id for one in head.access.accounts() if one.sign_in_name in names]
    return head.admission.admit(asking, people, "PC 1")
