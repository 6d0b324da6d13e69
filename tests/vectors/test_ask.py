from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from inroad.search.vectors.ask import FRONT, UNDATED, Vectors, Words
from inroad.search.vectors.bags import Floats, Ints, unit
from inroad.search.vectors.encode import quantised, turned
from inroad.search.vectors.train import Texts


def packed(texts: list[str]) -> Words:
    content = [text.encode() for text in texts]
    return Words(np.frombuffer(b"".join(content), np.uint8), np.cumsum([len(each) for each in content]))


def vectors(units: Floats, days: Ints | None = None) -> Vectors:
    whole, scales = quantised(units)
    names = packed([f"{number:06}" for number in range(len(units))])
    return Vectors(
        ids=names,
        titles=names,
        days=np.zeros(len(units), np.int32) if days is None else days,
        papers=whole,
        front=whole[:, :FRONT],
        scales=scales,
        codes=np.zeros(0, np.uint64),
        table=np.zeros((0, units.shape[1]), np.float16),
        facts={},
    )


@pytest.fixture(scope="module")
def many() -> tuple[Vectors, Floats]:
    """20,000 papers that differ most along the first axes, as principal components do."""
    rng = np.random.default_rng(0)
    spread = np.exp(-np.arange(128) / 40)
    units = unit((rng.standard_normal((20_000, 128)) * spread).astype(np.float32))
    return vectors(units), units


def test_whole_numbers_keep_nearness(many: tuple[Vectors, Floats]) -> None:
    stored, units = many
    assert np.abs(stored.scores(units[7]) - units @ units[7]).max() < 0.01
    assert stored.scores(units[7], [7])[0] == pytest.approx(1, abs=1e-3)


def test_the_nearest_of_many_are_those_of_all(many: tuple[Vectors, Floats]) -> None:
    stored, units = many
    missed = 0
    for query in units[:30]:
        rows, scores = stored.nearest(query, 20)
        every = stored.scores(query)
        missed += len(set(np.argsort(-every)[:20]) - set(rows))
        assert np.allclose(scores, every[rows], atol=1e-5)
        assert scores.tolist() == sorted(scores.tolist(), reverse=True)
    assert missed <= 6


def test_only_some_rows_can_be_asked(many: tuple[Vectors, Floats]) -> None:
    stored, units = many
    odd = np.arange(1, 20_000, 2)
    rows, _ = stored.nearest(units[0], 50, odd)
    assert len(rows) == 50
    assert (rows % 2 == 1).all()
    assert stored.nearest(units[0], 9, np.array([5, 3]))[0].tolist() in ([5, 3], [3, 5])
    assert len(stored.nearest(units[0], 9, np.array([], np.int64))[0]) == 0


def test_ties_stand_in_the_order_of_ids() -> None:
    same = vectors(np.tile(np.eye(4, dtype=np.float32)[:1], (50, 1)))
    assert same.nearest(np.eye(4, dtype=np.float32)[0], 5)[0].tolist() == [0, 1, 2, 3, 4]


def test_days_and_ids() -> None:
    known = vectors(np.eye(4, dtype=np.float32)[:3], np.array([0, 365, UNDATED], np.int32))
    assert [known.date(row) for row in range(3)] == [dt.date(1970, 1, 1), dt.date(1971, 1, 1), None]
    assert known.until(dt.date(1970, 12, 31)).tolist() == [0]
    assert known.until(dt.date(1971, 1, 1)).tolist() == [0, 1]
    found, missing = known.of_papers(["000002", "x", "000000"])
    assert (found.argmax(1).tolist(), missing) == ([2, 0], ("x",))


def test_a_paper_without_words_is_near_to_nothing() -> None:
    empty = vectors(np.zeros((1, 4), np.float32))
    assert empty.scores(np.ones(4, np.float32)).tolist() == [0.0]


def test_turning_keeps_nearness_and_puts_first_what_differs_most() -> None:
    from test_train import bags

    rng = np.random.default_rng(0)
    table = rng.standard_normal((30, 6)).astype(np.float32) * np.array([0.1, 1, 0.1, 3, 0.1, 0.1], np.float32)
    texts = bags(*({int(a): 1.0, int(b): 1.0} for a, b in rng.integers(0, 30, (200, 2))))
    made = turned(table, Texts(texts, texts))
    assert np.allclose(made @ made.T, table @ table.T, atol=1e-3)
    assert np.argsort(-(unit(texts.times(made)) ** 2).sum(0)).tolist()[:2] == [0, 1]
