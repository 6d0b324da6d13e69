"""Papers that may say a phrase, with their texts, from an index of just this corpus; no table library.

It finds somewhat more than what is asked for (other forms of the words, other signs between them); whoever
asks looks again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import tantivy

from inroad.config import Config
from inroad.errors import InroadError
from inroad.search import stored, terms
from inroad.search.analysis import registered, stems

Text = tuple[str, str | None, str | None]
"""Id, title, abstract."""


@dataclass(frozen=True)
class Saying:
    """The index of a home; asked only while it holds just the papers of the corpus."""

    config: Config

    def texts(self, phrases: Collection[str], ids: Collection[str]) -> list[Text] | None:
        """Texts of all papers that may say a phrase, and of some ids; None if there is no telling.

        Args:
            phrases: any of these.
            ids: papers that are given whatever they say.
        """
        asked = [each for phrase in phrases for each in _saying(phrase)]
        asked += [terms.one_of("id", sorted(ids))] if ids else []
        if self.searcher is None:
            return None
        try:
            with stored.guarded(stored.text_folder(self.config)):
                return _texts(self.searcher, asked)
        except InroadError:  # a damaged index hides nothing: all is read instead
            return None

    @cached_property
    def searcher(self) -> tantivy.Searcher | None:
        """None where there is no index, or none of just these papers."""
        try:
            made = stored.read(self.config)
            if made is None or made.corpus != "home" or stored.lag(self.config, made).changed:
                return None
            folder = stored.checked(self.config, made)
            with stored.guarded(folder):
                return registered(tantivy.Index.open(str(folder))).searcher()
        except InroadError:
            return None


def _texts(searcher: tantivy.Searcher, asked: Sequence[tantivy.Query]) -> list[Text]:
    if not asked:
        return []
    every = max(1, searcher.num_docs)
    found = searcher.search(terms.preferring([terms.any_of(asked)], None), every, count=False)
    papers = [searcher.doc(at) for _, at in found.hits]
    return [
        (str(each.get_first("id")), each.get_first("title"), each.get_first("abstract")) for each in papers
    ]


def _saying(phrase: str) -> list[tantivy.Query]:
    """Papers with the words of a phrase in a row, the last in singular or plural."""
    words = re.findall(r"[^\W_]+", phrase.lower())
    if not words:
        return []
    single = words[-1] if words[-1].endswith("ss") else words[-1].removesuffix("s")
    ends = {word for form in (words[-1], single, f"{single}s", f"{single}es") for word in stems(form)}
    before = [term for word in words[:-1] for term in stems(word)]
    return [terms.phrase(field, [*before, end]) for field in terms.PROSE_FIELDS for end in sorted(ends)]
