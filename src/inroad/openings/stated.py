"""What papers state and leave open, and nobody has taken since as far as this corpus tells.

A statement of the last months is kept only when its own paper does not remove it, and a search of later
papers, under the statement's words and under all aliases of the names in it, finds none that proposes
something for it. What came nearest is shown with its score.  What is left is given with the probability
that it is an opening (``chance``), told by the sentence and by all later proposals that lie near; whoever
ranks leaves the less likely ones out.  Needs the texts of the corpus: from the starter nothing can be told.
Without vectors only words refute, and no probability is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice

import polars as pl

from inroad.atlas import describe
from inroad.atlas.describe import Row
from inroad.atlas.field import Field
from inroad.atlas.open import Atlas
from inroad.atlas.parts import introduced_in, mentions_in, mentions_of, methods_at, papers_at
from inroad.atlas.schema import FIELDS, ROLES
from inroad.figures import number
from inroad.openings import stated_words as telling
from inroad.openings.alike import Alike
from inroad.openings.chance import NEAR, Gap, Taking, at_best, chance, crowd, gap, least
from inroad.openings.effort import estimate
from inroad.openings.solved import reports, solved, tells_failing
from inroad.openings.stated_words import Statement
from inroad.openings.taken import Asked, Near, Searched, content_words
from inroad.signals.seen import Signals
from inroad.types import Chance, Evidence, Opening, Refutation

RECENT = dt.timedelta(days=180)
"""Of statements older than a year that survived the search, six in ten were found taken all the same."""
BLIND = dt.timedelta(days=60)
"""So far back where there are no vectors."""
TAKEN, TWICE_TAKEN = 0.27, 0.25
"""A later paper that proposes something and comes so near has taken it; so have two that come nearly so near.

Set on 200 openings that were judged by reading (tests/gold/stated_openings.json, dev).
"""
SURELY_TAKEN = 0.35
"""The same for one paper where vectors tell, too: openings between both limits were right as often as others
of the same chance (dev 5)."""
CROWDED = 1
"""With so many later papers that introduce a method and name what the paper introduced, it is taken too."""
_POOL, _READ = 3, 8
"""So many times as many statements are searched, and read, as are asked for."""
_OUTSIDE = 20
"""Later papers from outside of the field that are searched for each statement, by title."""
_NEAREST, _SHOWN = 12, 3
_FEWEST_WORDS = 4
_MAKES = tuple(ROLES.index(kind) for kind in ("method", "model"))
_DATA = tuple(ROLES.index(kind) for kind in ("dataset", "benchmark"))
_PROPOSES = (
    r"(?i)\b(?:we|paper|work|study) (?:\w+ ){0,3}?(?:propos|introduc|present|develop|design|devis|formulat)"
)


def find(field: Field, signals: Signals, most: int) -> list[Opening]:
    """Statements of the field's papers that are still open, best first; none without texts.

    Args:
        field: where to look.
        signals: not used: what is open is told by papers alone.
        most: how many at most.
    """
    search = Search(field, most, least())
    return search.openings() if search.possible else []


class Search:
    """One run of the finder; everything is read once and for the few papers that need it."""

    def __init__(self, field: Field, most: int, least: float):
        self.field, self.atlas, self.most, self.least = field, field.atlas, most, least
        until = self.atlas.coverage().until
        self.until = until or dt.date.min
        self.possible = bool(most > 0 and until and self.atlas.texts and self.atlas.stated is not None)

    def openings(self) -> list[Opening]:
        """Openings, best first."""
        if not self.statements:
            return []
        found = []
        for at, near in enumerate(self._nearest()):
            statement, taking = self.statements[at], self.taking(at)
            takers = sorted((one.score for one in near if one.paper in self.proposing), reverse=True)
            if taking is None and self._days(statement) >= BLIND.days:
                continue
            if not self._taken(statement, takers, seeing=taking is not None):
                told = None if taking is None else chance(statement.gap, taking)
                found.append(self._opening(statement, near, max(takers, default=0.0), told))
        return sorted(found, key=lambda one: (-one.score, one.opening_id))[: self.most]

    def taking(self, at: int) -> Taking | None:
        """What later papers that lie near tell of a statement; None without vectors."""
        one = self.statements[at]
        near = self.alike.nearest.get(one.paper["paper_id"])
        if near is None:
            return None
        proposals = {paper: cosine for paper, cosine in near if cosine >= NEAR and paper in self.proposing}
        held = self._index.most_held(at, sorted(proposals))
        return Taking(crowd(proposals.values()), held, self._days(one))

    def _days(self, one: Statement) -> int:
        return int((self.until - one.paper["date"]).days)

    def _taken(self, statement: Statement, takers: Sequence[float], *, seeing: bool) -> bool:
        crowded = len(statement.users) >= CROWDED or self.alike.crowded(statement.paper["paper_id"])
        limits = (SURELY_TAKEN,) if seeing else (TAKEN, TWICE_TAKEN)
        near = any(score >= limit for score, limit in zip(takers, limits, strict=False))
        return crowded or near

    # -- statements -----------------------------------------------------------------------------------

    @cached_property
    def _rows(self) -> pl.DataFrame:
        """STATED of the field's recent papers, the surest and latest first, at most one a paper."""
        assert self.atlas.stated is not None
        papers = self.field.papers.select("paper", "paper_id", "title", "date", "code", "survey")
        back = BLIND if self.atlas.said is None else RECENT
        recent = papers.filter(pl.col("date") > self.until - back)
        rows = self.atlas.stated.join(recent, on="paper", maintain_order="left")
        age = (pl.lit(self.until) - pl.col("date")).dt.total_days() / BLIND.days
        ranked = rows.with_columns(rank=(pl.col("confidence") - 0.3 * age).round(6))
        best = ranked.sort("rank", "paper", "start", descending=[True, False, False])
        return best.unique("paper", keep="first", maintain_order=True).head(_READ * self.most)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Those with enough words to search for."""
        texts = _texts(self.atlas, self._rows["paper_id"])
        made = (self._statement(row, texts.get(row["paper_id"])) for row in self._rows.iter_rows(named=True))
        fit = (one for one in made if one and len(one.asked.words) >= _FEWEST_WORDS)
        return tuple(islice(fit, _POOL * self.most))

    def _statement(self, row: Row, abstract: str | None) -> Statement | None:
        if not abstract or row["end"] > len(abstract) or _is_idle(abstract, row["start"], row["end"]):
            return None
        own = self._own.get(row["paper"], [])
        signs = self._gap(row, abstract)
        if self.atlas.said is not None and at_best(signs, (self.until - row["date"]).days) < self.least:
            return None
        namers = sorted(
            {paper for number, _, _ in own for paper in self._named(number) if paper > row["paper"]}
        )
        return Statement(
            row,
            row,
            abstract,
            self._asked(row, abstract[row["start"] : row["end"]]),
            tuple(name for _, name, _ in own),
            any(kind in _DATA for _, _, kind in own),
            tuple(paper for paper in namers if paper in self._makers),
            len(namers),
            estimate(row["title"], abstract),
            signs,
        )

    def _gap(self, row: Row, abstract: str) -> Gap:
        kinds = {kind for _, _, kind in self._own.get(row["paper"], ())}
        sentence = abstract[row["start"] : row["end"]]
        return gap(sentence, row["title"], data=bool(kinds & set(_DATA)), method=bool(kinds & set(_MAKES)))

    def _asked(self, row: Row, sentence: str) -> Asked:
        own = {number for number, _, _ in self._own.get(row["paper"], ())}
        names = {
            name: frozenset(self._named(number))
            for number, name in self._inside.get((row["paper"], row["sentence"]), ())
            if number not in own and name not in _EVERYBODYS
        }
        rare = {name: papers for name, papers in names.items() if len(papers) < 0.02 * self.atlas.size}
        spoken = set().union(*(content_words(name) for name in names)) if names else set()
        words = tuple(word for word in content_words(sentence) if word not in spoken)
        topic = tuple(word for word in content_words(row["title"]) if word not in words)
        return Asked(row["paper"], words, topic, rare)

    # -- names ----------------------------------------------------------------------------------------

    @cached_property
    def _own(self) -> dict[int, list[tuple[int, str, int]]]:
        """Paper -> number, name and kind of the methods it introduces, data first."""
        mine = introduced_in(self.atlas, self._rows["paper"])
        ordered = mine.sort(
            "introduced_by", pl.col("kind").is_in(_DATA), "method", descending=[False, True, False]
        )
        found: dict[int, list[tuple[int, str, int]]] = {}
        for row in ordered.select("introduced_by", "method", "name", "kind").iter_rows():
            found.setdefault(row[0], []).append(row[1:])
        return found

    @cached_property
    def _inside(self) -> dict[tuple[int, int], list[tuple[int, str]]]:
        """Paper and sentence of the abstract -> number and name of the methods named there."""
        keys = self._rows.select("paper", "sentence")
        every = mentions_in(self.atlas, keys["paper"])
        mentions = every.filter(pl.col("field") == FIELDS.index("abstract"))
        rows = mentions.join(keys, on=["paper", "sentence"], how="semi").unique(
            ["paper", "sentence", "method"]
        )
        named = rows.join(methods_at(self.atlas, rows["method"]).select("method", "name"), on="method")
        named = named.sort("paper", "method")
        found: dict[tuple[int, int], list[tuple[int, str]]] = {}
        for paper, sentence, method, name in named.select("paper", "sentence", "method", "name").iter_rows():
            found.setdefault((paper, sentence), []).append((method, name))
        return found

    @cached_property
    def _namers(self) -> dict[int, list[int]]:
        """Method -> papers that name it, for all methods that matter here."""
        numbers = {number for each in self._own.values() for number, _, _ in each}
        numbers |= {number for each in self._inside.values() for number, _ in each}
        pairs = mentions_of(self.atlas, sorted(numbers))
        grouped = pairs.group_by("method").agg(pl.col("paper").unique().sort())
        return dict(grouped.iter_rows())

    def _named(self, method: int) -> list[int]:
        return self._namers.get(method, [])

    @cached_property
    def _makers(self) -> frozenset[int]:
        """Papers that introduce a method or model, of those that name what a statement's paper does."""
        namers = {
            paper for own in self._own.values() for number, _, _ in own for paper in self._named(number)
        }
        own = introduced_in(self.atlas, sorted(namers), ["kind", "introduced_by"])
        return frozenset(own.filter(pl.col("kind").is_in(_MAKES))["introduced_by"])

    # -- the search -----------------------------------------------------------------------------------

    @cached_property
    def alike(self) -> Alike:
        """Later papers that are about the same as those that state something."""
        return Alike(self.atlas, [(one.asked.paper, one.paper["paper_id"]) for one in self.statements])

    @cached_property
    def _searched(self) -> pl.DataFrame:
        """paper, title, abstract: later papers of the field, and all others whose titles come near."""
        asked = [one.asked for one in self.statements]
        first = min((one.paper for one in asked), default=0)
        numbers = pl.int_range(first + 1, max(self.atlas.size, first + 1), dtype=pl.UInt32, eager=True)
        later = papers_at(self.atlas, numbers, ["paper", "title"])
        by_title = later.with_columns(abstract=pl.lit(None, pl.String))
        near = {one.paper for each in Searched(asked, by_title).nearest(_OUTSIDE) for one in each}
        near |= {paper for one in self.statements for paper in one.users[-_OUTSIDE:]}
        near |= self.alike.papers
        inside = self.field.papers["paper"]
        wanted = later.filter(pl.col("paper").is_in(inside.implode()) | pl.col("paper").is_in(sorted(near)))
        ids = papers_at(self.atlas, wanted["paper"], ["paper", "paper_id"])
        texts = self.atlas.texts_of(ids["paper_id"]).select("paper_id", "abstract")
        joined = wanted.join(ids, on="paper", maintain_order="left").join(
            texts, on="paper_id", how="left", maintain_order="left"
        )
        return joined.select("paper", "title", "abstract")

    @cached_property
    def _index(self) -> Searched:
        return Searched([one.asked for one in self.statements], self._searched)

    def _nearest(self) -> list[list[Near]]:
        return self._index.nearest(_NEAREST)

    @cached_property
    def proposing(self) -> frozenset[int]:
        """Searched papers that propose a way, and not only data or an overview."""
        said = self._searched.filter(pl.col("abstract").str.contains(_PROPOSES).fill_null(False))["paper"]
        made = introduced_in(self.atlas, self._searched["paper"], ["kind", "introduced_by"])
        makers = frozenset(made.filter(pl.col("kind").is_in(_MAKES))["introduced_by"])
        data = frozenset(made.filter(pl.col("kind").is_in(_DATA))["introduced_by"])
        papers = papers_at(self.atlas, self._searched["paper"], ["paper", "survey"])
        surveys = papers.filter(pl.col("survey").fill_null(False))
        return (frozenset(said) | makers) - (data - makers) - frozenset(surveys["paper"])

    # -- openings -------------------------------------------------------------------------------------

    def _opening(self, one: Statement, near: Sequence[Near], taken: float, chance: Chance | None) -> Opening:
        quoted = Evidence(
            one.paper["paper_id"],
            one.paper["title"],
            one.paper["date"],
            "abstract",
            one.row["start"],
            one.row["end"],
            one.row["sentence"],
            one.sentence,
            note=f"states {telling.kind(one)}",
        )
        subject = telling.subject(one, self._index.worth)
        return Opening(
            opening_id=f"stated:{one.paper['paper_id']}:{one.row['start']}",
            kind="stated",
            title=telling.title(one, subject),
            why=f"its abstract states {telling.kind(one)} that it does not remove: “{telling.quote(one)}”; "
            f"none of the {number(self._searched.height)} later papers searched proposes a way",
            obstacle=telling.obstacle(one),
            parts=telling.parts(one, taken, chance, self._days(one), BLIND.days),
            effort=one.effort,
            steps=telling.steps(one, subject),
            refutation=self._refutation(one, near),
            wrong_if="a later paper, here or outside of this corpus, reports a way that removes what "
            "the sentence "
            "states, on the same data or on harder ones",
            evidence=(quoted,),
            paper_id=one.paper["paper_id"],
            url=telling.url(one.paper["paper_id"]),
            chance=chance,
            unknown=("papers that this corpus does not hold, and full texts, were not searched",),
        )

    def _refutation(self, one: Statement, near: Sequence[Near]) -> Refutation:
        papers = self._papers_by_number
        shown = [
            describe.paper(
                papers[each.paper],
                f"holds {each.score:.0%} of what was searched for; "
                + ("proposes something" if each.paper in self.proposing else "proposes nothing"),
            )
            for each in near[:_SHOWN]
        ]
        looked = (
            f"{number(self._searched.height)} papers after {one.paper['date']}, up to {self.until}: all of "
            "the field, and those of others whose titles come near; titles and abstracts"
        )
        found = f"nearest: {telling.short(shown[0].title or '')}" if shown else "nothing near"
        words = (*one.asked.names, *self._aliases(one), *one.asked.words)
        return Refutation(tuple(dict.fromkeys(words)), looked, found, tuple(shown))

    def _aliases(self, one: Statement) -> list[str]:
        return list(one.own)

    @cached_property
    def _papers_by_number(self) -> Mapping[int, Row]:
        rows = papers_at(self.atlas, self._searched["paper"])
        return {
            row["paper"]: row
            for row in rows.select("paper", "paper_id", "title", "date").iter_rows(named=True)
        }


_EVERYBODYS = frozenset(("LLM", "LLMs", "VLM", "MLLM", "LVLM", "AI", "GPT", "NLP", "RL"))


def _is_idle(abstract: str, start: int, end: int) -> bool:
    """Whether a statement leaves nothing to do: the paper itself has a way, or nothing is said to fail."""
    sentence = abstract[start:end]
    return not tells_failing(sentence) or reports(sentence) or solved(abstract, start, end)


def _texts(atlas: Atlas, ids: pl.Series) -> dict[str, str | None]:
    return dict(atlas.texts_of(ids).select("paper_id", "abstract").iter_rows())
