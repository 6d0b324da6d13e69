"""Facts of a paper: shape, types, and independence of the batch."""

from __future__ import annotations

import polars as pl
import pytest

from inroad.atlas.facts import facts
from inroad.atlas.schema import PAPERS as ATLAS
from inroad.corpus.schema import PAPERS

INPUTS = ["paper_id", "title", "abstract", "categories", "comment", "journal_ref", "venue", "code_url"]
OUTPUTS = ["code", "applied", "domain", "survey", "venue", "tools"]
OUTPUTS += ["problem", "problem_field", "problem_start", "problem_end", "problem_sentence"]


def batch(*rows: dict[str, object]) -> pl.DataFrame:
    full = [{name: row.get(name) for name in INPUTS} | {"paper_id": str(i)} for i, row in enumerate(rows)]
    return pl.DataFrame(full, schema={name: PAPERS[name] for name in INPUTS}, orient="row")


@pytest.fixture
def papers() -> pl.DataFrame:
    return batch(
        {
            "title": "Tumour segmentation in brain MRI for clinical diagnosis",
            "abstract": "Radiologists need patient-level masks. However, annotated scans are scarce. "
            "We train with PyTorch. Code is available at https://github.com/a/b.",
            "categories": ["eess.IV", "cs.CV"],
            "comment": "Accepted at MICCAI 2024",
        },
        {
            "title": "Größere Ränge: ένα γρήγορο attention kernel",
            "abstract": "Naïve attention — “quadratic” — is slow. However, memory cost is prohibitive.",
        },
        {"title": "", "abstract": "", "comment": "", "categories": []},
        {"title": "A title alone"},
        {
            "title": "A Survey of $\\ell_1$-Regularised Learning",
            "abstract": "We review recent work on $\\|x\\|_1$ penalties \\cite{a}.",
            "categories": ["stat.ML"],
            "journal_ref": "Journal of Machine Learning Research 25 (2024) 1-40",
        },
        {"title": "Code by its source", "code_url": "https://github.com/x/y", "venue": "NeurIPS 2023"},
    )


def test_columns_have_the_names_and_types_of_the_atlas(papers: pl.DataFrame) -> None:
    table = facts(papers)
    assert table["paper_id"].to_list() == papers["paper_id"].to_list()
    assert table.columns == ["paper_id", *OUTPUTS]
    assert all(table.schema[name] == ATLAS[name] for name in OUTPUTS)


def test_what_is_not_said_is_unknown(papers: pl.DataFrame) -> None:
    empty = facts(papers).row(2, named=True)
    assert empty["tools"] == []
    assert empty["survey"] is False
    silent = {"code", "domain", "venue", "problem", "problem_field", "problem_start", "problem_sentence"}
    assert all(empty[name] is None for name in silent)


def test_facts_of_one_paper(papers: pl.DataFrame) -> None:
    row = facts(papers).row(0, named=True)
    assert (row["code"], row["venue"], row["tools"]) == (True, "MICCAI", ["PyTorch"])
    assert row["applied"] > 0.9
    assert row["domain"] == "medicine"


def test_source_columns_count(papers: pl.DataFrame) -> None:
    table = facts(papers)
    assert table["venue"].to_list()[4:] == ["JMLR", "NeurIPS"]
    assert table["survey"].to_list()[4] is True
    assert table["code"].to_list()[5] is True


def test_a_row_does_not_depend_on_the_batch(papers: pl.DataFrame) -> None:
    whole = facts(papers)
    singles = pl.concat([facts(papers.slice(i, 1)) for i in range(papers.height)])
    assert singles.equals(whole)
    assert facts(papers.reverse()).reverse().equals(whole)
    assert pl.concat([facts(papers.head(2)), facts(papers.tail(-2))]).equals(whole)


def test_an_empty_batch_gives_an_empty_table(papers: pl.DataFrame) -> None:
    table = facts(papers.clear())
    assert table.is_empty()
    assert all(table.schema[name] == ATLAS[name] for name in OUTPUTS)
