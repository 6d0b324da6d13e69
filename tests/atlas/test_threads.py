"""Phrases by hand, and threads that were planted in made-up fields."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from inroad.atlas import growth, phrases
from inroad.atlas import threads as atlas_threads
from inroad.atlas.threads import label, threads


def counts(*titles: str, least: int = 1) -> dict[str, int]:
    return dict(phrases.phrase_counts(pl.Series(titles, dtype=pl.String), least=least).iter_rows())


# -- phrases --------------------------------------------------------------------------------------


def test_spellings_of_one_thing_agree():
    one, other = counts("Graph Attention Networks"), counts("graph-attention network")
    assert one == other
    assert "graph attention network" in one


def test_function_words_and_punctuation_end_a_phrase():
    found = counts("Quantization for Speech: Pruning")
    assert set(found) == {"quantization", "speech", "pruning"}


def test_generic_words_are_no_phrase_of_their_own():
    assert counts("A Novel Efficient Framework") == {}
    assert set(counts("Efficient Quantization")) == {"efficient quantization", "quantization"}
    assert "improving quantization" not in counts("Improving Quantization")


def test_links_stand_only_inside():
    found = counts("Theory of Mind Reading")
    assert not any(phrase.startswith("of ") or phrase.endswith(" of") for phrase in found)


def test_compounds_are_one_word():
    assert "mixture_of_expert" in counts("Mixture-of-Experts Routing")
    assert "in_context learning" in counts("In-Context Learning")
    assert "few_shot segmentation" in counts("Few-shot Segmentation")
    # Neighbours: both are read as one word each.
    assert "few_shot in_context" not in counts("Few-shot, in-context")
    assert "few_shot in_context" in counts("few-shot in-context")


def test_what_is_not_so_is_a_word_of_its_own():
    found = counts("Non-Autoregressive Translation")
    assert "non_autoregressive translation" in found
    assert "autoregressive translation" not in found


def test_short_and_long_names_are_one():
    assert phrases.spellings("large language models") == phrases.spellings("LLMs") == ["llm"]


def test_a_phrase_counts_once_a_title():
    assert counts("Pruning after pruning", "Pruning")["pruning"] == 2


def test_rare_phrases_are_left_out():
    assert counts("pruning", "pruning", "distillation", least=2) == {"pruning": 2}
    assert counts() == {}


WORDS = [
    "Federated",
    "learning",
    "of",
    "LLMs",
    "quantization:",
    "a",
    "graph-attention",
    "mixture",
    "experts",
    "X",
]
TITLES = st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=30)


@settings(deadline=None)
@given(TITLES, st.integers(0, 30))
def test_counts_of_shards_add_up(titles, cut):
    whole = pl.Series(titles, dtype=pl.String)
    parts = [phrases.phrase_counts(whole[:cut], least=1), phrases.phrase_counts(whole[cut:], least=1)]
    assert_frame_equal(phrases.added(parts, least=2), phrases.phrase_counts(whole, least=2))


@settings(deadline=None)
@given(TITLES)
def test_order_of_titles_does_not_matter(titles):
    found = phrases.phrase_counts(pl.Series(titles, dtype=pl.String), least=1)
    assert_frame_equal(found, phrases.phrase_counts(pl.Series(titles[::-1], dtype=pl.String), least=1))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_title_can_be_read(title):
    assert all(phrase.strip() for phrase in counts(title))


def test_cut_keeps_the_most_frequent():
    table = phrases.phrase_counts(pl.Series(["pruning", "pruning", "tokenization"]), least=1)
    assert phrases.cut(table, 1)["phrase"].to_list() == ["pruning"]


# -- threads --------------------------------------------------------------------------------------

FIELD = (
    ["Federated Fine-Tuning of LoRA for Speech"] * 12
    + ["Federated Learning with LoRA Adapters"] * 8
    + ["LoRA: Quantization of Adapters"] * 10
    + ["Mixture of LoRA Experts for Vision"] * 9
    + ["A Novel Framework for LoRA"] * 80
)
REST = (
    ["Speech Recognition in Noise", "Graph Learning for Molecules", "A Novel Framework for Vision"] * 300
    + ["Quantization of Networks"] * 20
    + ["Federated Learning of Graphs"] * 20
    + ["Mixture of Experts for Speech"] * 5
)


@pytest.fixture(scope="module")
def found():
    return threads(*_corpus(), query=["LoRA", "low-rank adaptation"])


def _corpus(order: list[int] | None = None, titles: list[str] = FIELD):
    inside, titles = len(titles), titles + REST
    day = dt.date(2025, 1, 1)
    papers = pl.DataFrame(
        {
            "paper": range(len(titles)),
            "title": titles,
            "date": [day + dt.timedelta(days=n % 360) for n in range(len(titles))],
        },
        schema_overrides={"paper": pl.UInt32},
    )
    background = phrases.phrase_counts(papers["title"])
    field = papers.head(inside)
    return field[order] if order else field, background, papers.height, growth.coverage(papers)


@pytest.mark.parametrize("planted", ["federated", "quantization", "mixture of experts"])
def test_planted_threads_are_found(found, planted):
    assert any(thread.label.startswith(planted) for thread in found)


def test_spellings_of_one_thread_are_one(found):
    federated = [thread for thread in found if any("federated" in phrase for phrase in thread.phrases)]
    assert len(federated) == 1
    assert len(federated[0].papers) == 20


def test_query_and_generic_words_are_no_threads(found):
    labels = " ".join(thread.label for thread in found).lower()
    assert "lora" not in labels
    assert "framework" not in labels


def test_the_series_counts_the_papers(found):
    for thread in found:
        assert sum(count.papers for count in thread.series) == len(thread.papers)


def test_names_of_methods_are_no_threads():
    found = threads(*_corpus(), query=["LoRA"], names=["Quantization"])
    assert ("quantization",) not in {thread.phrases for thread in found}


def test_top_limits_and_small_fields_have_none():
    assert len(threads(*_corpus(), query=["LoRA"], top=1)) == 1
    field, *rest = _corpus()
    assert threads(field.head(0), *rest) == ()
    assert threads(field.tail(1), *rest) == ()


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(len(FIELD))))
def test_order_of_papers_does_not_matter(order):
    assert threads(*_corpus(order), query=["LoRA"]) == threads(*_corpus(), query=["LoRA"])


@pytest.mark.parametrize(
    ("phrase", "titles", "expected"),
    [
        (
            "federated fine_tuning",
            ["Federated Fine-Tuning", "On Federated Fine-tuning"],
            "federated fine-tuning",
        ),
        ("llm alignment", ["LLM Alignment Now"], "LLM alignment"),
        ("reward_model", ["Reward Models", "Reward Models", "Reward Model"], "reward models"),
        ("mixture_of_expert", ["Mixture of LoRA Experts"], "mixture of experts"),
        ("mixture_of_expert", [], "mixture of expert"),
        (
            "personalized federated",
            [
                f"Personalized Federated Learning {way}"
                for way in ("for Speech", "in Practice", "Now", "and Noise")
            ],
            "personalized federated learning",
        ),
        ("routed", [f"Routed {thing}" for thing in ("Models", "Networks", "Nets", "Trees")], "routed"),
    ],
)
def test_labels_read_like_titles(phrase, titles, expected):
    assert label(phrase, titles) == expected


def test_a_participle_waits_for_its_noun(monkeypatch):
    things = ("Router", "Expert", "Layer", "Block")
    given = _corpus(titles=[*(f"Sparsely Activated {thing} for LoRA" for thing in things * 5), *FIELD])

    def labels():
        return {thread.label for thread in threads(*given, query=["LoRA"])}

    assert "sparsely activated" not in labels()
    monkeypatch.setattr(atlas_threads, "HANGING", 0.0)
    assert "sparsely activated" in labels()
