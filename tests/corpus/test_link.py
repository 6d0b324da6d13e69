from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl

from inroad.corpus import link
from inroad.corpus.batch import tabled
from inroad.corpus.merge import merge
from inroad.corpus.store import RECORDS, linked
from inroad.types import Paper

TITLE = "Learning to Count Sheep with Very Few Labels"


def paper(paper_id: str, year: int = 2023, title: str = TITLE, **fields: Any) -> Paper:
    return Paper(paper_id, title, date=dt.date(year, 5, 1), **fields)


def applied(*papers: Paper) -> tuple[dict[str, dict[str, Any]], frozenset[str]]:
    records = merge(RECORDS.to_frame(), tabled(papers)).lazy()
    pairs = link.find(records)
    table = linked(records, link.links(records, pairs).lazy()).collect()
    return {row["paper_id"]: row for row in table.iter_rows(named=True)}, pairs.undecided


def test_venue_row_is_folded_into_the_arxiv_paper() -> None:
    row = paper(
        "venue:iclr-2024-1", 2024, venue="ICLR 2024", code_url="https://example.org", authors=("Ada Byron",)
    )
    papers, undecided = applied(row, paper("2305.00001", abstract="Ours."))
    assert list(papers) == ["2305.00001"]
    found = papers["2305.00001"]
    assert (found["venue"], found["code_url"], found["abstract"]) == (
        "ICLR 2024",
        "https://example.org",
        "Ours.",
    )
    assert (found["authors"], found["also"]) == (["Ada Byron"], ["venue:iclr-2024-1"])
    assert found["date"] == dt.date(2023, 5, 1)
    assert not undecided


def test_title_is_compared_by_letters_and_digits() -> None:
    papers, _ = applied(
        paper("2305.00001"), paper("acl:P23-1001", title=TITLE.upper().replace(" ", " - ") + ".")
    )
    assert papers["2305.00001"]["also"] == ["acl:P23-1001"]


def test_years_too_far_apart_are_two_papers() -> None:
    papers, undecided = applied(paper("2105.00001", 2021), paper("venue:iclr-2023-1", 2023))
    assert len(papers) == 2
    assert not undecided


def test_short_titles_are_no_key() -> None:
    assert (
        len(applied(paper("2305.00001", title="Preface"), paper("venue:colt-2023-1", title="Preface"))[0])
        == 2
    )


def test_same_title_by_strangers_is_not_linked() -> None:
    ours, theirs = (
        paper("2305.00001", authors=("Ada Byron",)),
        paper("venue:x-2023-1", authors=("Kurt Gödel",)),
    )
    assert len(applied(ours, theirs)[0]) == 2
    other_order = paper("venue:x-2023-2", authors=("BYRON, A.", "Someone Else"))
    assert len(applied(ours, other_order)[0]) == 1


def test_two_arxiv_papers_of_one_title_are_ambiguous() -> None:
    papers, undecided = applied(paper("2305.00001"), paper("2306.00001"), paper("venue:iclr-2023-1"))
    assert len(papers) == 3
    assert undecided == {"venue:iclr-2023-1"}


def test_a_namesake_of_another_decade_makes_it_ambiguous_too() -> None:
    _, undecided = applied(paper("1305.00001", 2013), paper("2306.00001"), paper("venue:iclr-2023-1"))
    assert undecided == {"venue:iclr-2023-1"}


def test_doi_beats_title() -> None:
    papers, _ = applied(
        paper("2305.00001"),
        paper("2201.00009", 2020, title="Something else altogether here", doi="10.1234/x"),
        paper("acl:P23-1001", doi="10.1234/x"),
    )
    assert papers["2201.00009"]["also"] == ["acl:P23-1001"]
    assert papers["2305.00001"]["also"] == []


def test_a_stated_id_beats_all_and_forbids_the_title() -> None:
    stated = paper("venue:cvpr-2017-1", 2017, also=("1612.00001",))
    far = paper("1612.00001", 2010, title="Its title in the year before it was changed")
    namesake = paper("1701.00001", 2017)
    papers, _ = applied(stated, far, namesake)
    assert papers["1612.00001"]["also"] == ["venue:cvpr-2017-1"]
    assert len(applied(stated, namesake)[0]) == 2


def test_venue_row_without_arxiv_paper_goes_to_the_acl_row() -> None:
    papers, _ = applied(paper("venue:acl-2023-1", venue="ACL 2023"), paper("acl:P23-1001", venue="ACL 2023"))
    assert list(papers) == ["acl:P23-1001"]


def test_all_go_to_the_arxiv_paper_in_the_end() -> None:
    # The venue row is two years from arXiv and reaches it only through the ACL row.
    papers, _ = applied(paper("2105.00001", 2021), paper("acl:P22-1", 2022), paper("venue:acl-2023-1", 2023))
    assert papers["2105.00001"]["also"] == ["acl:P22-1", "venue:acl-2023-1"]
    assert len(papers) == 1


def test_nothing_to_link() -> None:
    papers, _ = applied(paper("2305.00001"))
    assert papers["2305.00001"]["also"] == []
    empty = RECORDS.to_frame(eager=False)
    assert link.links(empty, link.find(empty)).is_empty()


def test_order_of_records_does_not_matter() -> None:
    rows = [
        paper("2305.00001"),
        paper("venue:b-2023-1", venue="B 2023"),
        paper("venue:a-2023-1", venue="A 2023"),
    ]
    tables = []
    for papers in (rows, rows[::-1]):
        records = as_shuffled(papers)
        tables.append(link.links(records, link.find(records)))
    assert tables[0].equals(tables[1])


def as_shuffled(papers: list[Paper]) -> pl.LazyFrame:
    tables = [merge(RECORDS.to_frame(), tabled([each])) for each in papers]
    return pl.concat(tables).lazy()
