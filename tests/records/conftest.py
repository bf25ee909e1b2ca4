"""The small school of the journal's tests, for what the office keeps beside the register."""

from tests.journal.conftest import made, school, teacher

__all__ = ("made", "school", "teacher")
