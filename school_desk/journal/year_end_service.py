"""What the end of a school year asks of the register: pages still open, what the council decided."""
