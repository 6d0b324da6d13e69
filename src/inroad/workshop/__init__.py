"""Doing the work: claims of papers checked by runs."""
