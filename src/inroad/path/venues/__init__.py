"""Where a field publishes, by when, and where first papers are taken."""
