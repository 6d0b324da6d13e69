from __future__ import annotations

import polars as pl
import pytest

from inroad.signals.subjects import (
    name_of,
    package,
    package_name,
    repo,
    repositories_in,
    repository,
    repository_column,
)

ADDRESSES = {
    "https://github.com/Olga/PEBL": "olga/pebl",
    "http://www.github.com/olga/pebl/": "olga/pebl",
    "https://github.com/olga/pebl.git": "olga/pebl",
    "git@github.com:olga/pebl.git": "olga/pebl",
    "git+https://github.com/olga/pebl": "olga/pebl",
    "github.com/olga/pebl/tree/main/src#readme": "olga/pebl",
    "https://github.com/olga/pe.bl_2-x?tab=readme": "olga/pe.bl_2-x",
    "Olga/PEBL": "olga/pebl",
    "https://github.com/olga": None,
    "https://github.com/topics/pebbles": None,
    "https://gitlab.com/olga/pebl": None,
    "https://evil.example/github.com/olga/pebl": None,
    "https://github.com.evil.example/olga/pebl": None,
    "https://github.com/olga/..": None,
    "olga/pebl/../../x": None,
    "": None,
}


@pytest.mark.parametrize(("address", "name"), ADDRESSES.items())
def test_repositories(address, name):
    assert repository(address) == name


def test_columns_say_the_same():
    table = pl.DataFrame({"link": [*ADDRESSES, None]})
    assert table.select(repository_column("link")).to_series().to_list() == [*ADDRESSES.values(), None]
    assert repository(None) is None


def test_in_running_text():
    text = "Code (https://github.com/Olga/PEBL). See github.com/sam/sand.net, github.com/olga/pebl;"
    text += " also github.com/topics/x"
    assert repositories_in(text) == ["olga/pebl", "sam/sand.net"]


def test_subjects():
    assert repo("Olga/PEBL") == "repo:olga/pebl"
    assert name_of("repo:olga/pebl#99") == "olga/pebl"
    assert name_of("paper:2405.00001") == "2405.00001"
    assert package("Flash_Attn.x") == "package:flash-attn-x"


@pytest.mark.parametrize(
    ("name", "folded"),
    [("PEBL", "pebl"), ("Q-LoRA", "q-lora"), ("GPT 4", None), ("k²", None), ("../x", None), ("a/b", None)],
)
def test_package_names(name, folded):
    assert package_name(name) == folded
