"""All papers as points on a plane: those about the same lie together, and areas have names.

``near`` finds neighbours, ``layout`` turns them into places, ``areas`` and ``labels`` say what lies where;
these are pure.  ``build`` brings the map of a home up to date, ``open`` opens it, or the bundled one.
"""

from __future__ import annotations

from inroad.search.map.open import open_map
from inroad.search.map.stored import Map

__all__ = ["Map", "open_map"]
