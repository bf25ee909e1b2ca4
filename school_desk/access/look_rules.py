"""What a line of the log of looks says in words: the same on the screen, on paper and in Excel."""

from school_desk.access.look_model import ACT_NAMES, Act, LookLine
from school_desk.access.model import ROLE_NAMES
from school_desk.errors import N_
from school_desk.i18n import Text

HEADS = (
    N_("When"),
    N_("Who"),
    N_("As"),
    N_("What was done"),
    N_("What it is about"),
    N_("Whose"),
    N_("Computer"),
)
AT_THE_DOOR = (Act.SIGN_IN, Act.FAILED_SIGN_IN)
SHORT_ID = 8

Words = str | Text


def words_of(line: LookLine) -> tuple[Words, ...]:
    """A cell for each of HEADS."""
    look = line.look
    door = look.act in AT_THE_DOOR
    return (
        Text(N_("{day:short} {time}"), {"day": look.at.date(), "time": f"{look.at:%H:%M}"}),
        line.name.listed if line.name else Text(N_("Recovery sheet")),
        Text(ROLE_NAMES[look.roles[0]]) if look.roles else "",
        _done(line),
        "" if door else _about(line),
        "" if door else _whose(line),
        Text(N_("this one")) if line.here else look.computer[:SHORT_ID],
    )


def _whose(line: LookLine) -> Words:
    if not line.label:
        return line.whose or Text(N_("Whole school"))
    if not line.whose:
        return Text(N_("{label:class}"), {"label": line.label})
    return Text(N_("{name}, {label:class}"), {"name": line.whose, "label": line.label})


def _about(line: LookLine) -> Text:
    """What was looked at; restricted notes also why."""
    look = line.look
    if not look.purpose:
        return Text(look.intent)
    return Text(N_("{what}: {why}"), {"what": Text(look.intent), "why": Text(look.purpose)})


def _done(line: LookLine) -> Text:
    act, times = line.look.act, line.look.times
    if times and times > 1:
        return Text(N_("wrong password, times: {n}"), {"n": times})
    return Text(ACT_NAMES[act])
