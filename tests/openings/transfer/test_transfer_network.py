"""The network: who is joined since when; what is known of it on a day depends on nothing later."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from inroad.atlas.open import Atlas
from inroad.openings.transfer.features import degrees, snapshot
from inroad.openings.transfer.known import factors, pair_features, weighed_logs
from inroad.openings.transfer.network import (
    CONCEPT,
    NODES,
    Network,
    choose_nodes,
    dated_edges,
    new_names,
    observe,
)
from inroad.openings.transfer.pictures import information, spectrum, worded
from inroad.openings.transfer.spot import spotted

NODE_COUNT = 30


def network(papers: int, seed: int = 0) -> Network:
    """Papers of rising days that name a few of thirty nodes each."""
    chance = np.random.default_rng(seed)
    said = (chance.random((400, NODE_COUNT)) < 0.08).astype(np.float32)
    day = np.sort(chance.integers(10_000, 11_000, 400))
    category = chance.integers(0, 3, 400)
    labels = [f"word{number % 7} thing {number}" for number in range(NODE_COUNT)]
    nodes = pl.DataFrame(
        {
            "kind": ["method"] * 20 + [CONCEPT] * 10,
            "label": labels,
            "method_id": [f"m{number}" if number < 20 else None for number in range(NODE_COUNT)],
            "known": 0,
        },
        schema=NODES,
    )
    return Network(nodes, sparse.csr_array(said[:papers]), day[:papers], category[:papers])


def test_pairs_are_joined_from_the_first_paper_that_names_both() -> None:
    whole = network(400)
    first: dict[tuple[int, int], int] = {}
    for row, day in zip(whole.said.toarray(), whole.day, strict=True):
        named = np.flatnonzero(row)
        for place, low in enumerate(named):
            for high in named[place + 1 :]:
                first.setdefault((int(low), int(high)), int(day))
    edges = dated_edges(whole.said, whole.day)
    assert (
        dict(zip(zip(edges.low.tolist(), edges.high.tolist(), strict=True), edges.day.tolist(), strict=True))
        == first
    )


def test_a_day_is_joined_by_the_papers_up_to_it() -> None:
    whole, day = network(400), 10_400
    counts = whole.together(None, day).toarray()
    assert np.array_equal(whole.joined(day).toarray() > 0, counts > 0)
    assert np.array_equal(degrees(whole, day), (counts > 0).sum(axis=1))
    assert np.array_equal(counts, counts.T)
    assert not counts.diagonal().any()


def test_nothing_known_of_a_day_depends_on_later_papers() -> None:
    whole = network(400)
    day = int(whole.day[249])
    cut = network(whole.papers_until(day))
    first, second = np.triu_indices(NODE_COUNT, 1)
    there, here = (pair_features(snapshot(each, day), first, second) for each in (whole, cut))
    assert np.allclose(there, here, atol=1e-5)
    assert not np.allclose(there, pair_features(snapshot(whole, day + 200), first, second), atol=1e-2)


def test_all_pairs_at_once_are_scored_as_each_by_itself() -> None:
    known = snapshot(network(400), 10_900)
    chance = np.random.default_rng(1)
    weights = {name: float(chance.normal()) for name in known.names}
    first, second = np.triu_indices(NODE_COUNT, 1)
    single = pair_features(known, first, second) @ np.array([weights[name] for name in known.names]) + 0.7
    left, right = factors(known, weights, 0.7)
    every = np.arange(NODE_COUNT)
    table = left @ right.T + weighed_logs(known, weights, every, every)
    assert np.allclose(table[first, second], single, atol=1e-2)
    assert np.allclose(table, table.T, atol=1e-2)


def test_a_part_of_the_nodes_keeps_what_is_known_of_them() -> None:
    known = snapshot(network(400), 10_900)
    some = np.array([3, 25, 8])
    assert np.allclose(
        pair_features(known.part(some), np.array([0, 1]), np.array([1, 2])),
        pair_features(known, some[[0, 1]], some[[1, 2]]),
    )


def test_an_empty_day_has_figures_too() -> None:
    known = snapshot(network(400), 9_000)
    assert np.isfinite(pair_features(known, np.array([0]), np.array([1]))).all()


# -- pictures -------------------------------------------------------------------------------------


def test_the_spectrum_gives_back_a_matrix_of_few_dimensions() -> None:
    chance = np.random.default_rng(2)
    base = chance.normal(size=(60, 4)).astype(np.float32)
    matrix = sparse.csr_array(base @ np.diag([5.0, -3.0, 2.0, 1.0]).astype(np.float32) @ base.T)
    vectors, values = spectrum(matrix, 4)
    assert np.allclose(vectors @ np.diag(values) @ vectors.T, matrix.toarray(), atol=1e-2)
    assert np.allclose(vectors.T @ vectors, np.eye(4), atol=1e-3)
    assert list(np.abs(values)) == sorted(np.abs(values), reverse=True)


def test_information_is_that_of_the_counts() -> None:
    counts = sparse.csr_array(np.array([[0, 8, 1], [8, 0, 1], [1, 1, 0]], dtype=np.float32))
    weighed, mutual = (each.toarray() for each in information(counts))
    assert mutual[0, 1] == pytest.approx(np.log(8 * 20 / (9 * 9)))
    assert mutual[0, 2] == pytest.approx(np.log(1 * 20 / (9 * 2)), abs=1e-6)
    assert weighed[0, 1] == pytest.approx(mutual[0, 1] * np.log(9))


def test_labels_are_alike_by_their_rare_words() -> None:
    rows = worded(["graph network", "graph networks", "graph pruning", "speech pruning", "speech"])
    alike = (rows @ rows.T).toarray()
    assert alike[0, 1] == pytest.approx(1)
    assert 0 < alike[0, 2] < 1
    assert alike[0, 4] == 0
    assert np.allclose(alike.diagonal(), 1)


# -- from an atlas --------------------------------------------------------------------------------


def test_things_are_spotted_in_any_spelling_but_not_across_sentences() -> None:
    texts = pl.DataFrame(
        {
            "paper": [0, 1, 2, 3],
            "title": ["Self-Attention layers", "Of the self. Attention", "self attentions", None],
            "abstract": ["", "none", None, "the selfattention and SELF ATTENTION."],
        }
    )
    found = spotted(texts, ["self attention", "layer", "Self-attention"])
    assert found.rows() == [(0, 0), (0, 1), (2, 0), (3, 0)]
    assert spotted(texts, []).is_empty()


def test_nodes_are_names_and_concepts_each_once(transfers: Atlas) -> None:
    concepts = new_names(transfers, ["Leaf-segmentation", "leaf segmentation", "KoRA", "", "glacier mapping"])
    assert concepts == ["Leaf-segmentation", "glacier mapping"]
    nodes = choose_nodes(transfers, concepts)
    seen = observe(transfers, nodes)
    assert seen.size == nodes.height
    assert seen.concepts.sum() == 2
    row = nodes["label"].to_list().index("KoRA")
    named = transfers.mentions.filter(
        pl.col("method") == transfers.methods.row(by_predicate=pl.col("name") == "KoRA")[0]
    )
    assert seen.papers_by_node(None, 30_000)[row] == named["paper"].n_unique()
