"""`pupil`: who comes, moves, leaves or stands in the lists twice, each by one command."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import Group, school_options
from school_desk.commands.opening import open_desk
from school_desk.commands.places import class_named
from school_desk.commands.taking import DAY
from school_desk.errors import N_, DeskError
from school_desk.i18n import _, fill, ngettext
from school_desk.school.joining_model import Keep
from school_desk.school.model import NewPupil, PersonName
from school_desk.school.movement_model import KIND_WORDS, MovementKind, NewMovement, Order
from school_desk.school.names import fold, matches

if TYPE_CHECKING:
    from school_desk.app import Desk
    from school_desk.school.joining_model import Joining, KnownPupil

Decorated = Callable[..., Any]


class PupilUnknownError(DeskError):
    """Nobody of this name, or several."""

    sentence = N_("There is no one pupil {name}. There are: {names}.")


@click.group(cls=Group, help=N_("A pupil comes, moves, leaves, or stands in the lists twice."))
def pupil() -> None:
    """Movements of pupils, and two records of one pupil."""


def _moving(function: Decorated) -> Decorated:
    """The day, the order and the reason of a movement."""
    options = (
        click.option(
            "--day",
            type=DAY,
            metavar="DAY",
            required=True,
            help=N_("First day in the class; of a departure the last day here."),
        ),
        click.option("--order", metavar="NUMBER", default="", help=N_("Number of the order.")),
        click.option("--order-date", type=DAY, metavar="DAY", help=N_("Date of the order.")),
        click.option("--reason", metavar="TEXT", default="", help=N_("Why.")),
        click.option("--dry-run", is_flag=True, help=N_("Only say what would be; write nothing.")),
        school_options,
    )
    for option in reversed(options):
        function = option(function)
    return function


WHO = click.argument("name", metavar="NAME")
TO_CLASS = click.option(
    "--class", "label", metavar="CLASS", required=True, help=N_("To which class, such as 7А.")
)
SCHOOL = click.option("--school", default="", metavar="TEXT", help=N_("The other school."))


@pupil.command(help=N_("A pupil moves to another class of this school."))
@WHO
@TO_CLASS
@_moving
def move(*, name: str, label: str, dry_run: bool, **said: Any) -> None:  # noqa: ANN401
    """From the day on in the new class; the day before is the last in the old one."""
    with open_desk(reading=dry_run) as desk:
        wanted = _wanted(MovementKind.MOVE, said, class_named(desk, label).id)
        _note(desk, name, wanted, dry_run=dry_run)


@pupil.command(help=N_("A pupil leaves; with --school for another school."))
@WHO
@SCHOOL
@_moving
def leave(*, name: str, school: str, dry_run: bool, **said: Any) -> None:  # noqa: ANN401
    """The day is the last one here."""
    kind = MovementKind.TRANSFER_OUT if school else MovementKind.LEAVE
    with open_desk(reading=dry_run) as desk:
        _note(desk, name, _wanted(kind, said, None, school), dry_run=dry_run)


@pupil.command("return", help=N_("A pupil who was here before comes again."))
@WHO
@TO_CLASS
@SCHOOL
@_moving
def come_back(*, name: str, label: str, school: str, dry_run: bool, **said: Any) -> None:  # noqa: ANN401
    """Into the same class or another."""
    kind = MovementKind.TRANSFER_IN if school else MovementKind.RETURN
    with open_desk(reading=dry_run) as desk:
        wanted = _wanted(kind, said, class_named(desk, label).id, school)
        _note(desk, name, wanted, dry_run=dry_run)


@pupil.command(help=N_("A pupil who is not in the lists yet: «Surname Given Patronymic»."))
@WHO
@TO_CLASS
@SCHOOL
@click.option("--birth", type=DAY, metavar="DAY", help=N_("Birth date."))
@_moving
def arrive(
    *,
    name: str,
    label: str,
    school: str,
    birth: datetime | None,
    dry_run: bool,
    **said: Any,  # noqa: ANN401
) -> None:
    """Enrolled, or with --school come from another school."""
    kind = MovementKind.TRANSFER_IN if school else MovementKind.ENROL
    with open_desk(reading=dry_run) as desk:
        group = class_named(desk, label)
        parts = (*name.split(maxsplit=2), "", "", "")[:3]
        born = birth.date() if birth else None
        new = NewPupil(PersonName(*parts), group.year_level, group.letter, born)
        wanted = _wanted(kind, said, group.id, school)
        if dry_run:
            desk.movements.check_new(new, wanted)
        else:
            desk.movements.enrol(new, wanted)
        _tell(new.name, wanted, written=not dry_run)


@pupil.command(help=N_("Records that may be of one pupil, with their numbers."))
@school_options
def doubles(**_options: object) -> None:
    """One pair in a line."""
    with open_desk(reading=True) as desk:
        found = desk.joining.doubles()
    lines = [f"{_named(one.one)}  =  {_named(one.other)}" for one in found]
    facts = [
        {"one": one.one.pupil.id, "other": one.other.pupil.id, "sure": one.sure} for one in found
    ]
    answer("\n".join(lines) or _("Nobody stands in the lists twice."), {"doubles": facts})


@pupil.command(help=N_("Join two records of one pupil: all of the second goes to the first."))
@click.argument("kept", metavar="KEPT")
@click.argument("dropped", metavar="DROPPED")
@click.option(
    "--prefer",
    type=click.Choice(["kept", "dropped"]),
    help=N_("Whose value counts where both records have one."),
)
@click.option("--dry-run", is_flag=True, help=N_("Only say what would be; write nothing."))
@school_options
def join(*, kept: str, dropped: str, prefer: str | None, dry_run: bool, **_options: object) -> None:
    """Numbers come from `pupil doubles`; a name works where only one pupil has it."""
    with open_desk(reading=dry_run) as desk:
        one, other = _record(desk, kept), _record(desk, dropped)
        joining = desk.joining.preview(one, other)
        if not dry_run:
            settled = {each.key: Keep(prefer) for each in joining.collisions} if prefer else {}
            desk.joining.join(one, other, settled)
    _tell_joining(joining, written=not dry_run)


def _wanted(
    kind: MovementKind, said: dict[str, Any], to_class: int | None, school: str = ""
) -> NewMovement:
    date_of_order = said["order_date"].date() if said["order_date"] else None
    order = Order(said["order"], date_of_order)
    return NewMovement(kind, said["day"].date(), to_class, order, school, said["reason"])


def _note(desk: "Desk", name: str, wanted: NewMovement, *, dry_run: bool) -> None:
    one = _pupil(desk, name)
    if dry_run:
        desk.movements.check(one.pupil.id, wanted)
    elif wanted.kind.comes:
        desk.movements.arrive(one.pupil.id, wanted)
    elif wanted.kind.goes:
        desk.movements.leave(one.pupil.id, wanted)
    else:
        desk.movements.move(one.pupil.id, wanted)
    _tell(one.pupil.name, wanted, written=not dry_run)


def _tell(name: PersonName, wanted: NewMovement, *, written: bool) -> None:
    what = _(KIND_WORDS[wanted.kind])
    facts = {"name": name.full, "what": what, "date": wanted.day}
    text = (
        N_("{name}: {what}, {date}.")
        if written
        else N_("{name}: {what}, {date}. Nothing was written.")
    )
    said = {"written": written, "kind": wanted.kind.value, "day": wanted.day.isoformat()}
    answer(fill(_(text), facts), {**said, "order_missing": wanted.order.missing})


def _tell_joining(joining: "Joining", *, written: bool) -> None:
    count = sum(joining.moves.values())
    if written:
        text = ngettext("{n} entry was moved.", "{n} entries were moved.", count)
    else:
        text = ngettext(
            "{n} entry would move. Nothing was written.",
            "{n} entries would move. Nothing was written.",
            count,
        )
    facts = {
        "written": written,
        "moves": dict(joining.moves),
        "collisions": [
            {"table": one.table, "kept": list(one.kept), "dropped": list(one.dropped)}
            for one in joining.collisions
        ],
    }
    answer(text.format(n=count), facts)


def _record(desk: "Desk", said: str) -> int:
    return int(said) if said.isdecimal() else _pupil(desk, said).pupil.id


def _pupil(desk: "Desk", said: str) -> "KnownPupil":
    """The one record whose name has words that begin so; the whole name sooner than others."""
    found = [one for one in desk.joining.people() if matches(said, one.pupil.name)]
    exact = [one for one in found if fold(one.pupil.name.full) == fold(said)]
    if len(exact or found) != 1:
        names = ", ".join(_named(one) for one in found)
        raise PupilUnknownError(name=said, names=names or "—")
    return (exact or found)[0]


def _named(one: "KnownPupil") -> str:
    classes = ", ".join(one.classes)
    return f"{one.pupil.id}: {one.pupil.name.full}" + (f" ({classes})" if classes else "")
