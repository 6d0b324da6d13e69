"""From text to a tree, by recursive descent: one function a rule of the grammar.

    query  = sides
    sides  = beside { "OR" beside }
    beside = chain { chain }
    chain  = item { "AND" item }
    item   = ( "-" | "NOT" ) item | "(" sides ")" | phrase | field | word

Brackets only group: without OR inside they change nothing among parts that stand side by side.  What is
merely untidy is mended with a note (a quote or bracket without its other half); what cannot be meant is
a :class:`~inroad.errors.QueryError` that points at the character.
"""

from __future__ import annotations

from difflib import get_close_matches

from inroad.errors import QueryError
from inroad.query.tokens import QUOTES, SAME, Token, normal, tokens
from inroad.query.tree import FIELDS, All, Any, Field, Node, Not, Phrase, Query, Word
from inroad.query.values import checked, refusal, says

LONGEST = 200_000
"""Characters of a query; a paper's abstract has two thousand."""
DEEPEST = 40
"""Brackets within brackets."""


def parse(text: str) -> Query:
    """Read a query.

    Raises:
        QueryError: it cannot be meant; its position counts characters of :func:`normal` text.
    """
    plain = normal(text[: LONGEST + 1])
    if len(plain) > LONGEST:
        raise QueryError(f"the query has more than {LONGEST:,} characters", "use fewer", plain, LONGEST)
    return _Parser(plain).query()


class _Parser:
    """Reads one text; ``notes`` gathers what was mended."""

    def __init__(self, text: str) -> None:
        self.text, self.notes = text, list[str]()
        self._tokens = list(tokens(text))
        self._next = 0

    def query(self) -> Query:
        parts = self.sides(0)
        if not parts:
            raise QueryError(
                "the query has no word to search for", "type one, for example: lora", self.text, 0
            )
        return Query(tuple(parts), tuple(dict.fromkeys(self.notes)))

    # -- the grammar --------------------------------------------------------------------------------

    def sides(self, depth: int) -> list[Node]:
        found = [self.beside(depth)]
        while operator := self._taken("OR"):
            found.append(self._needed(operator, found[-1], self.beside(depth)))
        return found[0] if len(found) == 1 else [Any(tuple(map(_one, found)))]

    def beside(self, depth: int) -> list[Node]:
        parts: list[Node] = []
        while (token := self._peek()) and token.operator != "OR":
            if token.kind != "close":
                parts += self.chain(depth)
            elif depth:
                break
            else:
                self._mended(self._read(), "closes nothing and is passed over")
        return parts

    def chain(self, depth: int) -> list[Node]:
        found = [self.item(depth)]
        while operator := self._taken("AND"):
            found.append(self._needed(operator, found[-1], self.item(depth)))
        return found[0] if len(found) == 1 else [All(tuple(map(_one, found)))]

    def item(self, depth: int) -> list[Node]:
        token = self._peek()
        if token is None or token.kind == "close" or token.operator in ("AND", "OR"):
            return []
        if depth > DEEPEST:
            raise QueryError("brackets and NOT are nested too deeply", "use fewer", self.text, token.at)
        self._read()
        if token.kind == "minus" or token.operator == "NOT":
            return self.excluded(token, depth)
        return self.group(token, depth) if token.kind == "open" else self.single(token)

    def excluded(self, token: Token, depth: int) -> list[Node]:
        following = self._peek()
        if token.kind == "minus" and following and following.kind == "word":  # "-OR" excludes a word
            parts = self.single(self._read())
        else:
            parts = self.item(depth + 1)
        if not parts and token.kind == "word":
            self._needed(token, parts, parts)
        return [Not(_one(parts))] if parts else []

    def group(self, opening: Token, depth: int) -> list[Node]:
        parts = self.sides(depth + 1)
        if self._peek():
            self._read()
        else:
            self._mended(opening, "is not closed and reaches to the end")
        return parts

    def single(self, token: Token) -> list[Node]:
        if token.kind == "field":
            return [self.field(token)]
        said = self._unquoted(token) if token.kind == "phrase" else token.text
        if not says(said):
            return []
        return [Phrase(said) if token.kind == "phrase" else self.word(token)]

    def word(self, token: Token) -> Word:
        name, colon, value = token.text.partition(":")
        if colon and value and (near := get_close_matches(name.lower(), FIELDS, 1, 0.75)):
            self.notes.append(f"{name}: is no field and is read as a word; did you mean {near[0]}:?")
        return Word(token.text)

    def field(self, token: Token) -> Field:
        name, _, rest = token.text.partition(":")
        at = token.at + len(token.text) - len(rest.lstrip())
        value = Token("phrase" if rest.lstrip()[:1] in {*QUOTES} else "word", rest.strip(), at)
        said = self._unquoted(value) if value.text and value.kind == "phrase" else value.text
        name = SAME.get(name.lower(), name.lower())
        value_of = checked(name, said)
        if value_of is None:
            raise QueryError(*refusal(name), self.text, at)
        return Field(name, value_of)

    # -- tokens -------------------------------------------------------------------------------------

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _read(self) -> Token:
        self._next += 1
        return self._tokens[self._next - 1]

    def _taken(self, operator: str) -> Token | None:
        token = self._peek()
        return self._read() if token and token.operator == operator else None

    def _needed(self, operator: Token, left: list[Node], right: list[Node]) -> list[Node]:
        if left and right:
            return right
        lacks = "needs something behind it" if operator.text == "NOT" else "needs something on both sides"
        remedy = f'add a word, or write "{operator.text}" in quotes to search for it'
        raise QueryError(f"{operator.text} {lacks}", remedy, self.text, operator.at)

    def _unquoted(self, token: Token) -> str:
        closed = len(token.text) > 1 and token.text[-1] in QUOTES
        if not closed:
            self._mended(token, "is not closed and reaches to the end")
        return " ".join(token.text[1 : -1 if closed else None].split())

    def _mended(self, token: Token, what: str) -> None:
        kind = "quote" if token.kind == "phrase" else "bracket"
        self.notes.append(f"the {kind} at character {token.at + 1} {what}")


def _one(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else All(tuple(parts))
