"""Marks in a Django project that syncs with morango: `peers.py` runs it where morango is."""
