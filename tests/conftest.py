"""What all tests share: no screen is needed, and chance is the same every day."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")


@pytest.fixture(scope="module", autouse=True)
def _rubbish_is_collected_between_modules() -> Iterator[None]:
    """Widgets that only a cycle holds die here, on the screen's thread, not in any other.

    See `school_desk/ui/collecting.py`: the program does the same.
    """
    gc.disable()
    yield
    gc.collect()
