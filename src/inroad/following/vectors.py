"""Vectors of papers where they were trained: the feed is better with them and right without."""

from __future__ import annotations

from inroad.config import Config
from inroad.following.shelf import Vectors


def open_if_there(config: Config) -> Vectors | None:
    """The vectors of a home; None where there are none.

    Raises:
        StoreError: they are damaged or of a newer Inroad.
    """
    from inroad.search.vectors import open_vectors

    return open_vectors(config)
