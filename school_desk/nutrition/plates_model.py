"""Plates of a class as values: in numbers and never with a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plates:
    """Of the plates that were cooked for a class: eaten, given as seconds, written off.

    `why`: what the meals officer says of a difference, with the two numbers it was said of; when
    one of them changes, nothing has been said of it yet.
    """

    eaten: int
    seconds: int = 0
    written_off: int = 0
    why: str = ""
    of_kitchen: int | None = None
    of_office: int | None = None
    id: int = 0

    @property
    def cooked(self) -> int:
        """All of them."""
        return self.eaten + self.seconds + self.written_off

    def is_explained(self, served: int) -> bool:
        """Whether somebody has said why the office has another number than the kitchen."""
        return bool(self.why) and (self.of_kitchen, self.of_office) == (self.eaten, served)


@dataclass(frozen=True, slots=True)
class PlateLine:
    """A class on the kitchen's page; `plates` None: everything as ordered."""

    class_group: int
    class_label: str
    cooked: int
    forecast: bool = False
    plates: Plates | None = None

    @property
    def shown(self) -> Plates:
        """The plates as typed, else as ordered."""
        return self.plates or Plates(self.cooked)
