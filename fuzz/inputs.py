"""Strategies for Hypothesis: pieces of seeds and of the format, and grammars of JSON, XML and other forms."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from fuzz.table import Parser

ODD = (
    "",
    " ",
    "0",
    "-1",
    "1e400",
    "9" * 30,
    "\x00",
    "\ufeff",
    "\u202e",
    "🙂",
    "<b>",
    "{{7*7}}",
    "%s",
    "../..",
    "\r\n",
)
"""Texts that have broken parsers before."""


def inputs(parser: Parser) -> SearchStrategy[bytes]:
    """Anything, what looks like the format, and, where there is a grammar, what has its form."""
    ways = [st.binary(max_size=200), spliced(parser.seeds, parser.words)]
    return st.one_of(*ways, *([parser.grammar()] * 2 if parser.grammar else []))


def spliced(seeds: Sequence[bytes], words: Sequence[bytes]) -> SearchStrategy[bytes]:
    """Slices of seeds, words of the format and stray bytes, one behind the other."""
    parts = [st.binary(max_size=8), st.sampled_from([text.encode() for text in ODD])]
    if seeds:
        cut = st.tuples(st.sampled_from(seeds), st.integers(0, 400), st.integers(0, 2000))
        parts.append(cut.map(lambda told: told[0][told[1] % (len(told[0]) + 1) :][: told[2]]))
        parts.append(st.sampled_from(seeds))
    if words:
        parts.append(st.sampled_from(words))
    return st.lists(st.one_of(*parts), max_size=8).map(b"".join)


def texts() -> SearchStrategy[str]:
    """Short texts, odd ones among them."""
    return st.one_of(st.sampled_from(ODD), st.text(max_size=20))


def json_of(keys: str, values: Sequence[object] = ()) -> Callable[[], SearchStrategy[bytes]]:
    """JSON whose objects have some of these keys, with values of every type."""
    names, known = keys.split(), list(values)

    def made() -> SearchStrategy[bytes]:
        leaf = st.one_of(
            st.none(),
            st.booleans(),
            st.integers(),
            st.floats(),
            texts(),
            *([st.sampled_from(known)] * bool(known)),
        )
        key = st.one_of(st.sampled_from(names), st.text(max_size=3))
        tree: SearchStrategy[Any] = st.recursive(
            leaf,
            lambda inner: st.lists(inner, max_size=4) | st.dictionaries(key, inner, max_size=8),
            max_leaves=25,
        )
        whole = st.dictionaries(st.sampled_from(names), tree, max_size=len(names))
        return st.one_of(whole, st.lists(whole, max_size=3), tree).map(
            lambda value: json.dumps(value).encode()
        )

    return made


def xml_of(before: str, tags: str, after: str) -> Callable[[], SearchStrategy[bytes]]:
    """XML elements with some of these tags between a beginning and an end."""
    names = tags.split()

    def made() -> SearchStrategy[bytes]:
        leaf = texts().map(escape)
        tree = st.recursive(
            leaf,
            lambda inner: st.tuples(st.sampled_from(names), st.lists(inner, max_size=4)).map(
                lambda told: f"<{told[0]}>{''.join(told[1])}</{told[0].split()[0]}>"
            ),
            max_leaves=20,
        )
        return st.lists(tree, max_size=4).map(
            lambda parts: (before + "".join(parts) + after).encode("utf-8", "replace")
        )

    return made


def lines_of(*forms: str) -> Callable[[], SearchStrategy[bytes]]:
    """Lines made of these forms, ``{}`` filled with odd texts."""

    def made() -> SearchStrategy[bytes]:
        line = st.tuples(st.sampled_from(forms), texts(), texts()).map(
            lambda told: told[0].replace("{}", told[1], 1).replace("{}", told[2])
        )
        return st.lists(line, max_size=8).map(lambda rows: "\n".join(rows).encode("utf-8", "replace"))

    return made
