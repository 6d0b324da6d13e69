"""Graphs small enough to count by hand, and what must hold for any."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inroad.atlas import lineage as li
from inroad.atlas.schema import RELATED, RELATIONS

BUILDS, COMPARES = RELATIONS.index("builds on"), RELATIONS.index("compares with")


def related(
    *edges: tuple[int | None, int, float], relation: int = BUILDS, inferred: bool = False
) -> pl.DataFrame:
    """(child, parent, confidence) rows; each child's paper has ten times its number."""
    rows = [
        (relation, (child or 0) * 10, child, parent, 1, 0, 5, 0, confidence, inferred)
        for child, parent, confidence in edges
    ]
    return pl.DataFrame(rows, schema=RELATED, orient="row")


def graph(*edges: tuple[int, int]) -> li.Lineage:
    """(child, parent) edges, all equally sure."""
    return li.lineage(related(*((child, parent, 0.9) for child, parent in edges)))


# -- the graph ------------------------------------------------------------------------------------


def test_reach_and_branch_points():
    found = graph((1, 0), (2, 0), (3, 1), (3, 2), (4, 3), (6, 5))
    assert li.ancestors(found, 4) == [0, 1, 2, 3]
    assert li.descendants(found, 0) == [1, 2, 3, 4]
    assert li.descendants(found, 99) == []
    assert li.branch_points(found) == [(0, 2)]


def test_offspring_are_those_under_it_in_the_tree():
    found = graph((1, 0), (2, 1), (4, 3), (5, 2))
    assert li.offspring(found, 0) == [0, 1, 2, 5]
    assert li.offspring(found, 3) == [3, 4]


def test_edges_against_time_are_dropped_and_counted():
    found = graph((1, 0), (0, 2), (1, 1))
    assert [(e.child, e.parent) for e in found.parents[1]] == [(1, 0)]
    assert found.dropped == 1
    assert found.nodes == [0, 1]


def test_the_surest_row_is_the_evidence():
    rows = pl.concat([related((1, 0, 0.5)), related((1, 0, 0.8), inferred=True)])
    edge = li.lineage(rows).parents[1][0]
    assert edge.confidence == pytest.approx(0.8)
    assert edge.inferred
    assert edge.row["paper"] == 10


def test_only_what_is_asked_for():
    rows = pl.concat(
        [related((1, 0, 0.9), (2, 0, 0.3), (None, 0, 0.9)), related((3, 0, 0.95), relation=COMPARES)]
    )
    assert li.lineage(rows).nodes == [0, 1, 2]
    assert li.lineage(rows, least_confidence=0.5).nodes == [0, 1]
    assert li.lineage(rows, comparisons=0.9).nodes == [0, 1, 2, 3]
    assert li.lineage(rows, among=[0, 2]).nodes == [0, 2]


def test_nothing_in_nothing_out():
    found = graph()
    assert (found.nodes, li.main_path(found), li.tree(found, {})) == ([], (), li.Tree((), 0))


# -- one parent each ------------------------------------------------------------------------------


def test_the_nearer_parent_wins():
    # 0 LoRA, 1 QLoRA on it, 2 LoftQ on both.
    assert li.best_parents(graph((1, 0), (2, 0), (2, 1)))[2].parent == 1


def test_unless_it_is_much_less_sure():
    found = li.lineage(related((1, 0, 0.9), (2, 0, 0.9), (2, 1, 0.5)))
    assert li.best_parents(found)[2].parent == 0


def test_the_more_special_of_two_unrelated_parents_wins():
    # Everything builds on 0, only 9 also on 1.
    found = graph(*((child, 0) for child in range(2, 10)), (9, 1))
    assert li.best_parents(found)[9].parent == 1


def test_of_equals_the_younger():
    assert li.best_parents(graph((2, 0), (2, 1)))[2].parent == 1


# -- main path ------------------------------------------------------------------------------------


def test_search_path_counts_by_hand():
    # 0 -> 1 -> 3 -> 4, 0 -> 2 -> 3, 3 -> 5: four ways in all.
    found = graph((1, 0), (2, 0), (3, 1), (3, 2), (4, 3), (5, 3))
    assert li.path_counts(found) == {(0, 1): 2, (0, 2): 2, (1, 3): 2, (2, 3): 2, (3, 4): 2, (3, 5): 2}


def test_counts_sum_to_all_paths_over_the_sources():
    # Batagelj 2003: over any cut between sources and sinks the counts sum to the number of paths.
    found = graph((2, 0), (2, 1), (3, 2), (4, 2), (5, 3), (5, 4), (6, 1))
    counts = li.path_counts(found)
    assert counts == {(0, 2): 2, (1, 2): 2, (1, 6): 1, (2, 3): 2, (2, 4): 2, (3, 5): 2, (4, 5): 2}


def test_main_path_is_the_heaviest_and_older_of_equals():
    found = graph((1, 0), (2, 0), (3, 1), (3, 2), (4, 3), (5, 3), (7, 6))
    assert li.main_path(found) == (0, 1, 3, 4)
    assert li.main_path(found, 2) == (2, 3, 4)
    assert li.main_path(found, 4) == ()


def test_surer_edges_break_ties():
    found = li.lineage(related((1, 0, 0.6), (2, 0, 0.9), (3, 1, 0.6), (3, 2, 0.9)))
    assert li.main_path(found) == (0, 2, 3)


def test_a_long_line_needs_no_recursion():
    found = graph(*((n, n - 1) for n in range(1, 5000)))
    assert li.main_path(found) == tuple(range(5000))
    assert len(li.ancestors(found, 4999)) == 4999
    assert li.tree(found, {}, limit=6000).rows[-1].depth == 4999


def test_counts_beyond_64_bits_stay_exact():
    # 100 diamonds in a row: 2 ** 100 ways.
    edges = [e for k in range(0, 300, 3) for e in ((k + 1, k), (k + 2, k), (k + 3, k + 1), (k + 3, k + 2))]
    assert max(li.path_counts(graph(*edges)).values()) == 2**99


# -- tree -----------------------------------------------------------------------------------------


def test_tree_lists_the_most_adopted_child_first():
    found = li.tree(graph((1, 0), (2, 0), (3, 1)), {1: 5, 2: 9})
    assert [(r.method, r.parent, r.depth, r.hidden) for r in found.rows] == [
        (0, None, 0, 0),
        (2, 0, 1, 0),
        (1, 0, 1, 0),
        (3, 1, 2, 0),
    ]
    assert found.left_out == 0
    assert [r.method for r in found.rows if r.on_main_path] == [0, 1, 3]
    assert found.rows[0].edge is None
    assert found.rows[1].edge.row["paper"] == 20


def test_a_limited_tree_keeps_parents_and_counts_the_rest():
    found = li.tree(graph((1, 0), (2, 1), (3, 0), (4, 0), (5, 4)), {2: 100, 3: 50, 4: 1}, limit=4)
    assert [r.method for r in found.rows] == [0, 3, 1, 2]
    assert found.left_out == 2
    assert found.rows[0].hidden == 1


def test_a_tree_from_one_root():
    found = li.tree(graph((1, 0), (2, 1), (3, 1), (5, 4)), {}, root=1)
    assert [(r.method, r.parent) for r in found.rows] == [(1, None), (2, 1), (3, 1)]
    assert li.tree(graph((1, 0)), {}, root=77).rows[0].method == 77


def test_a_method_without_kin_may_stand_alone():
    found = li.tree(graph((1, 0)), {0: 1, 1: 1, 9: 5}, alone=[9], limit=2)
    assert (found.rows[0].method, found.rows[0].parent) == (9, None)
    assert 9 not in {row.method for row in li.tree(graph((1, 0)), {9: 5}, root=0, alone=[9]).rows}


EDGES = st.lists(
    st.tuples(st.integers(0, 15), st.integers(0, 15), st.sampled_from([0.3, 0.6, 0.9])), max_size=50
)


@settings(deadline=None)
@given(EDGES, st.randoms())
def test_order_of_rows_does_not_matter(edges, random):
    other = list(edges)
    random.shuffle(other)
    one, two = li.lineage(related(*edges)), li.lineage(related(*other))
    assert one == two
    assert li.main_path(one) == li.main_path(two)
    assert li.tree(one, {}) == li.tree(two, {})


@settings(deadline=None)
@given(EDGES, st.integers(1, 20), st.dictionaries(st.integers(0, 15), st.integers(0, 50)))
def test_trees_hold_together(edges, limit, adoption):
    found = li.lineage(related(*edges))
    drawn = li.tree(found, adoption, limit=limit)
    assert len(drawn.rows) <= limit
    assert len(drawn.rows) + drawn.left_out == len(found.nodes)
    seen: dict[int, int] = {}
    for row in drawn.rows:
        assert row.parent is None or seen[row.parent] == row.depth - 1
        assert row.parent is not None or row.method not in found.parents
        seen[row.method] = row.depth


@settings(deadline=None)
@given(EDGES, st.integers(0, 15))
def test_later_methods_do_not_change_earlier_edges(edges, day):
    whole = li.lineage(related(*edges))
    then = li.lineage(related(*(edge for edge in edges if edge[0] <= day)))
    assert then.parents == {child: found for child, found in whole.parents.items() if child <= day}
