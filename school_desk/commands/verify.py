"""`verify`: check the whole file against its log."""

from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.face import Command, school_options
from school_desk.commands.opening import open_desk
from school_desk.errors import N_
from school_desk.i18n import Text, _, tell

if TYPE_CHECKING:
    from school_desk.storage.verify import Fault


@click.command(cls=Command, help=N_("Check the whole file against its log."))
@school_options
def verify(**_options: object) -> None:
    """Name everything that was changed from outside."""
    with open_desk(reading=True) as desk:
        faults = desk.verify()
    told = [tell(_said(fault)) for fault in faults]
    data = [{"work": fault.work, "text": text} for fault, text in zip(faults, told, strict=True)]
    answer("\n".join(told) or _("Everything fits."), {"whole": not faults, "faults": data})
    end(Ended.WITH_PROBLEMS if faults else Ended.WELL)


def _said(fault: "Fault") -> Text:
    """A fault as a sentence; the intent that it names is translated as well."""
    facts = {
        name: Text(str(fact)) if name == "label" else fact for name, fact in fault.facts.items()
    }
    return Text(fault.sentence, facts)
