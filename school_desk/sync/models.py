"""The chances a batch begins with: learnt once from an invented school, kept in a numbered file."""

from functools import cache
from importlib.resources import files

from school_desk.sync.range_coder import UNKNOWN, Model

PRESET = 1
"""Number of the file of chances that new batches are written with. A file is never changed."""
Name = tuple[str | int, ...]
"""What is decided, and where: purpose, table, field, place."""
MOST_MODELS = 1 << 12
"""More different places than any program has; beyond, decisions share the models of no place."""


class Models:
    """The models of one batch, each begun from the preset at its first use."""

    def __init__(self, preset: int = PRESET) -> None:
        self._preset = chances(preset)
        self.used: dict[Name, Model] = {}

    def get(self, size: int, *name: str | int) -> Model:
        """The model of a name."""
        found = self.used.get(name)
        if found is None:
            if len(self.used) >= MOST_MODELS:
                return [UNKNOWN] * size
            found = self.used[name] = [UNKNOWN] * size
            for node, state in self._preset.get(name, {}).items():
                found[node] = state
        return found


@cache
def chances(preset: int) -> dict[Name, dict[int, int]]:
    """The states of a preset file: a line is a name, then node, chance and how sure, repeated.

    Raises:
        FileNotFoundError: there is no such preset in this version of the program.
    """
    if not preset:
        return {}
    place = files("school_desk.sync") / "presets" / f"{preset}.txt"
    found: dict[Name, dict[int, int]] = {}
    for line in place.read_text("ascii").splitlines():
        name, _, states = line.partition(":")
        purpose, *numbers = name.split()
        given = [int(one) for one in states.split()]
        triples = zip(given[::3], given[1::3], given[2::3], strict=True)
        found[purpose, *map(int, numbers)] = {
            node: chance << 8 | asked for node, chance, asked in triples
        }
    return found


@cache
def sample(preset: int) -> bytes:
    """The text that the model of texts has read before it reads the first of a batch."""
    if not preset:
        return b""
    return (files("school_desk.sync") / "presets" / f"{preset}.sample.txt").read_bytes()


def known_preset(preset: int) -> bool:
    """Whether this version of the program has the preset."""
    return 0 <= preset <= PRESET
