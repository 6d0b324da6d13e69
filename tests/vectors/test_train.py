from __future__ import annotations

import numpy as np
import pytest

from inroad.search.vectors.bags import Bags, Floats
from inroad.search.vectors.train import Settings, State, Texts, advance, beginning, contrast, steps


def bags(*texts: dict[int, float]) -> Bags:
    starts = np.cumsum([0, *(len(text) for text in texts)])
    terms = np.array([term for text in texts for term in text], np.int32)
    return Bags(starts, terms, np.array([w for text in texts for w in text.values()], np.float32))


@pytest.fixture
def texts() -> Texts:
    """Forty papers about ten things; titles and abstracts have no term in common."""
    titles = bags(*({number % 10: 1.0, 20: 1.0} for number in range(40)))
    abstracts = bags(*({10 + number % 10: 1.0, 21 + number % 3: 1.7} for number in range(40)))
    return Texts(titles, abstracts)


SETTINGS = Settings(dimensions=8, epochs=60, batch=20)


def start(settings: Settings = SETTINGS) -> State:
    return beginning(np.array([4] * 20 + [40, 14, 13, 13]), 40, settings)


def learnt(texts: Texts, state: State, until: int | None = None) -> State:
    while state.step < (until or steps(len(texts), SETTINGS)):
        advance(texts, state, SETTINGS)
    return state


def test_slope_is_that_of_the_loss() -> None:
    sums = np.random.default_rng(0).standard_normal((6, 4)).astype(np.float32)
    _, slope = contrast(sums, 0.5)
    for place in np.ndindex(sums.shape):
        moved = np.zeros_like(sums)
        moved[place] = 1e-2
        rise = (contrast(sums + moved, 0.5)[0] - contrast(sums - moved, 0.5)[0]) / 2e-2
        assert slope[place] == pytest.approx(rise, abs=2e-3)


def test_loss_is_that_of_telling_partners_from_others() -> None:
    same = np.eye(3, dtype=np.float32)
    loss, _ = contrast(np.concatenate([same, same]), 1.0)
    assert loss == pytest.approx(np.log(1 + 2 / np.e), abs=1e-5)


def test_words_for_the_same_thing_come_together(texts: Texts) -> None:
    table = learnt(texts, start()).table
    units = table / np.linalg.norm(table, axis=1, keepdims=True)
    nearest = (units[:10] @ units[10:20].T).argmax(1)
    assert nearest.tolist() == list(range(10))


def test_a_word_in_every_title_comes_to_weigh_little(texts: Texts) -> None:
    lengths = np.linalg.norm(learnt(texts, start()).table, axis=1)
    assert lengths[20] < lengths[:10].min() / 2


def test_going_on_gives_what_going_through_gives(texts: Texts) -> None:
    through = learnt(texts, start())
    half = learnt(texts, start(), until=50)
    resumed = learnt(texts, State(half.step, half.table.copy(), half.squares.copy()))
    assert np.array_equal(through.table, resumed.table)


def test_what_is_fixed_stays_and_the_rest_learns(texts: Texts) -> None:
    table = learnt(texts, start()).table
    fixed = np.ones(24, bool)
    fixed[5] = False
    forgotten = table.copy()
    forgotten[5] = start().table[5]
    again = learnt(texts, State(0, forgotten.copy(), np.zeros(24, np.float32), fixed)).table
    assert np.array_equal(again[fixed], table[fixed])
    assert nearness(again[5], table[15]) > nearness(forgotten[5], table[15])
    assert nearness(again[5], table[15]) > 0.5


def nearness(a: Floats, b: Floats) -> float:
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_fewer_papers_than_a_batch_can_be_learnt_from(texts: Texts) -> None:
    few = Texts(texts.titles.rows(np.arange(10)), texts.abstracts.rows(np.arange(10)))
    state = start()
    assert np.isfinite(advance(few, state, SETTINGS))
    assert steps(10, SETTINGS) == SETTINGS.epochs
