"""What a line of the log of looks says in words: the same on the screen, on paper and in Excel."""

from collections import defaultdict
from collections.abc import Iterable

from school_desk.access.look_model import ACT_NAMES, Act, LookLine
from school_desk.access.model import ROLE_NAMES
from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school.person_model import Looked

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


def looked(lines: Iterable[LookLine]) -> tuple[Looked, ...]:
    """Who looked, for the person whose data it was: what somebody did again is counted."""
    found: dict[tuple[object, ...], list[LookLine]] = defaultdict(list)
    for one in sorted(lines, key=lambda one: (one.look.at, one.id)):
        look = one.look
        whose = (look.class_group, look.pupil, look.person)
        found[look.account, look.roles[:1], look.act, look.intent, look.purpose, *whose].append(one)
    return tuple(_gathered(same) for same in found.values())


def _gathered(same: list[LookLine]) -> Looked:
    line = same[-1]
    look = line.look
    named = look.pupil is not None or look.person is not None
    return Looked(
        who=line.name.full if line.name else "",
        role=ROLE_NAMES[look.roles[0]] if look.roles else "",
        act=ACT_NAMES[look.act],
        what=look.intent,
        why=look.purpose or "",
        class_label="" if named else line.label,
        whole=not named and not line.label,
        first=same[0].look.at.date(),
        last=look.at.date(),
        times=len(same),
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
