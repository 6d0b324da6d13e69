"""Somebody else's repository, read without running any of it."""
