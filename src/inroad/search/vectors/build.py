"""Bring the vectors of a home up to date with its corpus: learn, or only add; in one step that can go on.

A full build learns from every paper that has an abstract and can be cut short at any time: every few seconds
it keeps where it is.  A later one with new papers leaves all that was learnt as it is.  It learns vectors for
the terms that are new, from the new papers alone, and encodes these: a month costs seconds, and the vectors
of the papers before stay as they were, byte for byte.  Only when the corpus has grown by a quarter is all
learnt again.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np
import polars as pl

from inroad.config import Config
from inroad.corpus import store as corpus
from inroad.errors import Damaged, NoAtlas
from inroad.search.vectors.arrays import ArrayStore
from inroad.search.vectors.ask import ARRAYS, FRONT, UNDATED, Vectors, open_vectors, vector_store
from inroad.search.vectors.bags import Codes, Floats, Halves, Longs, Octets, Read, Whole, places, read
from inroad.search.vectors.encode import encode, turned
from inroad.search.vectors.train import Settings, State, Texts, advance, beginning, steps

Progress = Callable[[str, int, int | None], None]
"""Called with a stage's name, how much is done, and of how much (None if not known)."""

LEAST = 5
"""A term in fewer papers gets no vector: nothing can be learnt of it."""
GROWN = 1.25
"""So many times the papers that were learnt from: learn all again."""
_KEEP = 200
"""Steps between two checkpoints."""
_CHECKPOINT = "training.npz"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    papers: int
    encoded: int
    """Papers that are new or have changed."""
    learnt_from: int
    """Papers from which vectors of terms were learnt now; 0: what was known was enough."""
    terms: int


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a corpus in the order of their ids, and what of them is known already."""

    table: pl.DataFrame
    marks: Codes

    def __len__(self) -> int:
        return self.table.height


def build(
    config: Config,
    *,
    full: bool = False,
    progress: Progress = lambda *_: None,
    papers: pl.DataFrame | None = None,
    settings: Settings | None = None,
) -> Built:
    """Bring the vectors of a home up to date.

    Args:
        config: the home.
        full: learn from all papers again.
        progress: told how far it is.
        papers: paper_id, title, abstract and date of all papers, if they are at hand.
        settings: how to learn.

    Raises:
        NoAtlas: no paper here has an abstract to learn from.
        Locked: another process is building.
    """
    store = vector_store(config)
    with store.lock():
        now = marked(corpus.read(config).select(COLUMNS).collect() if papers is None else papers)
        old = _kept(config, now.table["abstract"].count())
        if full or old is None:
            return _learn(store, now, settings or Settings(), progress)
        return _add(store, old, now, settings or Settings(), progress)


COLUMNS = ("paper_id", "title", "abstract", "date")


def marked(papers: pl.DataFrame) -> Papers:
    """The papers sorted by id, each with a mark of its text."""
    table = papers.select(COLUMNS).sort("paper_id")
    texts = zip(table["title"], table["abstract"], strict=True)
    return Papers(table, np.array([_mark(title, abstract) for title, abstract in texts], dtype=np.uint64))


def _mark(title: str, abstract: str | None) -> int:
    text = f"{title}\0{abstract or ''}".encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


def _kept(config: Config, abstracts: int) -> tuple[Vectors, Codes] | None:
    """What was built before and the marks of its papers; None if all must be learnt again."""
    store = vector_store(config)
    try:
        vectors = open_vectors(config)
        if vectors is None or abstracts > GROWN * float(vectors.facts["learnt from"]):
            return None
        return vectors, np.asarray(store.open(store.manifest().arrays["marks"]))
    except Damaged:  # what a newer Inroad wrote is not touched: that error is another one
        return None


# -- learning all ---------------------------------------------------------------------------------


def _learn(store: ArrayStore, papers: Papers, settings: Settings, progress: Progress) -> Built:
    texts, codes, counts = _texts(papers.table, progress)
    whole = np.flatnonzero(papers.table["abstract"].is_not_null().to_numpy())
    if len(whole) < 2:
        raise NoAtlas(
            "vectors are learnt from abstracts, and no paper here has one",
            "run `inroad ingest PATH` or `inroad sync arxiv` first",
        )
    chosen = (
        texts if len(whole) == len(texts) else Texts(texts.titles.rows(whole), texts.abstracts.rows(whole))
    )
    key = _key(papers.marks, settings)
    state = _resumed(store, key) or beginning(counts, len(papers), settings)
    _train(store, chosen, state, settings, progress, key)
    table = turned(state.table, chosen).astype(np.float16)
    vectors, scales = encode(texts, table, progress)
    _write(store, papers, vectors, scales, codes, table, len(whole))
    return Built(len(papers), len(papers), len(whole), len(codes))


def _texts(table: pl.DataFrame, progress: Progress) -> tuple[Texts, Codes, Longs]:
    """Papers over the terms that are learnt, the codes of these terms and in how many texts each stands."""
    titles, abstracts = _read(table, progress)
    counts = {term: count for term, count in _frequencies(titles, abstracts).items() if count >= LEAST}
    codes = np.sort(np.array(list(counts), np.uint64))
    sizes = np.array([counts[term] for term in codes.tolist()], np.int64)
    return Texts(titles.known(codes), abstracts.known(codes)), codes, sizes


def _read(table: pl.DataFrame, progress: Progress) -> tuple[Read, Read]:
    total = 2 * table.height
    titles = read(table["title"], lambda done: progress("reading texts", done, total))
    told = lambda done: progress("reading texts", table.height + done, total)  # noqa: E731
    abstracts = read(table["abstract"], told)
    progress("reading texts", total, total)
    return titles, abstracts


def _frequencies(*parts: Read) -> dict[int, int]:
    """In how many texts a term stands, by code."""
    found: dict[int, int] = {}
    for part in parts:
        for code, count in zip(part.codes.tolist(), part.frequencies().tolist(), strict=True):
            found[code] = found.get(code, 0) + count
    return found


def _train(
    store: ArrayStore, texts: Texts, state: State, settings: Settings, progress: Progress, key: str
) -> None:
    total = steps(len(texts), settings)
    while state.step < total:
        advance(texts, state, settings)
        progress("learning", state.step, total)
        if state.step % _KEEP == 0 and state.step < total:
            _keep(store, state, key)


def _key(marks: Codes, settings: Settings) -> str:
    """What training depends on."""
    return hashlib.sha256(marks.tobytes() + repr(sorted(asdict(settings).items())).encode()).hexdigest()


def _keep(store: ArrayStore, state: State, key: str) -> None:
    out = io.BytesIO()
    np.savez(out, table=state.table, squares=state.squares, step=state.step, key=np.array(key))
    store.keep(_CHECKPOINT, out.getvalue())


def _resumed(store: ArrayStore, key: str) -> State | None:
    """Where training of the same papers was cut short; None if nothing of it can be read."""
    content = store.kept(_CHECKPOINT)
    if content is None:
        return None
    try:
        kept = np.load(io.BytesIO(content), allow_pickle=False)
        if str(kept["key"]) != key:
            return None
        return State(int(kept["step"]), kept["table"], kept["squares"])
    except (OSError, ValueError, KeyError, EOFError):
        return None


# -- adding ---------------------------------------------------------------------------------------


def _add(
    store: ArrayStore, old: tuple[Vectors, Codes], papers: Papers, settings: Settings, progress: Progress
) -> Built:
    before, marks = old
    rows = _same(before, marks, papers)
    new = np.flatnonzero(rows < 0)
    fresh = papers.table[new.tolist()]
    titles, abstracts = _read(fresh, progress)
    codes, table, learnt = _more_terms(before, titles, abstracts, settings, progress)
    texts = Texts(titles.known(codes), abstracts.known(codes))
    added, lengths = encode(texts, table, progress)
    vectors = np.empty((len(papers), table.shape[1]), np.int8)
    scales = np.empty(len(papers), np.float32)
    known = rows >= 0
    vectors[known], scales[known] = before.papers[rows[known]], before.scales[rows[known]]
    vectors[new], scales[new] = added, lengths
    _write(store, papers, vectors, scales, codes, table, int(before.facts["learnt from"]))
    return Built(len(papers), len(new), learnt, len(codes))


def _same(before: Vectors, marks: Codes, papers: Papers) -> Longs:
    """Where each paper stood before, -1 for those that are new or have changed."""
    where = {(before.ids[row], mark): row for row, mark in enumerate(marks.tolist())}
    named = zip(papers.table["paper_id"], papers.marks.tolist(), strict=True)
    return np.array([where.get(each, -1) for each in named], dtype=np.int64)


def _more_terms(
    before: Vectors, titles: Read, abstracts: Read, settings: Settings, progress: Progress
) -> tuple[Codes, Halves, int]:
    """Codes and vectors with those of new terms among them, and from how many papers these were learnt."""
    frequencies = _frequencies(titles, abstracts)
    known = set(np.asarray(before.codes).tolist())
    fresh = sorted(code for code, count in frequencies.items() if count >= LEAST and code not in known)
    if not fresh:
        return np.asarray(before.codes), np.asarray(before.table), 0
    codes = np.sort(np.concatenate([before.codes, np.array(fresh, np.uint64)]))
    place, stay = places(codes, np.array(fresh, np.uint64)), places(codes, np.asarray(before.codes))
    counts = np.array([frequencies[code] for code in fresh], np.int64)
    state = beginning(counts, len(titles.bags), settings)
    table = np.empty((len(codes), settings.dimensions), np.float32)
    table[stay], table[place] = before.table, state.table
    fixed = np.ones(len(codes), bool)
    fixed[place] = False
    state = State(0, table, np.zeros(len(codes), np.float32), fixed)
    texts = Texts(titles.known(codes), abstracts.known(codes))
    for done in range(total := steps(len(texts), settings)):
        advance(texts, state, settings)
        progress("learning new words", done + 1, total)
    return codes, state.table.astype(np.float16), len(texts)


# -- keeping ---------------------------------------------------------------------------------------


def _write(
    store: ArrayStore,
    papers: Papers,
    vectors: Whole,
    scales: Floats,
    codes: Codes,
    table: Halves,
    learnt_from: int,
) -> None:
    days = papers.table["date"].to_physical().fill_null(UNDATED).to_numpy().astype(np.int32)
    ids, id_ends = _packed(papers.table["paper_id"])
    titles, title_ends = _packed(papers.table["title"])
    arrays = (
        ids,
        id_ends,
        titles,
        title_ends,
        days,
        vectors,
        vectors[:, :FRONT],
        scales,
        codes,
        table,
        papers.marks,
    )
    facts = {"learnt from": learnt_from, "papers": len(papers)}
    store.write(dict(zip(ARRAYS, arrays, strict=True)), facts)


def _packed(texts: pl.Series) -> tuple[Octets, Longs]:
    content = [text.encode("utf-8", "replace") for text in texts]
    return np.frombuffer(b"".join(content), np.uint8), np.cumsum(
        [len(each) for each in content], dtype=np.int64
    )
