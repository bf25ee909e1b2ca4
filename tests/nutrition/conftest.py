"""The small school of the journal's tests, for what its kitchen keeps."""

import pytest

from tests.journal.conftest import made, school, teacher
from tests.journal.small_desk import HEAD

__all__ = ("made", "school", "teacher")


@pytest.fixture
def head(school):
    with school.taken_by(HEAD) as desk:
        yield desk
