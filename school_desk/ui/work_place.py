"""What every screen is handed: the desk, the line it speaks through, background work, memory."""

from dataclasses import dataclass, field

from school_desk.app import Desk
from school_desk.ui.memory import PersonMemory
from school_desk.ui.messages import Messages
from school_desk.ui.sync.exchanging import Exchanging
from school_desk.ui.tasks import Tasks


@dataclass(frozen=True)
class WorkPlace:
    """One person's window."""

    desk: Desk
    messages: Messages
    tasks: Tasks
    memory: PersonMemory
    exchanging: Exchanging | None = None
    """The exchange with other computers, as it goes on by itself."""
    kept: dict[str, object] = field(default_factory=dict)
    """What a screen lays aside for when one comes back to it, until the window closes."""
