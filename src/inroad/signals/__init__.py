"""Dated observations of how methods are used in the world: kept for ever, as of any day."""
