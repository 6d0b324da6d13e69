"""A file a parser; a harness is a function of bytes with ``@parser``."""
