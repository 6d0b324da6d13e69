"""Finding papers: a text index that is derived from corpus and atlas, and what is asked of it.

:func:`open_search` opens the index of a home and answers queries; :mod:`inroad.search.build` makes it.
"""

from inroad.search.open import open_search
from inroad.search.search import Search

__all__ = ["Search", "open_search"]
