"""Which subjects one is reminded of homework in: usual ones, but for those that a person turned."""

from school_desk.ui.memory import PersonMemory

_NAME = "homework_differs"


def turned_subjects(memory: PersonMemory) -> frozenset[int]:
    """The subjects that differ from what is usual."""
    kept = memory.get(_NAME, "").split(",")
    return frozenset(int(one) for one in kept if one.isdecimal())


def turn_subject(memory: PersonMemory, subject: int) -> None:
    """Ask for homework in a subject from now on, or no more."""
    turned = sorted(turned_subjects(memory) ^ {subject})
    memory.put(_NAME, ",".join(map(str, turned)))
