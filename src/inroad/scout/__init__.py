"""The main job: from a query to a report on the state of a field, and from a name to one on a method.

Reads the atlas, asks its pure functions, and puts their answers into the records of :mod:`inroad.types`.
``report`` is the table of contents of the report on a field; each of its parts is a file of that name, and
what several parts need is worked out once, in ``matter``.  ``portrait`` is the report on one method.
"""

from inroad.scout.portrait import descent, first_known, method, prepares
from inroad.scout.report import scout, scout_with_methods

__all__ = ["descent", "first_known", "method", "prepares", "scout", "scout_with_methods"]
