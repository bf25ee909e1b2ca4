"""The names of partitions: who receives a row is decided by the partition it is in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Partitions:
    """Partition names of one school and one school year. A row's partition never changes."""

    school: int
    year: str

    @property
    def admin(self) -> str:
        """Accounts, public keys, role grants."""
        return f"admin/{self.school:016x}"

    @property
    def school_wide(self) -> str:
        """Staff, timetable, class lists: names, classes, dates, nothing more."""
        return f"school/{self.school:016x}"

    @property
    def person(self) -> str:
        """Birth dates, IIN: for the office's computers."""
        return f"person/{self.school:016x}"

    @property
    def attend(self) -> str:
        """Attendance of all classes of the year; the canteen receives it, and no mark."""
        return f"attend/{self.school:016x}/{self.year}"

    @property
    def meals(self) -> str:
        """Orders, diets, prices: for the canteen, the nurse and the office."""
        return f"meals/{self.school:016x}"

    @property
    def benefit(self) -> str:
        """Who pays for whom, and why: for the office's computers, never the canteen's."""
        return f"benefit/{self.school:016x}"

    def sealed(self, compartment: str) -> str:
        """Notes of the support service or of the nurse: for the computers on which they work."""
        return f"{compartment}/{self.school:016x}"

    @staticmethod
    def own(account: int) -> str:
        """What somebody keeps for themselves alone; by the number of the key file."""
        return f"own/{account:016x}"

    @staticmethod
    def register(class_key: int) -> str:
        """Lessons and marks of a class group, which belongs to one school year."""
        return f"class/{class_key:016x}"
