"""What every screen is handed: the desk, the line it speaks through, background work, memory."""

from dataclasses import dataclass

from school_desk.app import Desk
from school_desk.ui.memory import PersonMemory
from school_desk.ui.messages import Messages
from school_desk.ui.tasks import Tasks


@dataclass(frozen=True)
class WorkPlace:
    """One person's window."""

    desk: Desk
    messages: Messages
    tasks: Tasks
    memory: PersonMemory
