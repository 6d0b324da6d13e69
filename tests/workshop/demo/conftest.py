"""The repositories are read by tests, and are none."""

collect_ignore = ["repositories"]
