"""Two ways to write what a name is short for."""

import polars as pl
import pytest

from inroad.atlas.long_forms import alike

SAME = [
    ("mixtureofexpert", "mixtureofexpertslayer"),
    ("deepqnetwork", "deepqlearningnetwork"),
    ("tdistributedstochasticneighborembedding", "tdistributedstochasticneighbourembedding"),
    ("graphconvolutionnetwork", "graphconvolutionalnetwork"),
    ("lowrankadapter", "lowrankadaptation"),
]
UNLIKE = [
    ("cooperativetraining", "chainofthought"),
    ("maskeddiscretelanguagemodel", "maskeddiffusionlanguagemodel"),
    ("sparsitypreservingtraining", "sparseprompttuning"),
    ("net", "neuralevolutiontrainernet"),
]


def judged(one: str, other: str) -> bool:
    texts = pl.Series([one, other])
    numbers = pl.Series([0, 1], dtype=pl.UInt32)
    there = alike(numbers, numbers.reverse(), texts).to_list()
    assert there[0] == there[1]
    return bool(there[0])


@pytest.mark.parametrize(("one", "other"), SAME)
def test_variants_say_the_same(one: str, other: str) -> None:
    assert judged(one, other)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_others_do_not(one: str, other: str) -> None:
    assert not judged(one, other)


def test_the_same_is_alike_and_the_unknown_is_not() -> None:
    texts = pl.Series(["ab", "cd"])
    one = pl.Series([0, None, None], dtype=pl.UInt32)
    other = pl.Series([0, 1, None], dtype=pl.UInt32)
    assert alike(one, other, texts).to_list() == [True, False, False]
