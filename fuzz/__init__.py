"""Fuzzing: every parser of foreign text or bytes as one function, driven by Atheris and by Hypothesis alike.

A parser is a file in ``fuzz/parsers/``.  See ``docs/security.md`` for what was found with which runs.
"""
