"""Journeys sit down at the same window as the tests of the window."""

from tests.ui.conftest import opened, theme

__all__ = ["opened", "theme"]
