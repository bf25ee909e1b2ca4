"""What a person means to do, where, and what that person had seen when the form was opened."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from school_desk.events import Heard

Vector = Mapping[bytes, int]
"""Per other device: the last sequence number seen of one partition."""

Seen = Mapping[str, Vector]
"""What a screen had seen, by partition."""


def advanced(seen: Seen, heard: Iterable[Heard], parts: Collection[str]) -> Seen:
    """What a screen of these partitions has seen once it shows what came.

    Only what goes on from what it had seen counts: of a gap nobody knows whether it is shown.
    """
    found = {part: dict(vector) for part, vector in seen.items()}
    for one in heard:
        if one.part in parts and found.get(one.part, {}).get(one.device, 0) >= one.after:
            vector = found.setdefault(one.part, {})
            vector[one.device] = max(one.upto, vector.get(one.device, 0))
    return found


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an intent applies; what is None does not narrow it."""

    group: int | None = None
    subject: int | None = None
    class_group: int | None = None
    account: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """An opened screen: the place it shows and, per partition, what its reader had seen."""

    scope: Scope = Scope()
    context: Seen = field(default_factory=dict)
    reason: str | None = None
