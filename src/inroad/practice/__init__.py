"""Practice: build it from memory, have it checked by number, come back until it stays."""
