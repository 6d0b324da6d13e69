"""What a query demands, as what is asked of the index: one method a kind of node."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tantivy import Query as Asked

from inroad.corpus.id_text import split_arxiv
from inroad.query import All, Any, Field, Node, Not, Phrase, Word
from inroad.search import terms
from inroad.search.analysis import parts_of_name, stems
from inroad.search.known import Known
from inroad.search.names import Named
from inroad.search.spelling import near_words
from inroad.search.wishes import Wish
from inroad.search.words import means, ways
from inroad.types import Correction


@dataclass
class Demands:
    """Reads demands; gathers what the user should be told."""

    known: Known
    until: str | None = None
    """ISO day: methods are those known by then."""
    notes: list[str] = field(default_factory=list)
    corrected: list[Correction] = field(default_factory=list)

    def asked(self, node: Node) -> Asked:
        """Papers that meet one part of the query."""
        match node:
            case Word(text):
                return self._word(text)
            case Phrase(text):
                return terms.any_of([terms.in_prose(text), terms.by_author(text)])
            case Field(name, value):
                return self._field(name, value)
            case Not(part):
                return terms.but(self.asked(part))
            case All(parts):
                return terms.all_of(map(self.asked, parts))
            case Any(parts):
                return terms.any_of(map(self.asked, parts))

    def _word(self, text: str) -> Asked:
        if found := split_arxiv(text):
            return terms.term("id", found[0])
        wish = Wish(text, tuple(stems(text)))
        named = self.called(text)[:1] if wish.terms else []
        meant = (each for each in named if means([wish], each, self.known))
        return terms.any_of([*ways(wish), *(terms.naming(each, self.known.unread) for each in meant)])

    def _field(self, name: str, value: str) -> Asked:
        match name:
            case "title" | "abstract":
                return terms.in_prose(value, (name,))
            case "author":
                return self._author(value)
            case "cat":
                return terms.term("cat", value.lower())
            case "venue":
                return terms.at_venue(value)
            case "method":
                return self._method(value)
            case "year":
                return terms.term("when", value)
            case "has":
                return terms.with_code()
        day = dt.date.fromisoformat(value)
        return terms.days(day, None) if name == "after" else terms.days(None, day - dt.timedelta(days=1))

    def _author(self, value: str) -> Asked:
        unknown = [each for each in parts_of_name(value) if not self.known.frequency("author", each)]
        made, name = [terms.by_author(value)], value.lower()
        for part in unknown:
            near = near_words(part, 0, self.known.authors)
            made += [terms.by_author(name.replace(part, each)) for each in near]
            self.corrected += [Correction(part, near)] if near else []
        return terms.any_of(made)

    def called(self, value: str) -> list[Named]:
        """Methods of a name, those meant first."""
        return self.known.names.called(value, self.until)

    def _method(self, value: str) -> Asked:
        named = self.called(value)
        if not named:
            self.notes.append(
                f"the atlas knows no method called {value}; papers that have the words were taken"
            )
            return terms.in_prose(value)
        if len(named) > 1:
            others = ", ".join(f"method:{each.exact}" for each in named[1:5])
            self.notes.append(
                f"{value} names {len(named)} things; {named[0].exact} was taken, the likeliest ({others})"
            )
        return terms.naming(named[0], self.known.unread)
