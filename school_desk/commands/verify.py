"""`verify`: check the whole file against its log."""

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.face import Command, school_options
from school_desk.commands.opening import open_desk
from school_desk.errors import N_
from school_desk.i18n import Text, _, tell


@click.command(cls=Command, help=N_("Check the whole file against its log."))
@school_options
def verify(**_options: object) -> None:
    """Name everything that was changed from outside."""
    with open_desk(reading=True) as desk:
        faults = desk.verify()
    told = [tell(Text(fault.sentence, fault.facts)) for fault in faults]
    data = [{"work": fault.work, "text": text} for fault, text in zip(faults, told, strict=True)]
    answer("\n".join(told) or _("Everything fits."), {"whole": not faults, "faults": data})
    end(Ended.WITH_PROBLEMS if faults else Ended.WELL)
