"""What the window remembers of one person between runs: sizes, row height, the last place."""

from pathlib import Path

from school_desk.settings import keep, load_settings, with_place


class PersonMemory:
    """The settings of one account, read and written as they change."""

    def __init__(self, path: Path, account: int) -> None:
        self._path = path
        self._account = account

    def get(self, name: str, default: str, /) -> str:
        """What was kept under this name."""
        kept = load_settings(self._path).places.get(str(self._account), {})
        value = kept.get(name, default)
        return value if isinstance(value, str) else default

    def put(self, name: str, value: str, /) -> None:
        """Keep it."""
        settings = load_settings(self._path)
        keep(self._path, with_place(settings, self._account, **{name: value}))
