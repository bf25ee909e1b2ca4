"""What a self-test of the network has found, in words, and what to do."""

from collections.abc import Iterator

from school_desk.i18n import _, say
from school_desk.sync.self_test import Reach, SelfTest


def own_words(found: SelfTest) -> str:
    """Whether others can call this computer, and where."""
    if not found.port:
        return _("This computer only calls out: others cannot call it.")
    words = _("This computer answers at port {port}. Its addresses: {addresses}.")
    return words.format(port=found.port, addresses=", ".join(found.own) or "–")


def reach_words(one: Reach) -> str:
    """How another computer was found, and whether each reaches the other."""
    if not one.address:
        return _("{name} was not found, and no address of it is known.").format(name=one.name)
    where = _("{name} at {address} ({how}).").format(
        name=one.name, address=one.address, how=", ".join(map(how_words, one.how))
    )
    return " ".join((where, *_ways(one)))


def how_words(how: str) -> str:
    """How an address is known."""
    words = {
        "beacon": _("found by its beacon"),
        "mdns": _("found by its name in the network"),
        "typed": _("address typed here"),
        "reached": _("reached there before"),
        "told": _("told when it joined"),
    }
    return words.get(how, how)


def advice_words(found: SelfTest) -> tuple[str, ...]:
    """What to do, where something does not go."""
    told = []
    if not found.port or any(one.back is False for one in found.others):
        told.append(
            _(
                "Without a rule in the firewall a computer only calls out. That is enough if the "
                "other one can be called. To be called, let others call this computer and allow "
                "School Desk on private networks in the firewall of Windows."
            )
        )
    if any(one.problem is not None or not one.address for one in found.others):
        told.append(
            _(
                "Where computers do not reach each other, type the address (Enter on the "
                "Exchange page), or carry changes through a shared folder or by a stick."
            )
        )
    return tuple(told)


def all_words(found: SelfTest) -> tuple[str, ...]:
    """The whole self-test, a sentence for each thing."""
    return (own_words(found), *map(reach_words, found.others), *advice_words(found))


def _ways(one: Reach) -> Iterator[str]:
    if one.problem is not None:
        yield _("It cannot be reached from here: {why}").format(why=say(one.problem))
        return
    yield _("It can be reached from here.")
    if one.back is not None:
        yield _("It can reach this computer.") if one.back else _("It cannot reach this computer.")
