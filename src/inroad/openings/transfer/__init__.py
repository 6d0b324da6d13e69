"""Transfer: a method and a task that no paper joins yet although their neighbours are joined."""
