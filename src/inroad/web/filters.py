"""A query taken apart for a form, and put together again: words, and the demands that people set most."""

from __future__ import annotations

from dataclasses import dataclass

from inroad.query import Field, Node, Query, parse
from inroad.query.tree import written


@dataclass(frozen=True, slots=True)
class Filters:
    """A query as a form shows it; what has no field of its own stays among the words."""

    words: str = ""
    after: str = ""
    before: str = ""
    cat: str = ""
    code: bool = False

    @property
    def query(self) -> str:
        """The query that the form stands for.

        Raises:
            InputError: the words or a field cannot be read.
        """
        named = (("after", self.after), ("before", self.before), ("cat", self.cat))
        demands = [Field(name, value.strip()) for name, value in named if value.strip()]
        demands += [Field("has", "code")] if self.code else []
        words = parse(self.words).parts if self.words.strip() else ()
        return parse(Query((*words, *demands)).text).text


def apart(query: str) -> Filters:
    """The form that stands for a query.

    Raises:
        InputError: the query cannot be read.
    """
    fields, left = dict[str, str](), list[Node]()
    for part in parse(query).parts:
        if isinstance(part, Field) and part.name in _OWN and part.name not in fields:
            fields[part.name] = part.value
        else:
            left.append(part)
    days = fields.get("after", ""), fields.get("before", "")
    return Filters(" ".join(map(written, left)), *days, fields.get("cat", ""), "has" in fields)


_OWN = ("after", "before", "cat", "has")
