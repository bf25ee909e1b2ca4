"""Ctrl+L: the work is put away, the school stays taken, the next person signs in."""

from school_desk.app import Entrance
from school_desk.i18n import _
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.tasks import Tasks


def lock_card(entrance: Entrance, tasks: Tasks, *, person: str, school: str) -> SignInCard:
    """The sign-in of a locked program: the same person stands chosen, another may sign in."""
    return SignInCard(
        entrance,
        tasks,
        person=person,
        school=school,
        note=_("Locked. Everything that was typed is saved."),
    )
