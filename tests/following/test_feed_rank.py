"""The ranking: nearer is higher, disliked is lower, and a score is the sum of its parts."""

from __future__ import annotations

import datetime as dt
import random

import numpy as np
import polars as pl
import pytest

from inroad.following import features, rank
from inroad.following.news import NEWS
from inroad.following.rank import Reader
from inroad.following.shelf import shelf

TOPICS = {
    "adapters": [
        "rank",
        "adapter",
        "tuning",
        "frozen",
        "weights",
        "matrix",
        "update",
        "lora",
        "parameter",
        "efficient",
    ],
    "birds": [
        "bird",
        "wing",
        "flight",
        "camera",
        "wildlife",
        "nest",
        "photograph",
        "feather",
        "species",
        "forest",
    ],
    "courts": [
        "court",
        "ruling",
        "judge",
        "law",
        "statute",
        "verdict",
        "legal",
        "appeal",
        "clause",
        "contract",
    ],
}
FILLER = "we show that our method is better than others on several tasks and data sets with less time".split()  # noqa: SIM905


def made(topic, number, rng):
    said = [rng.choice(TOPICS[topic]) for _ in range(30)] + [rng.choice(FILLER) for _ in range(40)]
    rng.shuffle(said)
    return {
        "paper_id": f"{topic}{number:03}", "title": " ".join(said[:6]), "abstract": " ".join(said),
        "authors": [f"{topic} author{number % 7}"], "category": {"courts": "cs.CL"}.get(topic, "cs.CV"),
        "categories": [], "date": dt.date(2026, 3, 1), "version": None,
    }  # fmt: skip


@pytest.fixture(scope="module")
def table():
    rng = random.Random(7)
    return pl.DataFrame([made(t, n, rng) for t in TOPICS for n in range(60)], schema=NEWS)


def part(table, topic, first, last):
    wanted = [f"{topic}{n:03}" for n in range(first, last)]
    return table.filter(pl.col("paper_id").is_in(wanted))


def parts_of(table):
    """Likes, dislikes, background and new papers."""
    likes, dislikes = shelf(part(table, "adapters", 0, 5)), shelf(part(table, "birds", 0, 3))
    # What somebody likes is rare among all papers.
    background = shelf(
        pl.concat(
            [part(table, "adapters", 10, 12), part(table, "birds", 10, 40), part(table, "courts", 10, 40)]
        )
    )
    return likes, dislikes, background, shelf(pl.concat([part(table, topic, 40, 60) for topic in TOPICS]))


def topics(ids, scores, most):
    order = sorted(range(len(ids)), key=lambda row: (-scores[row], ids[row]))
    return [ids[row].rstrip("0123456789") for row in order[:most]]


def test_five_likes_find_their_topic(table):
    likes, dislikes, background, new = parts_of(table)
    found = rank.rank(new, Reader(likes, dislikes), background)
    assert topics(new.ids, found.scores, 20) == ["adapters"] * 20


def test_what_is_disliked_comes_below_what_is_neither(table):
    likes, dislikes, background, new = parts_of(table)
    weights = dict.fromkeys(features.FEATURES, (0.0, 0.0)) | {"unlike": (-1.0, 0.0)}
    found = features.Measure(likes, dislikes, background, np.ones(5, np.float32)).of(new)
    scores = found @ np.array([weights[name][0] for name in features.FEATURES], np.float32)
    assert "birds" not in topics(new.ids, scores, 40)


def test_a_score_is_the_sum_of_its_parts_and_follows_add_to_it(table):
    likes, dislikes, background, new = parts_of(table)
    plain = rank.rank(new, Reader(likes, dislikes), background)
    points = np.where(np.arange(len(new)) == 59, 2.0, 0.0).astype(np.float32)
    more = rank.rank(new, Reader(likes, dislikes), background, {"query law": points})
    assert np.allclose(more.scores - plain.scores, points, atol=1e-4)
    assert np.allclose(sum(more.parts.values()), more.scores, atol=1e-4)


def test_a_random_paper_scores_about_zero(table):
    likes, dislikes, background, _ = parts_of(table)
    found = rank.rank(background, Reader(likes, dislikes), background)
    assert abs(float(found.scores.mean())) < 1e-3
    assert found.above(float(found.scores.max()) + 1) == 1.0
    assert found.above(float(found.scores.min())) == 0.0


def test_with_nothing_liked_only_follows_count(table):
    likes, _, background, new = parts_of(table)
    none = likes.take([])
    points = {"category cs.CL": np.arange(len(new), dtype=np.float32)}
    assert (
        rank.rank(new, Reader(none, none), background, points).scores.tolist()
        == points["category cs.CL"].tolist()
    )
    assert rank.rank(new, Reader(none, none), background).scores.tolist() == [0.0] * len(new)


def test_the_order_of_papers_does_not_matter(table):
    likes, dislikes, background, new = parts_of(table)
    rows = list(range(len(new)))
    random.Random(3).shuffle(rows)
    straight = rank.rank(new, Reader(likes, dislikes), background).scores
    mixed = rank.rank(new.take(rows), Reader(likes, dislikes), background).scores
    assert np.allclose(straight[rows], mixed, atol=1e-5)


def test_the_nearest_like_and_the_words_that_counted(table):
    likes, dislikes, background, new = parts_of(table)
    measure = rank.rank(new, Reader(likes, dislikes), background).measure
    rows, cosines = measure.nearest(likes)
    assert rows.tolist() == [0, 1, 2, 3, 4]
    assert np.allclose(cosines, 1, atol=1e-5)
    spelt = {
        number: word for text in part(table, "adapters", 40, 60)["abstract"] for number, word in _spelt(text)
    }
    best = [spelt[number] for number, _ in measure.shared(new, 0) if number in spelt]
    assert best
    assert set(best) <= set(TOPICS["adapters"])


def _spelt(text):
    from inroad.following.words import spelled

    return spelled(text).items()


def test_few_and_many_labels_weigh_differently_and_are_bounded():
    assert rank.weights(8, False).shape == (len(features.FEATURES),)
    assert not np.allclose(rank.weights(8, False), rank.weights(50, False))
    assert np.allclose(rank.weights(64, False), rank.weights(100_000, False))
    assert np.allclose(rank.weights(0, False), rank.weights(1, False))


def test_methods_in_common_bring_papers_near(table):
    new, named = (
        part(table, "courts", 0, 4),
        pl.DataFrame({"paper_id": ["courts000", "adapters000"], "method": [3, 3]}),
    )
    background = part(table, "birds", 10, 40)
    noise = pl.DataFrame({"paper_id": background["paper_id"], "method": [n % 3 for n in range(30)]})
    mentions = pl.concat([named, noise])
    likes, usual, news = (shelf(t, mentions, 5) for t in (part(table, "adapters", 0, 2), background, new))
    found = features.Measure(likes, likes.take([]), usual, np.ones(2, np.float32)).of(news)
    column = found[:, features.FEATURES.index("methods")]
    assert np.isfinite(found).all()
    assert column[0] == column.max() or not column.any()


class Lookup:
    """Vectors that know the topic of a paper and of a text."""

    def of_text(self, title, abstract=None):
        said = f"{title} {abstract or ''}".split()
        found = np.array([sum(word in known for word in said) for known in TOPICS.values()], np.float32)
        return found / max(np.linalg.norm(found), 1)

    def of_papers(self, ids):
        there = [each for each in ids if not each.startswith("courts")]
        rows = [np.eye(3, dtype=np.float32)[list(TOPICS).index(each.rstrip("0123456789"))] for each in there]
        return np.array(rows, np.float32).reshape(len(rows), 3), tuple(
            e for e in ids if e.startswith("courts")
        )


def test_vectors_of_papers_that_came_in_since_are_made_from_their_texts(table):
    made = shelf(pl.concat([part(table, "courts", 0, 1), part(table, "birds", 0, 1)]), vectors=Lookup())
    assert made.vectors.shape == (2, 3)
    assert made.vectors[0].argmax() == 2
    assert made.vectors[1].tolist() == [0, 1, 0]


def test_vectors_measure_nearness_too(table):
    likes, background, new = (
        shelf(t, vectors=Lookup())
        for t in (
            part(table, "courts", 0, 3),
            pl.concat([part(table, topic, 10, 30) for topic in TOPICS]),
            pl.concat([part(table, topic, 40, 45) for topic in TOPICS]),
        )
    )
    found = features.Measure(likes, likes.take([]), background, np.ones(3, np.float32)).of(new)
    for name in ("vector near", "vector profile"):
        column = found[:, features.FEATURES.index(name)]
        assert column[10:].min() > column[:10].max(), name


def test_categories_count_as_a_set(table):
    def of(topic, *names):
        rows = part(table, topic, 0, 4)
        return shelf(rows.with_columns(categories=pl.lit(list(names) or None, pl.List(pl.String))))

    likes = of("adapters", "cs.LG", "cs.CL")
    background = shelf(
        pl.concat([part(table, "courts", 0, 30), part(table, "birds", 0, 30)]).with_columns(
            categories=pl.Series([["cs.LG"], ["cs.CV"], ["cs.LG", "cs.CL"]] * 20)
        )
    )
    measure = features.Measure(likes, likes.take([]), background, np.ones(4, np.float32))
    column = features.FEATURES.index("category")
    both, one, other, unknown = (
        float(measure.of(of("birds", *names))[0, column])
        for names in (("cs.LG", "cs.CL"), ("cs.LG",), ("cs.CV",), ())
    )
    assert both > one > other
    assert other < unknown < both
