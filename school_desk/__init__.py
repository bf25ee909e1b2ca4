"""School Desk: the class register of a rural school, kept on its own PC."""

__version__ = "0.1.0"
