"""Full text: how fast papers are indexed and found, and whether the right one is found, beside three peers.

    python benchmarks/search.py HOME [--papers N] [--each 60] [--known 300] [--only inroad,fts5,bm25s,duckdb]

HOME is a home with a corpus and an atlas; it is only read, the index goes to the temporary folder.  Every
engine runs in a process of its own and gets the same papers (title and abstract) and the same queries:

- index: papers a second, peak memory of the process, size on disk;
- queries, drawn from the papers with a fixed seed: two to five words of a title, whole titles, the same
  with a slip of the pen, and, where an engine has them, phrases, authors, fields and names of methods;
  median and 95th percentile of a call in the process, by the clock and of processor, ten hits each;
- known items: how often the paper is first, or among ten, for four words of its title, for these with a
  slip, and for eight words of its abstract that at most a hundredth of the papers have.  Drawn with
  another seed than any that was looked at while the ranking was made;
- whole commands: the shell's call to the last line, median of nine, beside a bare interpreter.

Limits: 8,000 papers a second; median 10 ms, 95th percentile 40 ms; a command 0.7 s; 1 GB.

Peers: SQLite's FTS5 (porter stemming, words joined by OR, title counted twice, its own BM25), bm25s (Snowball
stemming, no stop words, title twice) and DuckDB's full text, if its extension is there (it is not fetched).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl

from inroad.config import Config
from inroad.corpus import store

ENGINES = ("inroad", "fts5", "bm25s", "duckdb")
SEED = 20_260_331
TOP = 10
COMMANDS = ("low-rank adaptation", "Efficent atention", "method:LoRA after:2025 has:code")
RUNS = 9
Find = Callable[[str], Sequence[str]]


# -- queries ----------------------------------------------------------------------------------------


def texts(home: Path, most: int | None) -> pl.DataFrame:
    """paper_id, title, abstract, authors: all papers, or some drawn evenly."""
    papers = store.read(Config(home)).select("paper_id", "title", "abstract", "authors").collect()
    return papers if most is None or most >= papers.height else papers.sample(most, seed=SEED)


def queries(papers: pl.DataFrame, each: int, known: int) -> dict[str, list[tuple[str, str]]]:
    """Kind to queries, each with the id of the paper it was drawn from."""
    draw = random.Random(SEED)
    common = _common(papers)
    rows = papers.sample(min(papers.height, 6 * each + 2 * known), seed=SEED).rows(named=True)
    made: dict[str, list[tuple[str, str]]] = {}
    for row in rows[: 6 * each]:
        for kind, query in _timed(row, draw):
            if len(made.setdefault(kind, [])) < each:
                made[kind].append((query, row["paper_id"]))
    for row in rows[6 * each :]:
        for kind, query in _known(row, draw, common):
            if len(made.setdefault(kind, [])) < known:
                made[kind].append((query, row["paper_id"]))
    return made


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{4,}", text)


def _timed(row: dict, draw: random.Random) -> Iterator[tuple[str, str]]:
    title = re.sub(r'["()]', " ", row["title"])
    words = _words(title)
    if len(words) < 5:
        return
    some = draw.sample(words, draw.randint(2, 5))
    yield "words", " ".join(some)
    yield "titles", title
    yield "slips", " ".join([*some[1:], _slip(some[0], draw)])
    at = draw.randrange(len(words) - 1)
    yield "inroad: phrases", f'"{words[at]} {words[at + 1]}" {some[0]}'
    yield "inroad: fields", f"{some[0]} {some[1]} cat:cs.CL after:2024 -survey"
    yield "inroad: methods", f"{draw.choice(('LoRA', 'BERT', 'RLHF', 'GPT-4', 'mamba', 'CLIP'))} {some[0]}"
    if row["authors"]:
        yield "inroad: authors", f'author:"{draw.choice(row["authors"])}"'


def _known(row: dict, draw: random.Random, common: set[str]) -> Iterator[tuple[str, str]]:
    words = list(dict.fromkeys(_words(row["title"])))
    if len(words) >= 4:
        some = draw.sample(words, 4)
        yield "known: four words of the title", " ".join(some)
        yield "known: with a slip", " ".join([*some[1:], _slip(some[0], draw)])
    telling = list(
        dict.fromkeys(word for word in _words(row["abstract"] or "") if word.lower() not in common)
    )
    if len(telling) >= 8:
        yield "known: eight words of the abstract", " ".join(draw.sample(telling, 8))


def _slip(word: str, draw: random.Random) -> str:
    """A letter left out, doubled, or exchanged with its neighbour; never the first."""
    at = draw.randrange(1, len(word) - 1)
    return draw.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def _common(papers: pl.DataFrame) -> set[str]:
    """Words that more than a hundredth of the abstracts have."""
    some = papers.sample(min(papers.height, 20_000), seed=SEED)["abstract"].drop_nulls()
    each = some.str.to_lowercase().str.extract_all(r"[a-z]{4,}").list.unique().explode()
    counts = each.alias("word").to_frame().group_by("word").len()
    return set(counts.filter(pl.col("len") > len(some) / 100)["word"])


# -- engines ----------------------------------------------------------------------------------------


def inroad(home: Path, papers: pl.DataFrame, place: Path) -> tuple[Callable[[], None], Callable[[], Find]]:
    """What makes the index, and what opens it and gives the finder."""
    from inroad.search import open_search
    from inroad.search.build import build

    own = place / "home"
    own.mkdir()
    config = Config(own)
    if papers.height == store.read(Config(home)).select(pl.len()).collect().item():
        (own / "corpus").symlink_to((home / "corpus").resolve())
    else:
        _part(home, config, papers)
    (own / "atlas").symlink_to((home / "atlas").resolve())

    def find() -> Find:
        search = open_search(config)
        return lambda query: [hit.paper_id for hit in search.find(query, TOP).hits]

    return lambda: build(config) and None, find


def _part(home: Path, config: Config, papers: pl.DataFrame) -> None:
    from inroad.corpus.batch import Batch
    from inroad.corpus.ingest import add_batches

    whole = store.read(Config(home)).collect()
    add_batches(config, [Batch(whole.join(papers.select("paper_id"), on="paper_id", how="semi"), "part")])


def fts5(home: Path, papers: pl.DataFrame, place: Path) -> tuple[Callable[[], None], Callable[[], Find]]:
    base = sqlite3.connect(place / "fts.sqlite")

    def make() -> None:
        base.execute(
            "CREATE VIRTUAL TABLE p USING fts5(id UNINDEXED, title, abstract, tokenize='porter unicode61')"
        )
        base.executemany(
            "INSERT INTO p VALUES (?,?,?)", papers.select("paper_id", "title", "abstract").iter_rows()
        )
        base.commit()

    def find(query: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        asked = "SELECT id FROM p WHERE p MATCH ? ORDER BY bm25(p, 0, 2.0, 1.0) LIMIT ?"
        return [row[0] for row in base.execute(asked, (words, TOP))]

    return make, lambda: find


def bm25s(home: Path, papers: pl.DataFrame, place: Path) -> tuple[Callable[[], None], Callable[[], Find]]:
    import bm25s
    import Stemmer

    stemmer, made, ids = Stemmer.Stemmer("english"), bm25s.BM25(), papers["paper_id"].to_list()

    def make() -> None:
        texts = papers.select(pl.concat_str("title", "title", "abstract", separator=" ", ignore_nulls=True))
        tokens = bm25s.tokenize(
            texts.to_series().to_list(), stemmer=stemmer, stopwords="en", show_progress=False
        )
        made.index(tokens, show_progress=False)
        made.save(str(place / "bm25s"))

    def find(query: str) -> list[str]:
        tokens = bm25s.tokenize(query, stemmer=stemmer, stopwords="en", show_progress=False)
        found, _ = made.retrieve(tokens, k=TOP, show_progress=False)
        return [ids[row] for row in found[0]]

    return make, lambda: find


def duckdb(home: Path, papers: pl.DataFrame, place: Path) -> tuple[Callable[[], None], Callable[[], Find]]:
    import duckdb

    base = duckdb.connect(str(place / "duck.db"))
    base.execute("LOAD fts")

    def make() -> None:
        table = papers.select("paper_id", "title", "abstract").to_arrow()
        base.register("given", table)
        base.execute("CREATE TABLE p AS SELECT * FROM given")
        base.execute("PRAGMA create_fts_index('p', 'paper_id', 'title', 'abstract', stemmer='english')")

    def find(query: str) -> list[str]:
        asked = """SELECT paper_id FROM (SELECT paper_id, fts_main_p.match_bm25(paper_id, ?) AS score FROM p)
                   WHERE score IS NOT NULL ORDER BY score DESC LIMIT ?"""
        return [row[0] for row in base.execute(asked, [query, TOP]).fetchall()]

    return make, lambda: find


# -- measuring --------------------------------------------------------------------------------------


def measure(engine: str, home: Path, most: int | None, each: int, known: int) -> dict:
    """One engine, in this process."""
    papers = texts(home, most)
    asked = queries(papers, each, known)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        try:
            make, opening = globals()[engine](home, papers, place)
        except Exception as error:
            return {"absent": str(error).splitlines()[0]}
        start, used = time.perf_counter(), time.process_time()
        make()
        wall, cpu = time.perf_counter() - start, time.process_time() - used
        size = sum(
            file.stat().st_size for file in place.rglob("*") if file.is_file() and "corpus" not in file.parts
        )
        find = opening()
        own = {
            kind: found
            for kind, found in asked.items()
            if engine == "inroad" or not kind.startswith("inroad")
        }
        return {
            "papers": papers.height,
            "wall": wall,
            "cpu": cpu,
            "size": size,
            "times": {
                kind: _times(find, found) for kind, found in own.items() if not kind.startswith("known")
            },
            "known": {kind: _right(find, found) for kind, found in own.items() if kind.startswith("known")},
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }


def _times(find: Find, asked: list[tuple[str, str]]) -> list[tuple[float, float]]:
    """ms of each call by the clock and of processor, once the files are in memory."""
    for query, _ in asked[:5]:
        find(query)
    found = []
    for query, _ in asked:
        start, used = time.perf_counter(), time.process_time()
        find(query)
        found.append((1000 * (time.perf_counter() - start), 1000 * (time.process_time() - used)))
    return found


def _right(find: Find, asked: list[tuple[str, str]]) -> tuple[float, float, int]:
    """How often the paper is first, how often among ten, of how many."""
    places = [list(find(query)) for query, _ in asked]
    first = sum(found[:1] == [wanted] for found, (_, wanted) in zip(places, asked, strict=True))
    ten = sum(wanted in found for found, (_, wanted) in zip(places, asked, strict=True))
    return first / len(asked), ten / len(asked), len(asked)


def commands(home: Path) -> None:
    """Whole processes on an index that is there."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder)
        for name in ("corpus", "atlas"):
            (own / name).symlink_to((home / name).resolve())
        env = os.environ | {"INROAD_HOME": str(own)}
        inroad = [sys.executable, "-m", "inroad.cli"]
        subprocess.run([*inroad, "index", "build"], env=env, check=True, capture_output=True)
        cases = [("python -c pass", [sys.executable, "-c", "pass"])]
        cases += [(f"inroad search {query!r}", [*inroad, "search", query]) for query in COMMANDS]
        print(f"\n{'whole command':<60}{'median':>10}{'longest':>10}")
        for label, command in cases:
            times = [_once(command, env) for _ in range(RUNS + 1)][1:]
            print(f"{label:<60}{statistics.median(times):8.2f} s{max(times):8.2f} s", flush=True)


def _once(command: list[str], env: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=env, check=True, capture_output=True)
    return time.perf_counter() - start


# -- telling ----------------------------------------------------------------------------------------


def tell(engine: str, found: dict) -> None:
    """One engine's figures."""
    print(f"\n{engine}")
    if "absent" in found:
        print(f"  not measured: {found['absent']}")
        return
    speed = found["papers"] / found["wall"]
    cost = f"{found['wall']:.1f} s ({found['cpu']:.1f} s of processor): {speed:,.0f} a second"
    room = f"{found['size'] / 1e6:,.0f} MB; peak {found['peak']:,.0f} MB with the papers in memory"
    print(f"  index: {found['papers']:,} papers in {cost}; {room}")
    every: list[list[float]] = []
    for kind, times in found["times"].items():
        every += times
        print(f"  {kind:<36}{_spread(times)}")
    print(f"  {'all of these':<36}{_spread(every)}")
    for kind, (first, ten, count) in found["known"].items():
        print(f"  {kind:<36}first {first:6.3f}   among ten {ten:6.3f}   of {count}", flush=True)


def _spread(times: list[list[float]]) -> str:
    parts = []
    for label, column in zip(("", "processor: "), zip(*times, strict=True), strict=True):
        ordered = sorted(column)
        high = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
        parts.append(f"{label}median {statistics.median(ordered):6.1f}   95 % {high:6.1f} ms")
    return f"{parts[0]}   {parts[1]}   of {len(times)}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path)
    parser.add_argument("--papers", type=int)
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--known", type=int, default=300)
    parser.add_argument("--only", default=",".join(ENGINES))
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.engine:
        print(json.dumps(measure(chosen.engine, chosen.home, chosen.papers, chosen.each, chosen.known)))
        return
    for engine in chosen.only.split(","):
        own = [sys.executable, __file__, str(chosen.home), "--engine", engine, "--each", str(chosen.each)]
        own += ["--known", str(chosen.known), *(["--papers", str(chosen.papers)] if chosen.papers else [])]
        done = subprocess.run(own, capture_output=True, text=True, check=False)
        tell(
            engine, json.loads(done.stdout) if not done.returncode else {"absent": done.stderr.strip()[-300:]}
        )
    if "inroad" in chosen.only and not chosen.papers:
        commands(chosen.home)


if __name__ == "__main__":
    main()
