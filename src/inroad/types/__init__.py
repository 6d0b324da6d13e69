"""The records that users see and rooms hand to each other.

All are frozen.  Dates are days in UTC (``datetime.date``); text positions are offsets in
characters of the corpus's stored title or abstract; ``None`` always means *unknown*, never zero.
They are imported from here; which file holds one is told by what it is about.

Names and their files stand in ``__init__.pyi`` alone.  A file is opened when one of its records is asked for:
to make all of them takes three quarters of the time of importing Polars.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
