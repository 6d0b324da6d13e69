"""The query language: one grammar for the command line, the page and Python; docs/query.md explains it.

Pure: from text to a tree and back.  What a query finds is the business of :mod:`inroad.search`.
"""

from inroad.query.parser import parse
from inroad.query.tree import All, Any, Field, Node, Not, Phrase, Query, Word

__all__ = ["All", "Any", "Field", "Node", "Not", "Phrase", "Query", "Word", "parse"]
