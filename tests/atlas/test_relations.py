"""Relations: from places to rows, looking back only."""

import datetime as dt

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from inroad.atlas.bearing import bears
from inroad.atlas.cues import cue_masks
from inroad.atlas.extract import read
from inroad.atlas.past import nothing
from inroad.atlas.relation_model import LEAST, PREFIX, STATED, SUFFIX, VERSION, by_bits, model
from inroad.atlas.relations import Told, related
from inroad.atlas.schema import LOOKS, RELATED, RELATIONS, ROLES
from inroad.atlas.tables import named
from inroad.atlas.text import name_key, sentence_at

METHOD, MODEL, DATA = (ROLES.index(kind) for kind in ("method", "model", "dataset"))


class Corpus:
    """A few papers, each with what it introduces, as the tables that earlier steps make."""

    def __init__(self) -> None:
        self.papers: list[tuple[str, str]] = []
        self.introduced: list[tuple[str, int]] = []
        self.kinds: dict[str, int] = {}

    def add(self, title: str, abstract: str, introduces: str | None = None, kind: int = METHOD) -> int:
        number = len(self.papers)
        self.papers.append((title, abstract))
        if introduces:
            self.introduced.append((introduces, number))
            self.kinds[introduces] = kind
        return number

    def tables(self) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame]:
        names = {name: number for number, (name, _) in enumerate(self.introduced)}
        places = []
        for paper, (title, abstract) in enumerate(self.papers):
            reading = read(title, abstract)
            starts = [start for start, _ in reading.sentences]
            surfaces = [(0, s) for s in reading.title_surfaces] + [(1, s) for s in reading.surfaces]
            for (field, s), cue in zip(surfaces, cue_masks(reading), strict=True):
                if s.text in names:
                    sentence = sentence_at(starts, s.start) if field else 0
                    places.append((names[s.text], paper, field, s.start, s.end, sentence, cue))
        schema = ["method", "paper", "field", "start", "end", "sentence", "cue"]
        types = [pl.UInt32, pl.UInt32, pl.UInt8, pl.UInt32, pl.UInt32, pl.UInt16, pl.UInt64]
        mentions = pl.DataFrame(places, schema=dict(zip(schema, types, strict=True)), orient="row").sort(
            "method", "paper", "field", "start"
        )
        introduced = pl.DataFrame(
            [(names[name], paper, True) for name, paper in self.introduced],
            schema={"method": pl.UInt32, "paper": pl.UInt32, "headed": pl.Boolean},
            orient="row",
        )
        methods = pl.DataFrame(
            [
                (
                    number,
                    name,
                    name_key(name),
                    number,
                    self.kinds[name],
                    None,
                    paper,
                    paper,
                    number,
                    paper,
                    True,
                )
                for number, (name, paper) in enumerate(self.introduced)
            ],
            schema={
                "method": pl.UInt32,
                "name": pl.String,
                "key": pl.String,
                "code": pl.UInt32,
                "kind": pl.UInt8,
                "long_form": pl.String,
                "introduced_by": pl.UInt32,
                "first_paper": pl.UInt32,
                "sense": pl.UInt32,
                "since": pl.UInt32,
                "new": pl.Boolean,
            },
            orient="row",
        )
        papers = pl.DataFrame(
            [(number, title, "cs.CL", 0.2) for number, (title, _) in enumerate(self.papers)],
            schema={"paper": pl.UInt32, "title": pl.String, "primary": pl.String, "applied": pl.Float32},
            orient="row",
        )
        return mentions, introduced, methods, papers


@pytest.fixture
def corpus() -> Corpus:
    made = Corpus()
    made.add("QuickNet: a tagger", "We propose QuickNet, a tagger.", "QuickNet", MODEL)
    made.add("TagBank: sentences", "We release TagBank, a dataset.", "TagBank", DATA)
    for number in range(8):
        made.add(f"Study {number}", "Results are compared with QuickNet. We outperform QuickNet by far.")
    made.add(
        "SpeechQuickNet: hearing",
        "QuickNet is a tagger. We propose SpeechQuickNet, a model that builds on QuickNet and combines "
        "QuickNet with sound.",
        "SpeechQuickNet",
    )
    made.add(
        "Rival: another tagger",
        "Tagging is old. We propose Rival. It is simple. Compared with strong baselines on TagBank, Rival "
        "outperforms QuickNet, SlowNet and OldNet, and compares well against QuickNet.",
        "Rival",
    )
    made.add("QuickNet-2: again", "We propose a faster tagger than before.", "QuickNet-2", MODEL)
    return made


def _related(
    mentions: pl.DataFrame, introduced: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame
) -> Told:
    return related(named(mentions), introduced, methods, papers, nothing())


def told(corpus: Corpus) -> dict[tuple[int, str], tuple[str, bool]]:
    rows = _related(*corpus.tables()).rows
    name = {number: name for number, (name, _) in enumerate(corpus.introduced)}
    picked = rows.select("paper", "parent", "relation", "inferred").iter_rows()
    return {(paper, name[parent]): (RELATIONS[kind], inferred) for paper, parent, kind, inferred in picked}


def test_a_paper_that_bears_and_names_the_older_method_builds_on_it(corpus: Corpus) -> None:
    assert told(corpus)[10, "QuickNet"] == ("builds on", False)


def test_a_rival_compares(corpus: Corpus) -> None:
    assert told(corpus)[11, "QuickNet"] == ("compares with", False)


def test_a_version_builds_on_what_its_text_does_not_name(corpus: Corpus) -> None:
    assert told(corpus)[12, "QuickNet"] == ("builds on", True)


def test_letters_are_a_parent_from_the_day_after_they_are_told_to_be_a_method(corpus: Corpus) -> None:
    """What was listed as mere letters, and is told to be a model on day 9, is none for papers until then."""
    mentions, introduced, methods, papers = corpus.tables()
    first = dt.date(2024, 1, 1)
    dated = papers.with_columns(date=pl.lit(first) + pl.duration(days=pl.col("paper").cast(pl.Int64)))
    letters = pl.when(pl.col("name") == "QuickNet").then(ROLES.index("acronym")).otherwise("kind")
    methods = methods.with_columns(kind=letters.cast(pl.UInt8))
    looks = pl.DataFrame(
        [(0, first, "QuickNet", ROLES.index("acronym"), None), (0, first + _DAYS_9, "QuickNet", MODEL, None)],
        schema=LOOKS,
        orient="row",
    )

    def papers_that_relate(looks: pl.DataFrame | None) -> set[int]:
        rows = related(named(mentions), introduced, methods, dated.cast({"date": pl.Date}), nothing(), looks)
        return set(rows.rows.filter((pl.col("parent") == 0) & ~pl.col("inferred"))["paper"])

    always = methods.with_columns(kind=pl.lit(MODEL, pl.UInt8))
    plain = related(named(mentions), introduced, always, dated, nothing()).rows
    told = set(plain.filter((pl.col("parent") == 0) & ~pl.col("inferred"))["paper"])
    assert {paper for paper in told if paper <= 9}, "some would relate before, too"
    assert papers_that_relate(None) == set()
    assert papers_that_relate(looks) == {paper for paper in told if paper > 9}
    assert papers_that_relate(looks) >= {10, 11}


_DAYS_9 = dt.timedelta(days=9)


def test_data_sets_are_no_parents_and_are_counted(corpus: Corpus) -> None:
    told = _related(*corpus.tables())
    rows, dropped = told.rows, told.dropped
    assert 1 not in rows["parent"]
    assert sum(count for why, count in dropped.items() if "data sets" in why or "passing" in why) >= 1


def test_rows_have_the_schema_and_point_at_the_name(corpus: Corpus) -> None:
    rows = _related(*corpus.tables()).rows
    assert rows.schema == RELATED
    row = rows.filter(pl.col("paper") == 11).row(0, named=True)
    assert corpus.papers[11][1][row["start"] : row["end"]] == "QuickNet"
    assert row["field"] == 1
    assert row["sentence"] == 3
    assert rows.filter("inferred")["start"].null_count() == 1


def test_later_papers_change_no_earlier_row(corpus: Corpus) -> None:
    before = _related(*corpus.tables()).rows
    for number in range(30):
        corpus.add(f"Later {number}", "However, QuickNet fails. We outperform QuickNet and compare Rival.")
    corpus.add("Rival-2: more", "We propose Rival-2, which extends Rival.", "Rival-2")
    after = _related(*corpus.tables()).rows
    assert_frame_equal(before, after.filter(pl.col("paper") < 13))


def test_one_row_a_pair(corpus: Corpus) -> None:
    rows = _related(*corpus.tables()).rows
    assert rows.select("paper", "child", "parent").is_duplicated().sum() == 0


def test_no_places_no_rows(corpus: Corpus) -> None:
    mentions, introduced, methods, papers = corpus.tables()
    rows = _related(mentions.clear(), introduced, methods, papers).rows
    assert rows.schema == RELATED
    assert rows.is_empty()


@pytest.mark.parametrize(
    ("name", "older", "how"),
    [
        ("QLoRA", "LoRA", SUFFIX),
        ("SciBERT", "BERT", SUFFIX),
        ("Dr. GRPO", "GRPO", SUFFIX),
        ("GraphRAG", "RAG", SUFFIX),
        ("mT5", "T5", SUFFIX),
        ("Self-RAG", "RAG", SUFFIX),
        ("FlashAttention-2", "FlashAttention", VERSION),
        ("SAM2", "SAM", VERSION),
        ("EAGLE-3", "Eagle", VERSION),
        ("CLIPScore", "CLIP", PREFIX),
        ("CLIP-Adapter", "CLIP", PREFIX),
        ("Explora", "LoRA", None),
        ("CLIPPER", "CLIP", None),
        ("GPT-40", "GPT-4", None),
        ("BEAGLE", "EAGLE", None),
        ("LoRA", "LoRA", None),
    ],
)
def test_boundaries_of_names(name: str, older: str, how: int | None) -> None:
    assert bears(name, older) == how


def test_weights_are_whole() -> None:
    learnt = model()
    assert len(learnt.shares) == 5
    assert sum(learnt.shares) == pytest.approx(1, abs=0.01)
    assert LEAST < STATED <= 0.95


def test_by_bits_sums_the_rows_of_set_bits() -> None:
    weights = model().full.cues
    masks = pl.Series([0, 1, 5, 2**63], dtype=pl.UInt64).to_numpy()
    assert by_bits(masks, weights)[2] == pytest.approx(weights[0] + weights[2], abs=1e-5)
    assert by_bits(masks, weights)[3] == pytest.approx(weights[63], abs=1e-5)
