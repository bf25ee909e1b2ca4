"""What all tests share: no screen is needed, and chance is the same every day."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")
