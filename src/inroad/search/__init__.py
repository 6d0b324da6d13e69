"""Finding papers: a text index that is derived from corpus and atlas, and what is asked of it.

:func:`open_search` opens the index of a home and answers queries; :mod:`inroad.search.build` makes it.  Both
names are opened when they are asked for: who needs only a part of this room does not pay for all of it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
