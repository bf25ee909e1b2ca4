"""A school on its first computer, and new computers that come to it."""

from dataclasses import dataclass
from datetime import timedelta

from school_desk.access.model import Role
from school_desk.app import Desk, Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.joining import Newcomer
from school_desk.paths import SchoolFolder
from school_desk.school.model import PersonName
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params
from school_desk.sync.asking import Asking, read_asking

HEAD, TEACHER, NURSE = "Сәуле Бекқызы", "Гүлнар Серікқызы", "Айгүл"
CHEAP = Argon2Params(64, 1, 1)
NAMES = {"kk": "Аққайың негізгі орта мектебі", "ru": "Аккайынская основная школа"}


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

    def files(self):
        """What lies there, byte for byte, but for the lock."""
        folder = self.entrance.place.folder
        found = (one for one in folder.iterdir() if one.is_file())
        return {one.name: one.read_bytes() for one in found if one.suffix != ".lock"}


def room(folder):
    folder.mkdir(exist_ok=True)
    found = Room(None)
    found.entrance = Entrance(
        SchoolFolder(folder), now=lambda: DEMO_NOW + found.later, cost=lambda: CHEAP
    )
    return found


def small_school(place, names=NAMES):
    """A school with a head, a teacher and a nurse, and nothing else."""
    head = NewSchool(names, "2026-27", PersonName("Бекова", "Сәуле"), HEAD, DEMO_PASSWORD)
    desk, _code = place.entrance.set_up(head, params=CHEAP)
    for sign_in, role in ((TEACHER, Role.TEACHER), (NURSE, Role.NURSE)):
        name = PersonName(sign_in, "Г")
        desk.create_account(sign_in, name, DEMO_PASSWORD, (role,), params=CHEAP)
    return desk


def asks(place, name="PC 2") -> Asking:
    """The asking as the head's computer reads it from the stick."""
    return read_asking(place.newcomer.ask(name).spelled().encode())


def admitted(head: Desk, asking: Asking, *names):
    people = [one.id for one in head.access.accounts() if one.sign_in_name in names]
    return head.admission.admit(asking, people, "PC 1")
