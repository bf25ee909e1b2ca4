"""Inclusion: what is noted of single pupils and kept from everybody whom it does not concern."""
