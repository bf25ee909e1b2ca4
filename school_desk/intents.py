"""What a person means to do, where, and what that person had seen when the form was opened."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Vector = Mapping[bytes, int]
"""Per other device: the last sequence number seen of one partition."""

Seen = Mapping[str, Vector]
"""What a screen had seen, by partition."""


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
